// What a learner should be able to discover: more money, better ads, tired ads, edits, targets, seasons.

import { expect, test } from 'vitest';
import { estimateDelivery } from './estimate';
import { type CampaignPlan } from './plan';
import { naivePolicy, referencePolicy, runPolicy } from './policies';
import { maturingRows, summarise, summariseBy } from './rows';
import { sampleCampaign, sampleCreatives, samplePlan } from './sample';
import { simulate } from './simulate';
import { learningStatus } from './state';
import { createLabWorld, createWorld, toPublicWorld } from './world';

const world = createWorld('behaviour');
const ample = 1_000_000_000_000;

/** The mean course of one campaign alone, no luck. */
function meanDays(campaign: CampaignPlan, days: number, startDate?: string) {
  const here = startDate ? createWorld('behaviour', { startDate }) : world;
  return simulate(here, samplePlan(campaign), { days, noiseSeed: 0, noise: 'none' });
}

test('with money to spare a higher bid never gets fewer impressions in an hour', () => {
  for (const channel of ['search', 'social', 'video', 'display', 'professional', 'email'] as const) {
    let last = 0;
    for (const maxCpcMicros of [100_000, 400_000, 1_000_000, 3_000_000, 10_000_000, 40_000_000]) {
      const bidding = { kind: 'manual-cpc', maxCpcMicros } as const;
      const campaign = sampleCampaign(channel, { bidding, dailyBudgetMicros: ample, pacing: 'accelerated', ads: 1 });
      const { rows } = simulate(world, samplePlan(campaign), { hours: 1, noiseSeed: 0, noise: 'none' });
      const { impressions } = summarise(rows);
      expect(impressions, `${channel} ${maxCpcMicros}`).toBeGreaterThanOrEqual(last);
      last = impressions;
    }
    expect(last).toBeGreaterThan(0);
  }
});

test('twice the money brings more conversions, but less than twice as many, and ever less', () => {
  for (const channel of ['search', 'social', 'video', 'display'] as const) {
    const conversions = [50, 100, 200, 400].map(
      (units) =>
        summarise(meanDays(sampleCampaign(channel, { dailyBudgetMicros: units * 1_000_000 }), 14).rows).conversions,
    );
    const gains = [1, 2, 3].map((i) => Math.log2(conversions[i]! / conversions[i - 1]!));
    for (const gain of gains) {
      expect(gain, channel).toBeGreaterThan(0.4);
      expect(gain, channel).toBeLessThan(1);
    }
    expect(gains[2]!, channel).toBeLessThan(gains[0]!);
  }
});

test('a budget that the market can take is spent, evenly over the day', () => {
  const { rows } = simulate(world, samplePlan(sampleCampaign('social')), { days: 7, noiseSeed: 1, grain: 'hour' });
  const { spendMicros } = summarise(rows);
  expect(spendMicros / 350_000_000).toBeGreaterThan(0.97);
  const byHour = summariseBy(rows, (row) => row.hour);
  const busiest = Math.max(...[...byHour.values()].map((hour) => hour.spendMicros));
  expect(busiest / spendMicros).toBeLessThan(0.12);
});

test('accelerated pacing spends early and pays more for it', () => {
  const fast = meanDays(sampleCampaign('social', { pacing: 'accelerated' }), 3).rows;
  const even = meanDays(sampleCampaign('social'), 3).rows;
  expect(summarise(fast).conversions).toBeLessThan(summarise(even).conversions);
  expect(summarise(fast).cpmMicros!).toBeGreaterThan(summarise(even).cpmMicros!);
});

test('a manual bid on search is never exceeded by any day of any ad', () => {
  const bidding = { kind: 'manual-cpc', maxCpcMicros: 4_000_000 } as const;
  const { rows } = simulate(world, samplePlan(sampleCampaign('search', { bidding, dailyBudgetMicros: 900_000_000 })), {
    days: 7,
    noiseSeed: 1,
  });
  expect(summarise(rows).clicks).toBeGreaterThan(50);
  for (const row of rows) expect(row.spendMicros).toBeLessThanOrEqual(row.clicks * 4_000_000);
});

