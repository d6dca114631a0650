// Signs a document with an embedded Data Integrity proof, cryptosuite eddsa-rdfc-2022. Offline.
import { signProof } from './data-integrity';
import { toTimestamp } from './document';
import { CertificateError } from './errors';
import { requireSigner, type SigningKey } from './keys';

/**
 * Returns the document with its proof as JSON text. Keep that text as it is: parsed and printed again it still
 * verifies, but copies would no longer be identical.
 * Throws `key-unsuitable` for a key that is not Ed25519, is revoked or belongs to another issuer.
 *
 * @param created time of the signature; self-asserted, so verifiers must not date a certificate by it
 */
export async function signDataIntegrity(
  document: Record<string, unknown>,
  key: SigningKey,
  created: Date | string,
): Promise<string> {
  requireSigner(document, key);
  if (key.algorithm !== 'Ed25519') throw new CertificateError('key-unsuitable', 'eddsa-rdfc-2022 needs an Ed25519 key');
  const options = {
    type: 'DataIntegrityProof',
    created: toTimestamp(created, 'created'),
    verificationMethod: key.id,
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
  };
  // an array, since the 1EdTech schema wants one
  return JSON.stringify({ ...document, proof: [await signProof(document, options, key.privateJwk)] });
}
