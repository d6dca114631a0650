import { afterAll, expect, test } from 'vitest';
import { makeCertificate, makeHolder } from './setup/arrange';
import { closeBrowser, database, signIn, visitor } from './setup/browser';

afterAll(closeBrowser);

test('an admin withdraws a certificate, and an employer sees it within five seconds', async () => {
  const publicId = await makeCertificate('Berta Soler');
  const employer = await visitor({ locale: 'en-GB' });
  await employer.page.goto(`/verify/${publicId}`);
  expect(await employer.page.locator('h1').innerText()).toMatch(/valid/i);

  const { page } = await visitor();
  await signIn(page, 'admin');
  await page.goto(`/admin/certificates?q=${publicId}`);
  if (!(await page.locator('main').innerText()).includes('Berta Soler')) await page.goto('/admin/certificates');
  const row = page.locator('tr, li, article').filter({ hasText: 'Berta Soler' }).last();
  await row
    .locator('summary, button, a')
    .filter({ hasText: /revocar|retirar/i })
    .first()
    .click();
  const form = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: /revocar|retirar/i }) })
    .last();
  const reason = form.locator('select[name=reason]');
  if (await reason.count()) await reason.selectOption('issued-in-error');
  else await form.locator('input[value="issued-in-error"]').check();
  await form.getByRole('button', { name: /revocar|retirar/i }).click();
  await expect
    .poll(
      async () =>
        (await database<{ status: string }>('select status from certificate where public_id = $1', [publicId]))[0]
          ?.status,
      { timeout: 10_000 },
    )
    .toBe('revoked');
  const revoked = Date.now();
  await expect
    .poll(
      async () => {
        await employer.page.goto(`/verify/${publicId}`);
        return employer.page.locator('h1').innerText();
      },
      { timeout: 10_000, interval: 500 },
    )
    .toMatch(/revoked|withdrawn/i);
  expect(Date.now() - revoked).toBeLessThan(5_500);
});

test('pages of the admin are closed to everybody else', async () => {
  for (const who of ['learner', 'instructor', 'manager'] as const) {
    const { page } = await visitor();
    await signIn(page, who);
    for (const path of [
      '/admin',
      '/admin/people',
      '/admin/certificates',
      '/admin/corrections',
      '/admin/reports',
      '/admin/reports.csv',
      '/admin/queue',
      '/admin/outbox',
      '/admin/activity',
    ]) {
      expect([403, 404], `${who} ${path}`).toContain((await page.goto(path))!.status());
    }
  }
});

test('an admin makes somebody an instructor, and it holds at once', async () => {
  // Somebody new: the demo's people keep their roles for the other journeys.
  const { email } = await makeHolder('Marta Gil');
  const [person] = await database<{ id: string }>(`select id from "user" where email = $1`, [email]);
  const teacher = await visitor();
  await signIn(teacher.page, { email });
  expect((await teacher.page.goto('/studio/items'))!.status()).toBe(403);
  const { page } = await visitor();
  await signIn(page, 'admin');
  await page.goto(`/admin/people/${person!.id}`);
  await page.locator('input[type=checkbox][value=instructor]').check({ force: true });
  await page.locator('form:has(input[value=instructor]) button[type=submit]').click();
  await expect
    .poll(
      async () =>
        (await database<{ roles: string }>('select roles::text as roles from "user" where id = $1', [person!.id]))[0]
          ?.roles,
    )
    .toContain('instructor');
  expect((await teacher.page.goto('/studio/items'))!.status()).toBe(200);
});

test('the studio is open to instructors and closed to learners', async () => {
  const pages = ['/studio/grading', '/studio/programs', '/studio/items', '/studio/experiment'];
  const learner = await visitor();
  await signIn(learner.page, 'learner');
  for (const path of ['/studio', ...pages])
    expect([403, 404], path).toContain((await learner.page.goto(path))!.status());
  const instructor = await visitor();
  await signIn(instructor.page, 'instructor');
  await instructor.page.goto('/studio');
  await instructor.page.waitForURL('**/studio/grading');
  for (const path of pages) {
    expect((await instructor.page.goto(path))!.status(), path).toBe(200);
    const sections = instructor.page.getByRole('navigation', { name: 'Estudio' });
    expect(await sections.locator('[aria-current=page]').count(), path).toBe(1);
  }
  expect(instructor.errors).toEqual([]);
});
