// Bulk replay of an answer log over all learners in typed arrays: learns the parameters, or rebuilds states under given ones.
import { ITEM_CONTEXTS_FROM, type ItemMemory, MEMORY_BITS, memoryAge, unpackMemory } from './contexts';
import {
  createStep,
  learnShared,
  learnStep,
  MAX_SKILLS,
  type Moving,
  type MovingParameters,
  predictStep,
  type Rows,
  type Step,
} from './kernel';
import { type Answer, requireSkills } from './model';
import {
  averageLevels,
  combinationKey,
  type Contexts,
  emptyItemContexts,
  emptySkillParameters,
  type ItemParameters,
  itemPrior,
  type ModelParameters,
  type MovingContexts,
  type Question,
  toGuess,
} from './parameters';
import { copyRecalibration } from './recalibration';
import {
  createWords,
  emptyLearnerState,
  emptySkillState,
  LEARNER_WORDS,
  type LearnerState,
  MOVING_SKILL_WORDS,
  readLearner,
  readSkill,
  SKILL_WORDS,
  type SkillState,
  WORD,
  type Words,
  writeLearner,
  writeSkill,
} from './state';

type MovingSkill = ReturnType<typeof emptySkillParameters>;
type MovingItem = Moving & {
  guess: number;
  answers: number;
  skills: ReadonlyArray<string>;
  contexts: MovingContexts | undefined;
};
type Known = {
  item: MovingItem;
  combination: Moving;
  names: ReadonlyArray<string>;
  skills: Array<MovingSkill>;
  ids: Array<number>;
  /** What the item is called in the slots of its first skill. */
  tag: number;
};
type Person = { at: number; skillsAt: Map<number, number> };

/** A replay under way. Made by `startReplay`, moved by `replayAnswer`, read by the functions below. */
export type Replay = {
  readonly learn: boolean;
  /** Words of a learner-skill, slots included. */
  readonly stride: number;
  readonly base: ModelParameters;
  readonly moving: MovingParameters;
  readonly items: Map<string, MovingItem>;
  readonly combinations: Map<string, Moving>;
  readonly skills: Map<string, MovingSkill>;
  readonly skillIds: Map<string, number>;
  readonly people: Map<string, Person>;
  readonly questions: Map<string, Known>;
  /** Items met so far, by first skill. */
  readonly tags: Map<number, number>;
  readonly step: Step;
  /** What `step` is the prediction for, while nothing was taken in since. */
  asked: { learner: string; question: Question; atSeconds: number } | null;
  learners: Words;
  learnerWords: number;
  skillStates: Words;
  skillWords: number;
};

/** Learner-skills remember this many of their items, those answered last. A slot is one word: tag, then the item's memory. */
const SLOTS = 6;
const TAG_MASK = 0xffffffff >>> MEMORY_BITS;
const MEMORY_MASK = 2 ** MEMORY_BITS - 1;

export type ReplayOptions = {
  /** False freezes the snapshot: only people are learned, and the bytes equal those of `update`, answer by answer. */
  learn?: boolean;
  /** Whether it is remembered which items a learner has met, and how that went. */
  remember?: boolean;
};

function movingContexts({ means, variances }: Contexts): MovingContexts {
  return { means: Float64Array.from(means), variances: Float64Array.from(variances) };
}

/** Begins a replay from a snapshot, which stays as it is. */
export function startReplay(base: ModelParameters, { learn = true, remember = false }: ReplayOptions = {}): Replay {
  return {
    learn,
    stride: MOVING_SKILL_WORDS + (remember ? SLOTS : 0),
    base,
    moving: {
      priors: base.priors,
      weights: Float64Array.from(base.weights),
      weightVariances: Float64Array.from(base.weightVariances),
      contexts: movingContexts(base.contexts),
      recalibration: copyRecalibration(base.recalibration),
    },
    items: new Map([...base.items].map(([id, item]) => [id, movingItem(item)])),
    combinations: new Map([...base.combinations].map(([key, { mean, variance }]) => [key, { mean, variance }])),
    skills: new Map(
      [...base.skills].map(([id, { level, contexts }]) => [id, { level, contexts: movingContexts(contexts) }]),
    ),
    skillIds: new Map(),
    people: new Map(),
    questions: new Map(),
    tags: new Map(),
    step: createStep(),
    asked: null,
    learners: createWords(LEARNER_WORDS * 64),
    learnerWords: 0,
    skillStates: createWords(SKILL_WORDS * 256),
    skillWords: 0,
  };
}

