// Brings the database to what content/ says. Safe to run at every start and from several processes: without a change, no write.
import path from 'node:path';
import type { ProgramDefinition } from './catalog';
import { checkLibrary, type Checked, reportLine } from './content/lint';
import { lessonHash, type StoredItem, toStoredItem } from './content/items';
import { type CourseFolder, type LessonSource, type Library, readProgramSources } from './content/read';
import { TREE_FORMAT } from './mdx/compile';
import { byPlace, isError } from './problems';
import { forgetStructure } from './reading.server';
import * as store from './sync-store.server';

export type SyncDeps = {
  /** The content folder; by default `content/` of the installation. */
  root?: string;
};

export type SyncResult = {
  /** One line a fault, as `npm run content:check` prints it. What has an error kept its last good version. */
  problems: Array<string>;
  /** Lessons of which a new version is current now, as "course/lesson". */
  published: Array<string>;
  /** Whether anything was written. */
  changed: boolean;
};

const defaultRoot = () => path.resolve('content');

/** Keys in one order, so that JSON out of the database compares equal to JSON out of a file. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

const same = (a: unknown, b: unknown) => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

/** Those of `wanted` that differ from what is stored under their id. */
function changedRows<Row extends { id: string }>(
  wanted: ReadonlyArray<Row>,
  stored: ReadonlyArray<{ id: string }>,
): Array<Row> {
  const byId = new Map(stored.map((row) => [row.id, row]));
  return wanted.filter((row) => !same(row, byId.get(row.id)));
}

function goneIds(stored: ReadonlyArray<{ id: string }>, files: ReadonlyArray<{ id: string }>): Array<string> {
  return stored.map(({ id }) => id).filter((id) => !files.some((file) => file.id === id));
}

type Prepared = { hash: string; items: Array<StoredItem> };

/** A lesson's items and hash; null while one of its files is missing or unreadable. */
function prepare({ texts, items, pictures }: LessonSource): Prepared | null {
  if (!texts.es || !texts.en || !items.value) return null;
  const { skills, minutes } = items.value;
  const stored = items.value.items.map(toStoredItem);
  const files = [...pictures].map(([src, { hash }]) => ({ src, hash }));
  const hash = lessonHash(
    { texts: { es: texts.es, en: texts.en }, skills, minutes, items: stored, pictures: files },
    TREE_FORMAT,
  );
  return { hash, items: stored };
}

type Sync = {
  checked: Checked;
  state: store.SyncState;
  prepared: Map<LessonSource, Prepared | null>;
  /** Files that have an error. */
  faulty: Set<string>;
  result: SyncResult;
};

function isFaulty({ faulty }: Sync, folder: string): boolean {
  return [...faulty].some((file) => file.startsWith(`${folder}/`));
}

async function syncSkills({ checked: { library }, state, faulty, result }: Sync): Promise<void> {
  const { file, value } = library.skills;
  if (!value || faulty.has(file)) return;
  const rows = value.map((skill, position) => ({ ...skill, mergedInto: skill.mergedInto ?? null, position }));
  const changed = changedRows(rows, state.skills);
  const gone = goneIds(state.skills, rows);
  if (changed.length === 0 && gone.length === 0) return;
  await store.saveSkills(changed, gone);
  result.changed = true;
}

async function syncPaths({ checked: { library }, state, faulty, result }: Sync): Promise<void> {
  const rows = library.paths.flatMap(({ id, file, value }, position): Array<store.PathRow> =>
    value && !faulty.has(file) ? [{ id, ...value, certification: value.certification ?? null, position }] : [],
  );
  const changed = changedRows(rows, state.paths);
  const gone = goneIds(state.paths, library.paths);
  if (changed.length === 0 && gone.length === 0) return;
  await store.savePaths(changed, gone);
  result.changed = true;
}

/** Courses in the order in which paths name them, then by id. */
function courseOrder({ paths, courses }: Library): Array<string> {
  return [...new Set([...paths.flatMap(({ value }) => value?.courses ?? []), ...courses.map(({ id }) => id)])];
}

/** Whether the course is in the database afterwards. */
async function syncCourse(course: CourseFolder, position: number, { state, faulty, result }: Sync): Promise<boolean> {
  const stored = state.courses.find(({ id }) => id === course.id);
  if (!course.value || faulty.has(course.file)) return stored !== undefined;
  const row = { id: course.id, ...course.value, position };
  if (same({ ...row, retired: false }, stored)) return true;
  await store.saveCourse(row);
  result.changed = true;
  return true;
}

