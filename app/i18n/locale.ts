// The languages of the product and how a request's language is chosen. Browser-safe.

export const LOCALES = ['es', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'es';
export const LOCALE_COOKIE = 'pericia_lang';

/** A text in every language, as content and database hold it. */
export type Localized = Record<Locale, string>;

/** Whether a string from outside is one of our languages. */
export function isLocale(value: unknown): value is Locale {
  return value === 'es' || value === 'en';
}

/** Reads a Localized out of JSON from the database; a missing language falls back to the other. */
export function inLocale(value: unknown, locale: Locale): string {
  const texts = (value ?? {}) as Partial<Localized>;
  return texts[locale] ?? texts.es ?? texts.en ?? '';
}

/** The best of our languages for an Accept-Language header (RFC 9110, section 12.5.4). */
export function localeFromHeader(header: string | undefined | null): Locale {
  let best: Locale = DEFAULT_LOCALE;
  let bestQuality = 0;
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    const q = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
    const quality = q === undefined ? 1 : Number(q);
    if (isLocale(language) && quality > bestQuality) {
      best = language;
      bestQuality = quality;
    }
  }
  return best;
}
