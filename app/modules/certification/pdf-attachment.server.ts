// Takes the credential out of one of our PDFs. Not a PDF reader: it looks for embedded files alone, and bounds all it unpacks.
import { inflateSync } from 'node:zlib';

/** Unpacked bytes of one embedded file: what certificates/ reads at most. */
const MAX_FILE_BYTES = 65_536;
/** Embedded files looked at. */
const MAX_FILES = 8;

/** Whether the bytes begin like a PDF (ISO 32000-2, section 7.5.2). */
export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
}

/**
 * The texts of the embedded files that could be a credential: a JSON object or a compact JWT, JWTs first since they are checked
 * faster. Empty for a PDF without any, a damaged or an encrypted one.
 */
export function readPdfCredentials(bytes: Uint8Array): Array<string> {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Array<string> = [];
  let at = 0;
  for (let files = 0; files < MAX_FILES; files++) {
    const mark = pdf.indexOf('/EmbeddedFile\n', at, 'latin1');
    if (mark < 0) break;
    at = mark + 1;
    const text = readStream(pdf, mark);
    if (text && (text.startsWith('{') || /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text))) found.push(text);
  }
  return found.sort((left, right) => Number(left.startsWith('{')) - Number(right.startsWith('{')));
}

/** The stream whose dictionary has the mark, unpacked. */
function readStream(pdf: Buffer, mark: number): string | null {
  const start = pdf.indexOf('stream', mark, 'latin1');
  if (start < 0 || start - mark > 1_000) return null;
  const dictionary = pdf.toString('latin1', pdf.lastIndexOf('<<', mark), start);
  const length = Number(/\/Length (\d{1,7})\b(?! \d+ R)/.exec(dictionary)?.[1]);
  const from = start + (pdf[start + 6] === 0x0d ? 8 : 7);
  if (!Number.isInteger(length) || from + length > pdf.length) return null;
  const stream = pdf.subarray(from, from + length);
  try {
    const plain = dictionary.includes('/FlateDecode')
      ? inflateSync(stream, { maxOutputLength: MAX_FILE_BYTES })
      : stream.subarray(0, MAX_FILE_BYTES);
    return plain.toString('utf8').trim();
  } catch {
    return null;
  }
}
