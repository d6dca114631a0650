// Sessions: Lucia's one home. The cookie holds a random token, the database only its SHA-256.
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import type { Actor, Role } from '~/platform/actor';
import { isLocale } from '~/i18n/locale';
import { transaction } from '~/platform/db.server';
import { publicUrl } from '~/platform/env.server';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { sha256 } from '~/platform/ids.server';
import type { SessionView } from './identity';
import * as store from './store.server';

/** Days without use after which a session ends. */
export const SESSION_IDLE_DAYS = 14;
/** Days after which it ends however much it is used. */
export const SESSION_MAX_DAYS = 90;

type Attributes = Omit<store.SessionUser, 'userId'>;

const adapter: Adapter = {
  async getSessionAndUser(token) {
    const row = await store.findSession(sha256(token));
    if (!row) return [null, null];
    const { expiresAt, seenLongAgo, userId, ...attributes } = row;
    if (seenLongAgo) await store.touchSession(sha256(token));
    return [
      { id: token, userId, expiresAt, attributes: {} },
      { id: userId, attributes },
    ];
  },
  async getUserSessions(userId) {
    const rows = await store.listSessions(userId);
    return rows.map((row): DatabaseSession => ({ id: row.id, userId, expiresAt: row.expiresAt, attributes: {} }));
  },
  async setSession(session) {
    const { device } = session.attributes as { device?: string };
    await store.insertSession({
      id: sha256(session.id),
      userId: session.userId,
      expiresAt: session.expiresAt,
      device: device ?? '',
    });
  },
  async updateSessionExpiration(token, expiresAt) {
    await store.extendSession(sha256(token), expiresAt, SESSION_MAX_DAYS);
  },
  async deleteSession(token) {
    await store.deleteSession(sha256(token));
  },
  async deleteUserSessions(userId) {
    await store.deleteSessions(userId);
  },
  async deleteExpiredSessions() {
    await store.deleteExpiredSessions();
  },
};

function make() {
  const secure = publicUrl().startsWith('https://');
  return new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(SESSION_IDLE_DAYS, 'd'),
    sessionCookie: {
      // __Host- binds the cookie to this host and path, but browsers take it over https only.
      name: secure ? '__Host-pericia' : 'pericia_session',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getUserAttributes: (attributes) => attributes,
    getSessionAttributes: () => ({}),
  });
}

let instance: ReturnType<typeof make> | undefined;
function lucia() {
  return (instance ??= make());
}

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof make>;
    DatabaseUserAttributes: Attributes;
    DatabaseSessionAttributes: { device?: string };
  }
}

/** The name of the session cookie: the page cache asks whether a request carries one. */
export function sessionCookieName(): string {
  return lucia().sessionCookieName;
}

/** Opens a session and returns the Set-Cookie header. A new token each time: a planted cookie is worth nothing. */
export async function openSession(userId: string, device: string): Promise<string> {
  const session = await lucia().createSession(userId, { device });
  return lucia().createSessionCookie(session.id).serialize();
}

/** Ends the session of this cookie header, if any, and returns the Set-Cookie header that forgets it. */
export async function closeSession(cookieHeader: string | null): Promise<string> {
  const token = lucia().readSessionCookie(cookieHeader ?? '');
  if (token) await store.deleteSession(sha256(token));
  return lucia().createBlankSessionCookie().serialize();
}

/**
 * The person behind a cookie header, with one statement. `setCookie` is called when the session was prolonged or is no more.
 * Closed accounts have no actor.
 */
export async function actorFromCookie(
  cookieHeader: string | undefined,
  setCookie: (header: string) => void,
): Promise<Actor | null> {
  const token = cookieHeader ? lucia().readSessionCookie(cookieHeader) : null;
  if (!token || token.length > 100) return null;
  const { session, user } = await lucia().validateSession(token);
  if (!session || !user) {
    setCookie(lucia().createBlankSessionCookie().serialize());
    return null;
  }
  if (session.fresh) setCookie(lucia().createSessionCookie(session.id).serialize());
  return {
    userId: user.id,
    email: user.email,
    name: user.name,
    roles: user.roles as ReadonlyArray<Role>,
    locale: isLocale(user.locale) ? user.locale : 'es',
    timeZone: user.timeZone,
    emailVerified: user.emailVerified,
    sessionId: sha256(session.id),
  };
}

/** The person's open sessions as shapes, the one that asks first. */
export async function viewSessions(userId: string, currentId: string | null): Promise<Array<SessionView>> {
  const rows = await store.listSessions(userId);
  const views = rows.map(({ id, device, createdAt, lastSeenAt }) => ({
    id,
    device,
    createdAt,
    lastSeenAt,
    current: id === currentId,
  }));
  return views.sort((a, b) => Number(b.current) - Number(a.current));
}

/** The actor's own open sessions. */
export async function listSessions(actor: Actor): Promise<Array<SessionView>> {
  return viewSessions(actor.userId, actor.sessionId);
}

/** Ends one of the actor's own sessions; throws `not-found` for one that is not theirs or is no more. */
export async function endSession(actor: Actor, input: { sessionId: string }): Promise<void> {
  if (!(await store.deleteOwnSession(actor.userId, input.sessionId)))
    throw new AppError('not-found', { reason: 'session' });
}

/** Ends the session of this request, if any, and returns the Set-Cookie headers that forget it. */
export async function signOut(cookieHeader: string | null): Promise<{ cookies: ReadonlyArray<string> }> {
  return { cookies: [await closeSession(cookieHeader)] };
}

/** Ends all of the actor's sessions, the asking one too. */
export async function signOutEverywhere(actor: Actor): Promise<{ cookies: ReadonlyArray<string> }> {
  await transaction(async (tx) => {
    const ended = await store.endSessions(tx, actor.userId, null);
    await record(tx, {
      type: 'identity.sessions-ended',
      actorId: actor.userId,
      subjectType: 'person',
      subjectId: actor.userId,
      data: { ended },
    });
  });
  return { cookies: [lucia().createBlankSessionCookie().serialize()] };
}
