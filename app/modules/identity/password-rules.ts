// What a password must be, as far as it can be told without the list of common ones. Pure.

/** Characters (NIST SP 800-63B-4, section 3.1.1.2: at least 8 next to other measures; length is what counts, no composition rules). */
export const PASSWORD_MIN = 8;
/** Longer ones are refused: hashing time must stay bounded. */
export const PASSWORD_MAX = 200;

/** Why a password is refused; each is a message key of the `auth` bundle under `password.`. */
export type PasswordProblem = 'tooShort' | 'tooLong' | 'sameAsEmail' | 'sameAsName' | 'repeated' | 'common';

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** The first rule a password breaks, without asking the list of common passwords; null when it breaks none. */
export function passwordShapeProblem(password: string, owner: { email: string; name: string }): PasswordProblem | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return 'tooShort';
  if (length > PASSWORD_MAX) return 'tooLong';
  const text = folded(password);
  const email = folded(owner.email);
  if (email && (text === email || text === email.split('@')[0])) return 'sameAsEmail';
  if (owner.name && text === folded(owner.name)) return 'sameAsName';
  if (new Set(text).size <= 2) return 'repeated';
  return null;
}
