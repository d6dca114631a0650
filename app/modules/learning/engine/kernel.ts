// One step of the learner model on raw words: read, predict, learn. Both the bulk replay and a single answer run through it.
import { FEATURES, type Estimate, type ModelParameters, type SkillParameters } from './parameters';
import { toWordSeconds, WORD, type Words } from './state';

/** An item may train this many skills. */
export const MAX_SKILLS = 4;

/** Parameters of a question, looked up once. */
export type Resolved = {
  item: Estimate & { readonly guess: number };
  combination: Estimate;
  skills: ReadonlyArray<SkillParameters>;
};

/** Records of one learner and of the question's skills: offsets in words, `skillsAt[i]` belonging to the i-th skill. */
export type Rows = {
  learners: Words;
  learnerAt: number;
  skills: Words;
  skillsAt: Int32Array;
};

/** Intermediate results of one step, reused so that a step allocates nothing. */
export type Step = {
  features: Float64Array;
  patterns: Int32Array;
  skillVariances: Float64Array;
  learnerVariance: number;
  count: number;
  guess: number;
  /** z and s² of README, "Prediction". */
  logit: number;
  variance: number;
  /** z / √(1 + πs²/8), before recalibration. */
  tempered: number;
  probability: number;
  /** (y − q)·q′ / (q(1 − q)) / D and I / D of README, "Update". */
  push: number;
  damping: number;
};

/** A mutable estimate, as a replay holds it. */
export type Moving = { mean: number; variance: number };

/** Parameters that a replay moves in place. */
export type MovingParameters = {
  priors: ModelParameters['priors'];
  weights: Float64Array;
  weightVariances: Float64Array;
  patternMeans: Float64Array;
  patternVariances: Float64Array;
  recalibration: { shift: number; slope: number };
};
export type MovingResolved = {
  item: Moving & { guess: number; answers: number };
  combination: Moving;
  skills: ReadonlyArray<{ patternMeans: Float64Array; patternVariances: Float64Array }>;
};

const FAST = 0.75;
const SLOW = 0.9;
const RESIDUAL_FAST = 0.8;
const RESIDUAL_SLOW = 0.95;
const SECONDS_PER_DAY = 86_400;
const GAP_UNIT = Math.log(1 + 720);
const GAP_MAX = 2;
/** Beyond this a probability would round to 0 or 1. */
const LOGIT_MAX = 30;
const INFORMATION_MIN = 1e-4;
const PATTERN_LENGTH = 4;
const MAX_U16 = 0xffff;

export function createStep(): Step {
  return {
    features: new Float64Array(FEATURES.length),
    patterns: new Int32Array(MAX_SKILLS),
    skillVariances: new Float64Array(MAX_SKILLS),
    learnerVariance: 0,
    count: 0,
    guess: 0,
    logit: 0,
    variance: 0,
    tempered: 0,
    probability: 0.5,
    push: 0,
    damping: 0,
  };
}

/** 1 / (1 + e^−z), kept inside (0, 1). */
export function sigmoid(logit: number): number {
  const z = logit > LOGIT_MAX ? LOGIT_MAX : logit < -LOGIT_MAX ? -LOGIT_MAX : logit;
  return 1 / (1 + Math.exp(-z));
}

/** z / √(1 + πs²/8): the logit whose sigmoid is about the mean of σ(N(z, s²)). MacKay 1992, "The evidence framework". */
export function temper(logit: number, variance: number): number {
  return logit / Math.sqrt(1 + (Math.PI * variance) / 8);
}

/**
 * Fills `step` with the prediction for a question asked at `atSeconds`. Moves no record.
 * A time before the last answer counts as no gap at all.
 */
