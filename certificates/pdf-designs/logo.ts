// A company's logo, made harmless: of a PNG the picture alone, of an SVG its shapes alone. What is drawn is rebuilt, never passed on.
import { inflateSync } from 'node:zlib';
import { CertificateError } from '../errors';
import { readChunks, writeChunks } from '../png-chunks';
import { readXml, type XmlToken } from '../xml';

type Matrix = [number, number, number, number, number, number];
type Shape = { path: string; matrix: Matrix; fill: string | null; stroke: string | null; strokeWidth: number };

export type Logo = { width: number; height: number } & (
  { kind: 'png'; bytes: Uint8Array } | { kind: 'svg'; left: number; top: number; shapes: Array<Shape> }
);

const MAX_BYTES = 512_000;
/** On either side, in pixels. */
const MAX_SIDE = 2_000;
const MAX_SHAPES = 400;
const MAX_PATH_CHARS = 20_000;
/** What a picture needs; the rest (texts, profiles, times) stays behind. */
const PICTURE_CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Reads a logo of at most 500 kB. A PNG of at most 2,000 pixels a side, 8 bits, not interlaced; an SVG of shapes in plain colours
 * (path, rect, circle, ellipse, line, polygon, polyline, groups, transforms). Scripts, styles sheets, links, embedded pictures, text
 * and gradients are not drawn: with any of them the SVG is refused, so that no logo comes out half. Throws `image-invalid`.
 */
export function readLogo(bytes: Uint8Array): Logo {
  if (bytes.length > MAX_BYTES) throw invalid('A logo has at most 500 kB');
  const isXml = /^\s*</.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8').replace('\uFEFF', ''));
  return isXml ? readSvg(new TextDecoder().decode(bytes)) : readPng(bytes);
}

function readPng(bytes: Uint8Array): Logo {
  const chunks = readChunks(bytes)?.filter(({ type }) => PICTURE_CHUNKS.has(type));
  const header = chunks?.[0];
  if (!chunks || header?.data.length !== 13) throw invalid('The logo is not a sound PNG');
  const view = Buffer.from(header.data);
  const [width, height] = [view.readUInt32BE(0), view.readUInt32BE(4)];
  const [depth, color, interlace] = [view[8], view[9] ?? 0, view[12]];
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE)
    throw invalid('The logo is larger than 2,000 pixels');
  const channels = CHANNELS[color];
  if (depth !== 8 || interlace !== 0 || channels === undefined)
    throw invalid('The logo is a PNG of a kind not supported');
  const expected = (width * channels + 1) * height;
  try {
    const data = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data));
    if (inflateSync(data, { maxOutputLength: expected }).length !== expected) throw new Error('too short');
  } catch {
    throw invalid('The picture data of the logo are damaged');
  }
  return { kind: 'png', width, height, bytes: writeChunks(chunks) };
}

type Style = { matrix: Matrix; fill: string | null; stroke: string | null; strokeWidth: number };

const IGNORED = new Set(['title', 'desc', 'metadata', 'defs']);

function readSvg(text: string): Logo {
  const tokens = readXml(text);
  const root = tokens?.find((token) => token.kind === 'open');
  if (!tokens || root?.kind !== 'open' || root.name !== 'svg') throw invalid('The logo is not a well-formed SVG');
  const box = numbers(
    root.attributes.get('viewBox') ?? `0 0 ${root.attributes.get('width')} ${root.attributes.get('height')}`,
  );
  const [left = 0, top = 0, width = 0, height = 0] = box;
  if (box.length !== 4 || !(width > 0 && height > 0)) throw invalid('The SVG logo says no size');
  const shapes: Array<Shape> = [];
  const styles: Array<Style> = [{ matrix: [1, 0, 0, 1, 0, 0], fill: '#000000', stroke: null, strokeWidth: 1 }];
  let ignored = 0;
  for (const token of tokens) {
    if (token.kind === 'text') continue;
    if (ignored > 0 || (token.kind === 'open' && IGNORED.has(token.name))) {
      if (token.kind === 'open' && !token.isEmpty) ignored++;
      if (token.kind === 'close') ignored--;
      continue;
    }
    if (token.kind === 'close') {
      styles.pop();
      continue;
    }
    const style = inherit(styles.at(-1) as Style, token);
    if (!token.isEmpty) styles.push(style);
    if (token.name === 'svg' ? token !== root : token.name !== 'g') shapes.push({ ...style, path: toPath(token) });
    if (shapes.length > MAX_SHAPES) throw invalid('The SVG logo has more than 400 shapes');
  }
  return { kind: 'svg', left, top, width, height, shapes };
}

