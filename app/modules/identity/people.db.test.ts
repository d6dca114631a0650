import { expect, test } from 'vitest';
import { prisma } from '~/platform/db.server';
import { uuid7 } from '~/platform/ids.server';
import {
  actorOf,
  address,
  countedHashing,
  events,
  eventTypes,
  failure,
  person,
  signedIn,
  visitor,
} from '../../../tests/factories/identity';
import {
  closeAccount,
  countPeople,
  createPerson,
  endSessionsOf,
  findContact,
  forgetStale,
  getPerson,
  listPeople,
  namesOf,
  ProfileSchema,
  reopenAccount,
  setRoles,
  updateProfile,
} from './people.server';
import { endSession, listSessions, openSession, signOut, signOutEverywhere } from './session.server';
import { signIn } from './sign-in.server';

async function admin() {
  return actorOf(await person({ roles: ['learner', 'admin'], name: 'Root' }));
}

test('one sees and ends one’s own sessions; another’s is not found', async () => {
  const [ana, eva] = [await person(), await person()];
  const here = (await signedIn(await openSession(ana.id, 'Chrome · Android')))!;
  await openSession(ana.id, 'Firefox · Linux');
  const foreign = (await signedIn(await openSession(eva.id, 'Safari · iPhone')))!;
  const mine = await listSessions(here);
  expect(mine.map(({ device, current }) => [device, current])).toEqual([
    ['Chrome · Android', true],
    ['Firefox · Linux', false],
  ]);
  expect(await failure(endSession(here, { sessionId: foreign.sessionId! }))).toMatchObject({ code: 'not-found' });
  expect(await failure(endSession(here, { sessionId: 'nonsense' }))).toMatchObject({ code: 'not-found' });
  await endSession(here, { sessionId: mine[1]!.id });
  expect(await listSessions(here)).toHaveLength(1);
  expect(await listSessions(foreign)).toHaveLength(1);
});

test('signing out ends this session, signing out everywhere all of them', async () => {
  const user = await person();
  const [one, two, three] = [
    await openSession(user.id, '1'),
    await openSession(user.id, '2'),
    await openSession(user.id, '3'),
  ];
  await signOut(one.split(';')[0]!);
  expect(await signedIn(one)).toBeNull();
  expect(await signedIn(two)).not.toBeNull();
  await signOutEverywhere((await signedIn(three))!);
  expect(await signedIn(two)).toBeNull();
  expect(await signedIn(three)).toBeNull();
  await signOut(null);
});

test('the profile is one’s own: name, language, zone, and the cookie that makes the language hold', async () => {
  const user = await person();
  const { cookies } = await updateProfile(
    actorOf(user),
    ProfileSchema.parse({ name: ' Ana  María ', locale: 'en', timeZone: 'America/Lima' }),
  );
  expect(cookies[0]).toContain('pericia_lang=en');
  expect(await prisma().user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
    name: 'Ana María',
    locale: 'en',
    timeZone: 'America/Lima',
    email: user.email,
  });
  expect((await events(user.id))[0]).toMatchObject({
    type: 'identity.profile-changed',
    data: { fields: ['name', 'locale', 'timeZone'] },
  });
  expect(ProfileSchema.safeParse({ name: 'Ana', locale: 'fr', timeZone: 'Europe/Madrid' }).success).toBe(false);
  expect(ProfileSchema.safeParse({ name: 'Ana', locale: 'es', timeZone: 'Mars/Olympus' }).success).toBe(false);
});

test('people are found by part of name or address and by role, a page at a time', async () => {
  const word = uuid7().slice(-8);
  for (let i = 0; i < 35; i++) await person({ name: `Zoe ${word} ${i}` });
  await person({ name: `Teo ${word}`, roles: ['learner', 'instructor'], email: `teo_${word}@example.com` });
  await person({ name: 'Other', email: `teoX${word}@example.com` });
  const boss = await admin();
  const first = await listPeople(boss, { query: `zoe ${word.toUpperCase()}` });
  expect(first.people).toHaveLength(30);
  const second = await listPeople(boss, { query: `zoe ${word}`, cursor: first.nextCursor });
  expect(second.people).toHaveLength(5);
  expect(second.nextCursor).toBeNull();
  expect(new Set([...first.people, ...second.people].map((one) => one.userId)).size).toBe(35);
  expect((await listPeople(boss, { query: word, role: 'instructor' })).people.map((one) => one.name)).toEqual([
    `Teo ${word}`,
  ]);
  // An underscore means an underscore.
  expect((await listPeople(boss, { query: `teo_${word}` })).people).toHaveLength(1);
  expect((await listPeople(boss, { cursor: "'; drop table", role: 'nonsense' })).people.length).toBe(30);
  expect(JSON.stringify(first)).not.toContain('hash:');
});

