// What identity's tests share: visitors, hashing that is counted instead of done, and events read back.
import type { Actor } from '~/platform/actor';
import { prisma, sql } from '~/platform/db.server';
import type { AppError } from '~/platform/errors';
import { uuid7 } from '~/platform/ids.server';
import type { Hashing } from '~/modules/identity/hashing.server';
import { actorFromCookie } from '~/modules/identity/session.server';
import type { Visitor } from '~/modules/identity/sign-in.server';

let networks = 0;

/** A visitor from a network nobody used before, in this test's process. */
export function visitor(changes: Partial<Visitor> = {}): Visitor {
  networks++;
  return {
    network: `10.${networks >> 8}.${networks & 255}.0`,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
    cookie: null,
    locale: 'en',
    ...changes,
  };
}

/** Quick and countable; `verify` compares in clear. */
export function countedHashing() {
  const calls = { hash: 0, verify: 0 };
  const hashing: Hashing = {
    hash: async (password) => (calls.hash++, `hash:${password}`),
    verify: async (encoded, password) => (calls.verify++, encoded === `hash:${password}`),
  };
  return { calls, hashing };
}

export function address(): string {
  return `${uuid7()}@example.com`;
}

/** A person with a confirmed address whose password is "quiet river stone", as countedHashing verifies it. */
export async function person(
  changes: Partial<{
    email: string;
    name: string;
    roles: Array<Actor['roles'][number]>;
    emailVerifiedAt: Date | null;
    passwordHash: string;
    lastSignInAt: Date | null;
    locale: string;
  }> = {},
) {
  return prisma().user.create({
    data: {
      email: address(),
      name: 'Ana',
      passwordHash: 'hash:quiet river stone',
      emailVerifiedAt: new Date(),
      ...changes,
    },
  });
}

export function actorOf(
  user: { id: string; email: string; name: string; roles: Array<Actor['roles'][number]> },
  sessionId: string | null = null,
): Actor {
  return {
    userId: user.id,
    email: user.email,
    name: user.name,
    roles: user.roles,
    locale: 'es',
    timeZone: 'Europe/Madrid',
    emailVerified: true,
    sessionId,
  };
}

/** A Cookie header made of Set-Cookie headers. */
export function jar(...headers: ReadonlyArray<string>): string {
  return headers.map((header) => header.split(';')[0]).join('; ');
}

/** Who is signed in after these Set-Cookie headers. */
export async function signedIn(...headers: ReadonlyArray<string>) {
  return actorFromCookie(jar(...headers), () => {});
}

export async function events(subjectId: string) {
  return sql<{ id: string; type: string; data: Record<string, unknown> }>(
    't.events',
    'select id, type, data from event where subject_id = $1 order by position',
    [subjectId],
  );
}

export async function eventTypes(subjectId: string): Promise<Array<string>> {
  return (await events(subjectId)).map((event) => event.type);
}

/** How an operation failed: its error, or null when it did not. */
export async function failure(work: Promise<unknown>): Promise<Failure | null> {
  return work.then(
    () => null,
    (error: unknown) => error as Failure,
  );
}

type Failure = Pick<AppError, 'code' | 'reason' | 'issues' | 'retryAfterSeconds'>;
