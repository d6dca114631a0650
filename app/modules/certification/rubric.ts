// Marking with a rubric: what levels are worth, when two markers agree, and what follows from the marks given so far. Pure.
import type { PortfolioDefinition, RubricCriterion } from '~/modules/catalog/catalog';
import { markerError } from './score-error';

type Criterion = Pick<RubricCriterion<unknown>, 'id' | 'weight'> & { levels: ReadonlyArray<unknown> };

/** Criterion → level, 1 for the lowest. A mean of several markers may lie between two levels. */
export type Marks = Readonly<Record<string, number>>;

/** A single mark this near the pass mark, in percent points, is given a second one before anything is decided. */
export const NEAR_MARK_POINTS = 5;
/** Two markers may differ by this many levels on a criterion and still agree. */
const TOLERATED_LEVELS = 1;

/** Why a work is marked once more. */
export type MarkReason = 'sample' | 'borderline' | 'disagreement' | 'appeal';

/** What the marks so far lead to. */
export type Decision =
  | { state: 'waiting' }
  | { state: 'more'; reason: 'borderline' | 'disagreement' }
  | { state: 'decided'; levels: Marks; scorePercent: number; passed: boolean; markers: number };

/** Criteria without a level, or with one that the rubric does not have. Empty when the marks are complete. */
export function unmarked(rubric: ReadonlyArray<Criterion>, marks: Marks): Array<string> {
  return rubric
    .filter(({ id, levels }) => {
      const level = marks[id];
      return level === undefined || !Number.isInteger(level) || level < 1 || level > levels.length;
    })
    .map(({ id }) => id);
}

/** Percent of the weighted levels, exact: the lowest level of a criterion is 0, the highest 1. Marks must be complete. */
export function percentOf(rubric: ReadonlyArray<Criterion>, marks: Marks): number {
  const weights = rubric.reduce((sum, { weight }) => sum + weight, 0);
  const reached = rubric.reduce(
    (sum, { id, weight, levels }) => sum + (weight * ((marks[id] ?? 1) - 1)) / (levels.length - 1),
    0,
  );
  // Sums of thirds fall a hair short of what they are.
  return Math.min(100, (reached / weights) * 100 + 1e-9);
}

/** The mean level of each criterion. */
function meanOf(rubric: ReadonlyArray<Criterion>, marks: ReadonlyArray<Marks>): Marks {
  return Object.fromEntries(
    rubric.map(({ id }) => [id, marks.reduce((sum, mark) => sum + (mark[id] ?? 1), 0) / marks.length]),
  );
}

/** Two markers agree when both pass it or both fail it, and no criterion lies more than one level apart. */
export function doAgree(
  { rubric, passPercent }: Pick<PortfolioDefinition, 'rubric' | 'passPercent'>,
  first: Marks,
  second: Marks,
): boolean {
  const passes = (marks: Marks) => percentOf(rubric, marks) >= passPercent;
  return (
    passes(first) === passes(second) &&
    rubric.every(({ id }) => Math.abs((first[id] ?? 1) - (second[id] ?? 1)) <= TOLERATED_LEVELS)
  );
}

/**
 * What follows from the marks, in the order of their slots. One mark decides, unless it lies near the pass mark; two decide by
 * their mean when they agree; a third marker settles a disagreement alone, and so does the one who hears an appeal.
 *
 * @param needed how many marks the work takes by now
 * @param reason why it takes the last of them
 */
export function decideMarks(
  portfolio: Pick<PortfolioDefinition, 'rubric' | 'passPercent'>,
  marks: ReadonlyArray<Marks>,
  needed: number,
  reason: MarkReason | null,
): Decision {
  if (marks.length < needed) return { state: 'waiting' };
  const alone = reason === 'disagreement' || reason === 'appeal';
  const counted = alone ? marks.slice(-1) : marks;
  if (!alone && counted.length === 2 && !doAgree(portfolio, counted[0]!, counted[1]!))
    return { state: 'more', reason: 'disagreement' };
  const levels = meanOf(portfolio.rubric, counted);
  const percent = percentOf(portfolio.rubric, levels);
  if (counted.length === 1 && !alone && Math.abs(percent - portfolio.passPercent) < NEAR_MARK_POINTS)
    return { state: 'more', reason: 'borderline' };
  return {
    state: 'decided',
    levels,
    scorePercent: Math.floor(percent * 10) / 10,
    passed: percent >= portfolio.passPercent,
    markers: counted.length,
  };
}

/** The standard error of a decided score, from works of the program that were marked twice; null while they are too few. */
export function rubricError(pairs: ReadonlyArray<readonly [number, number]>, markers: number): number | null {
  const one = markerError(pairs);
  return one === null ? null : Math.round((one / Math.sqrt(markers)) * 10) / 10;
}
