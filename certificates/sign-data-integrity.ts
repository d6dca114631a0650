// Signs a document with an embedded Data Integrity proof, cryptosuite eddsa-rdfc-2022. Offline.
import { issue } from '@digitalbazaar/vc';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as ed25519 from '@digitalbazaar/ed25519-multikey';
import { createDocumentLoader } from './contexts';
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
  const pair = await ed25519.fromJwk({ jwk: key.privateJwk, secretKey: true, id: key.id, controller: key.controller });
  const date = toTimestamp(created, 'created');
  const signed = await issue({
    credential: structuredClone(document),
    suite: new DataIntegrityProof({ signer: pair.signer(), cryptosuite, date }),
    documentLoader: createDocumentLoader(),
    now: date,
  });
  // the library writes one object; the 1EdTech schema wants an array
  return JSON.stringify({ ...signed, proof: [signed.proof] });
}
