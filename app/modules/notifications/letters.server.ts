// The letters of the product, one function each: what jobs/reactions.ts calls when the event happened. Each may run again.
import { formatDate } from '~/i18n/format';
import { findContact, issueToken } from '~/modules/identity/identity.server';
import { publicUrl } from '~/platform/env.server';
import { paths } from '~/platform/paths';
import { deliverMail, queueMail } from './mail.server';
import type { DecisionTemplate } from './notifications';

/** What a letter needs of the event that causes it. */
type Cause = { id: string; subjectId: string };

function absolute(path: string): string {
  return publicUrl() + path;
}

/** On identity.signed-up and identity.confirmation-requested: the link that confirms the address. */
export async function sendVerifyEmail({ id, subjectId }: Cause): Promise<void> {
  const issued = await issueToken(subjectId, 'verify-email', id);
  if (!issued) return;
  const { token, to, locale } = issued;
  const data = { url: absolute(paths.verifyEmail(token)) };
  await deliverMail(
    await queueMail(null, {
      dedupeKey: `verify-email:${id}`,
      userId: subjectId,
      to,
      template: 'verify-email',
      locale,
      data,
    }),
  );
}

/** On identity.sign-up-repeated: the owner learns that somebody, probably they, signed up again. */
export async function sendAlreadyRegistered({ id, subjectId }: Cause): Promise<void> {
  const owner = await findContact(subjectId);
  if (!owner) return;
  const data = { signInUrl: absolute(paths.signIn()), resetUrl: absolute(paths.forgotPassword()) };
  const { email: to, locale } = owner;
  await deliverMail(
    await queueMail(null, {
      dedupeKey: `already-registered:${id}`,
      userId: subjectId,
      to,
      template: 'already-registered',
      locale,
      data,
    }),
  );
}

/** On identity.password-reset-requested: the link that sets a new password. */
export async function sendPasswordReset({ id, subjectId }: Cause): Promise<void> {
  const issued = await issueToken(subjectId, 'reset-password', id);
  if (!issued) return;
  const { token, to, locale } = issued;
  const data = { url: absolute(paths.resetPassword(token)) };
  await deliverMail(
    await queueMail(null, {
      dedupeKey: `reset-password:${id}`,
      userId: subjectId,
      to,
      template: 'reset-password',
      locale,
      data,
    }),
  );
}

/** On identity.password-changed: the owner can act if it was not they. */
export async function sendPasswordChanged({ id, subjectId }: Cause): Promise<void> {
  const owner = await findContact(subjectId);
  if (!owner) return;
  const { email: to, name, locale } = owner;
  const data = { name, resetUrl: absolute(paths.forgotPassword()) };
  await deliverMail(
    await queueMail(null, {
      dedupeKey: `password-changed:${id}`,
      userId: subjectId,
      to,
      template: 'password-changed',
      locale,
      data,
    }),
  );
}

/**
 * On certification.issued: the link to the public certificate.
 * @param cause the event's id, whose certificate it is, its public id and its title in the holder's language
 */
export async function sendCertificateIssued(cause: {
  id: string;
  userId: string;
  publicId: string;
  title: { es: string; en: string };
}): Promise<void> {
  const holder = await findContact(cause.userId);
  if (!holder) return;
  const { email: to, name, locale } = holder;
  const data = { name, title: cause.title[locale], url: absolute(paths.verify(cause.publicId)) };
  await deliverMail(
    await queueMail(null, {
      dedupeKey: `certificate-issued:${cause.id}`,
      userId: cause.userId,
      to,
      template: 'certificate-issued',
      locale,
      data,
    }),
  );
}

/**
 * On certification.expiring: when the certificate ends and where to renew it.
 * @param cause the event's id, whose certificate it is, its program, its title, its end, and the days left at most
 */
export async function sendCertificateExpiring(cause: {
  id: string;
  userId: string;
  programId: string;
  title: { es: string; en: string };
  expiresAt: Date;
  days: number;
}): Promise<void> {
  const holder = await findContact(cause.userId);
  if (!holder) return;
  const { email: to, name, locale } = holder;
  const data = {
    name,
    title: cause.title[locale],
    date: formatDate(cause.expiresAt.toISOString(), locale),
    days: String(cause.days),
    url: absolute(paths.exam(cause.programId)),
  };
  await deliverMail(
    await queueMail(null, {
      dedupeKey: `certificate-expiring:${cause.id}`,
      userId: cause.userId,
      to,
      template: 'certificate-expiring',
      locale,
      data,
    }),
  );
}

/** Tells a decision: what a marker, a reviewer or an admin decided, with the way to the page that explains it. `path` is ours. */
export async function sendDecision(cause: {
  id: string;
  userId: string;
  template: DecisionTemplate;
  path: string;
}): Promise<void> {
  const person = await findContact(cause.userId);
  if (!person) return;
  const { email: to, name, locale } = person;
  await deliverMail(
    await queueMail(null, {
      dedupeKey: `${cause.template}:${cause.id}`,
      userId: cause.userId,
      to,
      template: cause.template,
      locale,
      data: { name, url: absolute(cause.path) },
    }),
  );
}
