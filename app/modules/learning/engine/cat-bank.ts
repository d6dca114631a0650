// Items of an adaptive exam as typed arrays on a grid of abilities: what each is expected to tell at each ability. No session.
import { sigmoid } from './kernel';

/**
 * An item on one scale: p(θ) = c + (d − c)·σ(a(θ − b)), the four-parameter logistic model. `a` > 0 discrimination, `b`
 * difficulty on the scale of θ, `c` chance of being right by luck, `d` of not slipping; 0 ≤ c < d ≤ 1.
 */
export type CatItem = {
  id: string;
  a: number;
  b: number;
  c?: number;
  d?: number;
  /** What a blueprint counts; an item without a skill is never asked under a blueprint. */
  skill?: string;
  /** Answers its parameters were estimated from; not given when they are taken as known. */
  answers?: number;
};

/** What the abilities of the people to be measured are expected to be: normal. */
export type AbilityPrior = { mean: number; sd: number };

/** Items in the order of their largest information, the most telling first: an index is a place in this order. */
export type CatBank = {
  readonly size: number;
  readonly ids: ReadonlyArray<string>;
  readonly indexes: ReadonlyMap<string, number>;
  readonly skills: ReadonlyArray<string | null>;
  /** 1 for items known from too few answers to be scored without a surcharge. */
  readonly uncertain: Uint8Array;
  readonly prior: AbilityPrior;
  /** Abilities of the grid, ascending, and the logarithm of the prior there (not normalised). */
  readonly nodes: Float64Array;
  readonly logPrior: Float64Array;
  /** p of item i at node q: `right[i * NODES + q]`. */
  readonly right: Float64Array;
  /** Fisher information of item i at node q: `information[q * size + i]`; and its largest over the nodes, falling. */
  readonly information: Float32Array;
  readonly peaks: Float32Array;
};

/** Points of the grid: five standard deviations of the prior to each side, an eighth apart. */
export const NODES = 81;
const REACH = 5;

export const STANDARD_PRIOR: AbilityPrior = { mean: 0, sd: 1 };

/**
 * What an item may be used for, by the answers its parameters rest on; `seSurcharge` is added to the standard error of a
 * person who was asked one known from fewer than `certificate.answers`. Simulated: at 20 answers errors are 8 % larger
 * than reported (z² 1.17), from 100 on as reported.
 */
export const CALIBRATION_RULE = {
  certificate: { answers: 100 },
  placement: { answers: 30, seSurcharge: 0.1 },
} as const;

/** Whether enough answers stand behind an item for this use. */
export function isCalibratedFor(use: keyof typeof CALIBRATION_RULE, item: Pick<CatItem, 'answers'>): boolean {
  return item.answers === undefined || item.answers >= CALIBRATION_RULE[use].answers;
}

/** Chance of a right answer at ability `theta`, between c and d. */
export function rightProbability({ a, b, c = 0, d = 1 }: Omit<CatItem, 'id'>, theta: number): number {
  return c + (d - c) * sigmoid(a * (theta - b));
}

/** Fisher information p′² / p(1 − p) at ability `theta`, ≥ 0 (Magis 2013 for the four-parameter model). */
export function fisherInformation({ a, b, c = 0, d = 1 }: Omit<CatItem, 'id'>, theta: number): number {
  const s = sigmoid(a * (theta - b));
  const p = c + (d - c) * s;
  const slope = a * (d - c) * s * (1 - s);
  return (slope * slope) / (p * (1 - p));
}

/** What is wrong with an item's numbers, in words for whoever wrote the bank; null when nothing is. */
export function findItemFault({ a, b, c = 0, d = 1 }: Omit<CatItem, 'id'>): string | null {
  if (!Number.isFinite(a) || a <= 0) return `a is ${a}, must be above 0`;
  if (!Number.isFinite(b)) return `b is ${b}, must be a number`;
  if (!(c >= 0 && c < 1)) return `c is ${c}, must be from 0 to below 1`;
  if (!(d > 0 && d <= 1)) return `d is ${d}, must be above 0 and at most 1`;
  if (c >= d) return `c is ${c} and d is ${d}: c must be below d`;
  return null;
}

/** The bank, with everything that selection needs computed once. Throws `RangeError` on no item, a repeated id or impossible numbers. */
export function createCatBank(items: ReadonlyArray<CatItem>, prior: AbilityPrior = STANDARD_PRIOR): CatBank {
  requireItems(items);
  if (!Number.isFinite(prior.mean) || !(prior.sd > 0 && prior.sd < Infinity)) {
    throw new RangeError(`A prior with mean ${prior.mean} and standard deviation ${prior.sd}`);
  }
  const size = items.length;
  const step = (2 * REACH * prior.sd) / (NODES - 1);
  const nodes = Float64Array.from({ length: NODES }, (_, q) => prior.mean - REACH * prior.sd + q * step);
  const ordered = items
    .map((item) => ({ item, curve: Float32Array.from(nodes, (theta) => fisherInformation(item, theta)) }))
    .map(({ item, curve }) => ({ item, curve, peak: curve.reduce((most, value) => Math.max(most, value), 0) }))
    .sort((left, right) => right.peak - left.peak);
  const right = new Float64Array(size * NODES);
  const information = new Float32Array(size * NODES);
  ordered.forEach(({ item, curve }, i) => {
    for (let q = 0; q < NODES; q++) {
      right[i * NODES + q] = rightProbability(item, nodes[q]!);
      information[q * size + i] = curve[q]!;
    }
  });
  return {
    size,
    ids: ordered.map(({ item }) => item.id),
    indexes: new Map(ordered.map(({ item }, i) => [item.id, i])),
    skills: ordered.map(({ item }) => item.skill ?? null),
    uncertain: Uint8Array.from(ordered, ({ item }) => (isCalibratedFor('certificate', item) ? 0 : 1)),
    prior,
    nodes,
    logPrior: nodes.map((theta) => -((theta - prior.mean) ** 2) / (2 * prior.sd ** 2)),
    right,
    information,
    peaks: Float32Array.from(ordered, ({ peak }) => peak),
  };
}

function requireItems(items: ReadonlyArray<CatItem>): void {
  if (items.length === 0) throw new RangeError('A bank needs at least one item');
  const ids = new Set<string>();
  for (const item of items) {
    const fault = findItemFault(item);
    if (fault !== null) throw new RangeError(`Item ${item.id}: ${fault}`);
    if (ids.has(item.id)) throw new RangeError(`Item ${item.id} appears twice`);
    ids.add(item.id);
  }
}
