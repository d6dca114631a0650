// Bulk replay of an answer log over all learners in typed arrays: learns the parameters, or rebuilds states under given ones.
import {
  createStep,
  learnShared,
  learnStep,
  MAX_SKILLS,
  type Moving,
  type MovingParameters,
  predictStep,
  type Step,
} from './kernel';
import { type Answer, requireSkills } from './model';
import {
  averageLevels,
  combinationKey,
  emptySkillParameters,
  itemPrior,
  type ModelParameters,
  type Question,
  toGuess,
} from './parameters';
import {
  createWords,
  emptyLearnerState,
  emptySkillState,
  LEARNER_WORDS,
  type LearnerState,
  readLearner,
  readSkill,
  SKILL_WORDS,
  type SkillState,
  type Words,
  writeLearner,
  writeSkill,
} from './state';

type MovingSkill = ReturnType<typeof emptySkillParameters>;
type MovingItem = Moving & { guess: number; answers: number; skills: ReadonlyArray<string> };
type Known = {
  item: MovingItem;
  combination: Moving;
  names: ReadonlyArray<string>;
  skills: Array<MovingSkill>;
  ids: Array<number>;
};
type Person = { at: number; skillsAt: Map<number, number> };

/** A replay under way. Made by `startReplay`, moved by `replayAnswer`, read by the functions below. */
export type Replay = {
  readonly learn: boolean;
  readonly base: ModelParameters;
  readonly moving: MovingParameters;
  readonly items: Map<string, MovingItem>;
  readonly combinations: Map<string, Moving>;
  readonly skills: Map<string, MovingSkill>;
  readonly skillIds: Map<string, number>;
  readonly people: Map<string, Person>;
  readonly questions: Map<string, Known>;
  readonly step: Step;
  learners: Words;
  learnerWords: number;
  skillStates: Words;
  skillWords: number;
};

/**
 * Begins a replay from a snapshot, which stays as it is. With `learn: false` the snapshot is frozen and only people are
 * learned: the bytes equal those of `update`, answer by answer.
 */
export function startReplay(base: ModelParameters, { learn }: { learn: boolean } = { learn: true }): Replay {
  return {
    learn,
    base,
    moving: {
      priors: base.priors,
      weights: Float64Array.from(base.weights),
      weightVariances: Float64Array.from(base.weightVariances),
      patternMeans: Float64Array.from(base.patternMeans),
      patternVariances: Float64Array.from(base.patternVariances),
      recalibration: { ...base.recalibration },
    },
    items: new Map([...base.items].map(([id, item]) => [id, { ...item }])),
    combinations: new Map([...base.combinations].map(([key, { mean, variance }]) => [key, { mean, variance }])),
    skills: new Map(
      [...base.skills].map(([id, skill]) => [
        id,
        {
          level: skill.level,
          patternMeans: Float64Array.from(skill.patternMeans),
          patternVariances: Float64Array.from(skill.patternVariances),
        },
      ]),
    ),
    skillIds: new Map(),
    people: new Map(),
    questions: new Map(),
    step: createStep(),
    learners: createWords(LEARNER_WORDS * 64),
    learnerWords: 0,
    skillStates: createWords(SKILL_WORDS * 256),
    skillWords: 0,
  };
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function sameSkills(left: ReadonlyArray<string>, right: ReadonlyArray<string>): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let k = 0; k < left.length; k++) if (left[k] !== right[k]) return false;
  return true;
}

function resolve(replay: Replay, question: Question): Known {
  const cached = replay.questions.get(question.item);
  if (cached && sameSkills(cached.names, question.skills)) return cached;
  requireSkills(question);
  const { priors } = replay.base;
  const names = [...question.skills];
  const known: Known = {
    item: getOrMake(replay.items, question.item, () => ({
      ...itemPrior(priors, question.difficulty),
      guess: toGuess(question.guess),
      answers: 0,
      skills: names,
    })),
    combination: getOrMake(replay.combinations, combinationKey(names), () => ({
      mean: 0,
      variance: priors.combination,
    })),
    names,
    skills: names.map((skill) => getOrMake(replay.skills, skill, () => emptySkillParameters(priors))),
    ids: names.map((skill) => getOrMake(replay.skillIds, skill, () => replay.skillIds.size)),
  };
  replay.questions.set(question.item, known);
  return known;
}

