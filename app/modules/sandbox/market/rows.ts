// What a run reports: additive facts, and the folds over them that people read. Browser-safe; holds nothing hidden.

import { type PendingConversion } from './state';
import { type SegmentId } from './world';

/**
 * One additive fact. A click day's first row carries its delivery and the conversions reported that same day; each later
 * report of conversions is a row of its own with the same `day`, a later `reportedDay` and no delivery.
 * Adding rows up gives the truth as reported; keeping `reportedDay <= d` gives what was known on the evening of day d.
 */
export type Row = {
  /** day of impression and click, counted from the world's start */
  day: number;
  /** hour of impression and click, 0 to 23; null in daily rows */
  hour: number | null;
  reportedDay: number;
  campaignId: string;
  adGroupId: string;
  adId: string;
  /** null when rows are per ad */
  segmentId: SegmentId | null;
  impressions: number;
  clicks: number;
  spendMicros: number;
  /** credited conversions, by the day of their click */
  conversions: number;
  revenueMicros: number;
};

export type Summary = {
  impressions: number;
  clicks: number;
  spendMicros: number;
  conversions: number;
  revenueMicros: number;
  /** the ratios are made from the sums, and null when their denominator is 0 */
  ctr: number | null;
  cpmMicros: number | null;
  cpcMicros: number | null;
  cvr: number | null;
  cpaMicros: number | null;
  roas: number | null;
};

export function summarise(rows: Iterable<Row>): Summary {
  let impressions = 0;
  let clicks = 0;
  let spendMicros = 0;
  let conversions = 0;
  let revenueMicros = 0;
  for (const row of rows) {
    impressions += row.impressions;
    clicks += row.clicks;
    spendMicros += row.spendMicros;
    conversions += row.conversions;
    revenueMicros += row.revenueMicros;
  }
  return {
    impressions,
    clicks,
    spendMicros,
    conversions,
    revenueMicros,
    ctr: ratio(clicks, impressions),
    cpmMicros: ratio(spendMicros * 1000, impressions),
    cpcMicros: ratio(spendMicros, clicks),
    cvr: ratio(conversions, clicks),
    cpaMicros: ratio(spendMicros, conversions),
    roas: ratio(revenueMicros, spendMicros),
  };
}

/** One summary per key, in order of first appearance: `summariseBy(rows, (row) => row.campaignId)`. */
export function summariseBy<K>(rows: Iterable<Row>, keyOfRow: (row: Row) => K): Map<K, Summary> {
  const groups = new Map<K, Array<Row>>();
  for (const row of rows) {
    const key = keyOfRow(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return new Map([...groups].map(([key, group]) => [key, summarise(group)]));
}

/** What was known on the evening of a day. */
export function rowsKnownOn(rows: Iterable<Row>, day: number): Array<Row> {
  return [...rows].filter((row) => row.reportedDay <= day);
}

/** Adds rows of the same key together and sorts them; two runs agree exactly when their merged rows do. */
export function mergeRows(rows: Iterable<Row>): Array<Row> {
  const merged = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify([
      row.day,
      row.hour,
      row.reportedDay,
      row.campaignId,
      row.adGroupId,
      row.adId,
      row.segmentId,
    ]);
    const sum = merged.get(key);
    if (!sum) merged.set(key, { ...row });
    else {
      sum.impressions += row.impressions;
      sum.clicks += row.clicks;
      sum.spendMicros += row.spendMicros;
      sum.conversions += row.conversions;
      sum.revenueMicros += row.revenueMicros;
    }
  }
  return [...merged.values()].sort(compareRows);
}

/**
 * The conversions still to be reported, as the rows they will become: a finished lab is judged on these too,
 * so nobody gains from spending on the last day or loses by it. Hidden until their day comes.
 */
export function maturingRows(pending: ReadonlyArray<PendingConversion>): Array<Row> {
  return mergeRows(pending.map((entry) => conversionRow(entry, 'day', false)));
}

export function conversionRow(entry: PendingConversion, grain: 'day' | 'hour', bySegment: boolean): Row {
  return {
    day: Math.floor(entry.clickHour / 24),
    hour: grain === 'hour' ? entry.clickHour % 24 : null,
    reportedDay: Math.floor(entry.reportHour / 24),
    campaignId: entry.campaignId,
    adGroupId: entry.adGroupId,
    adId: entry.adId,
    segmentId: bySegment ? entry.segmentId : null,
    impressions: 0,
    clicks: 0,
    spendMicros: 0,
    conversions: entry.conversions,
    revenueMicros: entry.revenueMicros,
  };
}

/** By report day, click time, then ids; the order in which rows come out of a run. */
export function compareRows(left: Row, right: Row): number {
  return (
    left.reportedDay - right.reportedDay ||
    left.day - right.day ||
    (left.hour ?? 0) - (right.hour ?? 0) ||
    compareText(left.campaignId, right.campaignId) ||
    compareText(left.adGroupId, right.adGroupId) ||
    compareText(left.adId, right.adId) ||
    compareText(left.segmentId ?? '', right.segmentId ?? '')
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function ratio(top: number, bottom: number): number | null {
  return bottom > 0 ? top / bottom : null;
}