export function predictStep(
  step: Step,
  parameters: ModelParameters | MovingParameters,
  question: Resolved,
  rows: Rows,
  atSeconds: number,
): void {
  const { priors, weights, weightVariances, patternMeans, patternVariances, recalibration } = parameters;
  const { learners, learnerAt, skills, skillsAt } = rows;
  const x = step.features;
  const count = question.skills.length;
  const share = 1 / count;
  const now = toWordSeconds(atSeconds);

  step.count = count;
  step.learnerVariance = Math.min(priors.learner, learners.f32[learnerAt + WORD.variance]! + priors.learnerDrift);
  let logit = learners.f32[learnerAt + WORD.mean]! + question.item.mean + question.combination.mean;
  let variance = step.learnerVariance + question.item.variance + question.combination.variance;

  x.fill(0);
  x[0] = 1;
  x[10] = learners.f32[learnerAt + WORD.fast]!;
  x[11] = learners.f32[learnerAt + WORD.slow]!;
  x[12] = Math.log(1 + learners.u32[learnerAt + WORD.learner.successes]!);
  x[13] = Math.log(1 + learners.u32[learnerAt + WORD.learner.failures]!);

  const root = 1 / Math.sqrt(count);
  for (let k = 0; k < count; k++) {
    const at = skillsAt[k]!;
    const counts = skills.u32[at + WORD.skill.counts]!;
    const recent = skills.u32[at + WORD.skill.recent]!;
    const slow = skills.f32[at + WORD.slow]!;
    const answers = (counts & MAX_U16) + (counts >>> 16);
    let opened = skills.f32[at + WORD.variance]! + priors.skillDrift;
    x[1]! += share * Math.log(1 + (counts & MAX_U16));
    x[2]! += share * Math.log(1 + (counts >>> 16));
    x[3]! += share * skills.f32[at + WORD.fast]!;
    x[4]! += share * slow;
    x[9]! += share * Math.log(1 + ((recent >>> 16) & 0xff));
    if (answers === 0) {
      x[5]! += share;
    } else {
      const seconds = Math.max(0, now - skills.u32[at + WORD.skill.lastAt]!);
      if (seconds > 0) {
        const gap = Math.min(GAP_MAX, Math.log(1 + seconds / 3600) / GAP_UNIT);
        x[6]! += share * gap;
        x[7]! += share * gap * slow;
        x[8]! += share * gap * Math.log(1 + answers);
        opened += (priors.skillDriftDay * seconds) / SECONDS_PER_DAY;
      }
    }
    const skillVariance = Math.min(priors.skill, opened);
    step.skillVariances[k] = skillVariance;
    logit += skills.f32[at + WORD.mean]! * root;
    variance += skillVariance * share;

    const length = Math.min(PATTERN_LENGTH, (recent >>> 8) & 0xff);
    const pattern = (1 << length) - 1 + (recent & ((1 << length) - 1));
    const own = question.skills[k]!;
    step.patterns[k] = pattern;
    logit += (patternMeans[pattern]! + own.patternMeans[pattern]!) * share;
    variance += (patternVariances[pattern]! + own.patternVariances[pattern]!) * share * share;
  }
  for (let j = 0; j < x.length; j++) {
    const value = x[j]!;
    if (value === 0) continue;
    logit += weights[j]! * value;
    variance += weightVariances[j]! * value * value;
  }

  step.logit = logit;
  step.variance = variance;
  step.guess = question.item.guess;
  step.tempered = temper(logit, variance);
  step.probability = step.guess + (1 - step.guess) * sigmoid(recalibration.shift + recalibration.slope * step.tempered);
}

