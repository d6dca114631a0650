// Adaptive exams: estimates against the formulas, the rules of stopping and covering, the same exam after a pause.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  answerItem,
  CAT_RULES,
  type CatRules,
  type CatSession,
  encodeCat,
  estimateAbility,
  nextCatStep,
  resumeCat,
  startCat,
} from './cat';
import { type CatItem, createCatBank, fisherInformation, isCalibratedFor, NODES, rightProbability } from './cat-bank';
import { expectedGain } from './cat-selection';
import { createRandom, normal as drawNormal } from './random';

function simulatedBank(size: number, seed: string, skills = 1): Array<CatItem> {
  const random = createRandom(seed);
  const normal = () => drawNormal(random);
  return Array.from({ length: size }, (_, i) => ({
    id: `i${i}`,
    a: 1.2 * Math.exp(0.3 * normal()),
    b: normal(),
    skill: `s${i % skills}`,
  }));
}

const bank = createCatBank(simulatedBank(200, 'bank', 4));
const byId = new Map(simulatedBank(200, 'bank', 4).map((some) => [some.id, some]));
/** In the order of the bank. */
const items = bank.ids.map((id) => byId.get(id)!);

/** Runs an exam to its end, or for so many answers, with answers drawn at `theta`. */
function examine(session: CatSession, theta: number, seed: string, most = Infinity): CatSession {
  for (let n = session.answers.length; n < most; n++) {
    const step = nextCatStep(session);
    if ('stopped' in step) break;
    const right = createRandom(`${seed}:${n}`)() < rightProbability(items[step.item]!, theta);
    answerItem(session, step.item, right);
  }
  return session;
}

const item = fc.record({
  a: fc.double({ min: 0.05, max: 6, noNaN: true }),
  b: fc.double({ min: -6, max: 6, noNaN: true }),
  c: fc.double({ min: 0, max: 0.49, noNaN: true }),
  d: fc.double({ min: 0.5, max: 1, noNaN: true }),
});
const theta = fc.double({ min: -4, max: 4, noNaN: true });
const seed = fc.string({ maxLength: 8 });

test('one right answer moves the estimate as Bayes’ rule on a fine grid says', () => {
  const only = { id: 'q', a: 1.7, b: 0.4, c: 0.2, d: 0.97 };
  const session = startCat(createCatBank([only]));
  answerItem(session, 0, true);
  let [mass, first, second] = [0, 0, 0];
  for (let x = -8; x <= 8; x += 0.001) {
    const weight = Math.exp(-(x * x) / 2) * rightProbability(only, x);
    mass += weight;
    first += weight * x;
    second += weight * x * x;
  }
  const mean = first / mass;
  const { theta: found, se } = estimateAbility(session);
  expect(found).toBeCloseTo(mean, 4);
  expect(se).toBeCloseTo(Math.sqrt(second / mass - mean * mean), 4);
});

test('before any answer the estimate is the prior, whatever its scale', () => {
  const { theta: found, se } = estimateAbility(startCat(createCatBank(items, { mean: 500, sd: 100 })));
  expect(found).toBeCloseTo(500, 6);
  expect(se).toBeCloseTo(100, 1);
});

test('information is never negative, never above a²/4, and its 2PL form is a²p(1 − p)', () => {
  fc.assert(
    fc.property(item, theta, (numbers, at) => {
      const information = fisherInformation(numbers, at);
      expect(information).toBeGreaterThanOrEqual(0);
      expect(information).toBeLessThanOrEqual((numbers.a * numbers.a) / 4 + 1e-12);
      const { a, b } = numbers;
      const p = rightProbability({ a, b }, at);
      expect(fisherInformation({ a, b }, at)).toBeCloseTo(a * a * p * (1 - p), 10);
    }),
  );
});

