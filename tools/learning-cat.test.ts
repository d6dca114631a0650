// The exam command as a child process: its conversation, several people on one bank, and every way to be refused.
import path from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '~/modules/learning/engine/random';
import { commandUnderTest } from '../tests/setup/command';
import { readLines } from './tsv';

const { file, folder, run, start } = commandUnderTest('tools/learning-cat.ts');

function bankOf(size: number): string {
  const random = createRandom(`bank:${size}`);
  const rows = Array.from({ length: size }, (_, i) => [`${4 * random() - 2}`, 'x', `ítem ${i}`, `${0.8 + random()}`]);
  return [['b', 'Group', 'item', 'a'], ...rows].map((row) => row.join('\t')).join('\r\n');
}

type Result = { items: number; itemIds: Array<string>; theta: number; se: number; selectionMicroseconds: number };

/** Examines people who answer right on an even draw, one after the other, waiting for every line. */
async function converse(people: number, ...args: Array<string>) {
  const child = start(...args);
  const lines = readLines(child.stdout);
  const random = createRandom('answers');
  const results: Array<Result> = [];
  const asked: Array<string> = [];
  for await (const line of lines) {
    if (!line.startsWith('{')) {
      asked.push(line);
      child.stdin.write(random() < 0.5 ? '1\n' : '0\n');
      continue;
    }
    results.push(JSON.parse(line) as Result);
    if (results.length === people) break;
    child.stdin.write('next\n');
  }
  const closed = new Promise<number | null>((done) => child.on('close', done));
  child.stdin.end();
  return { results, asked, code: await closed };
}

test('an exam line by line: items, then the result; the next person; a quiet end', async () => {
  const bank = file('bank.tsv', `\uFEFF${bankOf(200)}\r\n`);
  const { results, asked, code } = await converse(3, '--bank', bank, '--se', '0.4');
  expect(code).toBe(0);
  expect(results.flatMap(({ itemIds }) => itemIds)).toEqual(asked);
  for (const { items, itemIds, theta, se, selectionMicroseconds } of results) {
    expect(new Set(itemIds).size).toBe(items);
    expect(se).toBeLessThanOrEqual(0.4);
    expect(Math.abs(theta)).toBeLessThan(4);
    expect(selectionMicroseconds).toBeGreaterThan(0);
  }
});

test('exposure is carried from person to person, and the same seed gives the same exams', async () => {
  const bank = file('bank.tsv', bankOf(200));
  const args = ['--bank', bank, '--se', '0.5', '--exposure', '0.25', '--seed', '7'];
  const [one, two] = await Promise.all([converse(40, ...args), converse(40, ...args)]);
  const shown = new Map<string, number>();
  for (const id of one.asked) shown.set(id, (shown.get(id) ?? 0) + 1);
  expect(Math.max(...shown.values())).toBeLessThanOrEqual(10);
  expect(two.asked).toEqual(one.asked);
});

test('a bank of one item works', async () => {
  const { lines, code } = await run('1\n', '--bank', file('one.tsv', 'item\ta\tb\tc\td\nq\t1.5\t0\t.2\t.9'));
  expect(lines[0]).toBe('q');
  expect(JSON.parse(lines[1]!)).toMatchObject({ items: 1, itemIds: ['q'], stopped: 'bank-exhausted' });
  expect(code).toBe(0);
});

test('every fault of a bank is told with its row, in one line, and ends with 1', async () => {
  const faults: Array<[text: string, told: RegExp]> = [
    ['', /the file is empty/],
    ['item\ta\tb\n', /no row/],
    ['item\ta\nq\t1', /row 1: column "b" is missing/],
    ['item\ta\tb\nq\t1\tx', /row 2: b "x" is not a number/],
    ['item\ta\tb\nq\t0\t1', /row 2: a is 0/],
    ['item\ta\tb\tc\nq\t1\t1\t1', /row 2: c is 1/],
    ['item\ta\tb\tc\td\nq\t1\t1\t.5\t.4', /row 2: .*c must be below d/],
    ['item\ta\tb\nq\t1\t1\nq\t1\t2', /row 3: item "q" is already in row 2/],
    ['item\ta\tb\n\t1\t1', /row 2: the item has no name/],
  ];
  await Promise.all(
    faults.map(async ([text, told], i) => {
      const { code, error } = await run('', '--bank', file(`fault-${i}.tsv`, text));
      expect(code).toBe(1);
      expect(error).toMatch(told);
      expect(error).not.toContain('\n');
    }),
  );
}, 60_000);

test('bad flags, unknown answers and an end in mid-exam are told in one line and end with 1', async () => {
  const bank = file('small.tsv', 'item\ta\tb\nq\t1\t0\nr\t1\t1');
  const faults: Array<[input: string, args: Array<string>, told: RegExp]> = [
    ['', [], /--bank is missing/],
    ['', ['--bank', path.join(folder, 'absent.tsv')], /no such file/],
    ['', ['--bank', bank, '--se', '0'], /--se is "0"/],
    ['', ['--bank', bank, '--max', '1.5'], /--max is "1.5"/],
    ['', ['--bank', bank, '--exposure', '-1'], /exposure/],
    ['', ['--bank', bank, '--depth', '1'], /Unknown option '--depth'/],
    ['yes\n', ['--bank', bank], /The answer to item [qr] is "yes"/],
    ['1\n', ['--bank', bank], /ended before item [qr] was answered/],
    ['1\n1\nagain\n', ['--bank', bank], /"again", must be next/],
  ];
  await Promise.all(
    faults.map(async ([input, args, told]) => {
      const { code, error } = await run(input, ...args);
      expect(code).toBe(1);
      expect(error).toMatch(told);
      expect(error).not.toContain('\n');
    }),
  );
}, 60_000);
