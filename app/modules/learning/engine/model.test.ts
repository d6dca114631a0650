// The learner model: golden history, properties of prediction and update, and that one answer at a time equals the bulk replay.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryAge, packMemory, rememberedAfter, unpackMemory } from './contexts';
import { assess, isFirstAttempt, type Known, newLearner, newSkill, noteLesson, predict, update } from './model';
import { createParameters, DEFAULT_PRIORS, guessFloor } from './parameters';
import {
  replayAnswer,
  replayedItem,
  replayedLearner,
  replayedParameters,
  replayPrediction,
  startReplay,
} from './replay';
import { decodeParameters, encodeParameters } from './snapshot';
import { packLearnerState, packSkillState } from './state';

const questions = [
  { item: 'cpa', skills: ['unit-economics'], difficulty: 2, guess: 0.25 },
  { item: 'ltv', skills: ['unit-economics'], difficulty: 4, guess: 0.25 },
  { item: 'bids', skills: ['auctions', 'unit-economics'], difficulty: 3 },
  { item: 'second-price', skills: ['auctions'], difficulty: 5, guess: 0.2 },
];
const parameters = createParameters(questions);
const START = 1_760_000_000;
const HOUR = 3600;

function answer(correct: boolean, atSeconds: number, more: { firstAttempt?: boolean; hints?: number } = {}) {
  return { correct, atSeconds, firstAttempt: true, hints: 0, ...more };
}

