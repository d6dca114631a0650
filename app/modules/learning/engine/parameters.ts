// What the model knows of items and of people in general: priors, shared weights, items, skill combinations. No person.
import { CONTEXT, CONTEXTS, ITEM_CONTEXTS, ITEM_MEMORY, ITEM_STREAM, SKILL_CONTEXTS, SKILL_POSITION } from './contexts';
import { type Recalibration, straight } from './recalibration';

/** Recorded with every prediction. Raised when the same answers would give another probability. */
export const ENGINE_VERSION = 'logistic-2';

/** Variances in logits² unless said otherwise. Sources and the figures behind each choice: README, "Constants". */
export type Priors = {
  learner: number;
  skill: number;
  /** Opening of a learner's and of a skill's variance at each answer: ability moves while one learns. */
  learnerDrift: number;
  skillDrift: number;
  /** Opening of a skill's variance for each day without an answer, and for each lesson. */
  skillDriftDay: number;
  skillDriftLesson: number;
  item: number;
  /** An item that carries its author's label from 1 to 5 is known a little better. */
  labelledItem: number;
  combination: number;
  /** Weights of situations, see contexts.ts: all skills' patterns, each skill's, and the other shared ones. */
  pattern: number;
  skillPattern: number;
  skillPosition: number;
  context: number;
  /** Items met before: shared weights, an item's own ones, and an item's own weights of what went just before. */
  memory: number;
  itemMemory: number;
  itemStream: number;
  /** No variance falls below: what is believed can always be corrected. */
  floor: number;
  itemFloor: number;
  /** Step of the two recalibration numbers, per answer. */
  recalibrationStep: number;
};

export const DEFAULT_PRIORS: Priors = {
  learner: 0.4,
  skill: 0.2,
  learnerDrift: 1e-3,
  skillDrift: 1e-3,
  skillDriftDay: 1e-3,
  skillDriftLesson: 0.02,
  item: 1.3,
  labelledItem: 1,
  combination: 0.6,
  pattern: 0.02,
  skillPattern: 0.01,
  skillPosition: 0.005,
  context: 0.02,
  memory: 0.05,
  itemMemory: 0.1,
  itemStream: 0.02,
  floor: 1e-5,
  itemFloor: 1e-3,
  recalibrationStep: 2e-3,
};

/** What is known of a person's history before a question, one weight each. Per-skill values are averaged over the item's skills. */
export const FEATURES = [
  'bias',
  'skill-successes', // ln(1 + right answers in the skill)
  'skill-failures', // ln(1 + wrong answers in the skill)
  'skill-fast', // moving average, memory 4
  'skill-slow', // moving average, memory 10
  'skill-first', // 1 when the skill was never answered
  'gap', // ln(1 + hours since its last answer) / ln(1 + 720): 1 at thirty days, at most 2
  'gap-by-slow', // gap × slow average
  'gap-by-count', // gap × ln(1 + answers in the skill)
  'lessons', // ln(1 + lessons of the skill)
  'residual-fast', // learner's residual average, memory 5
  'residual-slow', // learner's residual average, memory 20
  'learner-successes', // ln(1 + right answers in all skills)
  'learner-failures', // ln(1 + wrong answers in all skills)
  'distance', // ln(1 + the learner's answers in other skills since the last one in this) / 5
  'distance-by-slow', // distance × slow average
  'distance-by-count', // distance × ln(1 + right) + ln(1 + wrong) in the skill, / 3
] as const;

