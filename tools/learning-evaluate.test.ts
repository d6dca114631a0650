// The streaming command as a child process: the conversation line by line, its figures, and every way to be refused.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { evaluate } from '~/modules/learning/engine/evaluate';
import { createRandom } from '~/modules/learning/engine/random';
import { commandUnderTest } from '../tests/setup/command';
import { readLines } from './tsv';

const { file, folder, run, start } = commandUnderTest('tools/learning-evaluate.ts');

type Made = { user: string; item: string; skills: string; ts: number; correct: boolean };

/** Learners of different ability on items of different difficulty; the names are not plain ASCII. */
function answers(seed: string, learners: number, each: number): Array<Made> {
  const random = createRandom(seed);
  return Array.from({ length: learners * each }, (_, n) => {
    const learner = Math.floor(n / each);
    const item = Math.floor(random() * 20);
    const p = 1 / (1 + Math.exp(-((learner % 5) - 2 + 1.5 - (item % 4))));
    const skills = item % 3 === 0 ? 'señal;数学' : `s${item % 7}`;
    return { user: `ñ${seed}${learner}`, item: `ítem ${item}`, skills, ts: 1e9 + n * 60, correct: random() < p };
  });
}

function table(rows: Array<Made>, end = '\n'): string {
  const lines = rows.map(({ user, item, skills, ts, correct }) =>
    [ts, correct ? 1 : 0, user, 'ignored', skills, item].join('\t'),
  );
  return ['ts\tcorrect\tuser\tnote\tskills\titem', ...lines].join(end) + end;
}

function asked(rows: Array<Made>): string {
  return rows
    .map(({ user, item, skills, ts, correct }) => `${[user, item, skills, ts].join('\t')}\n${correct ? 1 : 0}\n`)
    .join('');
}

const train = file('train.tsv', table(answers('a', 20, 60)));

test('it says ready, answers each row before it is told the label, and ends with one line of figures', async () => {
  const rows = answers('b', 5, 20);
  const child = start('--train', train);
  const said = readLines(child.stdout);
  const next = async () => (await said.next()).value as string;
  expect(await next()).toBe('ready');
  const probabilities: Array<number> = [];
  for (const { user, item, skills, ts, correct } of rows) {
    child.stdin.write(`${[user, item, skills, ts].join('\t')}\n`);
    probabilities.push(Number(await next()));
    child.stdin.write(correct ? '1\n' : '0\n');
  }
  child.stdin.end();
  const figures = JSON.parse(await next());
  expect((await said.next()).done).toBe(true);
  for (const p of probabilities) expect(p > 0 && p < 1).toBe(true);
  const labels = rows.map(({ correct }) => (correct ? 1 : 0));
  expect(figures).toMatchObject(evaluate(probabilities, labels));
  expect(figures.auc).toBeGreaterThan(0.6);
  expect(figures.microsecondsPerAnswer).toBeGreaterThan(0);
  expect(figures.bytesPerLearnerSkill).toBeLessThanOrEqual(64);
});

test('the same input in one piece gives the same lines; CRLF, byte order mark and blank ends change nothing', async () => {
  const rows = asked(answers('b', 5, 20));
  const windows = file('windows.tsv', `\uFEFF${table(answers('a', 20, 60), '\r\n')}\r\n\r\n`);
  const [unix, crlf] = await Promise.all([
    run(rows, '--train', train),
    run(`${rows.replaceAll('\n', '\r\n')}\r\n`, '--train', windows),
  ]);
  expect(unix.code).toBe(0);
  expect(unix.lines).toHaveLength(102);
  expect(crlf.lines.slice(0, -1)).toEqual(unix.lines.slice(0, -1));
});

test('several files, learners who go on, items never seen, many skills and no times are taken', async () => {
  const plain = file('plain.tsv', 'user\titem\tcorrect\tskills\nañb\tx\t1\ts1\n');
  const many = Array.from({ length: 64 }, (_, k) => `k${k}`).join(';');
  const input = `ña3\tnever\tnew\n1\nña3\tnever\tnew;new\n1\nwho\tany\t${many}\n0\n`;
  const { code, lines } = await run(input, '--train', train, plain);
  expect(code).toBe(0);
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ n: 3 });
});

test('no row at all gives figures of nothing', async () => {
  const { code, lines } = await run('', '--train', train);
  expect(code).toBe(0);
  expect(JSON.parse(lines[1]!)).toMatchObject({ n: 0, auc: null, logLoss: null });
});

const HEADER = 'user\titem\tcorrect\tskills';

test.each([
  ['no file named', null, /^Usage:/],
  ['a file that is not there', undefined, /there is no such file/],
  ['an empty file', '', /empty/],
  ['a header alone', `${HEADER}\n`, /no row/],
  ['a missing column', 'user\titem\tcorrect\nu\ti\t1\n', /row 1: column "skills" is missing/],
  ['a column twice', `${HEADER}\tuser\nu\ti\t1\ts\tu\n`, /row 1: column "user" appears twice/],
  ['a short row', `${HEADER}\nu\ti\t1\ts\nu\ti\t1\n`, /row 3: 3 cells; the header has 4 columns/],
  ['a blank row', `${HEADER}\n\nu\ti\t1\ts\n`, /row 2: the row is blank/],
  ['a bad label', `${HEADER}\nu\ti\tyes\ts\n`, /row 2: "yes" is neither 0 nor 1/],
  ['no user', `${HEADER}\n\ti\t1\ts\n`, /row 2: the user is empty/],
  ['no item', `${HEADER}\nu\t\t1\ts\n`, /row 2: the item is empty/],
  ['no skills', `${HEADER}\nu\ti\t1\t;\n`, /row 2: item "i" has no skills/],
  ['too many skills', `${HEADER}\nu\ti\t1\t${Array.from({ length: 65 }, (_, k) => k).join(';')}\n`, /has 65 skills/],
  ['a time that is no number', `${HEADER}\tts\nu\ti\t1\ts\tnoon\n`, /row 2: ts "noon" is not a number/],
  ['a time in milliseconds', `${HEADER}\tts\nu\ti\t1\ts\t1760000000000\n`, /row 2: ts 1760000000000 is not between/],
])('%s is refused in one line', async (name, text, message) => {
  const bad = path.join(folder, `${name}.tsv`);
  if (typeof text === 'string') writeFileSync(bad, text);
  const { code, error } = await run('', ...(text === null ? [] : ['--train', bad]));
  expect(code).toBe(1);
  expect(error).toMatch(message);
  expect(error).not.toContain('\n');
});

test.each([
  ['a label that is none', 'u\ti\ts\nmaybe\n', /stdin, row 2: "maybe" is neither 0 nor 1/],
  ['too few cells', 'u\ti\n', /stdin, row 1: 2 cells/],
  ['a bad time', 'u\ti\ts\t-5\n', /stdin, row 1: ts -5/],
  ['a row without its label', 'u\ti\ts\n1\nu\ti\ts\n', /stdin, row 3: the input ended before the label/],
  ['a blank row in between', 'u\ti\ts\n1\n\nu\ti\ts\n1\n', /stdin, row 3: the row is blank/],
])('in the stream, %s ends it with one line', async (_, input, message) => {
  const { code, error } = await run(input, '--train', train);
  expect(code).toBe(1);
  expect(error).toMatch(message);
  expect(error).not.toContain('\n');
});
