// An estimate with its range and the mark that mastery asks for. Decorative: the words stand beside it.

/** Shares from 0 to 1. */
export function RangeBar({
  value,
  low,
  high,
  threshold,
}: {
  value: number;
  low: number;
  high: number;
  threshold: number;
}) {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  return (
    <span className="range" aria-hidden>
      <i className="range-band" style={{ left: percent(low), width: percent(high - low) }} />
      <i className="range-mark" style={{ left: percent(threshold) }} />
      <i className="range-value" style={{ left: percent(value) }} />
    </span>
  );
}
