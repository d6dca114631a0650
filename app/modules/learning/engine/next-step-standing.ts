// How a person stands on a skill, and what follows from it: whether it is open, known, secure, resting, or not coming.
import { MASTERY_RULE, type MasteryState } from './mastery';
import { isFirstAttempt } from './model';
import type { SkillState } from './state';

/** How a person stands on a skill. A skill without one is not started. */
export type SkillStanding = {
  state: MasteryState;
  /** Expected share of right answers, 0–1. */
  probability: number;
  /** When the skill falls due for review, epoch seconds; null when it never does. */
  dueAtSeconds: number | null;
  /** The same cautiously. Without it a mastered skill is left to its reviews, however thin it was won. */
  lowerBound?: number;
  /** The latest answer, epoch seconds. Without it a mastered skill may be practised on at once. */
  lastAtSeconds?: number | null;
  /** Chance that placement left open whether it is known, 0–1. */
  knownChance?: number;
  /** First-attempt answers, wrong ones among the latest five, and lessons taken. Without them no lesson is ever repeated. */
  answers?: number;
  misses?: number;
  lessons?: number;
};

export const NOT_STARTED: SkillStanding = { state: 'not-started', probability: 0.5, dueAtSeconds: null };

/** From here on practice is offered before the lesson: two answers may save it. Chance of a right answer; of knowing the skill. */
const MAY_KNOW = 0.85;
const KNOWN_CHANCE = 0.5;
/**
 * A lesson is repeated where practice has had its chance and does not bring the skill: so many of the latest five answers
 * wrong, and so many answers for each lesson taken.
 */
const AGAIN_MISSES = 3;
const AGAIN_ANSWERS = 8;
/** After so many lessons on one skill another one is no answer: a person should look. */
export const LESSONS_MAX = 4;
/**
 * A skill just won is practised on until its cautious estimate is here. Whoever stops at the first moment a bound is crossed
 * stops on luck too often: README, "Next step".
 */
export const SECURE = 0.875;
/** Answers looked back on. A high estimate that rests on other skills does not replace them: one of them may be wrong, of all five. */
const MISSES_WINDOW = 5;
const SECURE_MISSES = 1;

/** What a stored skill tells of the way there, for its standing. */
export function historyOf({
  successes,
  failures,
  recent,
  recentCount,
  lessons,
  lastAtSeconds,
}: SkillState): Required<Pick<SkillStanding, 'answers' | 'misses' | 'lessons' | 'lastAtSeconds'>> {
  let misses = 0;
  for (let bit = 0; bit < Math.min(MISSES_WINDOW, recentCount); bit++) if (((recent >>> bit) & 1) === 0) misses++;
  return { answers: successes + failures, misses, lessons, lastAtSeconds };
}

/** Open to build upon: won, credited, or won before and due for a refresh. */
export function isReady(state: MasteryState): boolean {
  return state === 'mastered' || state === 'provisional' || state === 'needs-review';
}

/** Practice does not bring it. Not so a skill that was won: what was understood once comes back by practice. */
export function struggles({ state, probability, answers = 0, misses = 0, lessons = 0 }: SkillStanding): boolean {
  const open = state !== 'mastered' && state !== 'needs-review' && probability < MASTERY_RULE.relearn;
  return open && lessons > 0 && answers >= AGAIN_ANSWERS * lessons && misses >= AGAIN_MISSES;
}

/** No lesson on it yet; without a history, nothing at all. */
export function isUntaught({ state, lessons }: SkillStanding): boolean {
  return lessons === undefined ? state === 'not-started' : lessons === 0;
}

/** Likely enough to be known that two answers come before the lesson. */
export function mayBeKnown({ probability, knownChance = 0, misses = 0 }: SkillStanding): boolean {
  return misses === 0 && (probability >= MAY_KNOW || knownChance >= KNOWN_CHANCE);
}

/** Won, and not by a hair. */
export function isSecure({ state, lowerBound = 1, answers, misses = 0 }: SkillStanding): boolean {
  return (
    state === 'mastered' &&
    lowerBound >= SECURE &&
    misses <= SECURE_MISSES &&
    (answers ?? MISSES_WINDOW) >= MISSES_WINDOW * misses
  );
}

/** Won, and asked within the day: more answers at once tell little, and a pause in between makes memory last. */
export function rests({ state, lastAtSeconds = null }: SkillStanding, nowSeconds: number): boolean {
  return state === 'mastered' && !isFirstAttempt(lastAtSeconds, nowSeconds);
}

/** A skill that several lessons and much practice did not bring: what a person should look at. */
export type StuckSkill = { skill: string; lessons: number; answers: number; probability: number };

export function stuckSkills(standing: ReadonlyMap<string, SkillStanding>): Array<StuckSkill> {
  return [...standing].flatMap(([skill, at]) => {
    const { lessons = 0, answers = 0, probability } = at;
    return struggles(at) && lessons >= LESSONS_MAX ? [{ skill, lessons, answers, probability }] : [];
  });
}
