import { expect, test } from 'vitest';
import { limit } from './limits.server';

test('the use past the maximum is refused with when to come back, and a new window begins clean', async () => {
  const now = 1_000_000;
  for (let i = 0; i < 3; i++) await limit('a', 3, 60, now);
  await expect(limit('a', 3, 60, now + 10_000)).rejects.toMatchObject({ code: 'limit-reached', retryAfterSeconds: 50 });
  await expect(limit('a', 3, 60, now + 60_001)).resolves.toBeUndefined();
});

test('one key does not count for another', async () => {
  await limit('b', 1, 60, 5);
  await expect(limit('c', 1, 60, 5)).resolves.toBeUndefined();
});
