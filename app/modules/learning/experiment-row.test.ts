// One person's row: minutes to the goal counted from joining, and what was still there 14 days after.
import { expect, test } from 'vitest';
import type { MasteryState } from './engine/mastery';
import { experimentRow } from './experiment-row';
import type { Move } from './fold';

const DAY = 86_400_000;
const GOAL = new Set(['a', 'b']);

function answer(atMs: number, skill: string, to: MasteryState, correct = true, counted = true): Move {
  const question = { item: `${skill}-${atMs}`, skills: [skill] };
  return {
    entry: { kind: 'answer', atMs, id: `${atMs}`, item: 'x', question, correct, from: 'practice' },
    changes: [{ skill, before: { state: 'learning' }, after: { state: to } }],
    counted,
    reviewed: [],
  } as unknown as Move;
}
function lesson(atMs: number): Move {
  return { entry: { kind: 'lesson', atMs, id: 'l', skills: [] }, changes: [], counted: true, reviewed: [] };
}
const row = (moves: Array<Move>, joined = 0) => experimentRow('adaptive', joined, GOAL, moves, () => 10);

test('the clock runs from joining, and stops when every skill of the goal is mastered at once', () => {
  const before = [lesson(1), answer(2, 'a', 'mastered')];
  const after = [lesson(10), answer(11, 'a', 'needs-review', false), answer(12, 'b', 'mastered')];
  const won = [answer(13, 'a', 'mastered'), lesson(14)];
  const open = row([...before, ...after], 5);
  expect(open).toMatchObject({ mastered: false, retention: null });
  expect(row([...before, ...after, ...won], 5)).toEqual({
    ...open,
    mastered: true,
    minutes: open.minutes * 1 + (open.minutes - 10) / 2,
  });
});

test('somebody with no goal never masters it, and unknown time is none', () => {
  expect(experimentRow('author-order', 0, new Set(), [answer(1, 'a', 'mastered')], () => 10)).toMatchObject({
    arm: 'author-order',
    mastered: false,
  });
  expect(row([])).toEqual({ arm: 'adaptive', minutes: 0, mastered: false, retention: null });
});

test('the first counted answer 14 days after winning a skill tells whether it was kept; later ones do not', () => {
  const moves = [
    answer(0, 'a', 'mastered'),
    answer(1, 'b', 'mastered'),
    answer(5 * DAY, 'a', 'mastered', false),
    answer(15 * DAY, 'a', 'mastered', true, false),
    answer(16 * DAY, 'a', 'needs-review', false),
    answer(17 * DAY, 'a', 'mastered', true),
    answer(18 * DAY, 'b', 'mastered', true),
  ];
  expect(row(moves).retention).toEqual({ asked: 2, kept: 1 });
});
