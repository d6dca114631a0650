// Placement: a short adaptive test that finds out what somebody knows already, over the prerequisite graph. Pure, and a fold over the answers.
import type { SkillNode } from './graph';
import type { ModelParameters, Question } from './parameters';
import { combinationKey, itemPrior, toGuess } from './parameters';
import { chooseQuestion, type PlacementBank, createBank } from './placement-choice';
import { evidenceOf, type PlacementEvidence } from './placement-evidence';
import { type Beliefs, createBeliefs, createNetwork, marginals, type Network, observe } from './placement-network';
import { likelihoods, type PlacementItem, type PlacementResponse } from './placement-response';

export type PlacementAnswer = {
  item: string;
  response: PlacementResponse;
  /** How long it took; null when it was not measured: then `minutesPerItem` counts. */
  seconds: number | null;
};

export type PlacementSettings = {
  /** Anything that differs from person to person: near-equal questions are drawn by it. */
  seed: string;
  maxItems: number;
  /** Between 5 and 15 is what people accept. */
  maxMinutes: number;
  minutesPerItem: number;
  /** A skill at or above this chance may be credited; at or below one minus it, it counts as not known. */
  creditAbove: number;
  /** Chance 0–1 that a skill is known, from answers given elsewhere, by skill. */
  prior: ReadonlyMap<string, number>;
};

export const PLACEMENT_SETTINGS: PlacementSettings = {
  seed: '',
  maxItems: 30,
  maxMinutes: 15,
  minutesPerItem: 0.75,
  creditAbove: 0.9,
  prior: new Map(),
};

/** Raised when the same answers would give another question or another result. */
export const PLACEMENT_VERSION = 'placement-1';

/** A placement under way: everything follows from graph, bank, settings and answers. Never changed in place. */
export type Placement = {
  readonly network: Network;
  readonly bank: PlacementBank;
  readonly settings: PlacementSettings;
  readonly answers: ReadonlyArray<PlacementAnswer>;
  readonly beliefs: Beliefs;
};

export type PlacementStep =
  | {
      kind: 'ask';
      item: string;
      /** The skill the question was chosen for. */
      skill: string;
      /** Chance of a right answer, 0–1. */
      expected: number;
      /** This is question number `number`, from 1; about `left` follow after it, never more than the settings allow. */
      number: number;
      left: number;
    }
  | { kind: 'done'; reason: PlacementEnd };

/** `settled`: nothing is unsure any more. `no-items`: what is unsure has no question left. The others are limits. */
export type PlacementEnd = 'settled' | 'no-items' | 'max-items' | 'max-minutes';

export type PlacementVerdict = 'credited' | 'not-known' | 'unsure';

export type PlacementFinding = {
  skill: string;
  verdict: PlacementVerdict;
  /** Chance that the skill is known, 0–1. */
  probability: number;
  /** Answers that speak for or against it, the weightiest first. */
  evidence: ReadonlyArray<PlacementEvidence>;
};

export type PlacementResult = {
  version: string;
  /** One for each skill, in the order of the graph. */
  findings: ReadonlyArray<PlacementFinding>;
  /** Skills to credit, provisionally: every prerequisite of one is among them. */
  credited: ReadonlyArray<string>;
  answers: number;
  minutes: number;
};

/** Practice questions as placement asks them: calibrated ones at their measured easiness, others at their author's label. */
export function placementItems(parameters: ModelParameters, questions: Iterable<Question>): Array<PlacementItem> {
  return Array.from(questions, ({ item, skills, difficulty, guess }) => {
    const known = parameters.items.get(item) ?? { ...itemPrior(parameters.priors, difficulty), guess: toGuess(guess) };
    const combination = parameters.combinations.get(combinationKey(skills))?.mean ?? 0;
    const level = skills.reduce((sum, skill) => sum + (parameters.skills.get(skill)?.level ?? 0), 0) / skills.length;
    const easiness = known.mean + combination - level;
    return { item, skills: [...skills], easiness, variance: known.variance, guess: known.guess };
  });
}

/**
 * A placement over these skills with these questions, after these answers. The same arguments give the same placement
 * whether it ran through or was resumed from its answers.
 *
 * @example
 * let placement = startPlacement(skills, placementItems(parameters, questions), { seed: userId });
 * for (let step = placementStep(placement); step.kind === 'ask'; step = placementStep(placement)) {
 *   placement = applyPlacementAnswer(placement, { item: step.item, response: await ask(step.item), seconds: null });
 * }
 * placementResult(placement).credited;
 */
