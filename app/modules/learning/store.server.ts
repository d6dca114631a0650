// Learning's tables: learner_profile, lesson_start, answer, skill_state, item_state, recommendation, note. Nobody else touches them.
import { isUniqueViolation, prisma, sql, type Tx } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { uuid7 } from '~/platform/ids.server';
import type { SkillRow } from './fold';
import type { GivenResponse } from './learning';

/**
 * `guard` is the profile's `updated_at`. Whatever moves a person's state compares it and raises it, so that two changes never
 * build on the same reading; the loser reads again.
 */
export type Guard = Date | null;

/** [id, item id, item version id, attempt, right, milliseconds, response or null] */
export type AnswerTuple = [string, string, string, number, boolean, number, GivenResponse | null];

export type LessonState = {
  guard: Guard;
  learnerState: Uint8Array | null;
  versionId: string | null;
  startedAt: Date | null;
  readAt: Date | null;
  touchedAt: Date | null;
  /** Of this lesson, oldest first. Responses only of the asked item. */
  answers: Array<AnswerTuple>;
  /** [skill, state in base64] */
  skills: Array<[string, string]>;
  /** The answer stored under the idempotency key. */
  replayId: string | null;
  note: { body: string; revision: number } | null;
};

const LESSON_STATE = `
select p.updated_at as guard, p.state as "learnerState", ls.version_id as "versionId",
       ls.started_at as "startedAt", ls.read_at as "readAt", ls.touched_at as "touchedAt",
       (select coalesce(json_agg(json_build_array(a.id, a.item_id, a.item_version_id, a.attempt, a.correct,
                 (extract(epoch from a.created_at) * 1000)::bigint, case when a.item_id = $4 then a.response end) order by a.created_at), '[]')
          from answer a where a.user_id = $1 and a.lesson_id = $2) as answers,
       (select coalesce(json_agg(json_build_array(s.skill_id, encode(s.state, 'base64'))), '[]')
          from skill_state s where s.user_id = $1 and s.skill_id = any($3)) as skills,
       (select r.id from answer r where r.idempotency_key = $5 and r.user_id = $1) as "replayId",
       (select json_build_object('body', n.body, 'revision', n.revision)
          from note n where $6 and n.user_id = $1 and n.lesson_id = $2) as note
  from (values (1)) one (x)
  left join learner_profile p on p.user_id = $1
  left join lesson_start ls on ls.user_id = $1 and ls.lesson_id = $2`;

/** Everything about one person in one lesson, in one statement. */
export async function loadLessonState(
  userId: string,
  lessonId: string,
  ask: { skills: ReadonlyArray<string>; itemId?: string; key?: string; note?: boolean },
): Promise<LessonState> {
  const [row] = await sql<LessonState>('learning.lesson-state', LESSON_STATE, [
    userId,
    lessonId,
    ask.skills,
    ask.itemId ?? null,
    ask.key ?? null,
    ask.note ?? false,
  ]);
  return row!;
}

/** An event to record with a change. `once`: not when this person already has one of its type and subject. */
export type EventRow = { type: string; subjectType: string; subjectId: string; data: Record<string, unknown>; once?: boolean };

function eventsJson(events: ReadonlyArray<EventRow>): string {
  return JSON.stringify(events.map((event) => ({ id: uuid7(), once: false, ...event })));
}

const GUARD = `
guard as (
  insert into learner_profile (user_id, path_id, goal_id, minutes_per_week, formats, state, created_at, updated_at)
  values ($1, $2, null, 0, '{}', $3, $5, $5)
  on conflict (user_id) do update set state = excluded.state, updated_at = excluded.updated_at
    where learner_profile.updated_at = $4
  returning user_id
)`;

