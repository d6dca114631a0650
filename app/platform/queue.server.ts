// The queue port: BullMQ on Postgres by default, on Redis with REDIS_URL; the same jobs either way. At least once: handlers are idempotent.
import {
  createPostgresBackend,
  type JobsOptions,
  Queue,
  runMigrations,
  setDefaultBackendFactory,
  UnrecoverableError,
  Worker,
} from 'bullmq';
import pg from 'pg';
import { env } from './env.server';
import { ERROR_RETRYABLE, isAppError } from './errors';
import { log } from './log.server';

export type { Job } from 'bullmq';

/** Cluster-safe key prefix in Redis. */
const PREFIX = '{pericia}';
const SCHEMA = 'bullmq';

/** Ten tries over about 17 minutes; the last ones wait for people to mend what is broken. */
export const RETRYING: JobsOptions = {
  attempts: 10,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { age: 24 * 3600, count: 5_000 },
  removeOnFail: { age: 30 * 24 * 3600 },
};

const shared = globalThis as unknown as { periciaQueuePool?: pg.Pool; periciaQueues?: Map<string, Queue> };

function connection(): never {
  const redis = env().REDIS_URL;
  if (redis) return { url: redis, maxRetriesPerRequest: null } as never;
  setDefaultBackendFactory(createPostgresBackend);
  if (!shared.periciaQueuePool) {
    const pool = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: 12,
      keepAlive: true,
      options: `-c search_path=${SCHEMA}`,
      application_name: 'pericia-queue',
    });
    pool.on('error', (error) => log().warn({ err: error.message }, 'an idle queue connection broke'));
    shared.periciaQueuePool = pool;
  }
  return shared.periciaQueuePool as never;
}

/** Which engine carries the jobs. */
export function queueEngine(): 'postgres' | 'redis' {
  return env().REDIS_URL ? 'redis' : 'postgres';
}

/** Makes the queue's tables. Once per start, before any queue is used; nothing to do on Redis. */
export async function prepareQueue(): Promise<void> {
  if (queueEngine() === 'redis') return;
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    await runMigrations(client as never, SCHEMA);
  } finally {
    await client.end();
  }
}

/** The queue of that name, for adding and looking; one object per process. */
export function queue(name: string): Queue {
  const queues = (shared.periciaQueues ??= new Map<string, Queue>());
  let found = queues.get(name);
  if (!found) {
    found = new Queue(name, { connection: connection(), prefix: PREFIX, defaultJobOptions: RETRYING });
    found.on('error', (error) => log().warn({ queue: name, err: error.message }, 'queue connection'));
    queues.set(name, found);
  }
  return found;
}

/**
 * Works on a queue. A job whose worker was killed is taken up again within seconds, as often as it takes;
 * an AppError that no retry can mend fails at once.
 */
export function work(
  name: string,
  handler: (job: { name: string; id: string; data: unknown; attempt: number }) => Promise<void>,
  concurrency = 4,
): Worker {
  const worker = new Worker(
    name,
    async (job) => {
      try {
        await handler({ name: job.name, id: String(job.id), data: job.data, attempt: job.attemptsMade + 1 });
      } catch (error) {
        if (isAppError(error) && !ERROR_RETRYABLE[error.code]) throw new UnrecoverableError(error.message);
        throw error;
      }
    },
    {
      connection: connection(),
      prefix: PREFIX,
      concurrency,
      lockDuration: 10_000,
      stalledInterval: 4_000,
      maxStalledCount: 100,
    },
  );
  worker.on('error', (error) => log().warn({ queue: name, err: error.message }, 'worker connection'));
  worker.on('failed', (job, error) =>
    log().error(
      { queue: name, job: job?.name, id: job?.id, attempt: job?.attemptsMade, err: error.message },
      'a job failed',
    ),
  );
  return worker;
}

export type QueueState = {
  name: string;
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  completed: number;
};

/** Counts for the admin's page and /metrics. */
export async function queueState(name: string): Promise<QueueState> {
  const counts = await queue(name).getJobCounts('waiting', 'active', 'delayed', 'failed', 'completed', 'prioritized');
  return {
    name,
    waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    failed: counts.failed ?? 0,
    completed: counts.completed ?? 0,
  };
}

/** Closes queues and their pool; the process is ending. */
export async function closeQueues(): Promise<void> {
  for (const q of shared.periciaQueues?.values() ?? []) await q.close();
  delete shared.periciaQueues;
  await shared.periciaQueuePool?.end();
  delete shared.periciaQueuePool;
}
