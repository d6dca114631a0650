import { expect, test } from 'vitest';
import { makeBrief, RUN_CHANNELS } from './brief';
import { HOUR_SHARES } from './market/calendar';
import { reportedShare } from './market/delay';
import type { Plan } from './market/plan';
import type { Row } from './market/rows';
import { createLabWorld, ENGINE_VERSION, toPublicWorld } from './market/world';
import { findNotices, ordersToCome, type Situation } from './notices';
import { startingPlan } from './plan-fields';

const market = toPublicWorld(createLabWorld('notices', { channels: RUN_CHANNELS, segmentCount: 6 }));
const brief = makeBrief(market, ENGINE_VERSION, 0.5, 'coffee');
const plan = startingPlan(market, 'Fresh coffee');

type Day = { spend?: number; clicks?: number; impressions?: number; orders?: number };

/** Rows of every channel, one a day: 75 spent, 20,000 views, 200 clicks, 2 orders, changed per channel and day. */
function played(days: number, change: (channel: string, day: number) => Day = () => ({})): Array<Row> {
  return plan.campaigns.flatMap((campaign) =>
    Array.from({ length: days }, (_, day): Row => {
      const { spend = 75, clicks = 200, impressions = 20_000, orders = 2 } = change(campaign.channel, day);
      return {
        day,
        reportedDay: day,
        hour: null,
        campaignId: campaign.id,
        adGroupId: campaign.adGroups[0]!.id,
        adId: campaign.adGroups[0]!.ads[0]!.id,
        segmentId: 'students',
        impressions,
        clicks,
        spendMicros: spend * 1_000_000,
        conversions: orders,
        revenueMicros: 0,
      };
    }),
  );
}

function notices(changes: Partial<Situation>) {
  return findNotices({ brief, plan, rows: [], day: 0, learning: {}, ...changes });
}

function withCampaign(channel: string, change: Partial<Plan['campaigns'][number]>): Plan {
  return { campaigns: plan.campaigns.map((one) => (one.channel === channel ? { ...one, ...change } : one)) };
}

const kinds = (changes: Partial<Situation>) => notices(changes).map((notice) => notice.kind);

test('before the first day a sound plan has nothing to notice, one without channels says that nothing will run', () => {
  expect(notices({})).toEqual([]);
  expect(kinds({ plan: { campaigns: plan.campaigns.map((one) => ({ ...one, status: 'paused' })) } })).toEqual([
    'nothing-runs',
  ]);
  expect(notices({ plan: withCampaign('social', { dailyBudgetMicros: 375_000_000 }) })).toEqual([
    { kind: 'money-ends', day: 15 },
  ]);
});

test('a finished run notices nothing', () => {
  expect(notices({ rows: played(28), day: 28, learning: { search: 'learning' } })).toEqual([]);
});

test('a bid that keeps a channel from spending is named, lowest cost never is', () => {
  const rows = played(4, (channel) => (channel === 'video' ? { spend: 15 } : {}));
  const bidding = { kind: 'manual-cpc', maxCpcMicros: 100_000 } as const;
  expect(notices({ rows, day: 4, plan: withCampaign('video', { bidding }) })).toContainEqual({
    kind: 'held-back',
    channel: 'video',
    spentShare: 0.2,
    bidding: 'manual-cpc',
  });
  expect(kinds({ rows, day: 4 })).not.toContain('held-back');
  expect(
    kinds({ rows: rows.filter((row) => row.day < 2), day: 2, plan: withCampaign('video', { bidding }) }),
  ).not.toContain('held-back');
});

test('a channel that spends everything clearly below break-even is limited by its budget', () => {
  const rows = played(6, (channel) => (channel === 'search' ? { orders: 4 } : { orders: 1 }));
  expect(brief.marginMicros).toBeGreaterThan(75_000_000 / 4 / 0.9);
  expect(notices({ rows, day: 6 })).toContainEqual({ kind: 'budget-limited', channels: ['search'] });
});

test('a clear fall of the click rate is wear, a small or uncertain one is not, and search never wears out', () => {
  const fading = (clicks: (day: number) => number) =>
    played(8, (channel, day) => (channel === 'social' || channel === 'search' ? { clicks: clicks(day) } : {}));
  const worn = notices({ rows: fading((day) => (day < 4 ? 200 : 120)), day: 8 }).filter(
    (notice) => notice.kind === 'worn-out',
  );
  expect(worn).toHaveLength(1);
  expect(worn[0]).toMatchObject({ channel: 'social', fallShare: expect.closeTo(0.4, 6) });
  expect(kinds({ rows: fading((day) => (day < 4 ? 200 : 185)), day: 8 })).not.toContain('worn-out');
  expect(kinds({ rows: fading((day) => (day < 4 ? 4 : 3)), day: 8 })).not.toContain('worn-out');
  const renewed = withCampaign('social', {
    adGroups: plan.campaigns[1]!.adGroups.map((group) => ({ ...group, ads: [{ ...group.ads[0]!, id: 'new' }] })),
  });
  expect(kinds({ rows: fading((day) => (day < 4 ? 200 : 120)), day: 8, plan: renewed })).not.toContain('worn-out');
});

test('views that move to an audience that clicks less are no wear', () => {
  const moving = played(8, (channel, day) =>
    channel === 'social' ? { impressions: day < 4 ? 16_000 : 4_000, clicks: day < 4 ? 320 : 80 } : {},
  );
  const others = played(8, (_, day) => ({
    impressions: day < 4 ? 4_000 : 16_000,
    clicks: day < 4 ? 20 : 80,
    spend: 0,
    orders: 0,
  }));
  const quiet = others
    .filter((row) => row.campaignId === 'social')
    .map((row): Row => ({ ...row, segmentId: 'managers' }));
  expect(kinds({ rows: [...moving, ...quiet], day: 8 })).not.toContain('worn-out');
});

test('learning is told for channels in use only', () => {
  const learning = { search: 'active', social: 'learning', video: 'learning-limited', display: 'learning' } as const;
  const found = notices({ rows: played(5), day: 5, learning, plan: withCampaign('display', { status: 'paused' }) });
  expect(found).toContainEqual({ kind: 'learning', channels: ['social'] });
  expect(found).toContainEqual({ kind: 'learning-limited', channels: ['video'] });
});

test('orders still to come are what the known ones and the usual delay suggest', () => {
  const shares = [0, 1, 2].map((day) => reportedShare(2 - day, HOUR_SHARES));
  const rows = played(3);
  const seen = shares.reduce((sum, share) => sum + share, 0);
  expect(ordersToCome(rows, 3)).toBeCloseTo((24 * (3 - seen)) / seen, 9);
  expect(ordersToCome([], 0)).toBe(0);
  expect(kinds({ rows, day: 3 })).toContain('orders-to-come');
});

test('money that would stay unspent is told once a pace is known', () => {
  const rows = played(4, () => ({ spend: 30 }));
  expect(notices({ rows, day: 4 })).toContainEqual({
    kind: 'money-left',
    micros: 8_400_000_000 - 480_000_000 - 24 * 120_000_000,
  });
  expect(kinds({ rows: rows.filter((row) => row.day < 2), day: 2 })).not.toContain('money-left');
});