test('target CPA comes near its target when the market allows, and buys less when it is low', () => {
  const run = (targetCpaMicros: number) => {
    const bidding = { kind: 'target-cpa', targetCpaMicros } as const;
    const campaign = sampleCampaign('search', { bidding, dailyBudgetMicros: 3_000_000_000 });
    const result = simulate(world, samplePlan(campaign), { days: 28, noiseSeed: 2 });
    const rows = [...result.rows, ...maturingRows(result.state.pending)].filter((row) => row.day >= 14);
    return summarise(rows);
  };
  const open = run(60_000_000);
  const tight = run(35_000_000);
  expect(tight.conversions).toBeLessThan(open.conversions);
  expect(tight.cpaMicros!).toBeLessThan(open.cpaMicros!);
  expect(open.cpaMicros! / 60_000_000).toBeGreaterThan(0.75);
  expect(open.cpaMicros! / 60_000_000).toBeLessThan(1.25);
});

test('one ad shown often tires; fresh words recover, nearly the same words do not', () => {
  const narrow = (text: string, id: string) =>
    sampleCampaign('social', {
      dailyBudgetMicros: 300_000_000,
      group: {
        segments: ['students'],
        ads: [{ id, status: 'active', creative: { text, angle: 'price', textScore: null } }],
      },
    });
  const first = meanDays(narrow('Half price until Friday for all students', 'a'), 21);
  const ctr = (rows: typeof first.rows, day: number) => summarise(rows.filter((row) => row.day === day)).ctr!;
  expect(ctr(first.rows, 20)).toBeLessThan(ctr(first.rows, 0) * 0.8);
  const next = (text: string) =>
    simulate(world, samplePlan(narrow(text, 'b')), { days: 1, noiseSeed: 0, noise: 'none', from: first.state });
  const exposure = (result: typeof first, text: string) =>
    Object.values(result.state.exposures).find((entry) => entry.text === text)!.bySegment[0]!;
  const old = exposure(first, 'Half price until Friday for all students');
  const fresh = 'Twelve thousand teams trust us';
  const near = 'Half price until Friday for all students!';
  expect(exposure(next(near), near)).toBeGreaterThan(0.7 * old);
  expect(exposure(next(fresh), fresh)).toBeLessThan(0.3 * old);
});

test('learning ends with fifty events in a week, small steps add up to an edit, and a paused ad is none', () => {
  const campaign = sampleCampaign('social', { dailyBudgetMicros: 1_500_000_000 });
  const ran = simulate(world, samplePlan(campaign), { days: 7, noiseSeed: 1 });
  const group = 'social-group';
  expect(learningStatus(ran.state, group)).toBe('active');
  const after = (change: Partial<CampaignPlan>) =>
    simulate(world, samplePlan({ ...campaign, ...change }), { hours: 1, noiseSeed: 1, from: ran.state }).state;
  expect(learningStatus(after({ dailyBudgetMicros: 1_700_000_000 }), group)).toBe('active');
  expect(learningStatus(after({ dailyBudgetMicros: 1_900_000_000 }), group)).toBe('learning');
  const twice = simulate(world, samplePlan({ ...campaign, dailyBudgetMicros: 1_950_000_000 }), {
    hours: 1,
    noiseSeed: 1,
    from: after({ dailyBudgetMicros: 1_700_000_000 }),
  });
  expect(learningStatus(twice.state, group)).toBe('learning');
  const [only] = campaign.adGroups;
  const onePaused = {
    ...only!,
    ads: only!.ads.map((ad, i) => ({ ...ad, status: i === 0 ? ('paused' as const) : ad.status })),
  };
  expect(learningStatus(after({ adGroups: [onePaused] }), group)).toBe('active');
  expect(learningStatus(after({ adGroups: [{ ...only!, segments: ['students'] }] }), group)).toBe('learning');
  const small = simulate(world, samplePlan(sampleCampaign('professional')), { days: 5, noiseSeed: 1 });
  expect(learningStatus(small.state, 'professional-group')).toBe('learning-limited');
  expect(learningStatus(small.state, 'constructor')).toBe('learning');
});

test('two campaigns of one account share opportunities instead of doubling them', () => {
  const manual = { kind: 'manual-cpc', maxCpcMicros: 1_000_000 } as const;
  const one = (id: string) =>
    sampleCampaign('social', { id, bidding: manual, dailyBudgetMicros: ample, pacing: 'accelerated', ads: 1 });
  const play = (...ids: Array<string>) =>
    summarise(simulate(world, samplePlan(...ids.map(one)), { hours: 1, noiseSeed: 0, noise: 'none' }).rows).impressions;
  expect(play('a', 'b')).toBeCloseTo(play('a'), 6);
});

