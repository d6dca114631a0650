// The experiment's participants, and its last report.
import { prisma, sql } from '~/platform/db.server';
import type { ExperimentReport } from './engine/experiment';

export type Participant = { userId: string; joinedMs: number; pathId: string | null; goalId: string | null };

/** People whose last word was yes, since when, and what they want to reach; after a user id, in its order. */
export async function listParticipants(
  experiment: string,
  after: string | null,
  limit: number,
): Promise<Array<Participant>> {
  return sql<Participant>(
    'learning.experiment-participants',
    `select c.user_id as "userId", (extract(epoch from c.created_at) * 1000)::float8 as "joinedMs", p.path_id as "pathId", p.goal_id as "goalId"
       from (select distinct on (user_id) user_id, given, created_at from experiment_consent
              where experiment = $1 and ($2::uuid is null or user_id > $2) order by user_id, created_at desc) c
       left join learner_profile p on p.user_id = c.user_id
      where c.given order by c.user_id limit $3::int`,
    [experiment, after, limit],
  );
}

export async function saveReport(experiment: string, report: ExperimentReport, at: Date): Promise<void> {
  const row = { report: report as object, createdAt: at };
  await prisma().experimentReport.upsert({
    where: { experiment },
    create: { experiment, ...row },
    update: row,
    select: { experiment: true },
  });
}

/** Null before the first reckoning. */
export async function findReport(experiment: string): Promise<{ report: ExperimentReport; at: Date } | null> {
  const row = await prisma().experimentReport.findUnique({
    where: { experiment },
    select: { report: true, createdAt: true },
  });
  return row && { report: row.report as ExperimentReport, at: row.createdAt };
}
