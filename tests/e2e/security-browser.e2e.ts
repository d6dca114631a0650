// The same holes where only a browser shows them: what a router does with an address on its way through a page.
import { afterAll, expect, inject, test } from 'vitest';
import { closeBrowser, visitor } from './setup/browser';

const { host } = new URL(inject('baseUrl'));

afterAll(closeBrowser);

test.each([
  '/\\evil.example',
  '//evil.example',
  '/\\/evil.example',
  'https://evil.example',
  'javascript:alert(document.domain)',
])('signing in with next=%s stays here', async (next) => {
  const { page, context, errors } = await visitor();
  const foreign: Array<string> = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.host !== host) foreign.push(request.url());
  });
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.fill('input[name=email]', 'learner@demo.pericia.test');
  await page.fill('input[name=password]', 'pericia-demo-2026');
  await Promise.all([
    page.waitForURL((url) => !url.pathname.startsWith('/sign-in')),
    page.click('main button[type=submit]'),
  ]);
  await page.waitForLoadState('networkidle');
  expect(new URL(page.url()).host).toBe(host);
  expect(foreign).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test('no link of the public pages leads out by a spelling that only browsers read as a host', async () => {
  const { page, context } = await visitor();
  const next = encodeURIComponent('/\\evil.example');
  for (const path of [
    '/',
    '/courses',
    '/plans',
    '/about',
    '/verify',
    `/sign-in?next=${next}`,
    `/sign-up?next=${next}`,
  ]) {
    await page.goto(path);
    const away = await page.$$eval('a[href], form[action]', (elements) =>
      elements
        .map((element) => (element instanceof HTMLFormElement ? element.action : (element as HTMLAnchorElement).href))
        .filter((href) => href.includes('//evil.example')),
    );
    expect({ path, away }).toEqual({ path, away: [] });
  }
  await context.close();
});
