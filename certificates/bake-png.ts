// Puts a credential into a PNG and takes it out again (Open Badges 3.0, section 5.3.1, Baking). The picture stays as it is.
import { inflateSync } from 'node:zlib';
import { CertificateError, type Reason } from './errors';
import { readChunks, writeChunks, type PngChunk } from './png-chunks';
import { MAX_INPUT_BYTES } from './read-input';

const KEYWORD = 'openbadgecredential';

/**
 * Returns the PNG with the credential, a compact JWT or JSON text, in one uncompressed iTXt chunk; one that was there before is
 * replaced. Throws `image-invalid` for what is no sound PNG.
 */
export function bakePng(png: Uint8Array, credential: string): Uint8Array {
  const [header, ...rest] = (readChunks(png) ?? []).filter((chunk) => !isCredential(chunk));
  if (!header) throw new CertificateError('image-invalid', 'The image to bake into is not a sound PNG');
  // keyword, end of keyword, not compressed (flag and method), no language, no translated keyword: W3C PNG, section 11.3.3.4
  const data = Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0\0`, 'latin1'), Buffer.from(credential, 'utf8')]);
  return writeChunks([header, { type: 'iTXt', data }, ...rest]);
}

/** Returns the text of the one credential in a PNG, or why there is none. A compressed one is unpacked up to 64 kB. */
export function readBakedPng(bytes: Uint8Array): { text: string } | { reason: Reason } {
  const chunks = readChunks(bytes);
  if (!chunks) return { reason: 'file-damaged' };
  const [found, ...more] = chunks.filter(isCredential);
  if (!found) return { reason: 'credential-missing' };
  // with two, readers could differ on which one counts
  if (more.length > 0) return { reason: 'credential-ambiguous' };
  const text = readText(Buffer.from(found.data.buffer, found.data.byteOffset, found.data.byteLength));
  return text === null ? { reason: 'file-damaged' } : { text };
}

function isCredential({ type, data }: PngChunk): boolean {
  return type === 'iTXt' && Buffer.from(data.subarray(0, KEYWORD.length + 1)).toString('latin1') === `${KEYWORD}\0`;
}

function readText(data: Buffer): string | null {
  const flags = KEYWORD.length + 1;
  const languageEnd = data.indexOf(0, flags + 2);
  const keywordEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1);
  if (keywordEnd < 0) return null;
  const body = data.subarray(keywordEnd + 1);
  const [isCompressed, method] = [data[flags], data[flags + 1]];
  try {
    if (isCompressed === 1 && method === 0) return decode(inflateSync(body, { maxOutputLength: MAX_INPUT_BYTES }));
    return isCompressed === 0 && body.length <= MAX_INPUT_BYTES ? decode(body) : null;
  } catch {
    return null;
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
