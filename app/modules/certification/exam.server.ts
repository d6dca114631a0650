// Sitting an exam: the way in, the questions, saving answers against the server's clock, handing in.
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { isLocale, type Locale } from '~/i18n/locale';
import { type ItemPrompt, type Response, say, shuffle } from '~/modules/catalog/catalog';
import { getItemKeys, getItems, parseResponse } from '~/modules/catalog/catalog.server';
import { getProgress } from '~/modules/learning/learning.server';
import { type Actor, requireActor } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import { isUuid, uuid7 } from '~/platform/ids.server';
import { limit } from '~/platform/limits.server';
import {
  type AttemptKind,
  type Eligibility,
  type ExamEntry,
  type ExamItem,
  type ExamView,
  type SavedAnswer,
  SAVE_GRACE_SECONDS,
  type SaveOutcome,
} from './certification';
import { sittingRules } from './eligibility';
import { loadSituation } from './eligibility.server';
import { drawExam } from './exam-draw.server';
import * as examStore from './exam-store.server';
import { submitAttempt } from './grade.server';
import { requireDefinition, toProgramView } from './programs.server';
import { checkFit } from './score.server';

type Deps = { clock?: Clock };

/** Saves a person may send a minute: far more than anybody answers, far fewer than a script. */
const SAVES_PER_MINUTE = 240;

/** Where a person stands with a program. Throws `unauthenticated`, `not-found`. */
export async function getEligibility(actor: Actor | null, programId: string, deps: Deps = {}): Promise<Eligibility> {
  const someone = requireActor(actor);
  const definition = await requireDefinition(programId);
  return (await loadSituation(someone, definition, (deps.clock ?? systemClock)())).eligibility;
}

/** The page before an exam: program, rules, what this person may do now, and their attempts. Throws `unauthenticated`, `not-found`. */
export async function getExamEntry(
  actor: Actor | null,
  programId: string,
  locale: Locale,
  deps: Deps = {},
): Promise<ExamEntry> {
  const someone = requireActor(actor);
  const definition = await requireDefinition(programId);
  const [situation, progress] = await Promise.all([
    loadSituation(someone, definition, (deps.clock ?? systemClock)()),
    getProgress(someone, { courseId: definition.course }),
  ]);
  const { standing, eligibility, facts } = situation;
  const certified = new Set(definition.skills);
  return {
    program: await toProgramView(definition, locale, facts),
    eligibility,
    attempts: standing.attempts.map((attempt) => ({
      id: attempt.id,
      number: attempt.number,
      startedAt: new Date(attempt.startedAt).toISOString(),
      deadlineAt: new Date(attempt.deadlineAt).toISOString(),
      submittedAt: attempt.submittedAt === null ? null : new Date(attempt.submittedAt).toISOString(),
      scorePercent: attempt.scorePercent,
      standardError: attempt.standardError,
      passed: attempt.passed,
      kind: attempt.kind,
    })),
    preparation:
      progress.answers === 0 && progress.lessonsDone === 0
        ? null
        : {
            lessonsDone: progress.lessonsDone,
            lessons: progress.lessons,
            mastered: progress.skills.filter((skill) => certified.has(skill.id) && skill.state === 'mastered').length,
            skills: definition.skills.length,
          },
  };
}

/**
 * Begins an exam, or returns the one that is open: a double click makes one attempt. Needs a confirmed address. Throws
 * `forbidden` (address not confirmed, something else asked for first), `limit-reached` (too soon, or no attempts left), `conflict` (certified already),
 * `invalid` (language), `unavailable` (the bank cannot meet the blueprint).
 */
