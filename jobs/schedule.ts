// What runs by the clock. Every job is idempotent and finds its own work, so a missed or doubled run does no harm.
import { AppError } from '~/platform/errors';
import { queue } from '~/platform/queue.server';

type Scheduled = {
  /** Milliseconds between runs, or a cron pattern in UTC. */
  when: { every: number } | { pattern: string };
  run: () => Promise<void>;
};

export const SCHEDULE: Record<string, Scheduled> = {};

/** Makes the queue's schedulers equal to SCHEDULE, removing those that are gone. */
export async function installSchedule(): Promise<void> {
  const schedule = queue('schedule');
  for (const scheduler of await schedule.getJobSchedulers()) {
    if (scheduler.key && !(scheduler.key in SCHEDULE)) await schedule.removeJobScheduler(scheduler.key);
  }
  for (const [name, { when }] of Object.entries(SCHEDULE)) {
    await schedule.upsertJobScheduler(name, 'every' in when ? { every: when.every } : { pattern: when.pattern, tz: 'UTC' }, {
      name,
      opts: { attempts: 1, removeOnComplete: { count: 50 }, removeOnFail: { count: 50 } },
    });
  }
}

/** Runs one scheduled job. */
export async function runScheduled(name: string): Promise<void> {
  const job = SCHEDULE[name];
  if (!job) throw new AppError('invalid', { reason: 'unknown-schedule', message: `Nothing is scheduled as ${name}` });
  await job.run();
}
