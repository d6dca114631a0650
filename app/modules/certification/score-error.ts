// How sure a score is: the standard error of an exam's percent and of marks that people give. Pure.

/** Below this many works marked twice, nobody knows how far two markers lie apart. */
export const LEAST_PAIRS = 10;

/** Imaginary questions, half right and half wrong, that keep a full score from claiming to be without error. */
const IMAGINARY = 4;

/**
 * The standard error of an exam's score, in percent points with one decimal: how far it would stray if other questions had been
 * drawn from the same bank. Each question's score is 0 to 1. For right-or-wrong questions this is the binomial error of a
 * domain score (F. M. Lord, 1955), its variance taken with the four imaginary questions of A. Agresti and B. A. Coull (1998), so
 * that 20 of 20 is not said to be exact. Blueprint rows are not taken as strata: the error is a little too large rather than too small. 0 questions: 100.
 */
export function examError(scores: ReadonlyArray<number>): number {
  if (scores.length === 0) return 100;
  const count = scores.length + IMAGINARY;
  const sum = scores.reduce((total, score) => total + score, IMAGINARY / 2);
  const squares = scores.reduce((total, score) => total + score * score, IMAGINARY / 2);
  const variance = Math.max(0, squares / count - (sum / count) ** 2);
  return oneDecimal(Math.sqrt(variance / scores.length) * 100);
}

/**
 * The standard error of one marker's percent, from works that two marked apart: the root of half the mean squared difference
 * (G. Dahlberg, 1940). Null below LEAST_PAIRS pairs. A score averaged over k markers has this divided by the root of k.
 */
export function markerError(pairs: ReadonlyArray<readonly [number, number]>): number | null {
  if (pairs.length < LEAST_PAIRS) return null;
  const squares = pairs.reduce((sum, [first, second]) => sum + (first - second) ** 2, 0);
  return oneDecimal(Math.sqrt(squares / (2 * pairs.length)));
}

/** Whether a failed score lies within one standard error of the mark: another form could have gone the other way. */
export function isBorderline(scorePercent: number, passPercent: number, standardError: number | null): boolean {
  return standardError !== null && scorePercent < passPercent && scorePercent + standardError >= passPercent;
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
