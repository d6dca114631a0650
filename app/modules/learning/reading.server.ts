// Reading a lesson: opening it in the version it was begun in, marking it read, moving to a newer version, keeping notes.
import { z } from 'zod';
import type { CatalogStructure, LessonEntry } from '../catalog/catalog';
import { getLessonForReading, structure } from '../catalog/catalog.server';
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { systemClock } from '~/platform/clock';
import { transaction } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { limit } from '~/platform/limits.server';
import { paths } from '~/platform/paths';
import { startOf } from './answers.server';
import { packLearnerState } from './engine/state';
import {
  type CompletionView,
  type LessonLink,
  type LessonPageView,
  NOTE_MAX,
  type NoteConflict,
  type NoteSaved,
} from './learning';
import { progressOf, requireLesson, toCompletion } from './lessons.server';
import { newMemory } from './fold';
import { rebuildLearner } from './rebuild.server';
import { historiesOf } from './rounds';
import { type Deps, momentAfter, openState, type OpenLesson, pathOf, untilDone } from './state.server';
import * as store from './store.server';

/** Saves of notes a minute: typing without a pause makes about fifty. */
const NOTES_PER_MINUTE = 90;
/** Milliseconds after which a visit counts as new activity. */
const TOUCH_AFTER_MS = 5 * 60_000;

export const NoteInputSchema = z.object({
  courseId: z.string().min(1).max(100),
  lesson: z.string().min(1).max(100),
  body: z.string().max(NOTE_MAX),
  /** The revision this text was written upon; 0 for none. */
  revision: z.coerce.number().int().min(0),
});
export type NoteInput = z.infer<typeof NoteInputSchema>;

function completionOf(open: OpenLesson): CompletionView {
  const answers = open.state.answers.map(([, itemId, , , correct, atMs]) => ({ itemId, correct, atMs }));
  return toCompletion(open.lesson, progressOf(open.lesson, startOf(open), historiesOf(answers)));
}

function neighbours(
  catalog: CatalogStructure,
  entry: LessonEntry,
  locale: Locale,
): { previous: LessonLink | null; next: LessonLink | null; of: number } {
  const lessons = catalog.courses.get(entry.courseId)?.lessons ?? [entry];
  const here = lessons.findIndex(({ id }) => id === entry.id);
  const link = (lesson: LessonEntry | undefined): LessonLink | null =>
    lesson ? { title: lesson.title[locale], href: paths.lesson(lesson.courseId, lesson.slug) } : null;
  return { previous: link(lessons[here - 1]), next: link(lessons[here + 1]), of: lessons.length };
}

/**
 * A lesson to read, in the version this person began; opening it the first time pins that version. Anybody signed in may open
 * any lesson. An instructor always reads the newest version: whoever writes wants to see what was just saved. `record: false`
 * (a prefetch) leaves no trace. Throws `not-found`.
 */
export async function openLesson(
  actor: Actor,
  input: { courseId: string; lesson: string; locale: Locale; record?: boolean },
  { now = systemClock }: Deps = {},
): Promise<LessonPageView> {
  const { locale, record: recording = true } = input;
  const entry = await requireLesson(input.courseId, input.lesson);
  let open = await openState(actor, entry, { note: true, record: recording }, { now });
  if (recording && open.state.versionId !== entry.versionId && actor.roles.includes('instructor')) {
    await moveToCurrentVersion(actor, input);
    open = await openState(actor, entry, { note: true, record: recording }, { now });
  }
  const { catalog, state } = open;
  const at = now();
  if (recording && !open.first && at.getTime() - (state.touchedAt?.getTime() ?? 0) > TOUCH_AFTER_MS)
    await store.touchLesson(actor.userId, entry.id, at);
  const text = await getLessonForReading(state.versionId, locale);
  return {
    lessonId: entry.id,
    courseId: entry.courseId,
    courseTitle: catalog.courses.get(entry.courseId)?.title[locale] ?? '',
    slug: entry.slug,
    number: entry.position,
    versionId: state.versionId,
    version: text.version,
    newerVersion: entry.versionId === state.versionId ? null : entry.version,
    title: text.title,
    summary: text.summary,
    objectives: text.objectives,
    outline: text.outline,
    minutes: text.minutes,
    skills: text.skills.map((id) => ({ id, title: catalog.skills.get(id)?.title[locale] ?? id })),
    completion: completionOf(open),
    practiceHref: paths.practice(entry.courseId, entry.slug),
    ...neighbours(catalog, entry, locale),
    note: state.note ?? { body: '', revision: 0 },
  };
}

