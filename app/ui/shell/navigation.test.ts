// Who is offered which links.
import { expect, test } from 'vitest';
import { accountNav, palettePages } from './navigation';

const keys = (items: ReadonlyArray<{ key: string }>) => items.map((item) => item.key);

test('administration is offered only to those whose roles allow it', () => {
  expect(keys(accountNav(['learner']))).toEqual(['account', 'courses']);
  expect(keys(accountNav(['learner', 'instructor']))).not.toContain('admin');
  expect(keys(accountNav(['learner', 'admin']))).toEqual(['account', 'courses', 'studio', 'admin']);
});

test('the studio is offered to those who teach', () => {
  expect(keys(accountNav(['learner']))).not.toContain('studio');
  expect(keys(accountNav(['learner', 'instructor']))).toContain('studio');
});

test('the palette offers signing in to visitors and their own pages to people', () => {
  expect(keys(palettePages(null))).toContain('signIn');
  expect(keys(palettePages(null))).not.toContain('learn');
  expect(keys(palettePages(['learner']))).toContain('learn');
  expect(keys(palettePages(['learner']))).not.toContain('signIn');
});

test('the palette never lists an address twice', () => {
  for (const roles of [null, ['learner'], ['learner', 'admin', 'instructor']] as const) {
    const addresses = palettePages(roles).map((item) => item.to);
    expect(new Set(addresses).size).toBe(addresses.length);
  }
});
