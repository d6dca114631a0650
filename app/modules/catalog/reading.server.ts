// Reading the catalog: the structure in memory, lessons and items remembered by id because they never change.
import type { Locale } from '~/i18n/locale';
import { env } from '~/platform/env.server';
import { AppError } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import { createLru } from './cache';
import {
  type CatalogStructure,
  type Course,
  type CourseCard,
  type CourseView,
  type ItemMeta,
  type ItemPrompt,
  type LessonEntry,
  type LessonView,
  type Path,
  say,
  type Skill,
} from './catalog';
import type { ItemKey } from './grading';
import * as store from './store.server';

/** How long the structure is believed without asking for its revision. */
const TRUST_MS = { production: 5_000, development: 300, test: 300 };

const lessons = createLru<LessonView>(200);
const prompts = createLru<ItemPrompt>(5_000);
const keys = createLru<ItemKey>(5_000);

let held: { structure: CatalogStructure; askedAt: number } | undefined;
let asking: Promise<CatalogStructure> | undefined;

function group<T>(values: ReadonlyArray<T>, keyOf: (value: T) => string): Map<string, Array<T>> {
  const groups = new Map<string, Array<T>>();
  for (const value of values) {
    const key = keyOf(value);
    const list = groups.get(key);
    if (list) list.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

function assemble(revision: string, rows: store.StructureRows): CatalogStructure {
  const byCourse = group(rows.lessons, ({ courseId }) => courseId);
  const courses = rows.courses.map((course): Course => ({ ...course, lessons: byCourse.get(course.id) ?? [] }));
  const offered = courses.flatMap((course) => course.lessons);
  const lessonOf = new Map(offered.flatMap((lesson) => lesson.itemIds.map((itemId) => [itemId, lesson.id] as const)));
  const items = new Map<string, ItemMeta & { lessonId: string }>();
  for (const item of rows.items) {
    const lessonId = lessonOf.get(item.id);
    if (item.use === 'practice' && lessonId) items.set(item.id, { ...item, lessonId });
  }
  return {
    revision,
    skills: new Map(rows.skills.flatMap(({ mergedInto, ...skill }) => (mergedInto ? [] : [[skill.id, skill]]))),
    mergedSkills: new Map(
      rows.skills.flatMap(({ id, title, mergedInto }) => (mergedInto ? [[id, { into: mergedInto, title }]] : [])),
    ),
    paths: new Map(rows.paths.map((path) => [path.id, path])),
    courses: new Map(courses.map((course) => [course.id, course])),
    lessons: new Map(offered.map((lesson) => [lesson.id, lesson])),
    items,
    banks: group(
      rows.items.filter(({ use }) => use === 'exam'),
      ({ ownerId }) => ownerId,
    ),
  };
}

async function ask(): Promise<CatalogStructure> {
  const revision = await store.readRevision();
  const structure =
    held?.structure.revision === revision ? held.structure : assemble(revision, await store.readStructure());
  held = { structure, askedAt: performance.now() };
  return structure;
}

/** Makes the next `structure()` look at the database: this process has just changed it. */
export function forgetStructure(): void {
  held = held && { ...held, askedAt: -Infinity };
}

/**
 * Everything current, from memory; whether it still stands is asked at most every 5 seconds (0.3 outside of production), with
 * one statement however many requests wait.
 */
export async function structure(): Promise<CatalogStructure> {
  if (held && performance.now() - held.askedAt < TRUST_MS[env().NODE_ENV]) return held.structure;
  asking ??= ask().finally(() => (asking = undefined));
  return asking;
}

function toCard({ id, level, title, summary, lessons: own }: Course, locale: Locale): CourseCard {
  return {
    id,
    level,
    title: title[locale],
    summary: summary[locale],
    lessons: own.length,
    minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
    items: own.reduce((sum, { itemIds }) => sum + itemIds.length, 0),
  };
}

/** The catalogue, in its order. */
export async function listCourses(locale: Locale): Promise<Array<CourseCard>> {
  const { courses } = await structure();
  return [...courses.values()].map((course) => toCard(course, locale));
}

/** A course's page. Throws `not-found` for unknown and withdrawn ones. */
export async function getCourse(courseId: string, locale: Locale): Promise<CourseView> {
  const { courses, skills } = await structure();
  const course = courses.get(courseId);
  if (!course) throw new AppError('not-found');
  const skillIds = [...new Set(course.lessons.flatMap((lesson) => lesson.skills))];
  return {
    ...toCard(course, locale),
    description: course.description[locale].split(/\n\s*\n/),
    audience: course.audience[locale],
    outcomes: say(course.outcomes, locale),
    proves: course.proves[locale],
    authors: course.authors,
    skills: skillIds.flatMap((id) => skills.get(id) ?? []).map((skill) => say(skill, locale)),
    syllabus: say(course.lessons, locale),
  };
}

export async function listPaths(locale: Locale): Promise<Array<Path<string>>> {
  const { paths } = await structure();
  return say([...paths.values()], locale);
}

/** Throws `not-found`. */
export async function getPath(pathId: string, locale: Locale): Promise<Path<string>> {
  const path = (await structure()).paths.get(pathId);
  if (!path) throw new AppError('not-found');
  return say(path, locale);
}

/** Skills in the catalogue's order, or those of `ids` in theirs; unknown ids are left out. */
export async function listSkills(locale: Locale, ids?: ReadonlyArray<string>): Promise<Array<Skill<string>>> {
  const { skills } = await structure();
  return say(ids ? ids.flatMap((id) => skills.get(id) ?? []) : [...skills.values()], locale);
}

/** The lesson at an address, as it stands now. */
export async function findLesson(courseId: string, slug: string): Promise<LessonEntry | null> {
  const { courses } = await structure();
  return courses.get(courseId)?.lessons.find((lesson) => lesson.slug === slug) ?? null;
}

/** One version of a lesson to read, also one that is no longer current. Throws `not-found`. */
export async function getLessonForReading(versionId: string, locale: Locale): Promise<LessonView> {
  const key = `${versionId}:${locale}`;
  const known = lessons.get(key);
  if (known) return known;
  const view = isUuid(versionId) ? await store.findLessonView(versionId, locale) : null;
  if (!view) throw new AppError('not-found');
  lessons.set(key, view);
  return view;
}

/** Prompts in the order of `ids` (version ids), retired ones too. Throws `not-found` when one is missing. */
export async function getItems(ids: ReadonlyArray<string>): Promise<Array<ItemPrompt>> {
  const missing = ids.filter((id) => !prompts.get(id));
  if (!missing.every(isUuid)) throw new AppError('not-found');
  const read = missing.length > 0 ? await store.findPrompts(missing) : [];
  const fresh = new Map(read.map((prompt) => [prompt.id, prompt]));
  const found = ids.map((id) => fresh.get(id) ?? prompts.get(id));
  for (const prompt of read) prompts.set(prompt.id, prompt);
  if (!found.every((prompt) => prompt !== undefined)) throw new AppError('not-found');
  return found;
}

/**
 * Right answers and reasons by version id, for grading on the server: nothing of it goes out before an answer is in. Throws
 * `not-found` when one is missing.
 */
export async function getItemKeys(ids: ReadonlyArray<string>): Promise<Map<string, ItemKey>> {
  const missing = ids.filter((id) => !keys.get(id));
  if (!missing.every(isUuid)) throw new AppError('not-found');
  const read = missing.length > 0 ? await store.findKeys(missing) : [];
  const fresh = new Map(read.map(({ id, key }) => [id, key]));
  const found = new Map<string, ItemKey>();
  for (const id of ids) {
    const key = fresh.get(id) ?? keys.get(id);
    if (!key) throw new AppError('not-found');
    found.set(id, key);
  }
  for (const [id, key] of fresh) keys.set(id, key);
  return found;
}

/** What became current after a moment: skills of a course's lessons that have a newer text, and items of a bank, by version id. */
export async function listChanges(input: {
  courseId: string;
  /** The program whose exam bank it is. */
  bankId: string;
  since: Date;
}): Promise<{ skills: ReadonlySet<string>; items: ReadonlySet<string> }> {
  const { skills, items } = await store.findChanges(input.courseId, input.bankId, input.since);
  return { skills: new Set(skills), items: new Set(items) };
}

/** A picture by the hash of its bytes. Throws `not-found`. */
export async function getAsset(hash: string): Promise<{ mime: string; bytes: Uint8Array }> {
  const asset = /^[0-9a-f]{64}$/.test(hash) ? await store.findAsset(hash) : null;
  if (!asset) throw new AppError('not-found');
  return asset;
}
