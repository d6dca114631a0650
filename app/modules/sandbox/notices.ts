// What a run should point out: learning, worn ads, money, bids that hold back, orders still to come. From public facts. Pure, browser-safe.
import { HOUR_SHARES } from './market/calendar';
import { channelPrior } from './market/channels';
import { reportedShare } from './market/delay';
import type { CampaignPlan, Plan } from './market/plan';
import { reachAndFrequency } from './market/response';
import { type Row, summarise, summariseBy, type Summary } from './market/rows';
import type { LearningStatus } from './market/state';
import type { Brief, RunChannel } from './brief';
import { moneyEndsOn } from './day-plan';

export type Notice =
  | { kind: 'nothing-runs' }
  /** The money is planned to run out on this day (counted from 1). */
  | { kind: 'money-ends'; day: number }
  /** At the pace of the last days this much stays unspent. */
  | { kind: 'money-left'; micros: number }
  /** A bid or target holds back: only this share of the budget (0 to 1) was spent lately. */
  | { kind: 'held-back'; channel: RunChannel; spentShare: number; bidding: CampaignPlan['bidding']['kind'] }
  /** Spends its whole budget below break-even. */
  | { kind: 'budget-limited'; channels: Array<RunChannel> }
  /** The ad is clicked less than at its start; `fallShare` 0 to 1, `frequency` times per person reached. */
  | { kind: 'worn-out'; channel: RunChannel; fallShare: number; frequency: number }
  | { kind: 'learning'; channels: Array<RunChannel> }
  | { kind: 'learning-limited'; channels: Array<RunChannel> }
  /** Orders of clicks already paid for that will probably still be reported. */
  | { kind: 'orders-to-come'; orders: number };

export type Situation = {
  brief: Brief;
  plan: Plan;
  rows: ReadonlyArray<Row>;
  /** Days played. */
  day: number;
  learning: Readonly<Record<string, LearningStatus>>;
};

/** Days of a look back at spend and clicks. */
const LOOK_DAYS = 3;
const HELD_BACK_BELOW = 0.7;
const LIMITED_ABOVE = 0.95;
const LEFT_ABOVE = 0.1;
const WORN_BELOW = 0.8;
/** Standard errors by which click rates must differ before anything is said: about one false alarm in a hundred. */
const WORN_SURE = 2.3;

/** Most urgent first; none once the run is over. */
export function findNotices(situation: Situation): Array<Notice> {
  const { brief, plan, rows, day, learning } = situation;
  if (day >= brief.days) return [];
  const active = plan.campaigns.filter(isRunning);
  const left = Math.max(0, brief.budgetMicros - summarise(rows).spendMicros);
  if (active.length === 0) return [{ kind: 'nothing-runs' }];
  const notices: Array<Notice> = [];
  const ends = moneyEndsOn(plan, left, day, brief.days);
  if (ends !== null) notices.push({ kind: 'money-ends', day: ends });
  if (day === 0) return notices;
  const steady = active.map((campaign) => ({ campaign, recent: lately(situation, campaign) }));
  notices.push(...heldBack(steady), ...wornOut(situation, active), ...budgetLimited(situation, steady));
  for (const kind of ['learning-limited', 'learning'] as const) {
    const channels = active.filter(({ id }) => learning[id] === kind).map(channelOf);
    if (channels.length > 0) notices.push({ kind, channels });
  }
  const orders = Math.round(ordersToCome(rows, day));
  if (orders > 0) notices.push({ kind: 'orders-to-come', orders });
  const unspent = left - paceMicros(rows, day) * (brief.days - day);
  if (day >= LOOK_DAYS && ends === null && unspent > LEFT_ABOVE * brief.budgetMicros)
    notices.push({ kind: 'money-left', micros: Math.round(unspent) });
  return notices;
}

function isRunning({ status, adGroups }: CampaignPlan): boolean {
  return (
    status === 'active' &&
    adGroups.some((group) => group.status === 'active' && group.segments.length > 0 && group.ads.length > 0)
  );
}

function channelOf(campaign: CampaignPlan): RunChannel {
  return campaign.channel as RunChannel;
}

type Recent = { campaign: CampaignPlan; recent: Summary | null };

/** The campaign's last days, or null when it did not run on each of them. */
function lately({ rows, day }: Situation, { id }: CampaignPlan): Summary | null {
  if (day < LOOK_DAYS) return null;
  const mine = rows.filter((row) => row.campaignId === id && row.day >= day - LOOK_DAYS);
  return new Set(mine.filter((row) => row.impressions > 0).map((row) => row.day)).size === LOOK_DAYS
    ? summarise(mine)
    : null;
}

function spentShare({ campaign, recent }: Recent): number | null {
  return recent && recent.spendMicros / (LOOK_DAYS * campaign.dailyBudgetMicros);
}

