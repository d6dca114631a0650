import { expect, test } from 'vitest';
import { prisma } from '~/platform/db.server';
import { sha256 } from '~/platform/ids.server';
import {
  actorOf,
  address,
  countedHashing,
  eventTypes,
  events,
  failure,
  jar,
  person,
  signedIn,
  visitor,
} from '../../../tests/factories/identity';
import { changePassword, findResetLink, requestPasswordReset, resetPassword } from './password.server';
import { openSession } from './session.server';
import { signIn } from './sign-in.server';
import { issueToken } from './token.server';

const { hashing } = countedHashing();

async function resetLink(user: { id: string; email: string }) {
  await requestPasswordReset(visitor(), { email: user.email });
  return (await issueToken(user.id, 'reset-password', (await events(user.id)).at(-1)!.id))!.token;
}

test('changing the password asks for the current one and ends the other sessions only', async () => {
  const user = await person();
  const here = await openSession(user.id, 'Here');
  const there = await openSession(user.id, 'There');
  const actor = (await signedIn(here))!;
  expect(
    await failure(changePassword(actor, { currentPassword: 'wrong', password: 'new quiet stone' }, { hashing })),
  ).toMatchObject({ code: 'invalid', issues: [{ path: 'currentPassword', message: 'wrongPassword' }] });
  expect(
    await failure(changePassword(actor, { currentPassword: 'quiet river stone', password: 'short' }, { hashing })),
  ).toMatchObject({ issues: [{ path: 'password', message: 'password.tooShort' }] });
  expect(
    await changePassword(actor, { currentPassword: 'quiet river stone', password: 'new quiet stone' }, { hashing }),
  ).toEqual({ endedSessions: 1 });
  expect(await signedIn(here)).not.toBeNull();
  expect(await signedIn(there)).toBeNull();
  expect(await eventTypes(user.id)).toEqual(['identity.password-changed']);
  await signIn(visitor(), { email: user.email, password: 'new quiet stone' }, { hashing });
});

test('guessing the current password from an open session ends after ten tries', async () => {
  const user = await person();
  const actor = actorOf(user);
  for (let i = 0; i < 10; i++)
    await failure(changePassword(actor, { currentPassword: 'wrong', password: 'new quiet stone' }, { hashing }));
  expect(
    await failure(
      changePassword(actor, { currentPassword: 'quiet river stone', password: 'new quiet stone' }, { hashing }),
    ),
  ).toMatchObject({ code: 'limit-reached' });
});

test('asking for a reset answers alike for every address and sends only to accounts', async () => {
  const user = await person();
  const closed = await person();
  await prisma().user.update({ where: { id: closed.id }, data: { closedAt: new Date() } });
  for (const email of [user.email, closed.email, address()])
    expect(await requestPasswordReset(visitor(), { email })).toBeUndefined();
  expect(await eventTypes(user.id)).toEqual(['identity.password-reset-requested']);
  expect(await eventTypes(closed.id)).toEqual([]);
  expect(await issueToken(closed.id, 'reset-password', 'x')).toBeNull();
  expect(await issueToken('unknown', 'reset-password', 'x')).toBeNull();
});

test('a reset sets the password, ends every session and proves the address', async () => {
  const user = await person({ emailVerifiedAt: null });
  const session = await openSession(user.id, 'Old');
  const token = await resetLink(user);
  expect(await findResetLink(token)).toBe('ready');
  await resetPassword(visitor(), { token, password: 'a wholly new one' }, { hashing });
  expect(await signedIn(session)).toBeNull();
  expect((await prisma().user.findUniqueOrThrow({ where: { id: user.id } })).emailVerifiedAt).not.toBeNull();
  expect(await findResetLink(token)).toBe('dead');
  expect(
    (await failure(signIn(visitor(), { email: user.email, password: 'quiet river stone' }, { hashing })))!.code,
  ).toBe('invalid');
  await signIn(visitor(), { email: user.email, password: 'a wholly new one' }, { hashing });
});

test('a reset link works once, also for twenty at the same moment', async () => {
  const user = await person();
  const token = await resetLink(user);
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      failure(resetPassword(visitor(), { token, password: `password number ${i}` }, { hashing })),
    ),
  );
  expect(results.filter((result) => result === null)).toHaveLength(1);
  expect(results.filter((result) => result?.code === 'gone')).toHaveLength(19);
  expect((await eventTypes(user.id)).filter((type) => type === 'identity.password-changed')).toHaveLength(1);
});

test('a password that will not do leaves the link alive', async () => {
  const user = await person();
  const token = await resetLink(user);
  expect(await failure(resetPassword(visitor(), { token, password: 'password1' }, { hashing }))).toMatchObject({
    issues: [{ path: 'password', message: 'password.common' }],
  });
  expect(await findResetLink(token)).toBe('ready');
});

test('a reset link ends after half an hour, and with the next one', async () => {
  const user = await person();
  const first = await resetLink(user);
  expect(await findResetLink(first, { clock: () => new Date(Date.now() + 30 * 60_000 + 1000) })).toBe('dead');
  const second = await resetLink(user);
  expect(await findResetLink(first)).toBe('dead');
  expect(await findResetLink(second)).toBe('ready');
});

test('a link of one purpose does not serve the other', async () => {
  const user = await person({ emailVerifiedAt: null });
  const verify = (await issueToken(user.id, 'verify-email', 'event'))!.token;
  expect(await findResetLink(verify)).toBe('dead');
  expect(await prisma().identityToken.findUnique({ where: { id: sha256(verify) } })).not.toBeNull();
});

test('an attacked account stays reachable: the device of the reset is not slowed', async () => {
  const user = await person();
  for (let i = 0; i < 12; i++) await failure(signIn(visitor(), { email: user.email, password: 'guess' }, { hashing }));
  const { cookies } = await resetPassword(
    visitor(),
    { token: await resetLink(user), password: 'a wholly new one' },
    { hashing },
  );
  const done = await signIn(
    visitor({ cookie: jar(...cookies) }),
    { email: user.email, password: 'a wholly new one' },
    { hashing },
  );
  expect(await signedIn(...done.cookies)).toMatchObject({ userId: user.id });
});
