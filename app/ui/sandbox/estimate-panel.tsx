// What a channel would probably deliver a day, as ranges. Appears once the browser has worked it out.
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import type { Range } from '~/modules/sandbox/sandbox';
import { Badge } from '~/ui/kit/badge';
import { useFigures } from './figures';
import type { Estimate } from './use-estimates';

export function EstimatePanel({ estimate, currency }: { estimate: Estimate | undefined; currency: string }) {
  const t = useMessages(sandboxMessages);
  const figures = useFigures(currency);
  const number = (value: number, decimals?: number) => figures.number(value, decimals);
  const money = (micros: number) => figures.money(micros < 10_000_000 ? micros : round(micros / 1_000_000) * 1_000_000);
  if (estimate === undefined) return null;
  const range = ({ low, high }: Range, write: (value: number) => string) =>
    write(low) === write(high) ? write(low) : t('estimate.range', { low: write(low), high: write(high) });
  const counted = (value: number) => number(value, value < 10 ? 1 : 0);
  return (
    <div
      className="rounded-md border border-dashed border-line-strong bg-surface-2 p-3"
      aria-live="polite"
      aria-busy={estimate === 'working'}
    >
      <p className="flex flex-wrap items-center gap-x-2 text-sm">
        <Badge tone="info" icon="sparkle">
          {t('estimate.title')}
        </Badge>
        <span className="text-muted">{t('estimate.perDay')}</span>
      </p>
      {estimate === null || estimate === 'working' ? (
        <p className="mt-2 text-sm text-muted">{estimate === null ? t('estimate.none') : t('estimate.working')}</p>
      ) : (
        <>
          <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-sm tabular-nums">
            <dt className="text-muted">{t('spend')}</dt>
            <dd>{range(estimate.spendMicros, money)}</dd>
            <dt className="text-muted">{t('estimate.views')}</dt>
            <dd>{range(estimate.impressions, (value) => number(round(value)))}</dd>
            <dt className="text-muted">{t('estimate.clicks')}</dt>
            <dd>{range(estimate.clicks, (value) => number(round(value)))}</dd>
            <dt className="text-muted">{t('orders')}</dt>
            <dd>{range(estimate.conversions, counted)}</dd>
            {estimate.cpaMicros && (
              <>
                <dt className="text-muted">{t('costPerOrder')}</dt>
                <dd>{range(estimate.cpaMicros, money)}</dd>
              </>
            )}
          </dl>
          <p className="mt-2 text-sm text-muted">{t('estimate.note')}</p>
        </>
      )}
    </div>
  );
}

/** Two digits are all an estimate has. */
function round(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.round(value / unit) * unit;
}
