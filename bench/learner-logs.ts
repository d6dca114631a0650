// The answer logs that the learner model is measured on: made up by seed, and those of a folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readTsvFile } from '../tools/tsv';
import type { Row } from './baselines/rival';
import { simulateDomain } from './simulated-domain';

export type Truth = { learner: number; skill: number; mastered: boolean; endSeconds: number };
export type Log = { name: string; rows: Array<Row>; guesses: ReadonlyArray<number>; truth: Array<Truth> };

const domainFile = z.object({ items: z.array(z.object({ id: z.coerce.string(), guess: z.number() })) });

function numbering(): (name: string) => number {
  const numbers = new Map<string, number>();
  return (name) => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  };
}

/**
 * The log in a table of user, item, correct, skills and perhaps ts. Beside `x_events.tsv` may lie `x_truth.tsv` (user,
 * skill, end_mastered, end_ts) and `x_domain.json` (items with their chance of a right answer by luck).
 */
function readLog(folder: string, file: string): Log {
  const [learnerOf, itemOf, skillOf] = [numbering(), numbering(), numbering()];
  const rows = readTsvFile(path.join(folder, file), ['user', 'item', 'correct', 'skills'], ['ts']).map(({ cells }) => ({
    learner: learnerOf(cells.user),
    item: itemOf(cells.item),
    skills: [...new Set(cells.skills.split(';'))].map(skillOf),
    correct: cells.correct === '1',
    at: Number(cells.ts ?? 0),
  }));
  const beside = (suffix: string) => path.join(folder, file.replace(/(_events)?\.tsv$/, suffix));
  const guesses: Array<number> = [];
  if (existsSync(beside('_domain.json'))) {
    const { items } = domainFile.parse(JSON.parse(readFileSync(beside('_domain.json'), 'utf8')));
    for (const { id, guess } of items) guesses[itemOf(id)] = guess;
  }
  const truth = existsSync(beside('_truth.tsv'))
    ? readTsvFile(beside('_truth.tsv'), ['user', 'skill', 'end_mastered', 'end_ts']).map(({ cells }) => ({
        learner: learnerOf(cells.user),
        skill: skillOf(cells.skill),
        mastered: cells.end_mastered === '1',
        endSeconds: Number(cells.end_ts),
      }))
    : [];
  return { name: file, rows, guesses, truth };
}

function isLog(folder: string, file: string): boolean {
  if (!file.endsWith('.tsv')) return false;
  const [header = ''] = readFileSync(path.join(folder, file), 'utf8').split('\n', 1);
  return ['user', 'item', 'correct', 'skills'].every((column) => header.trim().split('\t').includes(column));
}

/** Two made-up logs, then those in the folder, which is skipped when there is none. */
export function learnerLogs(folder: string | undefined): Array<Log> {
  const made = [
    { name: 'made up, seed model-1', options: {} },
    { name: 'made up with retries, seed model-2', options: { retries: true } },
  ].map(({ name, options }): Log => {
    const { rows, truth, guesses } = simulateDomain(name, options);
    return { name, rows, truth: options.retries ? [] : truth, guesses };
  });
  if (folder === undefined) return made;
  const files = readdirSync(folder).filter((file) => isLog(folder, file));
  return [...made, ...files.sort().map((file) => readLog(folder, file))];
}
