// Collects an hour's or a day's facts and turns them into rows.

import { HOURS_PER_DAY } from './calendar';
import { compareRows, conversionRow, type Row } from './rows';
import { type Cell, type Serving } from './serving';
import { type PendingConversion } from './state';

export type Report = {
  rows: Array<Row>;
  addDelivery(cell: Cell): void;
  addConversion(entry: PendingConversion): void;
  /** closes the current day or hour, whose last hour is `hour`; harmless when there is nothing to close */
  flush(hour: number): void;
};

export function startReport(serving: Serving, grain: 'day' | 'hour', bySegment: boolean): Report {
  const rows: Array<Row> = [];
  const delivered = new Map<number, Row>();
  const late = new Map<string, Row>();
  const width = serving.world.segments.length;
  const delivery = (ad: number, segment: number): Row => {
    const unit = bySegment ? ad * width + segment : ad;
    let row = delivered.get(unit);
    if (!row) {
      const { id, campaign, group } = serving.ads[ad]!;
      row = {
        day: -1,
        hour: null,
        reportedDay: -1,
        campaignId: serving.campaigns[campaign]!.plan.id,
        adGroupId: serving.groups[group]!.id,
        adId: id,
        segmentId: bySegment ? serving.world.segments[segment]!.id : null,
        impressions: 0,
        clicks: 0,
        spendMicros: 0,
        conversions: 0,
        revenueMicros: 0,
      };
      delivered.set(unit, row);
    }
    return row;
  };
  return {
    rows,
    addDelivery(cell) {
      const row = delivery(cell.ad, cell.segment);
      row.impressions += cell.impressions;
      row.clicks += cell.clicks;
      row.spendMicros += cell.costMicros;
    },
    addConversion(entry) {
      const row = conversionRow(entry, grain, bySegment);
      const key = `${row.day} ${row.hour} ${row.adGroupId} ${row.adId} ${row.segmentId}`;
      const sum = late.get(key);
      if (sum) {
        sum.conversions += row.conversions;
        sum.revenueMicros += row.revenueMicros;
      } else late.set(key, row);
    },
    flush(hour) {
      const day = Math.floor(hour / HOURS_PER_DAY);
      const hourOfDay = grain === 'hour' ? hour % HOURS_PER_DAY : null;
      const closed: Array<Row> = [];
      for (const row of delivered.values()) {
        row.day = row.reportedDay = day;
        row.hour = hourOfDay;
        const key = `${day} ${hourOfDay} ${row.adGroupId} ${row.adId} ${row.segmentId}`;
        const prompt = late.get(key);
        if (prompt) {
          row.conversions = prompt.conversions;
          row.revenueMicros = prompt.revenueMicros;
          late.delete(key);
        }
        closed.push(row);
      }
      closed.push(...late.values());
      delivered.clear();
      late.clear();
      rows.push(...closed.sort(compareRows));
    },
  };
}
