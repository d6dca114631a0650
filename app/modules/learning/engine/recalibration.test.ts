// Recalibration never turns the order of two predictions round, and it finds a bent truth.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from './random';
import { moveRecalibration, recalibrated, straight } from './recalibration';

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

test('whatever it has seen, a higher logit stays higher', () => {
  const seen = fc.array(fc.record({ at: fc.double({ min: -8, max: 8, noNaN: true }), right: fc.boolean() }), {
    maxLength: 300,
  });
  const two = fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true }));
  fc.assert(
    fc.property(seen, two, (answers, [left, right]) => {
      const moving = straight();
      for (const { at, right: correct } of answers) {
        moveRecalibration(moving, at, (correct ? 1 : 0) - sigmoid(recalibrated(moving, at)), 0.2, 0.002);
      }
      const [low, high] = [Math.min(left, right), Math.max(left, right)];
      expect(recalibrated(moving, low)).toBeLessThanOrEqual(recalibrated(moving, high));
    }),
  );
});

test('luck that nobody told it of is learned: low logits are raised, high ones left', () => {
  const random = createRandom('luck');
  const moving = straight();
  for (let i = 0; i < 40_000; i++) {
    const at = 6 * random() - 3;
    const p = sigmoid(recalibrated(moving, at));
    const correct = random() < 0.15 + 0.85 * sigmoid(at);
    moveRecalibration(moving, at, (correct ? 1 : 0) - p, p * (1 - p), 0.002);
  }
  for (const at of [-2, -1, 0, 1, 2]) {
    expect(Math.abs(sigmoid(recalibrated(moving, at)) - (0.15 + 0.85 * sigmoid(at)))).toBeLessThan(0.03);
  }
});
