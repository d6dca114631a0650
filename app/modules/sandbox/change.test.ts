import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from './market/rows';
import { type ChannelFigures, costChange, type Figures, logMean, recentChange } from './change';
import { RUN_CHANNELS } from './brief';

const usual: Figures = { impressions: 100_000, clicks: 1_000, spendMicros: 500_000_000, conversions: 20 };

function figures(changes: Partial<Record<(typeof RUN_CHANNELS)[number], Partial<Figures>>> = {}): ChannelFigures {
  return RUN_CHANNELS.map((channel) => ({ channel, ...usual, ...changes[channel] }));
}

function part(change: ReturnType<typeof costChange>, cause: string) {
  return change!.parts.find((one) => one.cause === cause)!;
}

test('the logarithmic mean lies between its arguments and needs no special case near equality', () => {
  expect(logMean(2, 2)).toBe(2);
  expect(logMean(1, Math.E)).toBeCloseTo(Math.E - 1, 12);
  fc.assert(
    fc.property(
      fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
      fc.double({ min: -1e-5, max: 1e-5, noNaN: true }),
      (a, tilt) => {
        const b = a * (1 + tilt);
        const mean = logMean(a, b);
        expect(mean).toBeGreaterThanOrEqual(Math.min(a, b) * (1 - 1e-9));
        expect(mean).toBeLessThanOrEqual(Math.max(a, b) * (1 + 1e-9));
      },
    ),
  );
});

const channelFigures = fc
  .record({
    views: fc.integer({ min: 0, max: 400_000 }),
    clicksPerThousand: fc.integer({ min: 0, max: 200 }),
    ordersPerHundred: fc.integer({ min: 0, max: 30 }),
    price: fc.integer({ min: 1, max: 2_000_000 }),
  })
  .map(({ views, clicksPerThousand, ordersPerHundred, price }): Figures => {
    const clicks = Math.floor((views * clicksPerThousand) / 1000);
    return {
      impressions: views,
      clicks,
      spendMicros: views === 0 ? 0 : price * 500,
      conversions: Math.floor((clicks * ordersPerHundred) / 100),
    };
  });
const account = fc
  .tuple(channelFigures, channelFigures, channelFigures, channelFigures)
  .map((four): ChannelFigures => RUN_CHANNELS.map((channel, i) => ({ channel, ...four[i]! })));

test('the parts always sum to the whole, with channels that appear, vanish, or have no click or order', () => {
  let explained = 0;
  fc.assert(
    fc.property(account, account, (before, after) => {
      const change = costChange(before, after);
      if (!change) return;
      explained++;
      const sum = change.parts.reduce((total, { micros }) => total + micros, 0);
      const scale = Math.max(change.fromMicros, change.toMicros);
      expect(Math.abs(sum - (change.toMicros - change.fromMicros)) / scale).toBeLessThan(1e-9);
      for (const { micros } of change.parts) expect(Number.isFinite(micros)).toBe(true);
    }),
    { numRuns: 400 },
  );
  expect(explained).toBeGreaterThan(200);
});

test('comparing the other way round turns every part about', () => {
  const [a, b] = [
    figures(),
    figures({
      social: { spendMicros: 900_000_000, conversions: 31, clicks: 1_400 },
      video: { impressions: 0, clicks: 0, spendMicros: 0, conversions: 0 },
    }),
  ];
  const [there, back] = [costChange(a, b)!, costChange(b, a)!];
  there.parts.forEach((one, i) => expect(one.micros).toBeCloseTo(-back.parts[i]!.micros, 3));
});

test('a dearer thousand views with everything else equal is price alone', () => {
  const dearer = figures(Object.fromEntries(RUN_CHANNELS.map((channel) => [channel, { spendMicros: 600_000_000 }])));
  const change = costChange(figures(), dearer);
  expect(change!.fromMicros).toBe(25_000_000);
  expect(change!.toMicros).toBe(30_000_000);
  expect(part(change, 'price').micros).toBeCloseTo(5_000_000, 3);
  for (const cause of ['clicks', 'orders', 'mix']) expect(part(change, cause).micros).toBeCloseTo(0, 3);
});

