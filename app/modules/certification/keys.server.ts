// The life of our signing keys: the list of them, rotation, withdrawal after a compromise, and signing certificates anew. Private halves stay in the worker.
import { systemClock, type Clock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import { log } from '~/platform/log.server';
import { makeForms } from './forms.server';
import { KEY_PURPOSES, type KeyUse } from './issuer.server';
import * as keyStore from './key-store.server';
import { makeMissingKeys } from './keyring.server';
import * as store from './store.server';

type Deps = { clock?: Clock };

export type KeyRow = {
  kid: string;
  purpose: string;
  algorithm: string;
  createdAt: Date;
  notAfter: Date | null;
  retiredAt: Date | null;
  revokedAt: Date | null;
  reason: string | null;
  /** signs: used for new signatures. verifies: only older signatures. withdrawn: counts for nothing. */
  state: 'signs' | 'verifies' | 'withdrawn';
};

/** Every key we ever had, oldest first. For the command on the machine itself: it asks no actor. */
export async function listSigningKeys(deps: Deps = {}): Promise<Array<KeyRow>> {
  const now = (deps.clock ?? systemClock)();
  return (await keyStore.listKeys()).map(({ alg, publicJwk: _, ...key }) => ({
    ...key,
    algorithm: alg,
    state: key.revokedAt
      ? 'withdrawn'
      : key.retiredAt || (key.notAfter !== null && key.notAfter <= now)
        ? 'verifies'
        : 'signs',
  }));
}

/**
 * Retires the present key of a purpose: what it signed stays good, the worker makes the next one. Returns the ids of the retired.
 * For the command on the machine itself. Throws `invalid` for a purpose that there is not.
 */
export async function rotateKey(purpose: string, deps: Deps = {}): Promise<Array<string>> {
  if (!(purpose in KEY_PURPOSES))
    throw new AppError('invalid', { reason: 'purpose', message: `There is no purpose ${purpose}` });
  return keyStore.retireKeys(purpose as KeyUse, (deps.clock ?? systemClock)());
}

/**
 * Withdraws a key that somebody else may hold: it leaves what we publish, and nothing it signed counts any more, whatever date
 * that bears. The worker then signs every certificate of the ledger anew. Returns how many wait for that; withdrawing twice
 * keeps the first reason. For the command on the machine itself. Throws `not-found`, `invalid` without a reason.
 */
export async function withdrawKey(
  input: { kid: string; reason: string },
  deps: Deps = {},
): Promise<{ first: boolean; waiting: number }> {
  const reason = input.reason.trim().slice(0, 500);
  if (!reason) throw new AppError('invalid', { reason: 'reason', message: 'Say why: --reason "…"' });
  if (!(await keyStore.listKeys()).some(({ kid }) => kid === input.kid))
    throw new AppError('not-found', { message: `There is no key ${input.kid}` });
  const first = await keyStore.withdrawKey(input.kid, reason, (deps.clock ?? systemClock)());
  return { first, waiting: (await keyStore.countResigned()).waiting };
}

/** How many certificates wait to be signed anew, and how many were. */
export async function getResignProgress(): Promise<{ waiting: number; done: number }> {
  return keyStore.countResigned();
}

/** Makes the keys that rotation, withdrawal or the end of a period left missing, so that they are published before they sign. */
export async function renewKeys(deps: Deps = {}): Promise<void> {
  await makeMissingKeys((deps.clock ?? systemClock)());
}

/** Certificates looked for at a time. */
const BATCH = 50;

/**
 * Signs anew every certificate whose signature is by a withdrawn key: same credential, same award, a sound key. Each exactly once,
 * wherever a kill or a second worker may fall. One that fails does not keep the others waiting. Returns how many were signed.
 */
export async function resignCertificates(
  deps: Deps & { afterEach?: (done: number) => void | Promise<void> } = {},
): Promise<number> {
  const { clock = systemClock, afterEach = () => {} } = deps;
  let done = 0;
  let cursor: string | null = null;
  for (;;) {
    const ids = await keyStore.listUnderWithdrawn(cursor, BATCH);
    if (ids.length === 0) return done;
    for (const id of ids) {
      try {
        if (await resign(id, clock())) done++;
      } catch (error) {
        log().error(
          { certificate: id, err: (error as Error).message },
          'a certificate could not be signed anew; it is tried again',
        );
      }
      await afterEach(done);
    }
    cursor = ids.at(-1)!;
  }
}

async function resign(certificateId: string, now: Date): Promise<boolean> {
  const certificate = await store.findById(certificateId);
  if (!certificate) return false;
  const { files, jwt, json } = await makeForms(certificate.award, now);
  return keyStore.finishResign(
    certificateId,
    files,
    [
      { action: 'resign-jwt', ...jwt },
      { action: 'resign-json', ...json },
    ],
    now,
  );
}
