// Multibase and Multikey: base58btc and base64url texts, and public keys with their multicodec prefix.
import { ECDH } from 'node:crypto';
import type { JWK } from 'jose';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Longest text decoded; a signature has 88 characters, a P-521 key 93. Decoding takes quadratic time. */
const MAX_BASE58_CHARS = 256;

/** Multicodec prefixes of public keys (W3C Controlled Identifiers 1.0, section 2.2.2 Multikey). */
const KEY_KINDS = [
  { prefix: [0xed, 0x01], crv: 'Ed25519', bytes: 32, curve: null },
  { prefix: [0x80, 0x24], crv: 'P-256', bytes: 33, curve: 'prime256v1' },
  { prefix: [0x81, 0x24], crv: 'P-384', bytes: 49, curve: 'secp384r1' },
  { prefix: [0x82, 0x24], crv: 'P-521', bytes: 67, curve: 'secp521r1' },
] as const;

/** Returns bytes as `z…`, base58btc. */
export function toBase58Multibase(bytes: Uint8Array): string {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  let text = '';
  for (; value > 0n; value /= 58n) text = BASE58[Number(value % 58n)] + text;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return `z${'1'.repeat(zeros < 0 ? bytes.length : zeros)}${text}`;
}

/** Decodes `z…` (base58btc) and `u…` (base64url, unpadded and canonical). Null for anything else. */
export function fromMultibase(text: unknown): Uint8Array | null {
  if (typeof text !== 'string') return null;
  if (text.startsWith('z')) return fromBase58(text.slice(1));
  if (!text.startsWith('u')) return null;
  const bytes = Buffer.from(text.slice(1), 'base64url');
  return bytes.toString('base64url') === text.slice(1) ? new Uint8Array(bytes) : null;
}

function fromBase58(text: string): Uint8Array | null {
  if (text.length > MAX_BASE58_CHARS) return null;
  let value = 0n;
  for (const character of text) {
    const digit = BASE58.indexOf(character);
    if (digit < 0) return null;
    value = value * 58n + BigInt(digit);
  }
  const hex = value === 0n ? '' : value.toString(16);
  const zeros = /^1*/.exec(text)![0].length;
  return Uint8Array.from([...new Uint8Array(zeros), ...Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')]);
}

/** Returns a public JWK as the `publicKeyMultibase` of a Multikey, or null for a kind of key that has none here. */
export function toPublicKeyMultibase(jwk: JWK): string | null {
  const kind = KEY_KINDS.find(({ crv }) => crv === jwk.crv);
  if (!kind || typeof jwk.x !== 'string') return null;
  const x = Buffer.from(jwk.x, 'base64url');
  if (kind.curve === null) return toBase58Multibase(Uint8Array.from([...kind.prefix, ...x]));
  const y = Buffer.from(String(jwk.y), 'base64url');
  // SEC 1, section 2.3.3: the last bit of y chooses the prefix of a compressed point
  return toBase58Multibase(Uint8Array.from([...kind.prefix, 2 + ((y.at(-1) ?? 0) & 1), ...x]));
}

/** Reads a `publicKeyMultibase`, which must be base58btc, into a public JWK. Null when it is none. */
export function fromPublicKeyMultibase(text: unknown): JWK | null {
  const bytes = typeof text === 'string' && text.startsWith('z') ? fromMultibase(text) : null;
  const kind = bytes && KEY_KINDS.find(({ prefix }) => bytes[0] === prefix[0] && bytes[1] === prefix[1]);
  if (!bytes || !kind || bytes.length !== kind.bytes + 2) return null;
  const key = bytes.subarray(2);
  if (kind.curve === null) return { kty: 'OKP', crv: kind.crv, x: Buffer.from(key).toString('base64url') };
  try {
    const point = ECDH.convertKey(key, kind.curve, undefined, undefined, 'uncompressed') as Buffer;
    const half = (point.length - 1) / 2;
    return {
      kty: 'EC',
      crv: kind.crv,
      x: point.subarray(1, 1 + half).toString('base64url'),
      y: point.subarray(1 + half).toString('base64url'),
    };
  } catch {
    return null; // not a point of the curve
  }
}
