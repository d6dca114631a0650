// Identity's shapes and pure rules: who a person is to the product, and what a good password is. Browser-safe.
import type { Locale } from '~/i18n/locale';
import type { Role } from '~/platform/actor';

export { type PasswordProblem, PASSWORD_MAX, PASSWORD_MIN, passwordShapeProblem } from './password-rules';

/** Every role, in the order pages show them. Everybody is a learner. */
export const ROLES = ['learner', 'instructor', 'manager', 'support', 'admin'] as const satisfies ReadonlyArray<Role>;

/** Seconds a person waits before the confirmation mail can be sent again. */
export const RESEND_AFTER_SECONDS = 60;

/** A device that is signed in, as its owner sees it. */
export type SessionView = {
  /** SHA-256 of the session's token: names the session, opens nothing. */
  id: string;
  /** "Chrome · Android"; empty when the browser did not say. */
  device: string;
  createdAt: Date;
  lastSeenAt: Date;
  /** The session that asks. */
  current: boolean;
};

/** A person as lists of people show them; for admins and support only. */
export type PersonRow = {
  userId: string;
  name: string;
  email: string;
  roles: ReadonlyArray<Role>;
  emailVerified: boolean;
  createdAt: Date;
  lastSignInAt: Date | null;
  /** Null while the account is open. */
  closedAt: Date | null;
};

/** One person in full; for admins and support only. */
export type PersonView = PersonRow & { locale: Locale; timeZone: string; sessions: ReadonlyArray<SessionView> };

export type PeoplePage = {
  people: ReadonlyArray<PersonRow>;
  /** Pass as `cursor` for the next page; null at the end. */ nextCursor: string | null;
};

/** A sign-up that waits for its mail, as the browser that began it remembers it. */
export type PendingSignUp = { email: string; sentAt: Date };

/**
 * What a confirmation link is worth: `ready` confirms with one click, `needs-password` was opened in another browser than the
 * one that signed up, `confirmed` did its work before, `dead` has expired, was replaced by a newer mail or never was.
 */
export type EmailLinkState = 'ready' | 'needs-password' | 'confirmed' | 'dead';
