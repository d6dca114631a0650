// Difficulty, discrimination and fit of one item from answers by people of known ability. Batch estimates; no small-sample rule.
import type { ItemAnswer } from './item-answer';
import { sigmoid } from './kernel';
import type { Estimate } from './parameters';

/** What the estimates read of an answer. */
export type Evidence = Pick<ItemAnswer, 'correct' | 'ability' | 'abilitySd'>;

/** An estimate and its standard error, in logits. */
export type Measure = { value: number; se: number };

/** Mean squares of residuals, 1 when the model fits, and how far from 1 in standard errors (Wright & Masters 1982). */
export type ItemFit = { infit: number; infitZ: number; outfit: number; outfitZ: number; answers: number };

/** An answer further than this from even chances says little of the item and much of carelessness: it weighs less. */
const HUBER_LOGITS = 2;
/** Before any answer a discrimination is 1, as the model takes it, give or take this much. */
const DISCRIMINATION_PRIOR: Estimate = { mean: 1, variance: 0.25 };
const INTERCEPT_PRIOR_VARIANCE = 4;
const ITERATIONS = 30;
const TOLERANCE = 1e-7;
const STEP_MAX = 1;

/** 1/√(1 + πa²s²/8): how much an ability known to ± s flattens an item of slope a (MacKay 1992). */
function flattening(slope: number, sd: number): number {
  return 1 / Math.sqrt(1 + (Math.PI * slope * slope * sd * sd) / 8);
}

/** Probability of a right answer at difficulty `difficulty`, the person's uncertainty averaged over, in (guess, 1). */
export function expectedRight({ ability, abilitySd }: Evidence, difficulty: number, guess: number): number {
  return guess + (1 - guess) * sigmoid((ability - difficulty) * flattening(1, abilitySd));
}

/**
 * Difficulty in logits, by penalised maximum likelihood (Fisher scoring) under a normal prior. Answers far from even chances
 * are down-weighted by Huber's rule on the logit (Schuster & Yuan 2011), which depends on the person and not on the answer
 * and so brings no bias; the standard error is the sandwich that belongs to it. With no answer it is the prior.
 */
export function estimateDifficulty(answers: ReadonlyArray<Evidence>, guess: number, prior: Estimate): Measure {
  let difficulty = prior.mean;
  let bread = 1 / prior.variance;
  let filling = bread;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    let score = (prior.mean - difficulty) / prior.variance;
    bread = 1 / prior.variance;
    filling = bread;
    for (const answer of answers) {
      const flat = flattening(1, answer.abilitySd);
      const logit = (answer.ability - difficulty) * flat;
      const s = sigmoid(logit);
      const p = guess + (1 - guess) * s;
      const slope = (1 - guess) * s * (1 - s) * flat;
      const spread = p * (1 - p);
      const weight = Math.min(1, HUBER_LOGITS / Math.abs(logit));
      score -= (weight * ((answer.correct ? 1 : 0) - p) * slope) / spread;
      bread += (weight * slope * slope) / spread;
      filling += (weight * weight * slope * slope) / spread;
    }
    const step = Math.max(-STEP_MAX, Math.min(STEP_MAX, score / bread));
    difficulty += step;
    if (Math.abs(step) < TOLERANCE) break;
  }
  return { value: difficulty, se: Math.sqrt(filling) / bread };
}

/**
 * Discrimination: the slope of the item over ability, 1 being the model's own. Two-parameter maximum a posteriori, slope
 * N(1, ½²), so that few or alike people leave it near 1 with a wide standard error. Below 0 the able fail where others pass.
 */
export function estimateDiscrimination(answers: ReadonlyArray<Evidence>, guess: number): Measure {
  const centre = answers.reduce((sum, { ability }) => sum + ability, 0) / Math.max(1, answers.length);
  let slope = DISCRIMINATION_PRIOR.mean;
  let intercept = 0;
  let variance = DISCRIMINATION_PRIOR.variance;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    let scoreSlope = (DISCRIMINATION_PRIOR.mean - slope) / DISCRIMINATION_PRIOR.variance;
    let scoreIntercept = -intercept / INTERCEPT_PRIOR_VARIANCE;
    let slopeSlope = 1 / DISCRIMINATION_PRIOR.variance;
    let slopeIntercept = 0;
    let interceptIntercept = 1 / INTERCEPT_PRIOR_VARIANCE;
    for (const answer of answers) {
      const flat = flattening(slope, answer.abilitySd);
      const x = (answer.ability - centre) * flat;
      const s = sigmoid(slope * x + intercept * flat);
      const p = guess + (1 - guess) * s;
      const steepness = (1 - guess) * s * (1 - s);
      const spread = p * (1 - p);
      const push = (((answer.correct ? 1 : 0) - p) * steepness) / spread;
      const information = (steepness * steepness) / spread;
      scoreSlope += push * x;
      scoreIntercept += push * flat;
      slopeSlope += information * x * x;
      slopeIntercept += information * x * flat;
      interceptIntercept += information * flat * flat;
    }
    const determinant = slopeSlope * interceptIntercept - slopeIntercept * slopeIntercept;
    const stepSlope = (interceptIntercept * scoreSlope - slopeIntercept * scoreIntercept) / determinant;
    const stepIntercept = (slopeSlope * scoreIntercept - slopeIntercept * scoreSlope) / determinant;
    const shrink = Math.min(1, STEP_MAX / Math.max(Math.abs(stepSlope), Math.abs(stepIntercept), TOLERANCE));
    slope += shrink * stepSlope;
    intercept += shrink * stepIntercept;
    variance = interceptIntercept / determinant;
    if (Math.max(Math.abs(stepSlope), Math.abs(stepIntercept)) < TOLERANCE) break;
  }
  return { value: slope, se: Math.sqrt(variance) };
}

/** How well answers agree with the model at this difficulty. Above 1: surprises; below: too regular. Needs an answer. */
export function measureFit(answers: ReadonlyArray<Evidence>, difficulty: number, guess: number): ItemFit {
  if (answers.length === 0) throw new RangeError('No answer to measure the fit of');
  let residuals = 0;
  let spreads = 0;
  let squares = 0;
  let infitVariance = 0;
  let outfitVariance = 0;
  for (const answer of answers) {
    const p = expectedRight(answer, difficulty, guess);
    const spread = p * (1 - p);
    const square = ((answer.correct ? 1 : 0) - p) ** 2;
    residuals += square;
    spreads += spread;
    squares += square / spread;
    infitVariance += spread - 4 * spread * spread;
    outfitVariance += 1 / spread - 4;
  }
  const n = answers.length;
  const infit = residuals / spreads;
  const outfit = squares / n;
  const inDeviations = (value: number, deviation: number) => (deviation > 0 ? (value - 1) / deviation : 0);
  return {
    infit,
    infitZ: inDeviations(infit, Math.sqrt(infitVariance) / spreads),
    outfit,
    outfitZ: inDeviations(outfit, Math.sqrt(outfitVariance) / n),
    answers: n,
  };
}