function movingItem(item: ItemParameters): MovingItem {
  return { ...item, contexts: item.contexts && movingContexts(item.contexts) };
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function sameSkills(left: ReadonlyArray<string>, right: ReadonlyArray<string>): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let k = 0; k < left.length; k++) if (left[k] !== right[k]) return false;
  return true;
}

function resolve(replay: Replay, question: Question): Known {
  const cached = replay.questions.get(question.item);
  if (cached && sameSkills(cached.names, question.skills)) return cached;
  requireSkills(question);
  const { priors } = replay.base;
  const names = [...question.skills];
  const ids = names.map((skill) => getOrMake(replay.skillIds, skill, () => replay.skillIds.size));
  const tag = replay.tags.get(ids[0]!) ?? 0;
  replay.tags.set(ids[0]!, tag + 1);
  const known: Known = {
    item: getOrMake(replay.items, question.item, () => ({
      ...itemPrior(priors, question.difficulty),
      guess: toGuess(question.guess),
      answers: 0,
      skills: names,
      contexts: undefined,
    })),
    combination: getOrMake(replay.combinations, combinationKey(names), () => ({
      mean: 0,
      variance: priors.combination,
    })),
    names,
    skills: names.map((skill) => getOrMake(replay.skills, skill, () => emptySkillParameters(priors))),
    ids,
    tag: tag & TAG_MASK,
  };
  replay.questions.set(question.item, known);
  return known;
}

function grown(words: Words, needed: number): Words {
  if (needed <= words.u32.length) return words;
  const larger = createWords(Math.max(needed, words.u32.length * 2));
  larger.u32.set(words.u32);
  return larger;
}

function personOf(replay: Replay, learner: string): Person {
  return getOrMake(replay.people, learner, () => {
    const at = replay.learnerWords;
    replay.learnerWords += LEARNER_WORDS;
    replay.learners = grown(replay.learners, replay.learnerWords);
    writeLearner(replay.learners, at, emptyLearnerState(replay.base.priors.learner, replay.base.snapshot));
    return { at, skillsAt: new Map() };
  });
}

function skillAt(replay: Replay, person: Person, skill: number): number {
  return getOrMake(person.skillsAt, skill, () => {
    const at = replay.skillWords;
    replay.skillWords += replay.stride;
    replay.skillStates = grown(replay.skillStates, replay.skillWords);
    writeSkill(fresh, 0, emptySkillState(replay.base.priors.skill));
    replay.skillStates.u32.set(fresh.u32.subarray(0, MOVING_SKILL_WORDS), at);
    return at;
  });
}

/** The slot of an item in its first skill: the item's own, else an empty one, else that of the item answered longest ago. */
function slotOf({ skillStates, stride }: Replay, skillAt: number, tag: number, turn: number): number {
  let oldest = -1;
  let oldestAge = -1;
  for (let at = skillAt + MOVING_SKILL_WORDS; at < skillAt + stride; at++) {
    const word = skillStates.u32[at]!;
    if (word === 0) return at;
    if (word >>> MEMORY_BITS === tag) return at;
    const age = memoryAge(word, turn);
    if (age > oldestAge) {
      oldest = at;
      oldestAge = age;
    }
  }
  return oldest;
}

const fresh = createWords(SKILL_WORDS);
const skillsAt = new Int32Array(MAX_SKILLS);
const rows: Rows = { learners: fresh, learnerAt: 0, skills: fresh, skillsAt, memory: 0 };

/** Points the shared rows at a learner and a question; the item's memory lies at the word it returns, −1 for none. */
function point(replay: Replay, person: Person, known: Known): number {
  for (let k = 0; k < known.ids.length; k++) skillsAt[k] = skillAt(replay, person, known.ids[k]!);
  const { learners, skillStates } = replay;
  rows.learners = learners;
  rows.learnerAt = person.at;
  rows.skills = skillStates;
  rows.memory = 0;
  if (replay.stride === MOVING_SKILL_WORDS) return -1;
  const { learner } = WORD;
  const turn = learners.u32[person.at + learner.successes]! + learners.u32[person.at + learner.failures]!;
  const slot = slotOf(replay, skillsAt[0]!, known.tag, turn);
  const word = skillStates.u32[slot]!;
  if (word >>> MEMORY_BITS === known.tag) rows.memory = word & MEMORY_MASK;
  return slot;
}

