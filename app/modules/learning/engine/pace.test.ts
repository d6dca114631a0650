// The finish estimate: when it keeps silent, what moves it, and that its 80 % range holds about 80 % of simulated people.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateFinish, type PaceInput, readingSpeed, weeklyMinutes } from './pace';
import { createRandom, normal as drawNormal } from './random';

const NOW = 1_760_000_000;
const WEEK = 7 * 86_400;

function input(more: Partial<PaceInput> = {}): PaceInput {
  return {
    remainingMinutes: 300,
    plannedMinutesPerWeek: 100,
    sessions: [],
    finished: [],
    nowSeconds: NOW,
    ...more,
  };
}

test('without plan and without a week seen, or at a standstill, there is no date', () => {
  expect(estimateFinish(input({ plannedMinutesPerWeek: null }))).toBeNull();
  const twoDays = [{ minutes: 50, atSeconds: NOW - 2 * 86_400 }];
  expect(estimateFinish(input({ plannedMinutesPerWeek: null, sessions: twoDays }))).toBeNull();
  expect(estimateFinish(input({ plannedMinutesPerWeek: 0 }))).toBeNull();
  const once = [{ minutes: 50, atSeconds: NOW - 20 * WEEK }];
  expect(estimateFinish(input({ plannedMinutesPerWeek: null, sessions: once }))).toBeNull();
});

test('with a plan alone: minutes left over minutes a week, and a wide range', () => {
  const finish = estimateFinish(input())!;
  expect(finish).toMatchObject({ basis: 'plan', minutesPerWeek: 100, speed: 1, weeksSeen: 0 });
  expect(finish.likelySeconds).toBe(NOW + 3 * WEEK);
  expect(finish.earliestSeconds).toBeLessThan(NOW + 2 * WEEK);
  expect(finish.latestSeconds).toBeGreaterThan(NOW + 5 * WEEK);
});

test('weeks seen correct an optimistic plan, idle weeks included', () => {
  const sessions = [1.5, 3.5, 5.5, 7.9].map((weeks) => ({ minutes: 60, atSeconds: NOW - weeks * WEEK }));
  expect(weeklyMinutes(sessions, NOW)).toEqual([0, 60, 0, 60, 0, 60, 0]);
  const finish = estimateFinish(input({ sessions }))!;
  expect(finish).toMatchObject({ basis: 'both', weeksSeen: 7 });
  expect(finish.minutesPerWeek).toBeCloseTo((2 * 100 + 3 * 60) / 9, 10);
});

test('speed is learned from finished lessons, slowly at first, and outliers are cut', () => {
  expect(readingSpeed([]).speed).toBe(1);
  const once = readingSpeed([{ authorMinutes: 10, minutes: 20 }]);
  const often = readingSpeed(Array.from({ length: 30 }, () => ({ authorMinutes: 10, minutes: 20 })));
  expect(once.speed).toBeGreaterThan(1);
  expect(once.speed).toBeLessThan(often.speed);
  expect(often.speed).toBeCloseTo(2, 0);
  expect(often.variance).toBeLessThan(once.variance);
  expect(readingSpeed([{ authorMinutes: 10, minutes: 9000 }])).toEqual(
    readingSpeed([{ authorMinutes: 10, minutes: 40 }]),
  );
});

test('nothing left is finished now', () => {
  expect(estimateFinish(input({ remainingMinutes: 0 }))).toMatchObject({ earliestSeconds: NOW, latestSeconds: NOW });
});

test('the range is ordered, and more left or less time never brings the end nearer', () => {
  const session = fc.record({ minutes: fc.integer({ min: 0, max: 200 }), ago: fc.nat(12 * WEEK) });
  fc.assert(
    fc.property(fc.array(session), fc.integer({ min: 1, max: 500 }), fc.nat(5000), (past, plan, left) => {
      const sessions = past.map(({ minutes, ago }) => ({ minutes, atSeconds: NOW - ago }));
      const at = (remainingMinutes: number, plannedMinutesPerWeek: number) =>
        estimateFinish(input({ sessions, remainingMinutes, plannedMinutesPerWeek }))!;
      const finish = at(left, plan);
      expect(finish.earliestSeconds).toBeGreaterThanOrEqual(NOW);
      expect(finish.earliestSeconds).toBeLessThanOrEqual(finish.likelySeconds);
      expect(finish.likelySeconds).toBeLessThanOrEqual(finish.latestSeconds);
      expect(at(left + 60, plan).likelySeconds).toBeGreaterThanOrEqual(finish.likelySeconds);
      expect(at(left, plan + 60).likelySeconds).toBeLessThanOrEqual(finish.likelySeconds);
    }),
  );
});

test('of simulated people, who differ in speed and skip weeks, 70 to 92 % finish inside the range', () => {
  const random = createRandom('people');
  const normal = () => drawNormal(random);
  let inside = 0;
  const people = 600;
  for (let person = 0; person < people; person++) {
    const speed = Math.exp(0.4 * normal());
    const habit = 90 * Math.exp(0.4 * normal());
    const week = () => (random() < 0.15 ? 0 : habit * Math.exp(0.3 * normal()));
    const seen = Math.floor(random() * 7);
    const finished = Array.from({ length: seen * 2 }, () => ({
      authorMinutes: 20,
      minutes: 20 * speed * Math.exp(0.4 * normal()),
    }));
    // The first session lies at the very beginning of the first whole week.
    const sessions = Array.from({ length: seen }, (_, i) => ({ minutes: week(), atSeconds: NOW - (i + 1) * WEEK + 1 }));
    if (seen > 0) sessions.push({ minutes: 0, atSeconds: NOW - seen * WEEK });
    let left = 400 * speed;
    let weeks = 0;
    while (left > 0) {
      const minutes = week();
      weeks += minutes >= left ? left / minutes : 1;
      left -= minutes;
    }
    const finish = estimateFinish(input({ remainingMinutes: 400, plannedMinutesPerWeek: 90, sessions, finished }))!;
    const end = NOW + weeks * WEEK;
    if (end >= finish.earliestSeconds && end <= finish.latestSeconds) inside++;
  }
  expect(inside / people).toBeGreaterThan(0.7);
  expect(inside / people).toBeLessThan(0.92);
});
