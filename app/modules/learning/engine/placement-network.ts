// What a placement believes: every skill known or not, joined by prerequisites, at each of several general levels. Pure numbers.
import type { SkillNode } from './graph';

/** Skills and prerequisites as index arrays. Edge e says that `child[e]` builds on `parent[e]`; edges lie sorted by child. */
export type Network = {
  readonly ids: ReadonlyArray<string>;
  readonly index: ReadonlyMap<string, number>;
  /** Edges of skill i, as a child, are those from `parentStart[i]` up to `parentStart[i + 1]`. */
  readonly parentStart: Int32Array;
  readonly parent: Int32Array;
  readonly child: Int32Array;
  /** Edges of skill i, as a parent, are `childEdge[k]` for k from `childStart[i]` up to `childStart[i + 1]`. */
  readonly childStart: Int32Array;
  readonly childEdge: Int32Array;
  /** Prerequisites before what builds on them; skills on a cycle come last. */
  readonly order: Int32Array;
};

/** What an answer says: its probability when all of its skills are known, and when any is not. */
export type Observation = { readonly skills: ReadonlyArray<number>; readonly known: number; readonly unknown: number };

/** Messages of the network in logits, one row a level, and how much each level is believed. Never changed in place. */
export type Beliefs = {
  readonly weights: Float64Array;
  /** Logit of "known", skill by level: `logit[level * skills + skill]`. */
  readonly logit: Float64Array;
  /** What prerequisites say of a skill, and what a skill says of its prerequisite by the edge between. */
  readonly down: Float64Array;
  readonly up: Float64Array;
  /** Answers to items of several skills, each with what it says of each of them. */
  readonly joint: ReadonlyArray<Observation & { readonly messages: Float64Array }>;
};

/**
 * General levels: logits of "knows a skill whose prerequisites are known". A beginner of −4 knows next to nothing, an
 * expert of 4.5 has 85 % of a chain of fifteen.
 */
const LEVELS: ReadonlyArray<number> = [-4, -3, -2, -1, 0, 1, 2, 3, 4.5];
/** Most people come to learn: beginners are a little likelier than experts. */
const LEVEL_WEIGHTS: ReadonlyArray<number> = [2, 2, 2, 1.5, 1.5, 1.5, 1.5, 1, 1];
/** Chance of knowing a skill without one of its prerequisites: authors draw the graph, people do not always obey. */
const LEAK = 0.02;
/** A message that moved less than this is not passed on. */
const TOLERANCE = 2e-3;
const SWEEPS_MAX = 12;
const LOGIT_MAX = 25;
/** Levels believed less than this are left where they are: they no longer count. */
const WEIGHT_MIN = 1e-5;

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function clamp(logit: number): number {
  return Math.max(-LOGIT_MAX, Math.min(LOGIT_MAX, logit));
}

/** The network of these skills. Prerequisites that are not among them are left out; a skill named twice counts once. */
export function createNetwork(nodes: ReadonlyArray<SkillNode>): Network {
  const prerequisites = new Map<string, ReadonlyArray<string>>();
  for (const { id, prerequisites: before } of nodes) if (!prerequisites.has(id)) prerequisites.set(id, before);
  const ids = [...prerequisites.keys()];
  const index = new Map(ids.map((id, i) => [id, i]));
  const parentsOf = ids.map((id, i) => {
    const known = prerequisites.get(id)!.flatMap((before) => index.get(before) ?? []);
    return [...new Set(known)].filter((parent) => parent !== i);
  });
  const edges = parentsOf.reduce((sum, { length }) => sum + length, 0);
  const parentStart = new Int32Array(ids.length + 1);
  const childStart = new Int32Array(ids.length + 1);
  const parent = new Int32Array(edges);
  const child = new Int32Array(edges);
  let edge = 0;
  parentsOf.forEach((parents, i) => {
    parentStart[i] = edge;
    for (const before of parents) {
      parent[edge] = before;
      child[edge++] = i;
      childStart[before + 1]!++;
    }
  });
  parentStart[ids.length] = edge;
  for (let i = 0; i < ids.length; i++) childStart[i + 1]! += childStart[i]!;
  const childEdge = new Int32Array(edges);
  const filled = childStart.slice();
  for (let e = 0; e < edges; e++) childEdge[filled[parent[e]!]!++] = e;
  const network = { ids, index, parentStart, parent, child, childStart, childEdge };
  return { ...network, order: orderOf(network) };
}

