// Collects an hour's or a day's facts and turns them into rows.

import { HOURS_PER_DAY } from './calendar';
import { compareRows, conversionRow, type Row } from './rows';
import { type Serving } from './serving';
import { type PendingConversion } from './state';

export type Report = {
  rows: Array<Row>;
  /** what the hour delivered in a cell */
  addDelivery(cell: number): void;
  /** conversions reported within the hour of their click */
  addPrompt(cell: number, conversions: number, revenueMicros: number): void;
  /** conversions reported later */
  addConversion(entry: PendingConversion): void;
  /** closes the current day or hour, whose last hour is `hour`; harmless when there is nothing to close */
  flush(hour: number): void;
};

/** Columns of the open day or hour, per unit. */
const FACTS = 5;

export function startReport(serving: Serving, grain: 'day' | 'hour', bySegment: boolean): Report {
  const { cells, ads, campaigns, groups, world } = serving;
  const width = bySegment ? world.segments.length : 1;
  /** what one row is about: an ad, or an ad in a segment */
  const units = Int32Array.from(cells.ad, (ad, cell) => (bySegment ? ad * width + cells.segment[cell]! : ad));
  const facts = new Float64Array(ads.length * width * FACTS);
  const late = new Map<string, Row>();
  const rows: Array<Row> = [];
  const lateKey = (row: Row) => `${row.day} ${row.hour} ${row.adGroupId} ${row.adId} ${row.segmentId}`;
  const add = (unit: number, fact: number, amount: number) => {
    facts[unit * FACTS + fact] = facts[unit * FACTS + fact]! + amount;
  };
  const closeUnit = (unit: number, day: number, hour: number | null): Row => {
    const { id, campaign, group } = ads[(unit / width) | 0]!;
    const [impressions, clicks, spendMicros, conversions, revenueMicros] = facts.subarray(unit * FACTS);
    return {
      day,
      hour,
      reportedDay: day,
      campaignId: campaigns[campaign]!.plan.id,
      adGroupId: groups[group]!.id,
      adId: id,
      segmentId: bySegment ? world.segments[unit % width]!.id : null,
      impressions: impressions!,
      clicks: clicks!,
      spendMicros: spendMicros!,
      conversions: conversions!,
      revenueMicros: revenueMicros!,
    };
  };
  return {
    rows,
    addDelivery(cell) {
      const unit = units[cell]!;
      add(unit, 0, cells.impressions[cell]!);
      add(unit, 1, cells.clicks[cell]!);
      add(unit, 2, cells.costMicros[cell]!);
    },
    addPrompt(cell, conversions, revenueMicros) {
      const unit = units[cell]!;
      add(unit, 3, conversions);
      add(unit, 4, revenueMicros);
    },
    addConversion(entry) {
      const row = conversionRow(entry, grain, bySegment);
      const key = lateKey(row);
      const sum = late.get(key);
      if (sum) {
        sum.conversions += row.conversions;
        sum.revenueMicros += row.revenueMicros;
      } else late.set(key, row);
    },
    flush(hour) {
      const day = Math.floor(hour / HOURS_PER_DAY);
      const closed: Array<Row> = [];
      for (let unit = 0; unit < ads.length * width; unit++) {
        if (facts[unit * FACTS] === 0) continue;
        const row = closeUnit(unit, day, grain === 'hour' ? hour % HOURS_PER_DAY : null);
        const sameDay = late.get(lateKey(row));
        if (sameDay) {
          row.conversions += sameDay.conversions;
          row.revenueMicros += sameDay.revenueMicros;
          late.delete(lateKey(row));
        }
        closed.push(row);
      }
      closed.push(...late.values());
      facts.fill(0);
      late.clear();
      rows.push(...closed.sort(compareRows));
    },
  };
}
