// Spend and orders of a run by day: two panels over one axis of days, drawn as SVG, with the numbers to unfold.
import { useId } from 'react';
import { sandboxResultMessages } from '~/i18n/sandbox-results';
import { useMessages } from '~/i18n/use-messages';
import type { DayResult } from '~/modules/sandbox/sandbox';
import { Table } from '~/ui/kit/table';
import { useFigures } from './figures';

type Props = {
  byDay: ReadonlyArray<DayResult>;
  days: number;
  changedOn: ReadonlyArray<number>;
  marginMicros: number;
  currency: string;
  /** Orders of the last days are still coming in. */
  filling: boolean;
};

/** Latest days that are drawn paler while their orders come in: two thirds are in after three days. */
const FILLING_DAYS = 3;
const SIZES = [
  { width: 640, font: 13, className: 'hidden sm:block' },
  { width: 272, font: 12, className: 'sm:hidden' },
] as const;
type Size = (typeof SIZES)[number];

const TOP = 30;
const PANEL = 96;
const GAP = 52;
const HEIGHT = TOP + 2 * PANEL + GAP + 26;

export function DayChart(props: Props) {
  const t = useMessages(sandboxResultMessages);
  const { money, number } = useFigures(props.currency);
  const { byDay } = props;
  return (
    <figure>
      <figcaption className="font-display text-lg font-bold">{t('chart.title')}</figcaption>
      <Legend {...props} />
      {SIZES.map((size) => (
        <Drawing key={size.width} {...props} size={size} />
      ))}
      {props.filling && <p className="text-sm text-muted">{t('chart.delay')}</p>}
      <details className="mt-2">
        <summary className="link inline-block text-sm">{t('chart.numbers')}</summary>
        <div className="mt-3">
          <Table
            caption={t('chart.title')}
            hideCaption
            rows={byDay}
            rowKey={(day) => String(day.day)}
            columns={[
              {
                key: 'day',
                title: t('chart.day'),
                label: t('chart.day'),
                header: true,
                cell: ({ day }) =>
                  `${t('chart.day')} ${day}${props.changedOn.includes(day) ? ` · ${t('chart.changed')}` : ''}`,
              },
              { key: 'spend', title: t('chart.spend'), numeric: true, cell: (day) => money(day.spendMicros) },
              { key: 'orders', title: t('chart.orders'), numeric: true, cell: (day) => number(day.conversions) },
              { key: 'cpa', title: t('column.cpa'), numeric: true, cell: (day) => money(day.cpaMicros) },
            ]}
          />
        </div>
      </details>
    </figure>
  );
}

