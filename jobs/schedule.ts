// What runs by the clock. Every job is idempotent and finds its own work, so a missed or doubled run does no harm.
import { publishDueLists, reconcileCertificates, submitOverdue } from '~/modules/certification/certification.server';
import { forgetStale } from '~/modules/identity/identity.server';
import { AppError } from '~/platform/errors';
import { queue } from '~/platform/queue.server';

type Scheduled = {
  /** Milliseconds between runs, or a cron pattern in UTC. */
  when: { every: number } | { pattern: string };
  run: () => Promise<void>;
};

const MINUTE = 60_000;

export const SCHEDULE: Record<string, Scheduled> = {
  /** Attempts whose time is over are scored with what was saved. */
  'submit-overdue-exams': { when: { every: MINUTE }, run: async () => void (await submitOverdue()) },
  /** Passed exams without a certificate, whatever the fault was that left them so. */
  'reconcile-certificates': { when: { every: MINUTE }, run: async () => void (await reconcileCertificates()) },
  /** Status lists are signed again when a bit changed, and long before they go stale; nothing to do otherwise. */
  'publish-status-lists': { when: { every: MINUTE }, run: async () => void (await publishDueLists()) },
  /** Ended sessions, used tokens and old failures to sign in. */
  'forget-stale-identity': { when: { pattern: '17 3 * * *' }, run: () => forgetStale() },
};

/** Makes the queue's schedulers equal to SCHEDULE, removing those that are gone. */
export async function installSchedule(): Promise<void> {
  const schedule = queue('schedule');
  for (const scheduler of await schedule.getJobSchedulers()) {
    if (scheduler.key && !(scheduler.key in SCHEDULE)) await schedule.removeJobScheduler(scheduler.key);
  }
  for (const [name, { when }] of Object.entries(SCHEDULE)) {
    await schedule.upsertJobScheduler(
      name,
      'every' in when ? { every: when.every } : { pattern: when.pattern, tz: 'UTC' },
      {
        name,
        opts: { attempts: 1, removeOnComplete: { count: 50 }, removeOnFail: { count: 50 } },
      },
    );
  }
}

/** Runs one scheduled job. */
export async function runScheduled(name: string): Promise<void> {
  const job = SCHEDULE[name];
  if (!job) throw new AppError('invalid', { reason: 'unknown-schedule', message: `Nothing is scheduled as ${name}` });
  await job.run();
}
