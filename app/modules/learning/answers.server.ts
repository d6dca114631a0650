// Taking in an answer: exactly once, whatever is clicked, lost, resent or sent from two places at the same time.
import { z } from 'zod';
import type { ItemPrompt } from '../catalog/catalog';
import { getItems, parseResponse, structure } from '../catalog/catalog.server';
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { systemClock } from '~/platform/clock';
import { AppError, isAppError } from '~/platform/errors';
import { isUuid, uuid7 } from '~/platform/ids.server';
import { limit } from '~/platform/limits.server';
import type { SkillChange } from './engine/answer';
import { itemPrior } from './engine/parameters';
import { packLearnerState } from './engine/state';
import { type TakenAnswer, takeAnswer, toSkillRow } from './fold';
import { grade, keyOf, type StoredAnswer, toResult } from './feedback.server';
import { type AnswerResult, type GivenResponse, readResponse, RESPONSE_MS_MAX } from './learning';
import { progressOf, requireLesson } from './lessons.server';
import { currentSkills, underCurrentSkills } from './merged';
import { toQuestion, versionOf } from './model.server';
import { foldPerson } from './rebuild.server';
import { type GivenAnswer, historiesOf, type Round } from './rounds';
import { type Deps, momentAfter, openState, type OpenLesson, pathOf, toMemory, untilDone } from './state.server';
import * as store from './store.server';

/** Answers of one person a minute: far above anybody who reads the question. */
export const ANSWERS_PER_MINUTE = 120;

export const AnswerInputSchema = z.object({
  courseId: z.string().min(1).max(100),
  lesson: z.string().min(1).max(100),
  itemVersionId: z.string().refine(isUuid),
  /** Which answer to this item the person believes they are giving: 1 for the first. */
  attempt: z.coerce.number().int().min(1).max(10_000),
  /** Made when the question was shown; sending it again has no second effect. */
  key: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
  response: z.unknown(),
  responseMs: z.coerce.number().int().min(0).max(RESPONSE_MS_MAX).nullish().catch(null),
});
export type AnswerInput = z.infer<typeof AnswerInputSchema>;

function toGiven([, itemId, , , correct, atMs]: store.AnswerTuple): GivenAnswer {
  return { itemId, correct, atMs };
}

/** When the item was last asked, in practice or in a placement test. */
function lastSeen(answeredMs: number | null, placedMs: number | null): number | null {
  return answeredMs === null || placedMs === null ? (answeredMs ?? placedMs) : Math.max(answeredMs, placedMs);
}

export function parseGiven(value: unknown): GivenResponse {
  if ((value as { type?: unknown } | null)?.type === 'unknown') return { type: 'unknown' };
  return parseResponse(value);
}

/** The item, when it belongs to the lesson as this person has it or as it stands now. Throws `not-found`. */
export async function requireItem({ catalog, lesson }: OpenLesson, itemVersionId: string): Promise<ItemPrompt> {
  const pinned = lesson.items.some((item) => item.itemVersionId === itemVersionId);
  if (!pinned && catalog.items.get(itemVersionId)?.lessonId !== lesson.entry.id)
    throw new AppError('not-found', { reason: 'item' });
  const [prompt] = await getItems([itemVersionId]);
  if (!prompt || prompt.use !== 'practice') throw new AppError('not-found', { reason: 'item' });
  return prompt;
}

/** A stored answer shown again; what it changed is folded from the log. */
export async function storedResult(
  actor: Actor,
  open: OpenLesson,
  prompt: ItemPrompt,
  tuple: store.AnswerTuple,
  round: Round,
  locale: Locale,
  already: boolean,
): Promise<AnswerResult> {
  const [id, itemId, itemVersionId, attempt, , atMs, response] = tuple;
  const { outcomes } = await foldPerson(actor.userId);
  const shown = itemVersionId === prompt.id ? prompt : (await getItems([itemVersionId]))[0]!;
  const answer: StoredAnswer = { id, itemId, itemVersionId, attempt, atMs, response: response ?? { type: 'unknown' } };
  const key = await keyOf(itemVersionId);
  const feedback = grade(key, shown, answer.response);
  return toResult(
    { ...open, prompt: shown, key, start: startOf(open), round, locale },
    open.state.answers.map(toGiven),
    answer,
    feedback,
    outcomes.get(id),
    already,
  );
}

/** When the lesson was opened and read, milliseconds. */
export function startOf({ state }: OpenLesson): { startedMs: number; readMs: number | null } {
  return { startedMs: state.startedAt.getTime(), readMs: state.readAt && state.readAt.getTime() };
}

/** What a change of state won and lost. `data` says where. */
export function masteryEvents(
  changes: ReadonlyArray<SkillChange>,
  data: Record<string, unknown>,
): Array<store.EventRow> {
  return changes.flatMap(({ skill, before, after }): Array<store.EventRow> => {
    const subject = { subjectType: 'skill', subjectId: skill };
    const won = before.state !== 'mastered' && after.state === 'mastered';
    const lost = before.state === 'mastered' && after.state !== 'mastered';
    if (won) return [{ type: 'learning.skill-mastered', ...subject, data }];
    return lost ? [{ type: 'learning.skill-slipped', ...subject, data: { ...data, to: after.state } }] : [];
  });
}

