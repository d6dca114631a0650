import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paths, safeNext } from './paths';

test('a plain path of ours is where we go on', () => {
  expect(safeNext('/learn/x?tab=notes#top')).toBe('/learn/x?tab=notes#top');
});

test.each([
  '//evil.test',
  '/\\evil.test',
  '/\t/evil.test',
  'https://evil.test',
  'javascript:alert(1)',
  '/\n/evil.test',
  '\\\\evil.test',
  '',
  null,
  undefined,
  'learn',
  `/${'a'.repeat(600)}`,
])('another host, a scheme or nonsense (%j) leads to the dashboard', (next) =>
  expect(safeNext(next)).toBe(paths.dashboard()),
);

test('whatever is asked for, a browser stays on our host', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((s) => `/${s}`),
        fc.string().map((s) => `//${s}`),
      ),
      (next) => {
        expect(new URL(safeNext(next), 'http://ours.test').host).toBe('ours.test');
      },
    ),
  );
});
