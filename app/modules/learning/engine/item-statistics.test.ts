// Item statistics on answers made up with a known truth: estimates, their errors, what they say of too few, and what is flagged.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDrift } from './drift';
import { type ItemAnswer, standBefore } from './item-answer';
import { ATTENTION_WEIGHTS, rankAttention } from './item-attention';
import { estimateDifficulty, estimateDiscrimination, expectedRight, measureFit } from './item-fit';
import { describeOptions } from './item-options';
import { ANSWERS_NEEDED, describeItem, type MeasuredItem } from './item-statistics';
import { createParameters, DEFAULT_PRIORS } from './parameters';
import { createRandom, normal as drawNormal } from './random';
import { replayAnswer, startReplay } from './replay';

const OPTIONS = [
  { id: 'a', correct: true },
  { id: 'b', correct: false },
  { id: 'c', correct: false },
];
const FLAT = { mean: 0, variance: 9 };

function normals(random: () => number): () => number {
  return () => drawNormal(random);
}

/** Answers of people of N(1, 1) ability, known to ± `sd`, to an item of this difficulty, slope and luck. */
function simulate(
  count: number,
  seed: string,
  { difficulty = 0, slope = 1, guess = 0, sd = 0.3, month = '2026-10' } = {},
): Array<ItemAnswer> {
  const random = createRandom(seed);
  const normal = normals(random);
  return Array.from({ length: count }, () => {
    const ability = 1 + normal();
    const p = guess + (1 - guess) / (1 + Math.exp(-slope * (ability + sd * normal() - difficulty)));
    const correct = random() < p;
    const options = [correct ? 'a' : random() < 0.6 ? 'b' : 'c'];
    const predicted = expectedRight({ correct, ability, abilitySd: sd }, difficulty, guess);
    return { correct, ability, abilitySd: sd, predicted, options, responseMs: 20_000, month, adaptive: true };
  });
}

function measured(answers: ReadonlyArray<ItemAnswer>, changes: Partial<MeasuredItem> = {}): MeasuredItem {
  const learned = { item: { mean: 0, variance: 0.02 }, combination: { mean: 0, variance: 0.001 } };
  return { item: 'q', label: 3, guess: 0, options: OPTIONS, learned, answers, people: 4_000, ...changes };
}

const mean = (values: ReadonlyArray<number>) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('batch difficulty is unbiased and its standard error honest, with luck and with abilities known roughly', () => {
  for (const guess of [0, 0.25]) {
    const found = Array.from({ length: 150 }, (_, i) => {
      const difficulty = -1.5 + (3 * i) / 149;
      const { value, se } = estimateDifficulty(
        simulate(200, `d${guess}:${i}`, { difficulty, guess, sd: 0.6 }),
        guess,
        FLAT,
      );
      return { error: value - difficulty, z2: ((value - difficulty) / se) ** 2 };
    });
    expect(Math.abs(mean(found.map(({ error }) => error)))).toBeLessThan(0.06);
    expect(mean(found.map(({ z2 }) => z2))).toBeGreaterThan(0.75);
    expect(mean(found.map(({ z2 }) => z2))).toBeLessThan(1.3);
  }
});

test('without answers the difficulty is its prior, and the order of answers does not matter', () => {
  expect(estimateDifficulty([], 0.25, { mean: 0.7, variance: 0.49 })).toEqual({ value: 0.7, se: 0.7 });
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 60 }), (seed, count) => {
      const answers = simulate(count, seed);
      const one = estimateDifficulty(answers, 0, FLAT);
      const two = estimateDifficulty([...answers].reverse(), 0, FLAT);
      expect(one.value).toBeCloseTo(two.value, 6);
      expect(one.se).toBeGreaterThan(0);
      expect(one.se).toBeLessThanOrEqual(3);
    }),
  );
});

test('all right or all wrong still has a difficulty, with a large error', () => {
  const answers = simulate(30, 'same').map((answer) => ({ ...answer, correct: true }));
  const { value, se } = estimateDifficulty(answers, 0, { mean: 0, variance: 1.3 });
  expect(value).toBeLessThan(-1);
  expect(Number.isFinite(value)).toBe(true);
  expect(se).toBeGreaterThan(0.4);
});

