// Whatever a visitor writes, we send nobody to another host: properties of the two nets under every redirect.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAllowedLink } from '~/modules/catalog/mdx/address';
import { paths, safeNext } from '~/platform/paths';
import { isAllowedRedirect } from '../../app/web/redirects';

const HOST = 'learn.example.org';
/** Where a browser at our address ends up: the WHATWG parser that browsers share. */
function browserGoesTo(location: string): URL | null {
  try {
    return new URL(location, `https://${HOST}/sign-in`);
  } catch {
    return null;
  }
}

const SPELLINGS = [
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '\\\\evil.example',
  '///evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  'https://evil.example',
  'HTTPS:evil.example',
  'https:/evil.example',
  '//user@evil.example',
  '//evil.example\\@learn.example.org',
  '//[::1]',
  '/./\\evil.example',
  '/.//evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>',
  'vbscript:x',
  'blob:https://x',
  'file:///etc/passwd',
  '\u0000//evil.example',
  '//evil。example',
];
/** Pieces from which such spellings are made. */
const pieces = fc
  .array(
    fc.constantFrom(
      '/',
      '\\',
      '//',
      '..',
      '.',
      '\t',
      '\n',
      '\r',
      ' ',
      '@',
      ':',
      '?',
      '#',
      '%2f',
      '%5c',
      '%09',
      'evil.example',
      'https:',
      'javascript:',
      '\u0000',
      '\u3002',
      'learn',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.webUrl(), pieces);

test.each(SPELLINGS)('after signing in nobody goes to %j', (next) => {
  expect(browserGoesTo(safeNext(next))!.host).toBe(HOST);
});

test('after signing in everybody stays, whatever next says, also when it is read twice', () => {
  fc.assert(
    fc.property(anything, (next) => {
      const once = safeNext(next);
      expect(browserGoesTo(once)?.host).toBe(HOST);
      expect(once.startsWith('/') && !once.startsWith('//')).toBe(true);
      // The router in the browser resolves it again.
      expect(browserGoesTo(safeNext(once))?.host).toBe(HOST);
      expect(/[\\\t\n\r]/.test(once)).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('a path of ours is kept as it is', () => {
  for (const next of [
    paths.dashboard(),
    paths.lesson('ai-marketing-foundations', 'the-funnel'),
    '/verify/abc?lang=es#result',
    '/courses?q=%2F%2Fx',
  ])
    expect(safeNext(next)).toBe(next);
});

test('a redirect passes only to us or to a host that is named, as a browser would read it', () => {
  fc.assert(
    fc.property(anything, (location) => {
      if (!isAllowedRedirect(location, HOST)) return;
      const goes = browserGoesTo(location);
      expect(
        goes === null ||
          goes.host === HOST ||
          goes.host === '127.0.0.1:3000' ||
          ['checkout.stripe.com', 'billing.stripe.com', 'www.linkedin.com'].includes(goes.host),
      ).toBe(true);
      expect(goes === null || ['http:', 'https:'].includes(goes.protocol)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each(SPELLINGS.filter((spelling) => browserGoesTo(spelling)?.host !== HOST))(
  'a redirect to %j is stopped',
  (location) => {
    expect(isAllowedRedirect(location, HOST)).toBe(false);
  },
);

test('links in lessons lead to https, to mail, or to a path that stays', () => {
  fc.assert(
    fc.property(anything, (address) => {
      if (!isAllowedLink(address)) return;
      const goes = browserGoesTo(address);
      expect(['https:', 'mailto:']).toContain(goes?.protocol);
      if (address.startsWith('/')) expect(goes!.host).toBe(HOST);
    }),
    { numRuns: 2_000 },
  );
});