export async function startExam(
  actor: Actor | null,
  input: { programId: string; locale: string },
  deps: Deps = {},
): Promise<{ attemptId: string }> {
  const someone = requireActor(actor);
  if (!isLocale(input.locale)) throw new AppError('invalid', { issues: [{ path: 'locale', message: 'required' }] });
  const now = (deps.clock ?? systemClock)();
  const definition = await requireDefinition(input.programId);
  if (definition.languages && !definition.languages.includes(input.locale))
    throw new AppError('invalid', { issues: [{ path: 'locale', message: 'invalid' }] });
  let situation = await loadSituation(someone, definition, now);
  const unattended = situation.standing.attempts.find(
    (attempt) => attempt.submittedAt === null && attempt.deadlineAt <= now.getTime(),
  );
  if (unattended) {
    // Its time is over and the job has not come by yet.
    await submitAttempt(unattended.id, now);
    situation = await loadSituation(someone, definition, now);
  }
  const { eligibility, standing } = situation;
  if (eligibility.state === 'open') return { attemptId: eligibility.attemptId };
  const kind = requireReady(eligibility, now);

  const seed = randomInt(2 ** 31);
  const itemIds = await drawExam(someone.userId, { definition, kind, certificate: standing.certificate, seed });
  if (!itemIds) throw new AppError('unavailable', { reason: 'bank-too-small' });
  const id = uuid7(now.getTime());
  const number = 1 + Math.max(0, ...standing.attempts.map((attempt) => attempt.number));
  const inserted = await examStore.insertAttempt(
    {
      id,
      userId: someone.userId,
      programId: definition.id,
      programVersion: definition.version,
      number,
      locale: input.locale,
      kind,
      itemIds,
      seed,
      startedAt: now,
      deadlineAt: new Date(now.getTime() + sittingRules(definition, kind).minutes * 60_000),
    },
    {
      type: 'certification.exam-started',
      actorId: someone.userId,
      subjectType: 'exam-attempt',
      subjectId: id,
      data: { programId: definition.id, number, kind },
    },
  );
  if (inserted) return { attemptId: id };
  const open = await examStore.findOpenAttempt(someone.userId, definition.id);
  if (!open) throw new AppError('conflict', { reason: 'started-elsewhere' });
  return { attemptId: open.id };
}

function requireReady(state: Eligibility, now: Date): AttemptKind {
  if (state.state === 'ready') return state.kind;
  if (state.state === 'verify-email') throw new AppError('forbidden', { reason: 'verify-email' });
  if (state.state === 'locked') throw new AppError('forbidden', { reason: 'prerequisites-missing' });
  if (state.state === 'wait' || state.state === 'exhausted') {
    const retryAfterSeconds = Math.ceil((Date.parse(state.until) - now.getTime()) / 1000);
    throw new AppError('limit-reached', { reason: `exam-${state.state}`, retryAfterSeconds });
  }
  throw new AppError('conflict', { reason: 'certified' });
}

/** What a person sees of an item in this attempt: its own language, options shuffled for the attempt. No key. */
function toExamPrompt(item: ItemPrompt, attempt: { seed: number; locale: Locale }): ItemPrompt<string> {
  const said = say(item, attempt.locale) as ItemPrompt<string>;
  const mixed = <T>(part: string, values: ReadonlyArray<T>) => shuffle(`${attempt.seed}:${item.id}:${part}`, values);
  switch (said.type) {
    case 'single':
    case 'multiple':
      return { ...said, options: mixed('options', said.options) };
    case 'order':
      return { ...said, elements: mixed('elements', said.elements) };
    case 'match':
      return { ...said, lefts: mixed('lefts', said.lefts), rights: mixed('rights', said.rights) };
    default:
      return said;
  }
}

/**
 * An exam to sit: prompts, what was saved, and the server's time. Null when it is over: then there is a result (time that ran
 * out counts as over, whether or not the job came by). Throws `unauthenticated`, `not-found` also for other people's attempts.
 */
export async function getExam(
  actor: Actor | null,
  input: { programId: string; attemptId: string },
  deps: Deps = {},
): Promise<ExamView | null> {
  const someone = requireActor(actor);
  const now = (deps.clock ?? systemClock)();
  const attempt = isUuid(input.attemptId) ? await examStore.loadAttempt(someone.userId, input.attemptId) : null;
  if (!attempt || attempt.programId !== input.programId) throw new AppError('not-found');
  if (attempt.submittedAt || now.getTime() > attempt.deadlineAt.getTime() + SAVE_GRACE_SECONDS * 1000) return null;
  const saved = new Map(attempt.answers.map(({ itemVersionId, ...answer }) => [itemVersionId, answer]));
  const items = (await getItems(attempt.itemIds)).map((item): ExamItem => ({
    prompt: toExamPrompt(item, attempt),
    saved: saved.get(item.id) ?? null,
  }));
  return {
    attemptId: attempt.id,
    programId: attempt.programId,
    programTitle: attempt.definition.title[attempt.locale],
    locale: attempt.locale,
    number: attempt.number,
    startedAt: attempt.startedAt.toISOString(),
    deadlineAt: attempt.deadlineAt.toISOString(),
    serverNow: now.toISOString(),
    items,
    sequence: Math.max(0, ...attempt.answers.map((answer) => answer.sequence)),
    resumeAt: resumeAt(items),
  };
}

