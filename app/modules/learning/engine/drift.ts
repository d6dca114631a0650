// Whether an item became easier or harder: its latest month against the months before. Leaked questions show up here.
import type { ItemAnswer } from './item-answer';
import { estimateDifficulty, type Measure } from './item-fit';
import { VARIANCE_INFLATION } from './parameters';

/** Difficulty of one month, logits. */
export type MonthDifficulty = { month: string; answers: number; difficulty: Measure };

export type Drift = {
  /** Latest month minus all months before, logits: above 0 the item became harder. */
  change: Measure;
  month: string;
  /** |change| is above two standard errors. By chance alone about one item in forty looks so each month. */
  flagged: boolean;
};

/** Months are compared at two standard errors, widened since the model's own errors are not all independent. */
export const DRIFT_RULE = { deviations: 2, varianceInflation: VARIANCE_INFLATION } as const;
/** A month is measured on its own: nearly no prior. */
const MONTH_PRIOR_VARIANCE = 9;

/** Difficulty in each month that has answers, in the order of the calendar. */
export function difficultyByMonth(answers: ReadonlyArray<ItemAnswer>, guess: number): Array<MonthDifficulty> {
  const months = new Map<string, Array<ItemAnswer>>();
  for (const answer of answers) {
    const rows = months.get(answer.month);
    if (rows === undefined) months.set(answer.month, [answer]);
    else rows.push(answer);
  }
  return [...months]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([month, rows]) => ({
      month,
      answers: rows.length,
      difficulty: estimateDifficulty(rows, guess, { mean: 0, variance: MONTH_PRIOR_VARIANCE }),
    }));
}

/** The latest month against all before. Null when there is only one month, or a side has fewer than `needed` answers. */
export function findDrift(answers: ReadonlyArray<ItemAnswer>, guess: number, needed: number): Drift | null {
  let month = '';
  for (const answer of answers) if (answer.month > month) month = answer.month;
  const latest = answers.filter((answer) => answer.month === month);
  const before = answers.filter((answer) => answer.month !== month);
  if (before.length < needed || latest.length < needed) return null;
  const prior = { mean: 0, variance: MONTH_PRIOR_VARIANCE };
  const now = estimateDifficulty(latest, guess, prior);
  const then = estimateDifficulty(before, guess, prior);
  const se = Math.sqrt(DRIFT_RULE.varianceInflation * (now.se ** 2 + then.se ** 2));
  const value = now.value - then.value;
  return { change: { value, se }, month, flagged: Math.abs(value) > DRIFT_RULE.deviations * se };
}
