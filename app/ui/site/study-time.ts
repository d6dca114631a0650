// Minutes in words: minutes below an hour and a half, otherwise hours to the half.
import { commonMessages } from '~/i18n/common';
import { formatNumber } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';

/** Rounds to what a reader can use: 5 minutes below 90, half hours above. `minutes` 1 or more stays at least 5. */
export function roundStudyTime(minutes: number): { unit: 'minutes' | 'hours'; amount: number } {
  if (minutes < 90) return { unit: 'minutes', amount: Math.max(5, Math.round(minutes / 5) * 5) };
  return { unit: 'hours', amount: Math.round(minutes / 30) / 2 };
}

export function useStudyTime(): (minutes: number) => string {
  const t = useMessages(commonMessages);
  const locale = useLocale();
  return (minutes) => {
    const { unit, amount } = roundStudyTime(minutes);
    // i18next chooses the plural by `count` and prints it; halves are written as the language does.
    return t(unit, { count: amount }).replace(String(amount), formatNumber(amount, locale, 1));
  };
}
