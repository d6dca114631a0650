// Which question a placement asks next: the skill whose answer settles most, and of its items the one that tells most.
import type { Network } from './placement-network';
import { likelihoods, type PlacementItem } from './placement-response';
import { createRandom } from './random';

/** A question with its skills as indices and its response probabilities. */
export type PlacementEntry = PlacementItem & {
  skillsAt: ReadonlyArray<number>;
  right: { known: number; unknown: number };
  wrong: { known: number; unknown: number };
  none: { known: number; unknown: number };
};

export type PlacementBank = {
  byId: ReadonlyMap<string, PlacementEntry>;
  /** Questions by skill index. */
  bySkill: ReadonlyArray<ReadonlyArray<PlacementEntry>>;
};

type Choice =
  | { kind: 'ask'; item: string; skill: string; expected: number; needed: number }
  | { kind: 'none'; reason: 'settled' | 'no-items' };

/** Skills looked at closely: the most uncertain ones. */
const CANDIDATES = 64;
/** Items of one skill looked at, and relatives of one skill counted. */
const ITEMS_SEEN = 24;
const RELATIVES = 400;
/** Relatives surer than this many bits gain nothing, and neither do those beyond them. */
const SETTLED_BITS = 0.05;
/** After this many questions of one skill another one tells little about anything else. */
const ASKED_MAX = 4;
/** Questions that tell nearly as much as the best are equal: chance spreads them over people. */
const NEAR_BEST = 0.9;

/** The bank by item and by skill. Items of which a skill is not in the graph are left out. */
export function createBank(network: Network, items: ReadonlyArray<PlacementItem>): PlacementBank {
  const byId = new Map<string, PlacementEntry>();
  const bySkill: Array<Array<PlacementEntry>> = network.ids.map(() => []);
  for (const item of items) {
    const skillsAt = [...new Set(item.skills.flatMap((skill) => network.index.get(skill) ?? []))];
    if (byId.has(item.item) || skillsAt.length === 0 || skillsAt.length < new Set(item.skills).size) continue;
    const entry = {
      ...item,
      skillsAt,
      right: likelihoods(item, 'right'),
      wrong: likelihoods(item, 'wrong'),
      none: likelihoods(item, 'unknown'),
    };
    byId.set(item.item, entry);
    for (const skill of skillsAt) bySkill[skill]!.push(entry);
  }
  return { byId, bySkill };
}

/** Entropy of a yes-or-no in bits. */
function bits(probability: number): number {
  if (probability <= 0 || probability >= 1) return 0;
  return -probability * Math.log2(probability) - (1 - probability) * Math.log2(1 - probability);
}

/** Bits that the answer tells about `skill`, when the other skills of the question are as likely known as they are. */
function tells(entry: PlacementEntry, skill: number, probabilities: Float64Array): number {
  const own = probabilities[skill]!;
  const others = entry.skillsAt.reduce((all, at) => (at === skill ? all : all * probabilities[at]!), 1);
  let left = 0;
  for (const { known, unknown } of [entry.right, entry.wrong, entry.none]) {
    const ifKnown = others * known + (1 - others) * unknown;
    const chance = own * ifKnown + (1 - own) * unknown;
    if (chance > 0) left += chance * bits((own * ifKnown) / chance);
  }
  return Math.max(0, bits(own) - left);
}

/**
 * The best question, or why there is none. A skill is worth the bits its answer is expected to settle: its own, those of
 * what it builds on when it turns out known, those of what builds on it when it does not.
 */
export function chooseQuestion(
  network: Network,
  bank: PlacementBank,
  probabilities: Float64Array,
  asked: ReadonlySet<string>,
  { seed, creditAbove }: { seed: string; creditAbove: number },
): Choice {
  const entropy = probabilities.map(bits);
  const open: Array<number> = [];
  let unsure = 0;
  let unsureBits = 0;
  probabilities.forEach((probability, skill) => {
    if (probability >= creditAbove || probability <= 1 - creditAbove) return;
    unsure++;
    unsureBits += entropy[skill]!;
    const entries = bank.bySkill[skill]!;
    let used = 0;
    for (const { item } of entries) if (asked.has(item)) used++;
    if (used < entries.length && used < ASKED_MAX) open.push(skill);
  });
  if (open.length === 0) return { kind: 'none', reason: unsure > 0 ? 'no-items' : 'settled' };

  // Ties go to the earlier skill: sorting is stable.
  open.sort((left, right) => entropy[right]! - entropy[left]!);
  const random = createRandom(`${seed}/${asked.size}`);
  const seen = new Int32Array(network.ids.length);
  let best = { skill: -1, gain: -1, entries: [] as Array<{ entry: PlacementEntry; told: number }> };
  open.slice(0, CANDIDATES).forEach((skill, turn) => {
    const entries = questionsOf(bank.bySkill[skill]!, skill, probabilities, asked, random());
    const told = entries[0]!.told / entropy[skill]!;
    const above = reachOf(network, entropy, skill, 'up', seen, 2 * turn + 1);
    const below = reachOf(network, entropy, skill, 'down', seen, 2 * turn + 2);
    const own = probabilities[skill]!;
    const gain = told * (entropy[skill]! + own * above + (1 - own) * below);
    if (gain > best.gain) best = { skill, gain, entries };
  });
  const near = best.entries.filter(({ told }) => told >= NEAR_BEST * best.entries[0]!.told);
  const { entry } = near[Math.floor(random() * near.length)]!;
  const all = entry.skillsAt.reduce((product, skill) => product * probabilities[skill]!, 1);
  return {
    kind: 'ask',
    item: entry.item,
    skill: network.ids[best.skill]!,
    expected: all * entry.right.known + (1 - all) * entry.right.unknown,
    needed: Math.max(1, Math.ceil(unsureBits / Math.max(best.gain, 0.1))),
  };
}

/** Unasked questions of a skill, the most telling first; of many, a stretch that begins at `turn` (0–1). */
function questionsOf(
  entries: ReadonlyArray<PlacementEntry>,
  skill: number,
  probabilities: Float64Array,
  asked: ReadonlySet<string>,
  turn: number,
): Array<{ entry: PlacementEntry; told: number }> {
  const found: Array<{ entry: PlacementEntry; told: number }> = [];
  const from = Math.floor(turn * entries.length);
  for (let k = 0; k < entries.length && found.length < ITEMS_SEEN; k++) {
    const entry = entries[(from + k) % entries.length]!;
    if (!asked.has(entry.item)) found.push({ entry, told: tells(entry, skill, probabilities) });
  }
  return found.sort((left, right) => right.told - left.told);
}

/** Uncertainty in bits of what a skill builds on, or of what builds on it, as far as the uncertainty reaches. */
function reachOf(
  network: Network,
  entropy: Float64Array,
  skill: number,
  way: 'up' | 'down',
  seen: Int32Array,
  mark: number,
): number {
  const { parentStart, parent, childStart, childEdge, child } = network;
  const queue = [skill];
  seen[skill] = mark;
  let sum = 0;
  for (let at = 0; at < queue.length && queue.length < RELATIVES; at++) {
    const from = queue[at]!;
    const start = way === 'up' ? parentStart : childStart;
    for (let k = start[from]!; k < start[from + 1]!; k++) {
      const next = way === 'up' ? parent[k]! : child[childEdge[k]!]!;
      if (seen[next] === mark || entropy[next]! < SETTLED_BITS) continue;
      seen[next] = mark;
      sum += entropy[next]!;
      queue.push(next);
    }
  }
  return sum;
}
