// Changing a password one knows, and replacing one that was forgotten.
import { z } from 'zod';
import type { Actor } from '~/platform/actor';
import { systemClock } from '~/platform/clock';
import { transaction } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { sha256 } from '~/platform/ids.server';
import { limit } from '~/platform/limits.server';
import { argon2id, passwordProblem } from './hashing.server';
import { rememberDevice } from './known-device.server';
import { EmailSchema, type SignInDeps, type Visitor } from './sign-in.server';
import { limitMails } from './sign-up.server';
import * as store from './store.server';
import { isToken } from './token.server';

export const ChangePasswordSchema = z.object({
  currentPassword: z.string().min(1).max(800),
  password: z.string().min(1),
});
export const RequestResetSchema = z.object({ email: EmailSchema });
export const ResetPasswordSchema = z.object({ password: z.string().min(1) });

async function requireGood(password: string, owner: { email: string; name: string }) {
  const problem = await passwordProblem(password, owner);
  if (problem)
    throw new AppError('invalid', {
      reason: 'password',
      issues: [{ path: 'password', message: `password.${problem}` }],
    });
}

/**
 * Replaces the actor's password and ends their other sessions; how many ended is returned.
 * @throws invalid when the current password is wrong or the new one will not do, limit-reached after ten tries in a quarter of an hour
 */
export async function changePassword(
  actor: Actor,
  input: z.output<typeof ChangePasswordSchema>,
  deps: SignInDeps = {},
): Promise<{ endedSessions: number }> {
  const { hashing = argon2id } = deps;
  await limit(`change-password:${actor.userId}`, 10, 900);
  const account = await store.findById(actor.userId);
  if (!account || !(await hashing.verify(account.passwordHash, input.currentPassword))) {
    throw new AppError('invalid', {
      reason: 'credentials',
      issues: [{ path: 'currentPassword', message: 'wrongPassword' }],
    });
  }
  await requireGood(input.password, account);
  const passwordHash = await hashing.hash(input.password);
  return transaction(async (tx) => {
    await store.setPassword(tx, account.id, passwordHash);
    const endedSessions = await store.endSessions(tx, account.id, actor.sessionId);
    await record(tx, {
      type: 'identity.password-changed',
      actorId: account.id,
      subjectType: 'person',
      subjectId: account.id,
      data: { by: 'owner' },
    });
    return { endedSessions };
  });
}

/** Asks for a mail with a reset link. The same statements and the same answer whether the address has an account or not. */
export async function requestPasswordReset(
  visitor: Visitor,
  input: z.output<typeof RequestResetSchema>,
): Promise<void> {
  await limitMails(visitor, input.email);
  const account = await store.findByEmail(input.email);
  const subjectId = account && !account.closedAt ? account.id : 'unknown';
  await transaction((tx) =>
    record(tx, { type: 'identity.password-reset-requested', actorId: null, subjectType: 'person', subjectId }),
  );
}

/** Whether a reset link still works. Changes nothing. */
export async function findResetLink(token: string, deps: SignInDeps = {}): Promise<'ready' | 'dead'> {
  return (await accountOfLink(token, (deps.clock ?? systemClock)())) ? 'ready' : 'dead';
}

async function accountOfLink(token: string, now: Date): Promise<store.Account | null> {
  const found = isToken(token) ? await store.findToken(sha256(token), 'reset_password') : null;
  if (!found || found.usedAt || found.expiresAt <= now) return null;
  const account = await store.findById(found.userId);
  return account && !account.closedAt ? account : null;
}

/**
 * Sets a new password with the link of a mail, once, and ends every session. The link also proves the address, and the
 * device that used it is not slowed by what others guess: an attacked account stays reachable for its owner.
 * @throws gone when the link was used, has expired or was replaced; invalid when the password will not do
 */
export async function resetPassword(
  visitor: Visitor,
  input: { token: string; password: string },
  deps: SignInDeps = {},
): Promise<{ cookies: ReadonlyArray<string> }> {
  const { clock = systemClock, hashing = argon2id } = deps;
  const now = clock();
  const account = await accountOfLink(input.token, now);
  if (!account) throw gone();
  await requireGood(input.password, account);
  const passwordHash = await hashing.hash(input.password);
  await transaction(async (tx) => {
    const userId = await store.takeToken(tx, sha256(input.token), 'reset_password', now);
    if (!userId) throw gone();
    await store.setPassword(tx, userId, passwordHash);
    await store.endSessions(tx, userId, null);
    await store.expireTokens(tx, userId, 'reset_password', '', now);
    const subject = { actorId: userId, subjectType: 'person', subjectId: userId };
    if (await store.confirmEmail(tx, userId, now)) await record(tx, { type: 'identity.email-verified', ...subject });
    await record(tx, { type: 'identity.password-changed', ...subject, data: { by: 'reset' } });
  });
  return { cookies: [rememberDevice(visitor.cookie, account.id)] };
}

function gone() {
  return new AppError('gone', { reason: 'link', issues: [{ path: '', message: 'linkDead' }] });
}
