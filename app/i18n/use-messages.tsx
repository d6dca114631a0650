// React's side of the messages: the page's language, and the lookup function of a bundle in it.
import { createContext, useContext } from 'react';
import { type Bundle, type Translate, translator } from './messages';
import { DEFAULT_LOCALE, type Locale } from './locale';

const LocaleContext = createContext<Locale>(DEFAULT_LOCALE);

export const LocaleProvider = LocaleContext.Provider;

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** @example const t = useMessages(siteMessages); t('hero.title') */
export function useMessages<T>(bundle: Bundle<T>): Translate<T> {
  return translator(bundle, useContext(LocaleContext));
}
