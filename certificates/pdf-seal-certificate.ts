// The X.509 certificate of a sealing key, self-signed, and the sealing keys that an issuer's DID document names.
import { randomBytes, webcrypto } from 'node:crypto';
import { BitString, Integer, OctetString, Utf8String } from 'asn1js';
import type { JWK } from 'jose';
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  GeneralName,
  GeneralNames,
  setEngine,
} from 'pkijs';
import { CertificateError } from './errors';
import { toPublicJwk, type PublicKey, type SigningKey } from './keys';

/** A key that issuers seal PDF files with: EC P-256, never a key for credentials. */
export type SealKey = Pick<PublicKey, 'id' | 'controller' | 'publicJwk'>;

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
/** digitalSignature and contentCommitment, RFC 5280, section 4.2.1.3. */
const KEY_USAGE = new Uint8Array([0xc0]).buffer;

setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto }));

/**
 * Returns the DER certificate of a P-256 key: self-signed, for `issuerName`, good for the period, with the key's DID URL as its
 * alternative name, so that who reads the seal finds the key in the issuer's DID document.
 * Throws `key-unsuitable` for a key of another algorithm.
 */
export async function makeSealCertificate(
  key: SigningKey,
  issuerName: string,
  period: { from: Date; until: Date },
): Promise<Uint8Array> {
  requireP256(key);
  const [privateKey, publicKey] = await Promise.all([importPrivate(key.privateJwk), importPublic(key.publicJwk)]);
  const certificate = new Certificate();
  certificate.version = 2;
  // positive and never zero: RFC 5280, section 4.1.2.2
  const serial = randomBytes(16);
  serial[0] = ((serial[0] as number) & 0x3f) | 0x40;
  certificate.serialNumber = new Integer({ valueHex: toBuffer(serial) });
  const name = () => new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: clip(issuerName) }) });
  certificate.subject.typesAndValues.push(name());
  certificate.issuer.typesAndValues.push(name());
  certificate.notBefore.value = period.from;
  certificate.notAfter.value = period.until;
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  const keyIdentifier = await webcrypto.subtle.digest(
    'SHA-1',
    certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView as Uint8Array<ArrayBuffer>,
  );
  const names = new GeneralNames({ names: [new GeneralName({ type: 6, value: key.id })] });
  certificate.extensions = [
    extension('2.5.29.19', true, new BasicConstraints({ cA: false }).toSchema().toBER()),
    extension('2.5.29.15', true, new BitString({ valueHex: KEY_USAGE, unusedBits: 6 }).toBER()),
    extension('2.5.29.14', false, new OctetString({ valueHex: keyIdentifier }).toBER()),
    extension('2.5.29.17', false, names.toSchema().toBER()),
  ];
  await certificate.sign(privateKey, 'SHA-256');
  return new Uint8Array(certificate.toSchema(true).toBER());
}

/**
 * Returns the DID document with the sealing keys added as verification methods. `assertionMethod` does not list them: they sign no
 * credential, and no verifier of credentials accepts one.
 */
export function withSealKeys(
  didDocument: Record<string, unknown>,
  keys: ReadonlyArray<PublicKey>,
): Record<string, unknown> {
  const did = didDocument.id;
  const methods = keys
    .filter((key) => key.controller === did && key.revokedAt === null)
    .map((key) => ({ id: key.id, type: 'JsonWebKey', controller: key.controller, publicKeyJwk: toPublicJwk(key) }));
  return { ...didDocument, verificationMethod: [...asArray(didDocument.verificationMethod), ...methods] };
}

/** Returns the sealing keys of a DID document fetched from its own address: P-256 methods that no relationship lists. */
export function readSealKeys(didDocument: Record<string, unknown>): Array<SealKey> {
  const listed = asArray(didDocument.assertionMethod);
  return asArray(didDocument.verificationMethod).flatMap((method) => {
    const { id, controller, type, publicKeyJwk } = (method ?? {}) as Record<string, unknown>;
    const jwk = publicKeyJwk as JWK | undefined;
    const isSealKey =
      typeof id === 'string' &&
      typeof controller === 'string' &&
      controller === didDocument.id &&
      type === 'JsonWebKey' &&
      jwk?.kty === 'EC' &&
      jwk.crv === 'P-256' &&
      !listed.includes(id);
    return isSealKey ? [{ id, controller, publicJwk: { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y } }] : [];
  });
}

function importPrivate(jwk: JWK): Promise<CryptoKey> {
  return webcrypto.subtle.importKey('jwk', jwk as webcrypto.JsonWebKey, P256, false, ['sign']) as Promise<CryptoKey>;
}

function importPublic(jwk: JWK): Promise<CryptoKey> {
  return webcrypto.subtle.importKey('jwk', jwk as webcrypto.JsonWebKey, P256, true, ['verify']) as Promise<CryptoKey>;
}

/** Throws unless the key is EC P-256 and not withdrawn. */
export function requireP256(key: SigningKey): void {
  if (key.algorithm !== 'ES256') throw new CertificateError('key-unsuitable', 'A seal needs an EC P-256 key');
  if (key.revokedAt !== null) throw new CertificateError('key-unsuitable', `${key.id} is revoked`);
}

function extension(extnID: string, critical: boolean, extnValue: ArrayBuffer): Extension {
  return new Extension({ extnID, critical, extnValue });
}

/** A common name has at most 64 characters: RFC 5280, appendix A.1. */
function clip(text: string): string {
  return [...text].slice(0, 64).join('');
}

function asArray(value: unknown): Array<unknown> {
  return Array.isArray(value) ? value : [];
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
