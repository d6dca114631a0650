import { expect, test } from 'vitest';
import { prisma } from '~/platform/db.server';
import {
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
import { readPendingSignUp, resendConfirmation, SignUpSchema, signUp } from './sign-up.server';
import { issueToken } from './token.server';
import { findEmailLink, verifyEmail } from './verify-email.server';

function form(email: string, changes: Partial<{ password: string; name: string; timeZone: string }> = {}) {
  return SignUpSchema.parse({
    email,
    name: 'Ana Ruiz',
    password: 'quiet river stone',
    timeZone: 'America/Bogota',
    ...changes,
  });
}

/** Signs up and takes the link out of the mail that would be sent. */
async function signedUp(email = address(), password = 'quiet river stone') {
  const { hashing } = countedHashing();
  const { cookies } = await signUp(visitor(), form(email, { password }), { hashing });
  const user = await prisma().user.findUniqueOrThrow({ where: { email } });
  const event = (await events(user.id)).at(-1)!;
  const issued = await issueToken(user.id, 'verify-email', event.id);
  return { user, cookies, token: issued!.token, eventId: event.id, hashing };
}

test('signing up keeps name, language and zone, sends no one in, and the link does', async () => {
  const { user, cookies, token, hashing } = await signedUp();
  expect(user).toMatchObject({
    name: 'Ana Ruiz',
    locale: 'en',
    timeZone: 'America/Bogota',
    emailVerifiedAt: null,
    roles: ['learner'],
  });
  expect(await signedIn(...cookies)).toBeNull();
  const browser = visitor({ cookie: jar(...cookies) });
  expect(await findEmailLink(browser, null, token)).toBe('ready');
  const done = await verifyEmail(browser, null, { token }, { hashing });
  expect(await signedIn(...done.cookies)).toMatchObject({ userId: user.id, emailVerified: true });
  expect(done.cookies.some((cookie) => cookie.startsWith('pericia_lang=en'))).toBe(true);
  expect(await eventTypes(user.id)).toEqual(['identity.signed-up', 'identity.email-verified', 'identity.signed-in']);
});

test('an address with an account is answered exactly like one without', async () => {
  const taken = await person();
  const fresh = address();
  const answers = [];
  for (const email of [taken.email, fresh]) {
    const { calls, hashing } = countedHashing();
    const { cookies } = await signUp(visitor(), form(email), { hashing });
    answers.push({
      calls,
      cookies: cookies.map((cookie) => cookie.replace(/=[^;]+/, '=…')),
      pending: Object.keys(readPendingSignUp(jar(...cookies))!),
      length: Math.abs(cookies[0]!.length - 300) < 150,
    });
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]!.calls).toEqual({ hash: 1, verify: 0 });
  expect(await eventTypes(taken.id)).toEqual(['identity.sign-up-repeated']);
  expect((await prisma().user.findUniqueOrThrow({ where: { id: taken.id } })).passwordHash).toBe(taken.passwordHash);
});

test('twenty sign-ups at once with one address make one account', async () => {
  const email = address();
  const { hashing } = countedHashing();
  await Promise.all(Array.from({ length: 20 }, () => signUp(visitor(), form(email), { hashing })));
  const users = await prisma().user.findMany({ where: { email } });
  expect(users).toHaveLength(1);
  expect((await eventTypes(users[0]!.id)).filter((type) => type === 'identity.signed-up')).toHaveLength(1);
});

test('a password that is common is refused in place, before anything is written', async () => {
  const email = address();
  expect(await failure(signUp(visitor(), form(email, { password: 'password1' })))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'password', message: 'password.common' }],
  });
  expect(await prisma().user.findUnique({ where: { email } })).toBeNull();
});

test('mails to one address run into a limit that says when it ends, whoever owns the address', async () => {
  const { hashing } = countedHashing();
  for (const email of [(await person()).email, address()]) {
    const who = visitor();
    for (let i = 0; i < 5; i++) await signUp(who, form(email), { hashing });
    expect(await failure(signUp(who, form(email), { hashing }))).toMatchObject({
      code: 'limit-reached',
      retryAfterSeconds: expect.any(Number),
    });
  }
});

test('a link works once: the second click is told that it is confirmed', async () => {
  const { cookies, token, hashing } = await signedUp();
  const browser = visitor({ cookie: jar(...cookies) });
  await verifyEmail(browser, null, { token }, { hashing });
  expect(await findEmailLink(browser, null, token)).toBe('confirmed');
  expect(await failure(verifyEmail(browser, null, { token }, { hashing }))).toMatchObject({ code: 'gone' });
});

test('of twenty clicks at once one signs in', async () => {
  const { user, cookies, token, hashing } = await signedUp();
  const browser = visitor({ cookie: jar(...cookies) });
  const results = await Promise.all(
    Array.from({ length: 20 }, () => failure(verifyEmail(browser, null, { token }, { hashing }))),
  );
  expect(results.filter((result) => result === null)).toHaveLength(1);
  expect(await prisma().session.count({ where: { userId: user.id } })).toBe(1);
  expect((await eventTypes(user.id)).filter((type) => type === 'identity.email-verified')).toHaveLength(1);
});