const SKILLS = (from: number) => `
skills as (
  insert into skill_state (user_id, skill_id, state, mastery, probability, answers, updated_at)
  select $1, s.skill_id, s.state, s.mastery, s.probability, s.answers, $5
    from guard, unnest($${from}::text[], $${from + 1}::bytea[], $${from + 2}::text[], $${from + 3}::float8[], $${from + 4}::int[])
         as s (skill_id, state, mastery, probability, answers)
  on conflict (user_id, skill_id) do update
    set state = excluded.state, mastery = excluded.mastery, probability = excluded.probability,
        answers = excluded.answers, updated_at = excluded.updated_at
)`;

const EVENTS = (at: number) => `
events as (
  insert into event (id, type, actor_id, subject_type, subject_id, data, created_at)
  select e.id, e.type, $1, e."subjectType", e."subjectId", e.data, $5
    from guard, jsonb_to_recordset($${at}::jsonb) as e (id uuid, type text, "subjectType" text, "subjectId" text, data jsonb, once boolean)
   where not e.once or not exists (
     select 1 from event x
      where x.subject_type = e."subjectType" and x.subject_id = e."subjectId" and x.actor_id = $1 and x.type = e.type)
)`;

export type StateChange = {
  userId: string;
  /** For a person who has answered before choosing a path: a profile without a plan (minutes 0). */
  pathId: string;
  guard: Guard;
  learnerState: Uint8Array;
  /** Later than `guard`. */
  at: Date;
  skills: ReadonlyArray<SkillRow>;
  events: ReadonlyArray<EventRow>;
};

function changeValues({ userId, pathId, learnerState, guard, at }: StateChange): Array<unknown> {
  return [userId, pathId, Buffer.from(learnerState), guard, at];
}

function skillValues(skills: ReadonlyArray<SkillRow>): Array<unknown> {
  return [
    skills.map((row) => row.skillId),
    skills.map((row) => Buffer.from(row.state)),
    skills.map((row) => row.mastery),
    skills.map((row) => row.probability),
    skills.map((row) => row.answers),
  ];
}

export type AnswerRow = {
  id: string;
  itemVersionId: string;
  itemId: string;
  lessonId: string;
  courseId: string;
  attempt: number;
  response: GivenResponse;
  correct: boolean;
  score: number;
  responseMs: number | null;
  predicted: number;
  engineVersion: string;
  key: string;
  /** Moves the item's estimate. */
  counted: boolean;
  /** Easiness and variance of the item at its author's label, logits. */
  prior: { mean: number; variance: number };
};

/**
 * item_state is a fold over counted answers that their order does not change: one scoring step from the label, with
 * y − p summed and p(1 − p) as information, p being the prediction stored with the answer.
 */
const INSERT_ANSWER = `
with ${GUARD}, given as (
  insert into answer (id, user_id, item_version_id, item_id, lesson_id, course_id, attempt, response, correct, score,
                      response_ms, predicted, engine_version, idempotency_key, created_at)
  select $6::uuid, $1, $7::uuid, $8::text, $9::uuid, $10::text, $11::int, $12::jsonb, $13::boolean, $14::float8,
         $15::int, $16::float8, $17::text, $18::text, $5 from guard
), ${SKILLS(19)}, item as (
  insert into item_state (item_version_id, mean, variance, answers, correct)
  select $7::uuid, $24::float8 + ($13::boolean::int - $16::float8) / (1 / $25::float8 + $16::float8 * (1 - $16::float8)),
         1 / (1 / $25::float8 + $16::float8 * (1 - $16::float8)), 1, $13::boolean::int
    from guard where $26::boolean
  on conflict (item_version_id) do update
    set mean = $24::float8 + ((item_state.mean - $24::float8) / item_state.variance + $13::boolean::int - $16::float8)
                             / (1 / item_state.variance + $16::float8 * (1 - $16::float8)),
        variance = 1 / (1 / item_state.variance + $16::float8 * (1 - $16::float8)),
        answers = item_state.answers + 1, correct = item_state.correct + excluded.correct
), touched as (
  update lesson_start set touched_at = $5 from guard where lesson_start.user_id = $1 and lesson_id = $9::uuid
), ${EVENTS(27)}
select 1 as done from guard`;

