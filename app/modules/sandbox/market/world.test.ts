// Worlds: the same seed gives the same world, and what is public stays a short list.

import { expect, test } from 'vitest';
import { checkPlan, type PlanFaultCode } from './plan';
import { sampleCampaign, samplePlan } from './sample';
import { createLabWorld, createWorld, toPublicWorld, worldHeadroom } from './world';

test('a seed gives one world, and other seeds others', () => {
  expect(createWorld('seed')).toEqual(createWorld('seed'));
  expect(createWorld('seed')).not.toEqual(createWorld('other'));
  expect(JSON.parse(JSON.stringify(createWorld('seed')))).toEqual(createWorld('seed'));
});

test('adding channels or segments leaves the others as they were', () => {
  const small = createWorld('seed', { channels: ['social'], segmentCount: 3 });
  const large = createWorld('seed', { segmentCount: 12 });
  expect(large.segments.slice(0, 3)).toEqual(small.segments);
  const social = large.channels.find((channel) => channel.id === 'social')!;
  expect(social.lnEfficiency).toBe(small.channels[0]!.lnEfficiency);
  expect(social.usage.slice(0, 3)).toEqual(small.channels[0]!.usage);
});

test('options out of range are refused', () => {
  expect(() => createWorld('s', { segmentCount: 0 })).toThrow(RangeError);
  expect(() => createWorld('s', { segmentCount: 13 })).toThrow(RangeError);
  expect(() => createWorld('s', { channels: [] })).toThrow(RangeError);
  expect(() => createWorld('s', { channels: ['social', 'social'] })).toThrow(RangeError);
  expect(() => createWorld('s', { startDate: '2026-13-01' })).toThrow(RangeError);
});

test('a public world holds the listed fields and nothing else', () => {
  const world = createWorld('a-secret-seed');
  const shown = toPublicWorld(world);
  const keys = new Set<string>();
  JSON.stringify(shown, (key, value: unknown) => {
    if (key !== '' && !/^\d+$/.test(key)) keys.add(key);
    return value;
  });
  expect([...keys].sort()).toEqual([
    'benchmarkCpmMicros',
    'benchmarkCtr',
    'benchmarkCvr',
    'billing',
    'channels',
    'elasticity',
    'id',
    'orderValueMicros',
    'people',
    'segments',
    'startDate',
    'valueFactor',
    'visibility',
  ]);
  expect(JSON.stringify(shown)).not.toContain('a-secret-seed');
});

test('two worlds that differ only in what is hidden look the same', () => {
  const world = createWorld('seed');
  const twin = {
    ...world,
    seed: 'twin',
    segments: world.segments.map((segment) => ({
      ...segment,
      affinity: 9,
      interests: [9, 9, 9, 9],
      priceFactor: 9,
      valueFactor: 9,
    })),
    channels: world.channels.map((channel) => ({
      ...channel,
      lnEfficiency: 9,
      kappa: 9,
      usage: [],
      conversionFit: [],
    })),
  };
  expect(toPublicWorld(twin)).toEqual(toPublicWorld(world));
});

test('a lab world has something to find, and no channel is favoured by that', () => {
  const best = new Map<string, number>();
  for (let i = 0; i < 200; i++) {
    const world = createLabWorld(`lab-${i}`, { channels: ['search', 'social', 'video', 'display'] });
    expect(worldHeadroom(world)).toBeGreaterThanOrEqual(1.45);
    const [top] = [...world.channels].sort((a, b) => b.lnEfficiency - a.lnEfficiency);
    best.set(top!.id, (best.get(top!.id) ?? 0) + 1);
  }
  for (const count of best.values()) expect(count).toBeGreaterThan(25);
});

test('every fault of a plan is named with its place', () => {
  const good = sampleCampaign('social');
  const group = good.adGroups[0]!;
  const ad = group.ads[0]!;
  const cases: Array<[PlanFaultCode, string, Partial<typeof good>]> = [
    ['money-out-of-range', 'campaigns[0].dailyBudgetMicros', { dailyBudgetMicros: 0 }],
    ['money-out-of-range', 'campaigns[0].dailyBudgetMicros', { dailyBudgetMicros: -1 }],
    ['money-out-of-range', 'campaigns[0].dailyBudgetMicros', { dailyBudgetMicros: 1e18 }],
    ['money-out-of-range', 'campaigns[0].dailyBudgetMicros', { dailyBudgetMicros: 1.5 }],
    ['money-out-of-range', 'campaigns[0].dailyBudgetMicros', { dailyBudgetMicros: Number.NaN }],
    ['money-out-of-range', 'campaigns[0].bidding.maxCpcMicros', { bidding: { kind: 'manual-cpc', maxCpcMicros: 0 } }],
    ['end-before-start', 'campaigns[0].endDay', { startDay: 5, endDay: 5 }],
    ['days-out-of-range', 'campaigns[0].attributionDays', { attributionDays: 31 }],
    ['unknown-channel', 'campaigns[0].channel', { channel: 'telex' as 'social' }],
    ['unknown-segment', 'campaigns[0].adGroups[0].segments', { adGroups: [{ ...group, segments: ['retired'] }] }],
    [
      'repeated-segment',
      'campaigns[0].adGroups[0].segments',
      { adGroups: [{ ...group, segments: ['students', 'students'] }] },
    ],
    ['duplicate-id', 'campaigns[0].adGroups[0].ads[1].id', { adGroups: [{ ...group, ads: [ad, ad] }] }],
    ['bad-id', 'campaigns[0].id', { id: '__proto__' }],
    [
      'text-out-of-range',
      'campaigns[0].adGroups[0].ads[0].creative.text',
      { adGroups: [{ ...group, ads: [{ ...ad, creative: { ...ad.creative, text: 'x'.repeat(601) } }] }] },
    ],
    [
      'too-many-ads',
      'campaigns',
      { adGroups: [{ ...group, ads: Array.from({ length: 1000 }, (_, i) => ({ ...ad, id: `ad-${i}` })) }] },
    ],
  ];
  const world = createWorld('seed');
  expect(checkPlan(samplePlan(good), world)).toEqual([]);
  expect(checkPlan({ campaigns: [] }, toPublicWorld(world))).toEqual([]);
  for (const [code, path, change] of cases) {
    expect(checkPlan(samplePlan({ ...good, ...change }), world), code).toContainEqual({ code, path });
  }
});
