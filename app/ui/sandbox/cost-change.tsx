// Why the cost per order is another than before, in words: one line per cause, with bars, adding up exactly.
import { sandboxMessages } from '~/i18n/sandbox';
import { sandboxResultMessages } from '~/i18n/sandbox-results';
import { useMessages } from '~/i18n/use-messages';
import type { ChangePart, CostChange as Change, PeriodChange } from '~/modules/sandbox/sandbox';
import { Card } from '~/ui/kit/card';
import { useFigures } from './figures';

/** Below half a cent nothing is said to have changed. */
const NOTICEABLE_MICROS = 5_000;
/** Under this many orders on a side, luck alone moves the cost by a fifth and more. */
const FEW_ORDERS = 30;

export function CostChangeCard({ change, currency }: { change: PeriodChange; currency: string }) {
  const t = useMessages(sandboxResultMessages);
  const { before, after } = change;
  const spans = { a: after.from, b: after.to, c: before.from, d: before.to };
  return (
    <Card as="section" aria-labelledby="why">
      <h3 id="why">{t('change.title')}</h3>
      <p className="text-sm text-muted">{after.from === after.to ? t('change.day', spans) : t('change.days', spans)}</p>
      <Headline change={change} currency={currency} />
      {Math.min(change.ordersBefore, change.ordersAfter) < FEW_ORDERS && (
        <p className="mt-1 text-warn">{t('change.few', { before: change.ordersBefore, after: change.ordersAfter })}</p>
      )}
      <CostParts change={change} currency={currency} />
      <p className="mt-3 text-sm text-muted">{t('change.method')}</p>
    </Card>
  );
}

function Headline({ change: { fromMicros, toMicros }, currency }: { change: Change; currency: string }) {
  const t = useMessages(sandboxResultMessages);
  const { money } = useFigures(currency);
  const difference = toMicros - fromMicros;
  const words = { from: money(fromMicros), to: money(toMicros), amount: money(Math.abs(difference)) };
  const kind = Math.abs(difference) < NOTICEABLE_MICROS ? 'same' : difference > 0 ? 'up' : 'down';
  return <p className="mt-1 text-lg font-semibold">{t(`change.${kind}`, words)}</p>;
}

/** The causes, largest first, and their sum. */
export function CostParts({ change, currency }: { change: Change; currency: string }) {
  const t = useMessages(sandboxResultMessages);
  const { money } = useFigures(currency);
  const signed = (micros: number) => `${micros > 0 ? '+' : micros < 0 ? '−' : ''}${money(Math.abs(micros))}`;
  const largest = Math.max(...change.parts.map((part) => Math.abs(part.micros)), 1);
  const parts = [...change.parts].sort((a, b) => Math.abs(b.micros) - Math.abs(a.micros));
  return (
    <>
      <dl className="mt-3 grid gap-3">
        {parts.map((part) => (
          <div key={part.cause} className="grid grid-cols-[1fr_auto] gap-x-4">
            <dt className="font-semibold">{t(`change.part.${part.cause}.name`)}</dt>
            <dd className="text-right font-semibold tabular-nums">{signed(part.micros)}</dd>
            <dd className="col-span-2">
              <Bar share={part.micros / largest} />
              <span className="text-sm text-muted">
                <PartWords part={part} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 flex justify-between gap-4 border-t border-line-strong pt-2 font-semibold">
        <span>{t('change.total')}</span>
        <span className="tabular-nums">{signed(change.toMicros - change.fromMicros)}</span>
      </p>
    </>
  );
}

function PartWords({ part: { cause, micros, channel } }: { part: ChangePart }) {
  const t = useMessages(sandboxResultMessages);
  const names = useMessages(sandboxMessages);
  if (Math.abs(micros) < NOTICEABLE_MICROS) return <>{t('change.none')}</>;
  return (
    <>
      {t(`change.part.${cause}.${micros > 0 ? 'up' : 'down'}`, { channel: channel ? names(`channel.${channel}`) : '' })}
    </>
  );
}

/** Grows to the right from the middle when dearer, to the left when cheaper; -1 to 1. */
function Bar({ share }: { share: number }) {
  const width = `${Math.round(Math.abs(share) * 50)}%`;
  return (
    <span className="relative my-1 block h-2 rounded-full bg-surface-2" aria-hidden>
      <span
        className={`absolute top-0 h-2 rounded-full ${share > 0 ? 'left-1/2 bg-warn' : 'right-1/2 bg-good'}`}
        style={{ width }}
      />
      <span className="absolute -top-0.5 left-1/2 h-3 w-px bg-line-strong" />
    </span>
  );
}
