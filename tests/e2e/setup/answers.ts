// Gives right or wrong answers to items on the screen, as a person would: by the labels, boxes, lists and buttons of the page.
import type { Locator, Page } from 'playwright-core';
import { database } from './browser';

type Key = {
  correct?: Array<string>;
  order?: Array<string>;
  pairs?: Array<{ left: string; right: string }>;
  answer?: number;
  accepted?: { es: Array<string>; en: Array<string> };
};
export type Item = {
  id: string;
  itemId: string;
  type: 'single' | 'multiple' | 'order' | 'match' | 'numeric' | 'short';
  key: Key;
};

/** Items by version id, with their keys, from the database: the page never has them. */
export async function itemsOf(ids: ReadonlyArray<string>): Promise<Array<Item>> {
  const rows = await database<Item>(
    `select id, item_id as "itemId", type, key from item_version where id = any($1::uuid[])`,
    [ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id)!);
}

/** Answers the item shown inside `scope` rightly. */
export async function answerRightly(page: Page, scope: Locator, { type, key }: Item): Promise<void> {
  switch (type) {
    case 'single':
    case 'multiple':
      for (const id of key.correct!) await scope.locator(`input[value="${id}"]`).check({ force: true });
      return;
    case 'match':
      for (const { left, right } of key.pairs!) await scope.locator(`select[name$="${left}"]`).selectOption(right);
      return;
    case 'numeric':
      return scope.locator('input[name=value]').fill(String(key.answer).replace('.', ','));
    case 'short':
      return scope.locator('input[name=text]').fill(key.accepted!.es[0]!);
    case 'order':
      // Bubble each element up to its place with the buttons, as a keyboard user does.
      for (const [place, id] of key.order!.entries()) {
        for (;;) {
          const shown = await scope
            .locator('input[name=order]')
            .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
          const at = shown.indexOf(id);
          if (at <= place) break;
          await scope.locator('ol > li').nth(at).locator('button').first().click();
          await page.waitForFunction(
            ([value, index]) =>
              document.querySelectorAll<HTMLInputElement>('input[name=order]')[index as number]?.value === value,
            [id, at - 1] as const,
          );
        }
      }
      // Shown in the right order by chance: an exam asks to say so.
      for (const keep of await scope
        .getByRole('button', { name: /^(Este orden es mi respuesta|Keep this order)/ })
        .all())
        await keep.click();
  }
}
