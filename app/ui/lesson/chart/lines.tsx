// Lines over an ordered dimension. Each has its own dash and marker, so that they differ without colour too.
import { Axes, type PlotProps } from './axes';
import { rangeOf, textWidth } from './data';
import { seriesClass } from './frame';

const DASHES = [undefined, '7 4', '2 4', '10 3 2 3', '4 2'];
/** Points up to which each has its value written. */
const LABELLED_POINTS = 8;

/** Circle, square, triangle, diamond, bar: around 0,0 and about 8 units wide. */
export const MARKERS = [
  'M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0Z',
  'M-3.7,-3.7h7.4v7.4h-7.4Z',
  'M0,-4.8L4.6,3.6H-4.6Z',
  'M0,-5L5,0L0,5L-5,0Z',
  'M-5,-1.8h10v3.6h-10Z',
];

/** Places of the points, 0 to 1: in proportion where the labels are growing numbers, at equal distances elsewhere. */
export function placesOf(labels: ReadonlyArray<string>): Array<number> {
  const numbers = labels.map((label) => (/^-?\d+(?:[.,]\d+)?$/.test(label) ? Number(label.replace(',', '.')) : NaN));
  const growing = numbers.every((value, index) => (index === 0 ? !Number.isNaN(value) : value > numbers[index - 1]!));
  const [first, last] = [numbers[0]!, numbers.at(-1)!];
  return labels.map(
    (_, index) => 0.03 + 0.94 * (growing ? (numbers[index]! - first) / (last - first) : index / (labels.length - 1)),
  );
}

/** Vertical places moved apart until none is nearer than `gap` to the next. */
function spread(places: ReadonlyArray<number>, gap: number): Array<number> {
  const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]!);
  const moved = [...places];
  order.forEach((index, rank) => {
    if (rank > 0) moved[index] = Math.max(moved[index]!, moved[order[rank - 1]!]! + gap);
  });
  return moved;
}

export function Lines(props: PlotProps) {
  const { data, write, size } = props;
  const { labels, series } = data;
  const marks = placesOf(labels);
  const last = labels.length - 1;
  const widest = Math.max(
    ...series.flatMap(({ values }) => values.map((value) => textWidth(write.value(value), size.font))),
  );
  return (
    <Axes {...props} range={rangeOf(data, 'line')} marks={marks}>
      {({ x, y, right }) => {
        const nearest = Math.min(...marks.slice(1).map((mark, index) => x(mark) - x(marks[index]!)));
        const everyPoint = series.length === 1 && labels.length <= LABELLED_POINTS && nearest > widest + 4;
        const ends = spread(
          series.map(({ values }) => y(values[last]!) - 10),
          size.font * 1.15,
        );
        return series.map(({ name, values }, index) => (
          <g key={name} className={seriesClass(index)}>
            <polyline
              className="lesson-chart-line"
              strokeDasharray={DASHES[index]}
              points={values.map((value, at) => `${x(marks[at]!)},${y(value)}`).join(' ')}
            />
            {values.map((value, at) => {
              const text = write.value(value);
              // Near the edges the middle of a label moves inwards instead of leaving the drawing.
              const half = textWidth(text, size.font) / 2;
              const centre = Math.min(x(marks[at]!), right + 12 - half);
              return (
                <g key={at}>
                  <path d={MARKERS[index]} transform={`translate(${x(marks[at]!)} ${y(value)})`}>
                    <title>{`${labels[at]}, ${name}: ${text}`}</title>
                  </path>
                  {(everyPoint || at === last || (at === 0 && series.length === 1)) && (
                    <text
                      className="lesson-chart-value"
                      x={centre}
                      y={series.length === 1 ? y(value) - 11 : ends[index]}
                      textAnchor="middle"
                    >
                      {text}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
        ));
      }}
    </Axes>
  );
}
