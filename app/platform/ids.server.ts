// Identifiers: time-sorted UUIDs for rows, unguessable strings for addresses and tokens.
import { createHash, randomBytes } from 'node:crypto';

/** UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then random; sorts by time. */
export function uuid7(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 128 random bits as 22 base62 characters: for public addresses that must not be guessable. */
export function publicId(): string {
  let value = BigInt(`0x${randomBytes(16).toString('hex')}`);
  let text = '';
  for (let i = 0; i < 22; i++) {
    text = BASE62[Number(value % 62n)]! + text;
    value /= 62n;
  }
  return text;
}

/** 256 random bits, base64url: for links in mails and session cookies. */
export function secretToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 as base64url: what is stored in place of a secret token. */
export function sha256(value: string | Uint8Array): string {
  return createHash('sha256').update(value).digest('base64url');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a string from outside can be a row's id; ask before querying, so that a wrong one is a 404 and no database error. */
export function isUuid(value: string): boolean {
  return UUID.test(value);
}
