// People and their roles: one's own profile, the admin's views and measures, and accounts made by the seed.
import { z } from 'zod';
import { isLocale, type Locale, LOCALES } from '~/i18n/locale';
import { type Actor, requireRole, type Role } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { transaction, type Tx } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { isUuid } from '~/platform/ids.server';
import { argon2id, type Hashing } from './hashing.server';
import { type PeoplePage, type PersonRow, type PersonView, ROLES } from './identity';
import { viewSessions } from './session.server';
import { localeCookie } from './sign-in.server';
import { NameSchema, TimeZoneSchema } from './sign-up.server';
import * as store from './store.server';

export const ProfileSchema = z.object({ name: NameSchema, locale: z.enum(LOCALES), timeZone: TimeZoneSchema });

/** Saves the actor's name, language and time zone; the cookies make the language hold at once. */
export async function updateProfile(
  actor: Actor,
  input: z.output<typeof ProfileSchema>,
): Promise<{ cookies: ReadonlyArray<string> }> {
  const changed = (['name', 'locale', 'timeZone'] as const).filter((field) => input[field] !== actor[field]);
  if (changed.length > 0) {
    await transaction(async (tx) => {
      await store.saveProfile(tx, actor.userId, input);
      await record(tx, {
        type: 'identity.profile-changed',
        actorId: actor.userId,
        subjectType: 'person',
        subjectId: actor.userId,
        data: { fields: changed },
      });
    });
  }
  return { cookies: [localeCookie(input.locale)] };
}

/** Every IANA zone to choose from, with UTC and the one in use, which may be an older name. */
export function timeZones(current: string): Array<string> {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), current])].sort();
}

const PAGE = 30;

function toRow(person: store.PersonRecord): PersonRow {
  const { id, emailVerifiedAt, name, email, roles, createdAt, lastSignInAt, closedAt } = person;
  return { userId: id, name, email, roles, emailVerified: emailVerifiedAt !== null, createdAt, lastSignInAt, closedAt };
}

/** People, newest first, thirty at a time; `query` looks in names and addresses. For admins and support. */
export async function listPeople(
  actor: Actor | null,
  input: { query?: string | null; role?: string | null; cursor?: string | null },
): Promise<PeoplePage> {
  requireRole(actor, 'admin', 'support');
  const role = ROLES.find((one) => one === input.role) ?? null;
  const cursor = input.cursor && isUuid(input.cursor) ? input.cursor : null;
  const rows = await store.listPeople({
    query: (input.query ?? '').trim().slice(0, 100),
    role,
    cursor,
    limit: PAGE + 1,
  });
  return { people: rows.slice(0, PAGE).map(toRow), nextCursor: rows.length > PAGE ? rows[PAGE - 1]!.id : null };
}

/** One person with their sessions. For admins and support; throws `not-found`. */
export async function getPerson(actor: Actor | null, userId: string): Promise<PersonView> {
  const asking = requireRole(actor, 'admin', 'support');
  const person = isUuid(userId) ? await store.findPerson(userId) : null;
  if (!person) throw new AppError('not-found', { reason: 'person' });
  const locale: Locale = isLocale(person.locale) ? person.locale : 'es';
  return {
    ...toRow(person),
    locale,
    timeZone: person.timeZone,
    sessions: await viewSessions(person.id, asking.sessionId),
  };
}

/** Open accounts: all, with a confirmed address, made in the last seven days. For admins and support. */
export async function countPeople(
  actor: Actor | null,
  deps: { clock?: Clock } = {},
): Promise<{ total: number; confirmed: number; recent: number }> {
  requireRole(actor, 'admin', 'support');
  return store.countPeople(new Date((deps.clock ?? systemClock)().getTime() - 7 * 24 * 3600_000));
}

/** Names for ids, for pages of admins that show who did what. */
export async function namesOf(actor: Actor | null, userIds: ReadonlyArray<string>): Promise<Record<string, string>> {
  requireRole(actor, 'admin', 'support');
  const rows = await store.listNames([...new Set(userIds)].filter(isUuid));
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}

/** How to write to somebody; null for nobody and for closed accounts. For jobs: it asks no actor. */
export async function findContact(
  userId: string,
): Promise<{ userId: string; email: string; name: string; locale: Locale } | null> {
  const person = isUuid(userId) ? await store.findPerson(userId) : null;
  if (!person || person.closedAt) return null;
  return { userId, email: person.email, name: person.name, locale: isLocale(person.locale) ? person.locale : 'es' };
}

