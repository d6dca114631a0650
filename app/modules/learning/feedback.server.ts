// What somebody sees of a stored answer: graded again from the key, in their language. The stored verdict stands.
import { type ItemPrompt, type PromptOption, say, shuffle } from '../catalog/catalog';
import { getItemKeys, gradeResponse, type ItemKey } from '../catalog/catalog.server';
import type { Locale } from '~/i18n/locale';
import { AppError, invariant } from '~/platform/errors';
import { paths } from '~/platform/paths';
import type { CatalogStructure, Feedback, Response } from '../catalog/catalog';
import type { TakenAnswer } from './fold';
import type {
  AnswerResult,
  CompletionView,
  FeedbackView,
  GivenResponse,
  QuestionView,
  SkillChangeView,
} from './learning';
import { type PinnedLesson, progressOf, toCompletion } from './lessons.server';
import { historiesOf, type GivenAnswer, nextOpen, type Round, roundItems, roundSearch, roundStates } from './rounds';
import { unknownFeedback } from './unknown.server';

/** An answer as it is stored. */
export type StoredAnswer = {
  id: string;
  itemVersionId: string;
  itemId: string;
  attempt: number;
  atMs: number;
  response: GivenResponse;
};

/** The key of an item. Server only: nothing of it goes out before an answer is in. */
export async function keyOf(itemVersionId: string): Promise<ItemKey> {
  const key = (await getItemKeys([itemVersionId])).get(itemVersionId);
  invariant(key, `item ${itemVersionId} has a key`);
  return key;
}

/** Grades a response. Throws `invalid` with the issue `response` when it cannot be read, such as a number that is none. */
export function grade(key: ItemKey, prompt: ItemPrompt, response: GivenResponse): Feedback {
  if (response.type === 'unknown') return unknownFeedback(key, prompt.type === 'numeric' ? prompt.unit : null);
  if (response.type !== prompt.type)
    throw new AppError('invalid', { reason: 'response-type', issues: [{ path: 'response', message: 'invalid' }] });
  return gradeResponse(key, prompt, response as Response);
}

/** A question to show: options in an order that this person sees again on reload and on every device. */
export function toQuestionView(prompt: ItemPrompt, locale: Locale, userId: string, attempt: number): QuestionView {
  const order = <T>(values: ReadonlyArray<T>, side = '') => shuffle(`${userId}/${prompt.id}/${attempt}${side}`, values);
  const texts = (options: ReadonlyArray<PromptOption>) =>
    options.map(({ id, text }) => ({ id, text: say(text, locale) }));
  const base = {
    itemVersionId: prompt.id,
    type: prompt.type,
    stem: say(prompt.stem, locale),
    options: [],
    rights: [],
    unit: null,
  };
  switch (prompt.type) {
    case 'single':
    case 'multiple':
      return { ...base, options: texts(order(prompt.options)) };
    case 'order':
      return { ...base, options: texts(order(prompt.elements)) };
    case 'match':
      return { ...base, options: texts(order(prompt.lefts)), rights: texts(order(prompt.rights, '/right')) };
    case 'numeric':
      return { ...base, unit: prompt.unit && say(prompt.unit, locale) };
    case 'short':
      return base;
  }
}

/** What an answer won or lost, in words' reach: only skills whose state or estimate moved. */
export function toChanges(
  catalog: CatalogStructure,
  outcome: TakenAnswer | undefined,
  locale: Locale,
): Array<SkillChangeView> {
  return (outcome?.changes ?? []).map(({ skill, before, after }) => ({
    skill,
    title: catalog.skills.get(skill)?.title[locale] ?? skill,
    from: before.state,
    to: after.state,
    before: before.probability,
    after: after.probability,
  }));
}

function toFeedback(
  { catalog, lesson, prompt, key, locale }: ResultContext,
  answer: StoredAnswer,
  feedback: Feedback,
  outcome: TakenAnswer | undefined,
): FeedbackView {
  const said = say(feedback, locale);
  const how = key.type === 'numeric' || key.type === 'short' ? key.reason[locale] : null;
  return {
    answerId: answer.id,
    attempt: answer.attempt,
    response: answer.response,
    correct: said.correct,
    score: said.score,
    options: said.options,
    reason: said.reason === how ? null : said.reason,
    how,
    solution: said.solution,
    explanation: said.explanation,
    seeHref: prompt.see && `${paths.lesson(lesson.entry.courseId, lesson.entry.slug)}#${prompt.see}`,
    counted: outcome?.counted ?? false,
    changes: toChanges(catalog, outcome, locale),
  };
}

/** Where the round goes on, and whether anything is left of it. */
export function nextInRound(
  lesson: PinnedLesson,
  answers: ReadonlyArray<GivenAnswer>,
  round: Round,
  itemId: string | null,
): { nextHref: string; last: boolean } {
  const items = roundItems(lesson.items, answers, round);
  const here = items.findIndex((item) => item.itemId === itemId);
  const next = nextOpen(roundStates(items, answers, round), here);
  const { courseId, slug } = lesson.entry;
  return {
    nextHref: paths.practice(courseId, slug, next === null ? undefined : items[next]!.itemId) + roundSearch(round),
    last: next === null,
  };
}

export type ResultContext = {
  catalog: CatalogStructure;
  lesson: PinnedLesson;
  prompt: ItemPrompt;
  key: ItemKey;
  start: { startedMs: number; readMs: number | null };
  round: Round;
  locale: Locale;
};

/**
 * The whole answer to somebody who answered: what they see, where they stand in the lesson, where to go on. The same for an
 * answer just stored and for one sent again.
 */
export function toResult(
  context: ResultContext,
  answers: ReadonlyArray<GivenAnswer>,
  answer: StoredAnswer,
  feedback: Feedback,
  outcome: TakenAnswer | undefined,
  already: boolean,
): AnswerResult {
  const { lesson, start, round } = context;
  const progress = progressOf(lesson, start, historiesOf(answers));
  const completion: CompletionView = toCompletion(lesson, progress);
  return {
    feedback: toFeedback(context, answer, feedback, outcome),
    already,
    completion,
    completed: progress.state === 'done' && progress.doneAtSeconds === answer.atMs / 1000,
    ...nextInRound(lesson, answers, round, answer.itemId),
  };
}
