// Review dates: a golden history of FSRS-6 through the thin layer, and what a review may not do.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueReviews, isDue, recordReview, RETENTION, retrievability, startReview } from './review';
import type { ReviewState } from './state';

const START = 1_760_000_000;
const DAY = 86_400;

function days(state: ReviewState): number {
  return (state.dueAtSeconds - state.lastAtSeconds) / DAY;
}

test('golden history: reviews on their day, one lapse', () => {
  let state = startReview(START, 'answers');
  const intervals = [days(state)];
  for (const correct of [true, true, true, false, true, true]) {
    state = recordReview(state, correct, state.dueAtSeconds);
    intervals.push(days(state));
  }
  expect(intervals).toMatchInlineSnapshot(`
    [
      2,
      11,
      46,
      163,
      24,
      52,
      104,
    ]
  `);
  expect(state).toMatchObject({ reviews: 6, lapses: 1 });
});

test('what placement credits is due after a day, what answers won after two', () => {
  expect(days(startReview(START, 'placement'))).toBe(1);
  expect(days(startReview(START, 'answers'))).toBe(2);
});

test('a slip soon after a review costs little, a miss when it was overdue costs almost all', () => {
  const state = recordReview(startReview(START, 'answers'), true, START + 2 * DAY);
  const slip = recordReview(state, false, state.lastAtSeconds + 60);
  const miss = recordReview(state, false, state.dueAtSeconds + 200 * DAY);
  expect(slip.stabilityDays).toBeGreaterThan(0.9 * state.stabilityDays);
  expect(miss.stabilityDays).toBeLessThan(0.5 * state.stabilityDays);
});

test('the first right answer after a credit settles it; a wrong one leaves it for the next day', () => {
  const credited = startReview(START, 'placement');
  expect(days(recordReview(credited, true, credited.dueAtSeconds))).toBe(8);
  expect(days(recordReview(credited, false, credited.dueAtSeconds))).toBe(1);
});

test('recall is 1 at the review, about the retention when due, and never rises by waiting', () => {
  const state = recordReview(startReview(START, 'answers'), true, START + 3 * DAY);
  expect(retrievability(state, state.lastAtSeconds)).toBe(1);
  expect(retrievability(state, state.dueAtSeconds)).toBeCloseTo(RETENTION, 2);
  expect(retrievability(state, state.dueAtSeconds + 90 * DAY)).toBeLessThan(RETENTION);
  expect(retrievability(state, START - DAY)).toBe(1);
});

test('whatever the history: due after the last review, by whole days, with exact float32 numbers', () => {
  const steps = fc.array(fc.record({ correct: fc.boolean(), wait: fc.integer({ min: -DAY, max: 400 * DAY }) }), {
    maxLength: 25,
  });
  fc.assert(
    fc.property(steps, (reviews) => {
      let state = startReview(START, 'answers');
      for (const { correct, wait } of reviews) {
        const previous = state;
        state = recordReview(state, correct, state.lastAtSeconds + wait);
        expect(state.lastAtSeconds).toBeGreaterThanOrEqual(previous.lastAtSeconds);
        expect(days(state)).toBeGreaterThanOrEqual(1);
        expect(days(state) % 1).toBe(0);
        expect(state.stabilityDays).toBe(Math.fround(state.stabilityDays));
        expect(state.difficulty).toBeGreaterThanOrEqual(1);
        expect(state.difficulty).toBeLessThanOrEqual(10);
      }
    }),
    { numRuns: 60 },
  );
});

test('a right review puts the next one further off than a wrong one', () => {
  const state = recordReview(startReview(START, 'answers'), true, START + 2 * DAY);
  const at = state.dueAtSeconds;
  expect(recordReview(state, true, at).dueAtSeconds).toBeGreaterThan(recordReview(state, false, at).dueAtSeconds);
});

test('the queue holds what is due, the most forgotten first', () => {
  const early = startReview(START, 'placement');
  const late = startReview(START, 'answers');
  const skills = [
    { skill: 'b', review: late },
    { skill: 'a', review: late },
    { skill: 'faded', review: early },
    { skill: 'never', review: null },
    { skill: 'future', review: recordReview(late, true, START + 2 * DAY) },
  ];
  expect(dueReviews(skills, late.dueAtSeconds).map(({ skill }) => skill)).toEqual(['faded', 'a', 'b']);
  expect(isDue(late, late.dueAtSeconds - 1)).toBe(false);
  expect(isDue(late, late.dueAtSeconds)).toBe(true);
});
