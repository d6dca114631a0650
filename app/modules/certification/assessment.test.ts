import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalResponse, findFlags, type IntegrityEvidence } from './integrity';
import { countWords, findFaults } from './portfolio';
import { decideMarks, doAgree, type Marks, percentOf, unmarked } from './rubric';
import { examError, isBorderline, LEAST_PAIRS, markerError } from './score-error';

/** A small generator with a seed (mulberry32), for simulations that give the same figures each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const texts = (en: string) => ({ es: en, en });
const level = { title: texts('l'), descriptor: texts('d') };
const criterion = (id: string, weight: number, levels = 4) => ({
  id,
  title: texts(id),
  weight,
  levels: Array.from({ length: levels }, () => level),
});
const rubric = [criterion('a', 1), criterion('b', 2), criterion('c', 1, 5)];
const portfolio = { rubric, passPercent: 60 };
const marks = (a: number, b: number, c: number): Marks => ({ a, b, c });

test('levels are worth their place between the lowest and the highest, by weight', () => {
  expect(percentOf(rubric, marks(1, 1, 1))).toBeCloseTo(0);
  expect(percentOf(rubric, marks(4, 4, 5))).toBeCloseTo(100);
  expect(percentOf(rubric, marks(1, 4, 1))).toBeCloseTo(50);
  expect(percentOf(rubric, marks(4, 2, 3))).toBeCloseTo(((1 + 2 / 3 + 0.5) / 4) * 100);
  expect(unmarked(rubric, marks(4, 4, 5))).toEqual([]);
  expect(unmarked(rubric, { a: 0, b: 5, c: 2.5 })).toEqual(['a', 'b', 'c']);
  expect(unmarked(rubric, {})).toEqual(['a', 'b', 'c']);
});

test('raising a level never lowers the percent, and it stays between 0 and 100', () => {
  const anyMarks = fc.record({
    a: fc.integer({ min: 1, max: 4 }),
    b: fc.integer({ min: 1, max: 4 }),
    c: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(anyMarks, fc.constantFrom('a' as const, 'b' as const, 'c' as const), (given, id) => {
      const percent = percentOf(rubric, given);
      const more = percentOf(rubric, { ...given, [id]: given[id] + 1 });
      expect(percent).toBeGreaterThanOrEqual(0);
      expect(percent).toBeLessThanOrEqual(100);
      expect(more).toBeGreaterThanOrEqual(percent);
    }),
  );
});

test('one clear mark decides; one near the pass mark asks for a second', () => {
  expect(decideMarks(portfolio, [], 1, null)).toEqual({ state: 'waiting' });
  expect(decideMarks(portfolio, [marks(4, 4, 5)], 1, null)).toMatchObject({
    state: 'decided',
    passed: true,
    markers: 1,
  });
  expect(decideMarks(portfolio, [marks(1, 1, 2)], 1, null)).toMatchObject({ state: 'decided', passed: false });
  // 2/3, 2/3, 1/4 of weights 1, 2, 1: 56.25 %, within five points of 60.
  expect(decideMarks(portfolio, [marks(3, 3, 2)], 1, null)).toEqual({ state: 'more', reason: 'borderline' });
});

test('two who agree decide by their mean; two who do not are settled by a third alone', () => {
  const [high, low] = [marks(4, 4, 4), marks(3, 3, 5)];
  expect(doAgree(portfolio, high, low)).toBe(true);
  expect(decideMarks(portfolio, [high], 2, 'sample')).toEqual({ state: 'waiting' });
  expect(decideMarks(portfolio, [high, low], 2, 'sample')).toMatchObject({
    state: 'decided',
    levels: { a: 3.5, b: 3.5, c: 4.5 },
    markers: 2,
  });
  const far = marks(2, 4, 4);
  expect(doAgree(portfolio, high, far)).toBe(false);
  expect(decideMarks(portfolio, [high, far], 2, 'sample')).toEqual({ state: 'more', reason: 'disagreement' });
  expect(decideMarks(portfolio, [high, far, marks(1, 1, 1)], 3, 'disagreement')).toMatchObject({
    state: 'decided',
    passed: false,
    markers: 1,
  });
  expect(decideMarks(portfolio, [marks(1, 1, 1), marks(4, 4, 5)], 2, 'appeal')).toMatchObject({
    passed: true,
    markers: 1,
  });
});

test('who agrees does so in either order, and whatever two markers give, three marks always decide', () => {
  const anyMarks = fc.record({
    a: fc.integer({ min: 1, max: 4 }),
    b: fc.integer({ min: 1, max: 4 }),
    c: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(anyMarks, anyMarks, anyMarks, (first, second, third) => {
      expect(doAgree(portfolio, first, second)).toBe(doAgree(portfolio, second, first));
      let needed = 1;
      let reason: Parameters<typeof decideMarks>[3] = null;
      const all = [first, second, third];
      for (let given = 1; given <= 3; given++) {
        const decision = decideMarks(portfolio, all.slice(0, given), needed, reason);
        if (decision.state === 'decided') return;
        expect(decision.state).toBe('more');
        if (decision.state === 'more') reason = decision.reason;
        needed++;
      }
      expect.unreachable();
    }),
  );
});

test('the error of an exam is never 0, shrinks with questions, and is honest over simulated exams', () => {
  expect(examError([])).toBe(100);
  expect(examError(Array.from({ length: 20 }, () => 1))).toBeGreaterThan(3);
  const share = (count: number) => Array.from({ length: count }, (_, index) => (index % 4 === 0 ? 0 : 1));
  expect(examError(share(80))).toBeLessThan(examError(share(20)));
  const next = random(7);
  const squares: Array<number> = [];
  for (let person = 0; person < 4000; person++) {
    // What the person would score over the whole domain, and a form of 20 questions drawn from it.
    const domain = 0.5 + 0.4 * next();
    const scores = Array.from({ length: 20 }, () => (next() < domain ? 1 : 0));
    const percent = (scores.reduce<number>((sum, score) => sum + score, 0) / 20) * 100;
    squares.push(((percent - domain * 100) / examError(scores)) ** 2);
  }
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  expect(mean).toBeGreaterThan(0.85);
  expect(mean).toBeLessThan(1.15);
});

test('borderline is within one error below the mark, and nothing without an error', () => {
  expect(isBorderline(70, 75, 5)).toBe(true);
  expect(isBorderline(69.9, 75, 5)).toBe(false);
  expect(isBorderline(75, 75, 5)).toBe(false);
  expect(isBorderline(70, 75, null)).toBe(false);
});

test('the error of markers is found again from works marked twice, and not claimed from a few', () => {
  const next = random(11);
  const noise = () => (next() + next() + next() - 1.5) * 2 * 8; // standard deviation 8
  const pairs = Array.from({ length: 2000 }, () => {
    const worth = 40 + 50 * next();
    return [worth + noise(), worth + noise()] as const;
  });
  expect(markerError(pairs)).toBeCloseTo(8, 0);
  expect(markerError(pairs.slice(0, LEAST_PAIRS - 1))).toBeNull();
});

const calm: IntegrityEvidence = {
  items: Array.from({ length: 20 }, (_, index) => ({
    itemVersionId: `i${index}`,
    response: index < 15 ? 'right' : `wrong-${index}`,
    points: index < 15 ? 1 : 0,
    savedAt: (index + 1) * 60_000,
  })),
  startedAt: 0,
  submittedAt: 21 * 60_000,
  scorePercent: 75,
  standardError: 9,
  secondsPerAnswer: 5,
  others: [],
  previous: null,
};

test('an ordinary attempt raises no flag', () => {
  expect(findFlags(calm)).toEqual([]);
});

test('right answers too quick to have been read are flagged only where the program looks at speed', () => {
  const quick = { ...calm, items: calm.items.map((item, index) => ({ ...item, savedAt: (index + 1) * 2000 })) };
  expect(findFlags(quick)).toEqual([{ flag: 'quick', seconds: 2, limit: 5 }]);
  expect(findFlags({ ...quick, secondsPerAnswer: null })).toEqual([]);
});

test("another's very errors are flagged, shared right answers are not", () => {
  const responses = (change: (response: string, index: number) => string) =>
    new Map(calm.items.map(({ itemVersionId, response }, index) => [itemVersionId, change(response!, index)]));
  const others = [
    { attemptId: 'copy', responses: responses((response) => response) },
    { attemptId: 'able', responses: responses(() => 'right') },
    { attemptId: 'own-way', responses: responses((response, index) => (index < 15 ? 'other' : response)) },
  ];
  expect(findFlags({ ...calm, others })).toEqual([
    { flag: 'same-errors', attemptId: 'copy', shared: 20, sameErrors: 5, differences: 0 },
  ]);
});

test('of pairs who work apart, at most one in ten thousand is called a copy', () => {
  const next = random(3);
  const sit = (ability: number) =>
    calm.items.map(({ itemVersionId }) => {
      const right = next() < ability;
      // The first distractor tempts half of those who are wrong.
      const response = right ? 'right' : next() < 0.5 ? 'tempting' : next() < 0.5 ? 'second' : 'third';
      return { itemVersionId, response, points: right ? 1 : 0, savedAt: 0 };
    });
  let flagged = 0;
  for (let pair = 0; pair < 50_000; pair++) {
    const [mine, theirs] = [sit(0.78), sit(0.45 + 0.4 * next())];
    const others = [{ attemptId: 'x', responses: new Map(theirs.map((item) => [item.itemVersionId, item.response])) }];
    if (findFlags({ ...calm, items: mine, secondsPerAnswer: null, others }).length > 0) flagged++;
  }
  expect(flagged).toBeLessThanOrEqual(5);
});

test('a jump beyond both errors within three days is flagged, a good week of study is not', () => {
  const previous = { scorePercent: 25, standardError: 9, submittedAt: calm.submittedAt - 30 * 3_600_000 };
  const jump = { ...calm, scorePercent: 100, standardError: 5, previous };
  expect(findFlags(jump)).toEqual([{ flag: 'jump', fromPercent: 25, toPercent: 100, hours: 30 }]);
  expect(findFlags({ ...jump, scorePercent: 60 })).toEqual([]);
  const weekAgo = { ...previous, submittedAt: calm.submittedAt - 170 * 3_600_000 };
  expect(findFlags({ ...jump, previous: weekAgo })).toEqual([]);
});

test('an answer is the same however its parts were ordered, except where the order is the answer', () => {
  const canonical = canonicalResponse;
  expect(canonical({ type: 'multiple', options: ['b', 'a'] })).toBe(
    canonical({ options: ['a', 'b'], type: 'multiple' }),
  );
  expect(canonical({ type: 'order', order: ['b', 'a'] })).not.toBe(canonical({ type: 'order', order: ['a', 'b'] }));
  const pairs = [
    { left: 'l1', right: 'r1' },
    { right: 'r2', left: 'l2' },
  ];
  expect(canonical({ type: 'match', pairs })).toBe(canonical({ type: 'match', pairs: [...pairs].reverse() }));
});

test('words are counted as a reader does', () => {
  expect(countWords('')).toBe(0);
  expect(countWords('## A **bold** claim: 3,5 % — it’s true')).toBe(6);
  expect(countWords('coste-máximo por venta')).toBe(3);
  expect(countWords('* - — ###')).toBe(0);
});

test('what keeps a portfolio from being handed in is named by part', () => {
  const task = {
    sections: [
      { id: 'a', minWords: 2, maxWords: 3 },
      { id: 'b', minWords: 1, maxWords: 3 },
    ],
    links: { min: 1, max: 2, instructions: texts('') },
  };
  expect(findFaults(task, { sections: { a: 'one', b: 'a b c d' }, links: [] })).toEqual([
    { part: 'a', fault: 'too-few-words', words: 1, limit: 2 },
    { part: 'b', fault: 'too-many-words', words: 4, limit: 3 },
    { part: 'links', fault: 'too-few-links', limit: 1 },
  ]);
  expect(findFaults(task, { sections: { a: 'one two', b: 'x' }, links: [{ label: '', url: 'u' }] })).toEqual([]);
});
