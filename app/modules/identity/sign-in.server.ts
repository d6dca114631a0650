// Signing in: the same work and the same answer whoever asks, and patience for those who guess.
import { z } from 'zod';
import { isLocale, type Locale, LOCALE_COOKIE } from '~/i18n/locale';
import { type Clock, systemClock } from '~/platform/clock';
import { transaction, type Tx } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { sha256 } from '~/platform/ids.server';
import { ACCOUNT_POLICY, afterTry, type AttemptPolicy, DEVICE_POLICY, NETWORK_POLICY, waitSeconds } from './attempts';
import { deviceLabel } from './device';
import { argon2id, DUMMY_HASH, type Hashing } from './hashing.server';
import { findKnownDevice, rememberDevice } from './known-device.server';
import { PASSWORD_MAX } from './password-rules';
import { closeSession, openSession } from './session.server';
import * as store from './store.server';

/** What a request says about who sends it, before anybody is signed in. */
export type Visitor = { network: string; userAgent: string; cookie: string | null; locale: Locale };

/** A session was opened: the Set-Cookie headers that carry it, and whose it is. */
export type SignedIn = { userId: string; locale: Locale; cookies: ReadonlyArray<string> };

export type SignInDeps = { clock?: Clock; hashing?: Hashing };

/** An address as accounts hold it: trimmed, lower case, at most 254 characters (RFC 5321). */
export const EmailSchema = z.string().trim().toLowerCase().min(1).max(254).pipe(z.email());

export const SignInSchema = z.object({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: z
    .string()
    .min(1)
    .max(PASSWORD_MAX * 4),
});

/** Stands for the id of an account that does not exist. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Opens a session for the person with this address and password.
 * Unknown address, wrong password, unconfirmed address and closed account cost the same and fail alike: `invalid` with the
 * message `wrongCredentials`. (Were unconfirmed ones told apart, signing up with an address and trying its password would tell
 * whether it had an account before.) Too many tries fail as `limit-reached`, also with the right password.
 */
export async function signIn(
  visitor: Visitor,
  input: z.output<typeof SignInSchema>,
  deps: SignInDeps = {},
): Promise<SignedIn> {
  const { clock = systemClock, hashing = argon2id } = deps;
  const account = await store.findByEmail(input.email);
  const tries = triesOf(visitor, input.email, account?.id ?? NOBODY);
  await countTries(tries, clock());
  const right = await hashing.verify(account?.passwordHash ?? DUMMY_HASH, input.password);
  if (!account || account.closedAt || !account.emailVerifiedAt || !right) {
    await transaction((tx) =>
      record(tx, {
        type: 'identity.sign-in-refused',
        actorId: null,
        subjectType: 'person',
        subjectId: account?.id ?? 'unknown',
      }),
    );
    throw new AppError('invalid', { reason: 'credentials', issues: [{ path: '', message: 'wrongCredentials' }] });
  }
  return openFor(visitor, account, clock(), (tx) => forgive(tx, tries));
}

/** Opens a session for an account whose owner has proved to be here, and remembers the device. `also` runs in the same transaction. */
export async function openFor(
  visitor: Visitor,
  account: store.Account,
  now: Date,
  also: (tx: Tx) => Promise<void>,
): Promise<SignedIn> {
  await transaction(async (tx) => {
    await also(tx);
    await store.setLastSignIn(tx, account.id, now);
    await record(tx, { type: 'identity.signed-in', actorId: account.id, subjectType: 'person', subjectId: account.id });
  });
  await closeSession(visitor.cookie);
  const session = await openSession(account.id, deviceLabel(visitor.userAgent));
  const locale = isLocale(account.locale) ? account.locale : visitor.locale;
  return {
    userId: account.id,
    locale,
    cookies: [session, rememberDevice(visitor.cookie, account.id), localeCookie(locale)],
  };
}

/** The Set-Cookie header that keeps a language for a year. */
export function localeCookie(locale: Locale): string {
  return `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

export type Tries = ReadonlyArray<{ key: string; policy: AttemptPolicy; clears: boolean }>;

/** What a try counts against: the account and the network, or, from a device the person used before, that device alone. */
export function triesOf(visitor: Visitor, email: string, userId: string): Tries {
  const device = findKnownDevice(visitor.cookie, userId);
  if (device) return [{ key: sha256(`device:${device}:${userId}`), policy: DEVICE_POLICY, clears: true }];
  return [
    { key: sha256(`account:${email}`), policy: ACCOUNT_POLICY, clears: true },
    { key: sha256(`address:${visitor.network}`), policy: NETWORK_POLICY, clears: false },
  ];
}

/** Counts a try before it is made, so that many at once cannot all slip through; throws `limit-reached` when one must wait. */
export async function countTries(tries: Tries, now: Date): Promise<void> {
  await transaction(async (tx) => {
    const found = await store.lockAttempts(
      tx,
      tries.map((one) => one.key),
      now,
    );
    const wait = Math.max(...tries.map(({ key, policy }) => waitSeconds(found.get(key) ?? null, policy, now)));
    if (wait > 0)
      throw new AppError('limit-reached', {
        reason: 'sign-in',
        retryAfterSeconds: wait,
        issues: [{ path: '', message: 'tooManyTries' }],
      });
    for (const { key, policy } of tries)
      await store.saveAttempts(tx, key, afterTry(found.get(key) ?? null, policy, now));
  });
}

/** The try was right: the account's and device's failures are forgotten, the network's only by this one. */
export async function forgive(tx: Tx, tries: Tries): Promise<void> {
  for (const { key, clears } of tries) await (clears ? store.clearAttempts(tx, key) : store.forgiveOne(tx, key));
}
