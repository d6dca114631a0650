// Signing up: the answer never tells whether an address has an account; the mail to its owner does.
import { z } from 'zod';
import type { Actor } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { transaction } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { sha256 } from '~/platform/ids.server';
import { limit } from '~/platform/limits.server';
import { argon2id, type Hashing, passwordProblem } from './hashing.server';
import { type PendingSignUp, RESEND_AFTER_SECONDS } from './identity';
import { cookieHeader, isSame, readCookie, seal } from './seal.server';
import { EmailSchema, type Visitor } from './sign-in.server';
import * as store from './store.server';

/** A person's name: one line, no control or direction characters (but the joiners that some scripts need), at most 80 characters; it is printed on certificates. */
export const NameSchema = z
  .string()
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(80)
      .regex(/^(?:[^\p{Cc}\p{Cf}<>]|[\u200c\u200d])+$/u, 'name'),
  );

/** An IANA time zone this machine knows. */
export const TimeZoneSchema = z.string().max(60).refine(isTimeZone, 'timeZone');

export const SignUpSchema = z.object({
  email: EmailSchema,
  name: NameSchema,
  password: z.string().min(1),
  /** Told by the browser; without JavaScript it stays empty and the product's home is assumed. */
  timeZone: z
    .string()
    .optional()
    .transform((zone) => (zone && isTimeZone(zone) ? zone : 'Europe/Madrid')),
});

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** A little less than the page's countdown, so that a button that says it may be pressed always works. */
const RESEND_LIMIT_SECONDS = RESEND_AFTER_SECONDS - 5;

function resendKey(visitor: Visitor, email: string): string {
  return `resend:${visitor.network}:${sha256(email)}`;
}

type Deps = { clock?: Clock; hashing?: Hashing };

/**
 * Makes an unconfirmed account, or tells the owner of the existing one; both cost one hash and answer alike. Nobody is signed
 * in: the mail does that.
 * @throws invalid with `password.<problem>` when the password will not do, limit-reached when mails to the address were asked for too often
 */
export async function signUp(
  visitor: Visitor,
  input: z.output<typeof SignUpSchema>,
  deps: Deps = {},
): Promise<{ cookies: ReadonlyArray<string> }> {
  const { clock = systemClock, hashing = argon2id } = deps;
  const problem = await passwordProblem(input.password, input);
  if (problem)
    throw new AppError('invalid', {
      reason: 'password',
      issues: [{ path: 'password', message: `password.${problem}` }],
    });
  await limitMails(visitor, input.email);
  // This mail counts for the wait before the next one; signing up itself need not wait.
  await limit(resendKey(visitor, input.email), 1, RESEND_LIMIT_SECONDS).catch(() => {});
  const passwordHash = await hashing.hash(input.password);
  const { email, name, timeZone } = input;
  const account = { email, name, passwordHash, locale: visitor.locale, timeZone };
  const owner = await store.findByEmail(email);
  await transaction(async (tx) => {
    const made = owner ? null : await store.insertAccount(tx, account);
    if (made) return record(tx, fact('identity.signed-up', made));
    // Signed up but never confirmed: the newest sign-up is the one that can be confirmed.
    const replaced = await store.replaceUnconfirmed(tx, account);
    if (replaced) return record(tx, fact('identity.confirmation-requested', replaced));
    await record(tx, fact('identity.sign-up-repeated', owner?.id ?? 'unknown'));
  });
  return { cookies: [pendingCookie(email, clock(), passwordHash)] };
}

/** Sends the mail of a sign-up once more, at most once a minute; the answer is the same whatever the address is. */
export async function resendConfirmation(
  visitor: Visitor,
  input: { email: string },
  deps: Deps = {},
): Promise<{ cookies: ReadonlyArray<string> }> {
  const { clock = systemClock } = deps;
  await limit(resendKey(visitor, input.email), 1, RESEND_LIMIT_SECONDS);
  await limitMails(visitor, input.email);
  const owner = await store.findByEmail(input.email);
  await transaction((tx) =>
    record(
      tx,
      fact(
        owner?.emailVerifiedAt ? 'identity.sign-up-repeated' : 'identity.confirmation-requested',
        owner?.id ?? 'unknown',
      ),
    ),
  );
  const before = readSealedSignUp(visitor.cookie);
  return { cookies: before?.email === input.email ? [sealedCookie({ ...before, sentAt: clock() })] : [] };
}

/** Sends the confirmation mail again to a signed-in person whose address is not confirmed. */
export async function requestEmailConfirmation(actor: Actor): Promise<void> {
  if (actor.emailVerified) return;
  await limit(`resend:${actor.userId}`, 1, RESEND_LIMIT_SECONDS);
  await transaction((tx) =>
    record(tx, { ...fact('identity.confirmation-requested', actor.userId), actorId: actor.userId }),
  );
}

function fact(type: `identity.${string}`, subjectId: string) {
  return { type, actorId: null, subjectType: 'person', subjectId } as const;
}

/** At most five mails an hour to one address from one network: nobody's inbox is flooded through our forms. */
export async function limitMails(visitor: Visitor, email: string): Promise<void> {
  await limit(`mail:${visitor.network}:${sha256(email)}`, 5, 3600);
  await limit(`mail:${sha256(email)}`, 20, 3600);
}

const COOKIE = 'pericia_signup';
const COOKIE_SECONDS = 24 * 3600;

type SealedSignUp = PendingSignUp & { /** Recognises the password that was chosen. */ proof: string };

function pendingCookie(email: string, sentAt: Date, passwordHash: string): string {
  return sealedCookie({ email, sentAt, proof: seal('sign-up-proof', passwordHash) });
}

function sealedCookie(pending: SealedSignUp): string {
  const body = Buffer.from(JSON.stringify([pending.email, pending.sentAt.getTime(), pending.proof])).toString(
    'base64url',
  );
  return cookieHeader(COOKIE, `${body}.${seal('sign-up', body)}`, COOKIE_SECONDS);
}

function readSealedSignUp(header: string | null): SealedSignUp | null {
  const [body = '', signature = ''] = readCookie(header, COOKIE).split('.');
  if (!body || !isSame(signature, seal('sign-up', body))) return null;
  const [email, sentAt, proof] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, number, string];
  return { email, sentAt: new Date(sentAt), proof };
}

/** The sign-up that this browser began and whose mail is on its way; null when there is none. */
export function readPendingSignUp(header: string | null): PendingSignUp | null {
  const found = readSealedSignUp(header);
  return found && { email: found.email, sentAt: found.sentAt };
}

/** Whether this browser chose the account's present password when it signed up. */
export function hasChosenPassword(header: string | null, passwordHash: string): boolean {
  const found = readSealedSignUp(header);
  return found !== null && isSame(found.proof, seal('sign-up-proof', passwordHash));
}

/** The Set-Cookie header that forgets the pending sign-up. */
export function forgetPendingSignUp(): string {
  return cookieHeader(COOKIE, '', 0);
}
