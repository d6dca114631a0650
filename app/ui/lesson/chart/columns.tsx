// Vertical bars, side by side or stacked: for many short labels such as months or counts.
import { Axes, type PlotProps } from './axes';
import { rangeOf, textWidth } from './data';
import { seriesClass } from './frame';

export function Columns({ stacked, ...props }: PlotProps & { stacked: boolean }) {
  const { data, write, size } = props;
  const { labels, series } = data;
  const totals = labels.map((_, row) => series.reduce((sum, { values }) => sum + values[row]!, 0));
  const slot = 1 / labels.length;
  const marks = labels.map((_, row) => (row + 0.5) * slot);
  return (
    <Axes {...props} range={rangeOf(data, stacked ? 'stacked' : 'bar')} marks={marks}>
      {({ x, y }) => {
        const room = x(slot) - x(0);
        const group = Math.min(room * 0.72, stacked ? 56 : 56 * series.length);
        const width = stacked ? group : group / series.length;
        const widest = Math.max(
          ...series.flatMap(({ values }) => values.map((value) => textWidth(write.value(value), size.font))),
        );
        const totalsFit = Math.max(...totals.map((total) => textWidth(write.value(total), size.font))) <= room - 4;
        const valuesFit = !stacked && widest <= width + (series.length === 1 ? room - width - 4 : 0);
        return labels.map((label, row) => (
          <g key={row}>
            {series.map(({ name, values }, index) => {
              const value = values[row]!;
              const before = stacked ? series.slice(0, index).reduce((sum, other) => sum + other.values[row]!, 0) : 0;
              const [top, foot] = [y(Math.max(before, before + value)), y(Math.min(before, before + value))];
              const left = x(marks[row]!) - group / 2 + (stacked ? 0 : index * width);
              return (
                <g key={name}>
                  <rect
                    className={seriesClass(index)}
                    x={left + 1}
                    y={top}
                    width={width - 2}
                    height={Math.max(foot - top, value === 0 ? 0 : 1.5)}
                    rx={stacked ? 1 : 3}
                  >
                    <title>{`${label}, ${name}: ${write.value(value)}`}</title>
                  </rect>
                  {valuesFit && (
                    <text
                      className="lesson-chart-value"
                      x={left + width / 2}
                      y={value < 0 ? foot + size.font : top - 6}
                      textAnchor="middle"
                    >
                      {write.value(value)}
                    </text>
                  )}
                </g>
              );
            })}
            {stacked && totalsFit && (
              <text className="lesson-chart-value" x={x(marks[row]!)} y={y(totals[row]!) - 6} textAnchor="middle">
                {write.value(totals[row]!)}
              </text>
            )}
          </g>
        ));
      }}
    </Axes>
  );
}
