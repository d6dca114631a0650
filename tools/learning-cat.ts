// `npm run --silent learning:cat -- --bank bank.tsv`: an adaptive exam over lines. Prints an item, reads 0 or 1, prints a result, reads `next`.
import { parseArgs } from 'node:util';
import {
  answerItem,
  CAT_RULES,
  type CatRules,
  estimateAbility,
  nextCatStep,
  startCat,
} from '~/modules/learning/engine/cat';
import { type CatBank, type CatItem, createCatBank, findItemFault } from '~/modules/learning/engine/cat-bank';
import { admitPerson, noteShown, startExposure } from '~/modules/learning/engine/exposure';
import { createRandom } from '~/modules/learning/engine/random';
import { readLines, readTsvFile, toNumber, TsvError } from './tsv';

const USAGE =
  'Usage: npm run --silent learning:cat -- --bank bank.tsv [--se 0.3] [--max 60] [--exposure 0.25] [--seed 1]';

function readFlags() {
  const text = { type: 'string' } as const;
  const options = { bank: text, se: text, max: text, exposure: text, seed: text };
  let values: Partial<Record<keyof typeof options, string>>;
  try {
    values = parseArgs({ options }).values;
  } catch (error) {
    const [fault] = (error as Error).message.split(/\.?\n|\. /);
    throw new Error(`${fault}. ${USAGE}`, { cause: error });
  }
  const { bank, se, max, exposure, seed = '1' } = values;
  if (bank === undefined || bank === '') throw new Error(`--bank is missing. ${USAGE}`);
  const rules: CatRules = {
    ...CAT_RULES,
    targetSe: toFlag('se', se, CAT_RULES.targetSe, (value) => value > 0, 'a number above 0'),
    maxItems: toFlag(
      'max',
      max,
      CAT_RULES.maxItems,
      (value) => Number.isInteger(value) && value >= 1,
      'a whole number from 1',
    ),
  };
  const cap = toFlag('exposure', exposure, 1, (value) => value > 0 && value <= 1, 'above 0 and at most 1');
  return { bank, rules, cap, seed };
}

function toFlag(
  name: string,
  text: string | undefined,
  unsaid: number,
  isValid: (value: number) => boolean,
  wanted: string,
): number {
  if (text === undefined) return unsaid;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value) || !isValid(value)) throw new Error(`--${name} is "${text}", must be ${wanted}`);
  return value;
}

function readBank(file: string): Array<CatItem> {
  const rowOf = new Map<string, number>();
  return readTsvFile(file, ['item', 'a', 'b'], ['c', 'd']).map(({ number, cells }) => {
    const at = (column: 'a' | 'b' | 'c' | 'd') => toNumber(file, number, column, cells[column]!);
    const item: CatItem = {
      id: cells.item,
      a: at('a'),
      b: at('b'),
      c: cells.c === undefined ? 0 : at('c'),
      d: cells.d === undefined ? 1 : at('d'),
    };
    if (item.id.trim() === '') throw new TsvError(file, number, 'the item has no name');
    const before = rowOf.get(item.id);
    if (before !== undefined) throw new TsvError(file, number, `item "${item.id}" is already in row ${before}`);
    rowOf.set(item.id, number);
    const fault = findItemFault(item);
    if (fault !== null) throw new TsvError(file, number, fault);
    return item;
  });
}

/** Exams that nobody sees: the compiler has met the code before the first person's choices are timed. */
const WARM_UP = { persons: 12, items: 40 };

function warmUp(bank: CatBank, rules: CatRules, cap: number): void {
  const exposure = startExposure(bank.size, cap);
  const random = createRandom('warm-up');
  for (let person = 0; person < WARM_UP.persons; person++) {
    const session = startCat(
      bank,
      { ...rules, targetSe: Number.MIN_VALUE },
      { withheld: admitPerson(exposure, random) },
    );
    for (let n = 0; n < WARM_UP.items; n++) {
      const step = nextCatStep(session);
      if ('stopped' in step) break;
      noteShown(exposure, step.item);
      answerItem(session, step.item, random() < 0.5);
    }
  }
}

async function examine(): Promise<void> {
  const { bank: file, rules, cap, seed } = readFlags();
  const bank = createCatBank(readBank(file));
  const exposure = startExposure(bank.size, cap);
  const random = createRandom(`${seed}:exposure`);
  warmUp(bank, rules, cap);
  const lines = readLines(process.stdin)[Symbol.asyncIterator]();
  const read = async () => {
    const { done, value } = await lines.next();
    return done ? null : value.trim();
  };

  for (let person = 1; ; person++) {
    let milliseconds = 0;
    const timed = <T>(work: () => T): T => {
      const from = performance.now();
      const result = work();
      milliseconds += performance.now() - from;
      return result;
    };
    const session = timed(() =>
      startCat(bank, rules, { seed: `${seed}:${person}`, withheld: admitPerson(exposure, random) }),
    );
    let step = timed(() => nextCatStep(session));
    while ('item' in step) {
      const { item } = step;
      const id = bank.ids[item]!;
      noteShown(exposure, item);
      console.log(id);
      const line = await read();
      if (line === null) {
        throw new Error(
          `The input ended before item ${id} was answered (person ${person}, ${session.answers.length} answered)`,
        );
      }
      if (line !== '0' && line !== '1') throw new Error(`The answer to item ${id} is "${line}", must be 0 or 1`);
      answerItem(session, item, line === '1');
      step = timed(() => nextCatStep(session));
    }
    const { theta, se, items, overexposed } = estimateAbility(session);
    const itemIds = session.answers.map(({ item }) => bank.ids[item]!);
    const selectionMicroseconds = Math.round((milliseconds * 1e4) / Math.max(1, items)) / 10;
    console.log(
      JSON.stringify({ items, itemIds, theta, se, stopped: step.stopped, overexposed, selectionMicroseconds }),
    );
    const line = await read();
    if (line === null) return;
    if (line !== 'next') throw new Error(`After a result there is "${line}", must be next or the end of the input`);
  }
}

// A reader who goes away has seen enough.
process.stdout.on('error', () => process.exit(1));
try {
  await examine();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
  process.stdin.destroy();
}
