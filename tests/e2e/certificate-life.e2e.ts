import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, expect, inject, test } from 'vitest';
import { makeHolder } from './setup/arrange';
import { closeBrowser, signIn, visitor } from './setup/browser';

afterAll(closeBrowser);

/** Milliseconds after which a change must be seen by everybody. */
const SEEN_MS = 5_000;

async function verdictOf(page: Page, publicId: string): Promise<string> {
  await page.goto(`/verify/${publicId}`);
  return page.locator('h1').innerText();
}

/** Opens the public page until its verdict reads as expected; returns how many milliseconds that took. */
async function untilVerdict(page: Page, publicId: string, words: RegExp): Promise<number> {
  const begun = Date.now();
  await expect.poll(() => verdictOf(page, publicId), { timeout: 15_000, interval: 250 }).toMatch(words);
  return Date.now() - begun;
}

/** A certificate's bit in the published list of suspensions: it stands beside the list of withdrawals, at the same index. */
async function isSuspended(page: Page, publicId: string): Promise<boolean> {
  const credential = await (await page.request.get(`/credentials/${publicId}.json`)).json();
  const entry = credential.credentialStatus;
  const address = new URL(entry.statusListCredential).pathname.replace('/status/r', '/status/s');
  const list = await (await page.request.get(address)).json();
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
  const index = Number(entry.statusListIndex);
  return ((bits[index >> 3]! >> (7 - (index & 7))) & 1) === 1;
}

test('a holder hides a certificate, shows it again and has the name corrected; the old link never shows the old name', async () => {
  const { email, certificateId, publicId } = await makeHolder('Nuria Valls');
  const holder = await visitor({ phone: true });
  await signIn(holder.page, { email });
  await holder.page.goto('/certificates');
  await holder.page.getByRole('link', { name: 'Compartir y ajustes' }).click();
  await holder.page.waitForURL(`**/certificates/${certificateId}`);

  await holder.page.locator('input[name=visibility][value=private]').check();
  await holder.page.getByRole('button', { name: 'Guardar' }).click();
  await holder.page.getByText('Guardado.').waitFor();
  const employer = await visitor({ locale: 'en-GB' });
  for (const path of [`/verify/${publicId}`, `/embed/${publicId}`, `/credentials/${publicId}.pdf`])
    expect((await employer.page.goto(path).catch(() => null))?.status() ?? 404, path).toBe(404);
  expect(await verdictOf(employer.page, publicId)).toBe('Unknown');
  expect(await employer.page.content()).not.toContain('Nuria');
  expect(await verdictOf(holder.page, publicId)).toBe('Válido');

  await holder.page.goto(`/certificates/${certificateId}`);
  await holder.page.locator('input[name=visibility][value=link]').check();
  await holder.page.locator('input[name="shows[]"][value=score]').uncheck();
  await holder.page.getByRole('button', { name: 'Guardar' }).click();
  await holder.page.getByText('Guardado.').waitFor();
  expect(await verdictOf(employer.page, publicId)).toBe('Valid');
  expect(await employer.page.locator('main').innerText()).toContain('at the holder’s wish');
  await employer.page.locator('[data-own-check][data-state=pass]').waitFor();

  await holder.page.goto(`/certificates/${certificateId}`);
  await holder.page.getByText('Pedir la corrección').first().click();
  await holder.page.fill('input[name=proposedName]', 'Nuria Valls Ortega');
  await holder.page.getByRole('button', { name: 'Pedir la corrección' }).click();
  await holder.page.getByText('En estudio').waitFor();

  const admin = await visitor();
  await signIn(admin.page, 'admin');
  await admin.page.goto('/admin/corrections');
  const card = admin.page.locator('li.card').filter({ hasText: 'Nuria Valls Ortega' });
  await card.getByRole('button', { name: 'Aprobar y firmar' }).click();
  await admin.page.getByText('Aprobada. La versión corregida se está firmando.').waitFor();
  await untilVerdict(employer.page, publicId, /^Replaced$/);
  expect(await employer.page.content()).not.toContain('Nuria');

  await employer.page.getByRole('link', { name: 'See the one in force' }).click();
  await employer.page.getByRole('heading', { level: 2, name: 'Nuria Valls Ortega' }).waitFor();
  const corrected = new URL(employer.page.url()).pathname.split('/').pop()!;
  expect(corrected).not.toBe(publicId);
  await untilVerdict(employer.page, corrected, /^Valid$/);
  await employer.page.locator('[data-own-check][data-state=pass]').waitFor();
  expect([...holder.errors, ...admin.errors, ...employer.errors]).toEqual([]);
});

test('a suspension is on the page and in the published list within five seconds, and so is its end', async () => {
  const { publicId } = await makeHolder('Olga Prats');
  const employer = await visitor({ locale: 'en-GB', phone: true });
  expect(await verdictOf(employer.page, publicId)).toBe('Valid');
  const admin = await visitor({ locale: 'en-GB' });
  await signIn(admin.page, 'admin');

  await admin.page.goto(`/admin/certificates?lang=en&q=${publicId}`);
  await admin.page.getByText('Suspend or revoke', { exact: true }).last().click();
  await admin.page.locator('select[id^=suspend-]').selectOption('under-review');
  await admin.page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await admin.page.getByText('The certificate is suspended.').waitFor();
  expect(await untilVerdict(employer.page, publicId, /^Suspended$/)).toBeLessThan(SEEN_MS);
  await expect.poll(() => isSuspended(employer.page, publicId), { timeout: SEEN_MS, interval: 250 }).toBe(true);

  await admin.page.goto(`/admin/certificates?lang=en&q=${publicId}`);
  await admin.page.getByText('Lift or revoke', { exact: true }).click();
  await admin.page.getByRole('button', { name: 'Lift the suspension' }).click();
  await admin.page.getByText('The suspension is lifted.').waitFor();
  expect(await untilVerdict(employer.page, publicId, /^Valid$/)).toBeLessThan(SEEN_MS);
  await expect.poll(() => isSuspended(employer.page, publicId), { timeout: SEEN_MS, interval: 250 }).toBe(false);
  expect([...employer.errors, ...admin.errors]).toEqual([]);
});