function eventsOf(
  open: OpenLesson,
  prompt: ItemPrompt,
  answer: StoredAnswer,
  correct: boolean,
  outcome: TakenAnswer,
  completed: boolean,
): Array<store.EventRow> {
  const { id: lessonId, courseId } = open.lesson.entry;
  const lesson = { courseId, lessonId };
  const events: Array<store.EventRow> = [
    {
      type: 'learning.answer-recorded',
      subjectType: 'lesson',
      subjectId: lessonId,
      data: {
        courseId,
        itemId: prompt.itemId,
        answerId: answer.id,
        attempt: answer.attempt,
        correct,
        counted: outcome.counted,
      },
    },
  ];
  events.push(...masteryEvents(outcome.changes, lesson));
  if (completed)
    events.push({
      type: 'learning.lesson-completed',
      subjectType: 'lesson',
      subjectId: lessonId,
      data: { courseId },
      once: true,
    });
  return events;
}

/**
 * Takes in an answer and gives back what to show. Only answers that count (the first to an item, or one 20 hours or more
 * after the last) move mastery. The same key again, a second tab or an earlier attempt gives the answer that stands.
 * Throws `not-found` for an item that is not of this lesson, `invalid` for a response that cannot be read (nothing is stored),
 * `limit-reached` past 120 a minute.
 */
export async function recordAnswer(
  actor: Actor,
  input: AnswerInput & { round: Round; locale: Locale },
  deps: Deps = {},
): Promise<AnswerResult> {
  const { round, locale, itemVersionId } = input;
  await limit(`learning.answer:${actor.userId}`, ANSWERS_PER_MINUTE, 60);
  const [entry, now] = await Promise.all([requireLesson(input.courseId, input.lesson), structure()]);
  const response = parseGiven(input.response);
  const [asked] = await getItems([itemVersionId]);
  if (!asked) throw new AppError('not-found', { reason: 'item' });
  const key = `${actor.userId}:${input.key}`;
  return untilDone(actor.userId, async () => {
    const open = await openState(
      actor,
      entry,
      { itemId: asked.itemId, skills: currentSkills(now, asked.skills), key },
      deps,
    );
    const { catalog, parameters, lesson, state } = open;
    const prompt = await requireItem(open, itemVersionId);
    const earlier = state.answers.filter(([, itemId]) => itemId === prompt.itemId);
    const replay = state.replayId && earlier.find(([id]) => id === state.replayId);
    if (replay) return storedResult(actor, open, prompt, replay, round, locale, false);
    if (state.replayId) throw new AppError('conflict', { reason: 'key-reused' });
    const standing = earlier.find(([, , , attempt]) => attempt >= input.attempt);
    if (standing) return storedResult(actor, open, prompt, standing, round, locale, true);

    const itemKey = await keyOf(itemVersionId);
    const feedback = grade(itemKey, prompt, response);
    const at = momentAfter(state.guard, deps.now ?? systemClock);
    const question = underCurrentSkills(catalog, toQuestion(prompt));
    const memory = toMemory(catalog, parameters, state);
    const outcome = takeAnswer(
      parameters,
      memory,
      question,
      feedback.correct,
      lastSeen(earlier.at(-1)?.[5] ?? null, state.placedMs),
      at.getTime(),
    );
    const attempt = (earlier.at(-1)?.[3] ?? 0) + 1;
    const answer: StoredAnswer = {
      id: uuid7(at.getTime()),
      itemVersionId,
      itemId: prompt.itemId,
      attempt,
      atMs: at.getTime(),
      response,
    };
    const before = state.answers.map(toGiven);
    const answers = [...before, { itemId: prompt.itemId, correct: feedback.correct, atMs: answer.atMs }];
    const start = startOf(open);
    const completed =
      progressOf(lesson, start, historiesOf(before)).state !== 'done' &&
      progressOf(lesson, start, historiesOf(answers)).state === 'done';
    const saved = await store.insertAnswer(
      {
        userId: actor.userId,
        pathId: pathOf(catalog, entry.courseId),
        guard: state.guard,
        learnerState: packLearnerState(outcome.learner),
        at,
        skills: question.skills.map((skill, k) =>
          toSkillRow(parameters, outcome.learner, skill, outcome.skills[k]!, answer.atMs, outcome.changes[k]!.after),
        ),
        events: eventsOf(open, prompt, answer, feedback.correct, outcome, completed),
      },
      {
        ...answer,
        lessonId: entry.id,
        courseId: entry.courseId,
        correct: feedback.correct,
        score: feedback.score,
        responseMs: input.responseMs ?? null,
        predicted: outcome.prediction.probability,
        engineVersion: versionOf(parameters),
        key,
        counted: outcome.counted,
        prior: itemPrior(parameters.priors, prompt.difficulty),
      },
    );
    // Null: their state moved meanwhile; read again.
    return saved
      ? toResult(
          { catalog, lesson, prompt, key: itemKey, start, round, locale },
          answers,
          answer,
          feedback,
          outcome,
          false,
        )
      : null;
  });
}

const FormSchema = AnswerInputSchema.omit({ response: true, responseMs: true });

/**
 * Takes in the answer of a plain form. Gives back what is wrong with it, or null when it is stored. Throws `not-found` and
 * `limit-reached` as recordAnswer does.
 */
export async function recordAnswerForm(
  actor: Actor,
  ask: { courseId: string; lesson: string; round: Round; locale: Locale },
  form: FormData,
): Promise<'choose' | 'unreadable' | 'invalid' | null> {
  const named = FormSchema.safeParse({
    ...ask,
    itemVersionId: form.get('itemVersionId'),
    attempt: form.get('attempt'),
    key: form.get('key'),
  });
  if (!named.success) return 'invalid';
  const [prompt] = await getItems([named.data.itemVersionId]);
  const response = readResponse(prompt!.type, form);
  if (!response) return 'choose';
  try {
    await recordAnswer(actor, { ...named.data, response, responseMs: null, round: ask.round, locale: ask.locale });
    return null;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'invalid') throw error;
    return error.reason === 'number-unreadable' ? 'unreadable' : 'invalid';
  }
}
