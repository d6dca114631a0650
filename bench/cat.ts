// Adaptive exams of simulated people: items asked, error, honesty of the standard error, exposure, time. `npx tsx bench/cat.ts [data folder] [seed]`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  answerItem,
  CAT_RULES,
  type CatRules,
  estimateAbility,
  nextCatStep,
  startCat,
} from '~/modules/learning/engine/cat';
import { type CatItem, createCatBank, rightProbability } from '~/modules/learning/engine/cat-bank';
import { admitPerson, exposureShares, noteShown, startExposure } from '~/modules/learning/engine/exposure';
import { createRandom, normal as drawNormal } from '~/modules/learning/engine/random';
import { readTsvFile, toNumber } from '../tools/tsv';
import { figure, heading } from './measure';

const folder = process.argv[2] ?? process.env['PERICIA_BENCH_DATA'];
const seed = process.argv[3] ?? '1';
const CAP = 0.25;

type Trial = {
  items: number;
  rmse: number;
  /** Root mean square of the standard errors told. */
  reported: number;
  z2: number;
  maxExposure: number;
  overexposed: number;
  microseconds: number;
};

function normals(random: () => number): () => number {
  return () => drawNormal(random);
}

/** Two-parameter items: a = 1.2·exp(.3z), b of N(0, 1). */
function simulatedBank(size: number, name: string): Array<CatItem> {
  const normal = normals(createRandom(`${seed}:bank:${name}`));
  return Array.from({ length: size }, (_, i) => ({ id: `i${i}`, a: 1.2 * Math.exp(0.3 * normal()), b: normal() }));
}

/** So many people of N(0, 1) one after the other; answers are drawn from `truth`, which the exam may know less well. */
function examine(
  items: ReadonlyArray<CatItem>,
  people: number,
  name: string,
  {
    rules = CAT_RULES,
    cap = 1,
    truth = items,
  }: { rules?: CatRules; cap?: number; truth?: ReadonlyArray<CatItem> } = {},
): Trial {
  const bank = createCatBank(items);
  const byId = new Map(truth.map((item) => [item.id, item]));
  const real = bank.ids.map((id) => byId.get(id)!);
  const random = createRandom(`${seed}:people:${name}`);
  const normal = normals(random);
  const exposure = startExposure(bank.size, cap);
  let [count, squares, reported, z2, overexposed, selections, milliseconds] = [0, 0, 0, 0, 0, 0, 0];
  for (let person = 0; person < people; person++) {
    const theta = normal();
    let from = performance.now();
    const session = startCat(bank, rules, { seed: `${person}`, withheld: admitPerson(exposure, random) });
    for (;;) {
      const step = nextCatStep(session);
      milliseconds += performance.now() - from;
      if ('stopped' in step) break;
      selections++;
      noteShown(exposure, step.item);
      answerItem(session, step.item, random() < rightProbability(real[step.item]!, theta));
      from = performance.now();
    }
    const found = estimateAbility(session);
    count += found.items;
    squares += (found.theta - theta) ** 2;
    reported += found.se ** 2;
    z2 += ((found.theta - theta) / found.se) ** 2;
    overexposed += found.overexposed;
  }
  return {
    items: count / people,
    rmse: Math.sqrt(squares / people),
    reported: Math.sqrt(reported / people),
    z2: z2 / people,
    maxExposure: Math.max(...exposureShares(exposure)),
    overexposed: overexposed / people,
    microseconds: (milliseconds * 1000) / selections,
  };
}

/** The mean trial of several; exposure is the largest. */
function pooled(trials: ReadonlyArray<Trial>): Trial {
  const mean = (of: (trial: Trial) => number) => trials.reduce((sum, trial) => sum + of(trial), 0) / trials.length;
  return {
    items: mean(({ items }) => items),
    rmse: Math.sqrt(mean(({ rmse }) => rmse ** 2)),
    reported: Math.sqrt(mean(({ reported }) => reported ** 2)),
    z2: mean(({ z2 }) => z2),
    maxExposure: Math.max(...trials.map(({ maxExposure }) => maxExposure)),
    overexposed: mean(({ overexposed }) => overexposed),
    microseconds: mean(({ microseconds }) => microseconds),
  };
}

function report(label: string, trial: Trial, reach: { items?: number; rmse?: number }): void {
  const { items = Infinity, rmse = Infinity } = reach;
  figure(`${label}: items`, trial.items.toFixed(2), items < Infinity ? `≤ ${items}` : '–', trial.items <= items);
  figure(
    `${label}: RMSE (told: ${trial.reported.toFixed(3)})`,
    trial.rmse.toFixed(3),
    rmse < Infinity ? `≤ ${rmse}` : '–',
    trial.rmse <= rmse,
  );
  figure(`${label}: mean z²`, trial.z2.toFixed(3), '.9–1.1', trial.z2 >= 0.9 && trial.z2 <= 1.1);
  figure(
    `${label}: selection, eligibility included`,
    `${trial.microseconds.toFixed(1)} µs`,
    '≤ 100 µs',
    trial.microseconds <= 100,
  );
}

