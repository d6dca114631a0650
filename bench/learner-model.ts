// Figures of the learner model: against seven others on held-out learners, mastery against the truth, time, bytes. `npx tsx bench/learner-model.ts [folder]`.
import { createHash } from 'node:crypto';
import { auc, evaluate } from '~/modules/learning/engine/evaluate';
import { fitLog, type LoggedAnswer } from '~/modules/learning/engine/fit';
import { assessMastery, MASTERY_RULE } from '~/modules/learning/engine/mastery';
import { createParameters, type Question } from '~/modules/learning/engine/parameters';
import { createRandom } from '~/modules/learning/engine/random';
import {
  type Replay,
  replayAnswer,
  replayedBytes,
  replayedLearner,
  replayedParameters,
  startReplay,
} from '~/modules/learning/engine/replay';
import { packLearnerState, packSkillState } from '~/modules/learning/engine/state';
import { BKT, BKT_FORGETTING } from './baselines/bkt';
import { BEST_LR, PFA } from './baselines/logistic';
import type { Rival, Row } from './baselines/rival';
import { ELO, GLICKO, ITEM_AVERAGE } from './baselines/simple';
import { learnerLogs, type Log } from './learner-logs';
import { figure, heading } from './measure';

const FOLDS = 5;
const RESAMPLES = 200;
const BINS = 2_000;
const REPLAY_ANSWERS = 278_000;
const RIVALS: ReadonlyArray<Rival> = [BEST_LR, PFA, BKT_FORGETTING, BKT, GLICKO, ELO, ITEM_AVERAGE];
const folder = process.argv[2] ?? process.env.PERICIA_BENCH_DATA;

type Predictions = { learners: Array<number>; probabilities: Array<number>; labels: Array<number> };

function questionsOf({ rows, guesses }: Log): (row: Row) => Question {
  const known = new Map<string, Question>();
  for (const { item, skills } of rows) {
    const key = `${item} ${skills.join(' ')}`;
    if (!known.has(key)) known.set(key, { item: `${item}`, skills: skills.map(String), guess: guesses[item] ?? 0 });
  }
  return ({ item, skills }) => known.get(`${item} ${skills.join(' ')}`)!;
}

function loggedOf(log: Log): (row: Row) => LoggedAnswer {
  const question = questionsOf(log);
  return (row) => ({
    learner: `${row.learner}`,
    question: question(row),
    answer: { correct: row.correct, atSeconds: row.at, firstAttempt: true, hints: 0 },
  });
}

const take = (replay: Replay, { learner, question, answer }: LoggedAnswer) =>
  replayAnswer(replay, learner, question, answer);

function ours(log: Log): Rival {
  const logged = loggedOf({ ...log, guesses: [] });
  return {
    name: 'Pericia',
    fit(rows) {
      const replay = fitLog(rows.map(logged));
      return {
        // One step does both: the probability it returns was made before the answer was taken in.
        predict: (row) => take(replay, logged(row)),
        learn: () => undefined,
      };
    },
  };
}

/** Every learner's answers, predicted one ahead by a model fitted on the other four fifths of the learners. */
function crossValidated(rival: Rival, rows: ReadonlyArray<Row>): Predictions {
  const random = createRandom('folds');
  const folds = new Map<number, number>();
  for (const { learner } of rows) if (!folds.has(learner)) folds.set(learner, Math.floor(random() * FOLDS));
  const out: Predictions = { learners: [], probabilities: [], labels: [] };
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = rival.fit(rows.filter(({ learner }) => folds.get(learner) !== fold));
    for (const row of rows) {
      if (folds.get(row.learner) !== fold) continue;
      out.learners.push(row.learner);
      out.probabilities.push(model.predict(row));
      out.labels.push(row.correct ? 1 : 0);
      model.learn(row);
    }
  }
  return out;
}

/** Place of each prediction among `BINS` of about equal size. */
function binned(probabilities: ReadonlyArray<number>): Uint16Array {
  const order = probabilities.map((_, i) => i).sort((left, right) => probabilities[left]! - probabilities[right]!);
  const bins = new Uint16Array(probabilities.length);
  let bin = 0;
  order.forEach((at, rank) => {
    const own = Math.floor((rank * BINS) / order.length);
    if (rank === 0 || probabilities[at] !== probabilities[order[rank - 1]!]) bin = own;
    bins[at] = bin;
  });
  return bins;
}

