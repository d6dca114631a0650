// Plays a run's days in its hidden market, a day at a time, so that other requests get their turn in between.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { RUN_CHANNELS, RUN_SEGMENTS } from './brief';
import { planForDay } from './day-plan';
import type { Plan } from './market/plan';
import { maturingRows, type Row, summarise } from './market/rows';
import { simulate } from './market/simulate';
import type { MarketState } from './market/state';
import { createLabWorld, type HiddenWorld } from './market/world';
import { makeOutcome, type Outcome } from './debrief';

/**
 * The hidden world of a run. Both numbers go into it: from the public facts of a world nobody can find 62 random bits by trying,
 * as they could with one number.
 */
export function worldOf(seeds: { worldSeed: number; noiseSeed: number }): HiddenWorld {
  return createLabWorld(`${seeds.worldSeed}/${seeds.noiseSeed}`, {
    channels: RUN_CHANNELS,
    segmentCount: RUN_SEGMENTS,
  });
}

export type PlayedDays = { days: Array<{ day: number; rows: Array<Row> }>; state: MarketState };

type PlayInput = {
  plan: Plan;
  noiseSeed: number;
  /** Null before the first day. */
  from: MarketState | null;
  /** What may still be spent, integer micros. */
  leftMicros: number;
  /** At least 1. */
  days: number;
};

/** Plays `days` days on from `from`, never spending more than is left. Rows are per ad and segment. */
export async function playDays(
  world: HiddenWorld,
  { plan, noiseSeed, from, leftMicros, days }: PlayInput,
): Promise<PlayedDays> {
  const played: PlayedDays['days'] = [];
  let state = from ?? undefined;
  let left = leftMicros;
  for (let count = 0; count < days; count++) {
    if (count > 0) await nextTurn();
    const day = (state?.hour ?? 0) / 24;
    const step = simulate(world, planForDay(plan, left), { days: 1, noiseSeed, from: state, bySegment: true });
    state = step.state;
    left -= summarise(step.rows).spendMicros;
    played.push({ day, rows: step.rows });
  }
  return { days: played, state: state! };
}

/** How a plan that is never touched ends, late orders included. */
export async function playUntouched(
  world: HiddenWorld,
  input: { plan: Plan; noiseSeed: number; budgetMicros: number; days: number },
): Promise<Outcome> {
  const { plan, noiseSeed, budgetMicros, days } = input;
  const end = await playDays(world, { plan, noiseSeed, from: null, leftMicros: budgetMicros, days });
  return makeOutcome(
    end.days.flatMap((day) => day.rows),
    maturingRows(end.state.pending),
  );
}

/** What a plan pays per order on average over luck, micros with fraction; Infinity without orders. */
export async function usualCostMicros(world: HiddenWorld, plan: Plan, days: number): Promise<number> {
  const rows: Array<Row> = [];
  let state: MarketState | undefined;
  for (let day = 0; day < days; day++) {
    if (day > 0) await nextTurn();
    const step = simulate(world, plan, { days: 1, noiseSeed: 0, noise: 'none', from: state });
    state = step.state;
    rows.push(...step.rows);
  }
  return summarise([...rows, ...maturingRows(state?.pending ?? [])]).cpaMicros ?? Number.POSITIVE_INFINITY;
}
