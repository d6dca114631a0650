// Draws a certificate as a PDF with its credential files attached. Unsealed: the attached credential is the truth.
import PDFDocument from 'pdfkit';
import { toPlainText, type Award } from './document';
import { CertificateError } from './errors';
import type { PdfLabels } from './pdf-labels';
import { drawPage, PAGE } from './pdf-page';

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
 * Not deterministic byte for byte. Does not seal: whoever edits the PDF cannot edit the credential inside.
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
  attachments: ReadonlyArray<PdfAttachment>;
  createdAt: Date;
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
  doc.end();
  await finished;
  return { bytes: Buffer.concat(chunks), warnings: [...missing].map(toWarning) };
}

function toWarning(character: string): PdfWarning {
  const codePoint = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
  return { code: 'glyph-missing', character, codePoint: `U+${codePoint}` };
}
