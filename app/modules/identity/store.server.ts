// Identity's tables: user, session, identity_token, sign_in_failure. Nobody else touches them.
import { prisma, sql } from '~/platform/db.server';

export type SessionUser = {
  userId: string;
  email: string;
  name: string;
  roles: ReadonlyArray<string>;
  locale: string;
  timeZone: string;
  emailVerified: boolean;
};

/** The session and its open account, in one statement: it runs with every signed-in request. */
export async function findSession(id: string): Promise<(SessionUser & { expiresAt: Date }) | null> {
  const rows = await sql<SessionUser & { expiresAt: Date }>(
    'identity.session',
    `select s.expires_at as "expiresAt", u.id as "userId", u.email, u.name, u.roles::text[] as roles, u.locale,
            u.time_zone as "timeZone", u.email_verified_at is not null as "emailVerified"
       from "session" s join "user" u on u.id = s.user_id
      where s.id = $1 and u.closed_at is null`,
    [id],
  );
  return rows[0] ?? null;
}

export async function insertSession(session: { id: string; userId: string; expiresAt: Date; device: string }): Promise<void> {
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
