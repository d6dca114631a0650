// The catalog's tables, read side: skill, path, course, lesson, lesson_version, lesson_text, item_version, asset.
import type { Locale } from '~/i18n/locale';
import { prisma, sql } from '~/platform/db.server';
import type { Course, ItemMeta, ItemPrompt, Json, LessonEntry, LessonView, Path, Skill } from './catalog';
import type { ItemKey } from './grading';

/**
 * Changes with every change of what `readStructure` reads. Rows carry the transaction that wrote them last (`xmin`), so edits,
 * additions and removals all show; versions and texts of lessons never change.
 */
export async function readRevision(): Promise<string> {
  const [row] = await sql<{ revision: string }>(
    'catalog.revision',
    `select md5(concat_ws('|',
       (select string_agg(id || ':' || xmin::text, ',' order by id) from skill),
       (select string_agg(id || ':' || xmin::text, ',' order by id) from path),
       (select string_agg(id || ':' || xmin::text, ',' order by id) from course),
       (select string_agg(id || ':' || xmin::text, ',' order by id) from lesson),
       (select concat_ws(':', count(*), sum(xmin::text::bigint), max(created_at)) from item_version))) as revision`,
  );
  return row!.revision;
}

export type StructureRows = {
  skills: Array<Skill & { mergedInto: string | null }>;
  paths: Array<Path>;
  courses: Array<Omit<Course, 'lessons'>>;
  lessons: Array<LessonEntry>;
  items: Array<ItemMeta>;
};

/** Everything current without the texts, in one statement. Lists are in the catalogue's order. */
export async function readStructure(): Promise<StructureRows> {
  const [row] = await sql<{ [Part in keyof StructureRows]: StructureRows[Part] | null }>(
    'catalog.structure',
    `select
       (select json_agg(json_build_object('id', id, 'area', area, 'title', title, 'description', description,
                 'prerequisites', prerequisites, 'mergedInto', merged_into) order by position, id) from skill) as skills,
       (select json_agg(json_build_object('id', id, 'title', title, 'summary', summary, 'audience', audience, 'courses', courses,
                 'certification', certification, 'goals', goals) order by position, id) from path) as paths,
       (select json_agg(json_build_object('id', id, 'level', level, 'title', title, 'summary', summary, 'description', description,
                 'audience', audience, 'outcomes', outcomes, 'proves', proves, 'authors', authors) order by position, id)
          from course where retired_at is null) as courses,
       (select json_agg(json_build_object('id', l.id, 'courseId', l.course_id, 'slug', l.slug, 'position', l.position,
                 'versionId', v.id, 'version', v.number, 'title', t.title, 'summary', t.summary, 'skills', v.skills,
                 'minutes', v.minutes, 'itemIds', v.item_ids) order by l.course_id, l.position)
          from lesson l
          join lesson_version v on v.id = l.current_version_id
          join (select version_id, json_object_agg(locale, title) as title, json_object_agg(locale, summary) as summary
                  from lesson_text group by version_id) t on t.version_id = v.id
         where l.retired_at is null) as lessons,
       (select json_agg(json_build_object('id', id, 'itemId', item_id, 'ownerId', owner_id, 'use', use, 'type', type,
                 'skills', skills, 'difficulty', difficulty, 'see', see) order by owner_id, item_id)
          from item_version where retired_at is null) as items`,
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

/** What became current after `since`: skills of a course's lessons, and version ids of a bank's items. */
export async function findChanges(
  courseId: string,
  bankId: string,
  since: Date,
): Promise<{ skills: Array<string>; items: Array<string> }> {
  const [row] = await sql<{ skills: Array<string> | null; items: Array<string> | null }>(
    'catalog.changes',
    `select
       (select array_agg(distinct skill) from lesson l join lesson_version v on v.id = l.current_version_id, unnest(v.skills) skill
         where l.course_id = $1 and l.retired_at is null and v.created_at > $3) as skills,
       (select array_agg(id) from item_version where owner_id = $2 and use = 'exam' and retired_at is null and created_at > $3) as items`,
    [courseId, bankId, since],
  );
  return { skills: row!.skills ?? [], items: row!.items ?? [] };
}

/** A version of a lesson in one language, in one statement. */
export async function findLessonView(versionId: string, locale: Locale): Promise<LessonView | null> {
  const [row] = await sql<Omit<LessonView, 'locale'>>(
    'catalog.lesson-view',
    `select l.id as "lessonId", l.course_id as "courseId", l.slug, v.id as "versionId", v.number as version, t.title, t.summary,
            t.objectives, t.outline, t.hash, t.words, v.minutes, v.skills, v.item_ids as "itemIds", t.tree
       from lesson_version v
       join lesson l on l.id = v.lesson_id
       join lesson_text t on t.version_id = v.id and t.locale = $2
      where v.id = $1`,
    [versionId, locale],
  );
  return row ? { ...row, tree: row.tree as Array<Json>, locale } : null;
}

type PromptRow = ItemMeta & { prompt: object };

/** What may be shown of items. The column `key` is not read. */
export async function findPrompts(ids: ReadonlyArray<string>): Promise<Array<ItemPrompt>> {
  const rows = await sql<PromptRow>(
    'catalog.prompts',
    `select id, item_id as "itemId", owner_id as "ownerId", use::text as use, type, skills, difficulty, see, prompt
       from item_version where id = any($1::uuid[])`,
    [ids],
  );
  return rows.map(({ prompt, ...meta }) => ({ ...meta, ...prompt }) as ItemPrompt);
}

export async function findKeys(ids: ReadonlyArray<string>): Promise<Array<{ id: string; key: ItemKey }>> {
  return sql('catalog.keys', 'select id, key from item_version where id = any($1::uuid[])', [ids]);
}

export async function findAsset(hash: string): Promise<{ mime: string; bytes: Uint8Array } | null> {
  return prisma().asset.findUnique({ where: { hash }, select: { mime: true, bytes: true } });
}
