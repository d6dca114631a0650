// The recalibration's rows: the whole answer log in order, snapshots of the model, and what is known of each item version.
import type { EncodedParameters } from './engine/snapshot';
import type { AttentionReason } from './engine/item-attention';
import type { ItemStatistics } from './engine/item-statistics';
import { prisma, sql, transaction, type Tx } from '~/platform/db.server';
import { record } from '~/platform/events.server';
import { gunzipSync, gzipSync } from 'node:zlib';

/** An answer of anybody, from practice or from a placement test. */
export type AnyAnswer = {
  id: string;
  userId: string;
  courseId: string;
  /** The author's id, for repeats over corrected wordings. */
  itemId: string;
  itemVersionId: string;
  response: unknown;
  correct: boolean;
  responseMs: number | null;
  atMs: number;
  /** The engine chose it, not its author's order. */
  adaptive: boolean;
};

const PAGE = 10_000;

const LOG_PAGE = `
select id, user_id as "userId", course_id as "courseId", item_id as "itemId", item_version_id as "itemVersionId", response, correct,
       response_ms as "responseMs", (extract(epoch from created_at) * 1000)::float8 as "atMs", adaptive
  from (select id, user_id, course_id, item_id, item_version_id, response, correct, response_ms, created_at, false as adaptive
          from answer where (created_at, id) > ($1::timestamptz, $2::uuid) and created_at < $3::timestamptz
        union all
        select id, user_id, course_id, item_id, item_version_id, response, correct, response_ms, created_at, true
          from placement_answer where (created_at, id) > ($1::timestamptz, $2::uuid) and created_at < $3::timestamptz) log
 order by created_at, id limit $4::int`;

/** Every answer given before a moment, oldest first, a page in memory at a time. */
export async function* readAnswers(before: Date): AsyncGenerator<AnyAnswer> {
  let after: [Date, string] = [new Date(0), '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const page = await sql<AnyAnswer>('learning.calibration-log', LOG_PAGE, [...after, before, PAGE]);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = [new Date(last.atMs), last.id];
  }
}

export type Snapshot = { id: number; parameters: EncodedParameters };

/** Number of the adopted snapshot; null before the first recalibration. */
export async function findAdoptedId(): Promise<number | null> {
  const [row] = await sql<{ id: number }>(
    'learning.adopted-snapshot',
    'select id from model_snapshot where adopted_at is not null order by id desc limit 1',
  );
  return row?.id ?? null;
}

/** The snapshot under which states are folded now; null before the first recalibration. */
export async function findAdopted(): Promise<Snapshot | null> {
  const row = await prisma().modelSnapshot.findFirst({
    where: { adoptedAt: { not: null } },
    orderBy: { id: 'desc' },
    select: { id: true, parameters: true },
  });
  return row && { id: row.id, parameters: decode(row.parameters) };
}

function decode(bytes: Uint8Array): EncodedParameters {
  return JSON.parse(gunzipSync(bytes).toString('utf8')) as EncodedParameters;
}

/** What moved between two calibrations, in the summary of the later. */
export type Moved = {
  items: number;
  /** Moved by more than two standard errors of the change. */
  movedItems: number;
  largest: Array<{ itemVersionId: string; from: number; to: number; se: number }>;
};

export type CalibrationRow = {
  itemVersionId: string;
  courseId: string;
  statistics: ItemStatistics;
  reasons: Array<AttentionReason>;
  attention: number;
};

type NewSnapshot = {
  engineVersion: string;
  answers: number;
  learners: number;
  parameters: EncodedParameters;
  moved: Moved;
};

/** Stores a calibration whole: snapshot, every item's row, and the event that says what moved. Returns the snapshot's id. */
export async function saveCalibration(snapshot: NewSnapshot, rows: ReadonlyArray<CalibrationRow>): Promise<number> {
  const { engineVersion, answers, learners, moved } = snapshot;
  const parameters = new Uint8Array(gzipSync(JSON.stringify(snapshot.parameters)));
  return transaction(async (tx) => {
    const { id } = await tx.modelSnapshot.create({
      data: { engineVersion, answers, learners, moved, parameters },
      select: { id: true },
    });
    await replaceRows(tx, id, rows);
    await record(tx, {
      type: 'learning.items-recalibrated',
      actorId: null,
      subjectType: 'model-snapshot',
      subjectId: String(id),
      data: { answers, learners, items: moved.items, movedItems: moved.movedItems },
    });
    return id;
  });
}

