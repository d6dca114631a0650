// A run's results by channel or by audience: the chain from price to cost per order, one row each.
import type { ReactNode } from 'react';
import { sandboxMessages } from '~/i18n/sandbox';
import { sandboxResultMessages } from '~/i18n/sandbox-results';
import { useMessages } from '~/i18n/use-messages';
import type { Summary } from '~/modules/sandbox/sandbox';
import { Icon } from '~/ui/kit/icon';
import { Table } from '~/ui/kit/table';
import { useFigures } from './figures';

export type BreakdownRow = Summary & { id: string; name: string; state?: ReactNode };

type Props = { title: string; what: string; rows: ReadonlyArray<BreakdownRow>; marginMicros: number; currency: string };

export function BreakdownTable({ title, what, rows, marginMicros, currency }: Props) {
  const t = useMessages(sandboxResultMessages);
  const { money, share, number } = useFigures(currency);
  return (
    <div>
      <h3>{title}</h3>
      <Table
        caption={title}
        hideCaption
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            title: what,
            header: true,
            cell: (row) => (
              <span className="col-span-full">
                <span className="mr-2 sm:block">{row.name}</span>
                {row.state}
              </span>
            ),
          },
          { key: 'spend', title: t('column.spend'), numeric: true, cell: (row) => money(row.spendMicros) },
          { key: 'ctr', title: t('column.ctr'), numeric: true, cell: (row) => share(row.ctr, 2) },
          { key: 'cpc', title: t('column.cpc'), numeric: true, cell: (row) => money(row.cpcMicros) },
          { key: 'cvr', title: t('column.cvr'), numeric: true, cell: (row) => share(row.cvr, 1) },
          { key: 'orders', title: t('column.orders'), numeric: true, cell: (row) => number(row.conversions) },
          {
            key: 'cpa',
            title: t('column.cpa'),
            numeric: true,
            cell: (row) => <Cost micros={row.cpaMicros} marginMicros={marginMicros} written={money(row.cpaMicros)} />,
          },
        ]}
      />
    </div>
  );
}

/** A cost per order with a sign for its side of break-even. */
function Cost({ micros, marginMicros, written }: { micros: number | null; marginMicros: number; written: string }) {
  const t = useMessages(sandboxMessages);
  if (micros === null) return <>{written}</>;
  const good = micros <= marginMicros;
  return (
    <span
      className={`inline-flex items-center gap-1 font-semibold whitespace-nowrap ${good ? 'text-good' : 'text-warn'}`}
    >
      <Icon name={good ? 'success' : 'warning'} label={good ? t('onGoal') : t('offGoal')} />
      {written}
    </span>
  );
}