/**
 * Stores an answer with everything it moves, in one statement. False when the person's state moved since it was read.
 * Throws `conflict` when the item was answered in another lesson, from which it moved here.
 */
export async function insertAnswer(change: StateChange, answer: AnswerRow): Promise<boolean> {
  const rows = await sql('learning.insert-answer', INSERT_ANSWER, [
    ...changeValues(change),
    answer.id,
    answer.itemVersionId,
    answer.itemId,
    answer.lessonId,
    answer.courseId,
    answer.attempt,
    JSON.stringify(answer.response),
    answer.correct,
    answer.score,
    answer.responseMs,
    answer.predicted,
    answer.engineVersion,
    answer.key,
    ...skillValues(change.skills),
    answer.prior.mean,
    answer.prior.variance,
    answer.counted,
    eventsJson(change.events),
  ]).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new AppError('conflict', { reason: 'answered-elsewhere', cause: error }) : error;
  });
  return rows.length === 1;
}

const INSERT_START = `
with ${GUARD}, started as (
  insert into lesson_start (user_id, lesson_id, course_id, version_id, started_at, touched_at)
  select $1, $6::uuid, $7::text, $8::uuid, $5, $5 from guard
), ${SKILLS(9)}, overridden as (
  update recommendation set overridden_by = $15 from guard
   where recommendation.id = (select id from recommendation where user_id = $1 order by created_at desc, id desc limit 1)
     and recommendation.user_id = $1 and activity_id <> $15 and overridden_by is null and created_at > $5::timestamptz - interval '1 day'
  returning recommendation.id
), told as (
  insert into event (id, type, actor_id, subject_type, subject_id, data, created_at)
  select $16::uuid, 'learning.next-overridden', $1, 'recommendation', id::text, jsonb_build_object('to', $15::text), $5 from overridden
), ${EVENTS(14)}
select 1 as done from guard`;

/**
 * Stores that a person opened a lesson, pinned to a version. When another step was proposed that day, this one is what they
 * took instead. False when their state moved since it was read.
 */
export async function insertLessonStart(change: StateChange, start: { lessonId: string; courseId: string; versionId: string; activityId: string }): Promise<boolean> {
  const rows = await sql('learning.insert-start', INSERT_START, [
    ...changeValues(change),
    start.lessonId,
    start.courseId,
    start.versionId,
    ...skillValues(change.skills),
    eventsJson(change.events),
    start.activityId,
    uuid7(),
  ]);
  return rows.length === 1;
}

/** Moves "last activity" of an opened lesson. */
export async function touchLesson(userId: string, lessonId: string, at: Date): Promise<void> {
  await sql('learning.touch', `update lesson_start set touched_at = greatest(touched_at, $3) where user_id = $1 and lesson_id = $2`, [userId, lessonId, at]);
}

const MARK_READ = `
with ${GUARD}, marked as (
  update lesson_start set read_at = coalesce(read_at, $5), touched_at = $5 from guard
   where lesson_start.user_id = $1 and lesson_id = $6::uuid
), ${EVENTS(7)}
select 1 as done from guard`;

/** Marks an opened lesson read; the first time stands. False when the person's state moved since it was read. */
export async function markLessonRead(change: StateChange, lessonId: string): Promise<boolean> {
  const rows = await sql('learning.mark-read', MARK_READ, [...changeValues(change), lessonId, eventsJson(change.events)]);
  return rows.length === 1;
}

/** Moves a person to another version of a lesson, within a transaction. False when they are no longer on `from`. */
export async function moveVersion(tx: Tx, userId: string, lessonId: string, from: string, to: string): Promise<boolean> {
  const { count } = await tx.lessonStart.updateMany({ where: { userId, lessonId, versionId: from }, data: { versionId: to } });
  return count === 1;
}

export type ProfileRow = { pathId: string; goalId: string | null; minutesPerWeek: number; formats: Array<string> };

