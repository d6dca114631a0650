// W3C Data Integrity, cryptosuite eddsa-rdfc-2022: what is hashed, signing it, checking it. Knows nothing of credentials.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import type { JWK } from 'jose';
import { createDocumentLoader } from './contexts';
import type { Fields } from './json-values';
import { fromMultibase, toBase58Multibase } from './multibase';

/** Bytes of an Ed25519 signature (RFC 8032, section 5.1.6). */
const SIGNATURE_BYTES = 64;

const loadContext = createDocumentLoader();

/**
 * Returns the canonical N-Quads of a JSON-LD document (RDFC-1.0), contexts on board only. Throws when a context is
 * unknown, a term would be lost (safe mode), or nodes without names would take more than linear work.
 */
export async function canonicalize(document: Fields): Promise<string> {
  return cryptosuite.canonize(document, { documentLoader: loadContext, safe: true, base: null, maxWorkFactor: 1 });
}

/**
 * Returns the 64 bytes that are signed: SHA-256 of the canonical proof options, then of the canonical document
 * (vc-di-eddsa 1.0, sections 3.2.2 to 3.2.5). `document` comes without its proof, or with the proofs it builds on.
 */
export async function hashForSignature(document: Fields, proof: Fields): Promise<Uint8Array> {
  const { proofValue: _, ...options } = proof;
  const [proofText, documentText] = await Promise.all([
    canonicalize({ ...options, '@context': document['@context'] }),
    canonicalize(document),
  ]);
  return Buffer.concat([sha256(proofText), sha256(documentText)]);
}

/** Returns the proof with its value. The options must already hold type, cryptosuite, purpose and method. */
export async function signProof(document: Fields, options: Fields, privateJwk: JWK): Promise<Fields> {
  const key = createPrivateKey({ key: privateJwk as JsonWebKey, format: 'jwk' });
  const signature = sign(null, await hashForSignature(document, options), key);
  return { ...options, proofValue: toBase58Multibase(signature) };
}

/** Whether `proofValue` is this key's signature. Throws what `canonicalize` throws. */
export async function isProofSound(document: Fields, proof: Fields, publicJwk: JWK): Promise<boolean> {
  const { proofValue } = proof;
  const signature = typeof proofValue === 'string' && proofValue.startsWith('z') ? fromMultibase(proofValue) : null;
  if (signature?.length !== SIGNATURE_BYTES) return false;
  return verify(null, await hashForSignature(document, proof), toKeyObject(publicJwk), signature);
}

const keyObjects = new WeakMap<JWK, KeyObject>();

/** Returns the JWK ready for use; reading it takes longer than checking a signature, so it is kept as long as the JWK. */
export function toKeyObject(publicJwk: JWK): KeyObject {
  const kept = keyObjects.get(publicJwk);
  if (kept) return kept;
  const key = createPublicKey({ key: publicJwk as JsonWebKey, format: 'jwk' });
  keyObjects.set(publicJwk, key);
  return key;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
