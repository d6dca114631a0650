import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError, isAppError } from '~/platform/errors';
import type { ItemPrompt, Response } from './catalog';
import { gradeResponse, type ItemKey } from './grading';
import { readNumber } from './number-text';
import { parseResponse } from './response.server';

const both = (text: string) => ({ es: text, en: text });
const meta = {
  id: 'v1',
  itemId: 'i',
  ownerId: 'c',
  use: 'practice',
  skills: ['s'],
  difficulty: 1,
  see: null,
  stem: both('?'),
} as const;
const ids = ['a', 'b', 'c', 'd'];
const options = ids.map((id) => ({ id, text: both(id) }));
const reasons = Object.fromEntries(ids.map((id) => [id, both(`why ${id}`)]));
const explanation = both('Take this away.');

const SINGLE: [ItemKey, ItemPrompt] = [
  { type: 'single', correct: ['b'], reasons, explanation },
  { ...meta, type: 'single', options },
];
const MULTIPLE: [ItemKey, ItemPrompt] = [
  { type: 'multiple', correct: ['a', 'c'], reasons, explanation: null },
  { ...meta, type: 'multiple', options },
];
const ORDER: [ItemKey, ItemPrompt] = [
  { type: 'order', order: ['c', 'a', 'd', 'b'], reasons, explanation: null },
  { ...meta, type: 'order', elements: options },
];
const PAIRS = ids.map((left) => ({ left, right: `r${left}` }));
const MATCH: [ItemKey, ItemPrompt] = [
  { type: 'match', pairs: PAIRS, reasons, explanation: null },
  { ...meta, type: 'match', lefts: options, rights: PAIRS.map(({ right }) => ({ id: right, text: both(right) })) },
];
const NUMERIC: [ItemKey, ItemPrompt] = [
  {
    type: 'numeric',
    answer: 12.5,
    tolerance: 0.05,
    reason: both('Divide.'),
    mistakes: [{ value: 80, tolerance: 0.5, reason: both('Upside down.') }],
    explanation: null,
  },
  { ...meta, type: 'numeric', unit: both('€') },
];
const SHORT: [ItemKey, ItemPrompt] = [
  {
    type: 'short',
    accepted: { es: ['coste por adquisición', 'CPA'], en: ['cost per acquisition', 'CPA'] },
    reason: both('Yes.'),
    mistakes: [{ text: { es: ['cpc'], en: ['cpc'] }, reason: both('That is per click.') }],
    explanation: null,
  },
  { ...meta, type: 'short' },
];
const ALL = [SINGLE, MULTIPLE, ORDER, MATCH, NUMERIC, SHORT];
const grade = ([key, prompt]: [ItemKey, ItemPrompt], response: Response) => gradeResponse(key, prompt, response);

test('single: the right option, and why each is right or wrong', () => {
  const feedback = grade(SINGLE, { type: 'single', option: 'b' });
  expect(feedback).toMatchObject({
    correct: true,
    score: 1,
    explanation,
    reason: null,
    solution: { type: 'options', optionIds: ['b'] },
  });
  expect(feedback.options[1]).toEqual({ optionId: 'b', chosen: true, correct: true, reason: both('why b') });
  expect(grade(SINGLE, { type: 'single', option: 'a' })).toMatchObject({ correct: false, score: 0 });
});

test.each([
  [['a', 'c'], true, 1],
  [['c', 'a'], true, 1],
  [['a'], false, 0.5],
  [['a', 'b'], false, 0],
  [['a', 'c', 'd'], false, 0.5],
  [['a', 'b', 'c', 'd'], false, 0],
  [['b'], false, 0],
])('multiple: %j is worth its right picks less its wrong ones', (chosen, correct, score) => {
  expect(grade(MULTIPLE, { type: 'multiple', options: chosen })).toMatchObject({ correct, score });
});

test.each([
  [['c', 'a', 'd', 'b'], true, 1],
  [['c', 'a', 'b', 'd'], false, 4 / 6],
  [['b', 'd', 'a', 'c'], false, 0],
])('order: %j by agreement of its pairs', (order, correct, score) => {
  const feedback = grade(ORDER, { type: 'order', order });
  expect(feedback.correct).toBe(correct);
  expect(feedback.score).toBeCloseTo(score);
  expect(feedback.options.map(({ optionId }) => optionId)).toEqual(['c', 'a', 'd', 'b']);
});

test('match: the share of right pairs; a right side may be given twice, a left side not left out', () => {
  const swapped = PAIRS.map(({ left }, index) => ({
    left,
    right: index < 2 ? PAIRS[1 - index]!.right : PAIRS[index]!.right,
  }));
  expect(grade(MATCH, { type: 'match', pairs: swapped })).toMatchObject({ correct: false, score: 0.5 });
  const same = PAIRS.map(({ left }) => ({ left, right: 'ra' }));
  expect(grade(MATCH, { type: 'match', pairs: same }).score).toBe(0.25);
  expect(() => grade(MATCH, { type: 'match', pairs: PAIRS.slice(1) })).toThrow(AppError);
});

