// Whose page a writing request comes from: look-alike, hidden and claimed origins.
import type { Request } from 'express';
import { expect, test } from 'vitest';
import { fromOwnOrigin } from '../../app/web/guards';

const own = (headers: Record<string, string>) =>
  fromOwnOrigin({ headers: { host: 'learn.example.org', ...headers } } as unknown as Request);

test.each([
  'null',
  'https://evil.example',
  'https://learn.example.org.evil.example',
  'https://evil.example/learn.example.org',
  'https://learn.example.org:8443',
  'https://learn.example.org@evil.example',
  'learn.example.org',
  '',
])('an origin of %j is not ours', (origin) => expect(own({ origin })).toBe(false));

test('what is claimed beside a foreign origin does not count', () => {
  expect(
    own({ origin: 'https://evil.example', referer: 'https://learn.example.org/', 'sec-fetch-site': 'same-origin' }),
  ).toBe(false);
  expect(own({ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' })).toBe(false);
  expect(own({ referer: 'https://evil.example/?https://learn.example.org/' })).toBe(false);
});

test('the address of the installation is ours behind a proxy that changes the host', () =>
  expect(own({ origin: 'http://127.0.0.1:3000' })).toBe(true));
