// PNG files as a list of chunks: taken apart with every length and checksum tested, and put together again.
import { crc32 } from 'node:zlib';

export type PngChunk = { type: string; data: Uint8Array };

/** W3C PNG, section 5.2. */
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type and checksum around the data of a chunk. */
const FRAME_BYTES = 12;
/** An image of ours has four; photographs some hundreds. */
const MAX_CHUNKS = 10_000;

/** Whether the bytes begin like a PNG. */
export function isPng(bytes: Uint8Array): boolean {
  return bytes.length >= SIGNATURE.length && SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length));
}

/**
 * Returns the chunks of a PNG, from IHDR to IEND; null when the file is damaged: a length beyond the end, a wrong checksum, a
 * first or last chunk of another kind, or bytes after the end. Nothing is unpacked. The data are views on `bytes`.
 */
export function readChunks(bytes: Uint8Array): Array<PngChunk> | null {
  if (!isPng(bytes)) return null;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Array<PngChunk> = [];
  let at = SIGNATURE.length;
  while (at < file.length) {
    if (at + FRAME_BYTES > file.length || chunks.length >= MAX_CHUNKS) return null;
    const length = file.readUInt32BE(at);
    const end = at + FRAME_BYTES + length;
    if (end > file.length) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/.test(type) || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4))
      return null;
    chunks.push({ type, data: file.subarray(at + 8, end - 4) });
    at = end;
  }
  return chunks[0]?.type === 'IHDR' && chunks.at(-1)?.type === 'IEND' ? chunks : null;
}

/** Returns the PNG made of the chunks, checksums computed. */
export function writeChunks(chunks: ReadonlyArray<PngChunk>): Uint8Array {
  const parts: Array<Uint8Array> = [SIGNATURE];
  for (const { type, data } of chunks) {
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.write(type, 4, 'latin1');
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(data, crc32(frame.subarray(4))));
    parts.push(frame, data, checksum);
  }
  return Buffer.concat(parts);
}
