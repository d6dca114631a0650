import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser, signIn, visitor, type Visitor } from './setup/browser';
import { allPages } from './setup/pages';

afterAll(closeBrowser);

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Each theme in one language and one width, so that every page is seen in both of each. */
const WALKS = [
  { locale: 'es-ES', dark: false, width: 320, phone: true },
  { locale: 'en-GB', dark: true, width: 1280, phone: false },
  { locale: 'en-GB', dark: false, width: 320, phone: true },
  { locale: 'es-ES', dark: true, width: 320, phone: true },
] as const;

test.each(WALKS)(
  'no page breaks WCAG 2.2 AA or scrolls sideways ($locale, dark: $dark, $width px)',
  { timeout: 400_000 },
  async (walk) => {
    const people: Partial<Record<string, Visitor>> = {};
    const found: Array<string> = [];
    for (const { who, path, email } of await allPages()) {
      let person = people[who];
      if (!person) {
        person = people[who] = await visitor(walk);
        if (email) await signIn(person.page, { email });
        else if (who === 'learner' || who === 'admin') await signIn(person.page, who);
      }
      const { page } = person;
      await page.goto(`${path}?lang=${walk.locale.slice(0, 2)}`, { waitUntil: 'load' });
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      for (const { id, nodes } of violations)
        found.push(`${who} ${path}: ${id} ${nodes[0]?.target.join(' ')} (${nodes.length})`);
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (sideways > 0) found.push(`${who} ${path}: scrolls ${sideways} px sideways`);
      const language = await page.getAttribute('html', 'lang');
      if (language !== walk.locale.slice(0, 2)) found.push(`${who} ${path}: is in ${language}`);
    }
    for (const person of Object.values(people)) await person?.context.close();
    expect(found).toEqual([]);
  },
);