/** Marks the lesson read, once, and gives back where the person stands in it. Throws `not-found`. */
export async function markRead(
  actor: Actor,
  input: { courseId: string; lesson: string },
  { now = systemClock }: Deps = {},
): Promise<CompletionView> {
  const entry = await requireLesson(input.courseId, input.lesson);
  return untilDone(actor.userId, async () => {
    const open = await openState(actor, entry, {}, { now });
    const { catalog, parameters, lesson, state } = open;
    if (state.readAt) return completionOf(open);
    const at = momentAfter(state.guard, now);
    const after = completionOf({ ...open, state: { ...state, readAt: at } });
    const subject = { subjectType: 'lesson', subjectId: entry.id, data: { courseId: entry.courseId } };
    const done = await store.markLessonRead(
      {
        userId: actor.userId,
        pathId: pathOf(catalog, entry.courseId),
        guard: state.guard,
        learnerState: state.learnerState ?? packLearnerState(newMemory(parameters).learner),
        at,
        skills: [],
        events: [
          { type: 'learning.lesson-read', ...subject },
          ...(after.state === 'done' ? [{ type: 'learning.lesson-completed', once: true, ...subject }] : []),
        ],
      },
      lesson.entry.id,
    );
    return done ? after : null;
  });
}

/** Moves the person to the lesson's current version; their answers stay. Throws `not-found`, `conflict` when they never opened it. */
export async function moveToCurrentVersion(actor: Actor, input: { courseId: string; lesson: string }): Promise<void> {
  const entry = await requireLesson(input.courseId, input.lesson);
  const state = await store.loadLessonState(actor.userId, entry.id, { courseId: entry.courseId, skills: [] });
  const { versionId } = state;
  if (versionId === null) throw new AppError('conflict', { reason: 'not-opened' });
  if (versionId === entry.versionId) return;
  const [before, catalog] = await Promise.all([getLessonForReading(versionId, 'en'), structure()]);
  const moved = await transaction(async (tx) => {
    if (!(await store.moveVersion(tx, actor.userId, entry.id, versionId, entry.versionId))) return false;
    const data = { courseId: entry.courseId, from: before.version, to: entry.version };
    await record(tx, {
      type: 'learning.version-moved',
      actorId: actor.userId,
      subjectType: 'lesson',
      subjectId: entry.id,
      data,
    });
    return true;
  });
  const now = catalog.lessons.get(entry.id)?.skills ?? entry.skills;
  // The log says which skills an opened lesson taught by its version: with other skills the state is another.
  if (moved && before.skills.join() !== now.join()) await rebuildLearner(actor.userId);
}

/** The person's note on a lesson; empty with revision 0 when there is none. Throws `not-found`. */
export async function getNote(
  actor: Actor,
  input: { courseId: string; lesson: string },
): Promise<{ body: string; revision: number }> {
  const entry = await requireLesson(input.courseId, input.lesson);
  return (await store.findNote(actor.userId, entry.id)) ?? { body: '', revision: 0 };
}

/**
 * Saves a note written upon `revision`. When somebody saved in between, nothing is overwritten: the stored text comes back.
 * Throws `not-found`, `limit-reached`.
 */
export async function saveNote(
  actor: Actor,
  input: NoteInput,
  { now = systemClock }: Deps = {},
): Promise<NoteSaved | NoteConflict> {
  await limit(`learning.note:${actor.userId}`, NOTES_PER_MINUTE, 60);
  const entry = await requireLesson(input.courseId, input.lesson);
  const revision = await store.saveNoteRow(actor.userId, entry.id, input.body, input.revision, now());
  if (revision !== null) return { ok: true, revision };
  const stored = (await store.findNote(actor.userId, entry.id)) ?? { body: '', revision: 0 };
  // The same text again (a retry whose answer was lost) is no conflict.
  return stored.body === input.body ? { ok: true, revision: stored.revision } : { ok: false, ...stored };
}
