// The private halves of our keys, wrapped at rest. Only what runs in the worker imports this: issuing, and signing status lists.
import { generateSigningKey, type SigningKey } from '@certificates/keys';
import type { PdfSeal } from '@certificates/pdf-seal';
import { invariant } from '~/platform/errors';
import { addMonths } from './award.server';
import { algorithmOf, forgetKeys, ISSUER_NAME, issuerDid, KEY_PURPOSES, type KeyUse } from './issuer.server';
import * as keyStore from './key-store.server';
import { seal, unseal, wrappingKey } from './sealing.server';

/** A private key, sealed under the wrapping key with the key's id: a row moved to another id does not open. */
export function wrap(kid: string, privateJwk: object): Uint8Array {
  return seal(wrappingKey(), kid, Buffer.from(JSON.stringify(privateJwk), 'utf8'));
}

/** Undoes `wrap`. Throws when CREDENTIAL_KEYS is another one, or a byte was changed. */
export function unwrap(kid: string, wrapped: Uint8Array): SigningKey['privateJwk'] {
  try {
    return JSON.parse(unseal(wrappingKey(), kid, wrapped).toString('utf8')) as SigningKey['privateJwk'];
  } catch (cause) {
    throw new Error(`The signing key ${kid} does not open: CREDENTIAL_KEYS is not the one it was wrapped with.`, {
      cause,
    });
  }
}

/** The present key for a use, private half included; made the first time it is needed, once, whoever asks. */
export async function signingKey(use: KeyUse, now: Date): Promise<SigningKey> {
  const found = await findKey(use, now);
  if (found) return found;
  await makeMissingKeys(now);
  const made = await findKey(use, now);
  invariant(made, `no ${use} key after making the missing ones`);
  return made;
}

/** Whether a key signs now: of this issuer and of the algorithm configured, within its period, neither retired nor withdrawn. */
function signs(key: keyStore.StoredKey, use: KeyUse, now: Date): boolean {
  return (
    key.purpose === use &&
    key.kid.startsWith(`${issuerDid()}#`) &&
    key.alg === algorithmOf(use) &&
    !key.revokedAt &&
    !key.retiredAt &&
    (key.notAfter === null || now < key.notAfter)
  );
}

async function findKey(use: KeyUse, now: Date): Promise<SigningKey | null> {
  const row = (await keyStore.listKeys()).findLast((key) => signs(key, use, now));
  const wrapped = row && (await keyStore.findWrapped(row.kid));
  if (!row || !wrapped) return null;
  return {
    id: row.kid,
    controller: issuerDid(),
    algorithm: algorithmOf(use),
    purpose: KEY_PURPOSES[use].purpose ?? 'any',
    publicJwk: row.publicJwk as SigningKey['publicJwk'],
    revokedAt: null,
    privateJwk: unwrap(row.kid, wrapped),
  };
}

/** Years by which the certificate of a sealing key outlives the key's own period, so that what it sealed last still shows as sound. */
const SEAL_YEARS = 10;

async function certify(key: SigningKey, from: Date, notAfter: Date): Promise<Uint8Array> {
  const { makeSealCertificate } = await import('@certificates/pdf-seal-certificate');
  return makeSealCertificate(key, ISSUER_NAME, { from, until: addMonths(notAfter, SEAL_YEARS * 12) });
}

let opened: { kid: string; seal: PdfSeal } | undefined;

/** The seal for PDFs, opened once a process and key. */
export async function pdfSeal(now: Date): Promise<PdfSeal> {
  const key = await signingKey('pdf-seal', now);
  if (opened?.kid !== key.id) {
    const certificate = await keyStore.findKeyCertificate(key.id);
    invariant(certificate, `${key.id} has no certificate`);
    const { openSeal } = await import('@certificates/pdf-seal');
    opened = { kid: key.id, seal: openSeal(key, certificate) };
  }
  return opened.seal;
}

let making: Promise<void> | undefined;

/** Makes the keys that are missing, expired, retired or withdrawn, once, whoever asks; those who ask meanwhile wait for the same. */
export async function makeMissingKeys(now: Date): Promise<void> {
  making ??= makeKeys(now).finally(() => (making = undefined));
  return making;
}

async function makeKeys(now: Date): Promise<void> {
  const did = issuerDid();
  await keyStore.addMissingKeys(async (present) => {
    const missing = (Object.keys(KEY_PURPOSES) as Array<KeyUse>).filter(
      (use) => !present.some((key) => signs(key, use, now)),
    );
    return Promise.all(
      missing.map(async (use) => {
        const algorithm = algorithmOf(use);
        const { purpose, months } = KEY_PURPOSES[use];
        const stem = `${use}-${now.getUTCFullYear()}`;
        const taken = present.filter((key) => key.kid.startsWith(`${did}#${stem}`)).length;
        const fragment = taken === 0 ? stem : `${stem}-${taken + 1}`;
        // The library knows two purposes; a key for neither is made like the lesser of them and never offered as one.
        const key = await generateSigningKey({
          algorithm,
          controller: did,
          fragment,
          purpose: purpose ?? 'status-list',
        });
        const notAfter = addMonths(now, months);
        const certificate = use === 'pdf-seal' ? await certify(key, now, notAfter) : null;
        return {
          kid: key.id,
          alg: algorithm,
          purpose: use,
          publicJwk: key.publicJwk as Record<string, unknown>,
          wrapped: wrap(key.id, key.privateJwk),
          notAfter,
          certificate,
        };
      }),
    );
  });
  forgetKeys();
}
