// Grading: what an answer is worth and why. Pure; used on the server only, because it reads keys.
import type { Localized } from '~/i18n/locale';
import { AppError } from '~/platform/errors';
import type { Feedback, ItemPrompt, PromptOption, Response, Solution } from './catalog';
import { foldText } from './fold';
import { readNumber } from './number-text';

/** By option id. */
type Reasons = { readonly [optionId: string]: Localized };
type KeyOf<Type, Rest> = { type: Type; explanation: Localized | null } & Rest;
type Pair = { left: string; right: string };
type Words = Record<'es' | 'en', ReadonlyArray<string>>;

/** What must not leave the server before an answer is in. */
export type ItemKey =
  | KeyOf<'single' | 'multiple', { correct: ReadonlyArray<string>; reasons: Reasons }>
  | KeyOf<'order', { order: ReadonlyArray<string>; reasons: Reasons }>
  | KeyOf<'match', { pairs: ReadonlyArray<Pair>; reasons: Reasons }>
  | KeyOf<
      'numeric',
      {
        answer: number;
        tolerance: number;
        reason: Localized;
        mistakes: ReadonlyArray<{ value: number; tolerance: number; reason: Localized }>;
      }
    >
  | KeyOf<'short', { accepted: Words; reason: Localized; mistakes: ReadonlyArray<{ text: Words; reason: Localized }> }>;

function refuse(path: string): AppError {
  return new AppError('invalid', { reason: 'response-does-not-fit', issues: [{ path, message: 'invalid' }] });
}

/** Throws `invalid` unless `given` names options of the item, each at most once; with `all`, each exactly once. */
function requireIds(
  given: ReadonlyArray<string>,
  options: ReadonlyArray<PromptOption<unknown>>,
  path: string,
  all: boolean,
): void {
  const known = new Set(options.map(({ id }) => id));
  const distinct = new Set(given);
  const fits =
    distinct.size === given.length && given.every((id) => known.has(id)) && (!all || distinct.size === known.size);
  if (!fits) throw refuse(path);
}

function reasonFor(reasons: Reasons, id: string): Localized | null {
  return Object.hasOwn(reasons, id) ? reasons[id]! : null;
}

type Graded = Omit<Feedback, 'explanation'>;
type KeyFor<Type> = Extract<ItemKey, { type: Type }>;
type PromptFor<Type extends ItemPrompt['type']> = Extract<ItemPrompt, { type: Type }>;

/**
 * Share of the right options picked, less the share that wrong picks take away, not below 0:
 * max(0, (right picks − wrong picks) / right options).
 */
function gradeChoices(
  key: KeyFor<'single' | 'multiple'>,
  prompt: Extract<ItemPrompt, { options: unknown }>,
  chosen: ReadonlyArray<string>,
): Graded {
  const right = chosen.filter((id) => key.correct.includes(id)).length;
  const score = Math.max(0, (2 * right - chosen.length) / key.correct.length);
  const correct = right === key.correct.length && chosen.length === right;
  return {
    correct,
    score: correct || prompt.type === 'multiple' ? score : 0,
    options: prompt.options.map(({ id }) => ({
      optionId: id,
      chosen: chosen.includes(id),
      correct: key.correct.includes(id),
      reason: reasonFor(key.reasons, id),
    })),
    reason: null,
    solution: { type: 'options', optionIds: key.correct },
  };
}

/**
 * How far two orders agree: Kendall's τ (M. G. Kendall, Biometrika 30, 1938), that is (pairs in agreement − pairs reversed) /
 * pairs, and 0 where it is negative, so that chance earns nothing on average.
 */
function agreement(order: ReadonlyArray<string>, right: ReadonlyArray<string>): number {
  let net = 0;
  let pairs = 0;
  for (let first = 0; first < right.length; first++) {
    for (let second = first + 1; second < right.length; second++) {
      pairs++;
      net += order.indexOf(right[first]!) < order.indexOf(right[second]!) ? 1 : -1;
    }
  }
  return pairs === 0 ? 1 : Math.max(0, net / pairs);
}

function gradeOrder(key: KeyFor<'order'>, order: ReadonlyArray<string>): Graded {
  const score = agreement(order, key.order);
  return {
    correct: score === 1,
    score,
    options: key.order.map((id, index) => ({
      optionId: id,
      chosen: true,
      correct: order[index] === id,
      reason: reasonFor(key.reasons, id),
    })),
    reason: null,
    solution: { type: 'order', order: key.order },
  };
}

