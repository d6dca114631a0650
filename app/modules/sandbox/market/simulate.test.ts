// A whole run: the same whatever the cutting and the order, never over budget, never negative, and conserving what it counts.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CampaignPlan, type Plan } from './plan';
import { fingerprint } from './random';
import { maturingRows, mergeRows, type Row, rowsKnownOn, summarise, summariseBy } from './rows';
import { LOWEST_COST, sampleCampaign, samplePlan } from './sample';
import { simulate } from './simulate';
import { type MarketState } from './state';
import { createWorld } from './world';

const world = createWorld('tests');

/** Every channel, every kind of bid, both rotations and pacings. */
const mixed: Plan = samplePlan(
  sampleCampaign('search', { ads: 3, bidding: { kind: 'manual-cpc', maxCpcMicros: 6_000_000 } }),
  sampleCampaign('social', { ads: 4, group: { rotation: 'even' } }),
  sampleCampaign('video', {
    pacing: 'accelerated',
    bidding: { kind: 'lowest-cost', goal: 'clicks', bidCapMicros: 900_000 },
  }),
  sampleCampaign('display', { lifetimeBudgetMicros: 300_000_000, startDay: 2, endDay: 20 }),
  sampleCampaign('professional', { bidding: { kind: 'target-cpa', targetCpaMicros: 250_000_000 }, attributionDays: 7 }),
  sampleCampaign('email', { group: { segments: ['managers', 'students'] } }),
);

test('golden: this plan in this world gives these rows', () => {
  const { rows } = simulate(world, mixed, { days: 28, noiseSeed: 'golden', bySegment: true });
  expect(fingerprint(JSON.stringify(rows))).toBe('c1001b65c27fa4a3');
});

test('28 days at once are 28 times one day, whatever JSON the state went through and however the plan is ordered', () => {
  const whole = simulate(world, mixed, { days: 28, noiseSeed: 1 });
  const rows: Array<Row> = [];
  let from: MarketState | undefined;
  for (let day = 0; day < 28; day++) {
    const step = simulate(world, shuffled(mixed, day), { days: 1, noiseSeed: 1, from });
    rows.push(...step.rows);
    from = JSON.parse(JSON.stringify(step.state)) as MarketState;
  }
  expect(rows).toEqual(whole.rows);
  expect(from).toEqual(whole.state);
});

test('any cutting into hours gives the same merged rows and the same state', () => {
  const whole = simulate(world, mixed, { days: 3, noiseSeed: 2, bySegment: true });
  const hourly = simulate(world, mixed, { days: 3, noiseSeed: 2, bySegment: true, grain: 'hour' });
  expect(hourly.state).toEqual(whole.state);
  expect(mergeRows(hourly.rows.map((row) => ({ ...row, hour: null })))).toEqual(mergeRows(whole.rows));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 9 }), (cuts) => {
      const rows: Array<Row> = [];
      let from: MarketState | undefined;
      for (const cut of [...cuts, 72]) {
        const hours = Math.min(cut, 72 - (from?.hour ?? 0));
        const step: ReturnType<typeof simulate> = simulate(world, mixed, {
          hours,
          noiseSeed: 2,
          bySegment: true,
          from,
        });
        rows.push(...step.rows);
        from = step.state;
      }
      expect(mergeRows(rows)).toEqual(mergeRows(whole.rows));
      expect(from).toEqual(whole.state);
    }),
    { numRuns: 8 },
  );
});

test('an edit acts from its hour on and leaves the past alone; arguments are not changed', () => {
  const first = simulate(world, mixed, { days: 5, noiseSeed: 3 });
  const before = structuredClone(first.state);
  const paused = samplePlan(...mixed.campaigns.map((campaign): CampaignPlan => ({ ...campaign, status: 'paused' })));
  const stopped = simulate(world, paused, { days: 31, noiseSeed: 3, from: first.state });
  expect(first.state).toEqual(before);
  expect(stopped.rows.every((row) => row.impressions === 0 && row.spendMicros === 0 && row.day < 5)).toBe(true);
  expect(mergeRows(stopped.rows).map(withoutReportDay)).toEqual(
    maturingRows(first.state.pending).map(withoutReportDay),
  );
});

