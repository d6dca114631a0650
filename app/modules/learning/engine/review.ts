// When a mastered skill should be seen again: a thin layer over FSRS-6. It says when, the learner model says how likely.
import { FSRSAlgorithm, Rating } from 'ts-fsrs';
import { type ReviewState, toWordSeconds } from './state';

/** A review falls due when the chance of recall has sunk to this. FSRS's own default. */
export const RETENTION = 0.9;

const SECONDS_PER_DAY = 86_400;

/** Default weights of FSRS-6 (ts-fsrs 5.4.2), no fuzz: the same history gives the same day. */
const fsrs = new FSRSAlgorithm({ request_retention: RETENTION, enable_fuzz: false });

/** Chance of a wrong answer from who has forgotten the skill, and from who has not: a question is not a flashcard. */
const MISSES_FORGOTTEN = 0.75;
const SLIPS = 0.15;
/** After a wrong answer nothing is put off further than this, days. */
const STABLE_MAX = 60;
/** Stability below this, days, comes from a credit that no review has verified yet. */
const STABILITY_CREDITED = 1;

function toReview(
  memory: { stability: number; difficulty: number },
  atSeconds: number,
  reviews: number,
  lapses: number,
): ReviewState {
  const lastAtSeconds = toWordSeconds(atSeconds);
  return {
    stabilityDays: Math.fround(memory.stability),
    difficulty: Math.fround(memory.difficulty),
    lastAtSeconds,
    dueAtSeconds: toWordSeconds(lastAtSeconds + fsrs.next_interval(memory.stability, 0) * SECONDS_PER_DAY),
    reviews,
    lapses,
  };
}

/**
 * The first date of a skill. Mastery by answers begins as "Good" (due in 2 days); credit from placement begins as
 * "Again" (due in 1), so that it is verified soon.
 */
export function startReview(atSeconds: number, by: 'answers' | 'placement'): ReviewState {
  return toReview(fsrs.next_state(null, 0, by === 'answers' ? Rating.Good : Rating.Again), atSeconds, 0, 0);
}

/**
 * The next date after a review, by its first answer. Right is "Good"; the first right one after a placement is "Easy" from the
 * start, since what was known before is settled. A wrong answer is a lapse or a slip: stability falls towards "Again" by the
 * chance that it was a lapse. Intervals are whole days, at least one. A time before the last review counts as the same moment.
 */
export function recordReview(state: ReviewState, correct: boolean, atSeconds: number): ReviewState {
  const at = Math.max(state.lastAtSeconds, toWordSeconds(atSeconds));
  const elapsedDays = (at - state.lastAtSeconds) / SECONDS_PER_DAY;
  const before = { stability: state.stabilityDays, difficulty: state.difficulty };
  if (correct) {
    const verified = state.reviews === 0 && before.stability < STABILITY_CREDITED;
    const memory = verified ? fsrs.next_state(null, 0, Rating.Easy) : fsrs.next_state(before, elapsedDays, Rating.Good);
    return toReview(memory, at, state.reviews + 1, state.lapses);
  }
  const again = fsrs.next_state(before, elapsedDays, Rating.Again);
  const forgotten = 1 - retrievability(state, at);
  const lapse = (forgotten * MISSES_FORGOTTEN) / (forgotten * MISSES_FORGOTTEN + (1 - forgotten) * SLIPS);
  const stability = Math.exp(
    lapse * Math.log(again.stability) + (1 - lapse) * Math.log(Math.min(before.stability, STABLE_MAX)),
  );
  return toReview(
    { ...again, stability: Math.max(again.stability, stability) },
    at,
    state.reviews + 1,
    state.lapses + 1,
  );
}

/** Chance that the skill is still there, (0, 1]: (1 + f·t/S)^decay with t and the stability S in days (FSRS-6). */
export function retrievability(state: ReviewState, nowSeconds: number): number {
  return fsrs.forgetting_curve(Math.max(0, nowSeconds - state.lastAtSeconds) / SECONDS_PER_DAY, state.stabilityDays);
}

export function isDue(state: ReviewState, nowSeconds: number): boolean {
  return nowSeconds >= state.dueAtSeconds;
}

/** Skills due for review, the most forgotten first; equal ones by id. */
export function dueReviews(
  skills: Iterable<{ skill: string; review: ReviewState | null }>,
  nowSeconds: number,
): Array<{ skill: string; dueAtSeconds: number; retrievability: number }> {
  const due: Array<{ skill: string; dueAtSeconds: number; retrievability: number }> = [];
  for (const { skill, review } of skills) {
    if (review && isDue(review, nowSeconds)) {
      due.push({ skill, dueAtSeconds: review.dueAtSeconds, retrievability: retrievability(review, nowSeconds) });
    }
  }
  return due.sort((a, b) => a.retrievability - b.retrievability || (a.skill < b.skill ? -1 : 1));
}