function orderOf({ ids, parentStart, child, childStart, childEdge }: Omit<Network, 'order'>): Int32Array {
  const waiting = Int32Array.from(ids, (_, i) => parentStart[i + 1]! - parentStart[i]!);
  const order = new Int32Array(ids.length);
  let count = 0;
  for (let i = 0; i < ids.length; i++) if (waiting[i] === 0) order[count++] = i;
  for (let at = 0; at < count; at++) {
    for (let k = childStart[order[at]!]!; k < childStart[order[at]! + 1]!; k++) {
      const next = child[childEdge[k]!]!;
      if (--waiting[next]! === 0) order[count++] = next;
    }
  }
  for (let i = 0; i < ids.length; i++) if (waiting[i]! > 0) order[count++] = i;
  return order;
}

/**
 * Before any answer: a mixture over general levels, in each of which a skill is known with the level's probability when all
 * of its prerequisites are known, and hardly ever otherwise. So the chance of a skill falls with its depth.
 * `prior` holds logits of what is known from elsewhere, by skill.
 */
export function createBeliefs(network: Network, prior: ReadonlyMap<number, number>): Beliefs {
  const skills = network.ids.length;
  const total = LEVEL_WEIGHTS.reduce((sum, weight) => sum + weight, 0);
  const beliefs = {
    weights: Float64Array.from(LEVEL_WEIGHTS, (weight) => weight / total),
    logit: new Float64Array(LEVELS.length * skills),
    down: new Float64Array(LEVELS.length * skills),
    up: new Float64Array(LEVELS.length * network.parent.length),
    joint: [],
  };
  for (let level = 0; level < LEVELS.length; level++) {
    const sweep = createSweep(network, beliefs, level);
    sweep.down.fill(1);
    settle(sweep);
  }
  let known: Beliefs = beliefs;
  for (const [skill, logit] of prior) {
    const probability = sigmoid(clamp(logit));
    known = observe(network, known, { skills: [skill], known: probability, unknown: 1 - probability });
  }
  return known;
}

/** Chance that each skill is known: the levels' beliefs, weighed. */
export function marginals({ ids }: Network, { weights, logit }: Beliefs): Float64Array {
  const result = new Float64Array(ids.length);
  weights.forEach((weight, level) => {
    if (weight < WEIGHT_MIN) return;
    const from = level * ids.length;
    for (let i = 0; i < ids.length; i++) result[i]! += weight * sigmoid(logit[from + i]!);
  });
  return result;
}

/**
 * The beliefs after an answer: loopy belief propagation, exact where the prerequisites form a tree; each level is weighed
 * by how well it foresaw the answer.
 */
export function observe(network: Network, before: Beliefs, observation: Observation): Beliefs {
  const skills = network.ids.length;
  const single = observation.skills.length === 1;
  const messages = new Float64Array(LEVELS.length * observation.skills.length);
  const beliefs = {
    weights: before.weights.slice(),
    logit: before.logit.slice(),
    down: before.down.slice(),
    up: before.up.slice(),
    joint: [
      ...before.joint.map((factor) => ({ ...factor, messages: factor.messages.slice() })),
      ...(single ? [] : [{ ...observation, messages }]),
    ],
  };
  let total = 0;
  for (let level = 0; level < LEVELS.length; level++) {
    let all = 1;
    for (const skill of observation.skills) all *= sigmoid(beliefs.logit[level * skills + skill]!);
    beliefs.weights[level]! *= all * observation.known + (1 - all) * observation.unknown;
    total += beliefs.weights[level]!;
  }
  for (let level = 0; level < LEVELS.length; level++) {
    beliefs.weights[level]! /= total;
    if (beliefs.weights[level]! < WEIGHT_MIN) continue;
    const sweep = createSweep(network, beliefs, level);
    if (single) move(sweep, observation.skills[0]!, Math.log(observation.known / observation.unknown), -1, false);
    settle(sweep);
  }
  return beliefs;
}

/** One level on its way to rest: messages that must be worked out again are marked. */
type Sweep = {
  network: Network;
  beliefs: Beliefs;
  level: number;
  skillsAt: number;
  edgesAt: number;
  known: number;
  up: Uint8Array;
  down: Uint8Array;
  moved: number;
};