/** Moves the learner's and the skills' records by an answer to the question just predicted. */
export function learnStep(step: Step, rows: Rows, floor: number, correct: boolean, atSeconds: number): void {
  const { learners, learnerAt, skills, skillsAt } = rows;
  const y = correct ? 1 : 0;
  const ability = sigmoid(step.logit);
  const expected = step.guess + (1 - step.guess) * ability;
  const slope = (1 - step.guess) * ability * (1 - ability);
  const spread = expected * (1 - expected);
  const information = Math.max(INFORMATION_MIN, (slope * slope) / spread);
  const divisor = 1 + information * step.variance;
  step.push = ((y - expected) * slope) / spread / divisor;
  step.damping = information / divisor;
  const now = toWordSeconds(atSeconds);

  const v = step.learnerVariance;
  learners.f32[learnerAt + WORD.mean]! += v * step.push;
  learners.f32[learnerAt + WORD.variance] = Math.max(floor, v - v * v * step.damping);
  const residual = y - step.probability;
  const fast = learnerAt + WORD.fast;
  const slow = learnerAt + WORD.slow;
  learners.f32[fast] = RESIDUAL_FAST * learners.f32[fast]! + (1 - RESIDUAL_FAST) * residual;
  learners.f32[slow] = RESIDUAL_SLOW * learners.f32[slow]! + (1 - RESIDUAL_SLOW) * residual;
  learners.u32[learnerAt + (correct ? WORD.learner.successes : WORD.learner.failures)]! += 1;
  const learnerLast = learnerAt + WORD.learner.lastAt;
  learners.u32[learnerLast] = Math.max(learners.u32[learnerLast]!, now);

  const root = 1 / Math.sqrt(step.count);
  for (let k = 0; k < step.count; k++) {
    const at = skillsAt[k]!;
    const gain = step.skillVariances[k]! * root;
    skills.f32[at + WORD.mean]! += gain * step.push;
    skills.f32[at + WORD.variance] = Math.max(floor, step.skillVariances[k]! - gain * gain * step.damping);
    skills.f32[at + WORD.fast] = FAST * skills.f32[at + WORD.fast]! + (1 - FAST) * (y - 0.5);
    skills.f32[at + WORD.slow] = SLOW * skills.f32[at + WORD.slow]! + (1 - SLOW) * (y - 0.5);
    const counts = skills.u32[at + WORD.skill.counts]!;
    const successes = Math.min(MAX_U16, (counts & MAX_U16) + y);
    const failures = Math.min(MAX_U16, (counts >>> 16) + 1 - y);
    skills.u32[at + WORD.skill.counts] = successes | (failures << 16);
    const recent = skills.u32[at + WORD.skill.recent]!;
    const length = Math.min(8, ((recent >>> 8) & 0xff) + 1);
    skills.u32[at + WORD.skill.recent] = (recent & 0xffff0000) | (length << 8) | (((recent << 1) | y) & 0xff);
    const last = at + WORD.skill.lastAt;
    skills.u32[last] = Math.max(skills.u32[last]!, now);
  }
}

function move(estimate: Moving, gain: number, step: Step, floor: number): void {
  estimate.mean += gain * step.push;
  estimate.variance = Math.max(floor, estimate.variance - gain * gain * step.damping);
}

function moveAt(
  means: Float64Array,
  variances: Float64Array,
  index: number,
  x: number,
  step: Step,
  floor: number,
): void {
  const variance = variances[index]!;
  const gain = variance * x;
  means[index]! += gain * step.push;
  variances[index] = Math.max(floor, variance - gain * gain * step.damping);
}

/** Moves item, combination, shared weights and recalibration by the answer that `learnStep` has just taken in. */
export function learnShared(
  step: Step,
  parameters: MovingParameters,
  question: MovingResolved,
  correct: boolean,
): void {
  const { floor, itemFloor, recalibrationStep } = parameters.priors;
  move(question.item, question.item.variance, step, itemFloor);
  question.item.answers += 1;
  move(question.combination, question.combination.variance, step, floor);
  for (let j = 0; j < step.features.length; j++) {
    const x = step.features[j]!;
    if (x !== 0) moveAt(parameters.weights, parameters.weightVariances, j, x, step, floor);
  }
  const share = 1 / step.count;
  for (let k = 0; k < step.count; k++) {
    const pattern = step.patterns[k]!;
    const own = question.skills[k]!;
    moveAt(parameters.patternMeans, parameters.patternVariances, pattern, share, step, floor);
    moveAt(own.patternMeans, own.patternVariances, pattern, share, step, floor);
  }

  const { recalibration } = parameters;
  const p = step.probability;
  const s = (p - step.guess) / (1 - step.guess);
  const gradient = (((correct ? 1 : 0) - p) * (1 - step.guess) * s * (1 - s)) / (p * (1 - p));
  recalibration.shift = Math.min(2, Math.max(-2, recalibration.shift + recalibrationStep * gradient));
  recalibration.slope = Math.min(2, Math.max(0.5, recalibration.slope + recalibrationStep * gradient * step.tempered));
}