test('the expected gain is the variance now minus the mean variance after either answer', () => {
  const session = examine(startCat(bank), 0.5, 'gain', 4);
  const next = nextCatStep(session);
  if ('stopped' in next) throw new Error('The exam is over');
  const { posterior, deviation } = session;
  let p = 0;
  for (let q = 0; q < NODES; q++) p += posterior[q]! * bank.right[next.item * NODES + q]!;
  const variances = [true, false].map((correct) => {
    const after = resumeCat(bank, CAT_RULES, encodeCat(session));
    answerItem(after, next.item, correct);
    return after.deviation ** 2;
  });
  const expected = p * variances[0]! + (1 - p) * variances[1]!;
  expect(expectedGain(bank, session, next.item)).toBeCloseTo(deviation ** 2 - expected, 10);
});

test('the item chosen is the best of the whole bank where information is what counts most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 20 }), theta, seed, (pause, at, text) => {
      const session = examine(startCat(bank, { ...CAT_RULES, targetSe: 0.05 }), at, text, pause);
      const next = nextCatStep(session);
      const open = items.map((_, i) => i).filter((i) => session.answers.every(({ item: asked }) => asked !== i));
      const best = Math.max(...open.map((i) => expectedGain(bank, session, i)));
      if ('stopped' in next) throw new Error('The exam is over');
      expect(expectedGain(bank, session, next.item)).toBeCloseTo(best, 4);
    }),
    { numRuns: 30 },
  );
});