test('a badge dropped anywhere on the page is checked, and so is a whole list, on screen and as a file', async () => {
  const { publicId } = await makeHolder('Pilar Camps');
  const recruiter = await visitor({ locale: 'en-GB' });
  const { page } = recruiter;
  const badge = await (await page.request.get(`/credentials/${publicId}.png`)).body();
  await page.goto('/verify', { waitUntil: 'networkidle' });
  const dropped = await page.evaluateHandle((bytes) => {
    const files = new DataTransfer();
    files.items.add(
      new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], 'badge.png', { type: 'image/png' }),
    );
    return files;
  }, badge.toString('base64'));
  await page.dispatchEvent('footer', 'drop', { dataTransfer: dropped });
  await page.getByRole('heading', { level: 2, name: 'Valid', exact: true }).waitFor();
  expect(await page.locator('main').innerText()).toContain('Pilar Camps');

  await page.goto('/verify/list');
  await page.fill(
    'textarea',
    `Pilar Camps, ${inject('baseUrl')}/verify/${publicId}\nJuan Ruiz, ${'0'.repeat(22)}\nno number here`,
  );
  await page.getByRole('button', { name: 'Check all' }).click();
  await page.getByText('1 of 2 valid.').waitFor();
  const rows = await page.locator('tbody tr').allInnerTexts();
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatch(/Pilar Camps[\s\S]*Valid[\s\S]*Pilar Camps/);
  expect(rows[1]).toMatch(/Juan Ruiz[\s\S]*Unknown/);
  expect(rows[2]).toMatch(/no number here[\s\S]*No certificate in this line/);

  // The list is still there: its file needs no second paste.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Check and download as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('pericia-verdicts.csv');
  const file = await (await download.createReadStream()).toArray();
  const lines = Buffer.concat(file)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/);
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain('Valid');
  expect(lines[1]).toContain(`/verify/${publicId}`);
  expect(lines[2]).toContain('Unknown');
  expect(recruiter.errors).toEqual([]);
});

test('the embedded frame shows the verdict on another site', async () => {
  const { email, certificateId } = await makeHolder('Quima Rius');
  const holder = await visitor();
  await signIn(holder.page, { email });
  await holder.page.goto(`/certificates/${certificateId}`);
  const code = await holder.page.getByLabel('Código para tu web').inputValue();
  const site = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>Portfolio</title>${code}`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  try {
    const reader = await visitor();
    await reader.page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    const frame = reader.page.frameLocator('iframe');
    await frame.getByText('Quima Rius').waitFor();
    expect(await frame.locator('.state').innerText()).toBe('Válido');
    // Nothing of it is cut off by the frame's height.
    const hidden = await frame.locator('html').evaluate((root) => root.scrollHeight - root.clientHeight);
    expect(hidden).toBe(0);
    expect([...holder.errors, ...reader.errors]).toEqual([]);
  } finally {
    site.close();
  }
});

test('what a holder has erased is named nowhere, and a file that was kept still verifies', async () => {
  const { email, publicId } = await makeHolder('Remei Soto');
  const holder = await visitor({ locale: 'en-GB' });
  await signIn(holder.page, { email });
  const pdf = await (await holder.page.request.get(`/credentials/${publicId}.pdf?lang=es`)).body();
  await holder.page.goto('/certificates?lang=en');
  await holder.page.getByRole('link', { name: /^Have all certificates erased/ }).click();
  await holder.page.locator('input[name=erasure][value=kept]').check();
  await holder.page.locator('input[name=understand]').check();
  await holder.page.getByRole('button', { name: 'Erase for good' }).click();
  await holder.page.getByText('Erased. Nothing here names you any more.').waitFor();

  const employer = await visitor({ locale: 'en-GB' });
  expect((await employer.page.goto(`/verify/${publicId}`))!.status()).toBe(410);
  expect(await employer.page.locator('h1').innerText()).toBe('No longer shown');
  expect(await employer.page.content()).not.toContain('Remei');
  for (const kind of ['json', 'jwt', 'pdf', 'png', 'svg'])
    expect((await employer.page.request.get(`/credentials/${publicId}.${kind}`)).status(), kind).toBe(410);
  await employer.page.getByRole('link', { name: 'Check a file or a text' }).click();
  await employer.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'certificate.pdf', mimeType: 'application/pdf', buffer: pdf });
  await employer.page.locator('main form button[type=submit]').click();
  await employer.page.getByRole('heading', { level: 2, name: 'Valid', exact: true }).waitFor();
  expect(await employer.page.locator('main').innerText()).toContain('Remei Soto');
  expect([...holder.errors, ...employer.errors]).toEqual([]);
});
