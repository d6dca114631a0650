// What counts as an answer to a question of an exam, and how fields make one. Pure.
import type { ExamItem, ItemPrompt, Response } from '~/modules/certification/certification';

export type Answer = { response: Response | null; flagged: boolean };

/** Whether nothing is left to choose: a match needs a partner for each. */
export function isAnswered(prompt: ItemPrompt<string>, response: Response | null): boolean {
  if (!response) return false;
  return prompt.type !== 'match' || (response.type === 'match' && response.pairs.length === prompt.lefts.length);
}

/** The saved answers by item id; an empty one where nothing was saved. */
export function savedAnswers(items: ReadonlyArray<ExamItem>): Record<string, Answer> {
  return Object.fromEntries(
    items.map(({ prompt, saved }) => [
      prompt.id,
      { response: saved?.response ?? null, flagged: saved?.flagged ?? false },
    ]),
  );
}

/** `response` with an option chosen, or, for several, switched. Null when none is left. */
export function chooseOption(prompt: ItemPrompt<string>, response: Response | null, option: string): Response | null {
  if (prompt.type === 'single') return { type: 'single', option };
  const chosen = response?.type === 'multiple' ? response.options : [];
  const options = chosen.includes(option) ? chosen.filter((id) => id !== option) : [...chosen, option];
  return options.length > 0 ? { type: 'multiple', options } : null;
}

/** The order shown: the person's, or as it came. */
export function shownOrder(
  prompt: Extract<ItemPrompt<string>, { type: 'order' }>,
  response: Response | null,
): ReadonlyArray<string> {
  return response?.type === 'order' ? response.order : prompt.elements.map(({ id }) => id);
}

/** `order` with the element at `from` moved by one step up (-1) or down (1). */
export function moveStep(order: ReadonlyArray<string>, from: number, step: -1 | 1): Response {
  const moved = [...order];
  const to = from + step;
  if (to >= 0 && to < moved.length) [moved[from], moved[to]] = [moved[to]!, moved[from]!];
  return { type: 'order', order: moved };
}

/** `response` with a left side's partner chosen; an empty one takes it back. Null when no pair is left. */
export function choosePair(response: Response | null, left: string, right: string): Response | null {
  const others = response?.type === 'match' ? response.pairs.filter((pair) => pair.left !== left) : [];
  const pairs = right ? [...others, { left, right }] : others;
  return pairs.length > 0 ? { type: 'match', pairs } : null;
}

/** A typed answer; null when it is empty. */
export function typedAnswer(type: 'numeric' | 'short', typed: string): Response | null {
  if (typed.trim() === '') return null;
  return type === 'numeric' ? { type, value: typed } : { type, text: typed };
}
