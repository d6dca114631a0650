// A run on the list: what it sells, how far it is and how it stands.
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import type { RunCard as Run } from '~/modules/sandbox/sandbox';
import { paths } from '~/platform/paths';
import { StateBadge } from '~/ui/kit/badge';
import { CardLink, LinkedCard } from '~/ui/kit/card';
import { Icon } from '~/ui/kit/icon';
import { Progress } from '~/ui/kit/progress';
import { useFigures } from './figures';

const STATES = { ready: 'idle', running: 'active', finished: 'done' } as const;

export function RunCard({ run }: { run: Run }) {
  const t = useMessages(sandboxMessages);
  const { money, number } = useFigures(run.currency);
  const cost = run.orders > 0 ? run.spendMicros / run.orders : null;
  const onGoal = cost !== null && cost <= run.marginMicros;
  return (
    <LinkedCard className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <StateBadge state={STATES[run.status]}>{t(`status.${run.status}`)}</StateBadge>
        <span className="text-sm text-muted">{t('day', { day: run.day, days: run.days })}</span>
      </div>
      <div>
        <h3>
          <CardLink to={paths.sandboxRun(run.runId)}>{run.name}</CardLink>
        </h3>
        <p className="text-muted">{t(`product.${run.product}.name`)}</p>
      </div>
      <Progress
        value={run.day / run.days}
        label={t('day', { day: run.day, days: run.days })}
        tone={run.status === 'finished' ? 'good' : 'accent'}
      />
      <dl className="grid grid-cols-3 gap-x-3 text-sm">
        <dt className="text-muted">{t('spend')}</dt>
        <dt className="text-muted">{t('orders')}</dt>
        <dt className="text-muted">{t('costPerOrder')}</dt>
        <dd className="font-semibold tabular-nums">{money(run.spendMicros)}</dd>
        <dd className="font-semibold tabular-nums">{number(run.orders)}</dd>
        <dd className="font-semibold tabular-nums">{money(cost)}</dd>
      </dl>
      <p className="mt-auto flex items-center gap-1.5 text-sm">
        {cost !== null && <Icon name={onGoal ? 'success' : 'warning'} className={onGoal ? 'text-good' : 'text-warn'} />}
        <span className="text-muted">
          {cost === null ? t('noOrders') : `${onGoal ? t('onGoal') : t('offGoal')} (${money(run.marginMicros)})`}
        </span>
      </p>
      <p className="flex items-center gap-1 font-semibold text-accent" aria-hidden>
        {t(`open.${run.status}`)} <Icon name="arrow-right" />
      </p>
    </LinkedCard>
  );
}
