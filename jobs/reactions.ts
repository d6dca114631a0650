// Which operations follow which event. The only place that knows: modules record facts and do not know who listens.
import { z } from 'zod';
import { AppError } from '~/platform/errors';

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
const certification = () => import('~/modules/certification/certification.server');

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
  'publish-revocation': {
    on: 'certification.revoked',
    run: async ({ subjectId }) => (await certification()).publishRevocation(subjectId),
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
