// Figure: changed certificates that the verifier takes for valid, of all forms. `npx tsx bench/mutations.ts [every]`; every 7th place by default.
import { buildCorpus, type Fate } from '../tests/certificates/mutations';
import { figure, heading } from './measure';

const EVERY = Number(process.argv[2] ?? 7);
const WANTED = 5_000;

const corpus = await buildCorpus();
const counts = new Map<string, Record<Fate, number>>();
const accepted: Array<string> = [];
let total = 0;
let slowest = 0;
for (const mutation of corpus.mutations(EVERY)) {
  const start = performance.now();
  const fate = await corpus.judge(mutation);
  slowest = Math.max(slowest, performance.now() - start);
  total++;
  const count = counts.get(mutation.form) ?? { refused: 0, same: 0, accepted: 0 };
  count[fate]++;
  counts.set(mutation.form, count);
  if (fate === 'accepted') accepted.push(`${mutation.form}: ${mutation.title}`);
}

heading('Changed certificates');
for (const [form, { refused, same, accepted: taken }] of counts)
  figure(
    form,
    `${refused} refused, ${same} valid and saying the same (spelling or picture), ${taken} accepted`,
    '0 accepted',
    taken === 0,
  );
figure(
  'in all',
  `${total} changed, ${accepted.length} accepted`,
  `≥ ${WANTED}, 0 accepted`,
  total >= WANTED && accepted.length === 0,
);
figure('slowest answer', `${slowest.toFixed(0)} ms`, '≤ 2,000 ms', slowest <= 2_000);
for (const title of accepted.slice(0, 50)) console.log(`accepted: ${title}`);
process.exitCode = accepted.length === 0 ? 0 : 1;
