// Draws a certificate as a PDF with its credential files attached and the whole sealed; the attached credential is the truth.
import PDFDocument from 'pdfkit';
import { toPlainText, type Award } from './document';
import { CertificateError } from './errors';
import { PAGE } from './pdf-band';
import type { Design } from './pdf-designs/design';
import type { PdfLabels } from './pdf-labels';
import { drawPage } from './pdf-page';
import { placeSeal, type PdfSeal } from './pdf-seal';

export type PdfAttachment = {
  /** File name as readers show it, for example `credential.json`. */
  name: string;
  /** For example `application/vc` or `application/vc+jwt`. */
  mediaType: string;
  bytes: Uint8Array;
  description: string;
};

export type PdfWarning = {
  code: 'glyph-missing';
  /** The character that no font on board has, drawn as a box. */
  character: string;
  /** For example `U+1F9FF`. */
  codePoint: string;
};

/**
 * Draws an award on one A4 page in landscape: tagged, with fonts embedded, the subset PDF/A-3b, a QR code to
 * `verifyUrl`, and the attachments with `AFRelationship` Data. The ornament follows from the credential's id.
 * Names of any script on board, in either direction, are laid out; a character without a glyph becomes a box and a
 * warning, so a caller can ask before it prints. Throws `pdf-invalid` when the address is not http or https.
 *
 * With a `seal` the file is signed as a whole (PAdES B-B); without one anybody may edit what is printed, though not the credential
 * inside. Not deterministic byte for byte.
 */
export async function renderPdf(input: {
  award: Award;
  labels: PdfLabels;
  /** BCP 47 tag of the labels; dates and numbers follow it. */
  locale: string;
  verifyUrl: string;
  /** Short number for people to read out, printed at the top. */
  shortId: string;
  scoreBand?: string;
  /** How it looks. Without one it looks like `skill` and bears the plain heading. */
  design?: Design;
  attachments: ReadonlyArray<PdfAttachment>;
  createdAt: Date;
  /** See `openSeal`. */
  seal?: PdfSeal;
}): Promise<{ bytes: Uint8Array; warnings: Array<PdfWarning> }> {
  const { award, attachments, createdAt, labels, locale } = input;
  if (!/^https?:\/\//.test(input.verifyUrl))
    throw new CertificateError('pdf-invalid', 'verifyUrl must be an http address', 'verifyUrl');
  const title = `${labels.certificate}: ${toPlainText(award.achievement.name)} – ${toPlainText(award.holder.name)}`;
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    font: '', // no default font: PDF/A wants every font embedded
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    tagged: true,
    lang: locale,
    displayTitle: true,
    info: {
      Title: title,
      Author: award.issuer.name,
      Subject: award.credentialId,
      Creator: award.issuer.name,
      CreationDate: createdAt,
      ModDate: createdAt,
    },
  });
  const chunks: Array<Buffer> = [];
  const finished = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', resolve);
    doc.on('error', reject);
  });

  const root = doc.struct('Document');
  doc.addStructure(root);
  const missing = new Set<string>();
  drawPage({ doc, root, missing }, input);
  root.end();
  for (const { name, mediaType, bytes, description } of attachments) {
    const options = {
      name,
      type: mediaType,
      description,
      relationship: 'Data',
      creationDate: createdAt,
      modifiedDate: createdAt,
    };
    doc.file(Buffer.from(bytes), options as PDFKit.Mixins.PDFAttachmentOptions);
  }
  const fillSeal = input.seal && placeSeal(doc, input.seal, { createdAt, label: labels.seal });
  doc.end();
  await finished;
  const drawn = Buffer.concat(chunks);
  return { bytes: fillSeal ? fillSeal(drawn) : drawn, warnings: [...missing].map(toWarning) };
}

function toWarning(character: string): PdfWarning {
  const codePoint = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
  return { code: 'glyph-missing', character, codePoint: `U+${codePoint}` };
}