function toPath({ name, attributes }: Extract<XmlToken, { kind: 'open' }>): string {
  const at = (key: string) => Number(attributes.get(key) ?? 0);
  const path = () => {
    if (name === 'path') return attributes.get('d') ?? '';
    if (name === 'rect') return `M${at('x')} ${at('y')}h${at('width')}v${at('height')}h${-at('width')}z`;
    if (name === 'circle') return ellipse(at('cx'), at('cy'), at('r'), at('r'));
    if (name === 'ellipse') return ellipse(at('cx'), at('cy'), at('rx'), at('ry'));
    if (name === 'line') return `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`;
    if (name === 'polygon' || name === 'polyline')
      return `M${numbers(attributes.get('points') ?? '').join(' ')}${name === 'polygon' ? 'z' : ''}`;
    throw invalid(`The SVG logo has a <${name.slice(0, 30)}>, which is not drawn here`);
  };
  const drawn = path();
  if (drawn.length > MAX_PATH_CHARS || !/^[\s\d.,+\-eMmLlHhVvCcSsQqTtAaZz]*$/.test(drawn))
    throw invalid('The SVG logo has a path that cannot be read');
  return drawn;
}

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;
}

function inherit(parent: Style, { attributes }: Extract<XmlToken, { kind: 'open' }>): Style {
  const declared = new Map(
    (attributes.get('style') ?? '')
      .split(';')
      .map((pair) => pair.split(':').map((part) => part.trim()) as [string, string]),
  );
  const get = (name: string) => declared.get(name) ?? attributes.get(name);
  if (attributes.has('class')) throw invalid('The SVG logo is coloured by a style sheet, which is not read here');
  const transform = attributes.get('transform');
  const width = get('stroke-width');
  return {
    matrix: transform === undefined ? parent.matrix : multiply(parent.matrix, readTransform(transform)),
    fill: toColor(get('fill'), parent.fill),
    stroke: toColor(get('stroke'), parent.stroke),
    strokeWidth: width === undefined ? parent.strokeWidth : Math.max(0, Number.parseFloat(width) || 0),
  };
}

const NAMED: Record<string, string> = { black: '#000000', white: '#ffffff', red: '#ff0000', currentcolor: '#000000' };

function toColor(value: string | undefined, inherited: string | null): string | null {
  if (value === undefined || value === 'inherit') return inherited;
  if (value === 'none' || value === 'transparent') return null;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value);
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`.toLowerCase();
  if (/^#[0-9a-f]{6}$/i.test(value)) return value.toLowerCase();
  const rgb = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(value)?.slice(1).map(Number);
  if (rgb?.every((part) => part <= 255)) return `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  const named = NAMED[value.toLowerCase()];
  if (named) return named;
  throw invalid(`The SVG logo has the colour "${value.slice(0, 30)}"; write it #rrggbb`);
}

function readTransform(text: string): Matrix {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  if (!/^(?:\s*(?:matrix|translate|scale|rotate)\([\d\s.,+\-e]{0,200}\)[\s,]*)*$/.test(text))
    throw invalid('The SVG logo has a transform that cannot be read');
  for (const [, name, inner = ''] of text.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a = 0, b, c = 0, d = 0, e = 0, f = 0] = numbers(inner);
    if (name === 'matrix') matrix = multiply(matrix, [a, b ?? 0, c, d, e, f]);
    else if (name === 'translate') matrix = multiply(matrix, [1, 0, 0, 1, a, b ?? 0]);
    else if (name === 'scale') matrix = multiply(matrix, [a, 0, 0, b ?? a, 0, 0]);
    else {
      const [cos, sin] = [Math.cos((a * Math.PI) / 180), Math.sin((a * Math.PI) / 180)];
      const [x, y] = [b ?? 0, c];
      matrix = multiply(matrix, [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y]);
    }
  }
  return matrix;
}

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function numbers(text: string): Array<number> {
  return [...text.matchAll(/[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi)].map(([number]) => Number(number));
}

function invalid(message: string): CertificateError {
  return new CertificateError('image-invalid', message, 'design.logo');
}