/** Share of left sides with their right side. */
function gradeMatch(key: KeyFor<'match'>, pairs: ReadonlyArray<Pair>): Graded {
  const given = new Map(pairs.map(({ left, right }) => [left, right]));
  const options = key.pairs.map(({ left, right }) => ({
    optionId: left,
    chosen: true,
    correct: given.get(left) === right,
    reason: reasonFor(key.reasons, left),
  }));
  const right = options.filter(({ correct }) => correct).length;
  return {
    correct: right === options.length,
    score: right / options.length,
    options,
    reason: null,
    solution: { type: 'match', pairs: key.pairs },
  };
}

/** Decimal fractions are not exact in binary: |0.3 − 0.1| must count as within 0.2. */
const FLOAT_SLACK = 1e-9;

function within(values: ReadonlyArray<number>, target: number, tolerance: number): boolean {
  return values.some((value) => Math.abs(value - target) <= tolerance + FLOAT_SLACK * Math.max(1, Math.abs(target)));
}

function gradeNumeric(key: KeyFor<'numeric'>, prompt: PromptFor<'numeric'>, typed: string): Graded {
  const values = readNumber(typed);
  const correct = within(values, key.answer, key.tolerance);
  const mistake = correct ? undefined : key.mistakes.find(({ value, tolerance }) => within(values, value, tolerance));
  const solution: Solution = { type: 'numeric', value: key.answer, tolerance: key.tolerance, unit: prompt.unit };
  return {
    correct,
    score: correct ? 1 : 0,
    options: [],
    reason: correct ? key.reason : (mistake?.reason ?? null),
    solution,
  };
}

function gradeShort(key: KeyFor<'short'>, typed: string): Graded {
  const text = foldText(typed);
  const says = (words: Words) => [...words.es, ...words.en].some((word) => foldText(word) === text);
  const correct = says(key.accepted);
  const mistake = correct ? undefined : key.mistakes.find((candidate) => says(candidate.text));
  const solution: Solution = { type: 'short', text: { es: key.accepted.es[0] ?? '', en: key.accepted.en[0] ?? '' } };
  return {
    correct,
    score: correct ? 1 : 0,
    options: [],
    reason: correct ? key.reason : (mistake?.reason ?? null),
    solution,
  };
}

function grade(key: ItemKey, prompt: ItemPrompt, response: Response): Graded {
  if (response.type === 'single' && key.type === 'single' && prompt.type === 'single') {
    requireIds([response.option], prompt.options, 'option', false);
    return gradeChoices(key, prompt, [response.option]);
  }
  if (response.type === 'multiple' && key.type === 'multiple' && prompt.type === 'multiple') {
    requireIds(response.options, prompt.options, 'options', false);
    if (response.options.length === 0) throw refuse('options');
    return gradeChoices(key, prompt, response.options);
  }
  if (response.type === 'order' && key.type === 'order' && prompt.type === 'order') {
    requireIds(response.order, prompt.elements, 'order', true);
    return gradeOrder(key, response.order);
  }
  if (response.type === 'match' && key.type === 'match' && prompt.type === 'match') {
    requireIds(
      response.pairs.map(({ left }) => left),
      prompt.lefts,
      'pairs',
      true,
    );
    requireIds([...new Set(response.pairs.map(({ right }) => right))], prompt.rights, 'pairs', false);
    return gradeMatch(key, response.pairs);
  }
  if (response.type === 'numeric' && key.type === 'numeric' && prompt.type === 'numeric')
    return gradeNumeric(key, prompt, response.value);
  if (response.type === 'short' && key.type === 'short') return gradeShort(key, response.text);
  throw refuse('type');
}

/**
 * What an answer is worth, 0 to 1, and why. Throws `invalid` when the answer does not fit the item: another type, options it
 * does not have, one left out of an order or a match, no option at all, or a number that cannot be read (`number-unreadable`).
 * `key` and `prompt` must be of the same item.
 */
export function gradeResponse(key: ItemKey, prompt: ItemPrompt, response: Response): Feedback {
  return { ...grade(key, prompt, response), explanation: key.explanation };
}
