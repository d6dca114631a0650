// The one CMS structure that our seals have (RFC 5652, ETSI EN 319 122-1): written byte for byte, and recognised by writing it again.
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { Certificate, ContentInfo, SignedData } from 'pkijs';

const OID = {
  data: '06092a864886f70d010701',
  signedData: '06092a864886f70d010702',
  contentType: '06092a864886f70d010903',
  messageDigest: '06092a864886f70d010904',
  /** RFC 5035; its hash algorithm defaults to SHA-256. */
  signingCertificateV2: '060b2a864886f70d010910022f',
  sha256: '0609608648016503040201',
  ecdsaWithSha256: '06082a8648ce3d040302',
};
/** Order of the group of P-256 (SEC 2, section 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** A certificate, and of it what a signature repeats. */
export type SealCertificate = { der: Uint8Array; issuer: Uint8Array; serialNumber: Uint8Array; hash: Uint8Array };

/** The content is not inside: `digest` is its SHA-256. */
type SealParts = { certificate: SealCertificate; digest: Uint8Array; signature: Uint8Array };

export type ReadSeal = SealParts & { publicKey: KeyObject };

/** Takes a DER certificate apart. */
export function toSealCertificate(certificate: Certificate): SealCertificate {
  const der = new Uint8Array(certificate.toSchema().toBER());
  return {
    der,
    issuer: new Uint8Array(certificate.issuer.toSchema().toBER()),
    serialNumber: new Uint8Array(certificate.serialNumber.toBER()),
    hash: createHash('sha256').update(der).digest(),
  };
}

/** Signs a SHA-256 digest; returns DER. Of the two signatures (r, s) and (r, n − s) it takes the one with the smaller s. */
export function signSeal(digest: Uint8Array, certificate: SealCertificate, privateKey: KeyObject): Uint8Array {
  const raw = sign('sha256', signedAttributes(certificate, digest), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const [r, s] = [toInteger(raw.subarray(0, 32)), toInteger(raw.subarray(32))];
  const signature = der(0x30, integer(r), integer(s > ORDER / 2n ? ORDER - s : s));
  return encodeSeal({ certificate, digest, signature });
}

/**
 * Reads a CMS of exactly this structure; null for any other, down to a single bit: what is no part of the signature could
 * otherwise be changed unnoticed.
 */
export function readSeal(cms: Uint8Array): ReadSeal | null {
  try {
    const content = ContentInfo.fromBER(Uint8Array.from(cms));
    const signed = new SignedData({ schema: content.content });
    const [certificate] = signed.certificates ?? [];
    const [signer] = signed.signerInfos;
    const digest = signer?.signedAttrs?.attributes.find(({ type }) => type === '1.2.840.113549.1.9.4');
    if (!(certificate instanceof Certificate) || !signer || !digest) return null;
    const parts: SealParts = {
      certificate: toSealCertificate(certificate),
      digest: digest.values[0].valueBlock.valueHexView,
      signature: signer.signature.valueBlock.valueHexView,
    };
    if (Buffer.compare(encodeSeal(parts), cms) !== 0) return null;
    const spki = Buffer.from(certificate.subjectPublicKeyInfo.toSchema().toBER());
    return { ...parts, publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
  } catch {
    return null;
  }
}

/** Whether the signature over the attributes stands, and is the smaller one of its two forms. */
export function isSealSound({ certificate, digest, signature, publicKey }: ReadSeal): boolean {
  const attributes = signedAttributes(certificate, digest);
  try {
    return (
      verify('sha256', attributes, { key: publicKey, dsaEncoding: 'der' }, signature) &&
      isSmallForm(Buffer.from(signature))
    );
  } catch {
    return false;
  }
}

/** The signature as two integers, minimal as DER wants them, s in the lower half. */
function isSmallForm(signature: Buffer): boolean {
  const rLength = signature[3] ?? 0;
  const r = toInteger(signature.subarray(4, 4 + rLength));
  const s = toInteger(signature.subarray(6 + rLength));
  return s <= ORDER / 2n && der(0x30, integer(r), integer(s)).equals(signature);
}

function encodeSeal({ certificate, digest, signature }: SealParts): Buffer {
  const sha256 = der(0x30, hex(OID.sha256));
  const signer = der(
    0x30,
    integer(1n),
    der(0x30, certificate.issuer, certificate.serialNumber),
    sha256,
    der(0xa0, attributeList(certificate, digest)),
    der(0x30, hex(OID.ecdsaWithSha256)),
    der(0x04, signature),
  );
  const signed = der(
    0x30,
    integer(1n),
    der(0x31, sha256),
    der(0x30, hex(OID.data)),
    der(0xa0, certificate.der),
    der(0x31, signer),
  );
  return der(0x30, hex(OID.signedData), der(0xa0, signed));
}

/** What is signed: the attributes as a SET, though the structure tags them otherwise (RFC 5652, section 5.4). */
function signedAttributes(certificate: SealCertificate, digest: Uint8Array): Buffer {
  return der(0x31, attributeList(certificate, digest));
}

/**
 * The attributes that PAdES B-B asks for: content-type, message-digest and signing-certificate-v2; no signing-time, since the PDF
 * states it in `M`. DER orders a set by the bytes of its members.
 */
function attributeList(certificate: SealCertificate, digest: Uint8Array): Buffer {
  const attribute = (type: string, value: Buffer) => der(0x30, hex(type), der(0x31, value));
  const certificateId = der(0x30, der(0x04, certificate.hash));
  return Buffer.concat(
    [
      attribute(OID.contentType, hex(OID.data)),
      attribute(OID.messageDigest, der(0x04, digest)),
      attribute(OID.signingCertificateV2, der(0x30, der(0x30, certificateId))),
    ].sort(Buffer.compare),
  );
}

/** Tag, length, content (X.690, DER). */
function der(tag: number, ...content: Array<Uint8Array>): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 0x80
      ? [body.length]
      : body.length < 0x100
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

function integer(value: bigint): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return der(0x02, (bytes[0] as number) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

function toInteger(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
