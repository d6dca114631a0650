// The catalog's tables, write side: what a sync from content/ finds there and puts there.
import type { Locale } from '~/i18n/locale';
import { connection, prisma, type Prisma, sql, type Tx, transaction } from '~/platform/db.server';
import { record } from '~/platform/events.server';
import { sha256, uuid7 } from '~/platform/ids.server';
import type { Course, Path, Skill } from './catalog';
import type { StoredItem } from './content/items';
import type { LessonText } from './content/lint-lesson';
import type { PictureFile } from './content/pictures';

export type SkillRow = Skill & { position: number; /** It became part of this skill. */ mergedInto: string | null };
export type PathRow = Path & { position: number };
export type CourseRow = Omit<Course, 'lessons'> & { position: number };
export type ItemState = {
  id: string;
  itemId: string;
  ownerId: string;
  use: 'practice' | 'exam';
  number: number;
  hash: string;
  retired: boolean;
};
export type LessonState = {
  id: string;
  courseId: string;
  slug: string;
  position: number;
  retired: boolean;
  currentId: string | null;
  versions: Array<{ id: string; number: number; hash: string; itemIds: Array<string> }>;
};
export type SyncState = {
  skills: Array<SkillRow>;
  paths: Array<PathRow>;
  courses: Array<CourseRow & { retired: boolean }>;
  lessons: Array<LessonState>;
  items: Array<ItemState>;
};

/** Any number of our own, the same in every process. */
const SYNC_LOCK = 7_201_954;

/** Runs `work` while no other process does the same. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  const client = await connection();
  try {
    await client.query('select pg_advisory_lock($1)', [SYNC_LOCK]);
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock($1)', [SYNC_LOCK]);
    }
  } finally {
    client.release();
  }
}

/** Everything a sync compares with, in one statement. */
export async function readSyncState(): Promise<SyncState> {
  const [row] = await sql<{ [Part in keyof SyncState]: SyncState[Part] | null }>(
    'catalog.sync-state',
    `select
       (select json_agg(json_build_object('id', id, 'area', area, 'title', title, 'description', description,
                 'prerequisites', prerequisites, 'position', position, 'mergedInto', merged_into)) from skill) as skills,
       (select json_agg(json_build_object('id', id, 'title', title, 'summary', summary, 'audience', audience, 'courses', courses,
                 'certification', certification, 'goals', goals, 'position', position)) from path) as paths,
       (select json_agg(json_build_object('id', id, 'level', level, 'title', title, 'summary', summary, 'description', description,
                 'audience', audience, 'outcomes', outcomes, 'proves', proves, 'authors', authors, 'position', position,
                 'retired', retired_at is not null)) from course) as courses,
       (select json_agg(json_build_object('id', l.id, 'courseId', l.course_id, 'slug', l.slug, 'position', l.position,
                 'retired', l.retired_at is not null, 'currentId', l.current_version_id,
                 'versions', (select coalesce(json_agg(json_build_object('id', v.id, 'number', v.number, 'hash', v.hash, 'itemIds', v.item_ids)), '[]')
                                from lesson_version v where v.lesson_id = l.id))) from lesson l) as lessons,
       (select json_agg(json_build_object('id', id, 'itemId', item_id, 'ownerId', owner_id, 'use', use, 'number', number, 'hash', hash,
                 'retired', retired_at is not null)) from item_version) as items`,
  );
  const { skills, paths, courses, lessons, items } = row!;
  return {
    skills: skills ?? [],
    paths: paths ?? [],
    courses: courses ?? [],
    lessons: lessons ?? [],
    items: items ?? [],
  };
}

/** Writes these skills and removes those of `gone` that nothing ever taught or asked: people's records may name the others. */
export async function saveSkills(rows: ReadonlyArray<SkillRow>, gone: ReadonlyArray<string>): Promise<void> {
  await transaction(async (tx) => {
    for (const { id, ...row } of rows) {
      const values = { ...row, prerequisites: [...row.prerequisites] };
      await tx.skill.upsert({ where: { id }, create: { id, ...values }, update: values, select: { id: true } });
    }
    for (const id of gone) {
      const used = await tx.itemVersion.findFirst({ where: { skills: { has: id } }, select: { id: true } });
      const taught = await tx.lessonVersion.findFirst({ where: { skills: { has: id } }, select: { id: true } });
      if (!used && !taught) await tx.skill.deleteMany({ where: { id } });
    }
  });
}

