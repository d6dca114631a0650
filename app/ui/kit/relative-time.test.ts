// "Three days ago", and when a date says more.
import { expect, test } from 'vitest';
import { relativeText } from './relative-time';

test('the largest unit that fits, cut and not rounded up', () => {
  expect(relativeText(-59, 'en')).toBe('now');
  expect(relativeText(-3_599, 'en')).toBe('59 minutes ago');
  expect(relativeText(-3_600, 'es')).toBe('hace 1 hora');
  expect(relativeText(86_400, 'en')).toBe('tomorrow');
  expect(relativeText(-3 * 86_400, 'es')).toBe('hace 3 días');
});

test('beyond thirty days the date itself is better', () => {
  expect(relativeText(-30 * 86_400, 'en')).not.toBeNull();
  expect(relativeText(-31 * 86_400, 'en')).toBeNull();
});
