// Does adaptivity help? Simulated people on made-up domains under the product's engine and under what it is measured against.
// "Truly mastered" is the product's own definition (MASTERY_RULE.threshold on the average question), so that a false claim is an
// error of judgement and not of words. All constants of the people are invented. They were set on domains c1 to c6 with the linear
// policies alone, near figures seen elsewhere (fixed order: .78 mastered after 800 minutes; quiz: 90 % after about 1,030), and
// frozen before the engine was measured; the engine's rules were set on t1 to t6. Whoever has not got there at the end of a
// linear course takes it again, lessons included, as people do. What this shows is a mechanism, not an effect on people.
// npx tsx bench/adaptive-v-linear.ts [people = 600] [domain seeds, comma-separated]
import { fitPriors, type LoggedAnswer } from '../app/modules/learning/engine/fit';
import { createParameters, type ModelParameters } from '../app/modules/learning/engine/parameters';
import { createRandom } from '../app/modules/learning/engine/random';
import { replayAnswer, replayedParameters, startReplay } from '../app/modules/learning/engine/replay';
import { adaptive } from './learning-simulator/adaptive';
import { type BktParameters, fitBkt } from './learning-simulator/bkt';
import { createDomain, type Domain } from './learning-simulator/domain';
import {
  fixedLinear,
  knowledgeTracing,
  linearQuiz,
  oracle,
  type Policy,
  threeInARow,
} from './learning-simulator/policies';
import { enrol, type Outcome, runTrial } from './learning-simulator/trial';
import { figure, heading } from './measure';

const people = Number(process.argv[2] ?? 600);
/** Never used for tuning. */
const seeds = (process.argv[3] ?? 'final-1,final-2,final-3,final-4,final-5,final-6').split(',');
/** Linear learners whose answers calibrate items, model and knowledge tracing; then all are frozen. */
const CALIBRATION = 300;
/** Answers on which the model's priors are fitted. */
const PRIOR_ANSWERS = 20_000;
const RESAMPLES = 2000;

const NAMES = {
  oracle: 'oracle (knows the truth)',
  fixed: 'fixed order: lesson, 8 questions',
  quiz: 'fixed order: quiz of 80 %, 3 tries',
  row: 'fixed order: three in a row',
  bkt: 'knowledge tracing .95 with pre-test',
  noReview: 'engine without review',
  noPlacement: 'engine without placement',
  engine: 'engine',
} as const;
type Name = keyof typeof NAMES;
const names = Object.keys(NAMES) as Array<Name>;

function calibrate(domain: Domain): { parameters: ModelParameters; bkt: BktParameters } {
  const questionOf = (item: (typeof domain.items)[number]) => ({
    item: item.item,
    skills: [item.skill],
    guess: item.guess,
  });
  const log: Array<LoggedAnswer> = [];
  const sequences: Array<Array<boolean>> = [];
  for (const [i, person] of enrol(domain, CALIBRATION, 'linear').entries()) {
    // Every other one is asked twice before each lesson: that tells what people know beforehand.
    const before = i % 2 === 0 ? 0 : 2;
    const bySkill = new Map<string, Array<boolean>>();
    const most = domain.skills.length * (8 + before);
    let count = 0;
    const policy = fixedLinear(before, (item, correct, atSeconds) => {
      if (count++ >= most) return;
      bySkill.set(item.skill, [...(bySkill.get(item.skill) ?? []), correct]);
      const answer = { correct, firstAttempt: true, hints: 0, atSeconds };
      log.push({ learner: person, question: questionOf(item), answer });
    });
    runTrial(domain, person, policy);
    if (before > 0) sequences.push(...bySkill.values());
  }
  const priors = fitPriors(log.slice(0, PRIOR_ANSWERS));
  const replay = startReplay(createParameters(domain.items.map(questionOf), priors));
  for (const { learner, question, answer } of log) replayAnswer(replay, learner, question, answer);
  return { parameters: replayedParameters(replay), bkt: fitBkt(sequences) };
}

function policiesFor(domain: Domain): Record<Name, Policy> {
  const { parameters, bkt } = calibrate(domain);
  return {
    oracle,
    fixed: fixedLinear(),
    quiz: linearQuiz,
    row: threeInARow,
    bkt: knowledgeTracing(bkt),
    noReview: adaptive(parameters, { placement: true, review: false }),
    noPlacement: adaptive(parameters, { placement: false, review: true }),
    engine: adaptive(parameters, { placement: true, review: true }),
  };
}

