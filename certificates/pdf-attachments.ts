// Reads back what our PDF files carry: the attached credentials and the seal. Not a PDF reader: it runs nothing, follows nothing, and bounds all it unpacks.
import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { Reason } from './errors';
import { isSealSound, readSeal } from './pdf-cms';
import type { SealKey } from './pdf-seal-certificate';
import { MAX_INPUT_BYTES } from './read-input';

/** Embedded files, and signatures, that are looked at. */
const MAX_MARKS = 32;
/** Our signature takes 6 kB of digits. */
const MAX_SEAL_DIGITS = 65_536;
/** How far the dictionary of an embedded file may reach. */
const MAX_DICTIONARY_BYTES = 2_000;

export type SealAnswer =
  | { outcome: 'pass'; keyId: string; controller: string }
  | { outcome: 'unknown' | 'fail'; reason: Reason; detail?: string };

/** What a PDF carries. `seal` says whether the whole file, and nothing beyond it, is what its issuer sealed. */
export type PdfContent = { credential: { text: string } | { reason: Reason }; seal: SealAnswer };

/** Whether the bytes begin like a PDF (ISO 32000-2, section 7.5.2). */
export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
}

/**
 * Returns the one credential attached to a PDF, as JWT where it has both forms, and the verdict over its seal. When something was
 * appended after sealing, the credential is taken from the part that the seal covers.
 */
export function readPdf(bytes: Uint8Array, sealKeys: ReadonlyArray<SealKey>): PdfContent {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { answer, sealedBytes } = checkSeal(pdf, sealKeys);
  const part = sealedBytes === null ? pdf : pdf.subarray(0, sealedBytes);
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(pdf.toString('latin1')))
    return { credential: { reason: 'file-encrypted' }, seal: answer };
  return { credential: chooseCredential(findCredentials(part)), seal: answer };
}

function chooseCredential(texts: Array<string>): { text: string } | { reason: Reason } {
  const jwts = texts.filter((text) => !text.startsWith('{'));
  const jsons = texts.filter((text) => text.startsWith('{'));
  // two of a form: nothing says which one the page belongs to
  if (jwts.length > 1 || jsons.length > 1) return { reason: 'credential-ambiguous' };
  const [text] = [...jwts, ...jsons];
  return text === undefined ? { reason: 'credential-missing' } : { text };
}

/** The texts of embedded files that could be a credential: a JSON object or a compact JWT. */
function findCredentials(pdf: Buffer): Array<string> {
  return marks(pdf, '/EmbeddedFile')
    .filter((mark) => !/[A-Za-z]/.test(String.fromCharCode(pdf[mark + '/EmbeddedFile'.length] ?? 0)))
    .map((mark) => readStream(pdf, mark))
    .filter(
      (text) => text !== null && (text.startsWith('{') || /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)),
    ) as Array<string>;
}

/** The text of the stream in whose dictionary the mark stands, unpacked up to 64 kB; null for one that is damaged or larger. */
function readStream(pdf: Buffer, mark: number): string | null {
  const start = pdf.indexOf('stream', mark, 'latin1');
  const head = pdf.lastIndexOf(' obj', mark, 'latin1');
  if (start < 0 || head < 0 || start - head > MAX_DICTIONARY_BYTES) return null;
  const dictionary = pdf.toString('latin1', head, start);
  const from = start + (pdf[start + 6] === 0x0d ? 8 : 7);
  const direct = /\/Length\s+(\d{1,7})(?!\s+\d+\s+R)\b/.exec(dictionary)?.[1];
  const to = direct === undefined ? pdf.indexOf('endstream', from, 'latin1') : from + Number(direct);
  if (to < from || to > pdf.length) return null;
  const stream = pdf.subarray(from, to);
  try {
    const plain = /\/FlateDecode|\/Fl\b/.test(dictionary)
      ? inflateSync(stream, { maxOutputLength: MAX_INPUT_BYTES })
      : stream;
    if (plain.length > MAX_INPUT_BYTES || (/\/Filter/.test(dictionary) && plain === stream)) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain).trim();
  } catch {
    return null;
  }
}

type SealCheck = { answer: SealAnswer; sealedBytes: number | null };

/** Judges every signature and takes the best: a countersignature of somebody else does not hide ours. */
function checkSeal(pdf: Buffer, keys: ReadonlyArray<SealKey>): SealCheck {
  const found = marks(pdf, '/ByteRange').map((mark) => judgeSeal(pdf, mark, keys));
  const rank = ({ answer }: SealCheck) =>
    answer.outcome === 'pass' ? 3 : answer.reason === 'seal-partial' ? 2 : answer.reason === 'seal-mismatch' ? 1 : 0;
  const [best] = found.sort((one, other) => rank(other) - rank(one));
  return best ?? { answer: { outcome: 'unknown', reason: 'seal-absent' }, sealedBytes: null };
}

function judgeSeal(pdf: Buffer, mark: number, keys: ReadonlyArray<SealKey>): SealCheck {
  const fail = (reason: Reason, detail?: string): SealCheck => ({
    answer: detail === undefined ? { outcome: 'fail', reason } : { outcome: 'fail', reason, detail },
    sealedBytes: null,
  });
  const range = /^\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/.exec(
    pdf.toString('latin1', mark, mark + 80),
  );
  const [zero = 1, gapStart = 0, gapEnd = 0, rest = 0] = (range ?? []).slice(1).map(Number);
  const end = gapEnd + rest;
  if (!range || zero !== 0 || gapEnd <= gapStart + 2 || end > pdf.length) return fail('seal-damaged');
  if (gapEnd - gapStart > MAX_SEAL_DIGITS) return fail('seal-damaged');
  // only the signature itself may be left out: digits between brackets, none of which could be changed unnoticed
  const digits = pdf.toString('latin1', gapStart + 1, gapEnd - 1);
  const isFramed = pdf[gapStart] === 0x3c && pdf[gapEnd - 1] === 0x3e && /^(?:[0-9a-f]{2})+$/.test(digits);
  const cms = isFramed ? withoutPadding(Buffer.from(digits, 'hex')) : null;
  const seal = cms && readSeal(cms);
  if (!seal) return fail('seal-damaged');

  const hash = createHash('sha256').update(pdf.subarray(0, gapStart)).update(pdf.subarray(gapEnd, end)).digest();
  if (!hash.equals(seal.digest) || !isSealSound(seal)) return fail('seal-mismatch');
  const key = keys.find(({ publicJwk }) =>
    createPublicKey({ key: publicJwk as JsonWebKey, format: 'jwk' }).equals(seal.publicKey),
  );
  if (!key) return fail('seal-untrusted');
  if (end !== pdf.length)
    return { ...fail('seal-partial', `${pdf.length - end} bytes after the seal`), sealedBytes: end };
  return { answer: { outcome: 'pass', keyId: key.id, controller: key.controller }, sealedBytes: end };
}

/** The structure as long as it says it is; null when what follows is anything but zeros. */
function withoutPadding(bytes: Buffer): Buffer | null {
  const length = bytes[1] === 0x82 && bytes.length > 4 ? 4 + bytes.readUInt16BE(2) : bytes.length;
  return bytes.subarray(length).every((byte) => byte === 0) ? bytes.subarray(0, length) : null;
}

function marks(pdf: Buffer, text: string): Array<number> {
  const found: Array<number> = [];
  let at = pdf.indexOf(text, 0, 'latin1');
  while (at >= 0 && found.length < MAX_MARKS) {
    found.push(at);
    at = pdf.indexOf(text, at + 1, 'latin1');
  }
  return found;
}
