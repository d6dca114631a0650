// Decides whether a signature stands, against keys the caller trusts. Keys offered by the input itself are never used.
import { isProofSound } from './data-integrity';
import type { Reason } from './errors';
import { hasLowS, isTokenSound } from './jws';
import type { KeyPurpose, PublicKey, TrustedIssuer } from './keys';
import type { DataIntegrityInput, Fields, JwtInput } from './read-input';

export type Finding = { outcome: 'pass' | 'fail' | 'unknown'; reason: Reason; detail?: string };

const HEADER_MEMBERS = new Set(['alg', 'typ', 'kid']);
const TYPES = new Set<unknown>([undefined, 'JWT', 'vc+jwt']);
const PROOF_MEMBERS = new Set(['type', 'cryptosuite', 'created', 'verificationMethod', 'proofPurpose', 'proofValue']);

/** Checks a JWT or an embedded proof. The document's issuer must already be the trusted issuer handed in. */
export async function checkSignature(
  input: JwtInput | DataIntegrityInput,
  issuer: TrustedIssuer,
  purpose: Exclude<KeyPurpose, 'any'>,
): Promise<Finding> {
  return input.form === 'jwt' ? checkJwt(input, issuer, purpose) : checkProof(input.document, issuer, purpose);
}

function checkJwt(input: JwtInput, issuer: TrustedIssuer, purpose: KeyPurpose): Finding {
  const { alg, typ, kid } = input.header;
  const extra = Object.keys(input.header).find((name) => !HEADER_MEMBERS.has(name));
  if (extra !== undefined) return fail('header-not-allowed', `header member ${extra.slice(0, 40)}`);
  if (!TYPES.has(typ)) return fail('header-not-allowed', 'header typ');
  if (alg !== 'RS256' && alg !== 'ES256') return fail('algorithm-not-allowed', String(alg).slice(0, 40));
  if (!input.canonical) return fail('encoding-not-canonical');

  const key = findKey(issuer, kid, purpose);
  if ('outcome' in key) return key;
  // the key decides the algorithm, not the token: an HMAC keyed with the public key dies here
  if (key.algorithm !== alg) return fail('algorithm-not-allowed', `${key.id} signs with ${key.algorithm}`);
  if (!isTokenSound(input.token, alg, key.publicJwk)) return fail('signature-mismatch');
  const signature = Buffer.from(input.token.slice(input.token.lastIndexOf('.') + 1), 'base64url');
  // (r, n - s) verifies as well as (r, s): only the form that we write is accepted, so that a token has one signature
  if (alg === 'ES256' && !hasLowS(signature))
    return fail('encoding-not-canonical', 'ES256 signature with the larger s');
  return { outcome: 'pass', reason: 'ok', detail: key.id };
}

async function checkProof(document: Fields, issuer: TrustedIssuer, purpose: KeyPurpose): Promise<Finding> {
  const proof = (Array.isArray(document.proof) ? document.proof[0] : document.proof) as Fields;
  if (proof.type !== 'DataIntegrityProof' || proof.cryptosuite !== 'eddsa-rdfc-2022') {
    return fail(
      'algorithm-not-allowed',
      `${String(proof.type).slice(0, 40)} ${String(proof.cryptosuite).slice(0, 40)}`,
    );
  }
  const extra = Object.keys(proof).find((name) => !PROOF_MEMBERS.has(name));
  if (extra !== undefined) return fail('proof-not-allowed', `proof member ${extra.slice(0, 40)}`);
  if (Object.values(proof).some((value) => typeof value !== 'string'))
    return fail('proof-not-allowed', 'a proof member is not text');
  if (proof.proofPurpose !== 'assertionMethod') return fail('proof-not-allowed', 'proofPurpose');

  const key = findKey(issuer, proof.verificationMethod, purpose);
  if ('outcome' in key) return key;
  if (key.algorithm !== 'Ed25519') return fail('algorithm-not-allowed', `${key.id} signs with ${key.algorithm}`);
  const { proof: _, ...unsecured } = document;
  try {
    if (await isProofSound(unsecured, proof, key.publicJwk)) return { outcome: 'pass', reason: 'ok', detail: key.id };
  } catch {
    // a term that no context defines, a value that is no JSON-LD, more unnamed nodes than linear work can name
  }
  return fail('signature-mismatch');
}

function findKey(issuer: TrustedIssuer, id: unknown, purpose: KeyPurpose): PublicKey | Finding {
  const key = issuer.keys.find((candidate) => candidate.id === id && candidate.controller === issuer.did);
  if (!key) return fail('key-unknown', String(id).slice(0, 120));
  if (key.revokedAt !== null) return fail('key-revoked', key.id);
  if (key.purpose !== 'any' && key.purpose !== purpose) return fail('key-wrong-purpose', key.id);
  return key;
}

function fail(reason: Reason, detail?: string): Finding {
  return detail === undefined ? { outcome: 'fail', reason } : { outcome: 'fail', reason, detail };
}
