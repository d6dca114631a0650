// What an exam answer is worth. On the server only: it reads keys.
import type { ItemPrompt, Response } from '~/modules/catalog/catalog';
import { gradeResponse, type ItemKey } from '~/modules/catalog/catalog.server';
import { invariant, isAppError } from '~/platform/errors';

/** An unfinished match, filled up with pairs that are wrong: what was matched counts, the rest does not. */
function fillMatch(key: ItemKey, response: Response): Response {
  if (key.type !== 'match' || response.type !== 'match') return response;
  const given = new Set(response.pairs.map(({ left }) => left));
  const missing = key.pairs.filter(({ left }) => !given.has(left));
  const wrong = missing.map(({ left, right }) => ({
    left,
    right: key.pairs.find((pair) => pair.right !== right)?.right ?? '',
  }));
  return { type: 'match', pairs: [...response.pairs, ...wrong] };
}

/** Throws `invalid` when an answer does not belong to its question or cannot be read; says nothing about its being right. */
export function checkFit(key: ItemKey, prompt: ItemPrompt, response: Response): void {
  gradeResponse(key, prompt, fillMatch(key, response));
}

/** Points of each question by version id; one without a saved answer has none. */
export function pointsByItem(
  prompts: ReadonlyArray<ItemPrompt>,
  keys: ReadonlyMap<string, ItemKey>,
  answers: ReadonlyArray<{ itemVersionId: string; response: Response | null }>,
): Map<string, number> {
  const responses = new Map(answers.map((answer) => [answer.itemVersionId, answer.response]));
  return new Map(
    prompts.map((prompt) => {
      const key = keys.get(prompt.id);
      invariant(key, `item ${prompt.id} has no key`);
      return [prompt.id, pointsFor(key, prompt, responses.get(prompt.id) ?? null)];
    }),
  );
}

/** Points of a question, 0 to 1. No answer, and one that can no longer be read, is 0. */
export function pointsFor(key: ItemKey, prompt: ItemPrompt, response: Response | null): number {
  if (!response) return 0;
  try {
    return gradeResponse(key, prompt, fillMatch(key, response)).score;
  } catch (error) {
    if (isAppError(error) && error.code === 'invalid') return 0;
    throw error;
  }
}
