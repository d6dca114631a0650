// Which operations follow which event. The only place that knows: modules record facts and do not know who listens.
import { z } from 'zod';
import type { DecisionTemplate } from '~/modules/notifications/notifications';
import { AppError } from '~/platform/errors';
import { paths } from '~/platform/paths';

const EventSchema = z.object({
  id: z.uuid(),
  type: z.string(),
  actorId: z.uuid().nullable(),
  subjectType: z.string(),
  subjectId: z.string(),
  data: z.record(z.string(), z.unknown()),
  createdAt: z.coerce.date(),
});
export type ReactionEvent = z.infer<typeof EventSchema>;

type Reaction = {
  /** The event type it follows. */
  on: string;
  /** Idempotent: it may run again after a kill. Loaded when first needed, so that naming a job does not pull in its work. */
  run: (event: ReactionEvent) => Promise<void>;
};

const letters = () => import('~/modules/notifications/notifications.server');
const learning = () => import('~/modules/learning/learning.server');
const certification = () => import('~/modules/certification/certification.server');

/** A letter to the person whom an event's data names, with the way to the page that explains it. */
function tellOwner(template: DecisionTemplate, path: (event: ReactionEvent) => string): Reaction['run'] {
  return async (event) => {
    const userId = z.uuid().parse(event.data.userId);
    await (await letters()).sendDecision({ id: event.id, userId, template, path: path(event) });
  };
}

function portfolioPath({ subjectId, data }: ReactionEvent): string {
  return paths.portfolio(String(data.programId), subjectId);
}

/** name → reaction. The name is part of the job's id: renaming one runs it again for events not yet handed over. */
export const REACTIONS: Record<string, Reaction> = {
  'mail-verify-email': { on: 'identity.signed-up', run: async (event) => (await letters()).sendVerifyEmail(event) },
  'mail-verify-email-again': {
    on: 'identity.confirmation-requested',
    run: async (event) => (await letters()).sendVerifyEmail(event),
  },
  'mail-already-registered': {
    on: 'identity.sign-up-repeated',
    run: async (event) => (await letters()).sendAlreadyRegistered(event),
  },
  'mail-reset-password': {
    on: 'identity.password-reset-requested',
    run: async (event) => (await letters()).sendPasswordReset(event),
  },
  'mail-password-changed': {
    on: 'identity.password-changed',
    run: async (event) => (await letters()).sendPasswordChanged(event),
  },
  'issue-certificate': {
    on: 'certification.exam-passed',
    run: async ({ subjectId }) => void (await (await certification()).issueCertificate(subjectId)),
  },
  'confirm-skills-by-exam': {
    on: 'certification.exam-passed',
    run: async (event) => (await learning()).confirmSkillsByExam(event),
  },
  // What completes a program may come after its exam: the marks of a portfolio.
  'issue-after-portfolio': {
    on: 'certification.portfolio-passed',
    run: async ({ subjectId }) => {
      const attemptId = await (await certification()).findAttemptOfWork(subjectId);
      if (attemptId) await (await certification()).issueCertificate(attemptId);
    },
  },
  'publish-revocation': {
    on: 'certification.revoked',
    run: async ({ subjectId }) => (await certification()).publishStatusOf(subjectId),
  },
  'publish-suspension': {
    on: 'certification.suspended',
    run: async ({ subjectId }) => (await certification()).publishStatusOf(subjectId),
  },
  'publish-suspension-lifted': {
    on: 'certification.suspension-lifted',
    run: async ({ subjectId }) => (await certification()).publishStatusOf(subjectId),
  },
  'publish-replacement': {
    on: 'certification.issued',
    run: async ({ subjectId }) => (await certification()).publishReplacement(subjectId),
  },
  'publish-erasure': {
    on: 'certification.erased',
    run: async ({ subjectId }) => (await certification()).publishStatusOf(subjectId),
  },
  'draw-translation': {
    on: 'certification.drawing-wanted',
    run: async ({ subjectId, data }) => (await certification()).drawTranslation(subjectId, data.locale),
  },
  'issue-correction': {
    on: 'certification.correction-approved',
    run: async ({ subjectId }) => (await certification()).finishCertificate(subjectId),
  },
  'issue-batch': {
    on: 'certification.batch-requested',
    run: async ({ subjectId }) => (await certification()).runIssueBatch(subjectId),
  },
  'renew-retired-key': {
    on: 'certification.key-retired',
    run: async () => (await certification()).renewKeys(),
  },
  'sign-anew': {
    on: 'certification.key-withdrawn',
    run: async () => {
      await (await certification()).renewKeys();
      await (await certification()).publishDueLists();
      await (await certification()).resignCertificates();
    },
  },
  'mail-certificate-expiring': {
    on: 'certification.expiring',
    run: async ({ id, subjectId, data }) => {
      const notice = await (await certification()).getExpiryNotice(subjectId);
      if (notice) await (await letters()).sendCertificateExpiring({ id, days: Number(data.days), ...notice });
    },
  },
  'mail-portfolio-passed': { on: 'certification.portfolio-passed', run: tellOwner('portfolio-passed', portfolioPath) },
  'mail-portfolio-failed': { on: 'certification.portfolio-failed', run: tellOwner('portfolio-failed', portfolioPath) },
  'mail-attempt-refused': {
    on: 'certification.attempt-refused',
    run: tellOwner('attempt-refused', ({ data }) => paths.exam(String(data.programId))),
  },
  'mail-correction-refused': {
    on: 'certification.correction-refused',
    run: async ({ id, subjectId }) => {
      const notice = await (await certification()).getExpiryNotice(subjectId);
      if (!notice) return;
      const path = paths.certificate(subjectId);
      await (await letters()).sendDecision({ id, userId: notice.userId, template: 'correction-refused', path });
    },
  },
  'mail-certificate-issued': {
    on: 'certification.issued',
    run: async ({ id, subjectId }) => {
      const notice = await (await certification()).getIssuedNotice(subjectId);
      if (notice) await (await letters()).sendCertificateIssued({ id, ...notice });
    },
  },
};

/** Names of the reactions to an event type. */
export function reactionsTo(type: string): Array<string> {
  return Object.keys(REACTIONS).filter((name) => REACTIONS[name]!.on === type);
}

/** Runs one reaction job. */
export async function react(name: string, payload: unknown): Promise<void> {
  const reaction = REACTIONS[name];
  if (!reaction)
    throw new AppError('invalid', { reason: 'unknown-reaction', message: `No reaction is called ${name}` });
  const event = EventSchema.safeParse(payload);
  if (!event.success) throw new AppError('invalid', { reason: 'reaction-payload', message: event.error.message });
  await reaction.run(event.data);
}
