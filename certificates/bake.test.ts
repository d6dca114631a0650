// Baking: what goes into a picture comes out again, once, and hostile pictures get an answer in words.
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bakePng, readBakedPng } from './bake-png';
import { bakeSvg, readBakedSvg } from './bake-svg';
import { readChunks, writeChunks } from './png-chunks';
import { rasterize } from './raster';
import { readXml } from './xml';

const picture = rasterize([{ path: [['M', 1, 1], ['L', 7, 1], ['L', 4, 7], ['Z']], color: '#2b2a6b' }], 8, 8);
const drawing =
  '<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg"><title>A &amp; B</title></svg>';

const credentials = fc.oneof(
  fc.stringMatching(/^[\w-]{1,40}\.[\w-]{1,40}\.[\w-]{1,40}$/),
  fc
    .dictionary(fc.string(), fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer()))
    .map((value) => JSON.stringify(value)),
);

test('any credential baked into a PNG or an SVG comes out as it went in, also after baking another before', () => {
  fc.assert(
    fc.property(credentials, credentials, (first, second) => {
      expect(readBakedPng(bakePng(bakePng(picture, first), second))).toEqual({ text: second });
      const svg = bakeSvg(bakeSvg(drawing, first), second);
      // XML has no place for controls, which JSON escapes, and reads line ends as one
      expect(readBakedSvg(svg)).toEqual({ text: second });
    }),
  );
});

test('a baked PNG has the one chunk that Open Badges asks for, right after the header, and the picture as it was', () => {
  const chunks = readChunks(bakePng(picture, 'a.b.ñ')) ?? [];
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'iTXt', 'IDAT', 'IEND']);
  expect(Buffer.from(chunks[1]!.data)).toEqual(Buffer.from('openbadgecredential\0\0\0\0\0a.b.ñ', 'utf8'));
  expect(Buffer.from(writeChunks(chunks.toSpliced(1, 1)))).toEqual(Buffer.from(picture));
});

test('a baked SVG carries a JWT in an attribute and JSON as CDATA, right after its opening tag', () => {
  expect(bakeSvg('<svg xmlns="http://www.w3.org/2000/svg" width="8"/>', 'a.b.c')).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="8" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential verify="a.b.c"></openbadges:credential></svg>',
  );
  expect(bakeSvg('<svg xmlns="http://www.w3.org/2000/svg"></svg>', '{"a":"]]>"}')).toContain(
    '<openbadges:credential><![CDATA[{"a":"]]]]><![CDATA[>"}]]></openbadges:credential>',
  );
});

test('a picture that is damaged, empty or ambiguous is refused with the reason', () => {
  const chunks = readChunks(bakePng(picture, 'a.b.c')) ?? [];
  const header = Buffer.from('openbadgecredential\0\x01\0\0\0', 'latin1');
  const packed = (content: Uint8Array) =>
    writeChunks(chunks.with(1, { type: 'iTXt', data: Buffer.concat([header, deflateSync(content)]) }));
  expect(readBakedPng(picture)).toEqual({ reason: 'credential-missing' });
  expect(readBakedPng(writeChunks(chunks.toSpliced(1, 0, chunks[1]!)))).toEqual({ reason: 'credential-ambiguous' });
  expect(readBakedPng(packed(Buffer.from('a.b.c')))).toEqual({ text: 'a.b.c' });
  expect(readBakedPng(packed(Buffer.alloc(50_000_000)))).toEqual({ reason: 'file-damaged' });
  expect(readBakedPng(picture.subarray(0, picture.length - 1))).toEqual({ reason: 'file-damaged' });
  expect(readBakedPng(Buffer.concat([picture, Buffer.from('x')]))).toEqual({ reason: 'file-damaged' });
  const baked = bakeSvg(drawing, 'a.b.c');
  expect(readBakedSvg(drawing)).toEqual({ reason: 'credential-missing' });
  expect(readBakedSvg(baked.replace('></openbadges', '>{"a":1}</openbadges'))).toEqual({
    reason: 'credential-ambiguous',
  });
  expect(readBakedSvg(`<!DOCTYPE svg [<!ENTITY a "b">]>${baked}`)).toEqual({ reason: 'file-damaged' });
  expect(readBakedSvg('<g>'.repeat(100_000))).toEqual({ reason: 'file-damaged' });
  expect(() => bakePng(Buffer.from('GIF89a'), 'a.b.c')).toThrow(expect.objectContaining({ code: 'image-invalid' }));
  expect(() => bakeSvg('<html xmlns="http://www.w3.org/2000/svg"/>', 'a.b.c')).toThrow(
    expect.objectContaining({ code: 'image-invalid' }),
  );
});

test('no bytes make the readers throw, and whatever is changed in a PNG is noticed', () => {
  const baked = bakePng(picture, 'a.b.c');
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.nat(baked.length - 1),
      fc.integer({ min: 1, max: 255 }),
      (noise, at, mask) => {
        readBakedPng(Buffer.concat([baked.subarray(0, at), noise]));
        readXml(Buffer.concat([Buffer.from(drawing).subarray(0, at), noise]).toString('latin1'));
        const changed = Uint8Array.from(baked);
        changed[at] = changed[at]! ^ mask;
        expect(readBakedPng(changed)).not.toHaveProperty('text');
      },
    ),
  );
});

test('XML is read strictly: what is not well-formed, doubled or declared elsewhere is nothing', () => {
  expect(readXml('<a b="1" c=\'2&lt;&#65;&#x42;\'>x<![CDATA[<y>]]><d/></a>')?.map(({ kind }) => kind)).toEqual([
    'open',
    'text',
    'text',
    'open',
    'close',
  ]);
  for (const text of [
    '',
    'x',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a b="1" b="2"/>',
    '<a>&evil;</a>',
    '<a b="<"/>',
    '<a>&amp</a>',
    '<a b=1/>',
    '<!DOCTYPE a><a/>',
    '<a><!-- </a>',
  ])
    expect(readXml(text), text).toBeNull();
});