const SIZES = [
  { size: 100, banks: 50, people: 400, reach: { items: 22.5, rmse: 0.3 } },
  { size: 1_000, banks: 10, people: 500, reach: { items: 10.8, rmse: 0.3 } },
  { size: 10_000, banks: 4, people: 1_000, reach: { items: 8.2, rmse: 0.3 } },
];

heading('Adaptive exam, 2PL banks, SE ≤ .3, at most 60 items');
for (const { size, banks, people, reach } of SIZES) {
  const simulated = Array.from({ length: banks }, (_, i) => simulatedBank(size, `${size}:${i}`));
  const free = pooled(simulated.map((items, i) => examine(items, people, `${size}:${i}`)));
  report(`bank of ${size} (${banks} banks × ${people} people)`, free, reach);
  const capped = pooled(simulated.map((items, i) => examine(items, people, `${size}:${i}`, { cap: CAP })));
  const more = (100 * capped.items) / free.items - 100;
  const label = `bank of ${size}, cap ${CAP}`;
  if (capped.overexposed === 0) {
    figure(`${label}: largest share shown`, capped.maxExposure.toFixed(3), `≤ ${CAP}`, capped.maxExposure <= CAP);
    figure(`${label}: more items`, `${more.toFixed(1)} %`, '≤ 15 %', more <= 15);
  } else {
    // Every person needs about a fifth of the bank: no selection can keep a cap of a quarter and the precision.
    figure(`${label}: too small for it; largest share shown`, capped.maxExposure.toFixed(3), 'none', true);
    figure(`${label}: items a person shown over it`, capped.overexposed.toFixed(1), 'none', true);
    figure(`${label}: more items`, `${more.toFixed(1)} %`, 'none', true);
  }
  figure(`${label}: mean z²`, capped.z2.toFixed(3), '.9–1.1', capped.z2 >= 0.9 && capped.z2 <= 1.1);
  const randomesque = pooled(
    simulated
      .slice(0, 3)
      .map((items, i) => examine(items, people, `${size}:${i}`, { rules: { ...CAT_RULES, randomesque: 5 } })),
  );
  figure(`bank of ${size}, one of the best 5: items`, randomesque.items.toFixed(2), '–', true);
  figure(`bank of ${size}, one of the best 5: largest share shown`, randomesque.maxExposure.toFixed(3), '–', true);
}

heading('Load time and items known from few answers');
const large = simulatedBank(10_000, 'load');
const from = performance.now();
createCatBank(large);
const loadMs = performance.now() - from;
figure('bank of 10,000: made ready', `${loadMs.toFixed(0)} ms`, '≤ 500 ms', loadMs <= 500);
const normal = normals(createRandom(`${seed}:error`));
const truth = simulatedBank(1_000, 'error');
for (const answers of [20, 50, 100]) {
  const known = truth.map((item) => ({
    ...item,
    b: item.b + normal() * Math.sqrt(1 / (1 + 0.16 * answers * item.a * item.a)),
    answers,
  }));
  const trial = examine(known, 1_500, `error:${answers}`, {
    truth,
    rules: { ...CAT_RULES, targetSe: answers < 100 ? 0.4 : 0.3 },
  });
  const bar = answers < 100 ? '≤ 1.1' : '.85–1.15';
  const reached = trial.z2 <= (answers < 100 ? 1.1 : 1.15);
  figure(`difficulties known from ${answers} answers: mean z², surcharge included`, trial.z2.toFixed(2), bar, reached);
}

heading('A published bank: 85 three-parameter items (tcals)');
const name = 'cat_bank_tcals_85.tsv';
const file = [folder, folder && path.join(folder, 'adaptive')]
  .map((place) => place && path.join(place, name))
  .find((place) => place !== undefined && place !== '' && existsSync(place));
if (file) {
  const items = readTsvFile(file, ['a', 'b', 'c', 'd']).map(({ number, cells }) => {
    const at = (column: keyof typeof cells) => toNumber(file, number, column, cells[column]);
    return { id: `row-${number}`, a: at('a'), b: at('b'), c: at('c'), d: at('d') };
  });
  report('85 items, SE ≤ .3', examine(items, 4_000, 'tcals'), { items: 21.5, rmse: 0.33 });
  const looser = examine(items, 4_000, 'tcals', { rules: { ...CAT_RULES, targetSe: 0.4 } });
  report('85 items, SE ≤ .4', looser, { items: 12, rmse: 0.4 });
} else {
  console.log(`| skipped: no ${name}; give its folder as argument or in PERICIA_BENCH_DATA | | | |`);
}