test('no day costs more than its budget, no campaign more than its life, and nothing is negative or broken', () => {
  const campaign = fc
    .record({
      channel: fc.constantFrom('search', 'social', 'video', 'display', 'professional', 'email'),
      dailyBudgetMicros: fc.oneof(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1_000_000, max: 1_000_000_000_000 }),
      ),
      lifetimeBudgetMicros: fc.option(fc.integer({ min: 1, max: 2_000_000_000 })),
      pacing: fc.constantFrom('standard', 'accelerated'),
      bidding: fc.oneof(
        fc.record({ kind: fc.constant('manual-cpc'), maxCpcMicros: fc.integer({ min: 1, max: 10_000_000_000 }) }),
        fc.record({ kind: fc.constant('target-cpa'), targetCpaMicros: fc.integer({ min: 1, max: 10_000_000_000 }) }),
        fc.constant(LOWEST_COST),
      ),
      attributionDays: fc.integer({ min: 1, max: 30 }),
    })
    .map(({ channel, ...change }) => sampleCampaign(channel as 'search', change as Partial<CampaignPlan>));
  fc.assert(
    fc.property(fc.array(campaign, { minLength: 1, maxLength: 2 }), fc.integer(), (drawn, noiseSeed) => {
      const plan = samplePlan(...drawn.map((one, i) => ({ ...one, id: `c${i}`, adGroups: renamed(one, i) })));
      const { rows, state } = simulate(world, plan, { days: 4, noiseSeed });
      for (const one of plan.campaigns) {
        const own = rows.filter((row) => row.campaignId === one.id);
        for (const day of summariseBy(own, (row) => row.day).values()) {
          expect(day.spendMicros).toBeLessThanOrEqual(one.dailyBudgetMicros);
        }
        expect(summarise(own).spendMicros).toBeLessThanOrEqual(one.lifetimeBudgetMicros ?? Infinity);
      }
      for (const row of [...rows, ...maturingRows(state.pending)]) {
        for (const fact of [row.impressions, row.clicks, row.spendMicros, row.conversions, row.revenueMicros]) {
          expect(Number.isSafeInteger(fact) && fact >= 0).toBe(true);
        }
        expect(row.clicks).toBeLessThanOrEqual(row.impressions);
        expect(row.reportedDay).toBeGreaterThanOrEqual(row.day);
      }
      expect(JSON.stringify(state)).not.toMatch(/null,"steer":null|NaN|Infinity/);
    }),
    { numRuns: 40 },
  );
});

test('the delay loses no conversion: reported + waiting + beyond the window = decided', () => {
  const plan = samplePlan(
    sampleCampaign('social', { dailyBudgetMicros: 2_000_000_000 }),
    sampleCampaign('video', { dailyBudgetMicros: 2_000_000_000, attributionDays: 7 }),
  );
  const running = simulate(world, plan, { days: 10, noiseSeed: 4 });
  const waiting = summarise(maturingRows(running.state.pending));
  const known = summarise(running.rows);
  const { totals } = running.state;
  expect(known.conversions + waiting.conversions + totals.uncreditedConversions).toBe(totals.conversions);
  expect(known.revenueMicros + waiting.revenueMicros + totals.uncreditedRevenueMicros).toBe(totals.revenueMicros);
  const off = samplePlan(...plan.campaigns.map((campaign): CampaignPlan => ({ ...campaign, endDay: 10 })));
  const settled = simulate(world, off, { days: 31, noiseSeed: 4, from: running.state });
  expect(settled.state.pending).toEqual([]);
  expect(summarise(settled.rows).conversions).toBe(waiting.conversions);
  const byCampaign = summariseBy([...running.rows, ...settled.rows], (row) => row.campaignId);
  expect(totals.uncreditedConversions).toBeGreaterThan(0);
  const video = byCampaign.get('video')!.conversions;
  expect(totals.uncreditedConversions / (video + totals.uncreditedConversions)).toBeCloseTo(1 - 0.792, 1);
});