/** What a fresh model believes of the features: mean and variance of each weight. README, "Constants". */
const WEIGHT_PRIORS: Record<(typeof FEATURES)[number], [mean: number, variance: number]> = {
  bias: [0.8, 0.3],
  'skill-successes': [0.2, 0.03],
  'skill-failures': [0.3, 0.03],
  'skill-fast': [0.6, 0.03],
  'skill-slow': [0.4, 0.03],
  'skill-first': [-0.3, 0.03],
  gap: [0, 0.1],
  'gap-by-slow': [0, 0.1],
  'gap-by-count': [0, 0.1],
  lessons: [0.15, 0.1],
  'residual-fast': [0.4, 0.03],
  'residual-slow': [1.5, 0.03],
  'learner-successes': [0.05, 0.03],
  'learner-failures': [0, 0.03],
  distance: [0, 0.03],
  'distance-by-slow': [0, 0.03],
  'distance-by-count': [0, 0.03],
};

/** The same for the patterns: none, then those of one, two, three and four answers, each as a binary number, newest lowest. */
const PATTERN_PRIORS: ReadonlyArray<number> = [
  [-0.25],
  [-0.5, -0.1],
  [-0.4, -0.2, -0.15, 0.1],
  [-0.3, -0.2, -0.15, 0, -0.1, -0.1, -0.05, 0.15],
  [-0.2, -0.05, -0.05, 0, 0, 0, 0.05, 0.2, -0.1, 0, 0.05, 0.2, 0.05, 0.15, 0.1, 0.15],
].flat();

/**
 * By how much the filter's variances are too small when they are told to people: its errors are not all independent, and measured
 * against truth they run 5–45 % small.
 */
export const VARIANCE_INFLATION = 1.3;

export type Numbers = { readonly length: number; readonly [index: number]: number };
export type Estimate = { readonly mean: number; readonly variance: number };
/** Weights of situations: a mean and a variance each. */
export type Contexts = { readonly means: Numbers; readonly variances: Numbers };

/** `mean` is the item's easiness in logits: its difficulty is −mean. `guess` is the chance of being right by luck, 0–0.9. */
export type ItemParameters = Estimate & {
  readonly guess: number;
  readonly answers: number;
  readonly skills: ReadonlyArray<string>;
  /** The item's own weights of situations, once it has the answers for them. */
  readonly contexts?: Contexts | undefined;
};

/** `level` is the easiness of the skill's average item, its combination included, logits. */
export type SkillParameters = {
  readonly contexts: Contexts;
  readonly level: number;
};

/** A read-only snapshot. Predictions and updates of one person read it; only a replay makes a new one. */
export type ModelParameters = {
  readonly engineVersion: string;
  /** Which snapshot this is, 1 to 65,535; 0 for one made from labels, or not stored. States carry it. */
  readonly snapshot: number;
  readonly priors: Priors;
  readonly weights: Numbers;
  readonly weightVariances: Numbers;
  readonly contexts: Contexts;
  readonly recalibration: Recalibration;
  readonly items: ReadonlyMap<string, ItemParameters>;
  readonly combinations: ReadonlyMap<string, Estimate>;
  readonly skills: ReadonlyMap<string, SkillParameters>;
};

/** A question as its author knows it. `difficulty` is the label 1 (easy) to 5 (hard); `guess` is 0–0.9. 1 to 64 skills. */
export type Question = {
  item: string;
  skills: ReadonlyArray<string>;
  difficulty?: number;
  guess?: number;
};

/**
 * Easiness and variance of an item nobody has answered: labels 1–5 lie evenly on +1.5 … −1.5 logits.
 * The mapping is a guess that about fifty answers override.
 */
export function itemPrior(priors: Priors, difficulty: number | undefined): Estimate {
  if (difficulty === undefined) return { mean: 0, variance: priors.item };
  const label = Math.min(5, Math.max(1, difficulty));
  return { mean: (3 - label) * 0.75, variance: priors.labelledItem };
}

/**
 * Chance of a right answer by luck: 1/n among n options, 1/(2ⁿ−1) for a non-empty choice among n, 1/n! for an order or
 * a match of n, 0 for what is typed.
 */
