// Certification's tables read for reports (certificate, exam_attempt, certificate_count), the counting itself, and batches of issuing (issue_batch).
import { prisma, sql, transaction } from '~/platform/db.server';
import { record } from '~/platform/events.server';
import { uuid7 } from '~/platform/ids.server';

export type CountKind = 'opened' | 'verified';

/** Adds to today's counts (UTC). */
export async function addCounts(
  counts: ReadonlyArray<{ certificateId: string; kind: CountKind; number: number }>,
): Promise<void> {
  await sql(
    'certification.add-counts',
    `insert into certificate_count (certificate_id, day, kind, count)
     select c.id, (now() at time zone 'utc')::date, n.kind, n.number from unnest($1::uuid[], $2::text[], $3::int[]) as n (id, kind, number)
       join certificate c on c.id = n.id and c.erased_at is null order by c.id, n.kind
     on conflict (certificate_id, day, kind) do update set count = certificate_count.count + excluded.count`,
    [counts.map((one) => one.certificateId), counts.map((one) => one.kind), counts.map((one) => one.number)],
  );
}

type Period = { from: Date; to: Date };

export type MonthRow = {
  /** `2026-11` */
  month: string;
  programId: string;
  attempts: number;
  passed: number;
  issued: number;
  revoked: number;
  erased: number;
};

/** What happened a month (UTC) and program, newest month first. Attempts count when they were handed in. */
export async function listMonths({ from, to }: Period): Promise<Array<MonthRow>> {
  return sql<MonthRow>(
    'certification.report-months',
    `with fact as (
       select to_char(submitted_at at time zone 'utc', 'YYYY-MM') as month, program_id, 'attempt' as what, coalesce(passed, false) as passed
         from exam_attempt where submitted_at >= $1 and submitted_at < $2
       union all select to_char(issued_at at time zone 'utc', 'YYYY-MM'), program_id, 'issued', false from certificate where issued_at >= $1 and issued_at < $2
       union all select to_char(revoked_at at time zone 'utc', 'YYYY-MM'), program_id, 'revoked', false from certificate where revoked_at >= $1 and revoked_at < $2
       union all select to_char(erased_at at time zone 'utc', 'YYYY-MM'), program_id, 'erased', false from certificate where erased_at >= $1 and erased_at < $2)
     select month, program_id as "programId", count(*) filter (where what = 'attempt')::int as attempts, count(*) filter (where passed)::int as passed,
            count(*) filter (where what = 'issued')::int as issued, count(*) filter (where what = 'revoked')::int as revoked,
            count(*) filter (where what = 'erased')::int as erased
       from fact group by 1, 2 order by 1 desc, 2`,
    [from, to],
  );
}

/** Withdrawals by reason in a period, the most frequent first. */
export async function listRevocations({ from, to }: Period): Promise<Array<{ reason: string; count: number }>> {
  return sql(
    'certification.report-revocations',
    `select coalesce(revoked_reason, 'other') as reason, count(*)::int as count from certificate
      where revoked_at >= $1 and revoked_at < $2 group by 1 order by 2 desc, 1`,
    [from, to],
  );
}

/** Openings and checks a day (UTC) in a period. */
export async function listViews({
  from,
  to,
}: Period): Promise<Array<{ day: string; opened: number; verified: number }>> {
  return sql(
    'certification.report-views',
    `select to_char(day, 'YYYY-MM-DD') as day, coalesce(sum(count) filter (where kind = 'opened'), 0)::int as opened,
            coalesce(sum(count) filter (where kind = 'verified'), 0)::int as verified
       from certificate_count where day >= $1::date and day < $2::date group by 1 order by 1`,
    [from, to],
  );
}

/** Certificates in force at `now` and those of them that end within 30 and 90 days. */
export async function countExpiring(now: Date): Promise<{ inForce: number; within30: number; within90: number }> {
  const rows = await sql<{ inForce: number; within30: number; within90: number }>(
    'certification.report-expiring',
    `select count(*)::int as "inForce", count(*) filter (where expires_at <= $1::timestamptz + interval '30 days')::int as "within30",
            count(*) filter (where expires_at <= $1::timestamptz + interval '90 days')::int as "within90"
       from certificate where status = 'issued' and replaced_by_id is null and (expires_at is null or expires_at > $1)`,
    [now],
  );
  return rows[0]!;
}

/** Openings and checks of one certificate in all. */
export async function countsOf(certificateId: string): Promise<{ opened: number; verified: number }> {
  const rows = await sql<{ opened: number; verified: number }>(
    'certification.counts-of',
    `select coalesce(sum(count) filter (where kind = 'opened'), 0)::int as opened, coalesce(sum(count) filter (where kind = 'verified'), 0)::int as verified
       from certificate_count where certificate_id = $1`,
    [certificateId],
  );
  return rows[0]!;
}

