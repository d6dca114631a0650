// The cap on how often an item is shown, over sequences of people.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  admitPerson,
  decodeExposure,
  encodeExposure,
  type Exposure,
  exposureShares,
  noteShown,
  startExposure,
} from './exposure';
import { createRandom } from './random';

const ids = Array.from({ length: 40 }, (_, i) => `i${i}`);
const indexes = new Map(ids.map((id, i) => [id, i]));

/** People who always take the first `length` items they may meet: the worst that a selection can do. */
function greedy(exposure: Exposure, people: number, length: number, random: () => number): void {
  for (let person = 0; person < people; person++) {
    const withheld = new Set(admitPerson(exposure, random));
    let taken = 0;
    for (let i = 0; i < exposure.shown.length && taken < length; i++) {
      if (withheld.has(i)) continue;
      noteShown(exposure, i);
      taken++;
    }
  }
}

test('no item is shown to a larger share than the cap, however much it is wanted', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(0.2, 0.25, 0.4),
      fc.integer({ min: 40, max: 400 }),
      fc.string(),
      (cap, people, seed) => {
        const exposure = startExposure(40, cap);
        greedy(exposure, people, 5, createRandom(seed));
        for (const share of exposureShares(exposure)) expect(share).toBeLessThanOrEqual(cap);
      },
    ),
    { numRuns: 50 },
  );
});

test('wanted items settle near the cap and are not predictable from one person to the next', () => {
  const exposure = startExposure(40, 0.25);
  greedy(exposure, 2_000, 5, createRandom('settle'));
  const shares = exposureShares(exposure);
  for (let i = 0; i < 15; i++) expect(shares[i]!).toBeGreaterThan(0.2);
});

test('without a cap nothing is withheld', () => {
  const exposure = startExposure(40, 1);
  greedy(exposure, 100, 5, createRandom('free'));
  expect([...exposureShares(exposure)].slice(0, 6)).toEqual([1, 1, 1, 1, 1, 0]);
});

test('counts that were stored go on as if they had not been', () => {
  const [whole, begun] = [startExposure(40, 0.25), startExposure(40, 0.25)];
  greedy(whole, 100, 5, createRandom('one'));
  greedy(begun, 100, 5, createRandom('one'));
  const resumed = decodeExposure(JSON.parse(JSON.stringify(encodeExposure(begun, ids))), indexes);
  greedy(whole, 100, 5, createRandom('two'));
  greedy(resumed, 100, 5, createRandom('two'));
  expect(resumed).toEqual(whole);
});

test('an item that joins later is held to the cap from its own first person on', () => {
  const exposure = startExposure(40, 0.25);
  greedy(exposure, 400, 5, createRandom('before'));
  const changed = new Map(['new', ...ids.slice(1)].map((id, i) => [id, i]));
  const later = decodeExposure(encodeExposure(exposure, ids), changed);
  greedy(later, 100, 5, createRandom('after'));
  expect(later.shown[0]!).toBeGreaterThan(15);
  expect(later.shown[0]!).toBeLessThanOrEqual(25);
  expect(exposureShares(later)[0]!).toBeLessThanOrEqual(0.25);
});

test('a cap outside 0 to 1 is refused', () => {
  expect(() => startExposure(3, 0)).toThrow(RangeError);
  expect(() => startExposure(3, 1.1)).toThrow(RangeError);
});
