// The end of a run in words: goal reached or not, what deciding was worth against leaving the plan alone, and where it came from.
import { sandboxMessages } from '~/i18n/sandbox';
import { sandboxResultMessages } from '~/i18n/sandbox-results';
import { useMessages } from '~/i18n/use-messages';
import type { Brief, Debrief, SideResult } from '~/modules/sandbox/sandbox';
import { Alert } from '~/ui/kit/alert';
import { Card } from '~/ui/kit/card';
import { Table } from '~/ui/kit/table';
import { CostParts } from './cost-change';
import { useFigures } from './figures';
import { StartRun } from './start-run';

export function DebriefCard({ debrief, brief }: { debrief: Debrief; brief: Brief }) {
  const t = useMessages(sandboxResultMessages);
  const { money, number } = useFigures(brief.currency);
  const { yours, same, change, reachedGoal } = debrief;
  const words = {
    orders: number(yours.orders),
    cost: money(yours.costPerOrderMicros),
    breakEven: money(brief.marginMicros),
  };
  return (
    <Card as="section" raised aria-labelledby="debrief" className="grid gap-4">
      <h2 id="debrief">{t('debrief.title')}</h2>
      <Alert
        kind={reachedGoal ? 'good' : 'warn'}
        title={
          yours.orders === 0 ? t('debrief.noOrders') : t(reachedGoal ? 'debrief.reached' : 'debrief.missed', words)
        }
      >
        <p>
          {t(yours.profitMicros >= 0 ? 'debrief.earned' : 'debrief.lost', {
            amount: money(Math.abs(yours.profitMicros)),
          })}{' '}
          {yours.lateOrders > 0 && t('debrief.late', { count: yours.lateOrders })}
        </p>
      </Alert>
      <div>
        <h3>{t('debrief.comparison')}</h3>
        <p className="mt-1 text-muted">{t('debrief.fair')}</p>
        <Comparison debrief={debrief} brief={brief} />
        <Verdict debrief={debrief} brief={brief} />
      </div>
      {!same && change && (
        <div>
          <h3>{t('debrief.where')}</h3>
          <CostParts change={change} currency={brief.currency} />
        </div>
      )}
      <p className="text-muted">{t('debrief.luck')}</p>
      <StartRun />
    </Card>
  );
}

function Comparison({ debrief: { yours, untouched }, brief }: { debrief: Debrief; brief: Brief }) {
  const t = useMessages(sandboxResultMessages);
  const names = useMessages(sandboxMessages);
  const { money, number } = useFigures(brief.currency);
  const rows: Array<SideResult & { name: string }> = [
    { ...yours, name: t('debrief.you') },
    { ...untouched, name: t('debrief.untouched') },
  ];
  return (
    <Table
      caption={t('debrief.comparison')}
      hideCaption
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        { key: 'name', title: '', header: true, cell: (row) => <span className="col-span-full">{row.name}</span> },
        { key: 'spend', title: names('spend'), numeric: true, cell: (row) => money(row.spendMicros) },
        { key: 'orders', title: names('orders'), numeric: true, cell: (row) => number(row.orders) },
        { key: 'cost', title: names('costPerOrder'), numeric: true, cell: (row) => money(row.costPerOrderMicros) },
        { key: 'roas', title: t('column.roas'), numeric: true, cell: (row) => number(row.roas, 2) },
        { key: 'profit', title: t('debrief.profit'), numeric: true, cell: (row) => money(row.profitMicros) },
      ]}
    />
  );
}

/** What deciding was worth. */
function Verdict({ debrief: { yours, untouched, same }, brief }: { debrief: Debrief; brief: Brief }) {
  const t = useMessages(sandboxResultMessages);
  const { money } = useFigures(brief.currency);
  if (same) return <p className="mt-3">{t('debrief.same')}</p>;
  const worth = yours.profitMicros - untouched.profitMicros;
  const more = yours.orders - untouched.orders;
  const orders =
    more === 0 ? t('debrief.equally') : t(more > 0 ? 'debrief.more' : 'debrief.fewer', { count: Math.abs(more) });
  const cost =
    yours.costPerOrderMicros !== null && untouched.costPerOrderMicros !== null
      ? yours.costPerOrderMicros - untouched.costPerOrderMicros
      : null;
  return (
    <p className="mt-3">
      <strong>{t(worth >= 0 ? 'debrief.better' : 'debrief.worse', { amount: money(Math.abs(worth)) })}</strong>{' '}
      {cost !== null && t(cost <= 0 ? 'debrief.cheaper' : 'debrief.dearer', { orders, amount: money(Math.abs(cost)) })}
    </p>
  );
}