test('only admins and support look at people, only admins change them', async () => {
  const user = await person();
  const learner = actorOf(user);
  const support = actorOf(await person({ roles: ['learner', 'support'] }));
  for (const look of [listPeople(learner, {}), getPerson(learner, user.id), countPeople(learner), namesOf(learner, [])])
    expect(await failure(look)).toMatchObject({ code: 'forbidden' });
  expect(await failure(listPeople(null, {}))).toMatchObject({ code: 'unauthenticated' });
  expect((await getPerson(support, user.id)).email).toBe(user.email);
  for (const change of [
    setRoles(support, { userId: user.id, roles: ['admin'] }),
    closeAccount(support, { userId: user.id }),
    reopenAccount(support, { userId: user.id }),
    endSessionsOf(support, { userId: user.id }),
  ]) {
    expect(await failure(change)).toMatchObject({ code: 'forbidden' });
  }
  expect(await failure(getPerson(support, uuid7()))).toMatchObject({ code: 'not-found' });
  expect(await failure(getPerson(support, 'x'))).toMatchObject({ code: 'not-found' });
});

test('roles are set whole, learner always among them, and recorded', async () => {
  const boss = await admin();
  const user = await person();
  await setRoles(boss, { userId: user.id, roles: ['manager'] });
  await setRoles(boss, { userId: user.id, roles: ['manager', 'learner'] });
  expect((await getPerson(boss, user.id)).roles).toEqual(['learner', 'manager']);
  expect(await events(user.id)).toMatchObject([
    { type: 'identity.roles-changed', data: { from: ['learner'], to: ['learner', 'manager'] } },
  ]);
});

test('the last admin cannot be demoted or closed, even when two do it at once', async () => {
  await prisma().user.updateMany({ data: { roles: ['learner'] } });
  const [one, two] = [await admin(), await admin()];
  const results = await Promise.all([
    failure(setRoles(one, { userId: two.userId, roles: ['learner'] })),
    failure(setRoles(two, { userId: one.userId, roles: ['learner'] })),
  ]);
  expect(results.filter((result) => result === null)).toHaveLength(1);
  expect(results.find((result) => result !== null)).toMatchObject({ code: 'conflict', reason: 'last-admin' });
  const left = (await getPerson(one, one.userId)).roles.includes('admin') ? one : two;
  expect(await failure(closeAccount(left, { userId: left.userId }))).toMatchObject({
    code: 'conflict',
    reason: 'last-admin',
  });
});

test('closing ends sessions and sign-in, reopening gives sign-in back', async () => {
  const boss = await admin();
  const user = await person();
  const { hashing } = countedHashing();
  const session = await openSession(user.id, 'Phone');
  await closeAccount(boss, { userId: user.id });
  await closeAccount(boss, { userId: user.id });
  expect(await signedIn(session)).toBeNull();
  expect(await prisma().session.count({ where: { userId: user.id } })).toBe(0);
  expect(
    await failure(signIn(visitor(), { email: user.email, password: 'quiet river stone' }, { hashing })),
  ).toMatchObject({ reason: 'credentials' });
  expect(await findContact(user.id)).toBeNull();
  await reopenAccount(boss, { userId: user.id });
  await signIn(visitor(), { email: user.email, password: 'quiet river stone' }, { hashing });
  expect((await eventTypes(user.id)).filter((type) => type.startsWith('identity.account'))).toEqual([
    'identity.account-closed',
    'identity.account-reopened',
  ]);
});

test('an admin ends somebody’s sessions', async () => {
  const boss = await admin();
  const user = await person();
  await openSession(user.id, 'Lost phone');
  expect((await getPerson(boss, user.id)).sessions).toMatchObject([{ device: 'Lost phone', current: false }]);
  await endSessionsOf(boss, { userId: user.id });
  expect((await getPerson(boss, user.id)).sessions).toEqual([]);
});

test('the seed’s people are made once, also when two seeds run at once', async () => {
  const email = address();
  const input = { email, name: 'Demo', password: 'pericia-demo-2026', roles: ['admin'] as const };
  const { hashing } = countedHashing();
  const ids = await Promise.all([createPerson(input, { hashing }), createPerson(input, { hashing })]);
  expect(ids[0]).toBe(ids[1]);
  expect(await createPerson({ ...input, password: 'other' }, { hashing })).toBe(ids[0]);
  expect(await prisma().user.findUniqueOrThrow({ where: { email } })).toMatchObject({
    passwordHash: 'hash:pericia-demo-2026',
    roles: ['learner', 'admin'],
    emailVerifiedAt: expect.any(Date),
  });
});

test('counting and naming people', async () => {
  const boss = await admin();
  const before = await countPeople(boss);
  const user = await person({ emailVerifiedAt: null });
  expect(await countPeople(boss)).toEqual({
    total: before.total + 1,
    confirmed: before.confirmed,
    recent: before.recent + 1,
  });
  expect(await namesOf(boss, [user.id, user.id, 'unknown', uuid7()])).toEqual({ [user.id]: 'Ana' });
});

test('what stopped to matter is forgotten: ended sessions, old links, old counts', async () => {
  const user = await person();
  await openSession(user.id, 'Old');
  await prisma().session.updateMany({ where: { userId: user.id }, data: { expiresAt: new Date(0) } });
  await prisma().signInFailure.create({ data: { key: uuid7(), failures: 3, lastFailure: new Date(0) } });
  await forgetStale();
  expect(await prisma().session.count({ where: { userId: user.id } })).toBe(0);
  expect(await prisma().signInFailure.count({ where: { lastFailure: new Date(0) } })).toBe(0);
});
