// A person's state as a fold over what they did: the same two steps serve the live answer and the rebuild. Pure.
import { type AnswerOutcome, applyAnswer, creditSkill, type SkillChange } from './engine/answer';
import { assessMastery, confirmByExam, type Mastery } from './engine/mastery';
import { isFirstAttempt, newLearner, newSkill, noteLesson } from './engine/model';
import type { ModelParameters, Question } from './engine/parameters';
import { startReview } from './engine/review';
import { type LearnerState, packLearnerState, packSkillState, type SkillState } from './engine/state';

/** What is believed of one person: skills without an entry were never touched. */
export type Memory = { learner: LearnerState; skills: ReadonlyMap<string, SkillState> };

/** One thing that happened, at whole milliseconds; no two entries of a person bear the same. */
export type LogEntry =
  | { kind: 'lesson'; atMs: number; id: string; skills: ReadonlyArray<string> }
  /**
   * `item` is course and author's id: a corrected wording is still the same question to somebody who has just seen it.
   * `from`: practice, or the placement test.
   */
  | {
      kind: 'answer';
      atMs: number;
      id: string;
      item: string;
      question: Question;
      correct: boolean;
      from: 'practice' | 'placement';
    }
  /** Placement credited these skills, or an exam that was passed confirmed them; `id` is its source. */
  | { kind: ProofKind; atMs: number; id: string; skills: ReadonlyArray<string> };

/** What can prove a skill besides an answer. */
export type ProofKind = 'placement' | 'exam';

/** A skill as it is stored. */
export type SkillRow = {
  skillId: string;
  state: Uint8Array<ArrayBuffer>;
  mastery: Mastery['state'];
  probability: number;
  answers: number;
};

export type Rebuilt = {
  memory: Memory;
  learner: Uint8Array<ArrayBuffer> | null;
  skills: Map<string, SkillRow>;
  outcomes: Map<string, TakenAnswer>;
  /** What each entry of the log moved, oldest first. */
  moves: Array<Move>;
};

/** An entry of the log with how the skills it touched stood before and after. */
export type Move = {
  entry: LogEntry;
  changes: ReadonlyArray<SkillChange>;
  counted: boolean;
  /** Skills whose date for review it moved. */
  reviewed: ReadonlyArray<string>;
};

export type TakenAnswer = AnswerOutcome & { counted: boolean };

/** The engine counts in whole seconds; so do the live answer and the fold, or their bytes would differ. */
export function toSeconds(atMs: number): number {
  return Math.floor(atMs / 1000);
}

/** Somebody nobody has seen. */
export function newMemory(parameters: ModelParameters): Memory {
  return { learner: newLearner(parameters), skills: new Map() };
}

function skillOf(parameters: ModelParameters, memory: Memory, skill: string): SkillState {
  return memory.skills.get(skill) ?? newSkill(parameters);
}

/**
 * An answer taken in. `previousAtMs` is the person's last answer to the same item, null for none: within 20 hours the answer
 * tells what is remembered of the feedback, and moves nothing but a due review.
 */
export function takeAnswer(
  parameters: ModelParameters,
  memory: Memory,
  question: Question,
  correct: boolean,
  previousAtMs: number | null,
  atMs: number,
): TakenAnswer {
  const atSeconds = toSeconds(atMs);
  const firstAttempt = isFirstAttempt(previousAtMs === null ? null : toSeconds(previousAtMs), atSeconds);
  const known = { learner: memory.learner, skills: question.skills.map((skill) => skillOf(parameters, memory, skill)) };
  return {
    ...applyAnswer(parameters, known, question, { correct, firstAttempt, hints: 0, atSeconds }),
    counted: firstAttempt,
  };
}

/** A lesson opened for the first time: its skills after it. */
export function takeLesson(
  parameters: ModelParameters,
  memory: Memory,
  skills: ReadonlyArray<string>,
  atMs: number,
): Map<string, SkillState> {
  return new Map(
    skills.map((skill) => [skill, noteLesson(parameters, skillOf(parameters, memory, skill), toSeconds(atMs))]),
  );
}