/** The stated wishes; null for nobody, and for a person who only answered so far. */
export async function findProfile(userId: string): Promise<ProfileRow | null> {
  return prisma().learnerProfile.findFirst({
    where: { userId, minutesPerWeek: { gt: 0 } },
    select: { pathId: true, goalId: true, minutesPerWeek: true, formats: true },
  });
}

/** Stores the wishes; what was learned so far stays. The guard only ever rises. */
export async function upsertProfile(tx: Tx, userId: string, { pathId, goalId, minutesPerWeek, formats }: ProfileRow, at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into learner_profile (user_id, path_id, goal_id, minutes_per_week, formats, created_at, updated_at)
    values (${userId}::uuid, ${pathId}, ${goalId}, ${minutesPerWeek}, ${formats}, ${at}, ${at})
    on conflict (user_id) do update
      set path_id = excluded.path_id, goal_id = excluded.goal_id, minutes_per_week = excluded.minutes_per_week,
          formats = excluded.formats, updated_at = greatest(excluded.updated_at, learner_profile.updated_at + interval '1 millisecond')`;
}

export type RecommendationRow = {
  id: string;
  userId: string;
  activityId: string;
  reasons: unknown;
  candidates: unknown;
  propensity: number;
  policy: string;
};

/** Records what was proposed; a second time is nothing. */
export async function insertRecommendation(row: RecommendationRow): Promise<void> {
  await sql(
    'learning.recommend',
    `insert into recommendation (id, user_id, activity_id, reasons, candidates, propensity, policy)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
    [row.id, row.userId, row.activityId, JSON.stringify(row.reasons), JSON.stringify(row.candidates), row.propensity, row.policy],
  );
}

/** Sets what was taken instead (null: back to the proposal). False when the recommendation is not this person's. */
export async function overrideRecommendation(tx: Tx, userId: string, id: string, activityId: string | null): Promise<boolean> {
  const { count } = await tx.recommendation.updateMany({ where: { id, userId }, data: { overriddenBy: activityId } });
  return count === 1;
}

/** Saves a note when `revision` is still the stored one (0 for none). Null: somebody saved in between. */
export async function saveNoteRow(userId: string, lessonId: string, body: string, revision: number, at: Date): Promise<number | null> {
  const rows = await sql<{ revision: number }>(
    'learning.save-note',
    `insert into note (user_id, lesson_id, body, revision, updated_at)
     select $1, $2, $3, 1, $5 where $4 = 0 or exists (select 1 from note where user_id = $1 and lesson_id = $2)
     on conflict (user_id, lesson_id) do update set body = excluded.body, revision = note.revision + 1, updated_at = excluded.updated_at
       where note.revision = $4
     returning revision`,
    [userId, lessonId, body, revision, at],
  );
  return rows[0]?.revision ?? null;
}

export async function findNote(userId: string, lessonId: string): Promise<{ body: string; revision: number } | null> {
  return prisma().note.findUnique({ where: { userId_lessonId: { userId, lessonId } }, select: { body: true, revision: true } });
}

/** [lesson id, version id, opened, read or null, last activity], milliseconds */
export type StartTuple = [string, string, number, number | null, number];
/** [lesson id, item id, answers, first right, first at, right at or null, last right, last at], milliseconds */
export type HistoryTuple = [string, string, number, boolean, number, number | null, boolean, number];

export type Overview = {
  profile: ProfileRow | null;
  learnerState: Uint8Array | null;
  starts: Array<StartTuple>;
  histories: Array<HistoryTuple>;
  /** [skill, state in base64] */
  skills: Array<[string, string]>;
  /** The latest, if any. */
  recommendation: { id: string; overriddenBy: string | null } | null;
  /** Answers in the latest nine weeks by half hours: [last answer in it, answers], milliseconds. */
  work: Array<[number, number]>;
};

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

