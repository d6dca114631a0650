// Which clicks convert, for how much, when it becomes known, and to whom it is credited.

import { countEvents } from './bidding';
import { HOURS_PER_DAY } from './calendar';
import { delayHours, delayShare } from './delay';
import { type HourContext } from './hour';
import { binomialQuantile, normalQuantile, STREAM, uniformAt } from './random';
import { type Report } from './report';
import { type LiveGroup, type Serving } from './serving';
import { type MarketState, type PendingConversion } from './state';

export type Run = {
  serving: Serving;
  state: MarketState;
  report: Report;
  /** credited conversions waiting to be reported, by hour */
  pending: Map<number, Array<PendingConversion>>;
  groupsById: ReadonlyMap<string, LiveGroup>;
};

/** Spread of a single order's value around its mean. A modelling choice. */
const ORDER_SPREAD = 0.35;

/**
 * Decides which of a cell's clicks of the hour convert, when, and for how much.
 * Rate: the cell's own, times 1 + swing cos(2 pi (hour - peak) / 24) of its segment, times the season.
 * Credit: the click's ad, when the conversion comes within the campaign's window; later ones are in no report, only in the totals.
 */
export function convert(run: Run, cell: number, context: HourContext): void {
  const { totals } = run.state;
  const { cells, world, campaigns } = run.serving;
  const segment = world.segments[cells.segment[cell]!]!;
  const clicks = cells.clicks[cell]!;
  const valueMicros = cells.valueMicros[cell]!;
  const angle = (2 * Math.PI * (context.hourOfDay - segment.conversionPeakHour)) / HOURS_PER_DAY;
  const swing = 1 + segment.conversionSwing * Math.cos(angle);
  const rate = Math.min(1, Math.exp(cells.lnCvr[cell]!) * swing * context.factors.conversion);
  const windowHours = campaigns[cells.campaign[cell]!]!.plan.attributionDays * HOURS_PER_DAY;
  if (context.noise !== 'sampled') {
    const conversions = clicks * rate;
    const revenue = Math.round(conversions * valueMicros);
    const credited = delayShare(windowHours);
    const creditedRevenue = Math.round(revenue * credited);
    totals.conversions += conversions;
    totals.revenueMicros += revenue;
    totals.uncreditedConversions += conversions * (1 - credited);
    totals.uncreditedRevenueMicros += revenue - creditedRevenue;
    credit(run, cell, context.hour, 0, conversions * credited, creditedRevenue);
    return;
  }
  const keyA = cells.keyA[cell]!;
  const keyB = cells.keyB[cell]!;
  const count = binomialQuantile(clicks, rate, uniformAt(keyA, keyB, STREAM.conversions, context.hour));
  for (let i = 0; i < count; i++) {
    const draw = context.hour * 1024 + i;
    const luck = ORDER_SPREAD * normalQuantile(uniformAt(keyA, keyB, STREAM.orderValue, draw)) - ORDER_SPREAD ** 2 / 2;
    const revenue = Math.round(valueMicros * Math.exp(luck));
    const delay = delayHours(uniformAt(keyA, keyB, STREAM.delay, draw));
    totals.conversions += 1;
    totals.revenueMicros += revenue;
    if (delay < windowHours) credit(run, cell, context.hour, Math.floor(delay), 1, revenue);
    else {
      totals.uncreditedConversions += 1;
      totals.uncreditedRevenueMicros += revenue;
    }
  }
}

function credit(run: Run, cell: number, hour: number, delay: number, conversions: number, revenueMicros: number): void {
  const { serving, pending } = run;
  const { cells } = serving;
  const group = serving.groups[cells.group[cell]!]!;
  if (delay === 0) {
    run.report.addPrompt(cell, conversions, revenueMicros);
    countEvents(group, Math.floor(hour / HOURS_PER_DAY), 0, conversions);
    return;
  }
  const entry: PendingConversion = {
    reportHour: hour + delay,
    clickHour: hour,
    campaignId: serving.campaigns[cells.campaign[cell]!]!.plan.id,
    adGroupId: group.id,
    adId: serving.ads[cells.ad[cell]!]!.id,
    segmentId: serving.world.segments[cells.segment[cell]!]!.id,
    conversions,
    revenueMicros,
  };
  const list = pending.get(entry.reportHour);
  if (list) list.push(entry);
  else pending.set(entry.reportHour, [entry]);
}

/** Conversions whose hour has come enter the report, and teach the platform; their ad may be gone by now. */
export function reportDue(run: Run, context: HourContext): void {
  const due = run.pending.get(context.hour);
  if (!due) return;
  run.pending.delete(context.hour);
  for (const entry of due) {
    run.report.addConversion(entry);
    const group = run.groupsById.get(entry.adGroupId);
    if (group) countEvents(group, context.day, 0, entry.conversions);
  }
}

export function pendingByHour(entries: ReadonlyArray<PendingConversion>): Map<number, Array<PendingConversion>> {
  const byHour = new Map<number, Array<PendingConversion>>();
  for (const entry of entries) {
    const list = byHour.get(entry.reportHour);
    if (list) list.push(entry);
    else byHour.set(entry.reportHour, [entry]);
  }
  return byHour;
}

/** In the order of their hours; within an hour as queued, which is the plan's canonical order. */
export function sortedPending(byHour: Map<number, Array<PendingConversion>>): Array<PendingConversion> {
  return [...byHour.keys()].sort((left, right) => left - right).flatMap((hour) => byHour.get(hour) ?? []);
}
