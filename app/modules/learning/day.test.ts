import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysSinceMonday, startOfDay, weekOf } from './day';

const ZONES = ['UTC', 'Europe/Madrid', 'America/Santiago', 'Asia/Kolkata', 'Pacific/Auckland'];

test('a week begins on Monday at midnight of the zone, and clock changes do not shift its days', () => {
  // Clocks went back on Sunday 25 October 2026 in Madrid.
  const days = weekOf(new Date('2026-10-25T20:00:00Z'), 'Europe/Madrid');
  expect(new Date(days[0]!).toISOString()).toBe('2026-10-18T22:00:00.000Z');
  expect(new Date(days[7]!).toISOString()).toBe('2026-10-25T23:00:00.000Z');
  expect(weekOf(new Date('2026-10-26T20:00:00Z'), 'Europe/Madrid', 1)[0]).toBe(days[0]);
});

test('now lies within its week, which has eight rising midnights', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
      fc.constantFrom(...ZONES),
      fc.nat(30),
      (now, zone, back) => {
        const days = weekOf(now, zone);
        expect(days).toHaveLength(8);
        expect(days[0]!).toBeLessThanOrEqual(now.getTime());
        expect(days[7]!).toBeGreaterThan(now.getTime() - 3_600_000);
        for (let day = 1; day < 8; day++) {
          const hours = (days[day]! - days[day - 1]!) / 3_600_000;
          expect(hours).toBeGreaterThanOrEqual(22);
          expect(hours).toBeLessThanOrEqual(26);
        }
        expect(daysSinceMonday(new Date(days[0]! + 43_200_000), zone)).toBe(0);
        expect(weekOf(now, zone, back)[0]!).toBeLessThanOrEqual(days[0]!);
        expect(startOfDay(new Date(days[3]! + 43_200_000), zone)).toBe(days[3]);
      },
    ),
  );
});
