// Designs: colours that can be read, logos made harmless, badges that are the same each time. How they look is judged by eye.
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawBadge } from '../badge-image';
import { renderPdf } from '../pdf';
import { PDF_LABELS } from '../pdf-labels';
import { readChunks, writeChunks } from '../png-chunks';
import { sampleAward, SAMPLE_NOW } from '../sample';
import { readXml } from '../xml';
import { contrast, readableOn } from './contrast';
import { themeOf, type Design } from './design';
import { readLogo } from './logo';

const DESIGNS: Array<Design> = [
  { kind: 'skill' },
  { kind: 'role' },
  { kind: 'industry' },
  { kind: 'level', level: 2, levels: 4 },
  { kind: 'custom', accent: '#ffe600' },
];
const colors = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const invalidImage = expect.objectContaining({ code: 'image-invalid' });

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(readableOn('#777777', '#777777', '#000000', 4)).not.toBe('#777777');
});

test('letters can be read in every design, whatever colour a company brings', () => {
  const check = (design: Design) => {
    const theme = themeOf(design);
    expect(contrast('#ffffff', theme.band)).toBeGreaterThanOrEqual(7);
    expect(contrast(theme.ink, '#ffffff')).toBeGreaterThanOrEqual(7);
    expect(contrast(theme.accentOnWhite, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme.accentOnBand, theme.band)).toBeGreaterThanOrEqual(4.5);
  };
  DESIGNS.forEach(check);
  fc.assert(fc.property(colors, (accent) => check({ kind: 'custom', accent })));
});

test('a level out of range and a colour in words are refused', () => {
  for (const design of [
    { kind: 'level', level: 0, levels: 3 },
    { kind: 'level', level: 4, levels: 3 },
    { kind: 'level', level: 1, levels: 7 },
    { kind: 'custom', accent: 'red' },
  ] as Array<Design>)
    expect(() => themeOf(design)).toThrow(expect.objectContaining({ code: 'pdf-invalid' }));
});

test('each design is one page of its own, in both languages', async () => {
  const logo = readLogo(
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'),
  );
  for (const design of [
    ...DESIGNS,
    { kind: 'custom', accent: '#0055ff', logo, issuerLine: 'Acme '.repeat(30) } as Design,
  ])
    for (const locale of ['es', 'en'] as const) {
      const { bytes, warnings } = await renderPdf({
        award: sampleAward(),
        labels: PDF_LABELS[locale],
        locale,
        design,
        verifyUrl: 'https://academy.example/verify/x',
        shortId: 'PER-7D0F-4A6E',
        attachments: [],
        createdAt: SAMPLE_NOW,
      });
      expect(warnings).toEqual([]);
      expect(
        Buffer.from(bytes)
          .toString('latin1')
          .match(/\/Type \/Page\b(?!s)/g),
      ).toHaveLength(1);
    }
});

test('of an SVG logo the shapes alone are taken; what could load, run or hide is refused', () => {
  const svg = (inner: string, root = 'viewBox="0 0 9 9"') =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inner}</svg>`);
  expect(
    readLogo(svg('<title>x</title><g fill="#ABC" transform="translate(1 2)"><rect x="1" width="2" height="3"/></g>')),
  ).toEqual({
    kind: 'svg',
    left: 0,
    top: 0,
    width: 9,
    height: 9,
    shapes: [{ path: 'M1 0h2v3h-2z', matrix: [1, 0, 0, 1, 1, 2], fill: '#aabbcc', stroke: null, strokeWidth: 1 }],
  });
  for (const inner of [
    '<script>alert(1)</script>',
    '<image href="https://evil.example/x.png"/>',
    '<use href="#a"/>',
    '<foreignObject><p/></foreignObject>',
    '<style>path{}</style>',
    '<path class="a" d="M0 0h1"/>',
    '<path fill="url(#a)" d="M0 0h1"/>',
    '<path d="M0 0 (alert)"/>',
    '<text>x</text>',
    '<g transform="skewX(3) evil(1)"/>',
    '<path d="M0 0"/>'.repeat(500),
  ])
    expect(() => readLogo(svg(inner)), inner.slice(0, 40)).toThrow(invalidImage);
  expect(() => readLogo(svg('', 'viewBox="0 0 0 9"'))).toThrow(invalidImage);
  expect(() => readLogo(Buffer.alloc(600_000, 0x20))).toThrow(invalidImage);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      try {
        readLogo(svg(text));
      } catch (error) {
        expect(error).toMatchObject({ code: 'image-invalid' });
      }
    }),
  );
});

test('of a PNG logo the picture alone is taken; a lie about its size is refused', () => {
  const picture = drawBadge({ title: 'A', heading: 'B', issuerName: 'C', seed: 'd', language: 'es' }).png(32);
  const chunks = readChunks(picture) ?? [];
  const text = { type: 'tEXt', data: Buffer.from('Comment\0secret') };
  const logo = readLogo(writeChunks(chunks.toSpliced(1, 0, text)));
  expect(logo).toMatchObject({ kind: 'png', width: 32, height: 32 });
  expect(Buffer.from((logo as { bytes: Uint8Array }).bytes)).toEqual(Buffer.from(picture));
  const header = Buffer.from(chunks[0]!.data);
  header.writeUInt32BE(1_999, 0);
  expect(() => readLogo(writeChunks(chunks.with(0, { type: 'IHDR', data: header })))).toThrow(invalidImage);
  const bomb = { type: 'IDAT', data: deflateSync(Buffer.alloc(20_000_000)) };
  expect(() => readLogo(writeChunks(chunks.with(1, bomb)))).toThrow(invalidImage);
});

test('a badge is the same each time, well-formed and free of fonts and addresses, for any title', () => {
  const input = { heading: 'Certificado', issuerName: 'Pericia', seed: 'https://academy.example/a/1', language: 'es' };
  expect(drawBadge({ ...input, title: 'IA' })).toMatchObject({ svg: drawBadge({ ...input, title: 'IA' }).svg });
  expect(Buffer.from(drawBadge({ ...input, title: 'IA' }).png(48))).toEqual(
    Buffer.from(drawBadge({ ...input, title: 'IA' }).png(48)),
  );
  const titles = [
    'Fundamentos de marketing con IA',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    'Medición '.repeat(40),
    'أساسيات 田中 🚀 𓀀',
    '<b>&"',
    '',
  ];
  for (const design of DESIGNS)
    for (const title of titles) {
      const { svg } = drawBadge({ ...input, title, design });
      expect(readXml(svg), title).not.toBeNull();
      expect(svg).not.toMatch(/<(?:text|image|style|script|use)\b|NaN|undefined/);
      expect(svg.match(/https?:/g)).toHaveLength(1);
    }
  expect(() => drawBadge({ ...input, title: 'IA' }).png(4_096)).toThrow(RangeError);
});
