// Dividing a budget: the split at which the last unit of money earns the same everywhere.

/** A channel earns `value * (share * n)^elasticity` with a share of the budget, n channels sharing: `value` is its return at an even split. */
export type ReturnCurve = {
  /** 0 or more */
  value: number;
  /** between 0 and 1, exclusive: below 1 returns diminish */
  elasticity: number;
};

/**
 * The shares (summing to 1) that earn most: marginal returns value e n^e share^(e - 1) are equal where the share is positive.
 * Solved by bisection on their common level. All-zero values give an even split.
 */
export function bestSplit(curves: ReadonlyArray<ReturnCurve>): Array<number> {
  const n = curves.length;
  if (!curves.some((curve) => curve.value > 0)) return curves.map(() => 1 / n);
  const sharesAt = (lnMargin: number) =>
    curves.map(({ value, elasticity }) =>
      value > 0 ? Math.exp((Math.log(value * elasticity) + elasticity * Math.log(n) - lnMargin) / (1 - elasticity)) : 0,
    );
  let low = -60;
  let high = 60;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (sum(sharesAt(middle)) > 1) low = middle;
    else high = middle;
  }
  const shares = sharesAt((low + high) / 2);
  const total = sum(shares);
  return shares.map((share) => share / total);
}

/** What a split earns, in the unit of `value`. */
export function splitReturn(curves: ReadonlyArray<ReturnCurve>, shares: ReadonlyArray<number>): number {
  return sum(curves.map(({ value, elasticity }, i) => value * ((shares[i] ?? 0) * curves.length) ** elasticity));
}

/** How many times as much the best split earns as the even one; 1 or more. */
export function headroom(curves: ReadonlyArray<ReturnCurve>): number {
  return splitReturn(curves, bestSplit(curves)) / sum(curves.map((curve) => curve.value));
}

/** Splits an integer amount in proportion to weights so that the parts sum to it exactly (largest remainder, first come first). */
export function splitMicros(totalMicros: number, weights: ReadonlyArray<number>): Array<number> {
  const weight = sum(weights);
  if (!(weight > 0)) return weights.map(() => 0);
  const exact = weights.map((one) => (totalMicros * one) / weight);
  const parts = exact.map(Math.floor);
  let rest = totalMicros - sum(parts);
  const byRemainder = exact.map((amount, i) => ({ i, remainder: amount - parts[i]! }));
  byRemainder.sort((left, right) => right.remainder - left.remainder || left.i - right.i);
  for (const { i } of byRemainder) {
    if (rest < 1) break;
    parts[i] = parts[i]! + 1;
    rest -= 1;
  }
  return parts;
}

function sum(numbers: ReadonlyArray<number>): number {
  return numbers.reduce((total, number) => total + number, 0);
}