/** Gives a person exactly these roles; everybody stays a learner. Admins only; throws `conflict` rather than leave no admin. */
export async function setRoles(
  actor: Actor | null,
  input: { userId: string; roles: ReadonlyArray<Role> },
): Promise<void> {
  const admin = requireRole(actor, 'admin');
  const roles = ROLES.filter((role) => role === 'learner' || input.roles.includes(role));
  await changePerson(input.userId, async (tx, person, admins) => {
    if (!roles.includes('admin')) requireAnotherAdmin(person.id, admins);
    if (roles.length === person.roles.length && roles.every((role) => person.roles.includes(role))) return;
    await store.saveRoles(tx, person.id, roles);
    await record(tx, {
      ...about(admin, person),
      type: 'identity.roles-changed',
      data: { from: person.roles, to: roles },
    });
  });
}

/** Closes an account: its sessions end, signing in is refused, what it earned stays. Admins only; never the last admin. */
export async function closeAccount(
  actor: Actor | null,
  input: { userId: string },
  deps: { clock?: Clock } = {},
): Promise<void> {
  const admin = requireRole(actor, 'admin');
  await changePerson(input.userId, async (tx, person, admins) => {
    requireAnotherAdmin(person.id, admins);
    if (!(await store.setClosed(tx, person.id, (deps.clock ?? systemClock)()))) return;
    await store.endSessions(tx, person.id, null);
    await record(tx, { ...about(admin, person), type: 'identity.account-closed' });
  });
}

/** Opens a closed account again. Admins only. */
export async function reopenAccount(actor: Actor | null, input: { userId: string }): Promise<void> {
  const admin = requireRole(actor, 'admin');
  await changePerson(input.userId, async (tx, person) => {
    if (await store.setClosed(tx, person.id, null))
      await record(tx, { ...about(admin, person), type: 'identity.account-reopened' });
  });
}

/** Ends every session of a person, for example when a device was lost. Admins only. */
export async function endSessionsOf(actor: Actor | null, input: { userId: string }): Promise<void> {
  const admin = requireRole(actor, 'admin');
  await changePerson(input.userId, async (tx, person) => {
    const ended = await store.endSessions(tx, person.id, null);
    if (ended > 0) await record(tx, { ...about(admin, person), type: 'identity.sessions-ended', data: { ended } });
  });
}

async function changePerson(
  userId: string,
  work: (tx: Tx, person: store.PersonRecord, admins: ReadonlyArray<string>) => Promise<void>,
): Promise<void> {
  await transaction(async (tx) => {
    const admins = await store.lockAdmins(tx);
    const person = isUuid(userId) ? await store.findPerson(userId, tx) : null;
    if (!person) throw new AppError('not-found', { reason: 'person' });
    await work(tx, person, admins);
  });
}

function requireAnotherAdmin(userId: string, admins: ReadonlyArray<string>) {
  if (admins.includes(userId) && admins.length === 1) {
    throw new AppError('conflict', { reason: 'last-admin', issues: [{ path: '', message: 'lastAdmin' }] });
  }
}

/** Removes ended sessions, and links and counted failures that stopped to matter a week ago. For the schedule. */
export async function forgetStale(deps: { clock?: Clock } = {}): Promise<void> {
  const now = (deps.clock ?? systemClock)();
  await store.deleteStale(now, new Date(now.getTime() - 7 * 24 * 3600_000));
}

function about(actor: Actor, person: store.PersonRecord) {
  return { actorId: actor.userId, subjectType: 'person', subjectId: person.id };
}

/**
 * Makes a person and returns their id; one with that address is left as it is.
 * For the seed: it asks no actor and sends no mail.
 */
export async function createPerson(
  input: {
    email: string;
    name: string;
    password: string;
    roles?: ReadonlyArray<Role>;
    locale?: Locale;
    timeZone?: string;
    /** Defaults to true. */ verified?: boolean;
  },
  deps: { clock?: Clock; hashing?: Hashing } = {},
): Promise<string> {
  const { clock = systemClock, hashing = argon2id } = deps;
  const email = input.email.trim().toLowerCase();
  const existing = await store.findByEmail(email);
  if (existing) return existing.id;
  const passwordHash = await hashing.hash(input.password);
  const roles = ROLES.filter((role) => role === 'learner' || input.roles?.includes(role));
  const made = await transaction(async (tx) => {
    const { name, locale = 'es', timeZone = 'Europe/Madrid', verified = true } = input;
    const id = await store.insertPerson(tx, {
      email,
      name,
      passwordHash,
      locale,
      timeZone,
      roles,
      emailVerifiedAt: verified ? clock() : null,
    });
    if (id)
      await record(tx, {
        type: 'identity.person-created',
        actorId: null,
        subjectType: 'person',
        subjectId: id,
        data: { roles },
      });
    return id;
  });
  return made ?? (await store.findByEmail(email))!.id;
}
