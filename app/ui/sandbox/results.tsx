// A run's results in three parts that the page places: key figures and what to notice; chart and why the cost changed; tables.
import { sandboxMessages } from '~/i18n/sandbox';
import { sandboxResultMessages } from '~/i18n/sandbox-results';
import { useMessages } from '~/i18n/use-messages';
import { profitMicros, type RunView } from '~/modules/sandbox/sandbox';
import { StateBadge } from '~/ui/kit/badge';
import { Card } from '~/ui/kit/card';
import { Stats } from '~/ui/kit/stat';
import { BreakdownTable } from './breakdown-table';
import { CostChangeCard } from './cost-change';
import { DayChart } from './day-chart';
import { useFigures } from './figures';
import { NoticeList } from './notice-list';

/** The key figures and what to notice; before the first day, what to do. */
export function ResultSummary({ run }: { run: RunView }) {
  const t = useMessages(sandboxResultMessages);
  const finished = run.status === 'finished';
  const late = run.debrief?.yours.lateOrders ?? 0;
  const { currency } = run.brief;
  if (run.status === 'ready') {
    return (
      <section className="rounded-lg border border-dashed border-line-strong p-5" aria-labelledby="results">
        <h2 id="results" tabIndex={-1}>
          {t('emptyTitle')}
        </h2>
        <p className="mt-1 text-muted">{t('empty')}</p>
        {run.notices.length > 0 && <NoticeList notices={run.notices} currency={currency} />}
      </section>
    );
  }
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-6" aria-labelledby="results">
      <div className="grid gap-4">
        <h2 id="results" tabIndex={-1}>
          {t(finished ? 'finalTitle' : 'title')}
        </h2>
        {late > 0 && <p className="text-muted">{t('finalNote', { count: late })}</p>}
        <KeyFigures run={run} />
      </div>
      {!finished && <NoticeList notices={run.notices} currency={currency} />}
    </section>
  );
}

/** The days drawn, and why the cost per order is another than before. */
export function ResultDetails({ run }: { run: RunView }) {
  const { currency, marginMicros } = run.brief;
  return (
    <>
      <Card>
        <DayChart
          byDay={run.results.byDay}
          days={run.days}
          changedOn={run.changedOn}
          marginMicros={marginMicros}
          currency={currency}
          filling={run.status !== 'finished'}
        />
      </Card>
      {run.change && <CostChangeCard change={run.change} currency={currency} />}
    </>
  );
}

function KeyFigures({ run }: { run: RunView }) {
  const t = useMessages(sandboxResultMessages);
  const names = useMessages(sandboxMessages);
  const { totals } = run.results;
  const { currency, marginMicros, budgetMicros } = run.brief;
  const { money, number, share } = useFigures(currency);
  const gap = totals.cpaMicros === null ? null : totals.cpaMicros - marginMicros;
  const profit = profitMicros(totals, marginMicros);
  const against =
    gap === null
      ? names('noOrders')
      : gap === 0
        ? t('equal')
        : t(gap < 0 ? 'below' : 'above', { amount: money(Math.abs(gap)) });
  return (
    <Stats
      className="sm:grid! sm:grid-cols-3! sm:gap-x-6! lg:grid-cols-5!"
      figures={[
        {
          label: names('spend'),
          value: money(totals.spendMicros),
          note: t('figure.share', { share: share(totals.spendMicros / budgetMicros) }),
        },
        { label: names('orders'), value: number(totals.conversions) },
        {
          label: names('costPerOrder'),
          value: money(totals.cpaMicros),
          note: (
            <GoalNote
              good={gap !== null && gap <= 0}
              known={gap !== null}
              words={against}
              breakEven={money(marginMicros)}
            />
          ),
        },
        { label: t('column.roas'), value: number(totals.roas, 2), note: t('figure.roasNote') },
        { label: t(profit < 0 ? 'figure.loss' : 'figure.profit'), value: money(Math.abs(profit)) },
      ]}
    />
  );
}

function GoalNote({
  good,
  known,
  words,
  breakEven,
}: {
  good: boolean;
  known: boolean;
  words: string;
  breakEven: string;
}) {
  const names = useMessages(sandboxMessages);
  return (
    <>
      {known ? <StateBadge state={good ? 'done' : 'attention'}>{words}</StateBadge> : words}
      <span className="block">
        {names('breakEven')}: {breakEven}
      </span>
    </>
  );
}

const STATES = { learning: 'pending', 'learning-limited': 'attention', active: 'done' } as const;

/** The tables by channel and by audience. */
export function Breakdowns({ run }: { run: RunView }) {
  const t = useMessages(sandboxResultMessages);
  const names = useMessages(sandboxMessages);
  const { currency, marginMicros } = run.brief;
  const stateOf = (channel: string) => {
    const status = run.learning.find((one) => one.channel === channel)?.status;
    return status ? (
      <StateBadge state={STATES[status]}>{t(`learning.${status}`)}</StateBadge>
    ) : (
      <StateBadge state="idle">{t('learning.unused')}</StateBadge>
    );
  };
  const total = { ...run.results.totals, id: 'all', name: t('all') };
  return (
    <section className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-8" aria-label={t('tables')}>
      <BreakdownTable
        title={t('channels')}
        what={t('column.channel')}
        rows={[
          ...run.results.byChannel.map((row) => ({
            ...row,
            id: row.channel,
            name: names(`channel.${row.channel}`),
            state: stateOf(row.channel),
          })),
          total,
        ]}
        marginMicros={marginMicros}
        currency={currency}
      />
      <BreakdownTable
        title={t('audiences')}
        what={t('column.audience')}
        rows={run.results.bySegment.map((row) => ({ ...row, id: row.segment, name: names(`segment.${row.segment}`) }))}
        marginMicros={marginMicros}
        currency={currency}
      />
    </section>
  );
}
