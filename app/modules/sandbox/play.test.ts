import { expect, test } from 'vitest';
import { RUN_CHANNELS, RUN_DAILY_MICROS, RUN_DAYS } from './brief';
import { moneyEndsOn, plannedDailyMicros, planForDay } from './day-plan';
import { simulate } from './market/simulate';
import { mergeRows, summarise } from './market/rows';
import { toPublicWorld } from './market/world';
import type { Plan } from './market/plan';
import { startingPlan } from './plan-fields';
import { playDays, playUntouched, usualCostMicros, worldOf } from './play.server';

const seeds = { worldSeed: 11, noiseSeed: 22 };
const world = worldOf(seeds);
const plan = startingPlan(toPublicWorld(world), 'Fresh coffee');
const budget = RUN_DAILY_MICROS * RUN_DAYS;

function times(factor: number): Plan {
  return {
    campaigns: plan.campaigns.map((one) => ({ ...one, dailyBudgetMicros: Math.round(one.dailyBudgetMicros * factor) })),
  };
}

test('the days in pieces, with turns for others in between, are the days in one go', async () => {
  const whole = simulate(world, plan, { days: 10, noiseSeed: seeds.noiseSeed, bySegment: true });
  const first = await playDays(world, { plan, noiseSeed: seeds.noiseSeed, from: null, leftMicros: budget, days: 3 });
  const rest = await playDays(world, {
    plan,
    noiseSeed: seeds.noiseSeed,
    from: first.state,
    leftMicros: budget,
    days: 7,
  });
  expect([...first.days, ...rest.days].map((one) => one.day)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(mergeRows([...first.days, ...rest.days].flatMap((one) => one.rows))).toEqual(mergeRows(whole.rows));
  expect(rest.state).toEqual(whole.state);
});

test('a run never spends more than its brief allows, however large the daily budgets', async () => {
  for (const factor of [0.5, 1, 3, 40]) {
    const { days, state } = await playDays(world, {
      plan: times(factor),
      noiseSeed: 1,
      from: null,
      leftMicros: budget,
      days: RUN_DAYS,
    });
    const spent = summarise(days.flatMap((one) => one.rows)).spendMicros;
    expect(spent).toBeLessThanOrEqual(budget);
    expect(Object.values(state.campaigns).reduce((sum, one) => sum + one.spentMicros, 0)).toBe(spent);
    if (factor > 1) expect(spent).toBeGreaterThan(0.9 * budget);
  }
});

test('while the money lasts the plan is untouched; then budgets shrink alike, and at nothing they pause', () => {
  expect(planForDay(plan, 300_000_000)).toBe(plan);
  const half = planForDay(plan, 150_000_001);
  expect(half.campaigns.map((one) => one.dailyBudgetMicros)).toEqual([37_500_000, 37_500_000, 37_500_000, 37_500_000]);
  expect(plannedDailyMicros(half)).toBeLessThanOrEqual(150_000_001);
  expect(planForDay(plan, 0).campaigns.every((one) => one.status === 'paused')).toBe(true);
  const paused: Plan = { campaigns: plan.campaigns.map((one, i) => (i === 0 ? one : { ...one, status: 'paused' })) };
  expect(planForDay(paused, 30_000_000).campaigns.map((one) => [one.status, one.dailyBudgetMicros])).toEqual([
    ['active', 30_000_000],
    ['paused', 75_000_000],
    ['paused', 75_000_000],
    ['paused', 75_000_000],
  ]);
});

test('the day on which the money ends is the first that cannot be played in full', () => {
  expect(moneyEndsOn(plan, budget, 0, RUN_DAYS)).toBeNull();
  expect(moneyEndsOn(times(2), budget, 0, RUN_DAYS)).toBe(15);
  expect(moneyEndsOn(times(2), 600_000_000, 20, RUN_DAYS)).toBe(22);
  expect(moneyEndsOn(times(2), 0, 20, RUN_DAYS)).toBe(21);
  expect(moneyEndsOn({ campaigns: [] }, 0, 20, RUN_DAYS)).toBeNull();
});

test('the untouched plan ends the same whenever it is asked, and what it pays on average is near', async () => {
  const input = { plan, noiseSeed: seeds.noiseSeed, budgetMicros: budget, days: RUN_DAYS };
  const [one, two] = [await playUntouched(world, input), await playUntouched(world, input)];
  expect(one).toEqual(two);
  const spend = one.channels.reduce((sum, channel) => sum + channel.spendMicros, 0);
  const orders = one.channels.reduce((sum, channel) => sum + channel.conversions, 0);
  expect(one.channels.map((channel) => channel.channel)).toEqual(RUN_CHANNELS);
  expect(one.lateOrders).toBeGreaterThan(0);
  const usual = await usualCostMicros(world, plan, RUN_DAYS);
  expect(spend / orders / usual).toBeGreaterThan(0.7);
  expect(spend / orders / usual).toBeLessThan(1.6);
});

test('either number alone gives another world', () => {
  expect(worldOf({ ...seeds, noiseSeed: 23 }).orderValueMicros).not.toBe(world.orderValueMicros);
  expect(worldOf({ ...seeds, worldSeed: 12 }).orderValueMicros).not.toBe(world.orderValueMicros);
  expect(worldOf(seeds)).toEqual(world);
});
