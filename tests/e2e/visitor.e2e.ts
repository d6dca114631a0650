import { afterAll, expect, inject, test } from 'vitest';
import { closeBrowser, database, signIn, visitor } from './setup/browser';

afterAll(closeBrowser);

test('a visitor reads in their browser’s language, switches in one click, and it is remembered', async () => {
  const { page, errors } = await visitor({ locale: 'en-GB' });
  await page.goto('/');
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  await page.getByRole('link', { name: 'Español' }).first().click();
  await page.waitForFunction(() => document.documentElement.lang === 'es');
  await page.goto('/courses');
  expect(await page.getAttribute('html', 'lang')).toBe('es');
  expect(errors).toEqual([]);
});

test('the address decides the language, whatever the browser prefers', async () => {
  const { page } = await visitor({ locale: 'es-ES' });
  await page.goto('/courses/ai-marketing-foundations?lang=en');
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  expect(await page.locator('h1').innerText()).toMatch(/AI marketing/i);
});

test('a course page tells what it teaches, how long it takes and what its certificate proves', async () => {
  const { page } = await visitor();
  await page.goto('/courses');
  await page.locator('main a[href="/courses/ai-marketing-foundations"]').first().click();
  await page.waitForURL('**/courses/ai-marketing-foundations');
  await page.locator('h1', { hasText: 'Fundamentos' }).waitFor();
  const text = (await page.locator('main').textContent())!;
  for (const part of ['Los números que importan', 'Dentro de la subasta', 'Economía por unidad'])
    expect(text).toContain(part);
});

test('public pages and signing in work without JavaScript', async () => {
  const { page } = await visitor({ javaScript: false, phone: true, width: 320 });
  for (const path of [
    '/',
    '/courses',
    '/courses/ai-marketing-foundations',
    '/plans',
    '/about',
    '/verify',
    '/certifications',
  ]) {
    const response = await page.goto(path);
    expect(response!.status(), path).toBe(200);
    expect(await page.locator('h1').count(), path).toBe(1);
  }
  await signIn(page, 'learner');
  expect(new URL(page.url()).pathname).toMatch(/^\/(learn|welcome)$/);
});

test('a practice question can be answered without JavaScript', async () => {
  const { page } = await visitor({ javaScript: false });
  await signIn(page, 'manager');
  await page.goto('/learn/ai-marketing-foundations/inside-the-auction/practice');
  const form = page.locator('main form').first();
  await form.getByRole('button', { name: 'No lo sé' }).click();
  await page.getByRole('link', { name: 'Siguiente' }).waitFor();
  const [row] = await database<{ n: number }>(
    `select count(*)::int as n from answer a join "user" u on u.id = a.user_id where u.email like 'manager@%'`,
  );
  expect(row!.n).toBe(1);
});

test('an unknown address is a designed page with a way on, in both languages', async () => {
  for (const [locale, lang] of [
    ['es-ES', 'es'],
    ['en-GB', 'en'],
  ] as const) {
    const { page } = await visitor({ locale });
    const response = await page.goto('/courses/no-such-course');
    expect(response!.status()).toBe(404);
    expect(await page.getAttribute('html', 'lang')).toBe(lang);
    expect(await page.locator('main a').count()).toBeGreaterThan(0);
  }
});

test('the theme is switched at once and kept', async () => {
  const { page } = await visitor();
  await page.goto('/plans');
  await page.locator('details:has(.theme-switch) summary').first().click();
  await page.getByRole('button', { name: 'Oscura' }).click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await page.goto('/courses');
  expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
});

test('signing in leads back to where one wanted to go, and never to another host', async () => {
  const { page } = await visitor();
  await page.goto('/certificates');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.fill('input[name=email]', 'admin@demo.pericia.test');
  await page.fill('input[name=password]', 'pericia-demo-2026');
  await Promise.all([
    page.waitForURL('**/certificates'),
    page.locator('main form button[type=submit]').first().click(),
  ]);
  const other = await visitor();
  await other.page.goto('/sign-in?next=//evil.test/x');
  await other.page.fill('input[name=email]', 'admin@demo.pericia.test');
  await other.page.fill('input[name=password]', 'pericia-demo-2026');
  await Promise.all([
    other.page.waitForURL((url) => url.pathname !== '/sign-in'),
    other.page.locator('main form button[type=submit]').first().click(),
  ]);
  expect(new URL(other.page.url()).origin).toBe(inject('baseUrl'));
});
