// Certification's table of attempts held for a person's look: integrity_review, and what such a look compares.
import type { Localized } from '~/i18n/locale';
import { type Prisma, sql, transaction, type Tx } from '~/platform/db.server';
import { type EventInput, record } from '~/platform/events.server';
import type { AttemptKind } from './certification';
import type { IntegrityFlag } from './integrity';

/** How far back other people's attempts are compared, and how many at most. */
const COMPARE_DAYS = 180;
const COMPARE_ATTEMPTS = 200;

/** Other people's attempts in which at least `least` of the questions were answered, with their answers to all of `itemIds`. */
export async function listOthers(
  tx: Tx,
  attempt: { userId: string; itemIds: ReadonlyArray<string>; submittedAt: Date },
  wrongIds: ReadonlyArray<string>,
  least: number,
): Promise<Array<{ attemptId: string; answers: Array<{ itemVersionId: string; response: unknown }> }>> {
  return tx.$queryRaw`
    with other as (
      select a.id from exam_answer e join exam_attempt a on a.id = e.attempt_id
       where e.item_version_id = any(${[...wrongIds]}::uuid[]) and e.response <> 'null'::jsonb and a.user_id <> ${attempt.userId}::uuid
         and a.submitted_at > ${attempt.submittedAt}::timestamptz - make_interval(days => ${COMPARE_DAYS})
       group by a.id having count(*) >= ${least} order by max(a.submitted_at) desc limit ${COMPARE_ATTEMPTS}
    ) select o.id as "attemptId", json_agg(json_build_object('itemVersionId', e.item_version_id, 'response', e.response)) as answers
        from other o join exam_answer e on e.attempt_id = o.id
       where e.item_version_id = any(${[...attempt.itemIds]}::uuid[]) and e.response <> 'null'::jsonb group by o.id`;
}

/** The person's last attempt at the program before this one of which at least `share` was answered. */
export async function findPrevious(
  tx: Tx,
  attempt: { userId: string; programId: string; number: number },
  share: number,
): Promise<{ scorePercent: number; standardError: number; submittedAt: Date } | null> {
  const rows = await tx.$queryRaw<Array<{ scorePercent: number; standardError: number; submittedAt: Date }>>`
    select a.score_percent as "scorePercent", a.standard_error as "standardError", a.submitted_at as "submittedAt" from exam_attempt a
     where a.user_id = ${attempt.userId}::uuid and a.program_id = ${attempt.programId} and a.number < ${attempt.number}
       and a.submitted_at is not null and a.standard_error is not null
       and (select count(*) from exam_answer e where e.attempt_id = a.id and e.response <> 'null'::jsonb) >= ${share}::float8 * cardinality(a.item_ids)
     order by a.number desc limit 1`;
  return rows[0] ?? null;
}

/** Holds an attempt in the transaction that closes it. */
export async function insertReview(
  tx: Tx,
  attempt: { id: string; userId: string; programId: string },
  flags: ReadonlyArray<IntegrityFlag>,
  openedAt: Date,
): Promise<void> {
  const { id, userId, programId } = attempt;
  await tx.integrityReview.create({
    data: { attemptId: id, userId, programId, flags: flags as unknown as Prisma.InputJsonArray, openedAt },
    select: { attemptId: true },
  });
}

export async function findReview(
  attemptId: string,
): Promise<{ outcome: 'released' | 'refused' | null; userId: string } | null> {
  const rows = await sql<{ outcome: 'released' | 'refused' | null; userId: string }>(
    'certification.review',
    `select outcome, user_id as "userId" from integrity_review where attempt_id = $1`,
    [attemptId],
  );
  return rows[0] ?? null;
}

export type ReviewRow = {
  attemptId: string;
  programId: string;
  title: Localized;
  number: number;
  kind: AttemptKind;
  startedAt: Date;
  submittedAt: Date;
  scorePercent: number;
  standardError: number | null;
  flags: Array<IntegrityFlag>;
  outcome: 'released' | 'refused' | null;
  reason: string | null;
  decidedAt: Date | null;
};

/** Held attempts of everybody but this person: open ones first, the oldest on top; then what was decided, newest first. */
export async function listReviews(exceptUserId: string, limit: number): Promise<Array<ReviewRow>> {
  return sql<ReviewRow>(
    'certification.reviews',
    `select r.attempt_id as "attemptId", r.program_id as "programId", p.definition->'title' as title, a.number, a.kind, a.started_at as "startedAt",
            a.submitted_at as "submittedAt", a.score_percent as "scorePercent", a.standard_error as "standardError", r.flags, r.outcome, r.reason,
            r.decided_at as "decidedAt"
       from integrity_review r join exam_attempt a on a.id = r.attempt_id join program p on p.id = a.program_id and p.version = a.program_version
      where r.user_id <> $1 order by r.decided_at is not null, case when r.decided_at is null then r.opened_at end, r.decided_at desc limit $2`,
    [exceptUserId, limit],
  );
}

export async function countOpenReviews(exceptUserId: string): Promise<number> {
  const rows = await sql<{ open: number }>(
    'certification.open-reviews',
    `select count(*)::int as open from integrity_review where decided_at is null and user_id <> $1`,
    [exceptUserId],
  );
  return rows[0]!.open;
}

/** Decides a held attempt with its events; false when it was decided before. */
export async function decideReview(
  attemptId: string,
  decision: { outcome: 'released' | 'refused'; reviewerId: string; reason: string; decidedAt: Date },
  events: ReadonlyArray<EventInput>,
): Promise<boolean> {
  return transaction(async (tx) => {
    const { count } = await tx.integrityReview.updateMany({ where: { attemptId, decidedAt: null }, data: decision });
    if (count === 0) return false;
    for (const event of events) await record(tx, event);
    return true;
  });
}
