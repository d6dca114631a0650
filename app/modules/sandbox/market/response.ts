// How people respond: click and conversion rates from hidden effects, fatigue from exposure, reach from impressions.

import { type CreativeEffect, INTEREST_DIMENSIONS } from './creative';

/** Weights of the response model, in ln-odds (clicks) and ln (conversions). Modelling choices. */
const FIT_ON_CLICK = 0.18;
const FIT_ON_CONVERSION = 0.12;
const AFFINITY_ON_CLICK = -0.25;

/** Exposure is forgotten by half in this many days. A modelling choice. */
export const FATIGUE_HALF_LIFE_DAYS = 14;
/** Response after n earlier exposures is (1 + n)^-0.43. Source: Meta research as quoted by practitioners (-45 % at the 4th exposure). */
const FATIGUE_EXPONENT = 0.43;
/** Shape of the negative binomial that spreads exposures over people. A modelling choice. */
const EXPOSURE_SHAPE = 1.2;

/** How well a creative speaks to a segment: mean product of attributes and interests; standard deviation about 0.5. */
export function fit(effect: CreativeEffect, interests: ReadonlyArray<number>): number {
  let sum = 0;
  for (let i = 0; i < INTEREST_DIMENSIONS; i++) sum += (effect.attributes[i] ?? 0) * (interests[i] ?? 0);
  return sum / INTEREST_DIMENSIONS;
}

/** Chance (0 to 1) that an unfatigued impression in the first slot of a middling place is clicked. */
export function clickRate(baseCtr: number, effect: CreativeEffect, segmentFit: number, affinity: number): number {
  return logistic(logit(baseCtr) + effect.quality + FIT_ON_CLICK * segmentFit + AFFINITY_ON_CLICK * affinity);
}

/** Chance (0 to 1) that a click becomes a conversion, before hour and season; `lnEfficiency` is the channel's hidden strength. */
export function conversionRate(
  baseCvr: number,
  effect: CreativeEffect,
  segmentFit: number,
  affinity: number,
  lnEfficiency: number,
): number {
  return logistic(logit(baseCvr) + lnEfficiency + effect.conversionQuality + FIT_ON_CONVERSION * segmentFit + affinity);
}

const FATIGUE_STEP = 0.05;
const FATIGUE_TOP = 60;
const FATIGUE_TABLE = buildFatigueTable();

/**
 * Share (0 to 1] of the fresh response that is left when a creative has been shown `meanExposures` times per person of the segment:
 * the mean of (1 + n)^-0.43 over the earlier exposures n of a random impression, a size-biased negative binomial of shape 1.2.
 * 0: 1.000, 1: 0.72, 3: 0.52, 10: 0.33. Never rises with exposure.
 */
export function fatigue(meanExposures: number): number {
  return Math.exp(lnFatigue(meanExposures));
}

export function lnFatigue(meanExposures: number): number {
  if (meanExposures <= 0) return 0;
  const position = Math.min(meanExposures, FATIGUE_TOP - FATIGUE_STEP) / FATIGUE_STEP;
  const cell = position | 0;
  const low = FATIGUE_TABLE[cell] as number;
  return low + ((FATIGUE_TABLE[cell + 1] as number) - low) * (position - cell);
}

function buildFatigueTable(): Float64Array {
  const table = new Float64Array(Math.round(FATIGUE_TOP / FATIGUE_STEP) + 1);
  for (let i = 0; i < table.length; i++) table[i] = Math.log(meanFatigue(i * FATIGUE_STEP));
  return table;
}

/** Earlier exposures of a random impression ~ NegativeBinomial(shape a + 1, chance m / (a + m)), summed until the rest is nil. */
function meanFatigue(m: number): number {
  if (m === 0) return 1;
  const shape = EXPOSURE_SHAPE + 1;
  const again = m / (EXPOSURE_SHAPE + m);
  let probability = (1 - again) ** shape;
  let seen = 0;
  let total = 0;
  for (let n = 0; n < 4000 && 1 - seen > 1e-7; n++) {
    total += probability * (1 + n) ** -FATIGUE_EXPONENT;
    seen += probability;
    probability *= (again * (shape + n)) / (n + 1);
  }
  return total / seen;
}

/**
 * People reached and how often, from impressions on an audience of `people`: reach = 1 - (a / (a + m))^a, the negative
 * binomial with shape 1.2 (1 impression per person reaches 52 % of them, 3 reach 78 %).
 */
export function reachAndFrequency(impressions: number, people: number): { people: number; frequency: number | null } {
  if (!(impressions > 0) || !(people > 0)) return { people: 0, frequency: null };
  const share = 1 - (EXPOSURE_SHAPE / (EXPOSURE_SHAPE + impressions / people)) ** EXPOSURE_SHAPE;
  const reached = Math.min(impressions, people * share);
  return { people: reached, frequency: impressions / reached };
}

export function logit(p: number): number {
  return Math.log(p / (1 - p));
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
