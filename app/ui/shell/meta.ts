// A page's title and description for browsers, search engines and shared links.
import type { MetaDescriptor } from '@remix-run/node';
import { DEFAULT_LOCALE, type Locale } from '~/i18n/locale';
import type { RootData } from './root-data';

export const SITE_NAME = 'Pericia';

/** The language of the document, read from the root loader's data; the default when that failed. */
export function metaLocale(matches: ReadonlyArray<{ id: string; data?: unknown } | undefined>): Locale {
  const root = matches.find((match) => match?.id === 'root')?.data as RootData | undefined;
  return root?.locale ?? DEFAULT_LOCALE;
}

/**
 * What a route's `meta` returns.
 * @example export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (locale) => ({ title: translator(siteMessages, locale)('plans.title') }));
 */
export function pageMeta(
  matches: Parameters<typeof metaLocale>[0],
  words: (locale: Locale) => { title: string; description?: string },
): Array<MetaDescriptor> {
  const { title, description } = words(metaLocale(matches));
  const whole = title.includes(SITE_NAME) ? title : `${title} · ${SITE_NAME}`;
  const tags: Array<MetaDescriptor> = [{ title: whole }, { property: 'og:title', content: whole }];
  if (description)
    tags.push({ name: 'description', content: description }, { property: 'og:description', content: description });
  return tags;
}
