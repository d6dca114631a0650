// The small laws the market is made of: calendar, delay, fatigue, reach, creatives, dividing a budget.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestSplit, headroom, splitMicros, splitReturn } from './allocation';
import { dateOf, dayFactors, HOUR_SHARES, MONTH_PRICE, parseDate, WEEKDAY_VOLUME } from './calendar';
import { creativeEffect, creativeKey, textSimilarity } from './creative';
import { delayHours, delayShare, reportedShare } from './delay';
import { keyOf } from './random';
import { fatigue, reachAndFrequency } from './response';

test('hours and weekdays keep their totals', () => {
  expect(HOUR_SHARES.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(WEEKDAY_VOLUME.reduce((sum, volume) => sum + volume, 0) / 7).toBeCloseTo(1, 2);
});

test('each month has its published price level, Black Friday weeks included', () => {
  for (let month = 0; month < 12; month++) {
    const first = parseDate(`2026-${String(month + 1).padStart(2, '0')}-01`);
    const days = new Date(Date.UTC(2026, month + 1, 0)).getUTCDate();
    let sum = 0;
    for (let d = 0; d < days; d++) sum += dayFactors(first + d).paidPrice;
    expect(sum / days).toBeCloseTo(MONTH_PRICE[month]!, 6);
  }
});

test('Black Friday weeks end on Cyber Monday', () => {
  const conversion = (date: string) => dayFactors(parseDate(date)).conversion;
  expect(conversion('2026-11-16')).toBe(1);
  expect(conversion('2026-11-17')).toBe(1.6);
  expect(conversion('2026-11-27')).toBe(1.6);
  expect(conversion('2026-11-30')).toBe(1.6);
  expect(conversion('2026-12-01')).toBe(1);
  expect(dayFactors(parseDate('2026-11-27')).weekday).toBe(4);
});

test('dates are read strictly', () => {
  expect(dateOf(parseDate('2028-02-29'))).toBe('2028-02-29');
  for (const wrong of ['2026-02-30', '26-01-01', '2026-1-1', 'tomorrow', ''])
    expect(() => parseDate(wrong)).toThrow(RangeError);
});

test('conversions come 35 % within an hour, half within a day, all within thirty', () => {
  const known: Array<[number, number]> = [
    [0, 0],
    [1, 0.35],
    [6, 0.435],
    [24, 0.5],
    [72, 0.626],
    [168, 0.792],
    [336, 0.929],
    [504, 0.979],
    [720, 1],
    [9999, 1],
  ];
  for (const [hours, share] of known) expect(delayShare(hours)).toBeCloseTo(share, 2);
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (u) => {
      expect(delayHours(u)).toBeGreaterThanOrEqual(0);
      expect(delayHours(u)).toBeLessThanOrEqual(720.0001);
      expect(delayShare(delayHours(u))).toBeCloseTo(u, 6);
    }),
  );
  expect(reportedShare(0, HOUR_SHARES)).toBeGreaterThan(0.4);
  expect(reportedShare(0, HOUR_SHARES)).toBeLessThan(0.5);
  expect(reportedShare(30, HOUR_SHARES)).toBeCloseTo(1, 12);
});

test('fatigue has the tabled values and never recovers by showing more', () => {
  const known: Array<[number, number]> = [
    [0, 1],
    [0.5, 0.825],
    [1, 0.72],
    [2, 0.595],
    [3, 0.521],
    [5, 0.432],
    [10, 0.329],
    [20, 0.247],
  ];
  for (const [exposures, left] of known) expect(fatigue(exposures)).toBeCloseTo(left, 2);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 200, noNaN: true }),
      fc.double({ min: 0, max: 50, noNaN: true }),
      (m, more) => {
        expect(fatigue(m + more)).toBeLessThanOrEqual(fatigue(m) + 1e-12);
        expect(fatigue(m)).toBeGreaterThan(0);
      },
    ),
  );
});

test('reach has the tabled values and never exceeds people or impressions', () => {
  expect(reachAndFrequency(1000, 1000).people).toBeCloseTo(517, 0);
  expect(reachAndFrequency(3000, 1000).frequency).toBeCloseTo(3.86, 1);
  expect(reachAndFrequency(0, 1000)).toEqual({ people: 0, frequency: null });
  expect(reachAndFrequency(1, 1_000_000).people).toBeLessThanOrEqual(1);
});

test('the same words are the same creative, whatever their case and spacing, in any script', () => {
  const world = keyOf('world', 'one');
  const say = (text: string) => ({ text, angle: 'proof' as const, textScore: null });
  expect(creativeKey(say('  Twelve  THOUSAND teams '))).toBe(creativeKey(say('twelve thousand teams')));
  expect(creativeEffect(world, say('ＡＢＣ'))).toEqual(creativeEffect(world, say('abc')));
  expect(creativeEffect(world, say('今なら半額です'))).not.toEqual(creativeEffect(world, say('今なら無料です')));
  expect(creativeEffect(keyOf('world', 'two'), say('abc'))).not.toEqual(creativeEffect(world, say('abc')));
});

test('near-duplicates are told from new texts', () => {
  expect(textSimilarity('Finish your reports by noon', 'Finish your reports by noon!')).toBeGreaterThan(0.9);
  expect(textSimilarity('Finish your reports by noon', 'Half price until Friday')).toBeLessThan(0.3);
  expect(textSimilarity('半額セール', '半額セール')).toBeCloseTo(1, 12);
});

test('a text score moves quality by its skill and no further', () => {
  const scored = (textScore: number | null) =>
    creativeEffect(keyOf('world', 'one'), { text: 'Half price until Friday', angle: 'price', textScore }).quality;
  expect(scored(2)).toBeGreaterThan(scored(0));
  expect(scored(1e9)).toBe(scored(2.5));
});

test('a split conserves the budget to the micro and earns at least as much as an even one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000_000_000 }),
      fc.array(fc.double({ min: 0.001, max: 100, noNaN: true }), { minLength: 1, maxLength: 6 }),
      (total, values) => {
        const parts = splitMicros(total, values);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
        const curves = values.map((value, i) => ({ value, elasticity: 0.5 + 0.07 * i }));
        const shares = bestSplit(curves);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        const even = values.map(() => 1 / values.length);
        expect(splitReturn(curves, shares)).toBeGreaterThanOrEqual(splitReturn(curves, even) * (1 - 1e-9));
        expect(headroom(curves)).toBeGreaterThanOrEqual(1 - 1e-9);
      },
    ),
  );
  expect(
    bestSplit([
      { value: 0, elasticity: 0.8 },
      { value: 0, elasticity: 0.8 },
    ]),
  ).toEqual([0.5, 0.5]);
});