async function syncLessons(course: CourseFolder, sync: Sync): Promise<void> {
  const { state, checked, prepared, result } = sync;
  const stored = state.lessons.filter(({ courseId }) => courseId === course.id);
  const changes: Array<store.LessonChange> = [];
  const kept: Array<store.LessonState> = [];
  for (const lesson of course.lessons) {
    const { slug, position, items, pictures } = lesson;
    const existing = stored.find((candidate) => candidate.slug === slug) ?? null;
    const current = existing?.versions.find(({ id }) => id === existing.currentId);
    const parts = prepared.get(lesson);
    const texts = checked.lessons.get(lesson)?.texts;
    const publish = parts && texts && parts.hash !== current?.hash && !isFaulty(sync, lesson.folder);
    const moved = existing && (existing.position !== position || existing.retired);
    if (publish) {
      const { skills, minutes } = items.value!;
      const version = { ...parts, skills, minutes, pictures: [...pictures.values()], texts };
      changes.push({ slug, position, existing, version });
      result.published.push(`${course.id}/${slug}`);
    } else if (moved) changes.push({ slug, position, existing, version: null });
    else if (existing) kept.push(existing);
  }
  const gone = stored.filter(({ slug, retired }) => !retired && !course.lessons.some((lesson) => lesson.slug === slug));
  if (changes.length === 0 && gone.length === 0) return;
  await store.saveLessons(course.id, changes, kept, gone, state.items);
  result.changed = true;
}

async function syncBanks({ checked: { library }, state, faulty, result }: Sync): Promise<void> {
  for (const { id, bank } of library.programs) {
    if (!bank.value || faulty.has(bank.file)) continue;
    const items = bank.value.items.map(toStoredItem);
    const wanted = items.map(({ itemId, hash }) => `${itemId} ${hash}`).sort();
    const current = state.items.filter(({ ownerId, use, retired }) => ownerId === id && use === 'exam' && !retired);
    if (same(wanted, current.map(({ itemId, hash }) => `${itemId} ${hash}`).sort())) continue;
    await store.saveBank(id, items, state.items);
    result.changed = true;
  }
}

/**
 * Reads, checks and stores the content folder. What has an error keeps its last good version and is told in `problems`; the
 * rest goes ahead. Lessons, courses and items that are no longer in the folder are withdrawn, never deleted. Throws when the
 * folder holds no course at all: then it is the wrong folder.
 */
export async function syncContent({ root = defaultRoot() }: SyncDeps = {}): Promise<SyncResult> {
  return store.alone(async () => {
    const state = await store.readSyncState();
    const current = new Set(
      state.lessons.flatMap(({ courseId, slug, currentId, versions }) =>
        versions.filter(({ id }) => id === currentId).map(({ hash }) => `${courseId}/${slug}/${hash}`),
      ),
    );
    const prepared: Sync['prepared'] = new Map();
    const checked = await checkLibrary(root, (lesson) => {
      const parts = prepare(lesson);
      prepared.set(lesson, parts);
      return parts !== null && current.has(`${lesson.courseId}/${lesson.slug}/${parts.hash}`);
    });
    const { library, problems } = checked;
    if (library.courses.length === 0) throw new Error(`There is no course in ${root}`);
    const result: SyncResult = {
      problems: problems.filter(isError).map((found) => reportLine(found, 'en')),
      published: [],
      changed: false,
    };
    const sync: Sync = {
      checked,
      state,
      prepared,
      faulty: new Set(problems.filter(isError).map(({ file }) => file)),
      result,
    };
    await syncSkills(sync);
    const order = courseOrder(library);
    for (const course of library.courses) {
      if (await syncCourse(course, order.indexOf(course.id), sync)) await syncLessons(course, sync);
    }
    const gone = goneIds(
      state.courses.filter(({ retired }) => !retired),
      library.courses,
    );
    if (gone.length > 0) await store.retireCourses(gone);
    await syncPaths(sync);
    await syncBanks(sync);
    result.changed ||= gone.length > 0;
    if (result.changed) forgetStructure();
    return result;
  });
}

/**
 * The certification programs as the content folder defines them; those with an error are left out and told in `problems`.
 * Whether a bank is large enough is checked by `npm run content:check` and by `syncContent`.
 */
export async function readPrograms(
  root = defaultRoot(),
): Promise<{ programs: Array<ProgramDefinition>; problems: Array<string> }> {
  const { programs, problems } = await readProgramSources(root);
  return {
    programs: programs.flatMap(({ id, value }) => (value ? [{ id, ...value }] : [])),
    problems: problems
      .filter(isError)
      .sort(byPlace)
      .map((found) => reportLine(found, 'en')),
  };
}
