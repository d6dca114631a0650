import { expect, test } from 'vitest';
import { isUuid, publicId, secretToken, sha256, uuid7 } from './ids.server';

test('a later row id sorts after an earlier one', () => {
  const ids = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map((at) => uuid7(at));
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every(isUuid)).toBe(true);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
});

test('public ids are 22 letters and digits, and never the same', () => {
  const ids = new Set(Array.from({ length: 2_000 }, publicId));
  expect(ids.size).toBe(2_000);
  for (const id of ids) expect(id).toMatch(/^[0-9A-Za-z]{22}$/);
});

test('a token is not what is stored of it', () => {
  const token = secretToken();
  expect(token).toHaveLength(43);
  expect(sha256(token)).not.toContain(token.slice(0, 8));
});

test.each(['', 'x', '00000000-0000-0000-0000-00000000000', "1' or '1'='1", '../etc'])('%j is no row id', (value) =>
  expect(isUuid(value)).toBe(false),
);
