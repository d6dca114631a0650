// Counter-based randomness: uniform, uncorrelated between neighbours, and exact where it claims to be.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  binomialQuantile,
  fingerprint,
  joinKeys,
  keyOf,
  normalQuantile,
  poissonQuantile,
  uniform,
  uniformAt,
} from './random';

const COUNT = 100_000;

test('draws are uniform: mean, variance and every hundredth', () => {
  const key = keyOf('uniformity', 1);
  const bins = new Array<number>(100).fill(0);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < COUNT; i++) {
    const u = uniform(key, 3, i);
    bins[Math.floor(u * 100)]! += 1;
    sum += u;
    squares += u * u;
  }
  const mean = sum / COUNT;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.003);
  expect(Math.abs(squares / COUNT - mean * mean - 1 / 12)).toBeLessThan(0.001);
  const chiSquare = bins.reduce((total, bin) => total + (bin - COUNT / 100) ** 2 / (COUNT / 100), 0);
  expect(chiSquare).toBeLessThan(148); // 99.9 % quantile with 99 degrees of freedom
});

test('neighbouring hours, streams, entities and seeds are uncorrelated (|r| < 0.01)', () => {
  const key = keyOf('cell', 'ad-1', 'students');
  const pairs: Record<string, (i: number) => [number, number]> = {
    hours: (i) => [uniform(key, 3, i), uniform(key, 3, i + 1)],
    days: (i) => [uniform(key, 3, i), uniform(key, 3, i + 24)],
    streams: (i) => [uniform(key, 3, i), uniform(key, 4, i)],
    entities: (i) => [uniform(keyOf('cell', i), 3, 7), uniform(keyOf('cell', i + 1), 3, 7)],
    seeds: (i) => [uniform(joinKeys(keyOf(i), key), 3, 7), uniform(joinKeys(keyOf(i + 1), key), 3, 7)],
  };
  for (const [name, pair] of Object.entries(pairs)) {
    let xy = 0;
    for (let i = 0; i < COUNT; i++) {
      const [x, y] = pair(i);
      xy += (x - 0.5) * (y - 0.5);
    }
    expect(Math.abs((xy / COUNT) * 12), name).toBeLessThan(0.01);
  }
});

test('a key tells order, type and boundaries of its parts apart', () => {
  const texts = [
    keyOf('a', 'bc'),
    keyOf('ab', 'c'),
    keyOf('abc'),
    keyOf('c', 'ab'),
    keyOf(1),
    keyOf('1'),
    keyOf('日本'),
    keyOf(''),
  ];
  expect(new Set(texts.map((key) => `${key.a} ${key.b}`)).size).toBe(texts.length);
  expect(fingerprint('same')).toBe(fingerprint('same'));
});

test('the normal quantile inverts known values', () => {
  const known: Array<[number, number]> = [
    [0.5, 0],
    [0.975, 1.959963985],
    [0.01, -2.326347874],
    [0.999999, 4.753424309],
  ];
  for (const [u, z] of known) expect(normalQuantile(u)).toBeCloseTo(z, 6);
});

test('Poisson and binomial counts have the right mean and variance on both sides of the switch of method', () => {
  for (const mean of [0.3, 4, 23, 25, 400]) {
    const { average, variance } = moments((u) => poissonQuantile(mean, u));
    expect(Math.abs(average / mean - 1), `Poisson ${mean}`).toBeLessThan(4 / Math.sqrt(40_000 * mean));
    expect(Math.abs(variance / mean - 1), `Poisson ${mean}`).toBeLessThan(0.05);
  }
  for (const [n, p] of [
    [3, 0.4],
    [1000, 0.005],
    [1000, 0.2],
    [40, 0.9],
  ] as const) {
    const { average, variance } = moments((u) => binomialQuantile(n, p, u));
    expect(Math.abs(average / (n * p) - 1), `${n} at ${p}`).toBeLessThan(4 / Math.sqrt(40_000 * n * p));
    expect(Math.abs(variance / (n * p * (1 - p)) - 1), `${n} at ${p}`).toBeLessThan(0.05);
  }
});

test('counts stay within their bounds and never fall when chances rise', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer(),
      (n, p, q, counter) => {
        const u = uniformAt(1, 2, 3, counter);
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        const few = binomialQuantile(n, low, u);
        expect(few).toBeGreaterThanOrEqual(0);
        expect(few).toBeLessThanOrEqual(n);
        expect(Number.isInteger(few)).toBe(true);
        expect(binomialQuantile(n, high, u)).toBeGreaterThanOrEqual(few - 1);
        expect(poissonQuantile(high * 100, u)).toBeGreaterThanOrEqual(poissonQuantile(low * 100, u) - 1);
      },
    ),
    { numRuns: 300 },
  );
});

function moments(count: (u: number) => number): { average: number; variance: number } {
  const key = keyOf('moments');
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < 40_000; i++) {
    const value = count(uniform(key, 9, i));
    sum += value;
    squares += value * value;
  }
  const average = sum / 40_000;
  return { average, variance: squares / 40_000 - average * average };
}
