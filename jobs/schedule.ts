// What runs by the clock. Every job is idempotent and finds its own work, so a missed or doubled run does no harm.
import {
  checkpointLedger,
  publishDueLists,
  reconcileCertificates,
  remindOfExpiry,
  renewKeys,
  resignCertificates,
  sealOldCertificates,
  submitOverdue,
} from '~/modules/certification/certification.server';
import { forgetStale } from '~/modules/identity/identity.server';
import { recalibrateItems, reckonExperiment } from '~/modules/learning/learning.server';
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
  /** Certificates signed with a key that was withdrawn, whatever interrupted signing them anew. */
  'sign-certificates-anew': { when: { every: MINUTE }, run: async () => void (await resignCertificates()) },
  /** The ledger's head, signed when a thousand rows or a day have passed. */
  'checkpoint-ledger': { when: { every: 5 * MINUTE }, run: async () => void (await checkpointLedger()) },
  /** Certificates from before holders had keys of their own. */
  'seal-old-certificates': { when: { every: MINUTE }, run: async () => void (await sealOldCertificates()) },
  /** Keys whose period has ended are followed by new ones before anything has to be signed. */
  'renew-signing-keys': { when: { pattern: '7 2 * * *' }, run: () => renewKeys() },
  /** Certificates that end in 90, 30 or 7 days. */
  'remind-of-expiry': { when: { pattern: '23 * * * *' }, run: async () => void (await remindOfExpiry()) },
  /** Status lists are signed again when a bit changed, and long before they go stale; nothing to do otherwise. */
  'publish-status-lists': { when: { every: MINUTE }, run: async () => void (await publishDueLists()) },
  /** Items are measured anew from the whole answer log, and what moved is recorded. */
  'recalibrate-items': { when: { pattern: '41 2 * * *' }, run: async () => void (await recalibrateItems()) },
  /** What the experiment says so far, from the logs of those who take part. */
  'reckon-experiment': { when: { pattern: '11 3 * * *' }, run: async () => void (await reckonExperiment()) },
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
