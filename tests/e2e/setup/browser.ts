// A real Chromium for the journeys: finds it, opens pages as a person on a phone or at a desk, fails on page errors.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import pg from 'pg';
import { inject } from 'vitest';
import { findChromium } from './chromium';

let browser: Browser | undefined;

export async function openBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  return browser;
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

export type Visitor = { page: Page; context: BrowserContext; errors: Array<string> };

/** A person with a browser of their own: no cookies of anybody else. `errors` collects script errors and CSP violations. */
export async function visitor({
  locale = 'es-ES',
  phone = false,
  dark = false,
  javaScript = true,
  width,
}: { locale?: string; phone?: boolean; dark?: boolean; javaScript?: boolean; width?: number } = {}): Promise<Visitor> {
  const context = await (
    await openBrowser()
  ).newContext({
    baseURL: inject('baseUrl'),
    locale,
    colorScheme: dark ? 'dark' : 'light',
    viewport: phone ? { width: width ?? 390, height: 800 } : { width: width ?? 1280, height: 900 },
    hasTouch: phone,
    isMobile: phone,
    javaScriptEnabled: javaScript,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const errors: Array<string> = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text());
  });
  return { page, context, errors };
}

/** Signs a demo person in through the form, or somebody with an address and the demo's password. */
export async function signIn(
  page: Page,
  who: 'learner' | 'manager' | 'instructor' | 'admin' | { email: string },
): Promise<void> {
  await page.goto('/sign-in');
  await page.fill('input[name=email]', typeof who === 'string' ? `${who}@demo.pericia.test` : who.email);
  await page.fill('input[name=password]', 'pericia-demo-2026');
  await Promise.all([
    page.waitForURL((url) => !url.pathname.startsWith('/sign-in')),
    page.click('main button[type=submit]'),
  ]);
}

/** Runs one statement on the product's database: for arranging what takes days, and for looking behind the page. */
export async function database<Row extends pg.QueryResultRow>(
  text: string,
  values: Array<unknown> = [],
): Promise<Array<Row>> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