export async function savePaths(rows: ReadonlyArray<PathRow>, gone: ReadonlyArray<string>): Promise<void> {
  await transaction(async (tx) => {
    for (const { id, ...row } of rows) {
      const values = { ...row, courses: [...row.courses], goals: row.goals as unknown as Prisma.InputJsonArray };
      await tx.path.upsert({ where: { id }, create: { id, ...values }, update: values, select: { id: true } });
    }
    await tx.path.deleteMany({ where: { id: { in: [...gone] } } });
  });
}

export async function saveCourse({ id, ...row }: CourseRow): Promise<void> {
  const values = { ...row, outcomes: [...row.outcomes], authors: [...row.authors], retiredAt: null };
  await prisma().course.upsert({ where: { id }, create: { id, ...values }, update: values, select: { id: true } });
}

/** Takes courses out of the catalogue. */
export async function retireCourses(ids: ReadonlyArray<string>): Promise<void> {
  await prisma().course.updateMany({
    where: { id: { in: [...ids] }, retiredAt: null },
    data: { retiredAt: new Date() },
  });
}

/** Versions of items by the author's id; those with this very hash are used again. Adds what it creates to `known`. */
async function saveItems(
  tx: Tx,
  owner: Pick<ItemState, 'ownerId' | 'use'>,
  items: ReadonlyArray<StoredItem>,
  known: Array<ItemState>,
): Promise<Array<string>> {
  const created: Array<ItemState & { source: StoredItem }> = [];
  const returning: Array<string> = [];
  const ids = items.map((source) => {
    const versions = known.filter(({ ownerId, itemId }) => ownerId === owner.ownerId && itemId === source.itemId);
    const same = versions.find(({ hash }) => hash === source.hash);
    if (same?.retired) {
      returning.push(same.id);
      same.retired = false;
    }
    if (same) return same.id;
    const number = Math.max(0, ...versions.map((version) => version.number)) + 1;
    const { itemId, hash } = source;
    created.push({ id: uuid7(), itemId, ...owner, number, hash, retired: false, source });
    return created.at(-1)!.id;
  });
  if (returning.length > 0)
    await tx.itemVersion.updateMany({ where: { id: { in: returning } }, data: { retiredAt: null } });
  await tx.itemVersion.createMany({
    data: created.map(({ id, number, source: { prompt, key, ...source } }) => ({
      ...source,
      ...owner,
      id,
      number,
      prompt: prompt as unknown as Prisma.InputJsonObject,
      key: key as unknown as Prisma.InputJsonObject,
    })),
  });
  known.push(...created.map(({ source: _, ...state }) => state));
  return ids;
}

/** Retires every current item of an owner that is not among `current`. */
async function retireItems(
  tx: Tx,
  owner: Pick<ItemState, 'ownerId' | 'use'>,
  current: ReadonlySet<string>,
  known: ReadonlyArray<ItemState>,
): Promise<void> {
  const stale = known.filter(
    ({ id, ownerId, use, retired }) => ownerId === owner.ownerId && use === owner.use && !retired && !current.has(id),
  );
  if (stale.length === 0) return;
  await tx.itemVersion.updateMany({
    where: { id: { in: stale.map(({ id }) => id) } },
    data: { retiredAt: new Date() },
  });
}

export type NewVersion = {
  hash: string;
  skills: ReadonlyArray<string>;
  minutes: number;
  items: ReadonlyArray<StoredItem>;
  pictures: ReadonlyArray<PictureFile>;
  texts: Record<Locale, LessonText>;
};
export type LessonChange = { slug: string; position: number; existing: LessonState | null; version: NewVersion | null };

