// Learning's tables, the everyday ones: learner_profile, lesson_start, answer, skill_state, item_state, recommendation, note.
import { isUniqueViolation, prisma, sql, type Tx } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { uuid7 } from '~/platform/ids.server';
import type { ProofKind, SkillRow } from './fold';
import type { GivenResponse } from './learning';
import { INSERT_ANSWER, INSERT_START, LESSON_STATE, LOG, MARK_READ, OVERVIEW } from './statements.server';

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
  /** When the asked item was last a question of a placement test, milliseconds. */
  placedMs: number | null;
  note: { body: string; revision: number } | null;
};

/** Everything about one person in one lesson, in one statement. */
export async function loadLessonState(
  userId: string,
  lessonId: string,
  ask: { skills: ReadonlyArray<string>; courseId: string; itemId?: string; key?: string; note?: boolean },
): Promise<LessonState> {
  const [row] = await sql<LessonState>('learning.lesson-state', LESSON_STATE, [
    userId,
    lessonId,
    ask.skills,
    ask.itemId ?? null,
    ask.key ?? null,
    ask.note ?? false,
    ask.courseId,
  ]);
  return row!;
}

/** An event to record with a change. `once`: not when this person already has one of its type and subject. */
export type EventRow = {
  type: string;
  subjectType: string;
  subjectId: string;
  data: Record<string, unknown>;
  once?: boolean;
};

export function eventsJson(events: ReadonlyArray<EventRow>): string {
  return JSON.stringify(events.map((event) => ({ id: uuid7(), once: false, ...event })));
}

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

export function changeValues({ userId, pathId, learnerState, guard, at }: StateChange): Array<unknown> {
  return [userId, pathId, Buffer.from(learnerState), guard, at];
}

export function skillValues(skills: ReadonlyArray<SkillRow>): Array<unknown> {
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

/**
 * Stores that a person opened a lesson, pinned to a version. When another step was proposed within the week, this one is what
 * they took instead; opening the proposed one takes that back. False when their state moved since it was read.
 */
export async function insertLessonStart(
  change: StateChange,
  start: { lessonId: string; courseId: string; versionId: string; activityId: string },
): Promise<boolean> {
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
  await sql(
    'learning.touch',
    `update lesson_start set touched_at = greatest(touched_at, $3) where user_id = $1 and lesson_id = $2`,
    [userId, lessonId, at],
  );
}

/** Marks an opened lesson read; the first time stands. False when the person's state moved since it was read. */
export async function markLessonRead(change: StateChange, lessonId: string): Promise<boolean> {
  const rows = await sql('learning.mark-read', MARK_READ, [
    ...changeValues(change),
    lessonId,
    eventsJson(change.events),
  ]);
  return rows.length === 1;
}

/** Moves a person to another version of a lesson, within a transaction. False when they are no longer on `from`. */
export async function moveVersion(
  tx: Tx,
  userId: string,
  lessonId: string,
  from: string,
  to: string,
): Promise<boolean> {
  const { count } = await tx.lessonStart.updateMany({
    where: { userId, lessonId, versionId: from },
    data: { versionId: to },
  });
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
export async function upsertProfile(
  tx: Tx,
  userId: string,
  { pathId, goalId, minutesPerWeek, formats }: ProfileRow,
  at: Date,
): Promise<void> {
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
  arm: string | null;
};

/** Records what was proposed; a second time is nothing. */
export async function insertRecommendation(row: RecommendationRow): Promise<void> {
  await sql(
    'learning.recommend',
    `insert into recommendation (id, user_id, activity_id, reasons, candidates, propensity, policy, arm)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [
      row.id,
      row.userId,
      row.activityId,
      JSON.stringify(row.reasons),
      JSON.stringify(row.candidates),
      row.propensity,
      row.policy,
      row.arm,
    ],
  );
}

/** Sets what was taken instead (null: back to the proposal). False when the recommendation is not this person's. */
export async function overrideRecommendation(
  tx: Tx,
  userId: string,
  id: string,
  activityId: string | null,
): Promise<boolean> {
  const { count } = await tx.recommendation.updateMany({ where: { id, userId }, data: { overriddenBy: activityId } });
  return count === 1;
}

/** Saves a note when `revision` is still the stored one (0 for none). Null: somebody saved in between. */
export async function saveNoteRow(
  userId: string,
  lessonId: string,
  body: string,
  revision: number,
  at: Date,
): Promise<number | null> {
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
  return prisma().note.findUnique({
    where: { userId_lessonId: { userId, lessonId } },
    select: { body: true, revision: true },
  });
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
  /** The latest, if any; milliseconds. */
  recommendation: { id: string; overriddenBy: string | null; createdMs: number } | null;
  /** The open sitting of the placement test, or the latest. */
  placement: {
    finishedMs: number | null;
    /** Skills that it left open, with the chance 0 to 1 that each is known. */
    undecided: Record<string, number>;
  } | null;
  /** The latest yes or no to the experiment. */
  consent: { experiment: string; given: boolean } | null;
  /** Answers in the latest nine weeks by half hours: [last answer in it, answers], milliseconds. */
  work: Array<[number, number]>;
};

/** Everything about one person over all lessons, in one statement. */
export async function loadOverview(userId: string, now: Date): Promise<Overview> {
  const [row] = await sql<Overview>('learning.overview', OVERVIEW, [userId, now]);
  return row!;
}

/** [milliseconds, answer id, item id, item version id, right], oldest first. */
export type LoggedAnswer = [number, string, string, string, boolean];
/** [milliseconds, kind, source id, skill id], oldest first. */
export type LoggedProof = [number, ProofKind, string, string];

export type Log = {
  guard: Guard;
  starts: Array<StartTuple>;
  answers: Array<LoggedAnswer>;
  /** Those of placement tests. */
  placed: Array<LoggedAnswer>;
  proofs: Array<LoggedProof>;
};

/** The whole log of a person: what everything else is a fold over. */
export async function loadLog(userId: string): Promise<Log> {
  const [row] = await sql<Log>('learning.log', LOG, [userId]);
  return row!;
}

/** Replaces a person's stored state, within a transaction; gives back the skills it held. Null when it moved since `guard`. */
export async function replaceState(
  tx: Tx,
  userId: string,
  guard: Date,
  at: Date,
  learner: Uint8Array<ArrayBuffer> | null,
  skills: ReadonlyArray<SkillRow>,
): Promise<Array<string> | null> {
  const { count } = await tx.learnerProfile.updateMany({
    where: { userId, updatedAt: guard },
    data: { state: learner, updatedAt: at },
  });
  if (count !== 1) return null;
  const held = await tx.skillState.findMany({ where: { userId }, select: { skillId: true } });
  await tx.skillState.deleteMany({ where: { userId } });
  await tx.skillState.createMany({ data: skills.map((row) => ({ userId, ...row, updatedAt: at })) });
  return held.map(({ skillId }) => skillId);
}
