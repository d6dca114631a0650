// Every icon that can be named is drawn, and nothing is drawn that cannot be named.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

test('the names in icon.tsx and the drawings in icons.svg are the same', () => {
  const folder = import.meta.dirname;
  const names = [...readFileSync(path.join(folder, 'icon.tsx'), 'utf8').matchAll(/^ {2}\| '([\w-]+)'/gm)].map(
    ([, name]) => name,
  );
  const drawn = [...readFileSync(path.join(folder, 'icons.svg'), 'utf8').matchAll(/<symbol id="([\w-]+)"/g)].map(
    ([, name]) => name,
  );
  expect(names.length).toBeGreaterThan(50);
  expect([...drawn].sort()).toEqual([...names].sort());
});
