// Checks a credential or presentation secured as a JWT: W3C VC-JOSE-COSE, and the form of Open Badges 3.0 and VC 1.1.
import { algorithmOf, isTokenSound, readToken, type JwsAlgorithm } from './jws';
import { idOf, isObject, isUrl, valuesOf, type Fields } from './json-values';
import { readDidWithKey } from './did-key';
import { toProblem, type Problem } from './problem-details';
import { findVerificationKey, type KeyLookup } from './resolve-key';

const ALGORITHMS = new Set<unknown>(['RS256', 'ES256', 'ES384', 'ES512', 'EdDSA']);
/** Claims that belong to the token; the rest is the document. Open Badges 3.0 repeats members of the document in them. */
const CLAIMS = new Set(['iss', 'sub', 'jti', 'nbf', 'exp', 'iat', 'aud', 'nonce', 'cnf']);

export type TokenKind = 'vc' | 'vp';

export type TokenExpectations = {
  kind: TokenKind;
  challenge?: string;
  domain?: string;
  now: Date;
  lookUpKeys?: KeyLookup;
};

export type TokenAnswer = { problem: Problem } | { problem: null; document: Fields; controller: string };

/** Returns the document that a token secures, once its signature, type and claims stand. Never throws on content. */
export async function checkToken(token: string, expected: TokenExpectations): Promise<TokenAnswer> {
  const parts = readToken(token);
  if (!parts) return refuse('PARSING_ERROR', 'not a compact JWS of two JSON objects');
  const { header, payload } = parts;
  const fault = findHeaderFault(header, expected.kind);
  if (fault !== null) return refuse('CRYPTOGRAPHIC_SECURITY_ERROR', fault);

  const read = readDocument(payload, header.typ, expected.kind);
  if (typeof read === 'string') return refuse('MALFORMED_VALUE_ERROR', read);
  const author = idOf(expected.kind === 'vc' ? read.issuer : read.holder) ?? payload.iss;
  if (!isUrl(author)) return refuse('CRYPTOGRAPHIC_SECURITY_ERROR', 'nobody is named as the author');
  if (payload.iss !== undefined && payload.iss !== author)
    return refuse(
      'CRYPTOGRAPHIC_SECURITY_ERROR',
      `iss must be ${expected.kind === 'vc' ? 'the issuer' : 'the holder'}`,
    );

  const id = toKeyId(header.kid, author);
  const purpose = expected.kind === 'vc' ? 'assertionMethod' : 'authentication';
  const key = id === null ? null : await findVerificationKey(id, purpose, expected.lookUpKeys);
  if (!key || key.controller !== author)
    return refuse('CRYPTOGRAPHIC_SECURITY_ERROR', 'kid leads to no key of the author');
  if (algorithmOf(key.publicJwk) !== header.alg)
    return refuse('CRYPTOGRAPHIC_SECURITY_ERROR', 'the key signs with another algorithm');
  if (!isTokenSound(token, header.alg as JwsAlgorithm, key.publicJwk))
    return refuse('CRYPTOGRAPHIC_SECURITY_ERROR', 'the signature does not fit the token');

  return findClaimFault(payload, read, expected) ?? { problem: null, document: read, controller: key.controller };
}

function refuse(name: Problem['name'], detail: string): { problem: Problem } {
  return { problem: toProblem(name, detail) };
}

/** typ must be the media type of the kind, or the older JWT; cty the kind (VC-JOSE-COSE, section 3.1). */
function findHeaderFault({ alg, typ, cty, crit, b64, zip }: Fields, kind: TokenKind): string | null {
  if (!ALGORITHMS.has(alg)) return `alg ${String(alg).slice(0, 40)} is not supported`;
  if (![undefined, 'JWT', `${kind}+jwt`, `application/${kind}+jwt`].includes(typ as string | undefined))
    return `typ must be ${kind}+jwt`;
  if (![undefined, kind, `application/${kind}`].includes(cty as string | undefined)) return `cty must be ${kind}`;
  if (crit !== undefined || b64 !== undefined || zip !== undefined) return 'crit, b64 and zip are not supported';
  return null;
}

/** Takes the document out of the claims; `vc` and `vp` hold it only in the older form, which no typ of its own marks. */
function readDocument(payload: Fields, typ: unknown, kind: TokenKind): Fields | string {
  const { vc, vp } = payload;
  const isOld = (typ === undefined || typ === 'JWT') && payload['@context'] === undefined;
  if (!isOld) {
    if (vc !== undefined || vp !== undefined) return 'the claims vc and vp may not be there';
    return Object.fromEntries(Object.entries(payload).filter(([name]) => !CLAIMS.has(name)));
  }
  const inner = kind === 'vc' ? vc : vp;
  return isObject(inner) ? inner : `the claim ${kind} must be an object`;
}

/** kid is a DID URL, or a fragment of the author's; a DID of one key needs none. */
function toKeyId(kid: unknown, author: string): string | null {
  if (typeof kid === 'string' && kid.startsWith('#')) return author + kid;
  if (typeof kid === 'string' && kid.includes('#')) return kid;
  return readDidWithKey(author)?.id ?? null;
}

function findClaimFault(
  payload: Fields,
  document: Fields,
  { now, challenge, domain, kind }: TokenExpectations,
): { problem: Problem } | null {
  const seconds = now.getTime() / 1000;
  if (typeof payload.exp === 'number' && seconds >= payload.exp)
    return refuse('expired', 'the claim exp lies in the past');
  if (typeof payload.nbf === 'number' && seconds < payload.nbf)
    return refuse('not-yet-valid', 'the claim nbf lies in the future');
  if (payload.jti !== undefined && document.id !== undefined && payload.jti !== document.id)
    return refuse('CRYPTOGRAPHIC_SECURITY_ERROR', 'jti must be the id of the document');
  const [subject, ...others] = valuesOf(document.credentialSubject);
  if (
    kind === 'vc' &&
    payload.sub !== undefined &&
    others.length === 0 &&
    idOf(subject) !== undefined &&
    payload.sub !== idOf(subject)
  )
    return refuse('CRYPTOGRAPHIC_SECURITY_ERROR', 'sub must be the id of the subject');
  if (challenge !== undefined && payload.nonce !== challenge)
    return refuse('INVALID_CHALLENGE_ERROR', 'nonce is not the challenge expected');
  if (domain !== undefined && !valuesOf(payload.aud).includes(domain))
    return refuse('INVALID_DOMAIN_ERROR', 'aud is not the domain expected');
  return null;
}
