// What instructors are told of an item: difficulty, discrimination, fit, options, drift, exposure. Says "too few" as data.
import { type Drift, difficultyByMonth, findDrift, type MonthDifficulty } from './drift';
import type { ItemAnswer } from './item-answer';
import { estimateDifficulty, estimateDiscrimination, type ItemFit, type Measure, measureFit } from './item-fit';
import { describeOptions, type ItemOption, type OptionStatistics } from './item-options';
import { DEFAULT_PRIORS, type Estimate, itemPrior, type Priors, VARIANCE_INFLATION } from './parameters';

/** An item and everything known of it. `answers` are first attempts, one a person and showing, any order. */
export type MeasuredItem = {
  item: string;
  /** The author's label, 1 (easy) to 5 (hard); null when there is none. */
  label: number | null;
  /** Chance of a right answer by luck, 0–0.9. */
  guess: number;
  options: ReadonlyArray<ItemOption>;
  /** The model's estimate: easiness of the item, and of the combination of its skills; null before it knows the item. */
  learned: { item: Estimate; combination: Estimate } | null;
  answers: ReadonlyArray<ItemAnswer>;
  /** People who could have met the item. */
  people: number;
};

/** A statistic, or how many answers it lacks. */
export type Found<T> = { state: 'measured'; value: T } | { state: 'too-few'; answers: number; more: number };

export type ItemStatistics = {
  item: string;
  answers: number;
  /** Share of right answers, 0–1; null without answers. Says nothing of difficulty where the engine chooses the items. */
  shareRight: number | null;
  /** The model's difficulty in logits, learned answer by answer; its error is widened because the filter's runs small. */
  difficulty: Measure;
  /** The same from all answers at once: a second opinion that a few careless people do not sway. */
  batchDifficulty: Found<Measure>;
  /** Slope over ability; 1 is as the model takes it, below 0 the able fail. */
  discrimination: Found<Measure>;
  fit: Found<ItemFit>;
  options: Found<Array<OptionStatistics>>;
  months: Array<MonthDifficulty>;
  drift: Found<Drift>;
  /** Share of the people who could have met it that did, 0–1; and how much of that the engine chose. */
  exposureShare: number;
  adaptiveShare: number;
  label: LabelComparison | null;
  response: Found<{ medianMs: number; rapidShare: number }>;
};

/** The author's label against the label that the measured difficulty would have. */
export type LabelComparison = { author: number; measured: number; difference: Measure };

/** Answers without which a statistic is not shown. */
export const ANSWERS_NEEDED = {
  batchDifficulty: 10,
  discrimination: 100,
  fit: 30,
  options: 30,
  driftSide: 50,
  response: 10,
} as const;

/** An estimate with the standard error that its variance deserves. */
export function widened(value: number, variance: number): Measure {
  return { value, se: Math.sqrt(VARIANCE_INFLATION * variance) };
}

/** Faster than this, or than a tenth of the item's median, nobody has read the question. */
const RAPID_MS = 1_500;
const RAPID_SHARE_OF_MEDIAN = 0.1;

function found<T>(answers: number, needed: number, measure: () => T): Found<T> {
  return answers >= needed
    ? { state: 'measured', value: measure() }
    : { state: 'too-few', answers, more: needed - answers };
}

/** Everything at once. Pure: the same answers give the same statistics, in any order of answers up to rounding. */
export function describeItem(measured: MeasuredItem, priors: Priors = DEFAULT_PRIORS): ItemStatistics {
  const { item, label, guess, options, learned, answers, people } = measured;
  const n = answers.length;
  const before = itemPrior(priors, label ?? undefined);
  const easiness = learned ?? { item: before, combination: { mean: 0, variance: priors.combination } };
  const batch = estimateDifficulty(answers, guess, {
    mean: -before.mean - easiness.combination.mean,
    variance: before.variance + easiness.combination.variance,
  });
  const right = answers.filter(({ correct }) => correct).length;
  return {
    item,
    answers: n,
    shareRight: n === 0 ? null : right / n,
    difficulty: widened(
      -easiness.item.mean - easiness.combination.mean,
      easiness.item.variance + easiness.combination.variance,
    ),
    batchDifficulty: found(n, ANSWERS_NEEDED.batchDifficulty, () => widened(batch.value, batch.se ** 2)),
    discrimination: found(n, ANSWERS_NEEDED.discrimination, () => estimateDiscrimination(answers, guess)),
    fit: found(n, ANSWERS_NEEDED.fit, () => measureFit(answers, batch.value, guess)),
    options: found(n, ANSWERS_NEEDED.options, () => describeOptions(options, answers)),
    months: difficultyByMonth(answers, guess),
    drift: describeDrift(answers, guess),
    exposureShare: people > 0 ? Math.min(1, n / people) : 0,
    adaptiveShare: n === 0 ? 0 : answers.filter(({ adaptive }) => adaptive).length / n,
    label: label === null ? null : compareLabel(label, easiness.item, priors),
    response: describeResponse(answers),
  };
}

/** Labels speak of the item among those of its skills, so the combination stays out. */
function compareLabel(label: number, learned: Estimate, priors: Priors): LabelComparison {
  const author = itemPrior(priors, label).mean;
  const step = itemPrior(priors, 1).mean - itemPrior(priors, 2).mean;
  return {
    author: label,
    measured: Math.min(5, Math.max(1, Math.round(3 - learned.mean / step))),
    difference: widened(author - learned.mean, learned.variance),
  };
}

function describeDrift(answers: ReadonlyArray<ItemAnswer>, guess: number): Found<Drift> {
  const drift = findDrift(answers, guess, ANSWERS_NEEDED.driftSide);
  if (drift !== null) return { state: 'measured', value: drift };
  let month = '';
  for (const answer of answers) if (answer.month > month) month = answer.month;
  const latest = answers.filter((answer) => answer.month === month).length;
  const lacking = (count: number) => Math.max(0, ANSWERS_NEEDED.driftSide - count);
  return { state: 'too-few', answers: answers.length, more: lacking(latest) + lacking(answers.length - latest) };
}

function describeResponse(answers: ReadonlyArray<ItemAnswer>): ItemStatistics['response'] {
  const times = answers.flatMap(({ responseMs }) => responseMs ?? []).sort((left, right) => left - right);
  return found(times.length, ANSWERS_NEEDED.response, () => {
    const medianMs = times[times.length >> 1]!;
    const rapid = Math.max(RAPID_MS, RAPID_SHARE_OF_MEDIAN * medianMs);
    return { medianMs, rapidShare: times.filter((time) => time < rapid).length / times.length };
  });
}
