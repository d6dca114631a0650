// Progress as a fold: the completion rule at its boundaries, and that order and duplicates of events do not matter.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type COMPLETION_RULE, courseProgress, ITEM_MINUTES, type LessonEvent, lessonProgress } from './progress';

const lesson = { id: 'numbers', minutes: 14, items: ['a', 'b', 'c', 'd', 'e'] };
const read: LessonEvent = { kind: 'read', lesson: 'numbers', atSeconds: 50 };
function answered(item: string, correct: boolean, atSeconds: number): LessonEvent {
  return { kind: 'answered', lesson: 'numbers', item, correct, atSeconds };
}
const three = [answered('a', true, 60), answered('b', true, 70), answered('c', true, 80)];

test('nothing, opened, read, answered, done', () => {
  expect(lessonProgress(lesson, [])).toMatchObject({ state: 'not-started', share: 0, startedAtSeconds: null });
  const opened = lessonProgress(lesson, [{ kind: 'opened', lesson: 'numbers', atSeconds: 5 }]);
  expect(opened).toMatchObject({ state: 'started', share: 0, startedAtSeconds: 5 });
  expect(opened.missing).toEqual({ read: true, answers: 5, correct: 3 });
  const partly = lessonProgress(lesson, [read, ...three]);
  expect(partly.state).toBe('started');
  expect(partly.missing).toEqual({ read: false, answers: 2, correct: 0 });
  const done = lessonProgress(lesson, [read, ...three, answered('d', false, 90), answered('e', false, 100)]);
  expect(done).toMatchObject({ state: 'done', share: 1, answered: 5, correct: 3, doneAtSeconds: 100 });
});

test('one right answer short is not done, and a later attempt makes it so', () => {
  const events = [
    read,
    ...three.slice(0, 2),
    answered('c', false, 80),
    answered('d', false, 90),
    answered('e', false, 95),
  ];
  expect(lessonProgress(lesson, events)).toMatchObject({ state: 'started', missing: { correct: 1 } });
  expect(lessonProgress(lesson, [...events, answered('e', true, 500)])).toMatchObject({
    state: 'done',
    doneAtSeconds: 500,
  });
});

test('the rule is data', () => {
  const events = [read, answered('a', false, 60)];
  const table: Array<[typeof COMPLETION_RULE, string]> = [
    [{ read: true, answeredShare: 0, correctShare: 0 }, 'done'],
    [{ read: true, answeredShare: 0.2, correctShare: 0 }, 'done'],
    [{ read: true, answeredShare: 0.21, correctShare: 0 }, 'started'],
    [{ read: true, answeredShare: 0.2, correctShare: 0.2 }, 'started'],
    [{ read: false, answeredShare: 0.2, correctShare: 0 }, 'done'],
  ];
  for (const [rule, state] of table) expect(lessonProgress(lesson, events, rule).state).toBe(state);
  expect(lessonProgress(lesson, [], { read: false, answeredShare: 0, correctShare: 0 }).state).toBe('not-started');
});

test('.6 of five items is three, whatever binary fractions say', () => {
  const count = (items: number, correctShare: number) =>
    lessonProgress({ ...lesson, items: Array.from({ length: items }, (_, i) => `i${i}`) }, [], {
      read: true,
      answeredShare: 0,
      correctShare,
    }).missing.correct;
  expect([count(5, 0.6), count(10, 0.7), count(3, 0.5), count(0, 1), count(4, 1)]).toEqual([3, 7, 2, 0, 4]);
});

test('items that left the lesson do not count', () => {
  expect(lessonProgress(lesson, [answered('gone', true, 60)])).toMatchObject({ state: 'started', answered: 0 });
});

const event: fc.Arbitrary<LessonEvent> = fc.oneof(
  fc.record({ kind: fc.constant('opened' as const), lesson: fc.constant('numbers'), atSeconds: fc.nat(1000) }),
  fc.record({ kind: fc.constant('read' as const), lesson: fc.constant('numbers'), atSeconds: fc.nat(1000) }),
  fc.record({
    kind: fc.constant('answered' as const),
    lesson: fc.constant('numbers'),
    item: fc.constantFrom(...lesson.items),
    correct: fc.boolean(),
    atSeconds: fc.nat(1000),
  }),
);

test('order and duplicates do not matter; progress never falls; 1 is reached exactly when done', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), fc.array(event, { maxLength: 5 }), (events, more) => {
      const once = lessonProgress(lesson, events);
      expect(lessonProgress(lesson, [...events].reverse())).toEqual(once);
      expect(lessonProgress(lesson, [...events, ...events])).toEqual(once);
      expect(lessonProgress(lesson, [...events, ...more]).share).toBeGreaterThanOrEqual(once.share);
      expect(once.share === 1).toBe(once.state === 'done');
      if (once.doneAtSeconds !== null) expect(once.doneAtSeconds).toBeGreaterThanOrEqual(once.startedAtSeconds!);
    }),
  );
});

test('a course weighs its lessons by minutes, and credited ones are neither done nor left', () => {
  const lessons = [lesson, { id: 'short', minutes: 5, items: [] }, { id: 'known', minutes: 30, items: ['x'] }];
  const events: Array<LessonEvent> = [{ kind: 'read', lesson: 'short', atSeconds: 9 }];
  const course = courseProgress(lessons, events, new Set(['known']));
  const minutes = 14 + 5 * ITEM_MINUTES;
  expect(course).toMatchObject({ done: 1, lessons: 3, credited: 1 });
  expect(course.share).toBeCloseTo(5 / (5 + minutes), 12);
  expect(course.remainingMinutes).toBeCloseTo(minutes, 12);
  expect(courseProgress(lessons, events).remainingMinutes).toBeCloseTo(minutes + 30 + ITEM_MINUTES, 12);
  expect(courseProgress([], []).share).toBe(0);
  expect(courseProgress([lessons[2]!], [], new Set(['known'])).share).toBe(1);
});
