// Runs a plan in a world for some days or hours and reports rows; resumable at any hour.

import { countEvents } from './bidding';
import { HOURS_PER_DAY } from './calendar';
import { delayHours, delayShare } from './delay';
import { type DayContext, dayContext, type HourContext, playHour } from './hour';
import { checkPlan, type Plan } from './plan';
import { binomialQuantile, normalQuantile, STREAM, uniformAt } from './random';
import { startReport, type Report } from './report';
import { type Row } from './rows';
import { type Cell, prepareServing, type Serving, storeServing } from './serving';
import { type MarketState, type Noise, type PendingConversion, requireSameRun, startState } from './state';
import { type HiddenWorld } from './world';

export type SimulateOptions = {
  /** whole days, 0 or more; exactly one of `days` and `hours` */
  days?: number;
  hours?: number;
  /** luck; the same seed gives the same luck to every plan at the same simulated time */
  noiseSeed: string | number;
  /** where an earlier call ended; default hour 0 */
  from?: MarketState;
  /** default `sampled`; see `Noise` */
  noise?: Noise;
  /** default `day` */
  grain?: 'day' | 'hour';
  /** rows per ad and segment instead of per ad; default false */
  bySegment?: boolean;
};

export type SimulateResult = { rows: Array<Row>; state: MarketState };

/** Spread of a single order's value around its mean. A modelling choice. */
const ORDER_SPREAD = 0.35;

/**
 * Plays `plan` in `world` from where `from` ended. The plan may differ from the one before: that is an edit, made at this hour.
 * The same world, decisions at the same hours and noise seed give the same rows, however the time is cut into calls and in
 * whatever order campaigns, ad groups and ads are written. Neither argument is changed.
 *
 * Throws RangeError when the plan has faults (ask `checkPlan` first to show them), the time is not a whole number,
 * or `from` belongs to another run.
 */
export function simulate(world: HiddenWorld, plan: Plan, options: SimulateOptions): SimulateResult {
  const noise = options.noise ?? 'sampled';
  const hours = wholeHours(options);
  const faults = checkPlan(plan, world);
  if (faults.length > 0) throw new RangeError(faults.map((fault) => `${fault.code} at ${fault.path}`).join('; '));
  if (options.from) requireSameRun(options.from, world, options.noiseSeed, noise);
  const state = options.from ? structuredClone(options.from) : startState(world, options.noiseSeed, noise);

  const serving = prepareServing(world, plan, state);
  const report = startReport(serving, options.grain ?? 'day', options.bySegment ?? false);
  const pending = pendingByHour(state.pending);
  let today: DayContext | null = null;
  for (const end = state.hour + hours; state.hour < end; state.hour++) {
    const { hour } = state;
    const day = Math.floor(hour / HOURS_PER_DAY);
    if (today?.day !== day) today = dayContext(serving, day, state.noiseSeed, noise);
    const context: HourContext = { ...today, hour, hourOfDay: hour % HOURS_PER_DAY, noise };
    playHour(serving, context);
    for (const cell of serving.cells) {
      if (cell.impressions === 0) continue;
      report.addDelivery(cell);
      if (cell.clicks > 0) convert(serving, cell, context, state, pending);
    }
    reportConversions(serving, report, pending, hour);
    if (context.hourOfDay === HOURS_PER_DAY - 1 || options.grain === 'hour') report.flush(hour);
  }
  if (state.hour > 0) report.flush(state.hour - 1);
  state.pending = sortedPending(pending);
  storeServing(serving, state);
  return { rows: report.rows, state };
}

function wholeHours(options: SimulateOptions): number {
  const hours = options.days === undefined ? options.hours : options.days * HOURS_PER_DAY;
  const both = options.days !== undefined && options.hours !== undefined;
  if (both || hours === undefined || !Number.isSafeInteger(hours) || hours < 0) {
    throw new RangeError('give either days or hours, a whole number of 0 or more');
  }
  return hours;
}

