import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { answerRightly, itemsOf } from './setup/answers';
import { closeBrowser, database, visitor } from './setup/browser';

afterAll(closeBrowser);

const PASSWORD = 'tres tristes tigres 31';
/** What the person of this journey knows already. */
const KNOWN = ['ai-marketing-landscape', 'model-limits', 'prompt-anatomy', 'prompt-iteration', 'fact-checking'];

/** A new person, confirmed and signed in, on the page that asks for their goal. */
async function signUp(page: Page, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.fill('input[name=name]', 'Inés Ruano');
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', PASSWORD);
  await page.locator('main form button[type=submit]').first().click();
  const find = () => database<{ text: string }>(`select text from mail where recipient = $1`, [email]);
  await expect.poll(async () => (await find()).length, { timeout: 20_000 }).toBe(1);
  const link = /https?:\/\/\S+\/verify-email\/\S+/.exec((await find())[0]!.text)![0];
  await page.goto(link);
  await Promise.all([page.waitForURL('**/welcome'), page.locator('main form button[type=submit]').first().click()]);
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', PASSWORD);
  await Promise.all([page.waitForURL('**/learn'), page.locator('main form button[type=submit]').first().click()]);
}

/** The version id of the question on the screen, once it is another than `before`; null when the test has ended. */
async function questionAfter(page: Page, before: string | null): Promise<string | null> {
  await page.waitForFunction(
    (old) =>
      location.pathname.endsWith('/placement/result') ||
      (document.querySelector<HTMLInputElement>('input[name=itemVersionId]')?.value ?? old) !== old,
    before,
  );
  if (page.url().includes('/placement/result')) return null;
  return page.locator('input[name=itemVersionId]').inputValue();
}

/** Answers what the person knows, says "I don't know" to the rest, at most `most` times. Gives back how often. */
async function takePlacement(page: Page, most: number): Promise<number> {
  let shown: string | null = null;
  for (let given = 0; given < most; given++) {
    shown = await questionAfter(page, shown);
    if (shown === null) return given;
    const [item] = await itemsOf([shown]);
    const [meta] = await database<{ skills: Array<string> }>('select skills from item_version where id = $1', [shown]);
    const form = page.locator('form.practice-body');
    const known = meta!.skills.every((skill) => KNOWN.includes(skill));
    if (known && item!.type === 'short') await form.locator('input[name=value]').fill(item!.key.accepted!.es[0]!);
    else if (known) await answerRightly(page, form, item!);
    await (known ? form.locator('button[type=submit]').first() : form.locator('button[name=unknown]')).click();
  }
  return most;
}

test(
  'placement taken on two devices, a path that says why, a step of one’s own, a skill and the week',
  { timeout: 240_000 },
  async () => {
    const email = 'ines.ruano@example.test';
    const phone = await visitor({ phone: true, width: 360 });
    await signUp(phone.page, email);

    // Goal first, then the offer to find out what she knows.
    await phone.page.getByText('Demostrar qué funciona').click();
    await Promise.all([
      phone.page.waitForURL('**/learn/placement'),
      phone.page.getByRole('button', { name: 'Crearla y ver primero qué sé' }).click(),
    ]);
    await phone.page.getByRole('button', { name: 'Empezar la prueba' }).click();
    await phone.page.waitForURL('**/learn/placement/question');
    await takePlacement(phone.page, 2);
    await phone.page.getByText('2 respuestas guardadas').waitFor();
    expect(await phone.page.locator('main').innerText()).not.toMatch(/correcta|incorrecta/i);
    const stored = () =>
      database<{ number: number }>(
        `select a.number from placement_answer a join "user" u on u.id = a.user_id where u.email = $1 order by a.number`,
        [email],
      );
    expect((await stored()).map(({ number }) => number)).toEqual([1, 2]);
    const waiting = await phone.page.locator('input[name=itemVersionId]').inputValue();
    await phone.context.close();

    // Another browser goes on at the very question.
    const desk = await visitor();
    const { page } = desk;
    await signIn(page, email);
    await page.getByRole('link', { name: 'Seguir con la prueba' }).click();
    await page.waitForURL('**/learn/placement');
    await page.getByRole('button', { name: 'Seguir con la prueba' }).click();
    await page.waitForURL('**/learn/placement/question');
    expect(await page.locator('input[name=itemVersionId]').inputValue()).toBe(waiting);
    const given = await takePlacement(page, 40);
    await page.waitForURL('**/learn/placement/result');
    expect((await stored()).length).toBe(given + 2);
    await page.getByText('Lo que ha encontrado la prueba').waitFor();
    await page.getByRole('heading', { name: /Se dan? por sabidas?/ }).waitFor();
    await page
      .getByRole('link', { name: /^Abrirla de todos modos/ })
      .first()
      .waitFor();

    // The path says why, and takes another step for it.
    await page.goto('/learn/path');
    await page.getByText('Por qué esto ahora').waitFor();
    expect(await page.locator('.tile-provisional, .tile-mastered').count()).toBeGreaterThan(1);
    await page.getByText('Hacer otra cosa').click();
    const other = page.locator('.others .other').first();
    const chosen = await other.locator('h3').innerText();
    await other.getByRole('button').click();
    await page.waitForURL((url) => url.pathname !== '/learn/path');
    const [override] = await database<{ taken: string | null }>(
      `select r.overridden_by as taken from recommendation r join "user" u on u.id = r.user_id
      where u.email = $1 order by r.created_at desc limit 1`,
      [email],
    );
    expect(override!.taken, chosen).not.toBeNull();

    // A skill, by keyboard, with its evidence from the test.
    const [credited] = await database<{ skill: string }>(
      `select p.skill_id as skill from skill_proof p join "user" u on u.id = p.user_id
      where u.email = $1 and p.kind = 'placement' order by p.skill_id limit 1`,
      [email],
    );
    await page.goto('/learn/path');
    await page.locator(`#skill-${credited!.skill} a`).focus();
    await Promise.all([page.waitForURL(`**/learn/skills/${credited!.skill}`), page.keyboard.press('Enter')]);
    await page.getByText('Reconocida por la prueba de nivel').waitFor();
    await page.getByText('Qué la cambiaría').waitFor();

    // Its review is in the queue and begins in one click.
    await page.goto('/learn/reviews');
    await page
      .getByRole('link', { name: /^(Empezar|Repasar antes): / })
      .first()
      .click();
    await page.waitForURL('**/practice/**');
    expect(new URL(page.url()).searchParams.get('mode')).toBe('review');

    // The week knows what happened.
    await page.goto('/learn/week');
    await page.getByText('Subieron').waitFor();
    expect(await page.locator('main').innerText()).toContain('Los próximos siete días');
    expect([...phone.errors, ...desk.errors]).toEqual([]);
  },
);

test('the placement test works without scripts', { timeout: 120_000 }, async () => {
  const email = 'sin.guion@example.test';
  const { page, context } = await visitor({ javaScript: false });
  await signUp(page, email);
  await page.getByText('Demostrar qué funciona').click();
  await page.getByRole('button', { name: 'Crearla y ver primero qué sé' }).click();
  await page.getByRole('button', { name: 'Empezar la prueba' }).click();
  for (const number of [1, 2]) {
    await page.getByText(`Pregunta ${number}`, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'No lo sé' }).click();
    if (page.url().includes('/result')) break;
  }
  if (!page.url().includes('/result'))
    await page.getByRole('button', { name: 'Parar aquí y ver el resultado' }).click();
  await page.getByText('Lo que ha encontrado la prueba').waitFor();
  await context.close();
});
