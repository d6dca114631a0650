import { expect, test } from 'vitest';
import { prisma, sql } from '~/platform/db.server';
import {
  address,
  countedHashing,
  eventTypes,
  failure,
  jar,
  person,
  signedIn,
  visitor,
} from '../../../tests/factories/identity';
import { argon2id } from './hashing.server';
import { createPerson } from './people.server';
import { SignInSchema, signIn } from './sign-in.server';

const right = 'quiet river stone';
const { hashing } = countedHashing();

test('the right password opens a session, remembers the language and names the device', async () => {
  const user = await person({ locale: 'es' });
  const done = await signIn(visitor(), { email: user.email, password: right }, { hashing });
  expect(done.locale).toBe('es');
  expect(await signedIn(...done.cookies)).toMatchObject({ userId: user.id });
  expect(done.cookies.find((cookie) => cookie.startsWith('pericia_lang='))).toContain('pericia_lang=es');
  expect(await sql('t.device', 'select device from session where user_id = $1', [user.id])).toEqual([
    { device: 'Firefox · Linux' },
  ]);
  expect(await eventTypes(user.id)).toEqual(['identity.signed-in']);
});

test('argon2id: the real thing verifies, also when the password holds accents in another form', async () => {
  const email = address();
  await createPerson({ email, name: 'Ana', password: 'canción de otoño' });
  const done = await signIn(visitor(), { email, password: 'canción de otoño'.normalize('NFD') });
  expect(await signedIn(...done.cookies)).toMatchObject({ email });
  const [row] = await sql<{ hash: string }>('t.hash', 'select password_hash as hash from "user" where email = $1', [
    email,
  ]);
  expect(row!.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await argon2id.verify('not a hash', 'x')).toBe(false);
});