test.each(['12.5', '12,5', ' 12,50 € ', '€12.5', '12.45', '12,55', '+12.5', '12.5 euros por pedido', 'CPA: 12,5'])(
  'numeric: %s is right',
  (value) => {
    expect(grade(NUMERIC, { type: 'numeric', value })).toMatchObject({
      correct: true,
      score: 1,
      reason: both('Divide.'),
    });
  },
);

test('numeric: a known mistake is named, an unknown one is not', () => {
  expect(grade(NUMERIC, { type: 'numeric', value: '80,2' })).toMatchObject({
    correct: false,
    score: 0,
    reason: both('Upside down.'),
  });
  expect(grade(NUMERIC, { type: 'numeric', value: '13' })).toMatchObject({
    correct: false,
    reason: null,
    solution: { value: 12.5, unit: both('€') },
  });
});

test.each([
  ['1290', [1290]],
  ['1.290', [1290, 1.29]],
  ['1,290', [1290, 1.29]],
  ['1 290', [1290]],
  ['1 290', [1290]],
  ['1 290,5', [1290.5]],
  ["1'290.50", [1290.5]],
  ['1.290,5', [1290.5]],
  ['1,290.5', [1290.5]],
  ['1.234.567', [1234567]],
  ['1,234,567.89', [1234567.89]],
  ['0.500', [0.5]],
  ['0,125', [0.125]],
  [',5', [0.5]],
  ['.5', [0.5]],
  ['-3', [-3]],
  ['−3,5', [-3.5]],
  ['–3', [-3]],
  ['- 3', [-3]],
  ['−€3.50', [-3.5]],
  ['45 %', [45, 0.45]],
  ['45%', [45, 0.45]],
  ['１２', [12]],
  ['20 €/mes', [20]],
  ['unos 20', [20]],
  ['1234.5678', [1234.5678]],
  ['-0', [0]],
])('reads %s as %j', (typed, values) => {
  expect(readNumber(typed)).toEqual(values);
});

test.each([
  '',
  'doce',
  '1/2',
  '3 de 4',
  '12 13',
  '1.2.3',
  '1,29,0',
  '12.34,5.6',
  '2k',
  '2 mil',
  '3 millones',
  '5M',
  '1e5',
  '--',
  '٣',
  '1.290.5,5',
  '12 3456',
])('does not guess what %j means', (typed) => {
  expect(() => readNumber(typed)).toThrow(expect.objectContaining({ code: 'invalid', reason: 'number-unreadable' }));
});

test('5 m is five of something, not five million', () => {
  expect(readNumber('5 m')).toEqual([5]);
  expect(readNumber('5 minutos')).toEqual([5]);
});

test('a tolerance is kept to the cent in spite of binary fractions', () => {
  const [key, prompt] = NUMERIC;
  const edge = { ...key, answer: 0.3, tolerance: 0.1 } as ItemKey;
  expect(gradeResponse(edge, prompt, { type: 'numeric', value: '0.2' }).correct).toBe(true);
  expect(gradeResponse(edge, prompt, { type: 'numeric', value: '0.19' }).correct).toBe(false);
});

test.each([
  'Coste por adquisición',
  'COSTE POR ADQUISICION',
  ' coste  por adquisición. ',
  'cpa',
  '¡CPA!',
  'cost-per-acquisition',
])('short: %s is right', (text) => {
  expect(grade(SHORT, { type: 'short', text }).correct).toBe(true);
});

test('short: a known mistake is named', () => {
  expect(grade(SHORT, { type: 'short', text: 'CPC' })).toMatchObject({
    correct: false,
    reason: both('That is per click.'),
    solution: { text: { es: 'coste por adquisición', en: 'cost per acquisition' } },
  });
  expect(grade(SHORT, { type: 'short', text: 'roas' }).reason).toBeNull();
});

test.each<[string, Response]>([
  ['another type', { type: 'short', text: 'a' }],
  ['an option the item does not have', { type: 'single', option: 'z' }],
])('single refuses %s', (_, response) => {
  expect(() => grade(SINGLE, response)).toThrow(
    expect.objectContaining({ code: 'invalid', reason: 'response-does-not-fit' }),
  );
});

