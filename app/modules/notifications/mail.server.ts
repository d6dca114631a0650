// Mail from template to recipient: stored once for each cause, then sent by SMTP, or kept when there is none.
import { createTransport, type Transporter } from 'nodemailer';
import { type Actor, requireRole } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import type { Tx } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { AppError } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import { log } from '~/platform/log.server';
import { renderMail } from './layout.server';
import type { MailInput } from './notifications';
import * as store from './store.server';

/** Renders and stores a mail, inside `tx` when given; the same `dedupeKey` gives back the first one's id. Sends nothing yet. */
export async function queueMail(tx: Tx | null, input: MailInput): Promise<string> {
  const { dedupeKey, userId, to, template, locale } = input;
  return store.insertMail(tx, { dedupeKey, userId, recipient: to, template, locale, ...renderMail(input) });
}

/** Seconds that a mail server may take for each step before the try counts as failed. */
const PATIENCE_MS = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 15_000 };

let transport: { url: string; transporter: Transporter } | undefined;

function transporter(url: string): Transporter {
  if (transport?.url !== url) {
    transport?.transporter.close();
    transport = {
      url,
      transporter: createTransport({ url, ...PATIENCE_MS, disableFileAccess: true, disableUrlAccess: true }),
    };
  }
  return transport.transporter;
}

type Deps = {
  clock?: Clock;
  /** smtp://user:password@host:port; undefined keeps the mail in the outbox. */ smtpUrl?: string | undefined;
  from?: string;
};

/**
 * Sends a stored mail, or keeps it when no mail server is configured. A mail that was sent or kept is left alone, so a job may
 * run again; only a kill between the server's "accepted" and our note of it can send twice, under the same Message-ID.
 * @throws unavailable when another try may help (no connection, 4xx); a refusal for good (5xx) is noted as failed and not thrown
 */
export async function deliverMail(mailId: string, deps: Deps = {}): Promise<void> {
  const { clock = systemClock, smtpUrl = env().SMTP_URL, from = env().MAIL_FROM } = deps;
  const mail = await store.findMail(mailId);
  if (!mail) throw new AppError('not-found', { reason: 'mail' });
  if (mail.status === 'sent' || mail.status === 'kept') return;
  if (!smtpUrl) return store.markStatus(mailId, 'kept', null);
  try {
    const { subject, text, html } = mail;
    const host = /@([^>\s]+)/.exec(from)?.[1] ?? 'pericia.test';
    await transporter(smtpUrl).sendMail({
      from,
      to: { name: '', address: mail.recipient },
      subject,
      text,
      html,
      messageId: `<${mailId}@${host}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
  } catch (error) {
    const { text, forGood } = describe(error);
    log().warn({ mail: mailId, err: text }, 'a mail was not sent');
    await store.markStatus(mailId, forGood ? 'failed' : 'queued', text);
    if (forGood) return;
    throw new AppError('unavailable', { reason: 'smtp', cause: error });
  }
  await store.markSent(mailId, clock());
}

/** The failure in words without addresses, and whether the server refused for good (RFC 5321, section 4.2.1: 5yz). */
function describe(error: unknown): { text: string; forGood: boolean } {
  const {
    code = '',
    responseCode,
    command = '',
    message = '',
  } = (error ?? {}) as { code?: string; responseCode?: number; command?: string; message?: string };
  const said = message.replace(/[^\s<>@]+@[^\s<>@]+/g, '…').slice(0, 200);
  // A wrong password of ours answers 535, but is mended in the configuration: worth another try.
  const forGood = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return { text: [code, responseCode, command, said].filter(Boolean).join(' · '), forGood };
}

/** Tries a mail again that failed or waits. Admins only; `conflict` for one that was sent. */
export async function resendMail(
  actor: Actor | null,
  input: { mailId: string },
  deps: Deps = {},
): Promise<{ sent: boolean }> {
  requireRole(actor, 'admin');
  const mail = isUuid(input.mailId) ? await store.findMail(input.mailId) : null;
  if (!mail) throw new AppError('not-found', { reason: 'mail' });
  if (mail.status === 'sent') throw new AppError('conflict', { reason: 'mail-sent' });
  await store.markStatus(mail.id, 'queued', null);
  try {
    await deliverMail(mail.id, deps);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return { sent: (await store.findMail(mail.id))?.status === 'sent' };
}
