// How good a list of predicted probabilities is, against what happened. Pure arithmetic on two arrays of equal length.
import type { Numbers } from './parameters';

/** Predictions are kept this far from 0 and 1 before a logarithm. */
const EDGE = 1e-9;

export type CalibrationBin = { count: number; predicted: number; observed: number };
export type Evaluation = { n: number; auc: number | null; logLoss: number; rmse: number; ece: number };

function requirePairs(probabilities: Numbers, labels: Numbers): void {
  if (probabilities.length !== labels.length) {
    throw new RangeError(`${probabilities.length} probabilities for ${labels.length} labels`);
  }
  if (probabilities.length === 0) throw new RangeError('Nothing to evaluate');
}

/**
 * Chance that a random right answer was given a higher probability than a random wrong one, ties counting half
 * (Mann–Whitney U / n₁n₀), 0–1. Null when only one label occurs.
 */
export function auc(probabilities: Numbers, labels: Numbers): number | null {
  requirePairs(probabilities, labels);
  const order = Array.from({ length: probabilities.length }, (_, i) => i);
  order.sort((left, right) => probabilities[left]! - probabilities[right]!);
  let positives = 0;
  let ranks = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && probabilities[order[end]!] === probabilities[order[start]!]) end++;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) {
      if (labels[order[i]!] === 1) {
        positives++;
        ranks += rank;
      }
    }
    start = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** −mean(y ln p + (1 − y) ln(1 − p)), nats. */
export function logLoss(probabilities: Numbers, labels: Numbers): number {
  requirePairs(probabilities, labels);
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    const p = Math.min(1 - EDGE, Math.max(EDGE, probabilities[i]!));
    sum -= Math.log(labels[i] === 1 ? p : 1 - p);
  }
  return sum / probabilities.length;
}

/** √mean((p − y)²), 0–1; its square is the Brier score. */
export function rmse(probabilities: Numbers, labels: Numbers): number {
  requirePairs(probabilities, labels);
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) sum += (probabilities[i]! - labels[i]!) ** 2;
  return Math.sqrt(sum / probabilities.length);
}

/** Predicted against observed share in bins of equal width; empty bins are left out. */
export function calibration(probabilities: Numbers, labels: Numbers, bins = 10): Array<CalibrationBin> {
  requirePairs(probabilities, labels);
  const sums = Array.from({ length: bins }, () => ({ count: 0, predicted: 0, observed: 0 }));
  for (let i = 0; i < probabilities.length; i++) {
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.floor(probabilities[i]! * bins)))]!;
    bin.count++;
    bin.predicted += probabilities[i]!;
    bin.observed += labels[i]!;
  }
  return sums
    .filter(({ count }) => count > 0)
    .map(({ count, predicted, observed }) => ({ count, predicted: predicted / count, observed: observed / count }));
}

/** Expected calibration error: mean |predicted − observed| over bins of equal width, weighted by their answers, 0–1. */
export function ece(probabilities: Numbers, labels: Numbers, bins = 10): number {
  const parts = calibration(probabilities, labels, bins);
  return parts.reduce((sum, bin) => sum + bin.count * Math.abs(bin.predicted - bin.observed), 0) / probabilities.length;
}

/** All of it at once. */
export function evaluate(probabilities: Numbers, labels: Numbers): Evaluation {
  return {
    n: probabilities.length,
    auc: auc(probabilities, labels),
    logLoss: logLoss(probabilities, labels),
    rmse: rmse(probabilities, labels),
    ece: ece(probabilities, labels),
  };
}
