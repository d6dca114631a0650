// Identity's tables: user, session, identity_token, sign_in_failure. Nobody else touches them.
import type { Role } from '~/platform/actor';
import { type Prisma, prisma, sql, type Tx } from '~/platform/db.server';
import type { Attempts } from './attempts';

export type SessionUser = {
  userId: string;
  email: string;
  name: string;
  roles: ReadonlyArray<string>;
  locale: string;
  timeZone: string;
  emailVerified: boolean;
};

export type FoundSession = SessionUser & {
  expiresAt: Date;
  /** More than an hour has passed since its use was noted. */ seenLongAgo: boolean;
};

/** The session and its open account, in one statement: it runs with every signed-in request. */
export async function findSession(id: string): Promise<FoundSession | null> {
  const rows = await sql<FoundSession>(
    'identity.session',
    `select s.expires_at as "expiresAt", s.last_seen_at < now() - interval '1 hour' as "seenLongAgo", u.id as "userId", u.email, u.name, u.roles::text[] as roles, u.locale,
            u.time_zone as "timeZone", u.email_verified_at is not null as "emailVerified"
       from "session" s join "user" u on u.id = s.user_id
      where s.id = $1 and u.closed_at is null`,
    [id],
  );
  return rows[0] ?? null;
}

/** Notes that a session is in use; asked for at most hourly, so that reading a page seldom writes. */
export async function touchSession(id: string): Promise<void> {
  await sql('identity.touch-session', 'update "session" set last_seen_at = now() where id = $1', [id]);
}

export async function insertSession(session: {
  id: string;
  userId: string;
  expiresAt: Date;
  device: string;
}): Promise<void> {
  await prisma().session.create({ data: session, select: { id: true } });
}

/** Prolongs a session, never past `maxDays` after it was opened. */
export async function extendSession(id: string, expiresAt: Date, maxDays: number): Promise<void> {
  await sql(
    'identity.extend-session',
    `update "session" set expires_at = least($2::timestamptz, created_at + make_interval(days => $3)), last_seen_at = now() where id = $1`,
    [id, expiresAt, maxDays],
  );
}

export async function listSessions(userId: string) {
  return prisma().session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true, device: true },
    orderBy: { lastSeenAt: 'desc' },
  });
}

export async function deleteSession(id: string): Promise<void> {
  await prisma().session.deleteMany({ where: { id } });
}

export async function deleteSessions(userId: string): Promise<void> {
  await prisma().session.deleteMany({ where: { userId } });
}

export async function deleteExpiredSessions(): Promise<void> {
  await prisma().session.deleteMany({ where: { expiresAt: { lte: new Date() } } });
}

/** The account an address belongs to, open or closed; the address in lower case. */
export async function findByEmail(email: string): Promise<Account | null> {
  return prisma().user.findUnique({ where: { email }, select: ACCOUNT });
}

export async function findById(userId: string): Promise<Account | null> {
  return prisma().user.findUnique({ where: { id: userId }, select: ACCOUNT });
}

const ACCOUNT = {
  id: true,
  email: true,
  name: true,
  passwordHash: true,
  locale: true,
  roles: true,
  emailVerifiedAt: true,
  closedAt: true,
} satisfies Prisma.UserSelect;

export type Account = Prisma.UserGetPayload<{ select: typeof ACCOUNT }>;

export type NewAccount = { email: string; name: string; passwordHash: string; locale: string; timeZone: string };

/** Inserts an account; null when the address is taken, also by somebody a moment faster. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<string | null> {
  const rows = await tx.user.createManyAndReturn({ data: [account], skipDuplicates: true, select: { id: true } });
  return rows[0]?.id ?? null;
}

/** What a repeated sign-up may change: an account whose address nobody confirmed, so that nobody can have used it. */
export async function replaceUnconfirmed(tx: Tx, account: NewAccount): Promise<string | null> {
  const { email, ...changes } = account;
  const rows = await tx.user.updateManyAndReturn({
    where: { email, emailVerifiedAt: null, closedAt: null },
    data: changes,
    select: { id: true },
  });
  return rows[0]?.id ?? null;
}

/** Confirms the address; true when it was not confirmed before. */
export async function confirmEmail(tx: Tx, userId: string, at: Date): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, emailVerifiedAt: null, closedAt: null },
    data: { emailVerifiedAt: at },
  });
  return count > 0;
}

export async function setLastSignIn(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.user.updateMany({ where: { id: userId }, data: { lastSignInAt: at } });
}

export async function setPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
}

/** Ends the person's sessions but `keepId`, inside the transaction that made them stale; how many ended. */
export async function endSessions(tx: Tx, userId: string, keepId: string | null): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { userId, ...(keepId ? { id: { not: keepId } } : {}) } });
  return count;
}

/** Ends one session of this person; false when it is not theirs or is no more. */
export async function deleteOwnSession(userId: string, id: string): Promise<boolean> {
  const { count } = await prisma().session.deleteMany({ where: { userId, id } });
  return count > 0;
}

/** The row's locks make one try wait for the other: twenty at once cannot all find the same free slot. Keys in one order, so that none deadlock. */
export async function lockAttempts(tx: Tx, keys: ReadonlyArray<string>, now: Date): Promise<Map<string, Attempts>> {
  const sorted = [...keys].sort();
  await tx.signInFailure.createMany({
    data: sorted.map((key) => ({ key, failures: 0, lastFailure: now })),
    skipDuplicates: true,
  });
  const rows = await tx.$queryRaw<Array<{ key: string } & Attempts>>`
    select key, failures, last_failure as "lastFailure" from sign_in_failure where key = any(${sorted}) order by key for update`;
  return new Map(rows.map(({ key, ...attempts }) => [key, attempts]));
}

