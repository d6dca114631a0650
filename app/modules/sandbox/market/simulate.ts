// Runs a plan in a world for some days or hours and reports rows; resumable at any hour.

import { HOURS_PER_DAY } from './calendar';
import { convert, pendingByHour, reportDue, type Run, sortedPending } from './conversions';
import { type DayContext, dayContext, type HourContext, playHour } from './hour';
import { checkPlan, type Plan } from './plan';
import { startReport } from './report';
import { type Row } from './rows';
import { prepareServing, storeServing } from './serving';
import { type MarketState, type Noise, requireSameRun, startState } from './state';
import { type HiddenWorld } from './world';

export type SimulateOptions = {
  /** whole days, 0 or more; exactly one of `days` and `hours` */
  days?: number;
  hours?: number;
  /** luck; the same seed gives the same luck to every plan at the same simulated time */
  noiseSeed: string | number;
  /** where an earlier call ended; default hour 0 */
  from?: MarketState | undefined;
  /** default `sampled`; see `Noise` */
  noise?: Noise;
  /** default `day` */
  grain?: 'day' | 'hour';
  /** rows per ad and segment instead of per ad; default false */
  bySegment?: boolean;
};

export type SimulateResult = { rows: Array<Row>; state: MarketState };

/**
 * Plays `plan` in `world` from where `from` ended. The plan may differ from the one before: that is an edit, made at this hour.
 * The same world, decisions at the same hours and noise seed give the same rows, however the time is cut into calls and in
 * whatever order campaigns, ad groups and ads are written (a cut within a day also cuts that day's rows in two, to be added
 * with `mergeRows`). Neither argument is changed.
 *
 * Throws RangeError when the plan has faults (ask `checkPlan` first to show them), the time is not a whole number,
 * or `from` belongs to another run.
 */
export function simulate(world: HiddenWorld, plan: Plan, options: SimulateOptions): SimulateResult {
  const noise = options.noise ?? 'sampled';
  const grain = options.grain ?? 'day';
  const hours = wholeHours(options);
  const faults = checkPlan(plan, world);
  if (faults.length > 0) throw new RangeError(faults.map((fault) => `${fault.code} at ${fault.path}`).join('; '));
  if (options.from) requireSameRun(options.from, world, options.noiseSeed, noise);
  const state = options.from ? structuredClone(options.from) : startState(world, options.noiseSeed, noise);

  const serving = prepareServing(world, plan, state);
  const run: Run = {
    serving,
    state,
    report: startReport(serving, grain, options.bySegment ?? false),
    pending: pendingByHour(state.pending),
    groupsById: new Map(serving.groups.map((group) => [group.id, group])),
  };
  let today: DayContext | null = null;
  for (const end = state.hour + hours; state.hour < end; state.hour++) {
    const day = Math.floor(state.hour / HOURS_PER_DAY);
    if (today?.day !== day) today = dayContext(serving, day, state.noiseSeed, noise);
    const context: HourContext = { ...today, hour: state.hour, hourOfDay: state.hour % HOURS_PER_DAY, noise };
    playHour(serving, context);
    for (let cell = 0; cell < serving.cells.count; cell++) {
      if (serving.cells.impressions[cell] === 0) continue;
      run.report.addDelivery(cell);
      if (serving.cells.clicks[cell]! > 0) convert(run, cell, context);
    }
    reportDue(run, context);
    if (grain === 'hour' || context.hourOfDay === HOURS_PER_DAY - 1) run.report.flush(state.hour);
  }
  if (state.hour > 0) run.report.flush(state.hour - 1);
  state.pending = sortedPending(run.pending);
  storeServing(serving, state);
  return { rows: run.report.rows, state };
}

function wholeHours(options: SimulateOptions): number {
  const hours = options.days === undefined ? options.hours : options.days * HOURS_PER_DAY;
  const both = options.days !== undefined && options.hours !== undefined;
  if (both || hours === undefined || !Number.isSafeInteger(hours) || hours < 0) {
    throw new RangeError('give either days or hours, a whole number of 0 or more');
  }
  return hours;
}