/**
 * Takes in the next answer of the log and returns the probability of a right answer just before it, in (0, 1). Answers
 * of one learner must come in their order. A later attempt only predicts.
 */
export function replayAnswer(replay: Replay, learner: string, question: Question, answer: Answer): number {
  const known = resolve(replay, question);
  const person = personOf(replay, learner);
  const slot = point(replay, person, known);
  const { step, moving, asked } = replay;
  const same = asked?.learner === learner && asked.question === question && asked.atSeconds === answer.atSeconds;
  if (!same) predictStep(step, moving, known, rows, answer.atSeconds);
  replay.asked = null;
  const { probability } = step;
  if (answer.firstAttempt) {
    const correct = answer.correct && answer.hints === 0;
    learnStep(step, rows, moving.priors.floor, correct, answer.atSeconds);
    if (slot >= 0) replay.skillStates.u32[slot] = ((known.tag << MEMORY_BITS) | rows.memory) >>> 0;
    if (replay.learn) {
      learnShared(step, moving, known, correct);
      if (known.item.answers === ITEM_CONTEXTS_FROM) known.item.contexts ??= emptyItemContexts(moving.priors);
    }
  }
  return probability;
}

/** Probability of a right answer now, taking nothing in. The answer itself, should it come next, then costs half. */
export function replayPrediction(replay: Replay, learner: string, question: Question, atSeconds: number): number {
  const known = resolve(replay, question);
  point(replay, personOf(replay, learner), known);
  predictStep(replay.step, replay.moving, known, rows, atSeconds);
  replay.asked = { learner, question, atSeconds };
  return replay.step.probability;
}

/** A snapshot of what the replay has learned so far; the replay may go on. */
export function replayedParameters(replay: Replay): ModelParameters {
  const { base, moving } = replay;
  const items = new Map([...replay.items].map(([id, item]) => [id, movingItem(item)]));
  const combinations = new Map([...replay.combinations].map(([key, combination]) => [key, { ...combination }]));
  const levels = averageLevels(items.values(), combinations);
  return {
    engineVersion: base.engineVersion,
    snapshot: 0,
    priors: base.priors,
    weights: moving.weights.slice(),
    weightVariances: moving.weightVariances.slice(),
    contexts: movingContexts(moving.contexts),
    recalibration: copyRecalibration(moving.recalibration),
    items,
    combinations,
    skills: new Map(
      [...replay.skills].map(([id, { contexts }]) => [
        id,
        { contexts: movingContexts(contexts), level: levels.get(id) ?? 0 },
      ]),
    ),
  };
}

/** What the replay believes of a person; null when they never answered. */
export function replayedLearner(
  replay: Replay,
  learner: string,
): { learner: LearnerState; skills: Map<string, SkillState> } | null {
  const person = replay.people.get(learner);
  if (!person) return null;
  const skills = new Map<string, SkillState>();
  for (const [skill, id] of replay.skillIds) {
    const at = person.skillsAt.get(id);
    if (at === undefined) continue;
    fresh.u32.fill(0);
    fresh.u32.set(replay.skillStates.u32.subarray(at, at + MOVING_SKILL_WORDS));
    skills.set(skill, readSkill(fresh, 0));
  }
  return { learner: readLearner(replay.learners, person.at), skills };
}

/** What the replay remembers of a learner and an item; null when they never met, or so long ago that it was forgotten. */
export function replayedItem(replay: Replay, learner: string, question: Question): ItemMemory | null {
  const person = replay.people.get(learner);
  if (!person) return null;
  point(replay, person, resolve(replay, question));
  return rows.memory === 0 ? null : unpackMemory(rows.memory);
}

/** Bytes of all people: a learner's record, and a learner-skill's with the memory of its items. */
export function replayedBytes(replay: Replay): { perLearner: number; perLearnerSkill: number; total: number } {
  return {
    perLearner: LEARNER_WORDS * 4,
    perLearnerSkill: replay.stride * 4,
    total: (replay.learnerWords + replay.skillWords) * 4,
  };
}