test('unknown address, wrong password, unconfirmed address and closed account fail alike and cost one hash each', async () => {
  const open = await person();
  const closed = await person();
  await prisma().user.update({ where: { id: closed.id }, data: { closedAt: new Date() } });
  const unconfirmed = await person({ emailVerifiedAt: null });
  const answers = [];
  for (const [email, password] of [
    [open.email, 'wrong'],
    [closed.email, right],
    [address(), right],
    [unconfirmed.email, right],
  ] as const) {
    const counted = countedHashing();
    const error = await failure(signIn(visitor(), { email, password }, { hashing: counted.hashing }));
    answers.push({
      calls: counted.calls,
      code: error!.code,
      reason: error!.reason,
      issues: error!.issues,
      message: String(error),
    });
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect(answers[3]).toEqual(answers[0]);
  expect(answers[0]!.calls).toEqual({ hash: 0, verify: 1 });
});

test('the sixth wrong try must wait, for unknown addresses too, and the wait fades', async () => {
  for (const email of [(await person()).email, address()]) {
    const who = visitor();
    for (let i = 0; i < 5; i++)
      expect((await failure(signIn(who, { email, password: 'wrong' }, { hashing })))!.code).toBe('invalid');
    expect(await failure(signIn(who, { email, password: right }, { hashing }))).toMatchObject({
      code: 'limit-reached',
      retryAfterSeconds: 30,
    });
    const clock = () => new Date(Date.now() + 31_000);
    expect((await failure(signIn(who, { email, password: 'wrong' }, { hashing, clock })))!.code).toBe('invalid');
    expect(await failure(signIn(who, { email, password: 'wrong' }, { hashing, clock }))).toMatchObject({
      code: 'limit-reached',
      retryAfterSeconds: 60,
    });
  }
});

test('after the wait the right password opens the door and clears the count', async () => {
  const user = await person();
  for (let i = 0; i < 6; i++) await failure(signIn(visitor(), { email: user.email, password: 'wrong' }, { hashing }));
  const later = () => new Date(Date.now() + 16 * 60_000);
  await signIn(visitor(), { email: user.email, password: right }, { hashing, clock: later });
  for (let i = 0; i < 5; i++)
    expect(
      (await failure(signIn(visitor(), { email: user.email, password: 'wrong' }, { hashing, clock: later })))!.code,
    ).toBe('invalid');
});

test('the wait holds from every network, but a device the person used before is let in', async () => {
  const user = await person();
  const mine = await signIn(visitor(), { email: user.email, password: right }, { hashing });
  for (let i = 0; i < 12; i++) await failure(signIn(visitor(), { email: user.email, password: 'guess' }, { hashing }));
  expect((await failure(signIn(visitor(), { email: user.email, password: right }, { hashing })))!.code).toBe(
    'limit-reached',
  );
  const again = await signIn(
    visitor({ cookie: jar(...mine.cookies.filter((cookie) => cookie.startsWith('pericia_device'))) }),
    { email: user.email, password: right },
    { hashing },
  );
  expect(await signedIn(...again.cookies)).toMatchObject({ userId: user.id });
});

test('another person’s device cookie, a copied id or a forged one give no such passage', async () => {
  const victim = await person();
  const other = await person();
  const theirs = await signIn(visitor(), { email: other.email, password: right }, { hashing });
  const device = theirs.cookies.find((cookie) => cookie.startsWith('pericia_device'))!;
  for (let i = 0; i < 5; i++) await failure(signIn(visitor(), { email: victim.email, password: 'guess' }, { hashing }));
  for (const cookie of [
    jar(device),
    `pericia_device=${'A'.repeat(22)}.${'B'.repeat(43)}`,
    'pericia_device=..',
    'pericia_device=',
  ]) {
    expect(
      (await failure(signIn(visitor({ cookie }), { email: victim.email, password: right }, { hashing })))!.code,
    ).toBe('limit-reached');
  }
});

test('a stolen device guesses against a count of its own', async () => {
  const user = await person();
  const mine = await signIn(visitor(), { email: user.email, password: right }, { hashing });
  const cookie = jar(...mine.cookies.filter((one) => one.startsWith('pericia_device')));
  for (let i = 0; i < 10; i++)
    expect(
      (await failure(signIn(visitor({ cookie }), { email: user.email, password: 'guess' }, { hashing })))!.code,
    ).toBe('invalid');
  expect(
    (await failure(signIn(visitor({ cookie }), { email: user.email, password: 'guess' }, { hashing })))!.code,
  ).toBe('limit-reached');
});

test('forty wrong tries at the same moment get no more than the five free ones', async () => {
  const user = await person();
  const counted = countedHashing();
  const errors = await Promise.all(
    Array.from({ length: 40 }, () =>
      failure(signIn(visitor(), { email: user.email, password: 'wrong' }, { hashing: counted.hashing })),
    ),
  );
  expect(errors.filter((error) => error!.code === 'invalid')).toHaveLength(5);
  expect(errors.filter((error) => error!.code === 'limit-reached')).toHaveLength(35);
  expect(counted.calls.verify).toBe(5);
});

test('one network that tries many accounts is slowed as a whole', async () => {
  const who = visitor();
  for (let i = 0; i < 50; i++)
    expect((await failure(signIn(who, { email: `nobody${i}@example.com`, password: 'x' }, { hashing })))!.code).toBe(
      'invalid',
    );
  expect((await failure(signIn(who, { email: 'nobody-else@example.com', password: 'x' }, { hashing })))!.code).toBe(
    'limit-reached',
  );
});

test('signing in with a planted session leaves the planted one worthless', async () => {
  const attacker = await person();
  const planted = await signIn(visitor(), { email: attacker.email, password: right }, { hashing });
  const victim = await person();
  const done = await signIn(
    visitor({ cookie: jar(...planted.cookies) }),
    { email: victim.email, password: right },
    { hashing },
  );
  expect(await signedIn(...done.cookies)).toMatchObject({ userId: victim.id });
  expect(await signedIn(planted.cookies[0]!)).toBeNull();
});

test('the refused try is recorded without the address', async () => {
  const user = await person();
  await failure(signIn(visitor(), { email: user.email, password: 'wrong' }, { hashing }));
  const rows = await prisma().event.findMany({
    where: { subjectId: user.id },
    select: { type: true, actorId: true, data: true },
  });
  expect(rows).toEqual([{ type: 'identity.sign-in-refused', actorId: null, data: {} }]);
});

test('the tables of counted tries name nobody', async () => {
  const email = address();
  await failure(signIn(visitor({ network: '203.0.113.0' }), { email, password: 'x' }, { hashing }));
  const dump = JSON.stringify(await prisma().signInFailure.findMany());
  expect(dump).not.toContain(email);
  expect(dump).not.toContain('203.0.113');
});

test('addresses are one whatever their case and spaces', () => {
  expect(SignInSchema.parse({ email: '  Ana@Example.COM ', password: 'x' }).email).toBe('ana@example.com');
});