test('discrimination is found, below 0 when the key is wrong, and near 1 when people are alike', () => {
  const slopes = (slope: number) =>
    mean(
      Array.from({ length: 40 }, (_, i) => estimateDiscrimination(simulate(400, `a${slope}:${i}`, { slope }), 0).value),
    );
  expect(Math.abs(slopes(0.5) - 0.5)).toBeLessThan(0.08);
  expect(Math.abs(slopes(1) - 1)).toBeLessThan(0.08);
  expect(Math.abs(slopes(1.6) - 1.6)).toBeLessThan(0.25);
  expect(slopes(-0.7)).toBeLessThan(-0.5);
  const alike = simulate(400, 'alike').map((answer) => ({ ...answer, ability: 1 + (answer.ability - 1) * 1e-3 }));
  const { value, se } = estimateDiscrimination(alike, 0);
  expect(Math.abs(value - 1)).toBeLessThan(0.05);
  expect(se).toBeCloseTo(0.5, 2);
});

test('fit is 1 under the model, above it when answers are random, below it when they are too regular', () => {
  const sound = simulate(1_000, 'sound', { sd: 0 });
  const fit = measureFit(sound, 0, 0);
  expect(Math.abs(fit.infitZ)).toBeLessThan(3);
  expect(fit.outfit).toBeCloseTo(1, 0);
  const random = createRandom('coin');
  expect(
    measureFit(
      sound.map((answer) => ({ ...answer, correct: random() < 0.5 })),
      0,
      0,
    ).infitZ,
  ).toBeGreaterThan(5);
  expect(
    measureFit(
      sound.map((answer) => ({ ...answer, correct: answer.ability > 0 })),
      0,
      0,
    ).infitZ,
  ).toBeLessThan(-5);
  expect(() => measureFit([], 0, 0)).toThrow(RangeError);
});

test('drift is flagged when an item leaks, not when nothing happens, and waits for both sides', () => {
  const before = simulate(300, 'before');
  const now = simulate(150, 'now', { month: '2026-11' });
  expect(findDrift([...before, ...now], 0, 50)).toMatchObject({ month: '2026-11', flagged: false });
  const leaked = findDrift([...before, ...simulate(150, 'now', { month: '2026-11', difficulty: -1.5 })], 0, 50)!;
  expect(leaked.flagged).toBe(true);
  expect(leaked.change.value).toBeLessThan(-0.8);
  expect(findDrift(before, 0, 50)).toBeNull();
  expect(findDrift([...before, ...now.slice(0, 49)], 0, 50)).toBeNull();
});

test('options by thirds: shares of a single choice add up, a distractor nobody takes and one for the able are told', () => {
  const answers = simulate(300, 'options');
  for (const third of [0, 1, 2] as const) {
    const sum = describeOptions(OPTIONS, answers).reduce((total, option) => total + option.sharesByThird[third], 0);
    expect(sum).toBeCloseTo(1, 12);
  }
  const [key, wrong] = describeOptions(OPTIONS, answers);
  expect(key!.sharesByThird[2]).toBeGreaterThan(key!.sharesByThird[0]);
  expect(key!.pointBiserial).toBeGreaterThan(0.2);
  expect(wrong!.faults).toEqual([]);
  const swapped = answers.map((answer) => ({ ...answer, options: [answer.correct ? 'b' : 'a'] }));
  expect(describeOptions(OPTIONS, swapped).map(({ faults }) => faults)).toEqual([
    ['key-avoided'],
    ['chosen-by-the-able'],
    ['never-chosen'],
  ]);
});

test('few answers give no statistic, and say how many are missing', () => {
  const few = describeItem(measured(simulate(9, 'few')));
  expect(few.batchDifficulty).toEqual({ state: 'too-few', answers: 9, more: 1 });
  expect(few.fit).toEqual({ state: 'too-few', answers: 9, more: 21 });
  expect(few.discrimination).toEqual({ state: 'too-few', answers: 9, more: 91 });
  expect(few.drift).toEqual({ state: 'too-few', answers: 9, more: 91 });
  const none = describeItem(measured([], { learned: null, label: 5 }));
  expect(none).toMatchObject({ answers: 0, shareRight: null, exposureShare: 0, adaptiveShare: 0, months: [] });
  expect(none.difficulty.value).toBe(1.5);
  const all = describeItem(measured(simulate(ANSWERS_NEEDED.discrimination, 'all')));
  expect(all.discrimination.state).toBe('measured');
});

