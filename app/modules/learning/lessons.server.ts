// A lesson as a person has it: the catalogue's entry and the version they are pinned to. From memory; asks no table of ours.
import type { CatalogStructure, ItemMeta, LessonEntry } from '../catalog/catalog';
import { findLesson, getItems, getLessonForReading } from '../catalog/catalog.server';
import { AppError } from '~/platform/errors';
import type { CompletionView } from './learning';
import { COMPLETION_RULE, type Lesson, type LessonEvent, type LessonProgress, lessonProgress } from './engine/progress';
import { currentSkills } from './merged';
import type { ItemHistory, RoundItem } from './rounds';

/** What a version of a lesson asks for. */
export type PinnedLesson = {
  entry: LessonEntry;
  versionId: string;
  minutes: number;
  skills: ReadonlyArray<string>;
  items: ReadonlyArray<RoundItem>;
};

function toRoundItem(catalog: CatalogStructure, { id, itemId, skills }: ItemMeta): RoundItem {
  return { itemVersionId: id, itemId, skills: currentSkills(catalog, skills) };
}

/** Throws `not-found` for a course or lesson that does not exist or was withdrawn. */
export async function requireLesson(courseId: string, slug: string): Promise<LessonEntry> {
  const entry = await findLesson(courseId, slug);
  if (!entry) throw new AppError('not-found', { reason: 'lesson' });
  return entry;
}

/** The lesson in the version this person began, or the current one. */
export async function pinnedLesson(
  catalog: CatalogStructure,
  entry: LessonEntry,
  versionId: string | null,
): Promise<PinnedLesson> {
  if (versionId === null || versionId === entry.versionId) {
    const items = entry.itemIds.flatMap((id) => catalog.items.get(id) ?? []).map((meta) => toRoundItem(catalog, meta));
    const skills = currentSkills(catalog, entry.skills);
    return { entry, versionId: entry.versionId, minutes: entry.minutes, skills, items };
  }
  const { minutes, skills, itemIds } = await getLessonForReading(versionId, 'en');
  const items = (await getItems(itemIds)).map((meta) => toRoundItem(catalog, meta));
  return { entry, versionId, minutes, skills: currentSkills(catalog, skills), items };
}

/** The lesson as the engine's progress counts it: by the authors' item ids, so that a corrected item keeps its answer. */
export function toEngineLesson({ entry, minutes, items }: PinnedLesson): Lesson {
  return { id: entry.id, minutes, items: items.map(({ itemId }) => itemId) };
}

/** What somebody did in a lesson, as the engine's events. */
export function toEvents(
  lessonId: string,
  start: { startedMs: number | null; readMs: number | null },
  histories: ReadonlyMap<string, ItemHistory>,
): Array<LessonEvent> {
  const events: Array<LessonEvent> = [];
  if (start.startedMs !== null) events.push({ kind: 'opened', lesson: lessonId, atSeconds: start.startedMs / 1000 });
  if (start.readMs !== null) events.push({ kind: 'read', lesson: lessonId, atSeconds: start.readMs / 1000 });
  for (const [item, { firstAtMs, rightAtMs }] of histories) {
    events.push({
      kind: 'answered',
      lesson: lessonId,
      item,
      correct: rightAtMs === firstAtMs,
      atSeconds: firstAtMs / 1000,
    });
    if (rightAtMs !== null && rightAtMs !== firstAtMs)
      events.push({ kind: 'answered', lesson: lessonId, item, correct: true, atSeconds: rightAtMs / 1000 });
  }
  return events;
}

/** Progress in one lesson. */
export function progressOf(
  lesson: PinnedLesson,
  start: { startedMs: number | null; readMs: number | null },
  histories: ReadonlyMap<string, ItemHistory>,
): LessonProgress {
  return lessonProgress(toEngineLesson(lesson), toEvents(lesson.entry.id, start, histories));
}

/** The rule in numbers, and how far this person is. */
export function toCompletion({ items }: PinnedLesson, progress: LessonProgress): CompletionView {
  return {
    state: progress.state,
    read: progress.read,
    items: items.length,
    answered: progress.answered,
    right: progress.correct,
    rightNeeded: Math.min(items.length, Math.ceil(items.length * COMPLETION_RULE.correctShare - 1e-9)),
  };
}
