// Fonts unpacked and frozen by us draw what fontkit's own reader draws.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import { expect, test } from 'vitest';
import { freezeWeight } from './font-instance';
import { unpackWoff2 } from './woff2';

function load(name: string, subset: string): Buffer {
  return readFileSync(
    createRequire(import.meta.url).resolve(`@fontsource-variable/${name}/files/${name}-${subset}-wght-normal.woff2`),
  );
}

test.each([
  ['noto-sans', 'latin'],
  ['noto-naskh-arabic', 'arabic'],
  ['noto-serif-jp', '119'],
])('%s %s has the outlines and widths of the packed file', (name, subset) => {
  const file = load(name, subset);
  const [packed, unpacked] = [create(file), create(unpackWoff2(file))];
  expect(unpacked.numGlyphs).toBe(packed.numGlyphs);
  for (let id = 0; id < packed.numGlyphs; id++) {
    const [one, other] = [packed.getGlyph(id), unpacked.getGlyph(id)];
    expect([other.path.toSVG(), other.advanceWidth], `glyph ${id}`).toEqual([one.path.toSVG(), one.advanceWidth]);
  }
});

test('a frozen weight has the widths of the variable font at that weight, and no axis', () => {
  const file = unpackWoff2(load('noto-serif-jp', '119'));
  const variable = create(file).getVariation({ wght: 400 });
  const frozen = create(freezeWeight(file, 400));
  expect(Object.keys(frozen.variationAxes)).toEqual([]);
  for (const character of 'あいうの、') {
    const [one, other] = [variable.layout(character), frozen.layout(character)];
    expect(other.advanceWidth).toBe(Math.round(one.advanceWidth));
    expect(Math.abs(other.bbox.minY - one.bbox.minY)).toBeLessThanOrEqual(1);
  }
});

test('the default weight is left as it was', () => {
  const file = unpackWoff2(load('noto-sans', 'latin'));
  expect(freezeWeight(file, 400)).toBe(file);
});

test('what is no font is refused', () => {
  const file = load('noto-sans', 'latin');
  for (const bytes of [
    new Uint8Array(),
    Buffer.from('wOFF and more bytes'),
    file.subarray(0, 400),
    Buffer.concat([Buffer.from('wOF2ttcf'), file.subarray(8)]),
  ]) {
    expect(() => unpackWoff2(bytes)).toThrow(expect.objectContaining({ code: 'font-unreadable' }));
  }
});
