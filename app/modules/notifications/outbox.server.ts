// Looking at mail: the demo's outbox for everybody on this machine, the list of what was sent and failed for admins.
import { type Actor, requireRole } from '~/platform/actor';
import { env } from '~/platform/env.server';
import { AppError } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import type { MailRow, MailStatus, MailView } from './notifications';
import * as store from './store.server';

const PAGE = 30;

type Place = { demo: boolean; smtp: boolean; loopback: boolean };

function place(): Place {
  const { PERICIA_DEMO, SMTP_URL, HOST } = env();
  return {
    demo: PERICIA_DEMO === true,
    smtp: SMTP_URL !== undefined,
    loopback: /^(127\.|localhost$|::1$|\[::1\]$)/.test(HOST),
  };
}

/**
 * Whether the visitor may read the mails of this installation. Only in the demo, only while mails go nowhere else, and only
 * when the server can be reached from its own machine alone or the visitor is an admin: the links in them open accounts.
 */
export function isOutboxOpen(actor: Actor | null, at: Place = place()): boolean {
  return at.demo && !at.smtp && (at.loopback || actor?.roles.includes('admin') === true);
}

/** Whether mails of this installation go out at all. */
export function canSendMail(): boolean {
  return place().smtp;
}

function requireOutbox(actor: Actor | null, at?: Place) {
  if (!isOutboxOpen(actor, at)) throw new AppError('not-found', { reason: 'outbox' });
}

function toRow({ id, ...mail }: store.MailRecord): MailRow {
  return {
    mailId: id,
    recipient: mail.recipient,
    template: mail.template,
    subject: mail.subject,
    status: mail.status,
    error: mail.error,
    createdAt: mail.createdAt,
    sentAt: mail.sentAt,
  };
}

/** "ana@example.com" as "a…@example.com": enough for an admin to tell mails apart. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '…' : `${address.slice(0, 1)}…${address.slice(at)}`;
}

/** The latest kept mails; throws `not-found` where the outbox is closed. */
export async function listOutbox(actor: Actor | null, at?: Place): Promise<Array<MailRow>> {
  requireOutbox(actor, at);
  return (await store.listMails({ status: 'kept', cursor: null, limit: 50 })).map(toRow);
}

/** One kept mail with its bodies; throws `not-found` where the outbox is closed. */
export async function getOutboxMail(actor: Actor | null, mailId: string, at?: Place): Promise<MailView> {
  requireOutbox(actor, at);
  const mail = isUuid(mailId) ? await store.findMail(mailId) : null;
  if (!mail || mail.status !== 'kept') throw new AppError('not-found', { reason: 'mail' });
  return { ...toRow(mail), text: mail.text, html: mail.html };
}

const STATUSES: ReadonlyArray<MailStatus> = ['queued', 'sent', 'kept', 'failed'];

/** Every mail, newest first, thirty at a time, recipients masked, without bodies. Admins only. */
export async function listMails(
  actor: Actor | null,
  input: { status?: string | null; cursor?: string | null },
): Promise<{ mails: Array<MailRow>; nextCursor: string | null }> {
  requireRole(actor, 'admin');
  const status = STATUSES.find((one) => one === input.status) ?? null;
  const cursor = input.cursor && isUuid(input.cursor) ? input.cursor : null;
  const rows = await store.listMails({ status, cursor, limit: PAGE + 1 });
  const mails = rows.slice(0, PAGE).map((row) => ({ ...toRow(row), recipient: maskAddress(row.recipient) }));
  return { mails, nextCursor: rows.length > PAGE ? rows[PAGE - 1]!.id : null };
}

/** Mails by status. Admins only. */
export async function mailCounts(actor: Actor | null): Promise<Record<MailStatus, number>> {
  requireRole(actor, 'admin');
  return store.countMails();
}
