// Pictures of lessons: checked by what they are, not by their name, and known by the hash of their bytes.
import { createHash } from 'node:crypto';
import { type Problem, problem } from '../problems';
import { checkSvg, type PictureInfo } from '../mdx/svg';
import type { Picture } from '../mdx/tree';

export const MAX_PICTURE_BYTES = 200_000;

export type PictureFile = Picture & { mime: string; bytes: Uint8Array };

/** Width and height in the header of a PNG (ISO/IEC 15948, 11.2.2), or null. */
function pngSize(bytes: Buffer): PictureInfo | null {
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47 || bytes.toString('latin1', 12, 16) !== 'IHDR')
    return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Width and height in the first chunk of a WebP (RFC 9649, sections 2.5 to 2.7), or null. */
function webpSize(bytes: Buffer): PictureInfo | null {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP')
    return null;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    default:
      return null;
  }
}

/** A picture with what it shows and how large, or the reasons why it must not be shown. `name` decides what it claims to be. */
export function readPicture(name: string, bytes: Buffer): { picture: PictureFile | null; problems: Array<Problem> } {
  const refuse = (...problems: Array<Problem>) => ({ picture: null, problems });
  if (bytes.length > MAX_PICTURE_BYTES)
    return refuse(problem(undefined, 'picture-large', { bytes: bytes.length, max: MAX_PICTURE_BYTES }));
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (name.endsWith('.svg')) {
    const { info, problems } = checkSvg(bytes.toString('utf8'));
    return info ? { picture: { ...info, hash, bytes, mime: 'image/svg+xml' }, problems } : refuse(...problems);
  }
  const size = name.endsWith('.png') ? pngSize(bytes) : webpSize(bytes);
  if (!size || size.width === 0 || size.height === 0) return refuse(problem(undefined, 'picture-form'));
  return { picture: { ...size, hash, bytes, mime: name.endsWith('.png') ? 'image/png' : 'image/webp' }, problems: [] };
}
