// What a run asks for: the goal, and the numbers from which the break-even follows.
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import type { Brief } from '~/modules/sandbox/sandbox';
import { Card } from '~/ui/kit/card';
import { Icon } from '~/ui/kit/icon';
import { useFigures } from './figures';

/** `folded`: a line to open, once the numbers are known. */
export function BriefCard({ brief, folded }: { brief: Brief; folded: boolean }) {
  const t = useMessages(sandboxMessages);
  const { money, share } = useFigures(brief.currency);
  const product = `product.${brief.product}` as const;
  const breakEven = money(brief.marginMicros);
  const facts = [
    {
      label: t('brief.price'),
      value: money(brief.priceMicros),
      note: t('brief.perItem', { item: t(`${product}.item`) }),
    },
    {
      label: t('brief.orderValue'),
      value: money(brief.orderValueMicros),
      note: t('brief.ofItems', {
        count: brief.itemsPerOrder,
        item: t(`${product}.item`),
        items: t(`${product}.items`),
      }),
    },
    {
      label: t('brief.margin'),
      value: breakEven,
      note: t('brief.marginNote', { share: share(brief.marginMicros / brief.orderValueMicros) }),
    },
    {
      label: t('brief.budget'),
      value: money(brief.budgetMicros),
      note: t('brief.budgetNote', { daily: money(brief.budgetMicros / brief.days) }),
    },
  ];
  const goal = { breakEven, budget: money(brief.budgetMicros), days: brief.days };
  const body = (
    <>
      <p className="mt-2 text-lg font-semibold">{t('brief.goal', goal)}</p>
      <p className="mt-1 text-muted">{t('brief.sells', { product: t(`${product}.name`) })}</p>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        {facts.map(({ label, value, note }) => (
          <div key={label}>
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="font-display text-xl font-bold tabular-nums">{value}</dd>
            <dd className="text-sm text-muted">{note}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-muted">{t('brief.why', { breakEven })}</p>
    </>
  );
  return (
    <Card as="section" aria-labelledby="brief">
      {folded ? (
        <details>
          <summary className="grid grid-cols-[1fr_auto] items-center gap-x-3 [&::-webkit-details-marker]:hidden">
            <span className="flex flex-wrap items-baseline gap-x-3">
              <h2 id="brief" className="text-lg">
                {t('brief.title')}
              </h2>
              <span className="text-muted">{t('brief.short', goal)}</span>
            </span>
            <Icon name="chevron-down" className="text-muted" />
          </summary>
          {body}
        </details>
      ) : (
        <>
          <h2 id="brief">{t('brief.title')}</h2>
          {body}
        </>
      )}
    </Card>
  );
}
