// The private halves of our keys, wrapped at rest. Only what runs in the worker imports this: issuing, and signing status lists.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { generateSigningKey, type SigningKey } from '@certificates/keys';
import { env } from '~/platform/env.server';
import { invariant } from '~/platform/errors';
import { forgetKeys, issuerDid, KEY_PURPOSES, type KeyUse } from './issuer.server';
import * as keyStore from './key-store.server';

/** Bytes of nonce and tag (NIST SP 800-38D, sections 5.2.1.1 and 5.2.1.2). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function wrappingKey(): Buffer {
  return Buffer.from(env().CREDENTIAL_KEYS, 'base64');
}

/** AES-256-GCM as nonce, tag, ciphertext. The key's id is authenticated with it: a row moved to another id does not open. */
export function wrap(kid: string, privateJwk: object): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(), nonce).setAAD(Buffer.from(kid));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(privateJwk), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Undoes `wrap`. Throws when CREDENTIAL_KEYS is another one, or a byte was changed. */
export function unwrap(kid: string, wrapped: Uint8Array): SigningKey['privateJwk'] {
  const bytes = Buffer.from(wrapped);
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey(), bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(kid)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return JSON.parse(
      Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8'),
    ) as SigningKey['privateJwk'];
  } catch (cause) {
    throw new Error(`The signing key ${kid} does not open: CREDENTIAL_KEYS is not the one it was wrapped with.`, {
      cause,
    });
  }
}

/** The present key for a use, private half included; made the first time it is needed, once, whoever asks. */
export async function signingKey(use: KeyUse, now: Date): Promise<SigningKey> {
  const found = await findKey(use);
  if (found) return found;
  await makeMissingKeys(now);
  forgetKeys();
  const made = await findKey(use);
  invariant(made, `no ${use} key after making the missing ones`);
  return made;
}

async function findKey(use: KeyUse): Promise<SigningKey | null> {
  const did = issuerDid();
  const rows = await keyStore.listKeys();
  const row = rows.findLast(
    (key) => key.purpose === use && key.kid.startsWith(`${did}#`) && !key.revokedAt && !key.retiredAt,
  );
  const wrapped = row && (await keyStore.findWrapped(row.kid));
  if (!row || !wrapped) return null;
  const { algorithm, purpose } = KEY_PURPOSES[use];
  return {
    id: row.kid,
    controller: did,
    algorithm,
    purpose,
    publicJwk: row.publicJwk as SigningKey['publicJwk'],
    revokedAt: null,
    privateJwk: unwrap(row.kid, wrapped),
  };
}

async function makeMissingKeys(now: Date): Promise<void> {
  const did = issuerDid();
  await keyStore.addMissingKeys(async (present) => {
    const ours = present.filter((key) => key.kid.startsWith(`${did}#`));
    const missing = (Object.keys(KEY_PURPOSES) as Array<KeyUse>).filter(
      (use) => !ours.some((key) => key.purpose === use && key.usable),
    );
    return Promise.all(
      missing.map(async (use) => {
        const { algorithm, purpose } = KEY_PURPOSES[use];
        const stem = `${use}-${now.getUTCFullYear()}`;
        const taken = ours.filter((key) => key.kid.startsWith(`${did}#${stem}`)).length;
        const key = await generateSigningKey({
          algorithm,
          controller: did,
          fragment: taken === 0 ? stem : `${stem}-${taken + 1}`,
          purpose,
        });
        return {
          kid: key.id,
          alg: algorithm,
          purpose: use,
          publicJwk: key.publicJwk as Record<string, unknown>,
          wrapped: wrap(key.id, key.privateJwk),
        };
      }),
    );
  });
}
