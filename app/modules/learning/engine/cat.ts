// An adaptive exam of one person on one scale: which item next, when to stop, what ability, how sure. Chance comes from a seed.
import { CALIBRATION_RULE, type CatBank, NODES } from './cat-bank';
import {
  type Blueprint,
  type BlueprintPart,
  countPart,
  createBlueprint,
  missingItems,
  partsInOrder,
} from './cat-blueprint';
import { type Belief, pickItem, SHORTLIST } from './cat-selection';
import { createRandom } from './random';

export type CatRules = {
  /** The exam ends when the standard error is at or below this, on the scale of θ. */
  targetSe: number;
  minItems: number;
  maxItems: number;
  /** The next item is drawn evenly among this many best, 1 to 32; 1 takes the best. */
  randomesque: number;
  /** Skills to be covered, with weights and hard bounds; null asks whatever measures best. */
  blueprint: ReadonlyArray<BlueprintPart> | null;
};

export const CAT_RULES: CatRules = { targetSe: 0.3, minItems: 1, maxItems: 60, randomesque: 1, blueprint: null };

/** `precise`: the target is reached; `bank-exhausted`: nothing is left that may be asked. */
export type StopReason = 'precise' | 'max-items' | 'bank-exhausted';

/** Ask the item with this index in the bank, or stop. */
export type CatStep = { item: number } | { stopped: StopReason };

export type CatEstimate = {
  /** Mean of the posterior (EAP) and its standard deviation, surcharge included. */
  theta: number;
  se: number;
  /** Part of `se` added because an item was known from too few answers; 0 or `CALIBRATION_RULE`'s. */
  surcharge: number;
  items: number;
  /** Items asked although their exposure was at its cap, since nothing else was left. */
  overexposed: number;
};

/** An exam under way. Made by `startCat` or `resumeCat`, moved by `answerItem`. */
export type CatSession = Belief & {
  readonly bank: CatBank;
  readonly rules: CatRules;
  readonly seed: string;
  readonly blueprint: Blueprint | null;
  readonly withheld: ReadonlyArray<number>;
  /** Per item: `OPEN`, `WITHHELD` (asked only when nothing is open) or `ASKED` (never again). */
  readonly marks: Uint8Array;
  readonly answers: Array<{ item: number; correct: boolean }>;
  readonly logPosterior: Float64Array;
  uncertainItems: number;
  overexposed: number;
};

const OPEN = 0;
const WITHHELD = 1;
const ASKED = 2;

/**
 * Begins an exam. `withheld` are items this person should not meet (`admitPerson`). The same bank, rules, seed, withheld
 * items and answers give the same items. Throws `RangeError` on rules that contradict each other or the bank.
 */
export function startCat(
  bank: CatBank,
  rules: CatRules = CAT_RULES,
  { seed = '', withheld = [] }: { seed?: string; withheld?: ReadonlyArray<number> } = {},
): CatSession {
  requireRules(rules);
  const marks = new Uint8Array(bank.size);
  for (const item of withheld) marks[item] = WITHHELD;
  const session: CatSession = {
    bank,
    rules,
    seed,
    blueprint: rules.blueprint && createBlueprint(rules.blueprint, bank.skills, rules),
    withheld,
    marks,
    answers: [],
    logPosterior: bank.logPrior.slice(),
    posterior: new Float64Array(NODES),
    theta: 0,
    deviation: 0,
    uncertainItems: 0,
    overexposed: 0,
  };
  settle(session);
  return session;
}

function requireRules({ targetSe, minItems, maxItems, randomesque }: CatRules): void {
  if (!(targetSe > 0)) throw new RangeError(`A target standard error of ${targetSe}, must be above 0`);
  if (!Number.isInteger(maxItems) || maxItems < 1) throw new RangeError(`At most ${maxItems} items, must be 1 or more`);
  if (!Number.isInteger(minItems) || minItems < 0 || minItems > maxItems) {
    throw new RangeError(`At least ${minItems} items, must be from 0 to ${maxItems}`);
  }
  if (!Number.isInteger(randomesque) || randomesque < 1 || randomesque > SHORTLIST) {
    throw new RangeError(`A choice among ${randomesque} items, must be from 1 to ${SHORTLIST}`);
  }
}

