// Horizontal bars, side by side or stacked: the label above its bars, the value at their end. For labels of any length.
import { type ChartData, niceTicks, rangeOf, textWidth, type Writer } from './data';
import { Frame, seriesClass, type Size } from './frame';

type RowsProps = { data: ChartData; stacked: boolean; write: Writer; size: Size; title: string; description: string };

const BAR = { wide: 20, narrow: 18 } as const;

function wrap(label: string, width: number, font: number): Array<string> {
  const lines: Array<string> = [];
  for (const word of label.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && textWidth(`${line} ${word}`, font) <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Those ticks whose numbers do not touch the one before. Zero always stays. */
function legibleTicks(
  ticks: ReadonlyArray<number>,
  x: (tick: number) => number,
  width: (tick: number) => number,
): Array<number> {
  const shown: Array<number> = [];
  for (const tick of ticks) {
    const previous = shown.at(-1);
    const touches = previous !== undefined && x(tick) - x(previous) < (width(tick) + width(previous)) / 2 + 6;
    if (touches && tick !== 0) continue;
    if (touches) shown.pop();
    shown.push(tick);
  }
  return shown;
}

export function Rows({ data, stacked, write, size, title, description }: RowsProps) {
  const { labels, series } = data;
  const [min, max] = rangeOf(data, stacked ? 'stacked' : 'bar');
  const ticks = niceTicks(min, max, size.name === 'wide' ? 5 : 3);
  const totals = labels.map((_, row) => series.reduce((sum, { values }) => sum + values[row]!, 0));
  const ends = stacked ? totals : series.flatMap(({ values }) => values);
  const right = Math.max(...ends.map((value) => textWidth(write.value(value), size.font))) + 10;
  const left = min < 0 ? right : 1;
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const x = (value: number) => left + ((value - low) / (high - low)) * (size.width - left - right);
  const labelled = legibleTicks(ticks, x, (tick) => textWidth(write.tick(tick), size.font));
  const bar = BAR[size.name];
  const line = size.font * 1.3;
  const barsHeight = stacked ? bar + 4 : series.length * (bar + 3);
  let top = 4;
  const groups = labels.map((label) => {
    const lines = wrap(label, size.width - 8, size.font);
    const group = { lines, labelAt: top + size.font, barsAt: top + lines.length * line + 3 };
    top = group.barsAt + barsHeight + 12;
    return group;
  });
  const bottom = top - 6;
  return (
    <Frame size={size} height={Math.ceil(bottom + line + 4)} title={title} description={description}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? 'lesson-chart-zero' : 'lesson-chart-grid'}
            x1={x(tick)}
            x2={x(tick)}
            y1={2}
            y2={bottom}
          />
          {labelled.includes(tick) && (
            <text
              className="lesson-chart-tick"
              x={x(tick)}
              y={bottom + line}
              textAnchor={tick === low && min >= 0 ? 'start' : 'middle'}
            >
              {write.tick(tick)}
            </text>
          )}
        </g>
      ))}
      {groups.map(({ lines, labelAt, barsAt }, row) => (
        <g key={labels[row]}>
          {lines.map((text, index) => (
            <text key={index} className="lesson-chart-label" x={4} y={labelAt + index * line}>
              {text}
            </text>
          ))}
          {series.map(({ name, values }, index) => {
            const value = values[row]!;
            const before = stacked ? series.slice(0, index).reduce((sum, other) => sum + other.values[row]!, 0) : 0;
            const [from, to] = [x(Math.min(before, before + value)), x(Math.max(before, before + value))];
            const y = stacked ? barsAt : barsAt + index * (bar + 3);
            return (
              <g key={name}>
                <rect
                  className={seriesClass(index)}
                  x={from}
                  y={y}
                  width={Math.max(to - from, value === 0 ? 0 : 1.5)}
                  height={bar}
                  rx={stacked ? 1 : 3}
                >
                  <title>{`${labels[row]}, ${name}: ${write.value(value)}`}</title>
                </rect>
                {!stacked && (
                  <text
                    className="lesson-chart-value"
                    x={value < 0 ? from - 6 : to + 6}
                    y={y + bar / 2}
                    dy="0.35em"
                    textAnchor={value < 0 ? 'end' : 'start'}
                  >
                    {write.value(value)}
                  </text>
                )}
              </g>
            );
          })}
          {stacked && (
            <text className="lesson-chart-value" x={x(totals[row]!) + 6} y={barsAt + bar / 2} dy="0.35em">
              {write.value(totals[row]!)}
            </text>
          )}
        </g>
      ))}
    </Frame>
  );
}
