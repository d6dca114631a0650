// The palette's ranking.
import { expect, test } from 'vitest';
import { fit, fold } from './fuzzy';

function best(query: string, texts: ReadonlyArray<string>): string | undefined {
  return texts.filter((text) => fit(query, text) > 0).sort((a, b) => fit(query, b) - fit(query, a))[0];
}

test('accents and case do not count', () => {
  expect(fold('Mañana, Ética')).toBe('manana, etica');
  expect(fit('etica', 'Ética y datos')).toBeGreaterThan(0);
});

test('letters must appear in order', () => {
  expect(fit('abc', 'acb')).toBe(0);
  expect(fit('cert', 'Certificados')).toBeGreaterThan(0);
});

test('starts of words win over letters inside', () => {
  expect(best('cc', ['Accuracy', 'Check a certificate'])).toBe('Check a certificate');
  expect(best('plan', ['Explanation', 'Plans'])).toBe('Plans');
});

test('letters that follow each other win over scattered ones', () => {
  expect(best('path', ['Paid ads that help', 'Your path'])).toBe('Your path');
});

test('an early lucky letter does not hide the better placement', () => {
  // The c of "public" comes first; the whole word stands later.
  expect(fit('cert', 'public certificate')).toBeGreaterThan(fit('cert', 'public entrance rota'));
});

test('an empty query fits everything alike', () => {
  expect(fit('', 'a')).toBe(fit(' ', 'anything'));
});
