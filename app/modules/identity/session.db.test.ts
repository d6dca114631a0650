import { expect, test } from 'vitest';
import { prisma, sql } from '~/platform/db.server';
import { uuid7 } from '~/platform/ids.server';
import { actorFromCookie, closeSession, openSession } from './session.server';

async function person() {
  return prisma().user.create({ data: { email: `${uuid7()}@example.test`, name: 'Ana', passwordHash: 'x' } });
}

test('a session cookie opens its person, and nobody after it was closed', async () => {
  const user = await person();
  const cookie = (await openSession(user.id, 'Test')).split(';')[0]!;
  expect((await actorFromCookie(cookie, () => {}))?.userId).toBe(user.id);
  await closeSession(cookie);
  expect(await actorFromCookie(cookie, () => {})).toBeNull();
});

test('the table never holds the token that the cookie carries', async () => {
  const user = await person();
  const token = (await openSession(user.id, 'Test')).split(';')[0]!.split('=')[1]!;
  const rows = await sql<{ id: string }>('t', 'select id from session where user_id = $1', [user.id]);
  expect(rows).toHaveLength(1);
  expect(rows[0]!.id).not.toBe(token);
});

test('a closed account has no actor, though its cookie is in order', async () => {
  const user = await person();
  const cookie = (await openSession(user.id, 'Test')).split(';')[0]!;
  await prisma().user.update({ where: { id: user.id }, data: { closedAt: new Date() } });
  expect(await actorFromCookie(cookie, () => {})).toBeNull();
});

test('a session’s last use is noted, but at most once an hour', async () => {
  const user = await person();
  const cookie = (await openSession(user.id, 'Test')).split(';')[0]!;
  const seen = async () =>
    (await prisma().session.findFirstOrThrow({ where: { userId: user.id } })).lastSeenAt.getTime();
  const opened = await seen();
  await actorFromCookie(cookie, () => {});
  expect(await seen()).toBe(opened);
  await prisma().session.updateMany({
    where: { userId: user.id },
    data: { lastSeenAt: new Date(opened - 2 * 3600_000) },
  });
  await actorFromCookie(cookie, () => {});
  expect(await seen()).toBeGreaterThanOrEqual(opened);
});

test('a session that is used lives on, but never past ninety days', async () => {
  const user = await person();
  const cookie = (await openSession(user.id, 'Test')).split(';')[0]!;
  const days = 24 * 3600_000;
  const set = (data: { createdAt?: Date; expiresAt?: Date }) =>
    prisma().session.updateMany({ where: { userId: user.id }, data });
  const left = async () =>
    ((await prisma().session.findFirstOrThrow({ where: { userId: user.id } })).expiresAt.getTime() - Date.now()) / days;
  await set({ expiresAt: new Date(Date.now() + 3 * days) });
  let renewed = '';
  await actorFromCookie(cookie, (header) => (renewed = header));
  expect(renewed).toContain(cookie);
  expect(await left()).toBeGreaterThan(13);
  await set({ createdAt: new Date(Date.now() - 88 * days), expiresAt: new Date(Date.now() + 1 * days) });
  await actorFromCookie(cookie, () => {});
  expect(await left()).toBeLessThan(2.1);
});
