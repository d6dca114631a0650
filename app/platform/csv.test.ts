import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, writeCsv } from './csv';

test('what is written is read back, whatever the cells hold', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\r', '').trim());
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (lines) => {
      const first = ['a', 'b', 'c'] as const;
      const read = readCsv(writeCsv([first, ...lines])).map(({ cells }) =>
        cells.map((one) => one.replace(/^'(?=[=+\-@])/, '')),
      );
      const kept = lines.filter((line) => line.some((one) => one !== ''));
      expect(read).toEqual([first, ...kept.map((line) => line.map((one) => one.replace(/^'(?=[=+\-@])/, '')))]);
    }),
  );
});

test('semicolons and tabs separate too, quoted line breaks count, and the line in the file is told', () => {
  expect(readCsv('name;link\n"Pérez; Ana";x\n\n"two\nlines";y')).toEqual([
    { line: 1, cells: ['name', 'link'] },
    { line: 2, cells: ['Pérez; Ana', 'x'] },
    { line: 4, cells: ['two\nlines', 'y'] },
  ]);
  expect(readCsv('a\tb')).toEqual([{ line: 1, cells: ['a', 'b'] }]);
  expect(readCsv('')).toEqual([]);
});

test('what a spreadsheet would run as a formula is written as text, numbers stay numbers', () => {
  expect(writeCsv([['=HYPERLINK("x")', '-1', '-12,5', '+a', 3, null]])).toBe(
    `\uFEFF"'=HYPERLINK(""x"")",-1,"-12,5",'+a,3,\r\n`,
  );
});
