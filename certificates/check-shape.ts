// Decides whether a parsed credential has the form we issue, before any signature is looked at.
import { BADGE_CONTEXT, CREDENTIALS_CONTEXT, EXTENSIONS_CONTEXT } from './context-urls';
import type { Finding } from './check-signature';
import type { Fields, JwtInput, ReadInput } from './read-input';
import { findBadgeFault, findStatusListFault } from './shape';

const BADGE_CONTEXTS = [CREDENTIALS_CONTEXT, BADGE_CONTEXT, EXTENSIONS_CONTEXT];

/** Checks proof count, contexts, the Open Badges 3.0 shape and, for a JWT, that its claims repeat the credential. */
export function checkBadgeShape(input: Exclude<ReadInput, { form: null }>): Finding {
  return (
    checkProofCount(input) ??
    checkContexts(input.document, BADGE_CONTEXTS, 2) ??
    toFinding(findBadgeFault(input.document)) ??
    (input.form === 'jwt' ? checkClaims(input) : null) ?? { outcome: 'pass', reason: 'ok' }
  );
}

/** The same for a status list, whose JWT form carries no claims. */
export function checkStatusListShape(input: Exclude<ReadInput, { form: null }>): Finding {
  return (
    checkProofCount(input) ??
    checkContexts(input.document, [CREDENTIALS_CONTEXT], 1) ??
    toFinding(findStatusListFault(input.document)) ?? { outcome: 'pass', reason: 'ok' }
  );
}

/** Returns the issuer's id, whether it stands alone or in an object. */
export function issuerOf(document: Fields): string {
  const { issuer } = document;
  return String(typeof issuer === 'object' && issuer !== null ? (issuer as Fields).id : issuer);
}

function checkProofCount(input: Exclude<ReadInput, { form: null }>): Finding | null {
  if (input.form === 'jwt') return null;
  const { proof } = input.document;
  const proofs = Array.isArray(proof) ? proof : proof === undefined ? [] : [proof];
  if (proofs.length === 0) return { outcome: 'fail', reason: 'proof-missing' };
  // with two, a bogus one could ride along with a good one
  if (proofs.length > 1) return { outcome: 'fail', reason: 'proof-ambiguous' };
  return typeof proofs[0] === 'object' && proofs[0] !== null ? null : { outcome: 'fail', reason: 'proof-missing' };
}

function checkContexts(document: Fields, allowed: ReadonlyArray<string>, required: number): Finding | null {
  const contexts = document['@context'];
  const fits =
    Array.isArray(contexts) &&
    contexts.length >= required &&
    contexts.length <= allowed.length &&
    contexts.every((context, index) => context === allowed[index]);
  return fits ? null : { outcome: 'fail', reason: 'context-not-allowed' };
}

/**
 * Open Badges 3.0, JSON Web Token Proof Format: iss, jti, sub, nbf and exp repeat the credential and must equal it.
 * A `vc+jwt` (W3C VC-JOSE-COSE) need not carry them; those it carries must agree all the same.
 */
function checkClaims({ header, document }: JwtInput): Finding | null {
  const isRequired = header.typ !== 'vc+jwt';
  const claims: Array<[name: string, expected: unknown]> = [
    ['iss', issuerOf(document)],
    ['jti', document.id],
    ['sub', (document.credentialSubject as Fields).id],
    ['nbf', Date.parse(String(document.validFrom)) / 1000],
    ['exp', document.validUntil === undefined ? undefined : Date.parse(String(document.validUntil)) / 1000],
  ];
  for (const [name, expected] of claims) {
    const isSilent = document[name] === undefined && !isRequired;
    if (document[name] !== expected && !isSilent) return { outcome: 'fail', reason: 'claims-mismatch', detail: name };
  }
  if ('vc' in document || 'vp' in document) return { outcome: 'fail', reason: 'claims-mismatch', detail: 'vc' };
  return null;
}

function toFinding(fault: { path: string; message: string } | null): Finding | null {
  return fault && { outcome: 'fail', reason: 'schema-mismatch', detail: `${fault.path}: ${fault.message}` };
}