test('search pays per click: a lower click rate at the same price per click explains nothing there, but does on social', () => {
  const search = costChange(figures(), figures({ search: { impressions: 200_000 } }));
  expect(search!.parts.every(({ micros }) => Math.abs(micros) < 1e-3)).toBe(true);
  const social = costChange(figures(), figures({ social: { clicks: 500, conversions: 10 } }));
  expect(part(social, 'clicks')).toMatchObject({ channel: 'social' });
  expect(part(social, 'clicks').micros).toBeCloseTo(social!.toMicros - social!.fromMicros, 3);
});

test('money moved to the channel with dear orders is mix alone, and a channel switched on or off belongs to the mix', () => {
  const before = figures({ display: { conversions: 5 } });
  const moved = RUN_CHANNELS.map((channel) => {
    const one = before.find((figure) => figure.channel === channel)!;
    const factor = channel === 'display' ? 1.5 : channel === 'search' ? 0.5 : 1;
    return {
      ...one,
      impressions: one.impressions * factor,
      clicks: one.clicks * factor,
      spendMicros: one.spendMicros * factor,
      conversions: one.conversions * factor,
    };
  });
  const change = costChange(before, moved);
  expect(part(change, 'mix').micros).toBeCloseTo(change!.toMicros - change!.fromMicros, 3);
  expect(part(change, 'mix').micros).toBeGreaterThan(0);
  expect(part(change, 'mix').channel).toBeNull();
  const off = costChange(before, figures({ display: { impressions: 0, clicks: 0, spendMicros: 0, conversions: 0 } }));
  expect(part(off, 'mix').micros).toBeLessThan(0);
  expect(part(off, 'orders').micros).toBeCloseTo(0, 3);
});

test('a channel that spends but lost its orders belongs to orders per click, one that lost its clicks to clicks', () => {
  const orders = costChange(figures(), figures({ video: { conversions: 0 } }));
  expect(part(orders, 'orders').channel).toBe('video');
  expect(part(orders, 'orders').micros).toBeCloseTo(orders!.toMicros - orders!.fromMicros, 3);
  const clicks = costChange(figures(), figures({ video: { clicks: 0, conversions: 0 } }));
  expect(part(clicks, 'clicks').channel).toBe('video');
});

test('a channel that fades to a few views without a click was moved away from, not unlucky', () => {
  const faded = costChange(
    figures(),
    figures({ display: { impressions: 40, clicks: 0, spendMicros: 5_000, conversions: 0 } }),
  );
  expect(Math.abs(part(faded, 'clicks').micros)).toBeLessThan(1_000);
  expect(part(faded, 'orders').micros).toBeCloseTo(0, 3);
});

test('without orders or spend on a side there is nothing to explain', () => {
  const none = figures(Object.fromEntries(RUN_CHANNELS.map((channel) => [channel, { conversions: 0 }])));
  expect(costChange(none, figures())).toBeNull();
  expect(costChange(figures(), none)).toBeNull();
  expect(costChange([], figures())).toBeNull();
});

function row(day: number, reportedDay: number, conversions: number, delivered = true): Row {
  return {
    day,
    reportedDay,
    hour: null,
    campaignId: 'social',
    adGroupId: 'g',
    adId: 'a',
    segmentId: null,
    conversions,
    revenueMicros: 0,
    impressions: delivered ? 10_000 : 0,
    clicks: delivered ? 100 : 0,
    spendMicros: delivered ? 50_000_000 : 0,
  };
}

test('both periods are counted as known on their own last evening, so late orders do not flatter the older one', () => {
  // Each day brings one order at once and one the day after.
  const rows = Array.from({ length: 14 }, (_, day) => [row(day, day, 1), row(day, day + 1, 1, false)])
    .flat()
    .filter((one) => one.reportedDay < 14);
  const change = recentChange(rows, 14)!;
  expect([change.before, change.after]).toEqual([
    { from: 1, to: 7 },
    { from: 8, to: 14 },
  ]);
  expect([change.ordersBefore, change.ordersAfter]).toEqual([13, 13]);
  expect(change.toMicros).toBeCloseTo(change.fromMicros, 6);
});

test('before two weeks are full, the halves of what there is are compared', () => {
  const rows = Array.from({ length: 5 }, (_, day) => row(day, day, 1));
  expect(recentChange(rows.slice(0, 1), 1)).toBeNull();
  expect(recentChange(rows.slice(0, 2), 2)).toMatchObject({ before: { from: 1, to: 1 }, after: { from: 2, to: 2 } });
  expect(recentChange(rows, 5)).toMatchObject({ before: { from: 2, to: 3 }, after: { from: 4, to: 5 } });
});