function mean(values: ReadonlyArray<number>): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** 95 % of resampled people lie between: the statistic of outcomes drawn with replacement, the same people in both columns. */
function interval(count: number, statistic: (index: ReadonlyArray<number>) => number): string {
  const random = createRandom('resample');
  const drawn = Array.from({ length: RESAMPLES }, () =>
    statistic(Array.from({ length: count }, () => Math.floor(random() * count))),
  ).sort((left, right) => left - right);
  return `${drawn[Math.floor(0.025 * RESAMPLES)]!.toFixed(2)}–${drawn[Math.floor(0.975 * RESAMPLES)]!.toFixed(2)}`;
}

const began = performance.now();
const outcomes = Object.fromEntries(names.map((name) => [name, [] as Array<Outcome>])) as Record<Name, Array<Outcome>>;
for (const [index, seed] of seeds.entries()) {
  const domain = createDomain(seed);
  const policies = policiesFor(domain);
  const share = Math.floor((people * (index + 1)) / seeds.length) - Math.floor((people * index) / seeds.length);
  const enrolled = enrol(domain, share, 'person');
  for (const name of names) {
    for (const person of enrolled) outcomes[name].push(runTrial(domain, person, policies[name]));
  }
  console.error(`${seed}: ${share} people, ${((performance.now() - began) / 1000).toFixed(0)} s so far`);
}

const thirds = [...outcomes.engine].map(({ priorShare }) => priorShare).sort((left, right) => left - right);
const cuts = [thirds[Math.floor(people / 3)]!, thirds[Math.floor((2 * people) / 3)]!];
const thirdOf = ({ priorShare }: Outcome) => cuts.filter((cut) => priorShare >= cut).length;

console.log(`\n${people} people, domains ${seeds.join(', ')}\n`);
console.log(
  '| policy | done after min | truly mastered then | claims false | truly mastered 14 days on | min to 90 % (± 95 %) | never | prior low/mid/high |',
);
console.log('|---|---|---|---|---|---|---|---|');
for (const name of names) {
  const rows = outcomes[name];
  const to90 = rows.map(({ minutesTo90 }) => minutesTo90);
  const average = mean(to90);
  const half = 1.96 * Math.sqrt(mean(to90.map((minutes) => (minutes - average) ** 2)) / rows.length);
  const claims = mean(rows.map((row) => row.claims));
  const byThird = [0, 1, 2].map((third) =>
    mean(rows.filter((row) => thirdOf(row) === third).map(({ minutesTo90 }) => minutesTo90)).toFixed(0),
  );
  const cells = [
    NAMES[name],
    mean(rows.map(({ doneMinutes }) => doneMinutes)).toFixed(0),
    mean(rows.map(({ mastered }) => mastered)).toFixed(3),
    `${((100 * mean(rows.map(({ falseClaims }) => falseClaims))) / claims).toFixed(1)} %`,
    mean(rows.map(({ retained }) => retained)).toFixed(3),
    `${average.toFixed(0)} ± ${half.toFixed(0)}`,
    `${(100 * mean(rows.map(({ reached }) => (reached ? 0 : 1)))).toFixed(0)} %`,
    byThird.join('/'),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

function ratioTo(name: Name): { value: number; text: string } {
  const ours = outcomes.engine;
  const theirs = outcomes[name];
  const ratio = (index: ReadonlyArray<number>) =>
    mean(index.map((i) => ours[i]!.minutesTo90)) / mean(index.map((i) => theirs[i]!.minutesTo90));
  const value = ratio(ours.map((_, i) => i));
  return { value, text: `${value.toFixed(2)} (${interval(ours.length, ratio)})` };
}

heading('Adaptive v linear');
const quiz = ratioTo('quiz');
const fixed = ratioTo('fixed');
figure('minutes to 90 % true mastery, engine / quiz', quiz.text, '≤ .82', quiz.value <= 0.82);
figure('minutes to 90 % true mastery, engine / fixed order', fixed.text, '≤ .65', fixed.value <= 0.65);
const wrong = mean(outcomes.engine.map((row) => row.falseClaims)) / mean(outcomes.engine.map((row) => row.claims));
figure('false claims of mastery at the end', `${(100 * wrong).toFixed(1)} %`, '≤ 6 %', wrong <= 0.06);
const kept = mean(outcomes.engine.map(({ retained }) => retained));
figure('truly mastered 14 days after the end', kept.toFixed(3), '≥ .90', kept >= 0.9);
console.error(`${((performance.now() - began) / 1000).toFixed(0)} s`);