/**
 * What a placement or a passed exam said, skill by skill: credit makes it provisional with a check within a day or two, an exam
 * confirms it and gives it a date for review.
 */
export function takeProof(
  parameters: ModelParameters,
  memory: Memory,
  kind: ProofKind,
  skills: ReadonlyArray<string>,
  atMs: number,
): Map<string, SkillState> {
  const atSeconds = toSeconds(atMs);
  return new Map(
    skills.map((skill) => {
      const state = skillOf(parameters, memory, skill);
      if (kind === 'placement') return [skill, creditSkill(state, atSeconds)];
      return [skill, { ...confirmByExam(state, atSeconds), review: state.review ?? startReview(atSeconds, 'answers') }];
    }),
  );
}

/** A skill as its row, assessed at the moment of its last change. */
export function toSkillRow(
  parameters: ModelParameters,
  learner: LearnerState,
  skillId: string,
  state: SkillState,
  atMs: number,
  mastery?: Mastery,
): SkillRow {
  const now = mastery ?? assessMastery(parameters, learner, skillId, state, toSeconds(atMs));
  return {
    skillId,
    state: packSkillState(state),
    mastery: now.state,
    probability: now.probability,
    answers: state.successes + state.failures,
  };
}

/** Everything again from the log, oldest first; the result equals what was stored answer by answer, byte for byte. */
export function foldLog(parameters: ModelParameters, log: ReadonlyArray<LogEntry>): Rebuilt {
  let learner = newLearner(parameters);
  const skills = new Map<string, SkillState>();
  const rows = new Map<string, SkillRow>();
  const lastAt = new Map<string, number>();
  const outcomes = new Map<string, TakenAnswer>();
  const moves: Array<Move> = [];
  const stand = (skill: string, state: SkillState, atMs: number) =>
    assessMastery(parameters, learner, skill, state, toSeconds(atMs));
  for (const entry of log) {
    const memory: Memory = { learner, skills };
    if (entry.kind !== 'answer') {
      const { kind, atMs } = entry;
      const taken =
        kind === 'lesson'
          ? takeLesson(parameters, memory, entry.skills, atMs)
          : takeProof(parameters, memory, kind, entry.skills, atMs);
      const changes = [...taken].map(([skill, state]): SkillChange => {
        const before = stand(skill, skillOf(parameters, memory, skill), atMs);
        return { skill, before, after: stand(skill, state, atMs) };
      });
      for (const { skill, after } of changes) {
        const state = taken.get(skill)!;
        skills.set(skill, state);
        rows.set(skill, toSkillRow(parameters, learner, skill, state, atMs, after));
      }
      moves.push({ entry, changes, counted: true, reviewed: [] });
      continue;
    }
    const previous = lastAt.get(entry.item) ?? null;
    const outcome = takeAnswer(parameters, memory, entry.question, entry.correct, previous, entry.atMs);
    lastAt.set(entry.item, entry.atMs);
    const reviewed = entry.question.skills.filter(
      (skill, k) => (skills.get(skill)?.review?.reviews ?? 0) < (outcome.skills[k]!.review?.reviews ?? 0),
    );
    learner = outcome.learner;
    entry.question.skills.forEach((skill, k) => {
      const state = outcome.skills[k]!;
      skills.set(skill, state);
      rows.set(skill, toSkillRow(parameters, learner, skill, state, entry.atMs, outcome.changes[k]!.after));
    });
    outcomes.set(entry.id, outcome);
    moves.push({ entry, changes: outcome.changes, counted: outcome.counted, reviewed });
  }
  return {
    memory: { learner, skills },
    learner: log.length > 0 ? packLearnerState(learner) : null,
    skills: rows,
    outcomes,
    moves,
  };
}
