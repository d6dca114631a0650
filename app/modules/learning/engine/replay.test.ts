// The model on people made up here: it predicts better than averages and than plain Elo, and finds the items' difficulty.
import { expect, test } from 'vitest';
import { auc, ece, logLoss } from './evaluate';
import { assess, newSkill } from './model';
import { createParameters } from './parameters';
import { createRandom, normal as drawNormal } from './random';
import { replayAnswer, replayedBytes, replayedItem, replayedLearner, replayedParameters, startReplay } from './replay';

const SKILLS = 6;
const ITEMS = 10;
const PEOPLE = 150;
const ANSWERS = 60;

/** Abilities differ by person and by skill and grow with practice; items differ; luck is .2 on every second item. */
function simulate(seed: string) {
  const random = createRandom(seed);
  const normal = () => drawNormal(random);
  const items = Array.from({ length: SKILLS * ITEMS }, (_, i) => ({
    item: `i${i}`,
    skills: [`s${Math.floor(i / ITEMS)}`],
    guess: i % 2 === 0 ? 0.2 : 0,
    difficulty: normal(),
  }));
  const log: Array<{ person: string; item: number; correct: boolean; atSeconds: number }> = [];
  const abilities = new Map<string, Array<number>>();
  for (let person = 0; person < PEOPLE; person++) {
    const general = 0.3 + 0.8 * normal();
    const ability = Array.from({ length: SKILLS }, () => general + 0.6 * normal());
    const rate = 0.08 * Math.exp(0.5 * normal());
    for (let n = 0; n < ANSWERS; n++) {
      const skill = Math.floor(n / (ANSWERS / SKILLS));
      const item = skill * ITEMS + Math.floor(random() * ITEMS);
      const { difficulty, guess } = items[item]!;
      const p = guess + (1 - guess) / (1 + Math.exp(difficulty - ability[skill]!));
      log.push({ person: `p${person}`, item, correct: random() < p, atSeconds: n * 90 });
      ability[skill]! += rate;
    }
    abilities.set(`p${person}`, ability);
  }
  return { items, log, abilities };
}

const { items, log, abilities } = simulate('domain-1');
// Difficulty stays in the simulation: the model is told the skills and the luck only.
const questions = items.map(({ item, skills, guess }) => ({ item, skills, guess }));
const replay = startReplay(createParameters(questions));
const predicted: Array<number> = [];
for (const { person, item, correct, atSeconds } of log) {
  predicted.push(replayAnswer(replay, person, questions[item]!, { correct, atSeconds, firstAttempt: true, hints: 0 }));
}
const parameters = replayedParameters(replay);
/** The last hundred people, predicted one answer ahead, when items are known. */
const from = 50 * ANSWERS;
const labels = log.map(({ correct }) => (correct ? 1 : 0)).slice(from);
const ours = predicted.slice(from);

function correlation(x: Array<number>, y: Array<number>): number {
  const mean = (values: Array<number>) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (f: (i: number) => number) => x.reduce((total, _, i) => total + f(i), 0);
  return (
    sum((i) => (x[i]! - mx) * (y[i]! - my)) / Math.sqrt(sum((i) => (x[i]! - mx) ** 2) * sum((i) => (y[i]! - my) ** 2))
  );
}

/** Elo with the usual falling step 1 / (1 + .05n) for people and items (Pelánek 2016). */
function elo(): Array<number> {
  const ability = new Map<string, { value: number; n: number }>();
  const difficulty = new Map<number, { value: number; n: number }>();
  const of = <K>(map: Map<K, { value: number; n: number }>, key: K) => {
    const known = map.get(key) ?? { value: 0, n: 0 };
    map.set(key, known);
    return known;
  };
  return log.map(({ person, item, correct }) => {
    const who = of(ability, person);
    const what = of(difficulty, item);
    const { guess } = questions[item]!;
    const p = guess + (1 - guess) / (1 + Math.exp(what.value - who.value));
    const error = (correct ? 1 : 0) - p;
    who.value += error / (1 + 0.05 * who.n++);
    what.value -= error / (1 + 0.05 * what.n++);
    return p;
  });
}

