// The plot of charts with a vertical axis: gridlines with their values, labels below, what they are in the corners.
import type { ReactNode } from 'react';
import { type ChartData, niceTicks, textWidth, type Writer } from './data';
import { Frame, type Size } from './frame';

export type PlotProps = { data: ChartData; write: Writer; size: Size; title: string; description: string };

export type Plot = {
  left: number;
  right: number;
  /** The horizontal place of a share of the width, 0 to 1. */
  x: (share: number) => number;
  y: (value: number) => number;
};

type AxesProps = PlotProps & {
  range: [number, number];
  /** Shares of the width at which labels stand. */
  marks: ReadonlyArray<number>;
  children: (plot: Plot) => ReactNode;
};

const HEIGHT = { wide: 300, narrow: 250 } as const;

/** Every how many labels one is written, so that they do not touch. */
function labelStep(labels: ReadonlyArray<string>, room: number, font: number): number {
  const widest = Math.max(...labels.map((label) => textWidth(label, font))) + font;
  return Math.max(1, Math.ceil((widest * labels.length) / room));
}

export function Axes({ data, write, size, title, description, range, marks, children }: AxesProps) {
  const ticks = niceTicks(range[0], range[1], 4);
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const left = Math.max(...ticks.map((tick) => textWidth(write.tick(tick), size.font))) + 12;
  const right = size.width - 14;
  const top = size.font * 1.6;
  const bottom = HEIGHT[size.name] - size.font * 3.1;
  const plot: Plot = {
    left,
    right,
    x: (share) => left + share * (right - left),
    y: (value) => bottom - ((value - low) / (high - low)) * (bottom - top),
  };
  const step = labelStep(data.labels, right - left, size.font);
  return (
    <Frame size={size} height={HEIGHT[size.name]} title={title} description={description}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? 'lesson-chart-zero' : 'lesson-chart-grid'}
            x1={left}
            x2={size.width - 2}
            y1={plot.y(tick)}
            y2={plot.y(tick)}
          />
          <text className="lesson-chart-tick" x={left - 8} y={plot.y(tick)} dy="0.35em" textAnchor="end">
            {write.tick(tick)}
          </text>
        </g>
      ))}
      {data.labels.map((label, index) =>
        index % step === 0 ? (
          <text
            key={index}
            className="lesson-chart-tick"
            x={plot.x(marks[index]!)}
            y={bottom + size.font * 1.5}
            textAnchor="middle"
          >
            {label}
          </text>
        ) : null,
      )}
      <text className="lesson-chart-axis" x={(left + right) / 2} y={bottom + size.font * 2.8} textAnchor="middle">
        {data.dimension}
      </text>
      {children(plot)}
    </Frame>
  );
}