function heldBack(steady: ReadonlyArray<Recent>): Array<Notice> {
  return steady.flatMap((one) => {
    const share = spentShare(one);
    const bidding = one.campaign.bidding.kind;
    if (share === null || share >= HELD_BACK_BELOW || bidding === 'lowest-cost') return [];
    return [{ kind: 'held-back' as const, channel: channelOf(one.campaign), spentShare: share, bidding }];
  });
}

function budgetLimited({ brief, rows }: Situation, steady: ReadonlyArray<Recent>): Array<Notice> {
  const channels = steady
    .filter((one) => (spentShare(one) ?? 0) >= LIMITED_ABOVE)
    .filter(({ campaign }) => {
      const { cpaMicros, conversions } = summarise(rows.filter((row) => row.campaignId === campaign.id));
      return cpaMicros !== null && conversions >= 10 && cpaMicros <= 0.9 * brief.marginMicros;
    })
    .map(({ campaign }) => channelOf(campaign));
  return channels.length > 0 ? [{ kind: 'budget-limited', channels }] : [];
}

/** Search never wears out: it answers a question. */
function wornOut({ brief, rows, day }: Situation, active: ReadonlyArray<CampaignPlan>): Array<Notice> {
  return active.flatMap((campaign) => {
    const ad = campaign.adGroups[0]?.ads[0];
    if (!ad || channelPrior(campaign.channel).fatigue === 0) return [];
    const mine = rows.filter((row) => row.adId === ad.id && row.impressions > 0);
    const days = [...new Set(mine.map((row) => row.day))].sort((a, b) => a - b);
    if (days.length < 2 * LOOK_DAYS || days.at(-1) !== day - 1) return [];
    const first = mine.filter((row) => row.day <= days[LOOK_DAYS - 1]!);
    const last = mine.filter((row) => row.day >= days.at(-LOOK_DAYS)!);
    const { ratio, standardErrors } = clickFall(first, last);
    if (ratio >= WORN_BELOW || standardErrors < WORN_SURE) return [];
    const frequency = frequencyOf(mine, brief);
    return [{ kind: 'worn-out' as const, channel: channelOf(campaign), fallShare: 1 - ratio, frequency }];
  });
}

/**
 * Clicks of the last days against what the same views would have brought at the first days' click rates, audience by audience:
 * views that moved to people who never clicked much are no wear. Counts vary as Poisson counts do, on both sides. Audiences that
 * saw nothing at first do not take part.
 */
function clickFall(first: ReadonlyArray<Row>, last: ReadonlyArray<Row>): { ratio: number; standardErrors: number } {
  const before = summariseBy(first, (row) => row.segmentId);
  let expected = 0;
  let clicks = 0;
  let variance = 0;
  for (const [segment, now] of summariseBy(last, (row) => row.segmentId)) {
    const then = before.get(segment);
    if (!then || then.impressions === 0) continue;
    const factor = now.impressions / then.impressions;
    expected += factor * then.clicks;
    clicks += now.clicks;
    variance += factor * then.clicks + factor ** 2 * then.clicks;
  }
  if (!(variance > 0)) return { ratio: 1, standardErrors: 0 };
  return { ratio: clicks / expected, standardErrors: (expected - clicks) / Math.sqrt(variance) };
}

/** How often those who were reached have seen it, on average; 1 when nobody was. */
function frequencyOf(rows: ReadonlyArray<Row>, { market }: Brief): number {
  const bySegment = summariseBy(rows, (row) => row.segmentId);
  let views = 0;
  let reached = 0;
  for (const { id, people } of market.segments) {
    const impressions = bySegment.get(id)?.impressions ?? 0;
    views += impressions;
    reached += reachAndFrequency(impressions, people).people;
  }
  return reached > 0 ? views / reached : 1;
}

/**
 * Orders of past clicks that are probably still to be reported: what is known of the account's orders per spend, spread over the
 * part of each day's orders that has not come in (`reportedShare`, public). 0 before the first order.
 */
export function ordersToCome(rows: ReadonlyArray<Row>, day: number): number {
  const { conversions } = summarise(rows);
  const spend = new Map<number, number>();
  for (const row of rows) spend.set(row.day, (spend.get(row.day) ?? 0) + row.spendMicros);
  let seen = 0;
  let unseen = 0;
  for (const [clickDay, micros] of spend) {
    const share = reportedShare(day - 1 - clickDay, HOUR_SHARES);
    seen += micros * share;
    unseen += micros * (1 - share);
  }
  return seen > 0 ? (conversions * unseen) / seen : 0;
}

function paceMicros(rows: ReadonlyArray<Row>, day: number): number {
  return summarise(rows.filter((row) => row.day >= day - LOOK_DAYS)).spendMicros / LOOK_DAYS;
}
