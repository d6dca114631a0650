// Signs a document as a compact JWT (VC-JWT). Checks nothing about the document: `buildDocument` has linted it.
import type { CredentialDocument } from './document';
import { CertificateError } from './errors';
import { signToken } from './jws';
import { requireSigner, type SigningKey } from './keys';

/**
 * `ob3`: header `typ: JWT`, and `iss jti sub nbf exp` beside the credential (Open Badges 3.0, JSON Web Token Proof Format).
 * `vc-jose-cose`: header `typ: vc+jwt`, the credential alone (W3C VC-JOSE-COSE). Status lists use this one.
 */
export type JwtProfile = 'ob3' | 'vc-jose-cose';

/**
 * Returns the document as a compact JWT signed with RS256 or ES256, as the key says.
 * Throws `key-unsuitable` for another algorithm, a revoked key or a controller that is not the document's issuer.
 *
 * @example
 * const jwt = await signJwt(buildDocument(award), key);
 */
export async function signJwt(
  document: Record<string, unknown>,
  key: SigningKey,
  profile: JwtProfile = 'ob3',
): Promise<string> {
  requireSigner(document, key);
  if (key.algorithm === 'Ed25519')
    throw new CertificateError('key-unsuitable', 'A JWT badge is signed with RS256 or ES256');
  const payload = profile === 'ob3' ? { ...document, ...toClaims(document as CredentialDocument) } : document;
  const header = { alg: key.algorithm, typ: profile === 'ob3' ? 'JWT' : 'vc+jwt', kid: key.id };
  return signToken(header, payload, key.privateJwk);
}

/** Times are seconds since 1970. */
function toClaims(document: CredentialDocument): Record<string, string | number> {
  return {
    iss: document.issuer.id,
    jti: document.id,
    sub: document.credentialSubject.id,
    nbf: Date.parse(document.validFrom) / 1000,
    ...(document.validUntil === undefined ? {} : { exp: Date.parse(document.validUntil) / 1000 }),
  };
}