const OVERVIEW = `
select p.state as "learnerState",
       case when p.minutes_per_week > 0 then json_build_object('pathId', p.path_id, 'goalId', p.goal_id,
            'minutesPerWeek', p.minutes_per_week, 'formats', p.formats) end as profile,
       (select coalesce(json_agg(json_build_array(lesson_id, version_id, ${MS('started_at')}, ${MS('read_at')}, ${MS('touched_at')})), '[]')
          from lesson_start where user_id = $1) as starts,
       (select coalesce(json_agg(json_build_array(lesson_id, item_id, tries, first_right, first_at, right_at, last_right, last_at)), '[]')
          from (select lesson_id, item_id, count(*)::int as tries, (array_agg(correct order by created_at))[1] as first_right,
                       min(${MS('created_at')}) as first_at, min(${MS('created_at')}) filter (where correct) as right_at,
                       (array_agg(correct order by created_at desc))[1] as last_right, max(${MS('created_at')}) as last_at
                  from answer where user_id = $1 and lesson_id is not null group by lesson_id, item_id) a) as histories,
       (select coalesce(json_agg(json_build_array(skill_id, encode(state, 'base64'))), '[]') from skill_state where user_id = $1) as skills,
       (select json_build_object('id', id, 'overriddenBy', overridden_by)
          from recommendation where user_id = $1 order by created_at desc, id desc limit 1) as recommendation,
       (select coalesce(json_agg(json_build_array(last_at, answers)), '[]')
          from (select max(${MS('created_at')}) as last_at, count(*)::int as answers from answer
                 where user_id = $1 and created_at > $2::timestamptz - interval '9 weeks'
                 group by floor(extract(epoch from created_at) / 1800)) w) as work
  from (values (1)) one (x) left join learner_profile p on p.user_id = $1`;

/** Everything about one person over all lessons, in one statement. */
export async function loadOverview(userId: string, now: Date): Promise<Overview> {
  const [row] = await sql<Overview>('learning.overview', OVERVIEW, [userId, now]);
  return row!;
}

export type EventEntry = { id: string; type: string; subjectId: string; data: Record<string, unknown>; at: Date };

/** A person's own learning events, newest first. */
export async function listEvents(userId: string, limit: number): Promise<Array<EventEntry>> {
  return sql<EventEntry>(
    'learning.events',
    `select id, type, subject_id as "subjectId", data, created_at as at from event
      where actor_id = $1 and type like 'learning.%' order by created_at desc, position desc limit $2`,
    [userId, limit],
  );
}

/** [milliseconds, answer id, item id, item version id, right], oldest first. */
export type LoggedAnswer = [number, string, string, string, boolean];

/** The whole log of a person: what everything else is a fold over. */
export async function loadLog(userId: string): Promise<{ guard: Guard; starts: Array<StartTuple>; answers: Array<LoggedAnswer> }> {
  const [row] = await sql<{ guard: Guard; starts: Array<StartTuple>; answers: Array<LoggedAnswer> }>(
    'learning.log',
    `select p.updated_at as guard,
            (select coalesce(json_agg(json_build_array(lesson_id, version_id, ${MS('started_at')}, ${MS('read_at')}, ${MS('touched_at')}) order by started_at), '[]')
               from lesson_start where user_id = $1) as starts,
            (select coalesce(json_agg(json_build_array(${MS('created_at')}, id, item_id, item_version_id, correct) order by created_at), '[]')
               from answer where user_id = $1) as answers
       from (values (1)) one (x) left join learner_profile p on p.user_id = $1`,
    [userId],
  );
  return row!;
}

/** Replaces a person's stored state, within a transaction. False when it moved since `guard`. */
export async function replaceState(
  tx: Tx,
  userId: string,
  guard: Date,
  at: Date,
  learner: Uint8Array<ArrayBuffer> | null,
  skills: ReadonlyArray<SkillRow>,
): Promise<boolean> {
  const { count } = await tx.learnerProfile.updateMany({ where: { userId, updatedAt: guard }, data: { state: learner, updatedAt: at } });
  if (count !== 1) return false;
  await tx.skillState.deleteMany({ where: { userId } });
  await tx.skillState.createMany({ data: skills.map((row) => ({ userId, ...row, updatedAt: at })) });
  return true;
}
