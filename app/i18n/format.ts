// Numbers, dates, durations and money as a reader of each language writes them. Formatters are made once a language.
import type { Locale } from './locale';

const TAGS: Record<Locale, string> = { es: 'es-ES', en: 'en-GB' };
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function number(locale: Locale, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `n:${locale}:${key}`;
  let format = cache.get(id) as Intl.NumberFormat | undefined;
  if (!format) cache.set(id, (format = new Intl.NumberFormat(TAGS[locale], options)));
  return format;
}

function date(locale: Locale, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `d:${locale}:${key}`;
  let format = cache.get(id) as Intl.DateTimeFormat | undefined;
  if (!format) cache.set(id, (format = new Intl.DateTimeFormat(TAGS[locale], options)));
  return format;
}

export function formatNumber(value: number, locale: Locale, decimals = 0): string {
  return number(locale, `f${decimals}`, { maximumFractionDigits: decimals }).format(value);
}

/** `share` is 0 to 1. */
export function formatPercent(share: number, locale: Locale): string {
  return number(locale, 'p', { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** `minor` is integer minor units (cents). */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const whole = minor % 100 === 0;
  return number(locale, `m${currency}${whole}`, {
    style: 'currency',
    currency,
    minimumFractionDigits: whole ? 0 : 2,
  }).format(minor / 100);
}

/** A calendar date such as "22 nov 2026". `timeZone` is IANA; UTC when it says nothing. */
export function formatDate(at: Date | string, locale: Locale, timeZone = 'UTC'): string {
  return date(locale, `d${timeZone}`, { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(
    new Date(at),
  );
}

/** The day of the week, "Mon" or "Monday". */
export function formatWeekday(at: Date | string, locale: Locale, timeZone: string, length: 'short' | 'long'): string {
  return date(locale, `w${length}${timeZone}`, { weekday: length, timeZone }).format(new Date(at));
}

/** Date and time to the minute, in the zone. */
export function formatDateTime(at: Date | string, locale: Locale, timeZone = 'UTC'): string {
  return date(locale, `t${timeZone}`, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at));
}
