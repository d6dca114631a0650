// Notices: how long they stay and how many there are.
import { expect, test } from 'vitest';
import { currentToasts, dismissToast, subscribeToToasts, toast, toastDuration } from './toast-store';

test('a notice stays six seconds at least, and longer for longer texts', () => {
  expect(toastDuration('Saved')).toBe(6_000);
  expect(toastDuration('x'.repeat(200))).toBeGreaterThan(16_000);
});

test('the same text is shown once, three notices at most, and listeners hear of each change', () => {
  let changes = 0;
  const stop = subscribeToToasts(() => changes++);
  for (const text of ['a', 'a', 'b', 'c', 'd']) toast({ text });
  expect(currentToasts().map((shown) => shown.text)).toEqual(['b', 'c', 'd']);
  expect(changes).toBe(4);
  for (const { id } of currentToasts()) dismissToast(id);
  expect(currentToasts()).toEqual([]);
  stop();
});
