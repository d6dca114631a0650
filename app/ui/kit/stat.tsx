// Figures with their names.
import type { ReactNode } from 'react';

export type Figure = { label: ReactNode; value: ReactNode; note?: ReactNode };

/** A row of figures that wraps; each says what it counts. */
export function Stats({ figures, className = '' }: { figures: ReadonlyArray<Figure>; className?: string }) {
  return (
    <dl className={`grid grid-cols-2 gap-x-6 gap-y-5 sm:flex sm:flex-wrap sm:gap-x-12 ${className}`}>
      {figures.map((figure, index) => (
        <div key={index} className="stat">
          <dt>{figure.label}</dt>
          <dd>{figure.value}</dd>
          {figure.note && <dd>{figure.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