function grown(words: Words, needed: number): Words {
  if (needed <= words.u32.length) return words;
  const larger = createWords(Math.max(needed, words.u32.length * 2));
  larger.u32.set(words.u32);
  return larger;
}

function personOf(replay: Replay, learner: string): Person {
  return getOrMake(replay.people, learner, () => {
    const at = replay.learnerWords;
    replay.learnerWords += LEARNER_WORDS;
    replay.learners = grown(replay.learners, replay.learnerWords);
    writeLearner(replay.learners, at, emptyLearnerState(replay.base.priors.learner));
    return { at, skillsAt: new Map() };
  });
}

function skillAt(replay: Replay, person: Person, skill: number): number {
  return getOrMake(person.skillsAt, skill, () => {
    const at = replay.skillWords;
    replay.skillWords += SKILL_WORDS;
    replay.skillStates = grown(replay.skillStates, replay.skillWords);
    writeSkill(replay.skillStates, at, emptySkillState(replay.base.priors.skill));
    return at;
  });
}

const skillsAt = new Int32Array(MAX_SKILLS);

/**
 * Takes in the next answer of the log and returns the probability of a right answer just before it, in (0, 1). Answers
 * of one learner must come in their order. A later attempt only predicts.
 */
export function replayAnswer(replay: Replay, learner: string, question: Question, answer: Answer): number {
  const known = resolve(replay, question);
  const person = personOf(replay, learner);
  for (let k = 0; k < known.ids.length; k++) skillsAt[k] = skillAt(replay, person, known.ids[k]!);
  const rows = { learners: replay.learners, learnerAt: person.at, skills: replay.skillStates, skillsAt };
  const { step, moving } = replay;
  predictStep(step, moving, known, rows, answer.atSeconds);
  const { probability } = step;
  if (answer.firstAttempt) {
    const correct = answer.correct && answer.hints === 0;
    learnStep(step, rows, moving.priors.floor, correct, answer.atSeconds);
    if (replay.learn) learnShared(step, moving, known, correct);
  }
  return probability;
}

/** Probability of a right answer now, taking nothing in. */
export function replayPrediction(replay: Replay, learner: string, question: Question, atSeconds: number): number {
  return replayAnswer(replay, learner, question, { correct: false, firstAttempt: false, hints: 0, atSeconds });
}

/** A snapshot of what the replay has learned so far; the replay may go on. */
export function replayedParameters(replay: Replay): ModelParameters {
  const { base, moving } = replay;
  const items = new Map([...replay.items].map(([id, item]) => [id, { ...item }]));
  const combinations = new Map([...replay.combinations].map(([key, combination]) => [key, { ...combination }]));
  const levels = averageLevels(items.values(), combinations);
  return {
    engineVersion: base.engineVersion,
    priors: base.priors,
    weights: moving.weights.slice(),
    weightVariances: moving.weightVariances.slice(),
    patternMeans: moving.patternMeans.slice(),
    patternVariances: moving.patternVariances.slice(),
    recalibration: { ...moving.recalibration },
    items,
    combinations,
    skills: new Map(
      [...replay.skills].map(([id, skill]) => [
        id,
        {
          patternMeans: skill.patternMeans.slice(),
          patternVariances: skill.patternVariances.slice(),
          level: levels.get(id) ?? 0,
        },
      ]),
    ),
  };
}

/** What the replay believes of a person; null when they never answered. */
export function replayedLearner(
  replay: Replay,
  learner: string,
): { learner: LearnerState; skills: Map<string, SkillState> } | null {
  const person = replay.people.get(learner);
  if (!person) return null;
  const skills = new Map<string, SkillState>();
  for (const [skill, id] of replay.skillIds) {
    const at = person.skillsAt.get(id);
    if (at !== undefined) skills.set(skill, readSkill(replay.skillStates, at));
  }
  return { learner: readLearner(replay.learners, person.at), skills };
}

/** Bytes that a learner's skill takes in the replay. */
export const BYTES_PER_LEARNER_SKILL = SKILL_WORDS * 4;