export type ExportRow = {
  publicId: string;
  programId: string;
  title: string;
  state: string;
  issuedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  revokedReason: string | null;
  opened: number;
  verified: number;
  id: string;
};

/** Certificates issued in a period, for the export, after the row `cursor`. Names are not in it. */
export async function listForExport(
  { from, to }: Period,
  locale: string,
  now: Date,
  cursor: string | null,
  limit: number,
): Promise<Array<ExportRow>> {
  return sql<ExportRow>(
    'certification.export',
    `select c.id, c.public_id as "publicId", c.program_id as "programId", coalesce(c.award->'title'->>$3, '') as title,
            case when c.status <> 'issued' then c.status::text when c.replaced_by_id is not null then 'replaced' when c.suspended_at is not null then 'suspended'
                 when c.expires_at <= $4 then 'expired' else 'valid' end as state,
            c.issued_at as "issuedAt", c.expires_at as "expiresAt", c.revoked_at as "revokedAt", c.revoked_reason as "revokedReason",
            coalesce((select sum(count) from certificate_count n where n.certificate_id = c.id and n.kind = 'opened'), 0)::int as opened,
            coalesce((select sum(count) from certificate_count n where n.certificate_id = c.id and n.kind = 'verified'), 0)::int as verified
       from certificate c where c.erased_at is null and c.issued_at >= $1 and c.issued_at < $2 and ($5::uuid is null or c.id > $5) order by c.id limit $6`,
    [from, to, locale, now, cursor, limit],
  );
}

// ---- batches ------------------------------------------------------------------------------------------------------

export type Batch = {
  id: string;
  programId: string | null;
  total: number;
  issued: number;
  createdAt: Date;
  finishedAt: Date | null;
};

const BATCH = `select b.id, b.program_id as "programId", cardinality(b.attempt_ids) as total, b.created_at as "createdAt", b.finished_at as "finishedAt",
    (select count(*)::int from certificate c where c.attempt_id = any(b.attempt_ids) and c.status <> 'pending') as issued from issue_batch b`;

/** Passed attempts without a signed certificate, oldest first. */
export async function listWaiting(programId: string | null, limit: number): Promise<Array<string>> {
  const rows = await sql<{ id: string }>(
    'certification.waiting',
    `select a.id from exam_attempt a where a.passed and ($1::text is null or a.program_id = $1)
        and not exists (select from certificate c where c.attempt_id = a.id and c.status <> 'pending')
        and not exists (select from certificate c where c.user_id = a.user_id and c.program_id = a.program_id and c.status = 'issued'
                         and c.replaced_by_id is null and c.attempt_id is distinct from a.id and c.expires_at > now() + interval '90 days')
      order by a.submitted_at, a.id limit $2`,
    [programId, limit],
  );
  return rows.map(({ id }) => id);
}

/** Stores a batch with the event that sets it going. */
export async function addBatch(
  by: string,
  programId: string | null,
  attemptIds: ReadonlyArray<string>,
): Promise<string> {
  const id = uuid7();
  await transaction(async (tx) => {
    await tx.issueBatch.create({
      data: { id, requestedBy: by, programId, attemptIds: [...attemptIds] },
      select: { id: true },
    });
    await record(tx, {
      type: 'certification.batch-requested',
      actorId: by,
      subjectType: 'issue-batch',
      subjectId: id,
      data: { total: attemptIds.length },
    });
  });
  return id;
}

export async function findBatch(id: string): Promise<Batch | null> {
  return (await sql<Batch>('certification.batch', `${BATCH} where b.id = $1`, [id]))[0] ?? null;
}

export async function listBatches(limit: number): Promise<Array<Batch>> {
  return sql<Batch>('certification.batches', `${BATCH} order by b.created_at desc limit $1`, [limit]);
}

/** What of a batch is not issued yet. */
export async function listLeft(id: string): Promise<Array<string>> {
  const rows = await sql<{ id: string }>(
    'certification.batch-left',
    `select a.id from issue_batch b, unnest(b.attempt_ids) with ordinality as a (id, n) where b.id = $1
        and not exists (select from certificate c where c.attempt_id = a.id and c.status <> 'pending') order by a.n`,
    [id],
  );
  return rows.map((row) => row.id);
}

export async function finishBatch(id: string, at: Date): Promise<void> {
  await prisma().issueBatch.updateMany({ where: { id, finishedAt: null }, data: { finishedAt: at } });
}
