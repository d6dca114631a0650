// One step of the learner model on raw words: read, predict, learn. Both the bulk replay and a single answer run through it.
import {
  CONTEXT,
  countsContext,
  ITEM_MEMORY,
  ITEM_STREAM,
  longPattern,
  memoryAge,
  memoryAgeContext,
  memoryTriesContext,
  pattern,
  pauseContext,
  positionContext,
  rememberedAfter,
  streamContext,
  unpackMemory,
} from './contexts';
import {
  type Contexts,
  FEATURES,
  type Estimate,
  type ModelParameters,
  type MovingContexts,
  type SkillParameters,
} from './parameters';
import { moveRecalibration, type MovingRecalibration, recalibrated } from './recalibration';
import { toWordSeconds, WORD, type Words } from './state';

/** An item may train this many skills. */
export const MAX_SKILLS = 64;

/** Parameters of a question, looked up once. */
export type Resolved = {
  item: Estimate & { readonly guess: number; readonly contexts?: Contexts | undefined };
  combination: Estimate;
  skills: ReadonlyArray<SkillParameters>;
};

/** Records of one learner and of the question's skills: offsets in words, `skillsAt[i]` belonging to the i-th skill. */
export type Rows = {
  learners: Words;
  learnerAt: number;
  skills: Words;
  skillsAt: Int32Array;
  /** What is remembered of the learner and the item, as contexts.ts packs it; 0 when they never met. */
  memory: number;
};

