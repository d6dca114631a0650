// Tables: what is read, and that a stream cut anywhere gives the same lines.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTsv, readLines, toNumber, TsvError } from './tsv';

test('columns are found by their names, in any order, with the row each cell stands in', () => {
  expect(parseTsv('t', 'b\tx\ta\n1\t2\t3\n4\t5\t6\n', ['a', 'b'], ['c'])).toEqual([
    { number: 2, cells: { a: '3', b: '1' } },
    { number: 3, cells: { a: '6', b: '4' } },
  ]);
});

test('nothing is quoted, and cells keep their spaces', () => {
  expect(parseTsv('t', 'a\tb\n"x\t y \n', ['a', 'b'])[0]!.cells).toEqual({ a: '"x', b: ' y ' });
});

test('what was written as a table is read back', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\t\r\n\uFEFF]/g, ''));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = ['a\tb', ...rows.map((row) => row.join('\t'))].join(end) + end;
      expect(parseTsv('t', text, ['a', 'b']).map(({ cells }) => [cells.a, cells.b])).toEqual(rows);
    }),
  );
});

test('numbers outside their range and words are refused with their place', () => {
  expect(toNumber('t', 2, 'a', '-1.5e1')).toBe(-15);
  for (const cell of ['', ' ', 'x', 'NaN', 'Infinity']) expect(() => toNumber('t', 2, 'a', cell)).toThrow(TsvError);
  expect(() => toNumber('t', 7, 'a', '3', { max: 2 })).toThrow('t, row 7: a 3 is not between -Infinity and 2');
});

test('lines do not depend on how the bytes were cut', async () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\uFEFF]/g, ''));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.nat(5), async (lines, cut) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
      async function* pieces() {
        for (let at = 0; at < bytes.length; at += cut + 1) yield bytes.subarray(at, at + cut + 1);
        await Promise.resolve();
      }
      const read: Array<string> = [];
      for await (const text of readLines(pieces())) read.push(text);
      expect(read).toEqual(lines);
    }),
  );
});
