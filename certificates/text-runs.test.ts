// Names of the world: which font draws which part, in which order, on how many lines.
import { expect, test } from 'vitest';
import { fitLines, layOutClipped, layOutLine, layOutLines, missingCharacters, type TextFormat } from './text-runs';

const format: TextFormat = { style: 'display', size: 40 };

/** Families and texts of the runs, from left to right. */
function runs(text: string): Array<string> {
  return layOutLine(text, format).runs.map(
    (run) =>
      `${run.face?.key.replace(/-(\[?\w+\]?|latin-ext)-\d+$/, '') ?? 'box'}${run.isRightToLeft ? ' rtl' : ''}: ${run.text}`,
  );
}

test('a Latin name is one run in the display face', () => {
  expect(runs('Ana Pérez Íñiguez')).toEqual(['noto-serif-display: Ana Pérez Íñiguez']);
});

test('an Arabic and a Hebrew name run right to left in one piece', () => {
  expect(runs('محمد علي')).toEqual(['noto-naskh-arabic rtl: محمد علي']);
  expect(runs('שָׁלוֹם לוי-כהן')).toEqual(['noto-serif-hebrew rtl: שָׁלוֹם לוי-כהן']);
});

test('brackets in right-to-left text are mirrored', () => {
  expect(runs('علي (أحمد)').map((run) => run.replace(/^.*: /, ''))).toEqual(['(', 'أحمد', ')', 'علي ']);
});

test('mixed directions stand in visual order', () => {
  expect(
    runs('Ana علي Bea')
      .map((run) => run.replace(/^.*: /, ''))
      .join('|'),
  ).toMatch(/^Ana \|علي\|.*Bea$/);
  // a Hebrew paragraph with digits inside: the digits keep their order, to the left of what was before them
  const line = runs('לוי 123');
  expect(line[0]).toMatch(/123/);
  expect(line.at(-1)).toMatch(/לוי/);
});

test('Han characters follow the script beside them, or the font that has them all', () => {
  expect(runs('田中 たろう')[0]).toMatch(/^noto-serif-jp/);
  expect(runs('김민준')[0]).toMatch(/^noto-serif-kr/);
  expect(runs('张伟').every((run) => run.startsWith('noto-serif-sc'))).toBe(true);
  expect(runs('陳怡君').every((run) => run.startsWith('noto-serif-jp'))).toBe(true);
});

test.each([
  'Nguyễn Thị Ánh',
  'Łukasz Żółć',
  'Ελένη',
  'Дмитрий',
  'สมชาย',
  'हिन्दी',
  'নাম',
  'தமிழ்',
  'తెలుగు',
  'ქართული',
  'Հայկ',
  'ሰላም',
  'ខ្មែរ',
  '🚀👩‍🚀',
])('%s has a glyph for each character', (text) => {
  const line = layOutLine(text, format);
  expect(missingCharacters(line)).toEqual([]);
  expect(line.width).toBeGreaterThan(20);
});

test('joined emoji are one glyph wide', () => {
  const [one, joined] = [layOutLine('👩', format), layOutLine('👩‍🚀', format)];
  expect(joined.width).toBeLessThan(one.width * 1.5);
});

test('a character without glyph is a box of known width, and reported', () => {
  const line = layOutLine('Ana 𓀀', format);
  expect(missingCharacters(line)).toEqual(['𓀀']);
  expect(line.runs.at(-1)).toMatchObject({ face: null, text: '𓀀' });
});

test('invisible characters that no font has vanish without a box', () => {
  expect(missingCharacters(layOutLine('A\u{E0100}na\u2060', format))).toEqual([]);
});

test('lines break at spaces, after hyphens, between ideographs, and inside a word only when nothing else helps', () => {
  const texts = (text: string, width: number) =>
    layOutLines(text, { style: 'text', size: 10 }, width).map((line) => line.text);
  expect(texts('uno dos tres', 45)).toEqual(['uno dos', 'tres']);
  expect(texts('Fernández-Villaverde', 60)).toEqual(['Fernández-', 'Villaverde']);
  expect(texts('田中太郎', 25).length).toBe(2);
  expect(texts('xxxxxxxxxxxxxxxxxxxx', 60).every((text) => text.length > 5)).toBe(true);
  expect(texts('', 60)).toEqual([]);
});

test('a long text is clipped with an ellipsis that still fits', () => {
  const lines = layOutClipped('palabra '.repeat(60), { style: 'text', size: 10 }, 200, 2);
  expect(lines).toHaveLength(2);
  expect(lines[1]?.text).toMatch(/…$/);
  expect(lines[1]?.width).toBeLessThanOrEqual(200);
});

test('a name of 300 characters shrinks until it fits its box', () => {
  for (const name of ['x'.repeat(300), 'Maximiliano '.repeat(25), 'محمد '.repeat(60), '田'.repeat(300)]) {
    const { lines, format: fitted } = fitLines(name, { ...format, size: 17 }, { width: 522, maxLines: 4, minSize: 6 });
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(fitted.size).toBeGreaterThanOrEqual(6);
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(522.5);
  }
});
