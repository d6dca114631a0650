import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { LOCALE_COOKIE } from '~/i18n/locale';
import { keptSeconds, PageCache, type Render, withoutNonce } from './page-cache';

const SESSION = 'pericia_session';
const html = (what: { path: string; search: string; locale: string; theme: string; nonce: string }) =>
  `<html lang="${what.locale}" data-theme="${what.theme}"><script nonce="${what.nonce}">run("${what.path}${what.search}")</script></html>`;

/** A server whose pages come from the cache; `rendered` holds what was made, `missed` what was passed on. */
async function serving<T>(
  work: (
    ask: (path: string, headers?: Record<string, string>) => Promise<Response>,
    seen: { rendered: Array<string>; missed: Array<string> },
  ) => Promise<T>,
  respond?: Render,
): Promise<T> {
  const seen = { rendered: [] as Array<string>, missed: [] as Array<string> };
  const render: Render = async (what) => {
    seen.rendered.push(`${what.locale} ${what.theme} ${what.path}${what.search}`);
    return {
      response: new Response(html({ ...what, nonce: 'n0nce' }), { headers: { 'Content-Type': 'text/html' } }),
      nonce: 'n0nce',
    };
  };
  const pages = new PageCache(respond ?? render, SESSION, 'http://127.0.0.1:3000');
  pages.onMiss = (req: IncomingMessage, res: ServerResponse) => {
    seen.missed.push(req.url!);
    res.end('passed on');
  };
  const server = createServer((req, res) => void (pages.serve(req, res) || pages.onMiss(req, res))).listen(
    0,
    '127.0.0.1',
  );
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await work(
      (path, headers = {}) =>
        fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-language': 'en', ...headers } }),
      seen,
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('certificates are kept for three seconds at most, private pages not at all', () => {
  expect(keptSeconds('/verify/4fJ2aB')).toBeLessThanOrEqual(3);
  for (const path of ['/', '/courses', '/courses/ai-marketing-foundations', '/verify'])
    expect(keptSeconds(path)).toBeGreaterThan(0);
  for (const path of [
    '/learn',
    '/account',
    '/admin',
    '/sign-in',
    '/courses/',
    '/verify/a/b',
    '/verify/..%2Fadmin',
    '/courses.data',
    '/outbox',
    '/credentials/x.json',
  ]) {
    expect({ path, seconds: keptSeconds(path) }).toEqual({ path, seconds: 0 });
  }
});

test('a kept page carries no nonce, and its policy names each inline script by its hash', async () => {
  const { html: plain, hashes } = withoutNonce(
    '<script nonce="abc">one()</script><script nonce="abc" src="/x.js"></script><script nonce="abc" type="module">two()</script>',
    'abc',
  );
  expect(plain).not.toContain('nonce');
  expect(hashes).toEqual(['one()', 'two()'].map((code) => createHash('sha256').update(code).digest('base64')));
  await serving(async (ask) => {
    const response = await ask('/courses');
    const text = await response.text();
    const policy = response.headers.get('content-security-policy')!;
    expect(text).not.toContain('nonce');
    expect(policy).toContain(`'sha256-${createHash('sha256').update('run("/courses")').digest('base64')}'`);
    expect(policy).not.toMatch(/'nonce-|script-src[^;]*unsafe/);
  });
});

test('a page is made once for many and again per language and theme', async () => {
  await serving(async (ask, seen) => {
    await Promise.all(Array.from({ length: 10 }, () => ask('/courses')));
    await ask('/courses', { 'accept-language': 'es' });
    await ask('/courses', { cookie: 'pericia_theme=dark' });
    await ask('/courses?lang=es');
    expect(seen.rendered.sort()).toEqual([
      'en dark /courses',
      'en system /courses',
      'es system /courses',
      'es system /courses?lang=es',
    ]);
    expect(seen.missed).toEqual([]);
  });
});

test('whoever has a session, asks more than a language, or asks otherwise is passed on', async () => {
  await serving(async (ask, seen) => {
    for (const [path, headers] of [
      ['/courses', { cookie: `a=1; ${SESSION}=x` }],
      ['/courses?q=ads', {}],
      ['/courses?lang=fr', {}],
      ['/courses?lang=es&lang=en', {}],
      ['/learn', {}],
    ] as Array<[string, Record<string, string>]>) {
      expect(await (await ask(path, headers)).text()).toBe('passed on');
    }
    expect(seen.rendered).toEqual([]);
  });
});

test('what is made for one visitor is never kept: an answer that sets a cookie, redirects or is no page', async () => {
  for (const headers of [
    { 'Set-Cookie': 'a=1', 'Content-Type': 'text/html' },
    { Location: '/x', 'Content-Type': 'text/html' },
    { 'Content-Type': 'application/json' },
  ]) {
    const made: Array<string> = [];
    await serving(
      async (ask) => {
        expect(await (await ask('/courses')).text()).toBe('passed on');
        expect(await (await ask('/courses')).text()).toBe('passed on');
        expect(made).toHaveLength(2);
      },
      async ({ path }) => {
        made.push(path);
        return { response: new Response('x', { headers: headers as unknown as Record<string, string> }), nonce: 'n' };
      },
    );
  }
});

test('a page that failed or was not found is sent, but made anew for the next', async () => {
  const made: Array<string> = [];
  await serving(
    async (ask) => {
      expect((await ask('/courses/nowhere')).status).toBe(404);
      expect((await ask('/courses/nowhere')).status).toBe(404);
      expect(made).toHaveLength(2);
    },
    async ({ path }) => {
      made.push(path);
      return {
        response: new Response('<html></html>', { status: 404, headers: { 'Content-Type': 'text/html' } }),
        nonce: 'n',
      };
    },
  );
});

test('browsers may keep the page but must ask: the tag answers 304, and differs by encoding', async () => {
  await serving(async (ask) => {
    const first = await ask('/courses', { 'accept-encoding': 'identity' });
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toContain('Cookie');
    const tag = first.headers.get('etag')!;
    expect((await ask('/courses', { 'accept-encoding': 'identity', 'if-none-match': tag })).status).toBe(304);
    expect((await ask('/courses', { 'accept-encoding': 'br', 'if-none-match': tag })).status).toBe(200);
    expect((await ask('/courses', { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBe('gzip');
  });
});

test('a chosen language is remembered for the visitor who chose it, not for those who get the same page', async () => {
  await serving(async (ask) => {
    expect((await ask('/courses?lang=es')).headers.get('set-cookie')).toContain('es');
    expect((await ask('/courses?lang=es', { cookie: `${LOCALE_COOKIE}=es` })).headers.get('set-cookie')).toBeNull();
    expect((await ask('/courses')).headers.get('set-cookie')).toBeNull();
  });
});