function Legend({ changedOn, filling }: Props) {
  const t = useMessages(sandboxResultMessages);
  const marks = [
    { text: t('chart.spend'), mark: <rect width="12" height="12" rx="3" className="fill-chart-1" /> },
    { text: t('chart.orders'), mark: <rect width="12" height="12" rx="3" className="fill-chart-2" /> },
    ...(filling
      ? [
          {
            text: t('chart.pending'),
            mark: <rect width="12" height="12" rx="3" className="fill-chart-2" opacity="0.45" />,
          },
        ]
      : []),
    {
      text: t('chart.needed'),
      mark: <path d="M0 6h12" className="stroke-ink" strokeWidth="2" strokeDasharray="3 2" />,
    },
    ...(changedOn.length > 0
      ? [{ text: t('chart.changed'), mark: <path d="M1 10h10L6 1z" className="fill-ink" /> }]
      : []),
  ];
  return (
    <ul className="my-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {marks.map(({ text, mark }) => (
        <li key={text} className="flex items-center gap-1.5">
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
            {mark}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}

function Drawing({ byDay, days, changedOn, marginMicros, currency, filling, size }: Props & { size: Size }) {
  const t = useMessages(sandboxResultMessages);
  const { money, number } = useFigures(currency);
  const id = useId();
  const spend = byDay.map((day) => day.spendMicros / 1_000_000);
  const orders = byDay.map((day) => day.conversions);
  const needed = byDay.map((day) => day.spendMicros / marginMicros);
  const spendTop = niceTop(Math.max(...spend));
  const ordersTop = niceTop(Math.max(...orders, ...needed));
  const left = size.font * 3.4;
  const slot = (size.width - left - 6) / days;
  const x = (day: number) => left + (day - 1) * slot;
  const bar = Math.max(2, slot * 0.72);
  const inset = (slot - bar) / 2;
  const [spendFoot, ordersFoot] = [TOP + PANEL, TOP + 2 * PANEL + GAP];
  const spendY = (value: number) => spendFoot - (value / spendTop) * PANEL;
  const ordersY = (value: number) => ordersFoot - (value / ordersTop) * PANEL;
  const range = (values: ReadonlyArray<number>) => [Math.min(...values), Math.max(...values)] as const;
  const [spendLow, spendHigh] = range(byDay.map((day) => day.spendMicros));
  const [ordersLow, ordersHigh] = range(orders);
  const description = t('chart.description', {
    from: 1,
    to: byDay.length,
    spendLow: money(spendLow),
    spendHigh: money(spendHigh),
    ordersLow: number(ordersLow),
    ordersHigh: number(ordersHigh),
  });
  return (
    <svg
      className={`h-auto w-full max-w-3xl ${size.className}`}
      viewBox={`0 0 ${size.width} ${HEIGHT}`}
      fontSize={size.font}
      role="img"
      aria-labelledby={`${id}t ${id}d`}
    >
      <title id={`${id}t`}>{t('chart.title')}</title>
      <desc id={`${id}d`}>{description}</desc>
      <Scale
        top={spendTop}
        y={spendY}
        left={left}
        size={size}
        label={t('chart.spend')}
        write={(value) => money(value * 1_000_000)}
      />
      <Scale
        top={ordersTop}
        y={ordersY}
        left={left}
        size={size}
        label={t('chart.orders')}
        write={(value) => number(value, 1)}
      />
      {byDay.map(({ day, spendMicros, conversions }, index) => (
        <g key={day}>
          <title>{t('chart.tooltip', { day, spend: money(spendMicros), orders: number(conversions) })}</title>
          <rect x={x(day)} width={slot} y={TOP} height={ordersFoot - TOP} fill="transparent" />
          <rect
            x={x(day) + inset}
            width={bar}
            y={spendY(spend[index]!)}
            height={spendFoot - spendY(spend[index]!)}
            rx="2"
            className="fill-chart-1"
          />
          <rect
            x={x(day) + inset}
            width={bar}
            y={ordersY(conversions)}
            height={ordersFoot - ordersY(conversions)}
            rx="2"
            className="fill-chart-2"
            opacity={filling && day > byDay.length - FILLING_DAYS ? 0.45 : 1}
          />
        </g>
      ))}
      <path
        d={steps(
          needed.map((value, index) => [x(index + 1), ordersY(value)] as const),
          slot,
        )}
        className="fill-none stroke-ink"
        strokeWidth="1.5"
        strokeDasharray="4 3"
      />
      {changedOn.map((day) => (
        <path key={day} d={`M${x(day) + slot / 2 - 5} ${TOP + PANEL + 15}h10l-5-8z`} className="fill-ink" />
      ))}
      {Array.from({ length: days }, (_, index) => index + 1)
        .filter((day) => day === 1 || day % 7 === 0)
        .map((day) => (
          <text
            key={day}
            x={x(day) + slot / 2}
            y={ordersFoot + size.font * 1.5}
            textAnchor="middle"
            className="fill-muted"
          >
            {day}
          </text>
        ))}
      <text x={left - 6} y={ordersFoot + size.font * 1.5} textAnchor="end" className="fill-muted">
        {t('chart.day')}
      </text>
    </svg>
  );
}

type ScaleProps = {
  top: number;
  y: (value: number) => number;
  left: number;
  size: Size;
  label: string;
  write: (value: number) => string;
};

function Scale({ top, y, left, size, label, write }: ScaleProps) {
  return (
    <>
      <text x={0} y={y(top) - 14} className="fill-ink" fontWeight="600">
        {label}
      </text>
      {[0, top / 2, top].map((value) => (
        <g key={value}>
          <line
            x1={left}
            x2={size.width - 6}
            y1={y(value)}
            y2={y(value)}
            className={value === 0 ? 'stroke-line-strong' : 'stroke-line'}
          />
          <text x={left - 6} y={y(value)} dy="0.35em" textAnchor="end" className="fill-muted">
            {write(value)}
          </text>
        </g>
      ))}
    </>
  );
}

/** A line that stays level over each day. */
function steps(points: ReadonlyArray<readonly [number, number]>, slot: number): string {
  return points
    .map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}h${slot.toFixed(1)}`)
    .join('');
}

/** The smallest 1, 2, 4 or 6 times a power of ten that is at least `value`: its half is round too. */
function niceTop(value: number): number {
  if (!(value > 0)) return 2;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 6].find((factor) => factor * power >= value) ?? 10) * power;
}