async function saveVersion(
  tx: Tx,
  courseId: string,
  lessonId: string,
  change: LessonChange,
  known: Array<ItemState>,
): Promise<Array<string>> {
  const { version, existing, slug } = change;
  const { hash, skills, minutes, items, pictures, texts } = version!;
  const itemIds = await saveItems(tx, { ownerId: courseId, use: 'practice' }, items, known);
  const before = existing?.versions.find((candidate) => candidate.hash === hash);
  const id = before?.id ?? uuid7();
  const number = before?.number ?? Math.max(0, ...(existing?.versions ?? []).map((candidate) => candidate.number)) + 1;
  if (!before) {
    const assets = pictures.map((picture) => ({
      hash: picture.hash,
      mime: picture.mime,
      bytes: new Uint8Array(picture.bytes),
    }));
    await tx.asset.createMany({ data: assets, skipDuplicates: true });
    await tx.lessonVersion.create({
      data: { id, lessonId, number, hash, skills: [...skills], minutes, itemIds },
      select: { id: true },
    });
    await tx.lessonText.createMany({
      data: Object.entries(texts).map(([locale, { source, tree, outline, title, summary, objectives, words }]) => ({
        versionId: id,
        locale,
        title,
        summary,
        objectives,
        source,
        tree: tree as unknown as Prisma.InputJsonArray,
        hash: sha256(source),
        words,
        outline,
      })),
    });
  }
  await tx.lesson.update({ where: { id: lessonId }, data: { currentVersionId: id }, select: { id: true } });
  await record(tx, {
    type: 'catalog.lesson-published',
    actorId: null,
    subjectType: 'lesson',
    subjectId: lessonId,
    data: { courseId, slug, versionId: id, number },
  });
  return itemIds;
}

/**
 * A course's lessons in one transaction: `changes` are written, `gone` withdrawn, and items that no current version names
 * retired. A change without a version moves the lesson only.
 */
export async function saveLessons(
  courseId: string,
  changes: ReadonlyArray<LessonChange>,
  kept: ReadonlyArray<LessonState>,
  gone: ReadonlyArray<LessonState>,
  items: Array<ItemState>,
): Promise<void> {
  const known = items.map((item) => ({ ...item }));
  await transaction(async (tx) => {
    const current = new Set<string>();
    const keep = ({ currentId, versions }: LessonState) => {
      for (const id of versions.find((version) => version.id === currentId)?.itemIds ?? []) current.add(id);
    };
    kept.forEach(keep);
    for (const change of changes) {
      const { slug, position, existing } = change;
      const lessonId = existing?.id ?? uuid7();
      if (!existing) await tx.lesson.create({ data: { id: lessonId, courseId, slug, position }, select: { id: true } });
      else if (existing.position !== position || existing.retired) {
        await tx.lesson.update({ where: { id: lessonId }, data: { position, retiredAt: null }, select: { id: true } });
      }
      if (change.version) for (const id of await saveVersion(tx, courseId, lessonId, change, known)) current.add(id);
      else if (existing) keep(existing);
    }
    for (const { id, slug } of gone) {
      await tx.lesson.update({ where: { id }, data: { retiredAt: new Date() }, select: { id: true } });
      await record(tx, {
        type: 'catalog.lesson-withdrawn',
        actorId: null,
        subjectType: 'lesson',
        subjectId: id,
        data: { courseId, slug },
      });
    }
    await retireItems(tx, { ownerId: courseId, use: 'practice' }, current, known);
  });
}

/** A program's exam bank: new versions written, items no longer in it retired. */
export async function saveBank(
  programId: string,
  bank: ReadonlyArray<StoredItem>,
  items: ReadonlyArray<ItemState>,
): Promise<void> {
  const owner = { ownerId: programId, use: 'exam' } as const;
  const known = items
    .filter(({ use, ownerId }) => use === 'exam' && ownerId === programId)
    .map((item) => ({ ...item }));
  await transaction(async (tx) => {
    const current = new Set(await saveItems(tx, owner, bank, known));
    await retireItems(tx, owner, current, known);
    await record(tx, {
      type: 'catalog.bank-changed',
      actorId: null,
      subjectType: 'program',
      subjectId: programId,
      data: { items: current.size },
    });
  });
}