/** Posterior, its mean and its standard deviation from the logarithms. */
function settle(session: CatSession): void {
  const { logPosterior, posterior, bank } = session;
  let largest = -Infinity;
  for (let q = 0; q < NODES; q++) largest = Math.max(largest, logPosterior[q]!);
  let total = 0;
  let first = 0;
  for (let q = 0; q < NODES; q++) {
    const mass = Math.exp(logPosterior[q]! - largest);
    posterior[q] = mass;
    total += mass;
    first += mass * bank.nodes[q]!;
  }
  const theta = first / total;
  let second = 0;
  for (let q = 0; q < NODES; q++) {
    posterior[q]! /= total;
    second += posterior[q]! * (bank.nodes[q]! - theta) ** 2;
  }
  session.theta = theta;
  session.deviation = Math.sqrt(second);
}

/** What the answers say so far; before any, the prior. */
export function estimateAbility(session: CatSession): CatEstimate {
  const surcharge = session.uncertainItems > 0 ? CALIBRATION_RULE.placement.seSurcharge : 0;
  return {
    theta: session.theta,
    se: session.deviation + surcharge,
    surcharge,
    items: session.answers.length,
    overexposed: session.overexposed,
  };
}

/**
 * What to do now: ask an item, or stop and why. Asking again without an answer gives the same item. A blueprint's lower
 * bounds come before precision, its bounds before exposure, exposure before information (`pickItem`).
 */
export function nextCatStep(session: CatSession): CatStep {
  const { rules, blueprint, answers } = session;
  if (answers.length >= rules.maxItems) return { stopped: 'max-items' };
  const covered = blueprint === null || missingItems(blueprint) === 0;
  const precise = estimateAbility(session).se <= rules.targetSe;
  if (precise && covered && answers.length >= rules.minItems) return { stopped: 'precise' };
  const item = chooseItem(session);
  return item === null ? { stopped: 'bank-exhausted' } : { item };
}

function chooseItem(session: CatSession): number | null {
  const { bank, rules, blueprint, marks, answers, seed } = session;
  const random = () => createRandom(`${seed}:${answers.length}`)();
  const parts = blueprint === null ? [-1] : partsInOrder(blueprint, rules.maxItems - answers.length);
  const partOf = blueprint === null ? null : blueprint.partOf;
  for (const mark of [OPEN, WITHHELD]) {
    for (const part of parts) {
      const item = pickItem(bank, session, { marks, mark, partOf, part, among: rules.randomesque, random });
      if (item !== null) return item;
    }
  }
  return null;
}

/** Takes in an answer to the item with this index. Throws `RangeError` on an item that is not in the bank or was answered. */
export function answerItem(session: CatSession, item: number, correct: boolean): void {
  const { bank, marks, logPosterior, blueprint } = session;
  const mark = marks[item];
  if (mark === undefined) throw new RangeError(`There is no item ${item} in a bank of ${bank.size}`);
  if (mark === ASKED) throw new RangeError(`Item ${bank.ids[item]!} was answered already`);
  if (mark === WITHHELD) session.overexposed += 1;
  marks[item] = ASKED;
  session.answers.push({ item, correct });
  session.uncertainItems += bank.uncertain[item]!;
  if (blueprint !== null) countPart(blueprint, item);
  for (let q = 0, at = item * NODES; q < NODES; q++, at++) {
    const p = bank.right[at]!;
    logPosterior[q]! += Math.log(correct ? p : 1 - p);
  }
  settle(session);
}

/** An exam as plain JSON, by item id: what `resumeCat` needs to go on exactly where it stood. */
export type EncodedCat = { seed: string; withheld: Array<string>; answers: Array<[item: string, correct: boolean]> };

export function encodeCat({ bank, seed, withheld, answers }: CatSession): EncodedCat {
  return {
    seed,
    withheld: withheld.map((item) => bank.ids[item]!),
    answers: answers.map(({ item, correct }) => [bank.ids[item]!, correct]),
  };
}

/** The exam in this JSON, on the bank and under the rules it began with. Throws `RangeError` on an answered item the bank lost. */
export function resumeCat(bank: CatBank, rules: CatRules, encoded: EncodedCat): CatSession {
  const withheld = encoded.withheld.flatMap((id) => bank.indexes.get(id) ?? []);
  const session = startCat(bank, rules, { seed: encoded.seed, withheld });
  for (const [id, correct] of encoded.answers) {
    const item = bank.indexes.get(id);
    if (item === undefined) throw new RangeError(`Item ${id} is not in the bank`);
    answerItem(session, item, correct);
  }
  return session;
}