test('ads that rotate evenly are a fair test: the same words twice seldom look different', () => {
  let different = 0;
  for (let seed = 0; seed < 60; seed++) {
    const [creative] = sampleCreatives(1);
    const ads = ['a', 'b'].map((id) => ({ id, status: 'active' as const, creative: creative! }));
    const campaign = sampleCampaign('social', { dailyBudgetMicros: 100_000_000, group: { rotation: 'even', ads } });
    const { rows } = simulate(world, samplePlan(campaign), { days: 7, noiseSeed: seed });
    const [a, b] = [...summariseBy(rows, (row) => row.adId).values()];
    const variance = (a!.ctr! * (1 - a!.ctr!)) / a!.impressions + (b!.ctr! * (1 - b!.ctr!)) / b!.impressions;
    if (Math.abs(a!.ctr! - b!.ctr!) > 1.96 * Math.sqrt(variance)) different += 1;
  }
  expect(different).toBeLessThanOrEqual(7); // 3 are expected; more than 7 in one case of a hundred
});

test('luck evens out: the mean of many runs is the run of means', () => {
  const plan = samplePlan(sampleCampaign('social'), sampleCampaign('search'));
  const total = (noise: 'sampled' | 'learning') => {
    const runs = Array.from({ length: 24 }, (_, noiseSeed) => {
      const { rows, state } = simulate(world, plan, { days: 14, noiseSeed, noise });
      return summarise([...rows, ...maturingRows(state.pending)]);
    });
    const sum = (figure: 'impressions' | 'clicks' | 'spendMicros' | 'conversions') =>
      runs.reduce((all, run) => all + run[figure], 0);
    return {
      impressions: sum('impressions'),
      clicks: sum('clicks'),
      spend: sum('spendMicros'),
      conversions: sum('conversions'),
    };
  };
  const sampled = total('sampled');
  const means = total('learning');
  expect(sampled.impressions / means.impressions).toBeCloseTo(1, 1);
  expect(Math.abs(sampled.clicks / means.clicks - 1)).toBeLessThan(0.03);
  expect(Math.abs(sampled.spend / means.spend - 1)).toBeLessThan(0.05);
  expect(Math.abs(sampled.conversions / means.conversions - 1)).toBeLessThan(0.08);
});

test('November costs more than January, and Black Friday converts better', () => {
  const november = summarise(meanDays(sampleCampaign('social'), 14, '2026-11-17').rows);
  const january = summarise(meanDays(sampleCampaign('social'), 14, '2026-01-12').rows);
  expect(november.cpmMicros! / january.cpmMicros!).toBeGreaterThan(1.3);
  expect(november.cvr! / january.cvr!).toBeGreaterThan(1.4);
});

test('the reference policy beats the naive one in lab worlds, on public facts alone', () => {
  const channels = ['search', 'social', 'video', 'display'] as const;
  const brief = { channels, creatives: sampleCreatives(), dailyBudgetMicros: 300_000_000, days: 28 };
  let wins = 0;
  for (let i = 0; i < 6; i++) {
    const lab = createLabWorld(`policy-${i}`, { channels });
    const shown = toPublicWorld(lab);
    const revenue = (policy: ReturnType<typeof naivePolicy>) => {
      const { rows, state } = runPolicy(lab, policy, { days: 28, noiseSeed: i });
      return summarise([...rows, ...maturingRows(state.pending)]).revenueMicros;
    };
    if (revenue(referencePolicy(shown, brief)) > revenue(naivePolicy(shown, brief))) wins += 1;
  }
  expect(wins).toBeGreaterThanOrEqual(5);
});

test('the estimate asks only for public facts and holds what happens about four times in five', () => {
  let inside = 0;
  const draws = 18;
  for (let i = 0; i < draws; i++) {
    const unseen = createWorld(`unseen-${i}`);
    const campaign = sampleCampaign((['search', 'social', 'video'] as const)[i % 3]!, {
      dailyBudgetMicros: (20 + 15 * (i % 7)) * 1_000_000,
    });
    const estimate = estimateDelivery(toPublicWorld(unseen), { ...campaign, status: 'paused' })!;
    const { clicks } = summarise(simulate(unseen, samplePlan(campaign), { days: 7, noiseSeed: i }).rows);
    if (clicks / 7 >= estimate.clicks.low && clicks / 7 <= estimate.clicks.high) inside += 1;
  }
  expect(inside / draws).toBeGreaterThanOrEqual(0.6);
  expect(inside / draws).toBeLessThanOrEqual(1);
  expect(estimateDelivery(toPublicWorld(world), sampleCampaign('social', { dailyBudgetMicros: 0 }))).toBeNull();
  expect(estimateDelivery(toPublicWorld(world), sampleCampaign('social', { ads: 0 }))).toBeNull();
});
