// Notifications' table: mail. Nobody else touches it.
import { type Prisma, prisma, sql, type Tx } from '~/platform/db.server';
import type { MailStatus } from './notifications';

export type NewMail = {
  dedupeKey: string;
  userId: string | null;
  recipient: string;
  template: string;
  locale: string;
  subject: string;
  text: string;
  html: string;
};

/** Stores a mail, or finds the one its cause already made; the id either way. */
export async function insertMail(db: Tx | null, mail: NewMail): Promise<string> {
  const client = db ?? prisma();
  const rows = await client.mail.createManyAndReturn({ data: [mail], skipDuplicates: true, select: { id: true } });
  return (
    rows[0]?.id ??
    (await client.mail.findUniqueOrThrow({ where: { dedupeKey: mail.dedupeKey }, select: { id: true } })).id
  );
}

const ROW = {
  id: true,
  recipient: true,
  template: true,
  subject: true,
  status: true,
  error: true,
  createdAt: true,
  sentAt: true,
} satisfies Prisma.MailSelect;
const WHOLE = { ...ROW, text: true, html: true } satisfies Prisma.MailSelect;

export type MailRecord = Prisma.MailGetPayload<{ select: typeof ROW }>;

export async function findMail(mailId: string) {
  return prisma().mail.findUnique({ where: { id: mailId }, select: WHOLE });
}

/** Mails, newest first, after `cursor` (an id: they sort by time). */
export async function listMails(filter: {
  status: MailStatus | null;
  cursor: string | null;
  limit: number;
}): Promise<Array<MailRecord>> {
  return prisma().mail.findMany({
    where: {
      ...(filter.status ? { status: filter.status } : {}),
      ...(filter.cursor ? { id: { lt: filter.cursor } } : {}),
    },
    select: ROW,
    orderBy: { id: 'desc' },
    take: filter.limit,
  });
}

/** The mail went out. Its bodies go too: links in them open accounts, and the recipient has them now. */
export async function markSent(mailId: string, at: Date): Promise<void> {
  await prisma().mail.update({
    where: { id: mailId },
    data: { status: 'sent', sentAt: at, error: null, text: '', html: '' },
    select: { id: true },
  });
}

export async function markStatus(
  mailId: string,
  status: Exclude<MailStatus, 'sent'>,
  error: string | null,
): Promise<void> {
  await prisma().mail.updateMany({ where: { id: mailId, status: { not: 'sent' } }, data: { status, error } });
}

export async function countMails(): Promise<Record<MailStatus, number>> {
  const rows = await sql<Record<MailStatus, number>>(
    'notifications.count',
    `select count(*) filter (where status = 'queued')::int as queued, count(*) filter (where status = 'sent')::int as sent,
            count(*) filter (where status = 'kept')::int as kept, count(*) filter (where status = 'failed')::int as failed from mail`,
  );
  return rows[0]!;
}