export function guessFloor(
  type: 'single' | 'multiple' | 'order' | 'match' | 'numeric' | 'short',
  parts: number,
): number {
  if (type === 'numeric' || type === 'short' || parts < 2) return 0;
  if (type === 'single') return 1 / parts;
  if (type === 'multiple') return 1 / (2 ** parts - 1);
  let orders = 1;
  for (let n = 2; n <= parts; n++) orders *= n;
  return 1 / orders;
}

export function toGuess(guess: number | undefined): number {
  return Math.min(0.9, Math.max(0, guess ?? 0));
}

/** The name under which a combination of skills is known; the order in which an item lists them does not count. */
export function combinationKey(skills: ReadonlyArray<string>): string {
  return skills.length === 1 ? skills[0]! : [...skills].sort().join('\n');
}

/** Weights that answers move. */
export type MovingContexts = { means: Float64Array; variances: Float64Array };

export function emptySkillParameters(priors: Priors): { contexts: MovingContexts; level: number } {
  const variances = new Float64Array(SKILL_CONTEXTS).fill(priors.skillPattern);
  variances.fill(priors.skillPosition, SKILL_POSITION);
  return { contexts: { means: new Float64Array(SKILL_CONTEXTS), variances }, level: 0 };
}

export function emptyItemContexts(priors: Priors): MovingContexts {
  const variances = new Float64Array(ITEM_CONTEXTS);
  variances.fill(priors.itemMemory, ITEM_MEMORY, ITEM_STREAM);
  variances.fill(priors.itemStream, ITEM_STREAM);
  return { means: new Float64Array(ITEM_CONTEXTS), variances };
}

function freshContexts(priors: Priors): MovingContexts {
  const means = new Float64Array(CONTEXTS);
  means.set(PATTERN_PRIORS, CONTEXT.pattern);
  const variances = new Float64Array(CONTEXTS).fill(priors.context);
  variances.fill(priors.pattern, CONTEXT.pattern, CONTEXT.longPattern);
  variances.fill(priors.memory, CONTEXT.memory);
  return { means, variances };
}

/** Easiness of each skill's average item: the mean over its items of item plus combination, logits. */
export function averageLevels(
  items: Iterable<ItemParameters>,
  combinations: ReadonlyMap<string, Estimate>,
): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const item of items) {
    const easiness = item.mean + (combinations.get(combinationKey(item.skills))?.mean ?? 0);
    for (const skill of item.skills) {
      const entry = sums.get(skill) ?? { sum: 0, count: 0 };
      entry.sum += easiness;
      entry.count += 1;
      sums.set(skill, entry);
    }
  }
  return new Map([...sums].map(([skill, { sum, count }]) => [skill, sum / count]));
}

/**
 * The model before any answer: general weights, items at their authors' labels.
 *
 * @example
 * const parameters = createParameters([{ item: 'cpa-1', skills: ['unit-economics'], difficulty: 2, guess: 0.25 }]);
 */
export function createParameters(questions: Iterable<Question> = [], priors: Priors = DEFAULT_PRIORS): ModelParameters {
  const items = new Map<string, ItemParameters>();
  const combinations = new Map<string, Estimate>();
  const skills = new Map<string, SkillParameters>();
  for (const { item, skills: itemSkills, difficulty, guess } of questions) {
    items.set(item, { ...itemPrior(priors, difficulty), guess: toGuess(guess), answers: 0, skills: [...itemSkills] });
    combinations.set(combinationKey(itemSkills), { mean: 0, variance: priors.combination });
  }
  for (const [skill, level] of averageLevels(items.values(), combinations)) {
    skills.set(skill, { ...emptySkillParameters(priors), level });
  }
  return {
    engineVersion: ENGINE_VERSION,
    snapshot: 0,
    priors,
    weights: Float64Array.from(FEATURES, (feature) => WEIGHT_PRIORS[feature][0]),
    weightVariances: Float64Array.from(FEATURES, (feature) => WEIGHT_PRIORS[feature][1]),
    contexts: freshContexts(priors),
    recalibration: straight(),
    items,
    combinations,
    skills,
  };
}
