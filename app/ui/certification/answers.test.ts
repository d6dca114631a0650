import { expect, test } from 'vitest';
import type { ItemPrompt } from '~/modules/certification/certification';
import { chooseOption, choosePair, isAnswered, moveStep, shownOrder, typedAnswer } from './answers';
import { linkedInAddress } from './linkedin';
import { clockText, warningAt } from './use-countdown';

const meta = {
  id: 'v',
  itemId: 'i',
  ownerId: 'p',
  use: 'exam' as const,
  skills: ['s'],
  difficulty: 2,
  see: null,
  stem: 'Stem',
};
const options = ['a', 'b', 'c'].map((id) => ({ id, text: id }));
const prompts = {
  single: { ...meta, type: 'single', options },
  multiple: { ...meta, type: 'multiple', options },
  order: { ...meta, type: 'order', elements: options },
  match: { ...meta, type: 'match', lefts: options, rights: options },
} satisfies Record<string, ItemPrompt<string>>;

test('a single choice replaces, several switch, and none left is no answer', () => {
  expect(chooseOption(prompts.single, { type: 'single', option: 'a' }, 'b')).toEqual({ type: 'single', option: 'b' });
  const both = chooseOption(prompts.multiple, { type: 'multiple', options: ['a'] }, 'b');
  expect(both).toEqual({ type: 'multiple', options: ['a', 'b'] });
  expect(chooseOption(prompts.multiple, { type: 'multiple', options: ['a'] }, 'a')).toBeNull();
});

test('moving by a step swaps neighbours and stops at the ends', () => {
  expect(shownOrder(prompts.order, null)).toEqual(['a', 'b', 'c']);
  expect(moveStep(['a', 'b', 'c'], 2, -1)).toEqual({ type: 'order', order: ['a', 'c', 'b'] });
  expect(moveStep(['a', 'b', 'c'], 0, -1)).toEqual({ type: 'order', order: ['a', 'b', 'c'] });
  expect(moveStep(['a', 'b', 'c'], 2, 1)).toEqual({ type: 'order', order: ['a', 'b', 'c'] });
});

test('a match counts as answered when each has a partner', () => {
  const one = choosePair(null, 'a', 'c');
  expect(isAnswered(prompts.match, one)).toBe(false);
  const all = choosePair(choosePair(one, 'b', 'a'), 'c', 'b');
  expect(isAnswered(prompts.match, all)).toBe(true);
  expect(choosePair(one, 'a', '')).toBeNull();
});

test('what is typed is an answer unless it is blank', () => {
  expect(typedAnswer('numeric', ' 12,5')).toEqual({ type: 'numeric', value: ' 12,5' });
  expect(typedAnswer('short', '   ')).toBeNull();
});

test('the clock reads in minutes and seconds, rounds up, and never goes below zero', () => {
  expect([3661, 2400, 59.2, 0.4, 0, -5].map(clockText)).toEqual(['1:01:01', '40:00', '1:00', '0:01', '0:00', '0:00']);
});

test('warnings stand at ten, five and one minute', () => {
  expect([2400, 600.1, 600, 301, 300, 61, 60, 0].map(warningAt)).toEqual([null, null, 600, 600, 300, 300, 60, 60]);
});

test('LinkedIn’s form is filled in with title, dates, number and link', () => {
  const address = new URL(
    linkedInAddress({
      title: 'IA & más',
      publicId: 'abc',
      issuedAt: '2026-11-22T10:00:00.000Z',
      expiresAt: null,
      address: 'https://x.test/verify/abc',
    }),
  );
  expect(address.host).toBe('www.linkedin.com');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    startTask: 'CERTIFICATION_NAME',
    name: 'IA & más',
    organizationName: 'Pericia',
    certUrl: 'https://x.test/verify/abc',
    certId: 'abc',
    issueYear: '2026',
    issueMonth: '11',
  });
});
