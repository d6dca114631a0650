import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLru } from './cache';
import { foldText, say, shuffle } from './catalog';
import { foldOption } from './fold';
import { isAllowedLink, isAllowedSource } from './mdx/address';
import { slugOf } from './mdx/anchors';

test('a shuffle keeps every element and repeats itself for a seed', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.integer()), (seed, values) => {
      const shuffled = shuffle(seed, values);
      expect([...shuffled].sort()).toEqual([...values].sort());
      expect(shuffle(seed, values)).toEqual(shuffled);
    }),
  );
});

test('every order comes up about as often', () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6_000; seed++) {
    const order = shuffle(`attempt-${seed}`, ['a', 'b', 'c']).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(130);
});

test('a shuffle does not change from release to release', () => {
  expect(shuffle(7, ['a', 'b', 'c', 'd', 'e']).join('')).toBe('dabec');
});

test('say chooses one language at any depth and leaves the rest', () => {
  const value = {
    a: { es: 'uno', en: 'one' },
    b: [{ es: 'dos', en: 'two' }, 3, null],
    c: { es: ['lista'], en: ['list'] },
  };
  expect(say(value, 'en')).toEqual({ a: 'one', b: ['two', 3, null], c: { es: ['lista'], en: ['list'] } });
});

test.each([
  ['¡Coste por  Adquisición!', 'coste por adquisicion'],
  ['A/B', 'a b'],
  ['  ', ''],
  ['%', '%'],
  ['ＣＰＡ', 'cpa'],
  ['ñandú', 'nandu'],
])('folds %s to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('options are compared with their signs', () => {
  expect(foldOption('+5 %.')).toBe('+5 %');
  expect(foldOption('**Sí**.')).toBe(foldOption('si'));
  expect(foldOption('+5 %')).not.toBe(foldOption('-5 %'));
});

test.each([
  'https://example.com/a?b=c#d',
  'HTTPS://example.com',
  'mailto:ana@example.com',
  '/courses',
  '/a//b',
  '#cpa',
])('%s may be linked', (address) => {
  expect(isAllowedLink(address)).toBe(true);
});

test.each([
  '',
  '#',
  'a',
  './a',
  'http://example.com',
  'https://',
  'https:///x',
  'https://[',
  'ftp://a',
  '//a',
  '/\\a',
  'mailto:',
  'mailto:a?body=x',
  'mailto:a@b@c',
  'https://a b',
  'tel:1',
])('%s may not be linked', (address) => {
  expect(isAllowedLink(address)).toBe(false);
});

test('films come from https or from here', () => {
  expect(['https://a.example/x.mp4', '/x.mp4', '#x', 'mailto:a@b.c', '//a/x.mp4'].map(isAllowedSource)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('slugs are ids', () => {
  expect(slugOf('¿Qué es el CPA? Año 2')).toBe('que-es-el-cpa-ano-2');
  expect(slugOf('東京')).toBe('');
});

test('a memory forgets what was unused for longest', () => {
  const memory = createLru<number>(2);
  memory.set('a', 1);
  memory.set('b', 2);
  expect(memory.get('a')).toBe(1);
  memory.set('c', 3);
  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual([1, undefined, 3]);
  memory.clear();
  expect(memory.get('a')).toBeUndefined();
});