export async function saveAttempts(tx: Tx, key: string, attempts: Attempts): Promise<void> {
  await tx.signInFailure.upsert({
    where: { key },
    create: { key, ...attempts },
    update: attempts,
    select: { key: true },
  });
}

/** Forgets the failures of this key. The row stays: somebody may be waiting for its lock. */
export async function clearAttempts(tx: Tx, key: string): Promise<void> {
  await tx.signInFailure.updateMany({ where: { key }, data: { failures: 0 } });
}

/** Takes back one counted try that turned out right. */
export async function forgiveOne(tx: Tx, key: string): Promise<void> {
  await tx.signInFailure.updateMany({ where: { key, failures: { gt: 0 } }, data: { failures: { decrement: 1 } } });
}

type Purpose = 'verify_email' | 'reset_password';

/** Stores a token's hash; false when it is there already. */
export async function insertToken(
  tx: Tx,
  token: { id: string; userId: string; purpose: Purpose; createdAt: Date; expiresAt: Date },
): Promise<boolean> {
  const { count } = await tx.identityToken.createMany({ data: [token], skipDuplicates: true });
  return count > 0;
}

/** Ends the person's other unused tokens of the purpose at `at`. */
export async function expireTokens(
  tx: Tx,
  userId: string,
  purpose: Purpose,
  exceptId: string,
  at: Date,
): Promise<void> {
  await tx.identityToken.updateMany({
    where: { userId, purpose, usedAt: null, expiresAt: { gt: at }, id: { not: exceptId } },
    data: { expiresAt: at },
  });
}

export async function findToken(id: string, purpose: Purpose) {
  return prisma().identityToken.findFirst({
    where: { id, purpose },
    select: { userId: true, expiresAt: true, usedAt: true },
  });
}

/** Takes a token, once: of many at the same time one gets the person's id, the others null. */
export async function takeToken(tx: Tx, id: string, purpose: Purpose, at: Date): Promise<string | null> {
  const rows = await tx.identityToken.updateManyAndReturn({
    where: { id, purpose, usedAt: null, expiresAt: { gt: at } },
    data: { usedAt: at },
    select: { userId: true },
  });
  return rows[0]?.userId ?? null;
}

export async function saveProfile(
  tx: Tx,
  userId: string,
  profile: { name: string; locale: string; timeZone: string },
): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: profile, select: { id: true } });
}

const PERSON = {
  id: true,
  email: true,
  name: true,
  roles: true,
  locale: true,
  timeZone: true,
  emailVerifiedAt: true,
  createdAt: true,
  lastSignInAt: true,
  closedAt: true,
} satisfies Prisma.UserSelect;

export type PersonRecord = Prisma.UserGetPayload<{ select: typeof PERSON }>;

export async function findPerson(userId: string, db: Tx = prisma()): Promise<PersonRecord | null> {
  return db.user.findUnique({ where: { id: userId }, select: PERSON });
}

/** People, newest first, after `cursor` (an id: they sort by time). */
export async function listPeople(filter: {
  query: string;
  role: Role | null;
  cursor: string | null;
  limit: number;
}): Promise<Array<PersonRecord>> {
  const contains = { contains: filter.query.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
  return prisma().user.findMany({
    where: {
      ...(filter.query ? { OR: [{ name: contains }, { email: contains }] } : {}),
      ...(filter.role ? { roles: { has: filter.role } } : {}),
      ...(filter.cursor ? { id: { lt: filter.cursor } } : {}),
    },
    select: PERSON,
    orderBy: { id: 'desc' },
    take: filter.limit,
  });
}

export async function countPeople(since: Date): Promise<{ total: number; confirmed: number; recent: number }> {
  const rows = await sql<{ total: number; confirmed: number; recent: number }>(
    'identity.count',
    `select count(*)::int as total, count(email_verified_at)::int as confirmed, count(*) filter (where created_at > $1)::int as recent
       from "user" where closed_at is null`,
    [since],
  );
  return rows[0]!;
}

export async function listNames(userIds: ReadonlyArray<string>): Promise<Array<{ id: string; name: string }>> {
  return prisma().user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true, name: true } });
}

/** Ids of the open accounts with the role admin, locked: of two admins who demote each other at once, the second waits and sees the first. */
export async function lockAdmins(tx: Tx): Promise<Array<string>> {
  const rows = await tx.$queryRaw<Array<{ id: string }>>`
    select id::text from "user" where 'admin' = any(roles) and closed_at is null order by id for update`;
  return rows.map((row) => row.id);
}

export async function saveRoles(tx: Tx, userId: string, roles: ReadonlyArray<Role>): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { roles: [...roles] }, select: { id: true } });
}

/** Closes (a time) or reopens (null); false when it was so already. */
export async function setClosed(tx: Tx, userId: string, closedAt: Date | null): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, closedAt: closedAt ? null : { not: null } },
    data: { closedAt },
  });
  return count > 0;
}

export async function insertPerson(
  tx: Tx,
  person: NewAccount & { roles: ReadonlyArray<Role>; emailVerifiedAt: Date | null },
): Promise<string | null> {
  const rows = await tx.user.createManyAndReturn({
    data: [{ ...person, roles: [...person.roles] }],
    skipDuplicates: true,
    select: { id: true },
  });
  return rows[0]?.id ?? null;
}

/** Removes what no longer means anything: ended sessions, tokens and counted failures older than `before`. */
export async function deleteStale(now: Date, before: Date): Promise<void> {
  await prisma().session.deleteMany({ where: { expiresAt: { lte: now } } });
  await prisma().identityToken.deleteMany({ where: { expiresAt: { lt: before } } });
  await prisma().signInFailure.deleteMany({ where: { lastFailure: { lt: before } } });
}