function weightedAuc(bins: Uint16Array, labels: ReadonlyArray<number>, weights: Float64Array): number {
  const right = new Float64Array(BINS);
  const wrong = new Float64Array(BINS);
  bins.forEach((bin, i) => ((labels[i] === 1 ? right : wrong)[bin]! += weights[i]!));
  let below = 0;
  let wins = 0;
  let rights = 0;
  for (let bin = 0; bin < BINS; bin++) {
    wins += right[bin]! * (below + wrong[bin]! / 2);
    below += wrong[bin]!;
    rights += right[bin]!;
  }
  return wins / (rights * below);
}

const loss = (p: number, y: number) => -Math.log(Math.max(1e-9, y === 1 ? p : 1 - p));
const interval = (values: Array<number>) => {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!.toFixed(4);
  return `${at(0.025)} … ${at(0.975)}`;
};

/** 95 % intervals of what we win over the other, drawing learners with replacement. */
function differences(left: Predictions, right: Predictions): { auc: string; logLoss: string } {
  const random = createRandom('bootstrap');
  const learners = [...new Set(left.learners)];
  const position = new Map(learners.map((learner, i) => [learner, i]));
  const places = left.learners.map((learner) => position.get(learner)!);
  const bins = [binned(left.probabilities), binned(right.probabilities)] as const;
  const losses = left.probabilities.map((p, i) => {
    return loss(right.probabilities[i]!, right.labels[i]!) - loss(p, left.labels[i]!);
  });
  const found = { auc: [] as Array<number>, logLoss: [] as Array<number> };
  const weights = new Float64Array(places.length);
  for (let n = 0; n < RESAMPLES; n++) {
    const drawn = new Float64Array(learners.length);
    for (let i = 0; i < learners.length; i++) drawn[Math.floor(random() * learners.length)]! += 1;
    let sum = 0;
    let total = 0;
    places.forEach((place, i) => {
      weights[i] = drawn[place]!;
      sum += drawn[place]! * losses[i]!;
      total += drawn[place]!;
    });
    found.auc.push(weightedAuc(bins[0], left.labels, weights) - weightedAuc(bins[1], right.labels, weights));
    found.logLoss.push(sum / total);
  }
  return { auc: interval(found.auc), logLoss: interval(found.logLoss) };
}

