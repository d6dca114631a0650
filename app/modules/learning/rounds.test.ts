// Rounds: which questions, in which order, where to go on.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  historiesOf,
  nextOpen,
  parseRound,
  PRACTICE_ITEMS,
  REVIEW_ITEMS,
  roundItems,
  roundSearch,
  roundStates,
} from './rounds';

const HOUR = 3_600_000;
const items = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, k) => ({
  itemVersionId: `v-${id}`,
  itemId: id,
  skills: k < 5 ? ['s'] : ['t'],
}));

test('histories keep the first and the last answer, in any order of arrival', () => {
  const answers = [
    { itemId: 'a', correct: true, atMs: 30 },
    { itemId: 'a', correct: false, atMs: 10 },
    { itemId: 'a', correct: false, atMs: 40 },
  ];
  expect(historiesOf(answers).get('a')).toEqual({
    tries: 3,
    firstRight: false,
    firstAtMs: 10,
    rightAtMs: 30,
    lastRight: false,
    lastAtMs: 40,
  });
});

test("the lesson's round is everything in the author's order, answered whenever", () => {
  const round = { mode: 'lesson', skill: null, since: 0 } as const;
  expect(roundItems(items, [{ itemId: 'b', correct: false, atMs: 5 }], round)).toEqual(items);
  expect(
    roundStates(
      items,
      [
        { itemId: 'b', correct: false, atMs: 5 },
        { itemId: 'b', correct: true, atMs: 9 },
      ],
      round,
    ).slice(0, 3),
  ).toEqual(['open', 'wrong', 'open']);
});

test('practising again takes what was missed before the round, and stays the same while it goes on', () => {
  const round = { mode: 'again', skill: null, since: 100 } as const;
  const before = [
    { itemId: 'a', correct: false, atMs: 10 },
    { itemId: 'b', correct: true, atMs: 20 },
    { itemId: 'c', correct: false, atMs: 30 },
  ];
  const chosen = roundItems(items, before, round);
  expect(chosen.map(({ itemId }) => itemId)).toEqual(['a', 'c']);
  const during = [...before, { itemId: 'a', correct: true, atMs: 110 }];
  expect(roundItems(items, during, round)).toEqual(chosen);
  expect(roundStates(chosen, during, round)).toEqual(['right', 'open']);
});

test('a review takes a few of the skill, first those whose answer counts again', () => {
  const since = 100 * HOUR;
  const answers = [
    { itemId: 'a', correct: true, atMs: since - HOUR },
    { itemId: 'b', correct: true, atMs: since - 50 * HOUR },
    { itemId: 'c', correct: true, atMs: since - 90 * HOUR },
  ];
  const chosen = roundItems(items, answers, { mode: 'review', skill: 's', since }).map(({ itemId }) => itemId);
  expect(chosen).toEqual(['d', 'e', 'c', 'b'].slice(0, REVIEW_ITEMS));
  const seen = [
    ...answers,
    { itemId: 'd', correct: true, atMs: since - 2 * HOUR },
    { itemId: 'e', correct: true, atMs: since - 30 * HOUR },
  ];
  expect(roundItems(items, seen, { mode: 'review', skill: null, since })).toHaveLength(PRACTICE_ITEMS);
  expect(roundItems(items, seen, { mode: 'review', skill: 's', since })[0]!.itemId).toBe('c');
});

test('the next open question is the one after, then from the start, never the same', () => {
  expect(nextOpen(['right', 'open', 'open'], -1)).toBe(1);
  expect(nextOpen(['open', 'right', 'right'], 1)).toBe(0);
  expect(nextOpen(['right', 'open', 'right'], 1)).toBeNull();
  expect(nextOpen([], -1)).toBeNull();
});

test("a round survives its address; what cannot be read is the lesson's own", () => {
  for (const round of [
    { mode: 'again', skill: null, since: 5 },
    { mode: 'review', skill: 'unit-economics', since: 7 },
    { mode: 'lesson', skill: null, since: 0 },
  ] as const) {
    expect(parseRound(new URLSearchParams(roundSearch(round)))).toEqual(round);
  }
  expect(parseRound(new URLSearchParams('mode=other&since=-1'))).toEqual({ mode: 'lesson', skill: null, since: 0 });
  expect(parseRound(new URLSearchParams('mode=again'))).toBeNull();
  expect(parseRound(new URLSearchParams('mode=review&since=9&skill=<script>'))).toEqual({
    mode: 'review',
    skill: null,
    since: 9,
  });
});

test('whatever was answered, following the next open question ends', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('open', 'right', 'wrong'), { maxLength: 12 }),
      fc.integer({ min: -1, max: 11 }),
      (given, from) => {
        const states = [...given];
        let position = nextOpen(states, Math.min(from, states.length - 1));
        let steps = 0;
        while (position !== null) {
          states[position] = 'right';
          expect(++steps).toBeLessThanOrEqual(given.length);
          position = nextOpen(states, position);
        }
      },
    ),
  );
});
