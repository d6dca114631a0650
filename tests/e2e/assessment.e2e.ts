import { afterAll, expect, test } from 'vitest';
import { closeBrowser, database, signIn, visitor } from './setup/browser';

afterAll(closeBrowser);

const PROGRAM = 'ai-campaign-manager';

/** The demo learner holds what the program asks for first. */
async function arrangePrerequisite(): Promise<void> {
  const [learner] = await database<{ id: string }>(`select id from "user" where email = 'learner@demo.pericia.test'`);
  await database(
    `with attempt as (
       insert into exam_attempt (id, user_id, program_id, program_version, number, locale, item_ids, seed, started_at, deadline_at, submitted_at, score_percent, passed, by_skill)
       select uuid7(), $1, p.id, p.version, 90, 'es', '{}', 1, now() - interval '60 days', now() - interval '59 days', now() - interval '59 days', 90, true, '[]'
         from program p where p.id = 'ai-marketing-foundations' and not exists (select from exam_attempt where user_id = $1 and passed and program_id = p.id)
        order by p.version desc limit 1 returning id, user_id
     ) insert into event (id, type, actor_id, subject_type, subject_id, data)
       select uuid7(), 'certification.exam-passed', user_id, 'exam-attempt', id, '{}' from attempt`,
    [learner!.id],
  );
  await expect
    .poll(
      async () =>
        (await database(`select 1 from certificate where user_id = $1 and status = 'issued'`, [learner!.id])).length,
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0);
}

test('a portfolio is written, kept through a reload, handed in, marked by keys and read with its reasons', async () => {
  await arrangePrerequisite();
  const learner = await visitor();
  await signIn(learner.page, 'learner');
  await learner.page.goto(`/exams/${PROGRAM}`);
  const requirements = learner.page.locator('.requirement');
  await expect
    .poll(() => requirements.allInnerTexts())
    .toEqual(expect.arrayContaining([expect.stringMatching(/Hecho/), expect.stringMatching(/Falta/)]) as unknown);
  await learner.page.goto(`/portfolio/${PROGRAM}`);
  await learner.page.waitForLoadState('networkidle');
  const areas = learner.page.locator('form textarea');
  await areas.first().fill('Un público concreto con indicios. '.repeat(3));
  await learner.page.waitForSelector('.save-saved');
  await learner.page.reload();
  expect(await areas.first().inputValue()).toContain('Un público concreto');
  await learner.page.waitForLoadState('networkidle');

  await learner.page.click('button[value=submit]');
  await learner.page.click('dialog[open] .btn-primary');
  await learner.page.waitForSelector('.field-error');
  expect(await learner.page.locator('.alert, [role=alert]').first().innerText()).toMatch(/corregir/);

  for (let index = 0; index < (await areas.count()); index++)
    await areas
      .nth(index)
      .fill(`Apartado ${index + 1}: margen, coste máximo, control y muestra, con sus dudas. `.repeat(14));
  await learner.page.click('button[value=submit]');
  await learner.page.click('dialog[open] .btn-primary');
  await learner.page.waitForURL(/\/portfolio\/[^/]+\/[0-9a-f-]{36}$/);
  const outcome = learner.page.url();
  await expect.poll(() => learner.page.locator('h1').innerText()).toMatch(/En evaluación/);
  await database(`update portfolio_submission set marks_needed = 1, marks_reason = null`);

  const marker = await visitor();
  await signIn(marker.page, 'instructor');
  await marker.page.goto('/studio/grading');
  await marker.page.getByRole('button', { name: /Evaluar el siguiente/ }).click();
  await marker.page.waitForURL(/\/studio\/grading\/[0-9a-f-]{36}$/);
  await marker.page.waitForLoadState('networkidle');
  expect(await marker.page.content()).not.toMatch(/learner@demo/);
  for (const key of ['3', '4', '3', '3', '4', '3']) await marker.page.keyboard.press(key);
  expect(await marker.page.locator('.grading-level input:checked').count()).toBe(6);
  await marker.page.fill('#feedback', 'Un plan que se sostiene; la muestra de la prueba podría ser mayor.');
  await marker.page.locator('h1').click();
  await marker.page.keyboard.press('Enter');
  await marker.page.waitForURL('**/studio/grading?done=1');

  await learner.page.goto(outcome);
  expect(await learner.page.locator('h1').innerText()).toMatch(/Aprobado/);
  expect(await learner.page.locator('main').innerText()).toContain('Un plan que se sostiene');
  expect([...learner.errors, ...marker.errors]).toEqual([]);
});

test('grading is closed to who does not mark', async () => {
  for (const who of ['learner', 'manager'] as const) {
    const { page } = await visitor();
    await signIn(page, who);
    for (const path of ['/studio/grading', '/studio/grading/held', '/studio/programs'])
      expect((await page.goto(path))!.status(), `${who} ${path}`).toBe(403);
  }
});

test('a portfolio is written and handed in without JavaScript', async () => {
  const { page } = await visitor({ javaScript: false, locale: 'en-GB' });
  await signIn(page, 'manager');
  await page.goto(`/portfolio/${PROGRAM}`);
  await page.locator('form textarea').first().fill('Written without a script.');
  await page.click('button[value=save]');
  await page.waitForURL(`**/portfolio/${PROGRAM}`);
  expect(await page.locator('form textarea').first().inputValue()).toBe('Written without a script.');
});
