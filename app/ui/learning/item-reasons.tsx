// Why an instructor should look at a question, in sentences with the numbers that decided.
import { formatNumber, formatPercent } from '~/i18n/format';
import { itemReportMessages } from '~/i18n/item-report';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { AttentionReason } from '~/modules/learning/learning';
import { InlineText } from '~/ui/lesson/inline-text';

const SHARES = ['rapidShare', 'exposureShare'];

export function ItemReasons({
  reasons,
  options,
}: {
  reasons: ReadonlyArray<AttentionReason>;
  options: ReadonlyArray<{ id: string; text: string }>;
}) {
  const t = useMessages(itemReportMessages);
  const locale = useLocale();
  const inWords = (name: string, value: unknown) => {
    if (name === 'option') return options.find(({ id }) => id === value)?.text ?? '…';
    if (typeof value !== 'number') return String(value);
    if (SHARES.includes(name)) return formatPercent(value, locale);
    return formatNumber(value, locale, Number.isInteger(value) ? 0 : 2);
  };
  return (
    <ul className="grid gap-1.5">
      {reasons.map(({ code, values }, index) => (
        <li key={index}>
          <InlineText
            text={t(
              `reason.${code}`,
              Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inWords(name, value)])) as never,
            )}
          />
        </li>
      ))}
    </ul>
  );
}
