// What instructors read of a course's items: a list in the order of need, and each item whole.
import type { Locale } from '~/i18n/locale';
import type { CatalogStructure, ItemPrompt } from '../catalog/catalog';
import { getItems, structure } from '../catalog/catalog.server';
import { type Actor, requireRole } from '~/platform/actor';
import { AppError } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import { paths } from '~/platform/paths';
import * as store from './calibration-store.server';
import type { ItemList, ItemReport, ItemRow } from './item-report';

/** Version ids sort by time: the first text of an item has the smallest. */
function versionOf(prompts: Iterable<ItemPrompt>, { id, itemId }: ItemPrompt): number {
  let version = 1;
  for (const other of prompts) if (other.itemId === itemId && other.id < id) version++;
  return version;
}

function toRow(
  { items }: CatalogStructure,
  prompt: ItemPrompt,
  version: number,
  { statistics, attention, reasons }: store.StoredCalibration,
  locale: Locale,
): ItemRow {
  return {
    itemVersionId: prompt.id,
    item: prompt.itemId,
    version,
    retired: !items.has(prompt.id),
    stem: prompt.stem[locale],
    type: prompt.type,
    skills: prompt.skills,
    answers: statistics.answers,
    shareRight: statistics.shareRight,
    difficulty: statistics.difficulty,
    attention,
    reasons,
    options: 'options' in prompt ? prompt.options.map(({ id, text }) => ({ id, text: text[locale] })) : [],
  };
}

/**
 * The items of a course, those that need attention first, as of the latest recalibration; the first course when none is named.
 * For instructors and admins. Throws `unauthenticated`, `forbidden`, `not-found` for an unknown course.
 */
export async function listItemReports(
  actor: Actor | null,
  input: { courseId?: string | null | undefined; locale: Locale },
): Promise<ItemList> {
  requireRole(actor, 'instructor', 'admin');
  const { locale } = input;
  const catalog = await structure();
  const courses = [...catalog.courses.values()].map(({ id, title }) => ({ id, title: title[locale] }));
  const courseId = input.courseId || courses[0]?.id;
  if (!courseId || !catalog.courses.has(courseId)) throw new AppError('not-found');
  const [calibrations, [latest]] = await Promise.all([store.listCalibrations(courseId), store.listSnapshots(1)]);
  const prompts = new Map(
    (await getItems(calibrations.map(({ itemVersionId }) => itemVersionId))).map((prompt) => [prompt.id, prompt]),
  );
  return {
    courses,
    courseId,
    items: calibrations.map((one) => {
      const prompt = prompts.get(one.itemVersionId)!;
      return toRow(catalog, prompt, versionOf(prompts.values(), prompt), one, locale);
    }),
    calibrated: latest
      ? {
          at: latest.createdAt.toISOString(),
          answers: latest.answers,
          learners: latest.learners,
          movedItems: latest.moved.movedItems,
        }
      : null,
  };
}

/** An item version whole. For instructors and admins. Throws `unauthenticated`, `forbidden`, `not-found`. */
export async function getItemReport(
  actor: Actor | null,
  input: { itemVersionId: string; locale: Locale },
): Promise<ItemReport> {
  requireRole(actor, 'instructor', 'admin');
  const { itemVersionId, locale } = input;
  const stored = isUuid(itemVersionId) ? await store.findCalibration(itemVersionId) : null;
  if (!stored) throw new AppError('not-found');
  const catalog = await structure();
  const [prompt] = await getItems([itemVersionId]);
  const others = await store.listVersions(prompt!.ownerId);
  const version = versionOf(await getItems(others), prompt!);
  const lesson = catalog.lessons.get(catalog.items.get(itemVersionId)?.lessonId ?? '');
  return {
    ...toRow(catalog, prompt!, version, stored, locale),
    statistics: stored.statistics,
    lessonHref: lesson ? paths.lesson(lesson.courseId, lesson.slug) : null,
  };
}
