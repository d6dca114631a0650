import { afterAll, expect, test } from 'vitest';
import { answerRightly, itemsOf } from './setup/answers';
import { closeBrowser, database, visitor } from './setup/browser';

afterAll(closeBrowser);

const COURSE = 'ai-marketing-foundations';
const EMAIL = 'ana.perez@example.test';
const PASSWORD = 'calabaza azul 47 nubes';

test('from signing up to a certificate that an employer has checked', { timeout: 240_000 }, async () => {
  const ana = await visitor({ phone: true });
  const { page } = ana;

  // She finds the course and signs up.
  await page.goto('/');
  await page.goto('/sign-up');
  await page.fill('input[name=name]', 'Ana Pérez Íñiguez');
  await page.fill('input[name=email]', EMAIL);
  await page.fill('input[name=password]', PASSWORD);
  await page.locator('main form button[type=submit]').first().click();
  // Without SMTP the mail waits in the demo's outbox.
  const [mail] = await until(() =>
    database<{ id: string; text: string }>(`select id, text from mail where recipient = $1`, [EMAIL]),
  );
  await page.goto('/outbox');
  expect(await page.locator('main').innerText()).toContain(EMAIL);
  const link = /https?:\/\/\S+\/verify-email\/\S+/.exec(mail!.text)![0];
  await page.goto(link);
  await Promise.all([page.waitForURL('**/welcome'), page.locator('main form button[type=submit]').first().click()]);

  // She says what she wants and gets a path with a reason.
  await page.getByText('Demostrar qué funciona').click();
  await Promise.all([page.waitForURL('**/learn'), page.getByRole('button', { name: 'Crear mi ruta' }).click()]);
  await page.getByText('Por qué esto ahora').waitFor();

  // She reads and answers; every "saved" is true on the server.
  await page.goto(`/learn/${COURSE}/what-ai-changes`);
  expect(await page.locator('h1').innerText()).toContain('Qué cambia la IA');
  await page.goto(`/learn/${COURSE}/what-ai-changes/practice`);
  const [lesson] = await database<{ ids: Array<string> }>(
    `select v.item_ids as ids from lesson l join lesson_version v on v.id = l.current_version_id where l.slug = 'what-ai-changes'`,
  );
  const items = await itemsOf(lesson!.ids);
  for (const item of items.slice(0, 4)) {
    await page.waitForURL(`**/${item.itemId}*`);
    await answerRightly(page, page.locator('main form').first(), item);
    await page.locator('main form button[type=submit]').first().click();
    await page.getByText('Guardada').waitFor();
    const [row] = await database<{ correct: boolean }>(
      `select a.correct from answer a join "user" u on u.id = a.user_id where u.email = $1 and a.item_version_id = $2`,
      [EMAIL, item.id],
    );
    expect(row, item.itemId).toEqual({ correct: true });
    await page.getByRole('link', { name: 'Siguiente' }).click();
  }

  // She closes the browser and goes on elsewhere, at the exact question.
  await ana.context.close();
  const desk = await visitor();
  await desk.page.goto('/sign-in');
  await desk.page.fill('input[name=email]', EMAIL);
  await desk.page.fill('input[name=password]', PASSWORD);
  await Promise.all([
    desk.page.waitForURL('**/learn'),
    desk.page.locator('main form button[type=submit]').first().click(),
  ]);
  await desk.page.goto(`/learn/${COURSE}/what-ai-changes/practice`);
  await desk.page.waitForURL(`**/${items[4]!.itemId}*`);

  // The exam: everything saved as it is chosen, no key anywhere, passed.
  const responses: Array<string> = [];
  desk.page.on('response', (response) => {
    if (response.url().includes('/exams/'))
      void response.text().then(
        (text) => responses.push(text),
        () => {},
      );
  });
  await desk.page.goto(`/exams/${COURSE}`);
  await desk.page.getByRole('button', { name: 'Empezar el examen' }).click();
  await desk.page.waitForURL(/\/exams\/[^/]+\/[0-9a-f-]{36}/);
  const attemptId = /([0-9a-f-]{36})/.exec(desk.page.url())![1]!;
  const [attempt] = await database<{ ids: Array<string> }>('select item_ids as ids from exam_attempt where id = $1', [
    attemptId,
  ]);
  const questions = await itemsOf(attempt!.ids);
  expect(questions).toHaveLength(20);
  for (const [i, question] of questions.entries()) {
    await desk.page.getByRole('button', { name: new RegExp(`^Pregunta ${i + 1} de`) }).click();
    await desk.page.getByRole('heading', { name: `Pregunta ${i + 1} de 20` }).waitFor();
    await answerRightly(desk.page, desk.page.locator('main form').first(), question);
  }
  await expect
    .poll(
      async () => {
        const saved = await database<{ id: string }>(
          `select item_version_id as id from exam_answer where attempt_id = $1`,
          [attemptId],
        );
        return questions
          .filter((question) => !saved.some(({ id }) => id === question.id))
          .map(({ itemId, type }) => `${itemId} (${type})`);
      },
      { timeout: 15_000 },
    )
    .toEqual([]);
  await desk.page.reload();
  await desk.page.getByRole('button', { name: 'Revisar y entregar' }).first().click();
  await desk.page.getByRole('button', { name: 'Entregar el examen' }).click();
  await desk.page.getByRole('button', { name: 'Sí, entregar' }).click();
  await desk.page.waitForURL('**/result*');
  await desk.page
    .getByText(/aprobad|superad/i)
    .first()
    .waitFor();
  const reasons = questions.flatMap((question) =>
    Object.values((question.key as { reasons?: Record<string, { es: string }> }).reasons ?? {}).map(
      (reason) => reason?.es,
    ),
  );
  for (const text of responses) for (const reason of reasons) if (reason) expect(text.includes(reason)).toBe(false);

  // The certificate, exactly one, within seconds.
  const [certificate] = await until(() =>
    database<{ publicId: string }>(
      `select public_id as "publicId" from certificate where attempt_id = $1 and status = 'issued'`,
      [attemptId],
    ),
  );
  const { publicId } = certificate!;

  // The employer: no account, English, verdict first, signature checked in the browser too.
  const employer = await visitor({ locale: 'en-GB' });
  const answer = await employer.page.goto(`/verify/${publicId}`);
  expect(answer!.status()).toBe(200);
  const shown = await employer.page.locator('main').innerText();
  expect(shown).toMatch(/valid/i);
  expect(shown).toContain('Ana Pérez Íñiguez');
  expect(shown).toContain('Unit economics');
  await employer.page
    .locator('main')
    .getByText(/in your browser/i)
    .first()
    .waitFor();
  for (const [kind, type] of [
    ['json', /json/],
    ['jwt', /jwt|text\/plain/],
    ['pdf', /pdf/],
  ] as const) {
    const file = await employer.page.request.get(`/credentials/${publicId}.${kind}`);
    expect(file.status(), kind).toBe(200);
    expect(file.headers()['content-type']).toMatch(type);
  }

  // A changed byte is called out.
  const genuine = await (await employer.page.request.get(`/credentials/${publicId}.json`)).text();
  await employer.page.goto('/verify');
  await employer.page.locator('textarea').fill(genuine.replace('Ana Pérez', 'Ana Pares'));
  await employer.page.locator('main form:has(textarea) button[type=submit]').click();
  await employer.page
    .getByText(/altered|changed|not valid|invalid/i)
    .first()
    .waitFor();

  // An unknown id: the same page, not a redirect.
  const unknown = await employer.page.goto(`/verify/${'0'.repeat(publicId.length)}`);
  expect(unknown!.status()).toBe(404);
  expect(await employer.page.locator('main').innerText()).toMatch(/unknown|no certificate/i);
  expect([...ana.errors, ...desk.errors, ...employer.errors]).toEqual([]);
});

/** Asks until there is an answer, for at most 30 seconds. */
async function until<T>(ask: () => Promise<Array<T>>): Promise<Array<T>> {
  for (let i = 0; i < 150; i++) {
    const found = await ask();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('nothing came within 30 seconds');
}
