// Seals a PDF: PAdES baseline B-B (ETSI EN 319 142-1), one signature over the whole file, by a key of the issuer.
import { createHash, createPrivateKey, type JsonWebKey } from 'node:crypto';
import { Certificate } from 'pkijs';
import { CertificateError } from './errors';
import type { SigningKey } from './keys';
import { signSeal, toSealCertificate } from './pdf-cms';
import { requireP256 } from './pdf-seal-certificate';

/** A sealing key made ready: the private half imported, the certificate parsed. Make it once, use it for every file. */
export type PdfSeal = { signerName: string; sign: (content: ReadonlyArray<Uint8Array>) => Uint8Array };

/** Room for the signature, in bytes. Ours takes about 900; the name in the certificate is what varies. */
const CONTENT_BYTES = 3_072;
/** Ten digits each, as many as any offset below 2 GB needs; pdfkit prints this number without rounding. */
const UNKNOWN_OFFSET = 1_111_111_111;

const COMMON_NAME = '2.5.4.3';

/** Opens a sealing key with its certificate (`makeSealCertificate`). Throws `key-unsuitable` when they do not belong together. */
export function openSeal(key: SigningKey, certificateDer: Uint8Array): PdfSeal {
  requireP256(key);
  const certificate = Certificate.fromBER(Uint8Array.from(certificateDer));
  const point = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  const { x = '', y = '' } = key.publicJwk;
  const own = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  if (!own.equals(point)) throw new CertificateError('key-unsuitable', `The certificate is not that of ${key.id}`);
  const privateKey = createPrivateKey({ key: key.privateJwk as JsonWebKey, format: 'jwk' });
  const parts = toSealCertificate(certificate);
  const name = certificate.subject.typesAndValues.find(({ type }) => type === COMMON_NAME);
  return {
    signerName: String(name?.value.valueBlock.value ?? ''),
    sign: (content) => {
      const hash = createHash('sha256');
      for (const part of content) hash.update(part);
      return signSeal(hash.digest(), parts, privateKey);
    },
  };
}

/**
 * Puts an empty signature into a document that pdfkit is still writing: a form field without looks on its first page.
 * Returns what fills it in once all bytes are there. Call it after everything is drawn and before `doc.end()`.
 */
export function placeSeal(
  doc: PDFKit.PDFDocument,
  seal: PdfSeal,
  { createdAt, label }: { createdAt: Date; label: string },
): (bytes: Buffer) => Buffer {
  const inner = doc as unknown as PdfInternals;
  const signature = inner.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, UNKNOWN_OFFSET, UNKNOWN_OFFSET, UNKNOWN_OFFSET],
    Contents: new Uint8Array(CONTENT_BYTES),
    M: createdAt,
    Name: new String(seal.signerName),
  });
  const field = inner.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: new String('Seal'),
    TU: new String(label),
    V: signature,
    F: 132, // print, locked
    Rect: [0, 0, 0, 0],
    P: inner.page.dictionary,
  });
  inner.page.annotations.push(field);
  // SigFlags 3: there are signatures, and the file may only be appended to
  const form = inner.ref({ Fields: [field], SigFlags: 3 });
  inner._root.data.AcroForm = form;
  // pdfkit would insist on a font for a form that has no text
  inner.endAcroForm = () => doc;
  for (const reference of [signature, field, form]) reference.end();
  return (bytes) => fill(bytes, signature.offset, seal);
}

type Reference = { end(): void; offset: number };
type PdfInternals = {
  ref(data: Record<string, unknown>): Reference;
  page: { dictionary: Reference; annotations: Array<Reference> };
  _root: { data: Record<string, unknown> };
  endAcroForm: () => unknown;
};

function fill(bytes: Buffer, at: number, seal: PdfSeal): Buffer {
  const range = `/ByteRange [0 ${UNKNOWN_OFFSET} ${UNKNOWN_OFFSET} ${UNKNOWN_OFFSET}]`;
  const rangeAt = bytes.indexOf(range, at, 'latin1');
  const start = bytes.indexOf('/Contents <', rangeAt, 'latin1') + '/Contents '.length;
  const end = start + CONTENT_BYTES * 2 + 2; // the brackets are not signed
  const known = `/ByteRange [0 ${start} ${end} ${bytes.length - end}]`;
  bytes.write(known.padEnd(range.length), rangeAt, 'latin1');
  const cms = seal.sign([bytes.subarray(0, start), bytes.subarray(end)]);
  if (cms.length > CONTENT_BYTES)
    throw new CertificateError('pdf-invalid', 'The signature does not fit into its place');
  bytes.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1');
  return bytes;
}
