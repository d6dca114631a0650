// Signing keys and their public faces: JWK, Multikey, DID document, JWKS. Stores nothing, reads no clock.
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { DID_CONTEXT, MULTIKEY_CONTEXT } from './context-urls';
import { CertificateError } from './errors';
import { fromPublicKeyMultibase, toPublicKeyMultibase } from './multibase';

export type KeyAlgorithm = 'RS256' | 'ES256' | 'Ed25519';

/** What a key may sign. `any` only for keys read from a DID document, which cannot say it. */
export type KeyPurpose = 'credential' | 'status-list' | 'any';

export type PublicKey = {
  /** DID URL, for example `did:web:academy.example#rs256-2026`. Never reused. */
  id: string;
  /** The issuer's DID. */
  controller: string;
  algorithm: KeyAlgorithm;
  purpose: KeyPurpose;
  publicJwk: JWK;
  /**
   * Set when the key is compromised: it leaves the DID document and the JWKS, and nothing it signed counts any more,
   * whatever date that bears, since a thief can backdate. A key that is only rotated out stays without it.
   */
  revokedAt: string | null;
};

export type SigningKey = PublicKey & { privateJwk: JWK };

export type TrustedIssuer = { did: string; name?: string; keys: Array<PublicKey> };

/** Returns the did:web of a web origin, port included (did:web method: its colon is percent-encoded). */
export function toDidWeb(origin: string): string {
  const { host } = new URL(origin);
  return `did:web:${host.replace(':', '%3A')}`;
}

/** Generates a key pair from the system's randomness. RSA has 2048 bits. */
export async function generateSigningKey(options: {
  algorithm: KeyAlgorithm;
  controller: string;
  /** Name after the `#`, for example `rs256-2026`. */
  fragment: string;
  purpose: 'credential' | 'status-list';
}): Promise<SigningKey> {
  const { algorithm, controller, fragment, purpose } = options;
  const pair = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 });
  return {
    id: `${controller}#${fragment}`,
    controller,
    algorithm,
    purpose,
    publicJwk: publicMembers(await exportJWK(pair.publicKey)),
    revokedAt: null,
    privateJwk: await exportJWK(pair.privateKey),
  };
}

/** Returns the key without its private half. Builds a new object, so nothing private can travel along. */
export function toPublicKey(key: PublicKey): PublicKey {
  const { id, controller, algorithm, purpose, publicJwk, revokedAt } = key;
  return { id, controller, algorithm, purpose, publicJwk: publicMembers(publicJwk), revokedAt };
}

/** Returns the key as a JWK for a JWKS or a DID document: `kid` is the full DID URL, never a private member. */
export function toPublicJwk(key: PublicKey): JWK {
  const alg = key.algorithm === 'Ed25519' ? 'EdDSA' : key.algorithm;
  return { ...publicMembers(key.publicJwk), alg, use: 'sig', kid: key.id };
}

/**
 * Builds the DID document to serve at `/.well-known/did.json`. Revoked keys are left out; rotated ones stay,
 * so that older certificates keep verifying. Keys for status lists are listed too: the list is signed with a key of
 * the same issuer.
 */
export async function buildDidDocument(did: string, keys: ReadonlyArray<PublicKey>): Promise<Record<string, unknown>> {
  const sound = keys.filter((key) => key.controller === did && key.revokedAt === null);
  return {
    '@context': [DID_CONTEXT, MULTIKEY_CONTEXT],
    id: did,
    verificationMethod: sound.map(toVerificationMethod),
    assertionMethod: sound.map(({ id }) => id),
  };
}

/** Builds the key set to serve at `/.well-known/jwks.json`: the JOSE keys that are not revoked. */
export function buildJwks(keys: ReadonlyArray<PublicKey>): { keys: Array<JWK> } {
  return { keys: keys.filter((key) => key.algorithm !== 'Ed25519' && key.revokedAt === null).map(toPublicJwk) };
}

/**
 * Reads the keys of a DID document that somebody has already fetched from its own address.
 * Only methods that `assertionMethod` lists and whose `controller` is the document's id are taken.
 * Throws `did-invalid` when there is none.
 */
export async function readDidDocument(document: Record<string, unknown>): Promise<TrustedIssuer> {
  const did = document.id;
  const listed = asArray(document.assertionMethod);
  const keys: Array<PublicKey> = [];
  for (const method of asArray(document.verificationMethod)) {
    if (typeof method !== 'object' || method === null) continue;
    const { id, controller, type, publicKeyJwk, publicKeyMultibase } = method as Record<string, unknown>;
    if (typeof id !== 'string' || controller !== did || !listed.includes(id)) continue;
    const publicJwk =
      type === 'Multikey' ? fromPublicKeyMultibase(publicKeyMultibase) : (publicKeyJwk as JWK | undefined);
    const algorithm = publicJwk && algorithmOf(publicJwk);
    if (publicJwk && algorithm) {
      keys.push({
        id,
        controller: String(did),
        algorithm,
        purpose: 'any',
        publicJwk: publicMembers(publicJwk),
        revokedAt: null,
      });
    }
  }
  if (typeof did !== 'string' || keys.length === 0)
    throw new CertificateError('did-invalid', 'The DID document offers no usable key');
  return { did, keys };
}

/** Throws unless this key may sign for the document's issuer. */
export function requireSigner(document: Record<string, unknown>, key: PublicKey): void {
  const issuer =
    typeof document.issuer === 'object' ? (document.issuer as { id?: unknown } | null)?.id : document.issuer;
  if (key.revokedAt !== null) throw new CertificateError('key-unsuitable', `${key.id} is revoked`);
  if (issuer !== key.controller)
    throw new CertificateError('key-unsuitable', `${key.id} does not belong to the issuer ${String(issuer)}`);
}

function toVerificationMethod(key: PublicKey): Record<string, unknown> {
  const { id, controller } = key;
  if (key.algorithm !== 'Ed25519') return { id, type: 'JsonWebKey', controller, publicKeyJwk: toPublicJwk(key) };
  return { id, type: 'Multikey', controller, publicKeyMultibase: toPublicKeyMultibase(key.publicJwk) };
}

function algorithmOf(jwk: JWK): KeyAlgorithm | undefined {
  if (jwk.kty === 'RSA') return 'RS256';
  if (jwk.kty === 'EC' && jwk.crv === 'P-256') return 'ES256';
  if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519') return 'Ed25519';
  return undefined;
}

/** Copies the public members by name, so that a private one can never slip through. */
function publicMembers(jwk: JWK): JWK {
  const { kty, crv, x, y, n, e } = jwk;
  return Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined)) as JWK;
}

function asArray(value: unknown): Array<unknown> {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
