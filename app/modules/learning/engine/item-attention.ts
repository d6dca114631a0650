// Which items an instructor should look at first, and why: reasons as codes with the numbers that decided, and their weights.
import type { ItemStatistics } from './item-statistics';

export type AttentionReason =
  | { code: 'suspicious-key'; values: { discrimination: number; se: number } }
  | { code: 'able-choose-distractor'; values: { option: string; pointBiserial: number } }
  | { code: 'key-avoided'; values: { option: string; pointBiserial: number } }
  | { code: 'misfit'; values: { infit: number; infitZ: number } }
  | { code: 'drift'; values: { change: number; se: number; month: string } }
  | { code: 'label-off'; values: { author: number; measured: number } }
  | { code: 'weak-discrimination'; values: { discrimination: number; se: number } }
  | { code: 'rapid-answers'; values: { rapidShare: number } }
  | { code: 'overexposed'; values: { exposureShare: number; cap: number } }
  | { code: 'distractor-never-chosen'; values: { option: string } };

/** `score` is the sum of the reasons' weights; 0 needs no attention. */
export type Attention = { item: string; score: number; reasons: Array<AttentionReason> };

/** How much each reason counts: what makes answers wrong before what makes them less telling. */
export const ATTENTION_WEIGHTS: Record<AttentionReason['code'], number> = {
  'suspicious-key': 100,
  'key-avoided': 60,
  'able-choose-distractor': 50,
  misfit: 40,
  drift: 30,
  'weak-discrimination': 20,
  'label-off': 15,
  'rapid-answers': 15,
  overexposed: 10,
  'distractor-never-chosen': 5,
};

/** Bounds of the reasons. `deviations` are standard errors by which a bound must be passed. */
export const ATTENTION_RULE = {
  weakDiscrimination: 0.5,
  misfitInfit: 1.1,
  misfitZ: 3,
  labelSteps: 2,
  deviations: 2,
  rapidShare: 0.1,
  exposureCap: 0.25,
  /** "Never chosen" means something only when so many people had the chance. */
  neverChosenAnswers: 100,
} as const;

function findReasons(statistics: ItemStatistics): Array<AttentionReason> {
  const { discrimination, fit, options, drift, label, response, exposureShare, adaptiveShare } = statistics;
  const rule = ATTENTION_RULE;
  const reasons: Array<AttentionReason> = [];
  if (discrimination.state === 'measured') {
    const { value, se } = discrimination.value;
    const values = { discrimination: value, se };
    if (value < 0) reasons.push({ code: 'suspicious-key', values });
    else if (value + rule.deviations * se < 1 && value < rule.weakDiscrimination) {
      reasons.push({ code: 'weak-discrimination', values });
    }
  }
  for (const { id, faults, pointBiserial } of options.state === 'measured' ? options.value : []) {
    const values = { option: id, pointBiserial: pointBiserial ?? 0 };
    if (faults.includes('key-avoided')) reasons.push({ code: 'key-avoided', values });
    if (faults.includes('chosen-by-the-able')) reasons.push({ code: 'able-choose-distractor', values });
    if (faults.includes('never-chosen') && statistics.answers >= rule.neverChosenAnswers) {
      reasons.push({ code: 'distractor-never-chosen', values: { option: id } });
    }
  }
  if (fit.state === 'measured' && fit.value.infitZ > rule.misfitZ && fit.value.infit > rule.misfitInfit) {
    reasons.push({ code: 'misfit', values: { infit: fit.value.infit, infitZ: fit.value.infitZ } });
  }
  if (drift.state === 'measured' && drift.value.flagged) {
    const { change, month } = drift.value;
    reasons.push({ code: 'drift', values: { change: change.value, se: change.se, month } });
  }
  if (label !== null && Math.abs(label.author - label.measured) >= rule.labelSteps) {
    const { value, se } = label.difference;
    if (Math.abs(value) > rule.deviations * se) {
      reasons.push({ code: 'label-off', values: { author: label.author, measured: label.measured } });
    }
  }
  if (response.state === 'measured' && response.value.rapidShare > rule.rapidShare) {
    reasons.push({ code: 'rapid-answers', values: { rapidShare: response.value.rapidShare } });
  }
  // Where the author's order decides, everybody meets the item: only the engine's own choices can be too many.
  if (exposureShare * adaptiveShare > rule.exposureCap) {
    reasons.push({ code: 'overexposed', values: { exposureShare, cap: rule.exposureCap } });
  }
  return reasons.sort((left, right) => ATTENTION_WEIGHTS[right.code] - ATTENTION_WEIGHTS[left.code]);
}

/** The items that need a look, the most urgent first; equal ones by name. Items without a reason are left out. */
export function rankAttention(items: Iterable<ItemStatistics>): Array<Attention> {
  const ranked: Array<Attention> = [];
  for (const statistics of items) {
    const reasons = findReasons(statistics);
    const score = reasons.reduce((sum, { code }) => sum + ATTENTION_WEIGHTS[code], 0);
    if (score > 0) ranked.push({ item: statistics.item, score, reasons });
  }
  return ranked.sort((left, right) => right.score - left.score || (left.item < right.item ? -1 : 1));
}