function fresh(skills = 1): Known {
  return { learner: newLearner(parameters), skills: Array.from({ length: skills }, () => newSkill(parameters)) };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Each line: item, right or wrong, hours since the start. */
const HISTORY: ReadonlyArray<[item: number, correct: boolean, hours: number]> = [
  [0, true, 0],
  [1, false, 0.1],
  [0, true, 30],
  [2, true, 31],
  [3, false, 31.2],
  [3, false, 60],
  [1, true, 61],
  [2, true, 200],
  [3, true, 201],
];

function tell(): { probabilities: Array<number>; bytes: Array<string> } {
  let learner = newLearner(parameters);
  const skills = new Map([
    ['unit-economics', newSkill(parameters)],
    ['auctions', newSkill(parameters)],
  ]);
  const probabilities = HISTORY.map(([item, correct, hours]) => {
    const question = questions[item]!;
    const known = { learner, skills: question.skills.map((skill) => skills.get(skill)!) };
    const next = update(parameters, known, question, answer(correct, START + hours * HOUR));
    learner = next.learner;
    question.skills.forEach((skill, k) => skills.set(skill, next.skills[k]!));
    return Number(next.prediction.probability.toFixed(6));
  });
  return { probabilities, bytes: [packLearnerState(learner), ...[...skills.values()].map(packSkillState)].map(hex) };
}

test('golden history: nine answers give these probabilities and these bytes', () => {
  expect(tell()).toMatchInlineSnapshot(`
    {
      "bytes": [
        "950213bb7d19953e6777b63dd7e93b3c06000000030000009082f26802670000",
        "e99c393d93e3453e00f0a93eb2b72c3e050001002f0600008074f268020800000000000000000000000000000000000000000000000000000000000000000000",
        "4feeddbb0b60463e00800a3e554d503d03000200130500009082f268020900000000000000000000000000000000000000000000000000000000000000000000",
      ],
      "probabilities": [
        0.751426,
        0.669341,
        0.807951,
        0.613704,
        0.54081,
        0.514357,
        0.708002,
        0.702809,
        0.57255,
      ],
    }
  `);
});

test('a new person on an unlabelled item without luck is predicted from the general weights alone', () => {
  const { logit, probability } = predict(parameters, fresh(), { item: 'unknown', skills: ['new'] }, START);
  // bias .8, never answered −.3, empty pattern −.25
  expect(logit).toBeCloseTo(0.25, 10);
  expect(probability).toBeCloseTo(1 / (1 + Math.exp(-0.25 / Math.sqrt(1 + (Math.PI * variance()) / 8))), 10);
  function variance() {
    const p = DEFAULT_PRIORS;
    return (
      p.learner + p.skill + p.item + p.combination + p.pattern + p.skillPattern + p.skillPosition + 3 * p.context + 0.33
    );
  }
});

test('the first answer by hand: mean, variance, averages and counts follow the equations', () => {
  const question = { item: 'ltv', skills: ['unit-economics'], difficulty: 4 };
  const { learner: vLearner, skill: vSkill, labelledItem, combination } = DEFAULT_PRIORS;
  const { pattern, skillPattern, skillPosition, context } = DEFAULT_PRIORS;
  const z = 0.8 - 0.3 - 0.25 - 0.75;
  const s2 =
    vLearner + vSkill + labelledItem + combination + pattern + skillPattern + skillPosition + 3 * context + 0.33;
  const q = 1 / (1 + Math.exp(-z));
  const tempered = 1 / (1 + Math.exp(-z / Math.sqrt(1 + (Math.PI * s2) / 8)));
  const information = q * (1 - q);
  const push = (1 - q) / (1 + information * s2);
  const damping = information / (1 + information * s2);
  const plain = createParameters([question]);
  const { learner, skills, prediction } = update(plain, fresh(), question, answer(true, START));
  expect(prediction.probability).toBeCloseTo(tempered, 10);
  expect(learner.mean).toBeCloseTo(vLearner * push, 6);
  expect(learner.variance).toBeCloseTo(vLearner - vLearner ** 2 * damping, 6);
  expect(learner.residualFast).toBeCloseTo(0.2 * (1 - tempered), 6);
  expect(learner.residualSlow).toBeCloseTo(0.05 * (1 - tempered), 6);
  expect(skills[0]).toMatchObject({ successes: 1, failures: 0, recent: 1, recentCount: 1, lastAtSeconds: START });
  expect(skills[0]!.mean).toBeCloseTo(vSkill * push, 6);
  expect(skills[0]!.variance).toBeCloseTo(vSkill - vSkill ** 2 * damping, 6);
  expect(skills[0]!.averageFast).toBeCloseTo(0.125, 6);
  expect(skills[0]!.averageSlow).toBeCloseTo(0.05, 6);
});

test('easier labels give higher probabilities, and luck sets a floor', () => {
  const asked = [1, 2, 3, 4, 5].map((difficulty) =>
    predict(parameters, fresh(), { item: `new-${difficulty}`, skills: ['x'], difficulty }, START),
  );
  asked.slice(1).forEach(({ probability }, i) => expect(probability).toBeLessThan(asked[i]!.probability));
  let known = fresh();
  for (let i = 0; i < 60; i++) {
    known = update(parameters, known, { item: 'q', skills: ['x'], guess: 0.25 }, answer(false, START + i));
    expect(
      predict(parameters, known, { item: 'q', skills: ['x'], guess: 0.25 }, START + i).probability,
    ).toBeGreaterThan(0.25);
  }
});

test('a right answer raises what is expected next, a wrong one lowers it against that', () => {
  const question = questions[0]!;
  const before = predict(parameters, fresh(), question, START).probability;
  const right = update(parameters, fresh(), question, answer(true, START));
  const wrong = update(parameters, fresh(), question, answer(false, START));
  const later = (known: Known) => predict(parameters, known, questions[1]!, START + 60).probability;
  expect(predict(parameters, right, question, START + 60).probability).toBeGreaterThan(before);
  expect(later(right)).toBeGreaterThan(later(wrong));
});

test('later attempts change nothing, and help counts as wrong', () => {
  const known = fresh();
  const again = update(parameters, known, questions[0]!, answer(true, START, { firstAttempt: false }));
  expect(again.learner).toBe(known.learner);
  expect(again.skills).toBe(known.skills);
  const helped = update(parameters, known, questions[0]!, answer(true, START, { hints: 1 }));
  expect(helped).toEqual(update(parameters, known, questions[0]!, answer(false, START)));
});

test('an item seen again within 20 hours is no first attempt', () => {
  expect(isFirstAttempt(null, START)).toBe(true);
  expect(isFirstAttempt(START, START + 20 * HOUR - 1)).toBe(false);
  expect(isFirstAttempt(START, START + 20 * HOUR)).toBe(true);
});

test('questions without skills, with more than 64 or with one twice are refused', () => {
  for (const skills of [[], Array.from({ length: 65 }, (_, k) => `s${k}`), ['a', 'a']]) {
    expect(() => predict(parameters, fresh(skills.length), { item: 'q', skills }, START)).toThrow(RangeError);
  }
  expect(() => predict(parameters, fresh(1), questions[2]!, START)).toThrow(/2 skills, got 1/);
});

test('luck: one of n, a choice among n, an order of n, nothing when typed', () => {
  expect(guessFloor('single', 4)).toBe(0.25);
  expect(guessFloor('multiple', 4)).toBeCloseTo(1 / 15);
  expect(guessFloor('order', 4)).toBeCloseTo(1 / 24);
  expect(guessFloor('numeric', 4)).toBe(0);
});

test('a lesson is counted and makes the skill a little less certain, never beyond the prior', () => {
  let { skills } = fresh();
  for (let i = 0; i < 20; i++)
    skills = update(parameters, { ...fresh(), skills }, questions[0]!, answer(true, START)).skills;
  const certain = skills[0]!;
  const taught = noteLesson(parameters, certain, START);
  expect(taught.lessons).toBe(1);
  expect(taught.variance).toBeGreaterThan(certain.variance);
  let often = taught;
  for (let i = 0; i < 300; i++) often = noteLesson(parameters, often, START);
  expect(often.variance).toBe(Math.fround(DEFAULT_PRIORS.skill));
  expect(often.lessons).toBe(255);
});

test('the average item of a skill stands at the mean of its items', () => {
  const known = fresh();
  const easy = createParameters([{ item: 'a', skills: ['s'], difficulty: 1 }]);
  const hard = createParameters([
    { item: 'a', skills: ['s'], difficulty: 4 },
    { item: 'b', skills: ['s'], difficulty: 2 },
    { item: 'c', skills: ['s'], difficulty: 5 },
  ]);
  const logit = (of: typeof easy) => assess(of, known.learner, known.skills[0]!, 's', START).logit;
  expect(logit(easy) - logit(hard)).toBeCloseTo(1.5 + 0.5, 10);
});

const history = fc.array(
  fc.record({ item: fc.nat(3), correct: fc.boolean(), wait: fc.integer({ min: -50_000, max: 4_000_000 }) }),
  { maxLength: 60 },
);

test('whatever is answered: probabilities stay inside (0, 1) and variances between floor and prior', () => {
  fc.assert(
    fc.property(history, (answers) => {
      const learned = new Map<string, Known['skills'][number]>();
      let learner = newLearner(parameters);
      let at = START;
      for (const { item, correct, wait } of answers) {
        at += wait;
        const question = questions[item]!;
        const skills = question.skills.map((skill) => learned.get(skill) ?? newSkill(parameters));
        const next = update(parameters, { learner, skills }, question, answer(correct, at));
        expect(next.prediction.probability).toBeGreaterThan(question.guess ?? 0);
        expect(next.prediction.probability).toBeLessThan(1);
        learner = next.learner;
        next.skills.forEach((state, k) => {
          learned.set(question.skills[k]!, state);
          expect(state.variance).toBeLessThanOrEqual(Math.fround(DEFAULT_PRIORS.skill));
          expect(state.variance).toBeGreaterThan(0);
          // No growth but the documented drift of one answer and of the days between.
          const days = Math.max(0, at - (skills[k]!.lastAtSeconds ?? at)) / 86_400;
          const opened = skills[k]!.variance + DEFAULT_PRIORS.skillDrift + DEFAULT_PRIORS.skillDriftDay * days;
          expect(state.variance).toBeLessThanOrEqual(opened);
        });
        expect(learner.variance).toBeLessThanOrEqual(Math.fround(DEFAULT_PRIORS.learner));
        expect(learner.variance).toBeGreaterThan(0);
      }
    }),
  );
});

test('one answer at a time gives the bytes of a bulk replay over interleaved people', () => {
  const log = fc.array(
    fc.record({
      person: fc.nat(3),
      item: fc.nat(3),
      correct: fc.boolean(),
      wait: fc.nat(200_000),
      first: fc.boolean(),
    }),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(log, fc.boolean(), (answers, remember) => {
      const replay = startReplay(parameters, { learn: false, remember });
      const people = new Map<
        string,
        { learner: Known['learner']; skills: Map<string, Known['skills'][number]>; items: Map<number, Known['item']> }
      >();
      let at = START;
      for (const { person, item, correct, wait, first } of answers) {
        at += wait;
        const question = questions[item]!;
        const given = answer(correct, at, { firstAttempt: first });
        const name = `p${person}`;
        const bulk = replayAnswer(replay, name, question, given);
        const who = people.get(name) ?? { learner: newLearner(parameters), skills: new Map(), items: new Map() };
        const skills = question.skills.map((skill) => who.skills.get(skill) ?? newSkill(parameters));
        const known = { learner: who.learner, skills, item: remember ? who.items.get(item) : undefined };
        const next = update(parameters, known, question, given);
        expect(next.prediction.probability).toBe(bulk);
        who.items.set(item, next.item);
        if (remember) expect(replayedItem(replay, name, question)).toEqual(next.item ?? null);
        question.skills.forEach((skill, k) => who.skills.set(skill, next.skills[k]!));
        people.set(name, { ...who, learner: next.learner });
      }
      for (const [name, who] of people) {
        const replayed = replayedLearner(replay, name)!;
        expect(hex(packLearnerState(replayed.learner))).toBe(hex(packLearnerState(who.learner)));
        for (const [skill, state] of who.skills) {
          expect(hex(packSkillState(replayed.skills.get(skill)!))).toBe(hex(packSkillState(state)));
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('a learning replay gives the same parameters twice, leaves its start alone, and stores them exactly', () => {
  const before = JSON.stringify(encodeParameters(parameters));
  const fit = () => {
    const replay = startReplay(parameters, { remember: true });
    for (let i = 0; i < 400; i++) {
      const question = questions[i % 4]!;
      replayAnswer(replay, `p${i % 7}`, question, answer((i * 7919) % 5 > 1, START + i * 600));
    }
    return replayedParameters(replay);
  };
  const fitted = fit();
  const stored = JSON.stringify(encodeParameters(fitted));
  expect(JSON.stringify(encodeParameters(fit()))).toBe(stored);
  expect(JSON.stringify(encodeParameters(parameters))).toBe(before);
  const restored = decodeParameters(JSON.parse(stored));
  expect(restored).toEqual(fitted);
  expect(restored.items.get('cpa')).toMatchObject({ answers: 100, guess: 0.25 });
  expect(() => decodeParameters({ ...encodeParameters(fitted), engineVersion: 'other' })).toThrow(/engine other/);
});

test('an item met before is predicted by how it went: once it was learned that this tells, a right answer lasts', () => {
  const replay = startReplay(parameters, { remember: true });
  // Everybody meets the four items twice; the second answer is the first one again.
  for (let i = 0; i < 800; i++) {
    const person = Math.floor(i / 8);
    const correct = ((person + (i % 4)) * 7919) % 3 > 0;
    replayAnswer(replay, `p${person}`, questions[i % 4]!, answer(correct, START + i * 60));
  }
  const fitted = replayedParameters(replay);
  const met = (history: number) =>
    predict(fitted, { ...fresh(), item: { tries: 1, history, turn: 0 } }, questions[0]!, START);
  const never = predict(fitted, fresh(), questions[0]!, START).probability;
  expect(met(1).probability).toBeGreaterThan(never);
  expect(met(0).probability).toBeLessThan(never);
});

test('what is remembered of an item keeps its last four answers, and stops counting at fifteen tries', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), fc.nat(100_000), (tries, turn) => {
      const word = tries.reduce((memory, correct, i) => rememberedAfter(memory, correct, turn + i), 0);
      const memory = unpackMemory(word);
      expect(memory.tries).toBe(Math.min(15, tries.length));
      expect(memory.history).toBe(tries.slice(-4).reduce((bits, correct) => bits * 2 + (correct ? 1 : 0), 0));
      expect(packMemory(memory)).toBe(word);
      expect(memoryAge(word, turn + tries.length + 9)).toBe(10);
    }),
  );
});

test('a prediction in a replay takes nothing in', () => {
  const replay = startReplay(parameters);
  replayAnswer(replay, 'p', questions[0]!, answer(true, START));
  const first = replayPrediction(replay, 'p', questions[1]!, START + 5);
  expect(replayPrediction(replay, 'p', questions[1]!, START + 5)).toBe(first);
  expect(replayedLearner(replay, 'nobody')).toBeNull();

  const unasked = startReplay(parameters);
  replayAnswer(unasked, 'p', questions[0]!, answer(true, START));
  for (const one of [replay, unasked]) replayAnswer(one, 'p', questions[1]!, answer(false, START + 5));
  expect(replayedParameters(replay)).toEqual(replayedParameters(unasked));
  expect(replayedLearner(replay, 'p')).toEqual(replayedLearner(unasked, 'p'));
});
