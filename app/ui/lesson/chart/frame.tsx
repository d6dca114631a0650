// What all charts share: the drawing surface in two widths, and the text that stands for the drawing where nobody sees it.
import { type ReactNode, useId } from 'react';

/** A drawing's units are pixels at its natural width; text stays legible down to four fifths of it. */
export const SIZES = {
  wide: { name: 'wide', width: 640, font: 14 },
  narrow: { name: 'narrow', width: 320, font: 15 },
} as const;
export type Size = (typeof SIZES)[keyof typeof SIZES];

type FrameProps = { size: Size; height: number; title: string; description: string; children: ReactNode };

/** Only one of the two sizes is displayed (see lesson.css), so only one is announced. */
export function Frame({ size, height, title, description, children }: FrameProps) {
  const id = useId();
  return (
    <svg
      className={`lesson-chart-drawing lesson-chart-${size.name}`}
      viewBox={`0 0 ${size.width} ${height}`}
      width={size.width}
      height={height}
      fontSize={size.font}
      role="img"
      aria-labelledby={`${id}t ${id}d`}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{description}</desc>
      {children}
    </svg>
  );
}

/** Colours beyond the fifth series do not occur: a chart has at most five. */
export function seriesClass(index: number): string {
  return `lesson-series-${index + 1}`;
}
