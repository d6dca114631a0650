// How far something is: a bar, a bar with its words, and a small ring.
import type { ReactNode } from 'react';
import { formatPercent } from '~/i18n/format';
import { useLocale } from '~/i18n/use-messages';

type BarProps = {
  /** 0 to 1; values outside are clamped. */
  value: number;
  /** What is measured: the accessible name. */
  label: string;
  tone?: 'accent' | 'warm' | 'good';
};

function clamp(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}

/** A bar alone; for where the words stand beside it anyway. */
export function Progress({ value, label, tone = 'accent' }: BarProps) {
  const percent = Math.round(clamp(value) * 100);
  return (
    <span
      className={tone === 'accent' ? 'bar' : `bar bar-${tone}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <i style={{ width: `${percent}%` }} />
    </span>
  );
}

/** A label, the figure in words, and the bar under both. `text` defaults to the percentage. */
export function Meter({ text, ...bar }: BarProps & { text?: ReactNode }) {
  const locale = useLocale();
  return (
    <div className="meter">
      <span>{bar.label}</span>
      <strong className="tabular-nums">{text ?? formatPercent(clamp(bar.value), locale)}</strong>
      <Progress {...bar} />
    </div>
  );
}

const RADIUS = 16;
const LENGTH = 2 * Math.PI * RADIUS;

/** A ring with its percentage inside. `size` in pixels. */
export function Ring({
  value,
  label,
  size = 44,
  children,
}: {
  value: number;
  label: string;
  size?: number;
  children?: ReactNode;
}) {
  const share = clamp(value);
  const percent = Math.round(share * 100);
  return (
    <span className="ring" role="img" aria-label={`${label}: ${percent} %`} style={{ width: size, height: size }}>
      <svg viewBox="0 0 40 40" width={size} height={size} strokeWidth="4" aria-hidden>
        <circle cx="20" cy="20" r={RADIUS} stroke="var(--border)" />
        {percent > 0 && (
          <circle
            cx="20"
            cy="20"
            r={RADIUS}
            stroke="var(--accent)"
            strokeDasharray={`${(share * LENGTH).toFixed(1)} ${LENGTH.toFixed(1)}`}
          />
        )}
      </svg>
      <span>{children ?? percent}</span>
    </span>
  );
}
