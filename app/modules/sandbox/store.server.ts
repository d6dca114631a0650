// Sandbox's tables: sandbox_run and sandbox_day. Nobody else touches them. Seeds and market state leave only towards the market.
import { type Prisma, sql, type Tx } from '~/platform/db.server';
import type { Brief } from './brief';
import type { OutcomePair } from './debrief';
import type { Plan } from './market/plan';
import type { Row } from './market/rows';
import type { MarketState } from './market/state';

/** The brief as stored: with the plan the run began with, which stays its measure. */
export type StoredBrief = Brief & { start: Plan };

type Seeds = { worldSeed: number; noiseSeed: number };

export type RunRecord = {
  runId: string;
  name: string;
  brief: StoredBrief;
  plan: Plan;
  day: number;
  days: number;
  state: MarketState | null;
  outcome: OutcomePair | null;
  revision: number;
};

const json = (value: unknown) => value as Prisma.InputJsonValue;

/** Holds back the person's other starts until this transaction ends: ten at once cannot all find the same free place. */
export async function lockStarts(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('sandbox.start:' || ${userId}, 0))`;
}

export async function countRuns(tx: Tx, userId: string): Promise<{ all: number; unfinished: number }> {
  const rows = await tx.$queryRaw<Array<{ all: number; unfinished: number }>>`
    select count(*)::int as "all", count(*) filter (where day < days)::int as unfinished from sandbox_run where user_id = ${userId}::uuid`;
  return rows[0]!;
}

export async function insertRun(
  tx: Tx,
  run: Seeds & { userId: string; name: string; brief: StoredBrief; plan: Plan; days: number },
): Promise<string> {
  const { brief, plan, ...rest } = run;
  const row = await tx.sandboxRun.create({
    data: { ...rest, brief: json(brief), plan: json(plan) },
    select: { id: true },
  });
  return row.id;
}

export type ListedRun = Pick<RunRecord, 'runId' | 'name' | 'brief' | 'day' | 'days' | 'outcome'> & {
  updatedAt: Date;
  spendMicros: number;
  orders: number;
};

/** The person's runs, unfinished ones first, then last changed first; spend and orders are sums over the days' rows. */
export async function listRuns(userId: string, limit: number): Promise<Array<ListedRun>> {
  return sql<ListedRun>(
    'sandbox.list',
    `select r.id as "runId", r.name, r.brief, r.day, r.days, r.outcome, r.updated_at as "updatedAt", t.spend as "spendMicros", t.orders
       from sandbox_run r
       cross join lateral (
         select coalesce(sum((x->>'spendMicros')::float8), 0) as spend, coalesce(sum((x->>'conversions')::float8), 0) as orders
           from sandbox_day d cross join jsonb_array_elements(d.rows) x where d.run_id = r.id) t
      where r.user_id = $1
      order by r.day < r.days desc, r.updated_at desc, r.id desc
      limit $2`,
    [userId, limit],
  );
}

/** One run of this person with its rows, in one statement; null when it is not theirs or is no more. */
export async function findRun(
  userId: string,
  runId: string,
): Promise<{ run: RunRecord; rows: Array<Row>; planDays: Array<number> } | null> {
  const [found] = await sql<RunRecord & { rows: Array<Array<Row>>; planDays: Array<number> }>(
    'sandbox.run',
    `select r.id as "runId", r.name, r.brief, r.plan, r.day, r.days, r.state, r.outcome, r.revision,
            coalesce(d.rows, '[]'::jsonb) as rows, coalesce(d.plan_days, '{}') as "planDays"
       from sandbox_run r
       cross join lateral (
         select jsonb_agg(rows order by day) as rows, array_agg(day order by day) filter (where plan is not null) as plan_days
           from sandbox_day where run_id = r.id) d
      where r.user_id = $1 and r.id = $2`,
    [userId, runId],
  );
  if (!found) return null;
  const { rows, planDays, ...run } = found;
  return { run, rows: rows.flat(), planDays };
}

/** The run, locked until the transaction ends; null when it is not theirs or is no more. */
export async function lockRun(tx: Tx, userId: string, runId: string): Promise<(RunRecord & Seeds) | null> {
  const rows = await tx.$queryRaw<Array<RunRecord & Seeds>>`
    select id::text as "runId", name, brief, plan, day, days, state, outcome, revision, world_seed as "worldSeed", noise_seed as "noiseSeed"
      from sandbox_run where user_id = ${userId}::uuid and id = ${runId}::uuid for update`;
  return rows[0] ?? null;
}

/** All rows of the run so far, in the order of days. */
export async function listRows(tx: Tx, userId: string, runId: string): Promise<Array<Row>> {
  const rows = await tx.$queryRaw<Array<{ rows: Array<Row> }>>`
    select d.rows from sandbox_day d join sandbox_run r on r.id = d.run_id
     where r.user_id = ${userId}::uuid and r.id = ${runId}::uuid order by d.day`;
  return rows.flatMap((row) => row.rows);
}

/** The plan that ran on the last played day; null before the first. */
export async function findLastPlan(tx: Tx, userId: string, runId: string): Promise<Plan | null> {
  const rows = await tx.$queryRaw<Array<{ plan: Plan }>>`
    select d.plan from sandbox_day d join sandbox_run r on r.id = d.run_id
     where r.user_id = ${userId}::uuid and r.id = ${runId}::uuid and d.plan is not null order by d.day desc limit 1`;
  return rows[0]?.plan ?? null;
}

export async function savePlan(tx: Tx, userId: string, runId: string, plan: Plan): Promise<number> {
  const [row] = await tx.sandboxRun.updateManyAndReturn({
    where: { id: runId, userId },
    data: { plan: json(plan), revision: { increment: 1 } },
    select: { revision: true },
  });
  return row!.revision;
}

export type SavedDays = {
  days: ReadonlyArray<{ day: number; rows: ReadonlyArray<Row> }>;
  /** The plan, when it is not the one of the day before. */
  plan: Plan | null;
  state: MarketState;
  outcome: OutcomePair | null;
};

/** Adds played days to a run that is locked; returns the new revision. */
export async function saveDays(
  tx: Tx,
  userId: string,
  runId: string,
  { days, plan, state, outcome }: SavedDays,
): Promise<number> {
  const [first, last] = [days[0]!, days.at(-1)!];
  await tx.sandboxDay.createMany({
    data: days.map(({ day, rows }) => ({
      runId,
      day,
      rows: json(rows),
      ...(day === first.day && plan ? { plan: json(plan) } : {}),
    })),
  });
  const [row] = await tx.sandboxRun.updateManyAndReturn({
    where: { id: runId, userId },
    data: {
      day: last.day + 1,
      state: json(state),
      ...(outcome ? { outcome: json(outcome) } : {}),
      revision: { increment: 1 },
    },
    select: { revision: true },
  });
  return row!.revision;
}

/** False when it is not theirs or is no more. */
export async function renameRun(tx: Tx, userId: string, runId: string, name: string): Promise<boolean> {
  const { count } = await tx.sandboxRun.updateMany({ where: { id: runId, userId }, data: { name } });
  return count > 0;
}

/** Removes a run with its days; false when it is not theirs or is no more. */
export async function deleteRun(tx: Tx, userId: string, runId: string): Promise<boolean> {
  const { count } = await tx.sandboxRun.deleteMany({ where: { id: runId, userId } });
  return count > 0;
}
