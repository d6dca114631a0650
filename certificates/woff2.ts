// Unpacks a WOFF2 font file into the TrueType file it was made from, since pdfkit can embed only that.
// Follows the W3C Recommendation "WOFF File Format 2.0", whose headings the comments name.
import { brotliDecompressSync } from 'node:zlib';
import { CertificateError } from './errors';
import { assembleFont, Reader, tableOf, writeOutline, Writer, type Step } from './sfnt';

/** Table directory: tags that a directory entry names by number. */
const KNOWN_TAGS =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill';
const SIGNATURE = 0x774f4632; // 'wOF2'
const COLLECTION = 0x74746366; // 'ttcf'
/** No font that we carry is near this, in bytes unpacked. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

type Entry = { tag: string; length: number; isTransformed: boolean };

/** Returns the TrueType or OpenType file. Throws `font-unreadable` for anything else than one font in WOFF2. */
export function unpackWoff2(file: Uint8Array): Uint8Array {
  try {
    return unpack(new Reader(file));
  } catch (error) {
    if (error instanceof CertificateError) throw error;
    throw new CertificateError('font-unreadable', `Damaged WOFF2: ${(error as Error).message}`);
  }
}

function unpack(reader: Reader): Uint8Array {
  if (reader.uint32() !== SIGNATURE) throw new CertificateError('font-unreadable', 'Not a WOFF2 file');
  const flavor = reader.uint32();
  if (flavor === COLLECTION) throw new CertificateError('font-unreadable', 'A collection of fonts');
  reader.skip(4);
  const tableCount = reader.uint16();
  reader.skip(6);
  const compressedLength = reader.uint32();
  reader.skip(24);
  const entries = Array.from({ length: tableCount }, () => readEntry(reader));
  const unpacked = brotliDecompressSync(reader.bytes(compressedLength), { maxOutputLength: MAX_UNPACKED_BYTES });

  const parts = new Map<string, Uint8Array>();
  let offset = 0;
  for (const { tag, length } of entries) {
    parts.set(tag, unpacked.subarray(offset, offset + length));
    offset += length;
  }
  const tables = new Map(parts);
  const isTransformed = (tag: string) => entries.some((entry) => entry.tag === tag && entry.isTransformed);
  if (isTransformed('glyf')) {
    const { glyf, loca, leftEdges } = rebuildGlyphs(new Reader(tableOf(parts, 'glyf')));
    tables.set('glyf', glyf);
    tables.set('loca', loca);
    const head = Uint8Array.from(tableOf(parts, 'head'));
    new DataView(head.buffer).setInt16(50, 1); // indexToLocFormat: long
    tables.set('head', head);
    if (isTransformed('hmtx')) {
      const metricCount = new Reader(tableOf(parts, 'hhea')).at(34).uint16();
      tables.set('hmtx', rebuildMetrics(new Reader(tableOf(parts, 'hmtx')), metricCount, leftEdges));
    }
  }
  return assembleFont(flavor, tables);
}

function readEntry(reader: Reader): Entry {
  const flags = reader.uint8();
  const number = flags & 0x3f;
  const tag = number === 63 ? String.fromCharCode(...reader.bytes(4)) : KNOWN_TAGS.slice(number * 5, number * 5 + 4);
  const version = flags >> 6;
  const isTransformed = tag === 'glyf' || tag === 'loca' ? version === 0 : version !== 0;
  const originalLength = reader.base128();
  return { tag, isTransformed, length: isTransformed ? reader.base128() : originalLength };
}

/** Transformed glyf table: glyph outlines, kept in seven streams. */
function rebuildGlyphs(reader: Reader): { glyf: Uint8Array; loca: Uint8Array; leftEdges: Array<number> } {
  reader.skip(2);
  const optionFlags = reader.uint16();
  const glyphCount = reader.uint16();
  reader.skip(2);
  const sizes = Array.from({ length: 7 }, () => reader.uint32());
  const [contours, points, flags, glyphs, composites, boxes, instructions] = sizes.map(
    (size) => new Reader(reader.bytes(size)),
  ) as [Reader, Reader, Reader, Reader, Reader, Reader, Reader];
  const hasBox = bits(boxes.bytes(4 * Math.floor((glyphCount + 31) / 32)));
  const overlaps = optionFlags & 1 ? bits(reader.bytes(Math.floor((glyphCount + 7) / 8))) : () => false;

  const writer = new Writer();
  const loca = new Writer();
  const leftEdges: Array<number> = [];
  for (let glyph = 0; glyph < glyphCount; glyph++) {
    loca.uint32(writer.length);
    const contourCount = contours.int16();
    if (contourCount === 0) {
      leftEdges.push(0);
      continue;
    }
    const box = hasBox(glyph) ? [boxes.int16(), boxes.int16(), boxes.int16(), boxes.int16()] : null;
    if (contourCount < 0) {
      leftEdges.push(box?.[0] ?? 0);
      writeComposite(writer, box ?? [0, 0, 0, 0], composites, glyphs, instructions);
    } else {
      leftEdges.push(writeSimple(writer, contourCount, box, { points, flags, glyphs, instructions }, overlaps(glyph)));
    }
    writer.align(4);
  }
  loca.uint32(writer.length);
  return { glyf: writer.toBytes(), loca: loca.toBytes(), leftEdges };
}

