// The same page in the other language: one click, no JavaScript needed, the rest of the address stays.
import { Link, useLocation } from '@remix-run/react';
import { type Locale } from '~/i18n/locale';
import { useLocale } from '~/i18n/use-messages';

const NAMES: Record<Locale, string> = { es: 'Español', en: 'English' };

/** `search` with the language set; other parameters keep their place. */
export function withLanguage(search: string, locale: Locale): string {
  const parameters = new URLSearchParams(search);
  parameters.set('lang', locale);
  return `?${parameters}`;
}

export function LanguageLink({ className = 'nav-link' }: { className?: string }) {
  const other: Locale = useLocale() === 'es' ? 'en' : 'es';
  const { pathname, search, hash } = useLocation();
  return (
    <Link
      to={pathname + withLanguage(search, other) + hash}
      className={className}
      lang={other}
      hrefLang={other}
      replace
      preventScrollReset
      rel="alternate"
    >
      {NAMES[other]}
    </Link>
  );
}