test('it predicts better than each item’s average and than Elo, and is calibrated', () => {
  const sums = items.map(() => ({ right: 1, n: 2 }));
  const averages = log.map(({ item, correct }) => {
    const p = sums[item]!.right / sums[item]!.n;
    sums[item]!.n++;
    if (correct) sums[item]!.right++;
    return p;
  });
  const rivals = [averages, elo()].map((values) => values.slice(from));
  for (const rival of rivals) {
    expect(auc(ours, labels)!).toBeGreaterThan(auc(rival, labels)! + 0.005);
    expect(logLoss(ours, labels)).toBeLessThan(logLoss(rival, labels) - 0.01);
  }
  expect(ece(ours, labels)).toBeLessThan(0.03);
});

test('it finds the difficulty of items, with a variance that shrinks with answers', () => {
  const truth = items.map(({ difficulty }) => -difficulty);
  const found = items.map(({ item, skills }) => {
    return parameters.items.get(item)!.mean + parameters.combinations.get(skills[0]!)!.mean;
  });
  expect(correlation(truth, found)).toBeGreaterThan(0.93);
  for (const { variance, answers } of parameters.items.values()) {
    expect(answers).toBeGreaterThan(80);
    expect(variance).toBeLessThan(0.25);
  }
});

test('it tells who has a skill from who has not', () => {
  const scores: Array<number> = [];
  const truth: Array<number> = [];
  for (const [person, ability] of abilities) {
    const { learner, skills } = replayedLearner(replay, person)!;
    ability.forEach((value, skill) => {
      const state = skills.get(`s${skill}`) ?? newSkill(parameters);
      scores.push(assess(parameters, learner, state, `s${skill}`, ANSWERS * 90).probability);
      const own = items.slice(skill * ITEMS, (skill + 1) * ITEMS);
      const average = own.reduce((sum, { difficulty }) => sum + difficulty, 0) / ITEMS;
      truth.push(value - average >= Math.log(4) ? 1 : 0);
    });
  }
  expect(auc(scores, truth)!).toBeGreaterThan(0.85);
});

test('a frozen replay leaves the parameters alone', () => {
  const frozen = startReplay(parameters, { learn: false });
  for (const { person, item, correct, atSeconds } of log.slice(0, 200)) {
    replayAnswer(frozen, person, questions[item]!, { correct, atSeconds, firstAttempt: true, hints: 0 });
  }
  expect(replayedParameters(frozen)).toEqual(parameters);
});

test('the order in which an item lists its skills does not matter', () => {
  const one = startReplay(createParameters());
  const two = startReplay(createParameters());
  for (let i = 0; i < 50; i++) {
    const given = { correct: i % 3 !== 0, atSeconds: i * 60, firstAttempt: true, hints: 0 };
    const left = replayAnswer(one, 'p', { item: `i${i % 5}`, skills: ['a', 'b'] }, given);
    const right = replayAnswer(two, 'p', { item: `i${i % 5}`, skills: ['b', 'a'] }, given);
    expect(left).toBeCloseTo(right, 10);
  }
});

test('a learner-skill takes 32 bytes, 56 with the memory of its items, and a learner 32', () => {
  const two = [startReplay(parameters), startReplay(parameters, { remember: true })];
  for (const one of two)
    replayAnswer(one, 'p', questions[0]!, { correct: true, atSeconds: 0, firstAttempt: true, hints: 0 });
  expect(two.map(replayedBytes)).toEqual([
    { perLearner: 32, perLearnerSkill: 32, total: 64 },
    { perLearner: 32, perLearnerSkill: 56, total: 88 },
  ]);
});

test('of a skill’s items the six answered last are remembered, and a repeated one is not forgotten', () => {
  const one = startReplay(createParameters(), { remember: true });
  const item = (n: number) => ({ item: `i${n}`, skills: ['s'] });
  const give = (n: number) =>
    replayAnswer(one, 'p', item(n), { correct: n % 2 === 0, atSeconds: 0, firstAttempt: true, hints: 0 });
  [0, 1, 2, 3, 4, 5, 0, 6].forEach(give);
  expect(replayedItem(one, 'p', item(1))).toBeNull();
  expect(replayedItem(one, 'p', item(0))).toEqual({ tries: 2, history: 0b11, turn: 7 });
  expect(replayedItem(one, 'p', item(6))).toEqual({ tries: 1, history: 1, turn: 8 });
  expect(replayedItem(one, 'q', item(6))).toBeNull();
});
