// The choice of the next item of an adaptive exam: which of those that may be asked is expected to tell most.
import { type CatBank, NODES } from './cat-bank';

/** What is believed of a person: masses over the bank's grid that sum to 1, their mean and standard deviation. */
export type Belief = { readonly posterior: Float64Array; theta: number; deviation: number };

/** So many items are looked at closely before each choice. */
export const SHORTLIST = 32;
/** Gauss–Hermite quadrature with three points: place in standard deviations and weights. */
const OUTER_POINT = Math.sqrt(3);
const OUTER_WEIGHT = 1 / 6;
const INNER_WEIGHT = 2 / 3;

const shortItems = new Int32Array(SHORTLIST);
const shortScores = new Float64Array(SHORTLIST);

function nearestNode({ nodes }: CatBank, theta: number): number {
  const step = nodes[1]! - nodes[0]!;
  return Math.min(NODES - 1, Math.max(0, Math.round((theta - nodes[0]!) / step)));
}

/** Inserts into the list sorted by falling score; the last falls out when it is full. Returns the new length. */
function keep(item: number, score: number, length: number): number {
  let at = length < SHORTLIST ? length : SHORTLIST - 1;
  while (at > 0 && shortScores[at - 1]! < score) {
    shortScores[at] = shortScores[at - 1]!;
    shortItems[at] = shortItems[at - 1]!;
    at--;
  }
  shortScores[at] = score;
  shortItems[at] = item;
  return Math.min(SHORTLIST, length + 1);
}

/** Fills the shortlist with the items of `mark` (and `part`, unless null) that promise most information; its length. */
function shorten(
  bank: CatBank,
  belief: Belief,
  marks: Uint8Array,
  mark: number,
  partOf: Int16Array | null,
  part: number,
) {
  const { size, information, peaks } = bank;
  const { theta, deviation } = belief;
  const low = nearestNode(bank, theta - OUTER_POINT * deviation) * size;
  const middle = nearestNode(bank, theta) * size;
  const high = nearestNode(bank, theta + OUTER_POINT * deviation) * size;
  let length = 0;
  let least = -1;
  for (let i = 0; i < size; i++) {
    // No item from here on can tell more than its peak, and peaks fall.
    if (peaks[i]! <= least) break;
    if (marks[i] !== mark || (partOf !== null && partOf[i] !== part)) continue;
    const score =
      OUTER_WEIGHT * (information[low + i]! + information[high + i]!) + INNER_WEIGHT * information[middle + i]!;
    if (score <= least) continue;
    length = keep(i, score, length);
    if (length === SHORTLIST) least = shortScores[SHORTLIST - 1]!;
  }
  return length;
}

/** By how much an answer to the item is expected to shrink the posterior variance: Cov(θ, p)² / p̄(1 − p̄), ≥ 0. */
export function expectedGain({ nodes, right }: CatBank, { posterior, theta }: Belief, item: number): number {
  let mean = 0;
  let covariance = 0;
  for (let q = 0, at = item * NODES; q < NODES; q++, at++) {
    const mass = posterior[q]! * right[at]!;
    mean += mass;
    covariance += mass * (nodes[q]! - theta);
  }
  return (covariance * covariance) / (mean * (1 - mean));
}

/**
 * The item to ask among those whose mark is `mark`, and whose part is `part` when `partOf` is given; null when there is
 * none. `among` best are drawn from evenly with `random`.
 *
 * Among the 32 items with the most expected information (mean of Fisher information over the posterior, by three-point
 * quadrature) it takes the one after which the expected posterior variance is smallest (van der Linden 1998, MEPV).
 */
export function pickItem(
  bank: CatBank,
  belief: Belief,
  choice: {
    marks: Uint8Array;
    mark: number;
    partOf: Int16Array | null;
    part: number;
    among: number;
    random: () => number;
  },
): number | null {
  const length = shorten(bank, belief, choice.marks, choice.mark, choice.partOf, choice.part);
  if (length === 0) return null;
  const order = Array.from({ length }, (_, rank) => ({
    item: shortItems[rank]!,
    gain: expectedGain(bank, belief, shortItems[rank]!),
  }));
  order.sort((left, right) => right.gain - left.gain || left.item - right.item);
  const among = Math.min(choice.among, length);
  return order[among === 1 ? 0 : Math.floor(choice.random() * among)]!.item;
}