test('the order of answers does not matter to the estimate', () => {
  const answers = fc.uniqueArray(fc.integer({ min: 0, max: bank.size - 1 }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(answers, seed, (order, text) => {
      const right = (i: number) => createRandom(`${text}:${i}`)() < 0.5;
      const [one, two] = [startCat(bank), startCat(bank)];
      for (const i of order) answerItem(one, i, right(i));
      for (const i of [...order].reverse()) answerItem(two, i, right(i));
      expect(one.theta).toBeCloseTo(two.theta, 9);
      expect(one.deviation).toBeCloseTo(two.deviation, 9);
    }),
  );
});

test('no item twice, and it stops between the bounds, at the target when it says so', () => {
  const rules = fc.record({
    targetSe: fc.double({ min: 0.2, max: 0.9, noNaN: true }),
    minItems: fc.integer({ min: 0, max: 12 }),
    maxItems: fc.integer({ min: 12, max: 40 }),
    randomesque: fc.integer({ min: 1, max: 6 }),
  });
  fc.assert(
    fc.property(rules, theta, seed, (some, at, text) => {
      const session = examine(startCat(bank, { ...CAT_RULES, ...some }, { seed: text }), at, text);
      const asked = session.answers.map(({ item: index }) => index);
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked.length).toBeGreaterThanOrEqual(some.minItems);
      expect(asked.length).toBeLessThanOrEqual(some.maxItems);
      const end = nextCatStep(session);
      const precise = estimateAbility(session).se <= some.targetSe;
      expect(end).toEqual({ stopped: asked.length === some.maxItems ? 'max-items' : 'precise' });
      if (asked.length < some.maxItems) expect(precise).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('an exam that was paused goes on as if it had not been', () => {
  const rules: CatRules = { ...CAT_RULES, randomesque: 4 };
  fc.assert(
    fc.property(theta, seed, fc.integer({ min: 0, max: 12 }), (at, text, pause) => {
      const options = { seed: text, withheld: [3, 50, 77] };
      const whole = examine(startCat(bank, rules, options), at, text);
      const begun = examine(startCat(bank, rules, options), at, text, pause);
      const stored = JSON.parse(JSON.stringify(encodeCat(begun))) as ReturnType<typeof encodeCat>;
      const resumed = examine(resumeCat(bank, rules, stored), at, text);
      expect(resumed.answers).toEqual(whole.answers);
      expect(estimateAbility(resumed)).toEqual(estimateAbility(whole));
    }),
    { numRuns: 40 },
  );
});

test('withheld items are asked only when nothing else is left, and that is told', () => {
  const small = createCatBank(items.slice(0, 5));
  const session = startCat(small, { ...CAT_RULES, targetSe: 0.01 }, { withheld: [0, 2] });
  for (let n = 0; n < 5; n++) {
    const step = nextCatStep(session);
    if ('stopped' in step) throw new Error('There are items left');
    answerItem(session, step.item, n % 2 === 0);
  }
  expect(new Set(session.answers.slice(3).map(({ item: index }) => index))).toEqual(new Set([0, 2]));
  expect(estimateAbility(session).overexposed).toBe(2);
  expect(nextCatStep(session)).toEqual({ stopped: 'bank-exhausted' });
});

test('a blueprint’s bounds hold in every exam, and its shares nearly', () => {
  const blueprint = [
    { skill: 's0', weight: 5, minItems: 6 },
    { skill: 's1', weight: 3, maxItems: 4 },
    { skill: 's2', weight: 2, minItems: 2 },
  ];
  const rules: CatRules = { ...CAT_RULES, minItems: 10, maxItems: 20, blueprint };
  fc.assert(
    fc.property(theta, seed, (at, text) => {
      const { answers } = examine(startCat(bank, rules, { seed: text }), at, text);
      const count = (skill: string) => answers.filter(({ item: index }) => items[index]!.skill === skill).length;
      expect(count('s0')).toBeGreaterThanOrEqual(6);
      expect(count('s1')).toBeLessThanOrEqual(4);
      expect(count('s2')).toBeGreaterThanOrEqual(2);
      expect(count('s3')).toBe(0);
      if (answers.length <= 12) expect(Math.abs(count('s0') - answers.length / 2)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 40 },
  );
});

test('rules that contradict each other or the bank are refused', () => {
  const start = (rules: Partial<CatRules>) => () => startCat(bank, { ...CAT_RULES, ...rules });
  expect(start({ targetSe: 0 })).toThrow(RangeError);
  expect(start({ minItems: 61 })).toThrow(/from 0 to 60/);
  expect(start({ randomesque: 33 })).toThrow(RangeError);
  expect(start({ blueprint: [{ skill: 's0', weight: 1, minItems: 51 }] })).toThrow(/at most 50 possible/);
  expect(start({ blueprint: [{ skill: 's0', weight: 1, minItems: 30 }], maxItems: 20 })).toThrow(/ends after 20/);
  expect(start({ blueprint: [{ skill: 's0', weight: 0 }] })).toThrow(/weights/);
  expect(() => createCatBank([])).toThrow(/at least one/);
  expect(() => createCatBank([items[0]!, items[0]!])).toThrow(/twice/);
  expect(() => createCatBank([{ id: 'x', a: 0, b: 0 }])).toThrow(/a is 0/);
  expect(() => createCatBank([{ id: 'x', a: 1, b: 0, c: 0.5, d: 0.5 }])).toThrow(/c must be below d/);
});

test('an item answered twice, or none of the bank, is refused', () => {
  const session = startCat(bank);
  answerItem(session, 7, true);
  expect(() => answerItem(session, 7, true)).toThrow(`${items[7]!.id} was answered already`);
  expect(() => answerItem(session, 200, true)).toThrow(/no item 200/);
});

test('an item known from few answers makes the standard error larger, and is not fit for certificates', () => {
  const [known, new_] = [createCatBank(items), createCatBank(items.map((some) => ({ ...some, answers: 40 })))];
  const [one, two] = [startCat(known), startCat(new_)];
  answerItem(one, 0, true);
  answerItem(two, 0, true);
  expect(estimateAbility(two).se).toBeCloseTo(estimateAbility(one).se + 0.1, 12);
  expect(estimateAbility(two).surcharge).toBe(0.1);
  expect(isCalibratedFor('placement', { answers: 40 })).toBe(true);
  expect(isCalibratedFor('certificate', { answers: 40 })).toBe(false);
  expect(isCalibratedFor('placement', { answers: 29 })).toBe(false);
  expect(isCalibratedFor('certificate', {})).toBe(true);
});

test('the error that is reported is the error that is made', () => {
  const random = createRandom('honest');
  let squares = 0;
  let reported = 0;
  const people = 600;
  for (let person = 0; person < people; person++) {
    const at = drawNormal(random);
    const { theta: found, se } = estimateAbility(examine(startCat(bank), at, `person:${person}`));
    squares += ((found - at) / se) ** 2;
    reported += se;
  }
  expect(squares / people).toBeGreaterThan(0.85);
  expect(squares / people).toBeLessThan(1.15);
  expect(reported / people).toBeLessThan(0.31);
});
