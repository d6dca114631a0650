// Sealing at rest: AES-256-GCM, the key that wraps keys, and each holder's own key under which a certificate's personal part lies.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { env } from '~/platform/env.server';

/** Bytes of key, nonce and tag (NIST SP 800-38D, sections 5.2.1.1 and 5.2.1.2). */
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The key from CREDENTIAL_KEYS: it wraps other keys and nothing else, and is never in the database. */
export function wrappingKey(): Buffer {
  return Buffer.from(env().CREDENTIAL_KEYS, 'base64');
}

/** Returns nonce, tag and ciphertext. `context` is authenticated with it: moved to another row, it does not open. */
export function seal(key: Uint8Array, context: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Undoes `seal`. Throws when key, context or any byte is another. */
export function unseal(key: Uint8Array, context: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

/** A new key for a person, wrapped. Without the row that holds it, nothing sealed under it can be read again. */
export function makeHolderKey(userId: string): Buffer {
  return seal(wrappingKey(), `holder:${userId}`, randomBytes(KEY_BYTES));
}

/** A person's key. Throws when CREDENTIAL_KEYS is not the one it was wrapped with. */
export function openHolderKey(userId: string, wrapped: Uint8Array): Buffer {
  try {
    return unseal(wrappingKey(), `holder:${userId}`, wrapped);
  } catch (cause) {
    throw new Error("A holder's key does not open: CREDENTIAL_KEYS is not the one it was wrapped with.", { cause });
  }
}
