import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPlan } from './market/plan';
import { createLabWorld, toPublicWorld } from './market/world';
import { RUN_CHANNELS } from './brief';
import {
  campaignOf,
  faultToIssue,
  fieldsToPlan,
  planDifferences,
  type PlanFields,
  planToFields,
  readAmount,
  readPlanFields,
  startingPlan,
  writeAmount,
} from './plan-fields';

const market = toPublicWorld(createLabWorld('form', { channels: RUN_CHANNELS, segmentCount: 6 }));
const start = startingPlan(market, 'Fresh coffee');

function changed(changes: Partial<PlanFields['search']>): PlanFields {
  const fields = planToFields(start, 'en');
  return { ...fields, search: { ...fields.search, ...changes } };
}

test('the starting plan can run, splits the money evenly and reaches everybody on every channel', () => {
  expect(checkPlan(start, market)).toEqual([]);
  expect(start.campaigns.map((one) => [one.channel, one.dailyBudgetMicros])).toEqual(
    RUN_CHANNELS.map((channel) => [channel, 75_000_000]),
  );
  expect(start.campaigns.every((one) => one.adGroups[0]!.segments.length === market.segments.length)).toBe(true);
});

test('a plan survives the way into the form and back, in both languages', () => {
  for (const locale of ['es', 'en'] as const) {
    expect(fieldsToPlan(planToFields(start, locale), start)).toEqual({ plan: start, issues: [] });
    const bid = changed({
      bidding: 'manual-cpc',
      maxCpc: '0,85',
      budget: '12.5',
      use: false,
      headline: '¿Café?  ',
      angle: 'price',
    });
    const { plan } = fieldsToPlan({ ...bid, search: { ...bid.search, headline: bid.search.headline.trim() } }, start);
    expect(campaignOf(plan!, 'search')).toMatchObject({
      status: 'paused',
      dailyBudgetMicros: 12_500_000,
      bidding: { kind: 'manual-cpc', maxCpcMicros: 850_000 },
    });
    expect(fieldsToPlan(planToFields(plan!, locale), start).plan).toEqual(plan);
  }
});

test('amounts are read with a comma or a point and at most two decimals; marks of thousands are refused, because they are ambiguous', () => {
  expect(['75', '0,85', '0.85', ' 12.50 € ', '€1200', '0'].map(readAmount)).toEqual([
    75_000_000, 850_000, 850_000, 12_500_000, 1_200_000_000, 0,
  ]);
  expect(['', '-1', '1.234', '1,234.50', '1e3', 'abc', '1.', '12345678', '0x10', '٣'].map(readAmount)).toEqual(
    Array(10).fill(null),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 900_000_000 }),
      fc.constantFrom('es' as const, 'en' as const),
      (cents, locale) => {
        expect(readAmount(writeAmount(cents * 10_000, locale))).toBe(cents * 10_000);
      },
    ),
  );
});

test('what is wrong is said at its field, and only for channels in use', () => {
  const wrong = { budget: 'much', headline: '', segments: [], bidding: 'target-cpa', targetCpa: '0' } as const;
  expect(fieldsToPlan(changed(wrong), start).issues).toEqual([
    { path: 'search-headline', message: 'headlineMissing' },
    { path: 'search-segments', message: 'segmentsMissing' },
    { path: 'search-budget', message: 'amount' },
    { path: 'search-targetCpa', message: 'amountRange' },
  ]);
  const unused = fieldsToPlan(changed({ ...wrong, use: false }), start);
  expect(campaignOf(unused.plan!, 'search')).toEqual({ ...campaignOf(start, 'search'), status: 'paused' });
});

test('a form that is empty, foreign or hostile becomes fields, never an error', () => {
  const empty = readPlanFields({}, market);
  expect(empty.search).toEqual({
    use: false,
    budget: '',
    bidding: 'lowest-cost',
    maxCpc: '',
    targetCpa: '',
    segments: [],
    angle: 'benefit',
    headline: '',
  });
  const odd = readPlanFields(
    {
      'search-use': 'on',
      'search-segments': ['students', 'students', 'retired', '__proto__'],
      'search-bidding': 'steal',
      'search-budget': ['1', '2'],
    },
    market,
  );
  expect(odd.search).toMatchObject({ use: true, segments: ['students'], bidding: 'lowest-cost', budget: '' });
});

test('the same words with the same angle are the same ad; other words are another', () => {
  const idOf = (headline: string, angle: 'benefit' | 'price' = 'benefit') =>
    campaignOf(fieldsToPlan(changed({ headline, angle }), start).plan!, 'search').adGroups[0]!.ads[0]!.id;
  expect(idOf('Fresh coffee')).toBe(campaignOf(start, 'search').adGroups[0]!.ads[0]!.id);
  expect(idOf('Fresh  COFFEE')).toBe(idOf('Fresh coffee'));
  expect(new Set([idOf('Fresh coffee'), idOf('Fresh tea'), idOf('Fresh coffee', 'price')]).size).toBe(3);
});

test('differences between two versions are named by channel and field', () => {
  expect(planDifferences(planToFields(start, 'es'), planToFields(start, 'en'))).toEqual([]);
  expect(planDifferences(planToFields(start, 'en'), changed({ budget: '80', segments: ['students'] }))).toEqual([
    { channel: 'search', field: 'budget' },
    { channel: 'search', field: 'segments' },
  ]);
});

test('a fault of the market is said at its field; one without a field belongs to the form', () => {
  expect(faultToIssue({ code: 'money-out-of-range', path: 'campaigns[1].dailyBudgetMicros' }, start)).toEqual({
    path: 'social-budget',
    message: 'amountRange',
  });
  expect(faultToIssue({ code: 'money-out-of-range', path: 'campaigns[0].bidding.maxCpcMicros' }, start)).toEqual({
    path: 'search-maxCpc',
    message: 'amountRange',
  });
  expect(
    faultToIssue({ code: 'text-out-of-range', path: 'campaigns[3].adGroups[0].ads[0].creative.text' }, start),
  ).toEqual({ path: 'display-headline', message: 'headlineLong' });
  expect(faultToIssue({ code: 'too-many-ads', path: 'campaigns' }, start)).toEqual({
    path: 'form',
    message: 'planInvalid',
  });
});
