// The address of the same page in another language.
import { expect, test } from 'vitest';
import { withLanguage } from './language-link';

test('the language joins the other parameters', () => {
  expect(withLanguage('?page=2&q=a%20b', 'en')).toBe('?page=2&q=a+b&lang=en');
});

test('a language that is already there is replaced, not repeated', () => {
  expect(withLanguage('?lang=es&page=2', 'en')).toBe('?lang=en&page=2');
});
