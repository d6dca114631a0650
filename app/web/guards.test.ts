import type { Request } from 'express';
import { expect, test } from 'vitest';
import { fromOwnOrigin, isWellFormed } from './guards';
import { routeLabel } from './metrics';
import { withoutNonce } from './page-cache';
import { isAllowedRedirect } from './redirects';
import { networkOf } from './context';

const request = (headers: Record<string, string>) =>
  ({ headers: { host: '127.0.0.1:3000', ...headers } }) as unknown as Request;

test('a form of ours may write; one of another site may not', () => {
  expect(fromOwnOrigin(request({ origin: 'http://127.0.0.1:3000' }))).toBe(true);
  expect(fromOwnOrigin(request({ origin: 'https://evil.test' }))).toBe(false);
  expect(fromOwnOrigin(request({ origin: 'null' }))).toBe(false);
});

test('without Origin, Sec-Fetch-Site and then Referer decide; nothing at all is refused', () => {
  expect(fromOwnOrigin(request({ 'sec-fetch-site': 'same-origin' }))).toBe(true);
  expect(fromOwnOrigin(request({ 'sec-fetch-site': 'cross-site', referer: 'http://127.0.0.1:3000/x' }))).toBe(false);
  expect(fromOwnOrigin(request({ 'sec-fetch-site': 'same-site' }))).toBe(false);
  expect(fromOwnOrigin(request({ referer: 'http://127.0.0.1:3000/x' }))).toBe(true);
  expect(fromOwnOrigin(request({}))).toBe(false);
});

test.each(['/', '/courses/a-b?lang=es', '/verify/%C3%A1', '/a%20b'])('%s is well formed', (target) =>
  expect(isWellFormed(target)).toBe(true),
);
test.each([
  '//evil.test',
  '/%zz',
  '/a%00b',
  '/\\evil',
  '',
  'http://evil.test/',
  `/${'a'.repeat(3000)}`,
  '/%2F%2Fevil.test',
  '/%5Cevil',
])('%j is not', (target) => expect(isWellFormed(target)).toBe(false));

test.each(['/learn', 'learn', '?x', 'http://127.0.0.1:3000/x', 'https://checkout.stripe.com/c/pay'])(
  'a redirect to %s passes',
  (location) => expect(isAllowedRedirect(location, '127.0.0.1:3000')).toBe(true),
);
test.each([
  '//evil.test',
  '/\\evil.test',
  'https://evil.test',
  'javascript:alert(1)',
  '/\t/evil.test',
  'http://checkout.stripe.com/',
  '\\\\evil.test',
  'data:text/html,x',
])('a redirect to %j is stopped', (location) => expect(isAllowedRedirect(location, '127.0.0.1:3000')).toBe(false));

test('a kept page carries no nonce, and every inline script is named by its hash', () => {
  const { html, hashes } = withoutNonce(
    '<script nonce="n1">a()</script><script nonce="n1" type="module" async="">b()</script><script src="/x.js" nonce="n1"></script>',
    'n1',
  );
  expect(html).not.toContain('nonce');
  expect(hashes).toHaveLength(2);
});

test('metrics never carry ids or tokens', () => {
  for (const path of [
    '/verify/3x9Ab',
    '/reset-password/SECRET',
    '/learn/c/l/practice/0190-aa',
    '/admin/people/0190',
    '/whatever/SECRET/x',
    '/SECRET123',
  ]) {
    expect(routeLabel(path)).not.toMatch(/SECRET|3x9Ab|0190/);
  }
});

test('an address counts by its network', () => {
  expect(networkOf('::ffff:203.0.113.77')).toBe('203.0.113.0');
  expect(networkOf('2001:db8:abcd:12::1')).toBe('2001:db8:abcd::');
});
