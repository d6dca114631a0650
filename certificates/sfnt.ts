// The bytes of a TrueType file: reading and writing numbers, tables and outlines. Knows nothing of compression.
import { CertificateError } from './errors';

/** One point of an outline: on the curve or off it, and the way from the point before. */
export type Step = [onCurve: number, dx: number, dy: number];

/** Splits a TrueType or OpenType file into its tables. */
export function readTables(file: Uint8Array): { flavor: number; tables: Map<string, Uint8Array> } {
  const reader = new Reader(file);
  const flavor = reader.uint32();
  const count = reader.uint16();
  reader.skip(6);
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < count; index++) {
    const tag = Buffer.from(reader.bytes(4)).toString('latin1');
    reader.skip(4);
    const offset = reader.uint32();
    const length = reader.uint32();
    tables.set(tag, file.subarray(offset, offset + length));
  }
  return { flavor, tables };
}

/** Puts tables together into a file. */
export function assembleFont(flavor: number, tables: Map<string, Uint8Array>): Uint8Array {
  const names = [...tables.keys()].sort();
  const directory = new Writer();
  const data = new Writer();
  const power = 2 ** Math.floor(Math.log2(names.length));
  directory.uint32(flavor);
  for (const value of [names.length, power * 16, Math.log2(power), names.length * 16 - power * 16])
    directory.uint16(value);
  for (const name of names) {
    const table = tableOf(tables, name);
    directory.bytes(Buffer.from(name, 'latin1'));
    directory.uint32(0); // checksums are recomputed when the font is subset
    directory.uint32(12 + names.length * 16 + data.length);
    directory.uint32(table.length);
    data.bytes(table);
    data.align(4);
  }
  return Buffer.concat([directory.toBytes(), data.toBytes()]);
}

/** Returns a table that must be there. Throws `font-unreadable`. */
export function tableOf(parts: Map<string, Uint8Array>, tag: string): Uint8Array {
  const bytes = parts.get(tag);
  if (!bytes) throw new CertificateError('font-unreadable', `The font has no table ${tag}`);
  return bytes;
}

/** Writes one outline in the plain TrueType encoding (OpenType specification, `glyf`). */
export function writeOutline(
  writer: Writer,
  outline: { ends: Array<number>; steps: Array<Step>; box: Array<number>; instructions: Uint8Array; overlaps: boolean },
): void {
  const { ends, steps, box, instructions, overlaps } = outline;
  writer.int16(ends.length);
  for (const edge of box) writer.int16(edge);
  for (const end of ends) writer.uint16(end);
  writer.uint16(instructions.length);
  writer.bytes(instructions);
  for (const [index, [onCurve, dx, dy]] of steps.entries()) {
    writer.uint8(
      onCurve | shortFlags(dx, 0x02, 0x10) | shortFlags(dy, 0x04, 0x20) | (overlaps && index === 0 ? 0x40 : 0),
    );
  }
  for (const [, dx] of steps) writeDelta(writer, dx);
  for (const [, , dy] of steps) writeDelta(writer, dy);
}

/** TrueType flags of one coordinate: zero repeats the last, up to 255 takes one byte and a sign, more takes two. */
function shortFlags(delta: number, shortBit: number, sameBit: number): number {
  if (delta === 0) return sameBit;
  if (Math.abs(delta) > 255) return 0;
  return delta > 0 ? shortBit | sameBit : shortBit;
}

function writeDelta(writer: Writer, delta: number): void {
  if (delta === 0) return;
  if (Math.abs(delta) > 255) writer.int16(delta);
  else writer.uint8(Math.abs(delta));
}

/** Reads big-endian numbers one after another. */
export class Reader {
  private offset = 0;
  private readonly view: DataView;

  constructor(private readonly source: Uint8Array) {
    this.view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  }

  at(offset: number): this {
    this.offset = offset;
    return this;
  }

  skip(count: number): void {
    this.offset += count;
  }

  uint8(): number {
    return this.view.getUint8(this.offset++);
  }

  int16(): number {
    return (this.uint16() << 16) >> 16;
  }

  uint16(): number {
    this.offset += 2;
    return this.view.getUint16(this.offset - 2);
  }

  uint32(): number {
    this.offset += 4;
    return this.view.getUint32(this.offset - 4);
  }

  bytes(count: number): Uint8Array {
    if (this.offset + count > this.source.length) throw new RangeError('it ends too early');
    this.offset += count;
    return this.source.subarray(this.offset - count, this.offset);
  }

  /** UIntBase128 of WOFF2: 7 bits a byte, highest first. */
  base128(): number {
    let value = 0;
    for (let count = 0; count < 5; count++) {
      const byte = this.uint8();
      value = value * 128 + (byte & 0x7f);
      if (!(byte & 0x80)) return value;
    }
    throw new RangeError('a length is malformed');
  }

  /** 255UInt16 of WOFF2: mostly one byte. */
  uint255(): number {
    const code = this.uint8();
    if (code === 253) return this.uint16();
    if (code === 254) return this.uint8() + 506;
    if (code === 255) return this.uint8() + 253;
    return code;
  }
}

/** Writes big-endian numbers one after another. */
export class Writer {
  length = 0;
  private buffer = Buffer.alloc(65_536);

  uint8(value: number): void {
    this.reserve(1)[this.length - 1] = value;
  }

  int16(value: number): void {
    this.uint16(value & 0xffff);
  }

  uint16(value: number): void {
    this.reserve(2).writeUInt16BE(value, this.length - 2);
  }

  uint32(value: number): void {
    this.reserve(4).writeUInt32BE(value, this.length - 4);
  }

  bytes(value: Uint8Array): void {
    this.reserve(value.length).set(value, this.length - value.length);
  }

  align(size: number): void {
    while (this.length % size !== 0) this.uint8(0);
  }

  toBytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private reserve(count: number): Buffer {
    this.length += count;
    if (this.length > this.buffer.length) {
      this.buffer = Buffer.concat([this.buffer, Buffer.alloc(Math.max(this.buffer.length, this.length))]);
    }
    return this.buffer;
  }
}
