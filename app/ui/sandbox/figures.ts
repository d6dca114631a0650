// How the sandbox writes money, shares and ranges in each language.
import { formatMoney, formatNumber } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { useLocale } from '~/i18n/use-messages';

const WHOLE_FROM_MICROS = 100_000_000;

/** Integer or fractional micros; from a hundred units on without cents, which nobody decides by. */
export function money(micros: number, currency: string, locale: Locale): string {
  const cents = Math.round(micros / 10_000);
  return formatMoney(Math.abs(micros) >= WHOLE_FROM_MICROS ? Math.round(cents / 100) * 100 : cents, currency, locale);
}

/** `value` 0 to 1, in percent with so many decimals; Spanish puts a space before the sign. */
export function share(value: number, locale: Locale, decimals = 0): string {
  return `${formatNumber(value * 100, locale, decimals)}${locale === 'es' ? '\u00a0' : ''}%`;
}

/** The page's way to write figures. `money(null)` and `share(null)` are a dash. */
export function useFigures(currency: string) {
  const locale = useLocale();
  return {
    locale,
    money: (micros: number | null) => (micros === null ? '–' : money(micros, currency, locale)),
    share: (value: number | null, decimals?: number) => (value === null ? '–' : share(value, locale, decimals)),
    number: (value: number | null, decimals?: number) => (value === null ? '–' : formatNumber(value, locale, decimals)),
  };
}
