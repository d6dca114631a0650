// Confirming an address with the link of the mail. Looking at a link never uses it: mail scanners look at every one.
import { z } from 'zod';
import type { Actor } from '~/platform/actor';
import { systemClock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { sha256 } from '~/platform/ids.server';
import { argon2id } from './hashing.server';
import type { EmailLinkState } from './identity';
import { countTries, forgive, openFor, type SignedIn, type SignInDeps, triesOf, type Visitor } from './sign-in.server';
import { forgetPendingSignUp, hasChosenPassword } from './sign-up.server';
import * as store from './store.server';
import { isToken } from './token.server';

export const ConfirmEmailSchema = z.object({ password: z.string().max(800).optional() });

type Link = { state: EmailLinkState; account: store.Account | null };

async function look(visitor: Visitor, actor: Actor | null, token: string, now: Date): Promise<Link> {
  const found = isToken(token) ? await store.findToken(sha256(token), 'verify_email') : null;
  const account = found && (await store.findById(found.userId));
  if (!found || !account || account.closedAt) return { state: 'dead', account: null };
  if (account.emailVerifiedAt) return { state: 'confirmed', account };
  if (found.usedAt || found.expiresAt <= now) return { state: 'dead', account };
  const proven = actor?.userId === account.id || hasChosenPassword(visitor.cookie, account.passwordHash);
  return { state: proven ? 'ready' : 'needs-password', account };
}

/** What a confirmation link is worth to this visitor. Changes nothing. */
export async function findEmailLink(
  visitor: Visitor,
  actor: Actor | null,
  token: string,
  deps: SignInDeps = {},
): Promise<EmailLinkState> {
  return (await look(visitor, actor, token, (deps.clock ?? systemClock)())).state;
}

/**
 * Confirms the address behind the link, once, and opens a session.
 *
 * The mailbox proves the address, not who chose the password: somebody may have signed up with another's address and wait
 * for its owner to confirm. So the browser that signed up needs no more, any other one gives the password too.
 * @throws gone when the link was used, has expired or was replaced; invalid when the password is needed and wrong
 */
export async function verifyEmail(
  visitor: Visitor,
  actor: Actor | null,
  input: { token: string; password?: string | undefined },
  deps: SignInDeps = {},
): Promise<SignedIn> {
  const { clock = systemClock, hashing = argon2id } = deps;
  const now = clock();
  const { state, account } = await look(visitor, actor, input.token, now);
  if (!account || state === 'dead' || state === 'confirmed') throw gone();
  const tries = triesOf(visitor, account.email, account.id);
  if (state === 'needs-password') {
    if (!input.password) throw wrongPassword('required');
    await countTries(tries, now);
    if (!(await hashing.verify(account.passwordHash, input.password))) throw wrongPassword('wrongPassword');
  }
  const signedIn = await openFor(visitor, account, now, async (tx) => {
    const userId = await store.takeToken(tx, sha256(input.token), 'verify_email', now);
    if (!userId) throw gone();
    await store.expireTokens(tx, userId, 'verify_email', '', now);
    if (await store.confirmEmail(tx, userId, now)) {
      await record(tx, { type: 'identity.email-verified', actorId: userId, subjectType: 'person', subjectId: userId });
    }
    if (state === 'needs-password') await forgive(tx, tries);
  });
  return { ...signedIn, cookies: [...signedIn.cookies, forgetPendingSignUp()] };
}

function gone() {
  return new AppError('gone', { reason: 'link', issues: [{ path: '', message: 'linkDead' }] });
}

function wrongPassword(message: 'required' | 'wrongPassword') {
  return new AppError('invalid', { reason: 'credentials', issues: [{ path: 'password', message }] });
}