/** The first question without an answer after the one answered last; wraps round; the last one when all are answered. */
function resumeAt(items: ReadonlyArray<ExamItem>): number {
  const newest = items.reduce(
    (best, item, index) => ((item.saved?.sequence ?? -1) > (items[best]?.saved?.sequence ?? -1) ? index : best),
    0,
  );
  const start = items[newest]?.saved ? newest + 1 : 0;
  for (let step = 0; step < items.length; step++) {
    const index = (start + step) % items.length;
    if (!items[index]!.saved?.response) return index;
  }
  return items.length - 1;
}

const SaveExamAnswerSchema = z.strictObject({
  attemptId: z.uuid(),
  itemId: z.uuid(),
  /** Null clears the answer. */
  response: z.unknown(),
  flagged: z.boolean(),
  /** Rises with each save of an attempt. */
  sequence: z.number().int().min(1).max(1_000_000_000),
});
/** A save, its shape not trusted yet. */
export type SaveExamAnswer = {
  attemptId: string;
  itemId: string;
  response: unknown;
  flagged: boolean;
  sequence: number;
};

/** The page's clock is set anew with each answer from here. */
export type SaveReceipt = SaveOutcome & { serverNow: string };

/**
 * Saves the answer to one question, or a flag. It is acknowledged only when it is in the database. An older save that arrives
 * late changes nothing and is told what stands. Throws `unauthenticated`, `not-found` (also for others' attempts and items),
 * `invalid` (does not fit the question, `number-unreadable`), `gone` with reason `exam-over`, `limit-reached`.
 */
export async function saveExamAnswer(actor: Actor | null, unread: unknown, deps: Deps = {}): Promise<SaveReceipt> {
  const someone = requireActor(actor);
  const now = (deps.clock ?? systemClock)();
  const input = readSave(unread);
  await limit(`exam-save:${someone.userId}`, SAVES_PER_MINUTE, 60);
  const response: Response | null =
    input.response === null || input.response === undefined ? null : parseResponse(input.response);
  if (response) {
    const [[prompt], keys] = await Promise.all([
      itemsOrNone(input.itemId),
      getItemKeys([input.itemId]).catch(() => null),
    ]);
    const key = keys?.get(input.itemId);
    if (!prompt || prompt.use !== 'exam' || !key) throw new AppError('not-found');
    checkFit(key, prompt, response);
  }
  const saved = await examStore.saveAnswer({
    userId: someone.userId,
    attemptId: input.attemptId,
    itemVersionId: input.itemId,
    response,
    flagged: input.flagged,
    sequence: input.sequence,
    now,
  });
  const serverNow = now.toISOString();
  if (saved) return { outcome: 'saved', answer: saved, serverNow };
  return { outcome: 'newer', answer: await whyNot(someone, input, now), serverNow };
}

function readSave(unread: unknown): SaveExamAnswer {
  const result = SaveExamAnswerSchema.safeParse(unread);
  if (result.success) return result.data;
  // An id that cannot be one is like one of nobody's.
  if (result.error.issues.some(({ path }) => path[0] === 'attemptId' || path[0] === 'itemId'))
    throw new AppError('not-found');
  throw new AppError('invalid', {
    reason: 'save-unreadable',
    issues: result.error.issues.map(({ path }) => ({ path: path.join('.'), message: 'invalid' })),
  });
}

async function itemsOrNone(id: string): Promise<Array<ItemPrompt>> {
  return getItems([id]).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not-found') return [];
    throw error;
  });
}

/** Why nothing was saved: an error, or the newer answer that stands. */
async function whyNot(actor: Actor, input: SaveExamAnswer, now: Date): Promise<SavedAnswer> {
  const attempt = await examStore.loadAttempt(actor.userId, input.attemptId);
  if (!attempt || !attempt.itemIds.includes(input.itemId)) throw new AppError('not-found');
  if (attempt.submittedAt || now.getTime() > attempt.deadlineAt.getTime() + SAVE_GRACE_SECONDS * 1000)
    throw new AppError('gone', { reason: 'exam-over' });
  const standing = attempt.answers.find((answer) => answer.itemVersionId === input.itemId);
  if (!standing) throw new AppError('conflict', { reason: 'try-again' });
  const { itemVersionId: _, ...answer } = standing;
  return answer;
}

/** Hands an exam in. Doing it twice gives the same result. Throws `unauthenticated`, `not-found`. */
export async function submitExam(
  actor: Actor | null,
  input: { programId: string; attemptId: string },
  deps: Deps = {},
): Promise<void> {
  const someone = requireActor(actor);
  const attempt = isUuid(input.attemptId) ? await examStore.loadAttempt(someone.userId, input.attemptId) : null;
  if (!attempt || attempt.programId !== input.programId) throw new AppError('not-found');
  if (!attempt.submittedAt) await submitAttempt(attempt.id, (deps.clock ?? systemClock)());
}
