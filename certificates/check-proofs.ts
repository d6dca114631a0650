// Checks every Data Integrity proof of a document, as a set or a chain (W3C Data Integrity 1.0, sections 2.1 and 4.5).
import { isProofSound } from './data-integrity';
import { isDateTimeStamp, isObject, isUrl, valuesOf, type Fields } from './json-values';
import { toProblem, type Problem } from './problem-details';
import { findVerificationKey, type KeyLookup } from './resolve-key';

const SUITE = 'eddsa-rdfc-2022';
/** More proofs than this are refused: each costs a canonicalization. */
const MAX_PROOFS = 8;

export type ProofExpectations = {
  /** What the proofs must be for, for example `assertionMethod`. */
  purpose: string;
  /** Compared with the proof when given. */
  challenge?: string;
  domain?: string;
  now: Date;
  lookUpKeys?: KeyLookup;
};

export type ProofsAnswer = {
  /** What is wrong, or null when the proofs stand. */
  problem: Problem | null;
  /** DIDs whose keys made the proofs. */
  controllers: Array<string>;
  /** Proofs of kinds not known here beside one that is: they decide nothing (Open Badges 3.0, section 9.1). */
  warnings: Array<Problem>;
};

/**
 * Checks the proofs of a document: every one of a kind known here must stand, and there must be one. Never throws on
 * content.
 */
export async function checkProofs(document: Fields, expected: ProofExpectations): Promise<ProofsAnswer> {
  const { proof: value, ...unsecured } = document;
  const proofs = valuesOf(value);
  if (proofs.length === 0) return refuse(toProblem('PROOF_VERIFICATION_ERROR', 'there is no proof'));
  if (proofs.length > MAX_PROOFS)
    return refuse(toProblem('PROOF_VERIFICATION_ERROR', `more than ${MAX_PROOFS} proofs`));

  const controllers: Array<string> = [];
  const warnings: Array<Problem> = [];
  for (const proof of proofs) {
    const fault = findProofFault(proof, expected);
    if (fault && isOtherKind(proof) && proofs.some((other) => isObject(other) && !isOtherKind(other))) {
      warnings.push(fault);
      continue;
    }
    const checked = fault ?? (await checkProof(unsecured, proof as Fields, proofs as Array<Fields>, expected));
    if (typeof checked !== 'string') return refuse(checked);
    controllers.push(checked);
  }
  return { problem: null, controllers, warnings };
}

function refuse(problem: Problem): ProofsAnswer {
  return { problem, controllers: [], warnings: [] };
}

function isOtherKind(proof: unknown): boolean {
  if (!isObject(proof) || typeof proof.type !== 'string') return false;
  return proof.type !== 'DataIntegrityProof' || (typeof proof.cryptosuite === 'string' && proof.cryptosuite !== SUITE);
}

/** Returns the DID whose key made a proof of good form, or what is wrong. */
async function checkProof(
  unsecured: Fields,
  proof: Fields,
  proofs: Array<Fields>,
  { purpose, lookUpKeys }: ProofExpectations,
): Promise<string | Problem> {
  const method = String(proof.verificationMethod);
  const key = await findVerificationKey(method, purpose, lookUpKeys);
  if (!key) return toProblem('INVALID_VERIFICATION_METHOD', `${method} leads to no key for ${purpose}`);
  if (key.publicJwk.crv !== 'Ed25519')
    return toProblem('INVALID_VERIFICATION_METHOD', `${method} is no Ed25519 key, which ${SUITE} needs`);
  const previous = findPrevious(proof, proofs);
  if (previous === null) return toProblem('PROOF_VERIFICATION_ERROR', 'previousProof names a proof that is not there');
  try {
    const signed = previous.length === 0 ? unsecured : { ...unsecured, proof: previous };
    if (await isProofSound(signed, proof, key.publicJwk)) return key.controller;
    return toProblem('PROOF_VERIFICATION_ERROR', 'the signature does not fit the document');
  } catch (error) {
    return toCanonicalizationProblem(error);
  }
}

/** The members of one proof (Data Integrity 1.0, section 2.1), before any cryptography. */
function findProofFault(proof: unknown, { purpose, challenge, domain, now }: ProofExpectations): Problem | null {
  const fault = (detail: string) => toProblem('PROOF_VERIFICATION_ERROR', detail);
  if (!isObject(proof)) return fault('proof must be an object');
  if (proof.type !== 'DataIntegrityProof') return fault('proof.type must be DataIntegrityProof');
  if (proof.cryptosuite !== SUITE) return fault(`proof.cryptosuite must be ${SUITE}`);
  if (proof.id !== undefined && !isUrl(proof.id)) return fault('proof.id must be a URL');
  if (!isUrl(proof.verificationMethod))
    return toProblem('INVALID_VERIFICATION_METHOD', 'proof.verificationMethod must be a URL');
  if (typeof proof.proofPurpose !== 'string') return fault('proof.proofPurpose must be a text');
  if (proof.proofPurpose !== purpose) return fault(`proof.proofPurpose must be ${purpose}`);
  if (typeof proof.proofValue !== 'string' || !proof.proofValue.startsWith('z'))
    return fault('proof.proofValue must be base58btc with its header z');
  for (const name of ['created', 'expires']) {
    if (proof[name] !== undefined && !isDateTimeStamp(proof[name]))
      return fault(`proof.${name} must be a dateTimeStamp`);
  }
  if (proof.expires !== undefined && Date.parse(String(proof.expires)) <= now.getTime())
    return fault('the proof has expired');
  for (const name of ['challenge', 'nonce']) {
    if (proof[name] !== undefined && typeof proof[name] !== 'string') return fault(`proof.${name} must be a text`);
  }
  if (!valuesOf(proof.domain).every((value) => typeof value === 'string')) return fault('proof.domain must hold texts');
  if (!valuesOf(proof.previousProof).every((value) => typeof value === 'string'))
    return fault('proof.previousProof must hold texts');
  if (domain !== undefined && !valuesOf(proof.domain).includes(domain))
    return toProblem('INVALID_DOMAIN_ERROR', 'proof.domain is not the one expected');
  if (challenge !== undefined && proof.challenge !== challenge)
    return toProblem('INVALID_CHALLENGE_ERROR', 'proof.challenge is not the one expected');
  return null;
}

/** The proofs that this one signs along with the document, or null when it names one that is not there. */
function findPrevious(proof: Fields, proofs: Array<Fields>): Array<Fields> | null {
  const ids = [...new Set(valuesOf(proof.previousProof))];
  const previous = ids.map((id) => proofs.filter((other) => other !== proof && other.id === id));
  return previous.every(({ length }) => length === 1) ? previous.flat() : null;
}

/** Says what kept a document from being canonicalized. The library's errors are told apart by their names. */
export function toCanonicalizationProblem(error: unknown): Problem {
  const {
    name = '',
    message = '',
    details,
  } = (error ?? {}) as {
    name?: string;
    message?: string;
    details?: { event?: { code?: string; message?: string }; code?: string };
  };
  const code = details?.event?.code ?? details?.code;
  const detail = [message, details?.event?.message ?? '', code ?? ''].filter(Boolean).join(' ');
  if (name === 'jsonld.ValidationError' && details?.event) return toProblem('DATA_LOSS_DETECTION_ERROR', detail);
  if (name.startsWith('jsonld.') || name === 'CertificateError') return toProblem('PARSING_ERROR', detail);
  return toProblem('PROOF_TRANSFORMATION_ERROR', detail || 'the document could not be canonicalized');
}