test('looking at a link, as mail scanners do, leaves it as it was', async () => {
  const { token, cookies } = await signedUp();
  for (let i = 0; i < 3; i++) expect(await findEmailLink(visitor(), null, token)).toBe('needs-password');
  expect(await findEmailLink(visitor({ cookie: jar(...cookies) }), null, token)).toBe('ready');
});

test('a link has an end after a day', async () => {
  const { token, cookies } = await signedUp();
  const clock = () => new Date(Date.now() + 24 * 3600_000 + 1000);
  expect(await findEmailLink(visitor({ cookie: jar(...cookies) }), null, token, { clock })).toBe('dead');
});

test('the same event gives the same link; the next event ends it', async () => {
  const { user, token, eventId, cookies } = await signedUp();
  expect((await issueToken(user.id, 'verify-email', eventId))!.token).toBe(token);
  const browser = visitor({ cookie: jar(...cookies) });
  await resendConfirmation(visitor(), { email: user.email });
  const again = (await issueToken(user.id, 'verify-email', (await events(user.id)).at(-1)!.id))!.token;
  expect(again).not.toBe(token);
  expect(await findEmailLink(browser, null, token)).toBe('dead');
  expect(await findEmailLink(browser, null, again)).toBe('ready');
  // The first event's job runs once more, late: it must not end the newer link.
  await issueToken(user.id, 'verify-email', eventId);
  expect(await findEmailLink(browser, null, again)).toBe('ready');
});

test('the database never holds a token, and events neither token nor address', async () => {
  const { user, token } = await signedUp();
  const dump = JSON.stringify(
    [await prisma().identityToken.findMany(), await prisma().event.findMany({ where: { subjectId: user.id } })],
    (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  );
  expect(dump).not.toContain(token);
  expect(dump).not.toContain(user.email);
});

test('somebody who signs up with another’s address cannot have its owner confirm their password', async () => {
  const email = address();
  const victim = await signedUp(email, 'the victim chose this');
  const attacker = await signedUp(email, 'the attacker chose this');
  const victimBrowser = visitor({ cookie: jar(...victim.cookies) });
  // Both mails went to the victim; the newer link belongs to the attacker's password.
  expect(await findEmailLink(victimBrowser, null, attacker.token)).toBe('needs-password');
  expect(
    await failure(
      verifyEmail(
        victimBrowser,
        null,
        { token: attacker.token, password: 'the victim chose this' },
        { hashing: attacker.hashing },
      ),
    ),
  ).toMatchObject({ code: 'invalid', issues: [{ path: 'password' }] });
  expect((await prisma().user.findUniqueOrThrow({ where: { email } })).emailVerifiedAt).toBeNull();
});

test('in another browser the chosen password confirms, and wrong ones run into the wait', async () => {
  const { token, hashing } = await signedUp();
  const phone = visitor();
  for (let i = 0; i < 5; i++) await failure(verifyEmail(phone, null, { token, password: 'a guess' }, { hashing }));
  expect(await failure(verifyEmail(phone, null, { token, password: 'quiet river stone' }, { hashing }))).toMatchObject({
    code: 'limit-reached',
    retryAfterSeconds: 30,
  });
  const clock = () => new Date(Date.now() + 31_000);
  expect(
    await signedIn(
      ...(await verifyEmail(phone, null, { token, password: 'quiet river stone' }, { hashing, clock })).cookies,
    ),
  ).not.toBeNull();
});

test('a resent mail waits a minute and says the same for every address', async () => {
  const confirmed = await person();
  for (const email of [confirmed.email, address()]) {
    const who = visitor();
    expect(await resendConfirmation(who, { email })).toEqual({ cookies: [] });
    expect(await failure(resendConfirmation(who, { email }))).toMatchObject({ code: 'limit-reached' });
  }
  expect(await eventTypes(confirmed.id)).toEqual(['identity.sign-up-repeated']);
});

test('a forged or foreign sign-up cookie is no sign-up', () => {
  expect(readPendingSignUp('pericia_signup=abc.def')).toBeNull();
  expect(readPendingSignUp(null)).toBeNull();
});

test.each(['', 'x'.repeat(43), '../../etc/passwd', 'x'.repeat(5000), '%00'])(
  'a token that is none (%s) is a dead link',
  async (token) => {
    expect(await findEmailLink(visitor(), null, token)).toBe('dead');
  },
);

test.each([
  ['Ana\u202eRuiz', false],
  ['<b>Ana</b>', false],
  ['  ', false],
  ['x'.repeat(81), false],
  ['  María   José  Núñez-O’Brien ', true],
  ['李小龍', true],
  ['علی\u200cرضا', true],
])('the name %j is taken: %s', (name, taken) => {
  expect(SignUpSchema.safeParse({ email: 'a@example.com', name, password: 'x' }).success).toBe(taken);
});
