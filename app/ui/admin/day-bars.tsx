// Two counts a day as thin bars over a period, with the same figures as a table for those who do not see them.
import { formatDate } from '~/i18n/format';
import { useLocale } from '~/i18n/use-messages';
import { Table } from '~/ui/kit/table';

type Day = { day: string; opened: number; verified: number };
type Words = { day: string; opened: string; verified: string; table: string };
type Props = {
  /** Days with a count, in order. */ days: ReadonlyArray<Day>;
  /** Last day of the period. */ to: string;
  caption: string;
  words: Words;
};

const HEIGHT = 120;
const STEP = 10;
const DAY_MS = 86_400_000;
/** Days that are shown at least, so that a single bar does not fill the width. */
const FEWEST = 30;

/** Every day from the first with a count, or `FEWEST` before `to`, until `to`: quiet days keep their room. */
function everyDay(days: ReadonlyArray<Day>, to: string): Array<Day> {
  const last = Date.parse(to);
  const first = Math.min(Date.parse(days[0]?.day ?? to), last - (FEWEST - 1) * DAY_MS);
  const known = new Map(days.map((one) => [one.day, one]));
  return Array.from({ length: Math.round((last - first) / DAY_MS) + 1 }, (_, i) => {
    const day = new Date(first + i * DAY_MS).toISOString().slice(0, 10);
    return known.get(day) ?? { day, opened: 0, verified: 0 };
  });
}

export function DayBars({ days, to, caption, words }: Props) {
  const locale = useLocale();
  const most = Math.max(1, ...days.map(({ opened, verified }) => Math.max(opened, verified)));
  const height = (count: number) => Math.round((count / most) * HEIGHT);
  const all = everyDay(days, to);
  return (
    <figure>
      <svg
        viewBox={`0 0 ${all.length * STEP} ${HEIGHT}`}
        className="h-32 w-full border-b border-line-strong"
        preserveAspectRatio="none"
        aria-hidden
      >
        {all.map(({ day, opened, verified }, i) => (
          <g key={day}>
            <rect x={i * STEP + 1} width={4} y={HEIGHT - height(opened)} height={height(opened)} fill="var(--accent)" />
            <rect
              x={i * STEP + 5}
              width={4}
              y={HEIGHT - height(verified)}
              height={height(verified)}
              fill="var(--warm)"
            />
          </g>
        ))}
      </svg>
      <p className="mt-1 flex justify-between text-sm text-muted" aria-hidden>
        <span>{formatDate(all[0]!.day, locale)}</span>
        <span>{formatDate(to, locale)}</span>
      </p>
      <figcaption className="mt-2 flex flex-wrap gap-x-5 text-sm text-muted">
        <span>
          <i className="mr-1.5 inline-block size-2.5 rounded-full bg-accent" aria-hidden />
          {words.opened}
        </span>
        <span>
          <i className="mr-1.5 inline-block size-2.5 rounded-full bg-warm" aria-hidden />
          {words.verified}
        </span>
      </figcaption>
      <details className="mt-2">
        <summary className="link inline-block">{words.table}</summary>
        <Table
          caption={caption}
          hideCaption
          rows={days}
          rowKey={({ day }) => day}
          columns={[
            { key: 'day', title: words.day, header: true, cell: ({ day }) => formatDate(day, locale) },
            { key: 'opened', title: words.opened, numeric: true, cell: ({ opened }) => opened },
            { key: 'verified', title: words.verified, numeric: true, cell: ({ verified }) => verified },
          ]}
        />
      </details>
    </figure>
  );
}
