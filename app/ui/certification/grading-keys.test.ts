import { expect, test } from 'vitest';
import { readKey } from './grading-keys';

test('digits, N, P and Enter mean something unless somebody types or a control needs Enter', () => {
  const radio = { tagName: 'INPUT', type: 'radio' };
  expect(['1', '5', 'n', 'P', 'Enter'].map((key) => readKey(key, null))).toEqual([1, 5, 'next', 'previous', 'submit']);
  expect(['3', 'N', 'Enter'].map((key) => readKey(key, radio))).toEqual([3, 'next', 'submit']);
  expect(['0', '6', 'x', ' ', 'ArrowDown'].map((key) => readKey(key, null))).toEqual([null, null, null, null, null]);
  for (const tagName of ['TEXTAREA', 'SELECT', 'INPUT']) expect(readKey('1', { tagName, type: 'text' })).toBeNull();
  for (const tagName of ['BUTTON', 'A', 'SUMMARY']) expect(readKey('Enter', { tagName })).toBeNull();
  expect(readKey('2', { tagName: 'BUTTON' })).toBe(2);
});
