// The event log as people read it, and how far behind its relay and the queue are. For admins; nothing here writes events.
import { type Actor, requireRole } from './actor';
import { sql } from './db.server';
import { AppError } from './errors';
import type { RecordedEvent } from './events.server';
import { queue, type QueueState, queueState } from './queue.server';

const PAGE = 40;

/** Events, newest first, forty at a time. `cursor` is what the page before gave; `type` keeps one kind. Admins only. */
export async function listActivity(
  actor: Actor | null,
  input: { type?: string | null; cursor?: string | null; limit?: number },
): Promise<{ events: Array<RecordedEvent>; nextCursor: string | null }> {
  requireRole(actor, 'admin');
  const limit = Math.min(input.limit ?? PAGE, PAGE);
  const before = input.cursor && /^\d{1,18}$/.test(input.cursor) ? input.cursor : null;
  const rows = await sql<RecordedEvent & { position: string }>(
    'activity.list',
    `select id, type, actor_id as "actorId", subject_type as "subjectType", subject_id as "subjectId", data, created_at as "createdAt", position
       from event where ($1::text is null or type = $1) and ($2::bigint is null or position < $2)
      order by position desc limit $3`,
    [input.type?.slice(0, 100) || null, before, limit + 1],
  );
  const events = rows.slice(0, limit).map(({ position: _position, ...event }) => event);
  return { events, nextCursor: rows.length > limit ? rows[limit - 1]!.position : null };
}

/** Every type that occurs, by jumping through the index from one to the next instead of reading the log. Admins only. */
export async function listEventTypes(actor: Actor | null): Promise<Array<string>> {
  requireRole(actor, 'admin');
  const rows = await sql<{ type: string }>(
    'activity.types',
    `with recursive t as (
       select min(type) as type from event
       union all select (select min(type) from event where type > t.type) from t where t.type is not null
     ) select type from t where type is not null`,
  );
  return rows.map((row) => row.type);
}

export type RelayLag = {
  /** Events not yet handed to the queue. */ waiting: number;
  /** Age of the oldest of them. */ seconds: number;
};

/** How far the relay is behind. Admins only. */
export async function relayLag(actor: Actor | null): Promise<RelayLag> {
  requireRole(actor, 'admin');
  const rows = await sql<RelayLag>(
    'activity.lag',
    `select count(*)::int as waiting, coalesce(extract(epoch from now() - min(created_at)), 0)::int as seconds
       from event
      where (tx_id, position) > (coalesce((select tx_id from relay_cursor where name = 'queue'), 0), coalesce((select position from relay_cursor where name = 'queue'), 0))`,
  );
  return rows[0]!;
}

/** The queues of the product. */
export const QUEUES = ['reactions', 'schedule'] as const;

export type FailedJob = {
  queue: string;
  jobId: string;
  name: string;
  attempts: number;
  error: string;
  failedAt: Date | null;
};

/** Counts of each queue, and the jobs that gave up, newest first, at most fifty a queue. Admins only; `unavailable` while the queue does not answer. */
export async function readQueues(
  actor: Actor | null,
): Promise<{ states: Array<QueueState>; failed: Array<FailedJob> }> {
  requireRole(actor, 'admin');
  try {
    const states = await Promise.all(QUEUES.map(queueState));
    const failed = await Promise.all(QUEUES.map(readFailed));
    return { states, failed: failed.flat() };
  } catch (error) {
    throw new AppError('unavailable', { reason: 'queue', cause: error });
  }
}

async function readFailed(name: string): Promise<Array<FailedJob>> {
  const jobs = await queue(name).getFailed(0, 49);
  return jobs.filter(Boolean).map((job) => ({
    queue: name,
    jobId: String(job.id),
    name: job.name,
    attempts: job.attemptsMade,
    // Jobs' errors are ours and name no people; a stray address is taken out all the same.
    error: (job.failedReason ?? '').replace(/[^\s<>@"]+@[^\s<>@"]+/g, '…').slice(0, 300),
    failedAt: job.finishedOn ? new Date(job.finishedOn) : null,
  }));
}

/** Puts a job that gave up back into its queue. Admins only; `not-found` when it is not there or did not fail. */
export async function retryJob(actor: Actor | null, input: { queue: string; jobId: string }): Promise<void> {
  requireRole(actor, 'admin');
  const name = QUEUES.find((one) => one === input.queue);
  const job = name && (await queue(name).getJob(input.jobId));
  if (!job || (await job.getState()) !== 'failed') throw new AppError('not-found', { reason: 'job' });
  await job.retry('failed');
}
