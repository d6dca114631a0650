// The register of personal data: every column that says something about a person, why it is held and until when. A test keeps it whole.
import { CERTIFICATION } from './personal-data/certification';
import { IDENTITY } from './personal-data/identity';
import { LEARNING } from './personal-data/learning';
import { KEEP, type Table } from './personal-data/table';

/** Prisma model → its columns. A model that leads to a person and is not here, or a column of it that is not, fails the build. */
export const PERSONAL_DATA: Record<string, Table> = {
  ...IDENTITY,
  ...LEARNING,
  ...CERTIFICATION,
  Mail: {
    whose: 'userId, recipient',
    keep: KEEP.account,
    personal: {
      userId: 'knows to whom it belongs',
      recipient: 'where it goes',
      subject: 'what was sent',
      text: 'what was sent',
      html: 'what was sent',
      locale: 'writes it in their language',
      dedupeKey: 'never sends the same twice; names the cause',
      createdAt: 'when',
      sentAt: 'when',
    },
    plain: ['id', 'template', 'status', 'error'],
  },
  SandboxRun: {
    whose: 'userId',
    keep: KEEP.account,
    personal: {
      userId: 'knows whose campaign it is',
      name: 'what the person called it',
      plan: 'their decisions',
      outcome: 'their results',
      createdAt: 'orders campaigns',
      updatedAt: 'orders campaigns',
    },
    plain: ['id', 'brief', 'worldSeed', 'noiseSeed', 'day', 'days', 'state', 'revision'],
  },
  SandboxDay: {
    whose: 'runId',
    keep: KEEP.account,
    personal: { runId: 'whose campaign', plan: 'their decisions' },
    plain: ['day', 'rows'],
  },
  Event: {
    whose: 'actorId, subjectId',
    keep: KEEP.log,
    personal: {
      actorId: 'says who did it: audit, activity, reactions',
      subjectId: 'says to what or to whom',
      createdAt: 'says when',
    },
    // `data` holds ids, numbers and codes only: events.server.ts says so to who records one.
    plain: ['id', 'position', 'txId', 'type', 'subjectType', 'data'],
  },
};
