// DIDs that carry their key in their name: did:key and did:jwk. Resolved by reading, nothing is fetched.
import type { JWK } from 'jose';
import { fromPublicKeyMultibase, toPublicKeyMultibase } from './multibase';
import { CertificateError } from './errors';

/** A public key somebody else controls, of any kind that a signature is checked with here. */
export type VerificationKey = {
  /** DID URL. */
  id: string;
  controller: string;
  publicJwk: JWK;
};

/** Longest DID that is looked at, in characters. */
const MAX_DID_CHARS = 2_000;

/** Returns the did:key of a public JWK (Ed25519, P-256, P-384, P-521). Throws `did-invalid` for another kind. */
export function toDidKey(publicJwk: JWK): string {
  const multibase = toPublicKeyMultibase(publicJwk);
  if (multibase === null) throw new CertificateError('did-invalid', 'Only elliptic curve keys have a did:key');
  return `did:key:${multibase}`;
}

/** Returns the DID URL of the one key of a did:key. */
export function didKeyUrl(did: string): string {
  return `${did}#${did.slice('did:key:'.length)}`;
}

/**
 * Returns the one key that a did:key or did:jwk names, or null for another method or a key that cannot be read.
 * did:key: https://w3c-ccg.github.io/did-key-spec/, did:jwk: https://github.com/quartzjer/did-jwk/blob/main/spec.md
 */
export function readDidWithKey(did: string): VerificationKey | null {
  if (did.length > MAX_DID_CHARS) return null;
  if (did.startsWith('did:key:')) {
    const publicJwk = fromPublicKeyMultibase(did.slice('did:key:'.length));
    return publicJwk && { id: didKeyUrl(did), controller: did, publicJwk };
  }
  if (!did.startsWith('did:jwk:')) return null;
  try {
    const jwk = JSON.parse(Buffer.from(did.slice('did:jwk:'.length), 'base64url').toString('utf8')) as JWK;
    const isPublic = typeof jwk === 'object' && jwk !== null && typeof jwk.kty === 'string' && jwk.d === undefined;
    return isPublic ? { id: `${did}#0`, controller: did, publicJwk: jwk } : null;
  } catch {
    return null;
  }
}