export function startPlacement(
  graph: ReadonlyArray<SkillNode>,
  items: ReadonlyArray<PlacementItem>,
  settings: Partial<PlacementSettings> = {},
  answers: Iterable<PlacementAnswer> = [],
): Placement {
  const network = createNetwork(graph);
  const full = { ...PLACEMENT_SETTINGS, ...settings };
  const prior = new Map<number, number>();
  for (const [skill, probability] of full.prior) {
    const index = network.index.get(skill);
    if (index !== undefined) prior.set(index, Math.log(probability / (1 - probability)));
  }
  let placement: Placement = {
    network,
    bank: createBank(network, items),
    settings: full,
    answers: [],
    beliefs: createBeliefs(network, prior),
  };
  for (const answer of answers) placement = applyPlacementAnswer(placement, answer);
  return placement;
}

/**
 * The placement after an answer. Only the first answer to an item says something; one to an item that has left the bank, or
 * none of whose skills are in the graph, takes its time and says nothing.
 */
export function applyPlacementAnswer(placement: Placement, answer: PlacementAnswer): Placement {
  const { network, bank, beliefs } = placement;
  const entry = bank.byId.get(answer.item);
  const repeated = placement.answers.some(({ item }) => item === answer.item);
  const answers = repeated ? placement.answers : [...placement.answers, answer];
  if (!entry || repeated) return { ...placement, answers };
  const { known, unknown } = likelihoods(entry, answer.response);
  return { ...placement, answers, beliefs: observe(network, beliefs, { skills: entry.skillsAt, known, unknown }) };
}

/** Minutes spent so far, measured or estimated. One answer counts at most four times the usual: people are called away. */
export function placementMinutes({ answers, settings }: Pick<Placement, 'answers' | 'settings'>): number {
  const { minutesPerItem } = settings;
  return answers.reduce((sum, { seconds }) => {
    return sum + (seconds === null ? minutesPerItem : Math.min(4 * minutesPerItem, Math.max(0, seconds) / 60));
  }, 0);
}

/** What to ask now, or that enough is known. */
export function placementStep(placement: Placement): PlacementStep {
  const { network, bank, settings, answers } = placement;
  const asked = new Set(answers.map(({ item }) => item));
  const probabilities = marginals(network, placement.beliefs);
  const question = chooseQuestion(network, bank, probabilities, asked, settings);
  if (question.kind === 'none') return { kind: 'done', reason: question.reason };
  if (answers.length >= settings.maxItems) return { kind: 'done', reason: 'max-items' };
  const minutesLeft = settings.maxMinutes - placementMinutes(placement);
  if (minutesLeft < settings.minutesPerItem) return { kind: 'done', reason: 'max-minutes' };
  const most = Math.min(settings.maxItems - answers.length, Math.floor(minutesLeft / settings.minutesPerItem));
  return {
    kind: 'ask',
    item: question.item,
    skill: question.skill,
    expected: question.expected,
    number: answers.length + 1,
    left: Math.max(0, Math.min(most, question.needed) - 1),
  };
}

/** What the answers so far say of each skill. May be asked for at any time. */
export function placementResult(placement: Placement): PlacementResult {
  const { network, bank, settings, answers } = placement;
  const probabilities = marginals(network, placement.beliefs);
  const evidence = evidenceOf(network, bank.byId, answers);
  const credited = creditedSkills(network, probabilities, evidence, settings.creditAbove);
  return {
    version: PLACEMENT_VERSION,
    findings: network.ids.map((skill, i) => {
      const probability = probabilities[i]!;
      const verdict = credited[i] ? 'credited' : probability <= 1 - settings.creditAbove ? 'not-known' : 'unsure';
      return { skill, verdict, probability, evidence: evidence[i]! };
    }),
    credited: network.ids.filter((_, i) => credited[i]),
    answers: answers.length,
    minutes: placementMinutes(placement),
  };
}

/**
 * Above the bar, with an answer that speaks for it, and so are all prerequisites down to the roots: a good general impression
 * alone credits nothing. Skills on a cycle are never credited.
 */
function creditedSkills(
  network: Network,
  probabilities: Float64Array,
  evidence: ReadonlyArray<ReadonlyArray<PlacementEvidence>>,
  bar: number,
): Uint8Array {
  const credited = new Uint8Array(network.ids.length);
  for (const skill of network.order) {
    if (probabilities[skill]! < bar || !evidence[skill]!.some(({ speaks }) => speaks === 'for')) continue;
    let all = 1;
    for (let e = network.parentStart[skill]!; e < network.parentStart[skill + 1]!; e++) {
      if (!credited[network.parent[e]!]) all = 0;
    }
    credited[skill] = all;
  }
  return credited;
}
