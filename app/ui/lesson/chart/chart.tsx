// A chart of a lesson: drawn from its table in two widths, with a legend and the numbers to unfold.
import type { ReactNode } from 'react';
import type { Locale } from '~/i18n/locale';
import { lessonMessages } from '~/i18n/lesson';
import { translator } from '~/i18n/messages';
import type { Json } from '~/modules/catalog/catalog';
import { Columns } from './columns';
import { type ChartData, createWriter, readChart, suitsColumns, type Writer } from './data';
import { type Size, seriesClass, SIZES } from './frame';
import { Lines, MARKERS } from './lines';
import { Rows } from './rows';

type ChartProps = {
  locale: Locale;
  id: string | undefined;
  kind: 'bar' | 'line' | 'stacked';
  title: string;
  caption: string | undefined;
  unit: string | undefined;
  decimals: number | undefined;
  /** The table as data, to draw from. */
  rows: ReadonlyArray<Json>;
  /** The table as it is shown when unfolded. */
  table: ReactNode;
};

/** Each series with its lowest and highest value, as a sentence: what somebody who does not see the drawing needs first. */
function describe({ labels, series }: ChartData, kind: ChartProps['kind'], write: Writer, locale: Locale): string {
  const t = translator(lessonMessages, locale);
  const sentences = series.map(({ name, values }) => {
    const lowest = values.indexOf(Math.min(...values));
    const highest = values.indexOf(Math.max(...values));
    if (lowest === highest)
      return t('chart.single', { series: name, value: write.value(values[lowest]!), at: labels[lowest]! });
    return t('chart.range', {
      series: name,
      lowest: write.value(values[lowest]!),
      lowestAt: labels[lowest]!,
      highest: write.value(values[highest]!),
      highestAt: labels[highest]!,
    });
  });
  return [t(`chart.${kind}`), ...sentences].join(' ');
}

function Legend({ data, kind }: { data: ChartData; kind: ChartProps['kind'] }) {
  return (
    <ul className="lesson-legend">
      {data.series.map(({ name }, index) => (
        <li key={name}>
          <svg className={seriesClass(index)} width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            {kind === 'line' ? <path d={MARKERS[index]} /> : <rect x="-6" y="-6" width="12" height="12" rx="3" />}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

export function Chart({ locale, id, kind, title, caption, unit, decimals, rows, table }: ChartProps) {
  const data = readChart(rows);
  const write = createWriter(locale, data.series, unit, decimals);
  const description = describe(data, kind, write, locale);
  const draw = (size: Size) => {
    const props = { data, write, size, title, description };
    if (kind === 'line') return <Lines key={size.name} {...props} />;
    if (suitsColumns(data)) return <Columns key={size.name} {...props} stacked={kind === 'stacked'} />;
    return <Rows key={size.name} {...props} stacked={kind === 'stacked'} />;
  };
  const [only] = data.series;
  return (
    <figure className="lesson-chart" id={id}>
      <figcaption className="lesson-chart-title">
        {title}
        {(data.series.length === 1 || write.aside) && (
          <span className="lesson-chart-measure">
            {[data.series.length === 1 ? only!.name : null, write.aside].filter(Boolean).join(', ')}
          </span>
        )}
      </figcaption>
      {data.series.length > 1 && <Legend data={data} kind={kind} />}
      {draw(SIZES.wide)}
      {draw(SIZES.narrow)}
      {caption && <p className="lesson-caption">{caption}</p>}
      <details className="lesson-fold lesson-numbers">
        <summary>{translator(lessonMessages, locale)('chart.numbers')}</summary>
        {table}
      </details>
    </figure>
  );
}
