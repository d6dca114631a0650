// Who is asking. Every operation takes an Actor first. Browser-safe.
import { AppError } from './errors';

export type Role = 'learner' | 'instructor' | 'manager' | 'admin' | 'support';

export type Actor = {
  userId: string;
  email: string;
  name: string;
  roles: ReadonlyArray<Role>;
  locale: 'es' | 'en';
  timeZone: string;
  emailVerified: boolean;
  /** SHA-256 of the session in use; null for jobs and API keys. */
  sessionId: string | null;
};

/** Throws `unauthenticated` for nobody. */
export function requireActor(actor: Actor | null): Actor {
  if (!actor) throw new AppError('unauthenticated');
  return actor;
}

/** Throws `unauthenticated` for nobody, `forbidden` for somebody without any of the roles. */
export function requireRole(actor: Actor | null, ...roles: ReadonlyArray<Role>): Actor {
  const someone = requireActor(actor);
  if (!roles.some((role) => someone.roles.includes(role)))
    throw new AppError('forbidden', { reason: `needs-${roles[0]}` });
  return someone;
}