function createSweep(network: Network, beliefs: Beliefs, level: number): Sweep {
  const skills = network.ids.length;
  return {
    network,
    beliefs,
    level,
    skillsAt: level * skills,
    edgesAt: level * network.parent.length,
    known: sigmoid(LEVELS[level]!),
    up: new Uint8Array(skills),
    down: new Uint8Array(skills),
    moved: 0,
  };
}

/** Adds to a skill's logit and marks the messages that hang on it, except back along `edge`. */
function move(sweep: Sweep, skill: number, change: number, edge: number, fromAbove: boolean): void {
  const { network, beliefs, skillsAt } = sweep;
  beliefs.logit[skillsAt + skill]! += change;
  if (Math.abs(change) < TOLERANCE) return;
  sweep.moved++;
  if (!fromAbove) sweep.up[skill] = 1;
  for (let k = network.childStart[skill]!; k < network.childStart[skill + 1]!; k++) {
    const below = network.childEdge[k]!;
    if (below === edge) continue;
    sweep.down[network.child[below]!] = 1;
    sweep.up[network.child[below]!] = 1;
  }
}

function settle(sweep: Sweep): void {
  const { network, beliefs, level, skillsAt } = sweep;
  const { order } = network;
  for (let round = 0; round < SWEEPS_MAX; round++) {
    sweep.moved = 0;
    for (const factor of beliefs.joint) tellJoint(sweep, factor, level * factor.skills.length, skillsAt);
    for (let at = order.length - 1; at >= 0; at--) if (sweep.up[order[at]!]) tellUp(sweep, order[at]!);
    for (let at = 0; at < order.length; at++) if (sweep.down[order[at]!]) tellDown(sweep, order[at]!);
    if (sweep.moved === 0) return;
  }
}

/** Chance that all prerequisites of a skill are known, judged without the skill itself. */
function prerequisitesKnown({ network, beliefs, skillsAt, edgesAt }: Sweep, skill: number, except = -1): number {
  let all = 1;
  for (let e = network.parentStart[skill]!; e < network.parentStart[skill + 1]!; e++) {
    if (e !== except) all *= sigmoid(beliefs.logit[skillsAt + network.parent[e]!]! - beliefs.up[edgesAt + e]!);
  }
  return all;
}

function tellDown(sweep: Sweep, skill: number): void {
  const { beliefs, skillsAt, known } = sweep;
  sweep.down[skill] = 0;
  const all = prerequisitesKnown(sweep, skill);
  const probability = all * known + (1 - all) * Math.min(LEAK, known);
  const message = Math.log(probability / (1 - probability));
  const change = message - beliefs.down[skillsAt + skill]!;
  beliefs.down[skillsAt + skill] = message;
  move(sweep, skill, change, -1, true);
}

function tellUp(sweep: Sweep, skill: number): void {
  const { network, beliefs, skillsAt, edgesAt, known } = sweep;
  sweep.up[skill] = 0;
  const odds = Math.exp(clamp(beliefs.logit[skillsAt + skill]! - beliefs.down[skillsAt + skill]!));
  const leak = Math.min(LEAK, known);
  const open = known * odds + (1 - known);
  const shut = leak * odds + (1 - leak);
  for (let e = network.parentStart[skill]!; e < network.parentStart[skill + 1]!; e++) {
    const others = prerequisitesKnown(sweep, skill, e);
    const message = Math.log((others * open + (1 - others) * shut) / shut);
    const change = message - beliefs.up[edgesAt + e]!;
    beliefs.up[edgesAt + e] = message;
    move(sweep, network.parent[e]!, change, e, false);
  }
}

function tellJoint(sweep: Sweep, factor: Beliefs['joint'][number], from: number, skillsAt: number): void {
  const { logit } = sweep.beliefs;
  const without = factor.skills.map((skill, k) => sigmoid(logit[skillsAt + skill]! - factor.messages[from + k]!));
  factor.skills.forEach((skill, k) => {
    const others = without.reduce((all, probability, j) => (j === k ? all : all * probability), 1);
    const message = Math.log((others * factor.known + (1 - others) * factor.unknown) / factor.unknown);
    const change = message - factor.messages[from + k]!;
    factor.messages[from + k] = message;
    if (change !== 0) move(sweep, skill, change, -1, false);
  });
}