async function replaceRows(tx: Tx, snapshotId: number, rows: ReadonlyArray<CalibrationRow>): Promise<void> {
  await tx.itemCalibration.deleteMany({ where: {} });
  await tx.itemCalibration.createMany({
    data: rows.map(({ itemVersionId, courseId, statistics, reasons, attention }) => ({
      itemVersionId,
      courseId,
      snapshotId,
      statistics: statistics as object,
      reasons: reasons as Array<object>,
      attention,
      answers: statistics.answers,
      difficulty: statistics.difficulty.value,
      difficultySe: statistics.difficulty.se,
    })),
  });
}

/** Difficulties of the calibration before, by item version, with their errors. */
export async function listDifficulties(): Promise<Map<string, { value: number; se: number }>> {
  const rows = await prisma().itemCalibration.findMany({
    select: { itemVersionId: true, difficulty: true, difficultySe: true },
  });
  return new Map(rows.map((row) => [row.itemVersionId, { value: row.difficulty, se: row.difficultySe }]));
}

/** People with a state, after a user id, in its order. */
export async function listLearners(after: string | null, limit: number): Promise<Array<string>> {
  const rows = await prisma().learnerProfile.findMany({
    where: { state: { not: null }, ...(after === null ? {} : { userId: { gt: after } }) },
    orderBy: { userId: 'asc' },
    take: limit,
    select: { userId: true },
  });
  return rows.map(({ userId }) => userId);
}

/** From now on states are folded under this snapshot. */
export async function adopt(id: number, at: Date): Promise<void> {
  await prisma().modelSnapshot.updateMany({ where: { id, adoptedAt: null }, data: { adoptedAt: at } });
}

export type StoredCalibration = {
  itemVersionId: string;
  statistics: ItemStatistics;
  reasons: Array<AttentionReason>;
  attention: number;
};

/** A course's items, those that need attention most first, then those answered most. */
export async function listCalibrations(courseId: string): Promise<Array<StoredCalibration>> {
  const rows = await prisma().itemCalibration.findMany({
    where: { courseId },
    orderBy: [{ attention: 'desc' }, { answers: 'desc' }, { itemVersionId: 'asc' }],
    select: { itemVersionId: true, statistics: true, reasons: true, attention: true },
  });
  return rows.map(toStored);
}

/** Ids of a course's calibrated item versions. */
export async function listVersions(courseId: string): Promise<Array<string>> {
  const rows = await prisma().itemCalibration.findMany({ where: { courseId }, select: { itemVersionId: true } });
  return rows.map(({ itemVersionId }) => itemVersionId);
}

/** Null when the item was never calibrated. */
export async function findCalibration(itemVersionId: string): Promise<StoredCalibration | null> {
  const row = await prisma().itemCalibration.findUnique({
    where: { itemVersionId },
    select: { itemVersionId: true, statistics: true, reasons: true, attention: true },
  });
  return row && toStored(row);
}

function toStored(row: {
  itemVersionId: string;
  statistics: unknown;
  reasons: unknown;
  attention: number;
}): StoredCalibration {
  return {
    itemVersionId: row.itemVersionId,
    statistics: row.statistics as ItemStatistics,
    reasons: row.reasons as Array<AttentionReason>,
    attention: row.attention,
  };
}

/** The latest calibrations, newest first, with what moved. */
export async function listSnapshots(
  limit: number,
): Promise<Array<{ id: number; answers: number; learners: number; moved: Moved; createdAt: Date }>> {
  const rows = await prisma().modelSnapshot.findMany({
    orderBy: { id: 'desc' },
    take: limit,
    select: { id: true, answers: true, learners: true, moved: true, createdAt: true },
  });
  return rows.map((row) => ({ ...row, moved: row.moved as Moved }));
}

/** People with at least one answer, by course. */
export async function countPeople(before: Date): Promise<Map<string, number>> {
  const rows = await sql<{ courseId: string; people: number }>(
    'learning.calibration-people',
    `select course_id as "courseId", count(distinct user_id)::int as people
       from (select course_id, user_id, created_at from answer union all select course_id, user_id, created_at from placement_answer) log
      where created_at < $1::timestamptz group by course_id`,
    [before],
  );
  return new Map(rows.map(({ courseId, people }) => [courseId, people]));
}
