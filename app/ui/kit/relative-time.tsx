// A moment: the date as the server wrote it, and once the browser runs, how long ago, with the date on hover.
import { useEffect, useState } from 'react';
import { formatDate, formatDateTime } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { useLocale } from '~/i18n/use-messages';

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "3 days ago", for up to 30 days either way; null beyond. `seconds` is then minus now. */
export function relativeText(seconds: number, locale: Locale): string | null {
  if (Math.abs(seconds) > 30 * 86_400) return null;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, length] of STEPS)
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  return format.format(0, 'second');
}

/** `timeZone` is IANA and belongs to the reader; UTC when it says nothing. */
export function RelativeTime({ at, timeZone }: { at: Date | string; timeZone?: string }) {
  const locale = useLocale();
  const [relative, setRelative] = useState<string | null>(null);
  const iso = new Date(at).toISOString();
  useEffect(() => setRelative(relativeText((Date.parse(iso) - Date.now()) / 1000, locale)), [iso, locale]);
  return (
    <time dateTime={iso} title={formatDateTime(iso, locale, timeZone)}>
      {relative ?? formatDate(iso, locale, timeZone)}
    </time>
  );
}
