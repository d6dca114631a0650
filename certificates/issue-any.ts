// Issues any credential of the W3C data model under a did:key: checks it, names the issuer, secures it. Decides nothing.
import { createECDH, createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto';
import type { JWK } from 'jose';
import { findBadgeProblem } from './badge-rules';
import { toCanonicalizationProblem } from './check-proofs';
import { CREDENTIALS_CONTEXT } from './context-urls';
import { findCredentialFault } from './credential-syntax';
import { canonicalize, signProof } from './data-integrity';
import { didKeyUrl, toDidKey } from './did-key';
import { toTimestamp } from './document';
import { isDateTimeStamp, isObject, isUrl, valuesOf, type Fields } from './json-values';
import { signToken } from './jws';
import { toProblem, type Problem } from './problem-details';
import { findTreeFault } from './tree-limits';

/** An issuer that its own key names, so that anybody can check what it signs without asking us. */
export type KeyIssuer = { did: string; keyId: string; privateJwk: JWK };

/** Ed25519 private keys in PKCS #8 begin with these bytes (RFC 8410, section 7). */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Derives an issuer from secret bytes: `Ed25519` for embedded proofs, `P-256` for tokens. The same bytes give the same issuer. */
export function deriveKeyIssuer(secret: Uint8Array, curve: 'Ed25519' | 'P-256'): KeyIssuer {
  const seed = Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), `pericia key issuer ${curve}`, 32));
  const privateJwk = curve === 'Ed25519' ? ed25519Jwk(seed) : p256Jwk(seed);
  const { d: _, ...publicJwk } = privateJwk;
  const did = toDidKey(publicJwk);
  return { did, keyId: didKeyUrl(did), privateJwk };
}

function ed25519Jwk(seed: Buffer): JWK {
  const key = createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: 'der', type: 'pkcs8' });
  return { ...createPublicKey(key).export({ format: 'jwk' }), d: seed.toString('base64url') } as JWK;
}

function p256Jwk(seed: Buffer): JWK {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(seed);
  const point = pair.getPublicKey();
  return {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
    d: seed.toString('base64url'),
  };
}

export type IssueOptions = {
  issuer: KeyIssuer;
  now: Date;
  /** Entries to write into `credentialStatus`. */
  status?: ReadonlyArray<Fields>;
  /** Members of the proof beyond those it must have: id, created, expires, domain, challenge, nonce, previousProof. */
  proof?: Fields;
};

/** Members of a proof that whoever asks may choose, and how each must look (Data Integrity 1.0, section 2.1). */
const CHOSEN: Record<string, (value: unknown) => boolean> = {
  id: isUrl,
  created: isDateTimeStamp,
  expires: isDateTimeStamp,
  domain: (value) => valuesOf(value).every((one) => typeof one === 'string'),
  challenge: (value) => typeof value === 'string',
  nonce: (value) => typeof value === 'string',
  previousProof: (value) => valuesOf(value).every((one) => typeof one === 'string'),
};

export type Issued = { problem: Problem } | { problem: null; credential: Fields };

/**
 * Returns the credential with a proof of `eddsa-rdfc-2022`, or why it cannot be issued. The issuer becomes ours, other
 * members of an issuer object stay; proofs that are there stay too, and make a set or, with `previousProof`, a chain.
 */
export async function issueWithProof(input: unknown, options: IssueOptions): Promise<Issued> {
  const prepared = await prepare(input, options);
  if (prepared.problem) return prepared;
  const { proof: earlier, ...credential } = prepared.credential;
  const proofs = valuesOf(earlier) as Array<Fields>;
  const chosen = Object.entries(options.proof ?? {}).filter(([name, value]) => name in CHOSEN && value !== undefined);
  const wrong = chosen.find(([name, value]) => !CHOSEN[name]!(value));
  if (wrong) return refuse('PROOF_GENERATION_ERROR', `the proof cannot have this ${wrong[0]}`);
  const proof: Fields = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: toTimestamp(options.now),
    verificationMethod: options.issuer.keyId,
    proofPurpose: 'assertionMethod',
    ...Object.fromEntries(chosen),
  };
  const previous = valuesOf(proof.previousProof).map((id) => proofs.find((other) => other.id === id));
  if (previous.includes(undefined))
    return refuse('PROOF_GENERATION_ERROR', 'previousProof names a proof that is not there');
  const signed = previous.length === 0 ? credential : { ...credential, proof: previous };
  const made = await signProof(signed, proof, options.issuer.privateJwk);
  return { problem: null, credential: { ...credential, proof: proofs.length === 0 ? made : [...proofs, made] } };
}

/** Returns the credential enveloped as a `vc+jwt` in a data: URL (VC-JOSE-COSE, VCDM 2.0 section 4.13.1). */
export async function issueEnveloped(input: unknown, options: IssueOptions): Promise<Issued> {
  const prepared = await prepare(input, options);
  if (prepared.problem) return prepared;
  const { proof: _, ...credential } = prepared.credential;
  const header = { alg: 'ES256', typ: 'vc+jwt', cty: 'vc', kid: options.issuer.keyId } as const;
  const token = signToken(header, credential, options.issuer.privateJwk);
  return {
    problem: null,
    credential: {
      '@context': CREDENTIALS_CONTEXT,
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+jwt,${token}`,
    },
  };
}

async function prepare(input: unknown, { issuer, status = [] }: IssueOptions): Promise<Issued> {
  const tree = findTreeFault(input);
  if (tree) return { problem: tree };
  if (!isObject(input)) return refuse('PARSING_ERROR', 'the credential must be an object');
  const own = 'issuer' in input ? input : { ...input, issuer: issuer.did };
  const fault = findCredentialFault(own);
  if (fault) return { problem: fault };
  const proofs = valuesOf(own.proof);
  if (!proofs.every((proof) => isObject(proof) && typeof proof.type === 'string'))
    return refuse('MALFORMED_VALUE_ERROR', 'proof must hold objects with a type');
  const credential: Fields = { ...own, issuer: isObject(own.issuer) ? { ...own.issuer, id: issuer.did } : issuer.did };
  if (status.length > 0) {
    const entries = [...valuesOf(own.credentialStatus), ...status];
    credential.credentialStatus = entries.length === 1 ? entries[0] : entries;
  }
  const badge = findBadgeProblem(credential);
  if (badge) return { problem: badge };
  try {
    await canonicalize(credential);
  } catch (error) {
    return { problem: toCanonicalizationProblem(error) };
  }
  return { problem: null, credential };
}

function refuse(name: Problem['name'], detail: string): { problem: Problem } {
  return { problem: toProblem(name, detail) };
}