/** Intermediate results of one step, reused so that a step allocates nothing. */
export type Step = {
  features: Float64Array;
  /** Situations that hold: the table each lies in, its place there, and its input. `contexts` of them are real. */
  tables: Array<Contexts>;
  contextAt: Int32Array;
  contextInput: Float64Array;
  contexts: number;
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
  contexts: MovingContexts;
  recalibration: MovingRecalibration;
};
export type MovingResolved = {
  item: Moving & { guess: number; answers: number; contexts?: MovingContexts | undefined };
  combination: Moving;
  skills: ReadonlyArray<{ contexts: MovingContexts; level: number }>;
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
/** Situations of a skill (five) and of the question (seven). */
const CONTEXTS_MAX = 5 * MAX_SKILLS + 7;
const DISTANCE_UNIT = 5;
const DISTANCE_COUNT_UNIT = 3 * DISTANCE_UNIT;
const RECENT_MAX = 8;
const MAX_U24 = 0xffffff;
const MAX_U16 = 0xffff;

export function createStep(): Step {
  return {
    features: new Float64Array(FEATURES.length),
    tables: [],
    contextAt: new Int32Array(CONTEXTS_MAX),
    contextInput: new Float64Array(CONTEXTS_MAX),
    contexts: 0,
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

function addContext(step: Step, table: Contexts, at: number, input: number): void {
  const index = step.contexts++;
  step.tables[index] = table;
  step.contextAt[index] = at;
  step.contextInput[index] = input;
  step.logit += table.means[at]! * input;
  step.variance += table.variances[at]! * input * input;
}

/** Situations of the whole question: what the learner did just before, and whether they know this item. */
function addQuestionContexts(
  step: Step,
  table: Contexts,
  item: Resolved['item'],
  { learners, learnerAt, skills, skillsAt, memory }: Rows,
  now: number,
): void {
  const turn = learners.u32[learnerAt + WORD.learner.successes]! + learners.u32[learnerAt + WORD.learner.failures]!;
  const recent = (learners.u32[learnerAt + WORD.learner.version]! >>> 8) & 0xff;
  const last = recent & 1;
  const age = memoryAge(memory, turn);
  const same = memory > 0 && age === 0;
  let link = same ? 2 : 0;
  for (let k = 0; turn > 0 && k < step.count; k++) {
    if (skills.u32[skillsAt[k]! + WORD.skill.version]! >>> 8 === (turn & MAX_U24)) link |= 1;
  }
  addContext(step, table, streamContext(recent, Math.min(RECENT_MAX, turn), link), 1);
  if (turn > 0) {
    const seconds = now - learners.u32[learnerAt + WORD.learner.lastAt]!;
    if (seconds > 0) addContext(step, table, pauseContext(seconds, link, last), 1);
    if (item.contexts) addContext(step, item.contexts, ITEM_STREAM + link * 2 + last, 1);
  }
  if (memory > 0) {
    const { tries, history } = unpackMemory(memory);
    const known = pattern(history, tries);
    const lastTry = history & 1;
    addContext(step, table, CONTEXT.memory + known, 1);
    addContext(step, table, memoryAgeContext(age, lastTry), 1);
    addContext(step, table, memoryTriesContext(tries, same, lastTry), 1);
    if (item.contexts) addContext(step, item.contexts, ITEM_MEMORY + known, 1);
  }
}

/**
 * Fills `step` with the prediction for a question asked at `atSeconds`. Moves no record.
 * A time before the last answer counts as no gap at all. Without `situation`, what went just before does not count:
 * where somebody stands, not how the next question will go.
 */
export function predictStep(
  step: Step,
  parameters: ModelParameters | MovingParameters,
  question: Resolved,
  rows: Rows,
  atSeconds: number,
  situation = true,
): void {
  const { priors, weights, weightVariances, contexts, recalibration } = parameters;
  const { learners, learnerAt, skills, skillsAt } = rows;
  const x = step.features;
  const count = question.skills.length;
  const share = 1 / count;
  const now = toWordSeconds(atSeconds);

  step.count = count;
  step.learnerVariance = Math.min(priors.learner, learners.f32[learnerAt + WORD.variance]! + priors.learnerDrift);
  step.contexts = 0;
  step.logit = learners.f32[learnerAt + WORD.mean]! + question.item.mean + question.combination.mean;
  step.variance = step.learnerVariance + question.item.variance + question.combination.variance;

  x.fill(0);
  x[0] = 1;
  x[10] = learners.f32[learnerAt + WORD.fast]!;
  x[11] = learners.f32[learnerAt + WORD.slow]!;
  const successes = learners.u32[learnerAt + WORD.learner.successes]!;
  const failures = learners.u32[learnerAt + WORD.learner.failures]!;
  x[12] = Math.log(1 + successes);
  x[13] = Math.log(1 + failures);

  const root = 1 / Math.sqrt(count);
  for (let k = 0; k < count; k++) {
    const at = skillsAt[k]!;
    const counts = skills.u32[at + WORD.skill.counts]!;
    const recent = skills.u32[at + WORD.skill.recent]!;
    const slow = skills.f32[at + WORD.slow]!;
    const right = counts & MAX_U16;
    const wrong = counts >>> 16;
    const answers = right + wrong;
    const rightLog = Math.log(1 + right);
    const wrongLog = Math.log(1 + wrong);
    let opened = skills.f32[at + WORD.variance]! + priors.skillDrift;
    x[1]! += share * rightLog;
    x[2]! += share * wrongLog;
    x[3]! += share * skills.f32[at + WORD.fast]!;
    x[4]! += share * slow;
    x[9]! += share * Math.log(1 + ((recent >>> 16) & 0xff));
    if (answers === 0) {
      x[5]! += share;
    } else {
      const turns = (successes + failures - (skills.u32[at + WORD.skill.version]! >>> 8)) & MAX_U24;
      if (turns > 0) {
        const distance = share * Math.log(1 + turns);
        x[14]! += distance / DISTANCE_UNIT;
        x[15]! += (distance / DISTANCE_UNIT) * slow;
        x[16]! += (distance / DISTANCE_COUNT_UNIT) * (rightLog + wrongLog);
      }
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
    step.logit += skills.f32[at + WORD.mean]! * root;
    step.variance += skillVariance * share;

    const length = (recent >>> 8) & 0xff;
    const short = pattern(recent, length);
    addContext(step, contexts, CONTEXT.pattern + short, share);
    addContext(step, question.skills[k]!.contexts, short, share);
    addContext(step, question.skills[k]!.contexts, positionContext(answers), share);
    addContext(step, contexts, longPattern(recent, length), share);
    addContext(step, contexts, countsContext(right, wrong), share);
  }
  if (situation) addQuestionContexts(step, contexts, question.item, rows, now);
  for (let j = 0; j < x.length; j++) {
    const value = x[j]!;
    if (value === 0) continue;
    step.logit += weights[j]! * value;
    step.variance += weightVariances[j]! * value * value;
  }

  step.guess = question.item.guess;
  step.tempered = temper(step.logit, step.variance);
  step.probability = step.guess + (1 - step.guess) * sigmoid(recalibrated(recalibration, step.tempered));
}

/** Moves the learner's and the skills' records, and what is remembered of the item, by an answer to the question just predicted. */
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
  const version = learnerAt + WORD.learner.version;
  const before = learners.u32[version]!;
  learners.u32[version] = (before & 0xffff00ff) | (((((before >>> 8) << 1) | y) & 0xff) << 8);
  const turn = learners.u32[learnerAt + WORD.learner.successes]! + learners.u32[learnerAt + WORD.learner.failures]!;
  rows.memory = rememberedAfter(rows.memory, correct, turn);

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
    const length = Math.min(RECENT_MAX, ((recent >>> 8) & 0xff) + 1);
    skills.u32[at + WORD.skill.recent] = (recent & 0xffff0000) | (length << 8) | (((recent << 1) | y) & 0xff);
    const last = at + WORD.skill.lastAt;
    skills.u32[last] = Math.max(skills.u32[last]!, now);
    const word = at + WORD.skill.version;
    skills.u32[word] = ((turn & MAX_U24) << 8) | (skills.u32[word]! & 0xff);
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
  for (let c = 0; c < step.contexts; c++) {
    const { means, variances } = step.tables[c] as MovingContexts;
    moveAt(means, variances, step.contextAt[c]!, step.contextInput[c]!, step, floor);
  }

  const { recalibration } = parameters;
  const p = step.probability;
  const s = (p - step.guess) / (1 - step.guess);
  const rise = (1 - step.guess) * s * (1 - s);
  const gradient = (((correct ? 1 : 0) - p) * rise) / (p * (1 - p));
  const information = (rise * rise) / (p * (1 - p));
  moveRecalibration(recalibration, step.tempered, gradient, information, recalibrationStep);
}