test.each<[string, [ItemKey, ItemPrompt], Response]>([
  ['no option', MULTIPLE, { type: 'multiple', options: [] }],
  ['an option twice', MULTIPLE, { type: 'multiple', options: ['a', 'a'] }],
  ['an element left out', ORDER, { type: 'order', order: ['a', 'b', 'c'] }],
  ['an element twice', ORDER, { type: 'order', order: ['a', 'b', 'c', 'c'] }],
  ['a left side twice', MATCH, { type: 'match', pairs: [...PAIRS.slice(1), PAIRS[1]!] }],
  ['a right side it does not have', MATCH, { type: 'match', pairs: PAIRS.map((pair) => ({ ...pair, right: 'x' })) }],
])('%s is refused', (_, item, response) => {
  expect(() => grade(item, response)).toThrow(expect.objectContaining({ code: 'invalid' }));
});

/** A response of the item's type, mostly one that fits. */
function responseTo([key]: [ItemKey, ItemPrompt]): fc.Arbitrary<Response> {
  const id = fc.constantFrom(...ids, 'z');
  switch (key.type) {
    case 'single':
      return id.map((option) => ({ type: 'single', option }));
    case 'multiple':
      return fc.uniqueArray(id).map((chosen) => ({ type: 'multiple', options: chosen }));
    case 'order':
      return fc.shuffledSubarray(ids, { minLength: 3 }).map((order) => ({ type: 'order', order }));
    case 'match':
      return fc
        .array(fc.constantFrom('ra', 'rb', 'rc', 'rd'), { minLength: 4, maxLength: 4 })
        .map((rights) => ({ type: 'match', pairs: ids.map((left, index) => ({ left, right: rights[index]! })) }));
    case 'numeric':
      return fc.oneof(fc.double().map(String), fc.string()).map((value) => ({ type: 'numeric', value }));
    case 'short':
      return fc.string().map((text) => ({ type: 'short', text }));
  }
}

test.each(ALL.map((item) => [item[0].type, item] as const))(
  '%s: a score is 0 to 1, 1 exactly when right, or the answer is refused',
  (_, item) => {
    fc.assert(
      fc.property(responseTo(item), (response) => {
        try {
          const { score, correct, options: told } = grade(item, response);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(correct).toBe(score === 1);
          for (const { optionId } of told) expect(ids).toContain(optionId);
        } catch (error) {
          if (!isAppError(error)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  },
);

test('the solution that feedback names is right', () => {
  for (const item of ALL) {
    const responses: Record<ItemKey['type'], Response> = {
      single: { type: 'single', option: 'a' },
      multiple: { type: 'multiple', options: ['b'] },
      order: { type: 'order', order: ids },
      match: { type: 'match', pairs: PAIRS },
      numeric: { type: 'numeric', value: '1' },
      short: { type: 'short', text: 'x' },
    };
    const { solution } = grade(item, responses[item[0].type]);
    const right: Response =
      solution.type === 'options'
        ? item[0].type === 'single'
          ? { type: 'single', option: solution.optionIds[0]! }
          : { type: 'multiple', options: solution.optionIds }
        : solution.type === 'numeric'
          ? { type: 'numeric', value: String(solution.value) }
          : solution.type === 'short'
            ? { type: 'short', text: solution.text.es }
            : solution;
    expect(grade(item, right)).toMatchObject({ correct: true, score: 1 });
  }
});

test('the order in which options are picked does not matter', () => {
  fc.assert(
    fc.property(fc.subarray(ids, { minLength: 1 }), fc.integer(), (chosen, seed) => {
      const turned = [...chosen].sort((a, b) => ((a.charCodeAt(0) * seed) % 7) - ((b.charCodeAt(0) * seed) % 7));
      expect(grade(MULTIPLE, { type: 'multiple', options: turned })).toEqual(
        grade(MULTIPLE, { type: 'multiple', options: chosen }),
      );
    }),
  );
});

test('whatever JSON arrives, an answer comes out or an AppError', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.record(
          {
            type: fc.constantFrom('single', 'multiple', 'order', 'match', 'numeric', 'short', '__proto__'),
            option: fc.jsonValue(),
            options: fc.jsonValue(),
            order: fc.jsonValue(),
            pairs: fc.jsonValue(),
            value: fc.jsonValue(),
            text: fc.jsonValue(),
          },
          { requiredKeys: ['type'] },
        ),
      ),
      fc.constantFrom(...ALL),
      (json, item) => {
        try {
          grade(item, parseResponse(json));
        } catch (error) {
          expect(isAppError(error)).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['a long text', { type: 'short', text: 'x'.repeat(201) }],
  ['a long number', { type: 'numeric', value: '1'.repeat(41) }],
  ['many options', { type: 'multiple', options: Array.from({ length: 13 }, (_, index) => String(index)) }],
  ['a stranger field', { type: 'single', option: 'a', correct: true }],
  ['nothing', null],
])('an answer with %s is refused at the door', (_, value) => {
  expect(() => parseResponse(value)).toThrow(
    expect.objectContaining({ code: 'invalid', reason: 'response-unreadable' }),
  );
});