function compare(log: Log): void {
  const learners = new Set(log.rows.map(({ learner }) => learner)).size;
  console.log(`\n## ${log.name}: ${log.rows.length} answers of ${learners} learners, ${FOLDS} folds by learner\n`);
  console.log(
    '| model | AUC | log loss | RMSE | ECE | AUC we win (95 %) | log loss we win (95 %) | µs, fit included |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  let best: Predictions | null = null;
  for (const rival of [ours(log), ...RIVALS]) {
    const from = performance.now();
    const made = crossValidated(rival, log.rows);
    // Each answer is in four training sets and one test set.
    const micros = ((performance.now() - from) * 1000) / (log.rows.length * FOLDS);
    const figures = evaluate(made.probabilities, made.labels);
    const won = best ? differences(best, made) : null;
    best ??= made;
    const cells = [figures.auc ?? 0, figures.logLoss, figures.rmse, figures.ece].map((value) => value.toFixed(4));
    console.log(
      `| ${rival.name} | ${cells.join(' | ')} | ${won?.auc ?? ''} | ${won?.logLoss ?? ''} | ${micros.toFixed(1)} |`,
    );
  }
}

/**
 * Mastery at the end against the truth, on learners whose answers trained nothing: parameters from the other four fifths,
 * frozen. AUC over all learner-skills with an answer; the rule over those with as many answers as it asks for.
 */
function mastery(log: Log): void {
  const logged = loggedOf(log);
  const random = createRandom('mastery');
  const folds = new Map<number, number>();
  for (const { learner } of log.rows) if (!folds.has(learner)) folds.set(learner, Math.floor(random() * FOLDS));
  const scores: Array<number> = [];
  const labels: Array<number> = [];
  const sum = { claims: 0, falseClaims: 0, true: 0, missed: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const training = startReplay(createParameters());
    for (const row of log.rows) if (folds.get(row.learner) !== fold) take(training, logged(row));
    const parameters = replayedParameters(training);
    const held = startReplay(parameters, { learn: false });
    for (const row of log.rows) if (folds.get(row.learner) === fold) take(held, logged(row));
    for (const { learner, skill, mastered, endSeconds } of log.truth) {
      const person = replayedLearner(held, `${learner}`);
      const state = person?.skills.get(`${skill}`);
      if (!person || !state) continue;
      const verdict = assessMastery(parameters, person.learner, `${skill}`, state, endSeconds);
      scores.push(verdict.probability);
      labels.push(mastered ? 1 : 0);
      if (state.successes + state.failures < MASTERY_RULE.answers) continue;
      const claimed = verdict.state === 'mastered';
      sum.claims += claimed ? 1 : 0;
      sum.falseClaims += claimed && !mastered ? 1 : 0;
      sum.true += mastered ? 1 : 0;
      sum.missed += mastered && !claimed ? 1 : 0;
    }
  }
  const area = auc(scores, labels) ?? 0;
  const [wrong, missed] = [sum.falseClaims / sum.claims, sum.missed / sum.true];
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  figure(`mastery AUC, ${log.name} (${labels.length} learner-skills)`, area.toFixed(4), '≥ .88', area >= 0.88);
  figure('· claims of mastery that are false', percent(wrong), '≤ 13 %', wrong <= 0.13);
  figure('· true mastery missed', percent(missed), '≤ 12 %', missed <= 0.12);
}

function fingerprint(replay: Replay, learners: Iterable<number>): string {
  const hash = createHash('sha256');
  for (const learner of learners) {
    const { learner: state, skills } = replayedLearner(replay, `${learner}`)!;
    hash.update(packLearnerState(state));
    for (const skill of skills.values()) hash.update(packSkillState(skill));
  }
  return hash.digest('hex');
}

function cost(log: Log): void {
  const logged = loggedOf(log);
  const answers: Array<LoggedAnswer> = [];
  // The same log again and again under new names, until it is long enough.
  for (let copy = 0; answers.length < REPLAY_ANSWERS; copy++) {
    for (const row of log.rows) {
      if (answers.length === REPLAY_ANSWERS) break;
      answers.push({ ...logged(row), learner: `${row.learner + copy * 1e6}` });
    }
  }
  const run = () => {
    const replay = startReplay(createParameters(), { remember: true });
    const from = performance.now();
    for (const answer of answers) take(replay, answer);
    const seconds = (performance.now() - from) / 1000;
    const learners = new Set(answers.map(({ learner }) => Number(learner)));
    return { seconds, bytes: replayedBytes(replay), print: fingerprint(replay, learners) };
  };
  const [first, second] = [run(), run()];
  const micros = (second.seconds * 1e6) / REPLAY_ANSWERS;
  const { perLearner, perLearnerSkill } = first.bytes;
  figure('replay of 278,000 answers', `${second.seconds.toFixed(2)} s`, '≤ 3 s', second.seconds <= 3);
  figure('one answer, predicted and learned', `${micros.toFixed(2)} µs`, '≤ 10 µs', micros <= 10);
  figure(
    'a learner-skill with its items; a learner',
    `${perLearnerSkill} + ${perLearner} B`,
    '≤ 64 B',
    perLearnerSkill <= 64,
  );
  figure(
    'the same log gives the same bytes',
    first.print === second.print ? 'yes' : 'no',
    'yes',
    first.print === second.print,
  );
}

const logs = learnerLogs(folder);
if (folder === undefined) console.log('No folder with answer logs given: only made-up ones are measured.');
for (const log of logs) compare(log);
heading('Mastery, cost and determinism');
for (const log of logs) if (log.truth.length > 0) mastery(log);
cost(logs[0]!);