test('the standard error shown is wider than the filter’s', () => {
  const { difficulty } = describeItem(measured([]));
  expect(difficulty.se).toBeCloseTo(Math.sqrt(1.3 * 0.021), 12);
});

test('the label that answers ask for is told beside the author’s', () => {
  const learned = { item: { mean: -1.4, variance: 0.02 }, combination: { mean: 0.3, variance: 0.001 } };
  expect(describeItem(measured([], { learned, label: 2 })).label).toMatchObject({ author: 2, measured: 5 });
  expect(describeItem(measured([], { label: null })).label).toBeNull();
});

test('sound items need no attention; each fault brings its reason, and the worst comes first', () => {
  const sound = simulate(200, 'calm');
  const before = simulate(200, 'drift-before');
  const random = createRandom('noise');
  const turned = simulate(300, 'turned', { slope: -1 });
  const hard = { item: { mean: -1.5, variance: 0.02 }, combination: { mean: 0, variance: 0.001 } };
  const ranked = rankAttention(
    [
      measured(sound, { item: 'sound' }),
      measured(turned, { item: 'turned' }),
      measured(
        turned.map((row) => ({ ...row, options: [row.correct ? 'a' : 'b'] })),
        { item: 'avoided' },
      ),
      measured([...before, ...simulate(150, 'leak', { month: '2026-11', difficulty: -2 })], { item: 'leaked' }),
      measured(
        sound.map((row) => ({ ...row, correct: random() < 0.5, options: [] })),
        { item: 'noise', options: [] },
      ),
      measured([], { item: 'label', label: 1, learned: hard }),
      measured(
        sound.map((row, i) => ({ ...row, responseMs: i % 5 === 0 ? 900 : 20_000 })),
        { item: 'rapid' },
      ),
      measured(sound, { item: 'shown', people: 300 }),
      measured(sound, { item: 'idle', options: [...OPTIONS, { id: 'd', correct: false }] }),
      measured(simulate(1_500, 'weak', { slope: 0.2 }), { item: 'weak' }),
    ].map((item) => describeItem(item)),
  );
  const codes = new Map(ranked.map(({ item, reasons }) => [item, reasons.map(({ code }) => code)]));
  expect(codes.has('sound')).toBe(false);
  expect(codes.get('turned')).toContain('suspicious-key');
  expect(codes.get('avoided')).toEqual(expect.arrayContaining(['key-avoided', 'able-choose-distractor']));
  expect(codes.get('leaked')).toContain('drift');
  expect(codes.get('noise')).toContain('misfit');
  expect(codes.get('label')).toEqual(['label-off']);
  expect(codes.get('rapid')).toEqual(['rapid-answers']);
  expect(codes.get('shown')).toEqual(['overexposed']);
  expect(codes.get('idle')).toEqual(['distractor-never-chosen']);
  expect(codes.get('weak')).toContain('weak-discrimination');
  expect(new Set([...codes.values()].flat())).toEqual(new Set(Object.keys(ATTENTION_WEIGHTS)));
  expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).sort((a, b) => b - a));
});

test('the person’s side of a prediction leaves the item out, and asking moves nothing', () => {
  const questions = ['easy', 'hard'].map((item, i) => ({
    item,
    skills: ['s'],
    difficulty: i === 0 ? 1 : 5,
    guess: 0.25,
  }));
  const replay = startReplay(createParameters(questions, DEFAULT_PRIORS), { learn: false });
  for (let n = 0; n < 5; n++) {
    replayAnswer(replay, 'p', questions[0]!, { correct: true, atSeconds: n, firstAttempt: true, hints: 0 });
  }
  const [easy, hard] = questions.map((question) => standBefore(replay, 'p', question, 10));
  expect(easy!.ability).toBeCloseTo(hard!.ability, 10);
  expect(easy!.abilitySd).toBeCloseTo(hard!.abilitySd, 10);
  expect(easy!.predicted).toBeGreaterThan(hard!.predicted);
  expect(standBefore(replay, 'p', questions[0]!, 10)).toEqual(easy);
});
