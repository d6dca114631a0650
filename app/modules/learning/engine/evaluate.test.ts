// The measures, against values worked out by hand.
import { expect, test } from 'vitest';
import { auc, calibration, ece, evaluate, logLoss, rmse } from './evaluate';

test('AUC: perfect, reversed, by chance, with ties, with one label', () => {
  expect(auc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
  expect(auc([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1])).toBe(1);
  expect(auc([0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1])).toBe(0);
  expect(auc([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1])).toBe(0.5);
  expect(auc([0.3, 0.5, 0.5], [0, 0, 1])).toBe(0.75);
  expect(auc([0.3, 0.5], [1, 1])).toBeNull();
});

test('log loss in nats, finite even for a certain mistake', () => {
  expect(logLoss([0.5, 0.5], [0, 1])).toBeCloseTo(Math.log(2), 12);
  expect(logLoss([0.9, 0.2], [1, 0])).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2, 12);
  expect(logLoss([0], [1])).toBeCloseTo(-Math.log(1e-9), 6);
});

test('RMSE is the root of the Brier score', () => {
  expect(rmse([0.5, 0.5], [0, 1])).toBe(0.5);
  expect(rmse([1, 0, 0.4], [1, 0, 1])).toBeCloseTo(Math.sqrt(0.12), 12);
});

test('calibration error weighs each bin by its answers', () => {
  const probabilities = [0.15, 0.15, 0.95, 0.95];
  expect(ece(probabilities, [0, 1, 1, 1])).toBeCloseTo((0.35 * 2 + 0.05 * 2) / 4, 12);
  expect(calibration(probabilities, [0, 1, 1, 1])).toHaveLength(2);
  expect(ece([1, 0], [1, 0])).toBe(0);
});

test('all at once; nothing and unequal lengths are refused', () => {
  expect(evaluate(new Float64Array([0.1, 0.9]), new Uint8Array([0, 1]))).toMatchObject({ n: 2, auc: 1 });
  expect(() => evaluate([], [])).toThrow(RangeError);
  expect(() => evaluate([0.5], [0, 1])).toThrow(/1 probabilities for 2 labels/);
});