type Streams = { points: Reader; flags: Reader; glyphs: Reader; instructions: Reader };

/** Writes one outline in the plain TrueType encoding and returns its left edge. */
function writeSimple(
  writer: Writer,
  contourCount: number,
  box: Array<number> | null,
  streams: Streams,
  overlaps: boolean,
): number {
  const ends: Array<number> = [];
  let pointCount = 0;
  for (let contour = 0; contour < contourCount; contour++) ends.push((pointCount += streams.points.uint255()) - 1);

  const steps: Array<Step> = [];
  const edges = [Infinity, Infinity, -Infinity, -Infinity];
  let [x, y] = [0, 0];
  for (let point = 0; point < pointCount; point++) {
    const flag = streams.flags.uint8();
    const [dx, dy] = readStep(flag & 0x7f, streams.glyphs);
    [x, y] = [x + dx, y + dy];
    steps.push([flag >> 7 ? 0 : 1, dx, dy]);
    edges[0] = Math.min(edges[0] as number, x);
    edges[1] = Math.min(edges[1] as number, y);
    edges[2] = Math.max(edges[2] as number, x);
    edges[3] = Math.max(edges[3] as number, y);
  }
  const instructionLength = streams.glyphs.uint255();

  const outlineBox = box ?? (pointCount > 0 ? edges : [0, 0, 0, 0]);
  writeOutline(writer, {
    ends,
    steps,
    box: outlineBox,
    instructions: streams.instructions.bytes(instructionLength),
    overlaps,
  });
  return outlineBox[0] as number;
}

/** Decoding of coordinates: the table of 128 ways to store a step, as arithmetic. */
function readStep(flag: number, glyphs: Reader): [dx: number, dy: number] {
  const sign = (bit: number, value: number) => (flag & bit ? value : -value);
  const first = glyphs.uint8();
  if (flag < 10) return [0, sign(1, ((flag & 14) << 7) + first)];
  if (flag < 20) return [sign(1, (((flag - 10) & 14) << 7) + first), 0];
  if (flag < 84) {
    const base = flag - 20;
    return [sign(1, 1 + (base & 0x30) + (first >> 4)), sign(2, 1 + ((base & 0x0c) << 2) + (first & 0x0f))];
  }
  const second = glyphs.uint8();
  if (flag < 120) {
    const base = flag - 84;
    return [sign(1, 1 + (Math.floor(base / 12) << 8) + first), sign(2, 1 + (((base % 12) >> 2) << 8) + second)];
  }
  const third = glyphs.uint8();
  if (flag < 124) return [sign(1, (first << 4) + (second >> 4)), sign(2, ((second & 0x0f) << 8) + third)];
  return [sign(1, (first << 8) + second), sign(2, (third << 8) + glyphs.uint8())];
}

/** A glyph made of other glyphs: its records are stored as they were. */
function writeComposite(
  writer: Writer,
  box: Array<number>,
  composites: Reader,
  glyphs: Reader,
  instructions: Reader,
): void {
  writer.int16(-1);
  for (const edge of box) writer.int16(edge);
  let hasInstructions = false;
  let flags: number;
  do {
    flags = composites.uint16();
    hasInstructions ||= (flags & 0x100) !== 0;
    const argumentBytes = flags & 0x1 ? 4 : 2;
    const scaleBytes = flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
    writer.uint16(flags);
    writer.bytes(composites.bytes(2 + argumentBytes + scaleBytes));
  } while (flags & 0x20);
  if (!hasInstructions) return;
  const length = glyphs.uint255();
  writer.uint16(length);
  writer.bytes(instructions.bytes(length));
}

/** Transformed hmtx table: side bearings that equal the outline's left edge are left out. */
function rebuildMetrics(reader: Reader, metricCount: number, leftEdges: Array<number>): Uint8Array {
  const flags = reader.uint8();
  const advances = Array.from({ length: metricCount }, () => reader.uint16());
  const writer = new Writer();
  for (const [glyph, edge] of leftEdges.entries()) {
    const advance = advances[glyph];
    if (advance !== undefined) writer.uint16(advance);
    const isLeftOut = advance === undefined ? flags & 2 : flags & 1;
    writer.int16(isLeftOut ? edge : reader.int16());
  }
  return writer.toBytes();
}

function bits(bytes: Uint8Array): (index: number) => boolean {
  return (index) => (((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1;
}
