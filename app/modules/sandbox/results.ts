// Folds a run's rows into what people read: totals, by day, by channel, by audience. Pure, browser-safe.
import { type Row, summarise, summariseBy, type Summary } from './market/rows';
import type { SegmentId } from './market/world';
import { RUN_CHANNELS, type RunChannel } from './brief';

export type DayResult = Summary & { /** Counted from 1. Orders stand on the day of their click. */ day: number };
export type ChannelResult = Summary & { channel: RunChannel };
export type SegmentResult = Summary & { segment: SegmentId };

export type Results = {
  totals: Summary;
  /** One entry per played day, also for days on which nothing was shown. */
  byDay: Array<DayResult>;
  /** Every channel, also unused ones. */
  byChannel: Array<ChannelResult>;
  bySegment: Array<SegmentResult>;
};

const NOTHING = summarise([]);

/** `day` days have been played; `segments` are those of the market, in its order. A campaign's id is its channel's. */
export function foldResults(rows: ReadonlyArray<Row>, day: number, segments: ReadonlyArray<SegmentId>): Results {
  const days = summariseBy(rows, (row) => row.day);
  const channels = summariseBy(rows, (row) => row.campaignId);
  const people = summariseBy(rows, (row) => row.segmentId);
  return {
    totals: summarise(rows),
    byDay: Array.from({ length: day }, (_, index) => ({ day: index + 1, ...(days.get(index) ?? NOTHING) })),
    byChannel: RUN_CHANNELS.map((channel) => ({ channel, ...(channels.get(channel) ?? NOTHING) })),
    bySegment: segments.map((segment) => ({ segment, ...(people.get(segment) ?? NOTHING) })),
  };
}

/** Integer micros; negative when the orders earned less than they cost. Orders without margin are not worth having. */
export function profitMicros(
  { conversions, spendMicros }: Pick<Summary, 'conversions' | 'spendMicros'>,
  marginMicros: number,
): number {
  return conversions * marginMicros - spendMicros;
}
