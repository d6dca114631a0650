import { expect, test } from 'vitest';
import { localeFromHeader } from './locale';
import { defineMessages, translator } from './messages';

const bundle = defineMessages('test', {
  en: { hello: 'Hello {{name}}', deep: { item_one: '{{count}} item', item_other: '{{count}} items' } },
  es: { hello: 'Hola, {{name}}', deep: { item_one: '{{count}} elemento', item_other: '{{count}} elementos' } },
});

test('each language says its own, with parameters and plurals', () => {
  expect(translator(bundle, 'es')('hello', { name: 'Ana' })).toBe('Hola, Ana');
  expect(translator(bundle, 'en')('deep.item', { count: 1 })).toBe('1 item');
  expect(translator(bundle, 'es')('deep.item', { count: 3 })).toBe('3 elementos');
});

test('texts come out as they are: React escapes, not we', () => {
  expect(translator(bundle, 'en')('hello', { name: '<b>' })).toBe('Hello <b>');
});

test.each([
  ['en-GB,en;q=0.9,es;q=0.8', 'en'],
  ['fr, es;q=0.7, en;q=0.3', 'es'],
  ['de,fr', 'es'],
  ['', 'es'],
  ['en;q=0.1,es;q=0.9', 'es'],
  ['*', 'es'],
])('a browser asking for %j reads %s', (header, locale) => expect(localeFromHeader(header)).toBe(locale));
