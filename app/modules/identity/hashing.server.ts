// Password hashes (argon2id) and the list of common passwords.
import { hash, verify } from '@node-rs/argon2';
import { type PasswordProblem, passwordShapeProblem } from './password-rules';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. The package's default algorithm is argon2id. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashing as a dependency: tests count the calls, because equal work is what hides whether an account exists. */
export type Hashing = {
  hash: (password: string) => Promise<string>;
  verify: (encoded: string, password: string) => Promise<boolean>;
};

export const argon2id: Hashing = {
  hash: (password) => hash(password.normalize('NFKC'), OPTIONS),
  async verify(encoded, password) {
    try {
      return await verify(encoded, password.normalize('NFKC'));
    } catch {
      return false; // An unreadable hash opens nothing.
    }
  },
};

/** A hash of nobody's password, made with the same costs: verifying against it takes as long as against a real one. */
export const DUMMY_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$CM0AYCpaM+maXNlnppuCkw$SsskSGVzHmDj8hI/eF3jVRtJ420WawABKZMUfQtsCnc';

/** What the list, made from English breaches, does not know. */
const ALSO_COMMON = [
  'contraseña',
  'contrasena',
  'contraseña1',
  'contraseña123',
  'contrasena123',
  'teamomucho',
  'holahola',
  'hola1234',
  'hola12345',
  'qwertyuiopñ',
  'asdfghjklñ',
  'pericia123',
  'periciapericia',
];

let common: Promise<ReadonlySet<string>> | undefined;

/** About 50,000 passwords from published breaches; read once, when first needed. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  return (common ??= import('@zxcvbn-ts/language-common').then((words) => {
    const { dictionary } = (words as unknown as { default?: typeof words }).default ?? words;
    return new Set([...(dictionary.passwords as Array<string>), ...ALSO_COMMON]);
  }));
}

/** Why a password cannot be chosen; null when it can. */
export async function passwordProblem(
  password: string,
  owner: { email: string; name: string },
): Promise<PasswordProblem | null> {
  const problem = passwordShapeProblem(password, owner);
  if (problem) return problem;
  return (await commonPasswords()).has(password.normalize('NFKC').toLowerCase()) ? 'common' : null;
}
