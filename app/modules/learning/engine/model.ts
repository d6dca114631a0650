// The learner model for one person: what will this person answer, and what does the answer say. Parameters are only read.
import { type ItemMemory, packMemory, unpackMemory } from './contexts';
import { createStep, learnStep, MAX_SKILLS, predictStep, type Resolved, type Rows, sigmoid, temper } from './kernel';
import {
  combinationKey,
  emptySkillParameters,
  itemPrior,
  type ModelParameters,
  type Question,
  type SkillParameters,
  toGuess,
} from './parameters';
import {
  createWords,
  emptyLearnerState,
  emptySkillState,
  LEARNER_WORDS,
  type LearnerState,
  readLearner,
  readSkill,
  SKILL_WORDS,
  type SkillState,
  toWordSeconds,
  writeLearner,
  writeSkill,
} from './state';

/** A given answer. Only the first attempt at a showing moves the model, and help makes it count as wrong. */
export type Answer = {
  correct: boolean;
  firstAttempt: boolean;
  hints: number;
  atSeconds: number;
};

/**
 * What a question needs of a person: their record and one record per skill of the question, in its order. `item` is what
 * is remembered of the person and this item, where somebody keeps that; without it the item counts as never met.
 */
export type Known = { learner: LearnerState; skills: ReadonlyArray<SkillState>; item?: ItemMemory | undefined };

/** `probability` of a right answer, in (0, 1). `logit` and `variance` are z and s² before guessing and recalibration. */
export type Prediction = { probability: number; logit: number; variance: number };

/** Where a person stands on a skill's average item, asked now and without luck. */
export type Standing = {
  /** Expected share of right answers, in (0, 1). */
  probability: number;
  logit: number;
  /** Standard deviation of the person's part of `logit` (ability and skill). */
  deviation: number;
};

/** An item seen again within this time tells what is remembered of the answer, not what is known. */
export const REPEAT_AFTER_SECONDS = 20 * 3600;

const learners = createWords(LEARNER_WORDS);
const skills = createWords(SKILL_WORDS * MAX_SKILLS);
const rows: Rows = {
  learners,
  learnerAt: 0,
  skills,
  skillsAt: Int32Array.from({ length: MAX_SKILLS }, (_, k) => k * SKILL_WORDS),
  memory: 0,
};
const step = createStep();

/** A person nobody has seen. */
export function newLearner(parameters: ModelParameters): LearnerState {
  return emptyLearnerState(parameters.priors.learner, parameters.snapshot);
}

/** A skill the person has not touched. */
export function newSkill(parameters: ModelParameters): SkillState {
  return emptySkillState(parameters.priors.skill);
}

/**
 * Whether an answer to an item counts as a first attempt: the item is new to the person, or was last answered 20 hours
 * ago or longer. Without the second case nobody who has seen every item could win a skill back.
 */
export function isFirstAttempt(previousAtSeconds: number | null, atSeconds: number): boolean {
  return previousAtSeconds === null || atSeconds - previousAtSeconds >= REPEAT_AFTER_SECONDS;
}

/** Throws `RangeError` unless a question trains 1 to `MAX_SKILLS` different skills. */
export function requireSkills(question: Question): void {
  const { length } = question.skills;
  if (length < 1 || length > MAX_SKILLS || new Set(question.skills).size !== length) {
    throw new RangeError(`Item ${question.item} must have 1 to ${MAX_SKILLS} different skills, has ${length}`);
  }
}

function skillParameters(parameters: ModelParameters, skill: string): SkillParameters {
  return parameters.skills.get(skill) ?? emptySkillParameters(parameters.priors);
}

/** An item that the snapshot does not know yet is taken at its author's label. */
function resolve(parameters: ModelParameters, question: Question): Resolved {
  const { priors, items, combinations } = parameters;
  const known = items.get(question.item);
  return {
    item: known ?? { ...itemPrior(priors, question.difficulty), guess: toGuess(question.guess) },
    combination: combinations.get(combinationKey(question.skills)) ?? { mean: 0, variance: priors.combination },
    skills: question.skills.map((skill) => skillParameters(parameters, skill)),
  };
}

function load(question: Question, known: Known): void {
  requireSkills(question);
  if (known.skills.length !== question.skills.length) {
    throw new RangeError(
      `Item ${question.item} has ${question.skills.length} skills, got ${known.skills.length} states`,
    );
  }
  writeLearner(learners, 0, known.learner);
  rows.memory = known.item ? packMemory(known.item) : 0;
  known.skills.forEach((state, k) => writeSkill(skills, k * SKILL_WORDS, state));
}

/** How likely this person answers this question right at this time. */
export function predict(parameters: ModelParameters, known: Known, question: Question, atSeconds: number): Prediction {
  load(question, known);
  predictStep(step, parameters, resolve(parameters, question), rows, atSeconds);
  return { probability: step.probability, logit: step.logit, variance: step.variance };
}

/**
 * The person after this answer, and the prediction just before it. A later attempt changes nothing; an answer with hints
 * counts as wrong. Equal input gives equal bytes, and the same bytes as a replay with these parameters.
 */
export function update(
  parameters: ModelParameters,
  known: Known,
  question: Question,
  answer: Answer,
): Known & { prediction: Prediction } {
  const prediction = predict(parameters, known, question, answer.atSeconds);
  if (!answer.firstAttempt) return { ...known, prediction };
  learnStep(step, rows, parameters.priors.floor, answer.correct && answer.hints === 0, answer.atSeconds);
  return {
    learner: readLearner(learners, 0),
    skills: question.skills.map((_, k) => readSkill(skills, k * SKILL_WORDS)),
    item: unpackMemory(rows.memory),
    prediction,
  };
}

/** The skill after a lesson on it: counted, and a little less certain, since learning was the purpose. */
export function noteLesson(parameters: ModelParameters, state: SkillState, atSeconds: number): SkillState {
  const { skill, skillDriftLesson } = parameters.priors;
  return {
    ...state,
    variance: Math.fround(Math.max(state.variance, Math.min(skill, state.variance + skillDriftLesson))),
    lessons: Math.min(255, state.lessons + 1),
    lessonAtSeconds: Math.max(state.lessonAtSeconds ?? 0, toWordSeconds(atSeconds)),
  };
}

/** Where the person stands on the skill's average item at this time. */
export function assess(
  parameters: ModelParameters,
  learner: LearnerState,
  state: SkillState,
  skill: string,
  atSeconds: number,
): Standing {
  const own = skillParameters(parameters, skill);
  writeLearner(learners, 0, learner);
  writeSkill(skills, 0, state);
  rows.memory = 0;
  const average: Resolved = {
    item: { mean: own.level, variance: 0, guess: 0 },
    combination: { mean: 0, variance: 0 },
    skills: [own],
  };
  predictStep(step, parameters, average, rows, atSeconds, false);
  const variance = step.learnerVariance + step.skillVariances[0]!;
  return { probability: sigmoid(temper(step.logit, variance)), logit: step.logit, deviation: Math.sqrt(variance) };
}