/**
 * Decides which of an hour's clicks convert, when, and for how much; queues what will be credited.
 * Rate: the cell's own, times its segment's hour of day, times the season. Credit: last click within the campaign's window.
 */
function convert(
  serving: Serving,
  cell: Cell,
  context: HourContext,
  state: MarketState,
  pending: Map<number, Array<PendingConversion>>,
): void {
  const segment = serving.world.segments[cell.segment]!;
  const campaign = serving.campaigns[cell.campaign]!;
  const angle = (2 * Math.PI * (context.hourOfDay - segment.conversionPeakHour)) / HOURS_PER_DAY;
  const swing = 1 + segment.conversionSwing * Math.cos(angle);
  const rate = Math.min(1, cell.cvr * swing * context.factors.conversion);
  const windowHours = campaign.plan.attributionDays * HOURS_PER_DAY;
  const { totals } = state;
  const queue = (reportHour: number, conversions: number, revenueMicros: number) => {
    const list = pending.get(reportHour) ?? [];
    if (list.length === 0) pending.set(reportHour, list);
    list.push({
      reportHour,
      clickHour: context.hour,
      campaignId: campaign.plan.id,
      adGroupId: serving.groups[cell.group]!.id,
      adId: serving.ads[cell.ad]!.id,
      segmentId: segment.id,
      conversions,
      revenueMicros,
    });
  };

  if (context.noise !== 'sampled') {
    const conversions = cell.clicks * rate;
    const revenue = Math.round(conversions * cell.valueMicros);
    const credited = delayShare(windowHours);
    totals.conversions += conversions;
    totals.revenueMicros += revenue;
    totals.uncreditedConversions += conversions * (1 - credited);
    totals.uncreditedRevenueMicros += revenue - Math.round(revenue * credited);
    queue(context.hour, conversions * credited, Math.round(revenue * credited));
    return;
  }
  const { keyA, keyB } = cell;
  const count = binomialQuantile(cell.clicks, rate, uniformAt(keyA, keyB, STREAM.conversions, context.hour));
  for (let i = 0; i < count; i++) {
    const draw = context.hour * 1024 + i;
    const luck = ORDER_SPREAD * normalQuantile(uniformAt(keyA, keyB, STREAM.orderValue, draw)) - ORDER_SPREAD ** 2 / 2;
    const revenue = Math.round(cell.valueMicros * Math.exp(luck));
    const delay = delayHours(uniformAt(keyA, keyB, STREAM.delay, draw));
    totals.conversions += 1;
    totals.revenueMicros += revenue;
    if (delay < windowHours) queue(context.hour + Math.floor(delay), 1, revenue);
    else {
      totals.uncreditedConversions += 1;
      totals.uncreditedRevenueMicros += revenue;
    }
  }
}

/** Conversions whose hour has come enter the report, and teach the platform. */
function reportConversions(
  serving: Serving,
  report: Report,
  pending: Map<number, Array<PendingConversion>>,
  hour: number,
): void {
  const due = pending.get(hour);
  if (!due) return;
  pending.delete(hour);
  for (const entry of due) {
    report.addConversion(entry);
    const group = serving.groups.find((candidate) => candidate.id === entry.adGroupId);
    if (group) countEvents(group, Math.floor(hour / HOURS_PER_DAY), 0, entry.conversions);
  }
}

function pendingByHour(entries: ReadonlyArray<PendingConversion>): Map<number, Array<PendingConversion>> {
  const byHour = new Map<number, Array<PendingConversion>>();
  for (const entry of entries) {
    const list = byHour.get(entry.reportHour);
    if (list) list.push(entry);
    else byHour.set(entry.reportHour, [entry]);
  }
  return byHour;
}

/** In the order of their hours; within an hour as queued, which is the plan's canonical order. */
function sortedPending(byHour: Map<number, Array<PendingConversion>>): Array<PendingConversion> {
  return [...byHour.keys()].sort((left, right) => left - right).flatMap((hour) => byHour.get(hour) ?? []);
}