test('yesterday always looks worse than it will: what is known of a day only grows', () => {
  const { rows } = simulate(world, samplePlan(sampleCampaign('social', { dailyBudgetMicros: 1_000_000_000 })), {
    days: 12,
    noiseSeed: 5,
  });
  const conversionsOfDay2 = (evening: number) =>
    summarise(rowsKnownOn(rows, evening).filter((row) => row.day === 2)).conversions;
  const history = [2, 3, 5, 8, 11].map(conversionsOfDay2);
  expect([...history].sort((a, b) => a - b)).toEqual(history);
  expect(history[0]!).toBeLessThan(history[4]! * 0.8);
});

test('rows carry the listed facts and nothing of the world behind them', () => {
  const { rows } = simulate(world, mixed, { days: 2, noiseSeed: 6, bySegment: true, grain: 'hour' });
  const listed =
    'day hour reportedDay campaignId adGroupId adId segmentId impressions clicks spendMicros conversions revenueMicros';
  for (const row of rows) expect(Object.keys(row)).toEqual(listed.split(' '));
});

test('the same seed and hour give the same luck; another seed gives other luck', () => {
  const plan = samplePlan(sampleCampaign('social'));
  expect(simulate(world, plan, { days: 2, noiseSeed: 'a' })).toEqual(
    simulate(world, plan, { days: 2, noiseSeed: 'a' }),
  );
  expect(simulate(world, plan, { days: 2, noiseSeed: 'b' }).rows).not.toEqual(
    simulate(world, plan, { days: 2, noiseSeed: 'a' }).rows,
  );
});

test('bad time, a faulty plan or a foreign state are refused', () => {
  const plan = samplePlan(sampleCampaign('social'));
  const { state } = simulate(world, plan, { days: 1, noiseSeed: 1 });
  expect(() => simulate(world, plan, { noiseSeed: 1 })).toThrow(RangeError);
  expect(() => simulate(world, plan, { days: 1, hours: 1, noiseSeed: 1 })).toThrow(RangeError);
  expect(() => simulate(world, plan, { days: 0.01, noiseSeed: 1 })).toThrow(RangeError);
  expect(() => simulate(world, plan, { hours: -1, noiseSeed: 1 })).toThrow(RangeError);
  expect(() =>
    simulate(world, samplePlan(sampleCampaign('social', { dailyBudgetMicros: 0 })), { days: 1, noiseSeed: 1 }),
  ).toThrow(/money-out-of-range/);
  expect(() => simulate(createWorld('elsewhere'), plan, { days: 1, noiseSeed: 1, from: state })).toThrow(
    /another world/,
  );
  expect(() => simulate(world, plan, { days: 1, noiseSeed: 2, from: state })).toThrow(/another noise/);
  expect(() => simulate(world, plan, { days: 1, noiseSeed: 1, from: { ...state, engineVersion: 0 } })).toThrow(
    /engine version/,
  );
  expect(simulate(world, { campaigns: [] }, { days: 3, noiseSeed: 1 }).rows).toEqual([]);
  expect(simulate(world, plan, { days: 0, noiseSeed: 1 }).rows).toEqual([]);
});

/** The same plan written in another order. */
function shuffled(plan: Plan, by: number): Plan {
  const turn = <T>(items: ReadonlyArray<T>): Array<T> => {
    const cut = by % Math.max(1, items.length);
    return [...items.slice(cut), ...items.slice(0, cut)].reverse();
  };
  return {
    campaigns: turn(plan.campaigns).map((campaign) => ({
      ...campaign,
      adGroups: turn(campaign.adGroups).map((group) => ({
        ...group,
        segments: turn(group.segments),
        ads: turn(group.ads),
      })),
    })),
  };
}

function renamed(campaign: CampaignPlan, index: number): CampaignPlan['adGroups'] {
  return campaign.adGroups.map((group) => ({
    ...group,
    id: `g${index}`,
    ads: group.ads.map((ad, i) => ({ ...ad, id: `a${index}-${i}` })),
  }));
}

function withoutReportDay(row: Row): Omit<Row, 'reportedDay'> {
  const { reportedDay: _, ...rest } = row;
  return rest;
}
