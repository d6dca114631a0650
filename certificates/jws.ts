// Compact JWS (RFC 7515): taking one apart, checking its signature, making one. Knows nothing of credentials.
import { createPrivateKey, sign, verify, type JsonWebKey } from 'node:crypto';
import type { JWK } from 'jose';
import { toKeyObject } from './data-integrity';
import { isObject, type Fields } from './json-values';

/** Digest of each algorithm (RFC 7518, section 3.1; RFC 8037 for EdDSA, which has none of its own). */
const DIGESTS = { RS256: 'sha256', ES256: 'sha256', ES384: 'sha384', ES512: 'sha512', EdDSA: null } as const;
export type JwsAlgorithm = keyof typeof DIGESTS;

const CURVES: Record<string, JwsAlgorithm> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512', Ed25519: 'EdDSA' };

/** Smallest RSA modulus believed, in bytes (RFC 7518, section 3.3). */
const MIN_RSA_BYTES = 256;

/** Order of the curve P-256 (SEC 2, section 2.4.2). */
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Returns the one algorithm a public key signs with, or null for a key that none here can use. */
export function algorithmOf(jwk: JWK): JwsAlgorithm | null {
  if (jwk.kty === 'RSA') return Buffer.from(String(jwk.n), 'base64url').length >= MIN_RSA_BYTES ? 'RS256' : null;
  return (typeof jwk.crv === 'string' && CURVES[jwk.crv]) || null;
}

/** Whether this key signed exactly this token with this algorithm. False for anything else; never throws on content. */
export function isTokenSound(token: string, alg: JwsAlgorithm, publicJwk: JWK): boolean {
  if (algorithmOf(publicJwk) !== alg) return false;
  const end = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  try {
    const key = toKeyObject(publicJwk);
    return verify(
      DIGESTS[alg],
      Buffer.from(token.slice(0, end), 'latin1'),
      alg.startsWith('ES') ? { key, dsaEncoding: 'ieee-p1363' } : key,
      signature,
    );
  } catch {
    return false; // a key with numbers that are none
  }
}

/** Returns the compact JWS of a payload. An ES256 signature is written with the smaller of its two values of s. */
export function signToken(header: Fields & { alg: JwsAlgorithm }, payload: Fields, privateJwk: JWK): string {
  const input = `${encode(header)}.${encode(payload)}`;
  const key = createPrivateKey({ key: privateJwk as JsonWebKey, format: 'jwk' });
  const signature = sign(
    DIGESTS[header.alg],
    Buffer.from(input, 'latin1'),
    header.alg.startsWith('ES') ? { key, dsaEncoding: 'ieee-p1363' } : key,
  );
  return `${input}.${(header.alg === 'ES256' ? withLowS(signature) : signature).toString('base64url')}`;
}

/**
 * Whether an ES256 signature has the smaller of the two values of s that verify. (r, s) and (r, n - s) are both good
 * signatures; taking one form only leaves a token one signature.
 */
export function hasLowS(signature: Uint8Array): boolean {
  return signature.length === 64 && readS(signature) * 2n <= P256_ORDER;
}

function withLowS(signature: Buffer): Buffer {
  if (hasLowS(signature)) return signature;
  const s = (P256_ORDER - readS(signature)).toString(16).padStart(64, '0');
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(s, 'hex')]);
}

function readS(signature: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`);
}

function encode(part: Fields): string {
  return Buffer.from(JSON.stringify(part), 'utf8').toString('base64url');
}

export type TokenParts = { header: Fields; payload: Fields };

/** Takes a token apart without looking at its signature. Null unless it has three canonical parts and two JSON objects. */
export function readToken(token: string): TokenParts | null {
  const parts = token.split('.');
  if (parts.length !== 3 || parts.some((part) => Buffer.from(part, 'base64url').toString('base64url') !== part))
    return null;
  const [header, payload] = parts.slice(0, 2).map(readPart);
  return header && payload ? { header, payload } : null;
}

function readPart(part: string): Fields | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
