// What an advertiser decides: campaigns, ad groups, ads, and the check that a plan can be run. Browser-safe.

import { CHANNEL_IDS, type ChannelId } from './channels';
import { ANGLES, type Creative, MAX_CREATIVE_TEXT } from './creative';
import { LONGEST_DELAY_DAYS } from './delay';
import { SEGMENT_IDS, type SegmentId } from './world';

export type BidStrategy =
  /** bids this for a click: where clicks are billed none costs more; where impressions are billed, one may, by luck */
  | { kind: 'manual-cpc'; maxCpcMicros: number }
  /** steers bids so that a conversion costs this on average; may spend less than the budget */
  | { kind: 'target-cpa'; targetCpaMicros: number }
  /** spends the budget on the most clicks or conversions; with a cap, never bids more than this for a click */
  | { kind: 'lowest-cost'; goal: 'clicks' | 'conversions'; bidCapMicros: number | null };

export type Status = 'active' | 'paused';

export type AdPlan = { id: string; status: Status; creative: Creative };

export type AdGroupPlan = {
  id: string;
  status: Status;
  segments: ReadonlyArray<SegmentId>;
  /** `optimised`: the platform favours the ad it expects most of. `even`: equal shares of the same places, as a test needs */
  rotation: 'optimised' | 'even';
  ads: ReadonlyArray<AdPlan>;
};

export type CampaignPlan = {
  id: string;
  channel: ChannelId;
  status: Status;
  /** never exceeded on any day, integer micros */
  dailyBudgetMicros: number;
  /** never exceeded over the campaign's life; null: no such limit */
  lifetimeBudgetMicros: number | null;
  /** `standard` spreads the day's money by lowering bids; `accelerated` bids in full until it is gone */
  pacing: 'standard' | 'accelerated';
  bidding: BidStrategy;
  /** conversions later than this after the click are not credited, 1 to 30 days */
  attributionDays: number;
  /** first day it may run, counted from the world's start */
  startDay: number;
  /** first day it may no longer run; null: open end */
  endDay: number | null;
  adGroups: ReadonlyArray<AdGroupPlan>;
};

export type Plan = { campaigns: ReadonlyArray<CampaignPlan> };

/** One million a day: below it, sums stay exact integers (2^53 micros are nine thousand million units) for any run a market can fill. */
export const MAX_BUDGET_MICROS = 1_000_000_000_000;
export const MAX_ADS = 240;
/** The price of one thing: a click or a conversion, at most ten thousand units. */
export const MAX_BID_MICROS = 10_000_000_000;

/** Ids come from the product, not from people: ASCII, 1 to 64 characters. */
const ID_FORM = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

export type PlanFaultCode =
  | 'duplicate-id'
  | 'bad-id'
  | 'unknown-channel'
  | 'unknown-segment'
  | 'repeated-segment'
  | 'money-out-of-range'
  | 'days-out-of-range'
  | 'end-before-start'
  | 'too-many-ads'
  | 'text-out-of-range'
  | 'unknown-value';

/** `path` as in `campaigns[0].adGroups[1].segments`. */
export type PlanFault = { code: PlanFaultCode; path: string };

/** What a plan is checked against: the channels and segments that exist. A `HiddenWorld` and a `PublicWorld` both fit. */
export type PlanGround = {
  channels: ReadonlyArray<{ id: ChannelId }>;
  segments: ReadonlyArray<{ id: SegmentId }>;
};

/**
 * Every reason why this plan cannot run, in the plan's order; empty when it can. An empty campaign is no fault: it delivers nothing.
 * Assumes the shape is right (a schema at the edge has seen to that) and checks the content.
 */
export function checkPlan(plan: Plan, ground: PlanGround): Array<PlanFault> {
  const faults: Array<PlanFault> = [];
  const seen = { campaign: new Set<string>(), adGroup: new Set<string>(), ad: new Set<string>() };
  const channels = new Set<string>(ground.channels.map((channel) => channel.id));
  const segments = new Set<string>(ground.segments.map((segment) => segment.id));
  const fail = (code: PlanFaultCode, path: string) => faults.push({ code, path });
  const checkId = (id: string, known: Set<string>, path: string) => {
    if (!ID_FORM.test(id)) fail('bad-id', `${path}.id`);
    else if (known.has(id)) fail('duplicate-id', `${path}.id`);
    known.add(id);
  };
  let ads = 0;
  plan.campaigns.forEach((campaign, c) => {
    const path = `campaigns[${c}]`;
    checkId(campaign.id, seen.campaign, path);
    checkCampaign(campaign, path, channels, fail);
    campaign.adGroups.forEach((group, g) => {
      const groupPath = `${path}.adGroups[${g}]`;
      checkId(group.id, seen.adGroup, groupPath);
      checkAdGroup(group, groupPath, segments, fail);
      group.ads.forEach((ad, a) => {
        ads += 1;
        checkId(ad.id, seen.ad, `${groupPath}.ads[${a}]`);
        checkAd(ad, `${groupPath}.ads[${a}]`, fail);
      });
    });
  });
  if (ads > MAX_ADS) fail('too-many-ads', 'campaigns');
  return faults;
}

type Fail = (code: PlanFaultCode, path: string) => void;

function checkCampaign(campaign: CampaignPlan, path: string, channels: Set<string>, fail: Fail): void {
  const known: ReadonlyArray<string> = CHANNEL_IDS;
  if (!known.includes(campaign.channel) || !channels.has(campaign.channel)) fail('unknown-channel', `${path}.channel`);
  checkStatus(campaign.status, path, fail);
  checkMoney(campaign.dailyBudgetMicros, MAX_BUDGET_MICROS, `${path}.dailyBudgetMicros`, fail);
  if (campaign.lifetimeBudgetMicros !== null) {
    checkMoney(campaign.lifetimeBudgetMicros, MAX_BUDGET_MICROS * 1000, `${path}.lifetimeBudgetMicros`, fail);
  }
  if (campaign.pacing !== 'standard' && campaign.pacing !== 'accelerated') fail('unknown-value', `${path}.pacing`);
  const { bidding } = campaign;
  if (bidding.kind === 'manual-cpc')
    checkMoney(bidding.maxCpcMicros, MAX_BID_MICROS, `${path}.bidding.maxCpcMicros`, fail);
  else if (bidding.kind === 'target-cpa') {
    checkMoney(bidding.targetCpaMicros, MAX_BID_MICROS, `${path}.bidding.targetCpaMicros`, fail);
  } else if (bidding.kind === 'lowest-cost' && (bidding.goal === 'clicks' || bidding.goal === 'conversions')) {
    if (bidding.bidCapMicros !== null)
      checkMoney(bidding.bidCapMicros, MAX_BID_MICROS, `${path}.bidding.bidCapMicros`, fail);
  } else fail('unknown-value', `${path}.bidding`);
  checkDays(campaign.attributionDays, 1, LONGEST_DELAY_DAYS, `${path}.attributionDays`, fail);
  checkDays(campaign.startDay, 0, 100_000, `${path}.startDay`, fail);
  if (campaign.endDay !== null) {
    checkDays(campaign.endDay, 0, 100_000, `${path}.endDay`, fail);
    if (campaign.endDay <= campaign.startDay) fail('end-before-start', `${path}.endDay`);
  }
}

function checkAdGroup(group: AdGroupPlan, path: string, segments: Set<string>, fail: Fail): void {
  const known: ReadonlyArray<string> = SEGMENT_IDS;
  checkStatus(group.status, path, fail);
  if (group.rotation !== 'optimised' && group.rotation !== 'even') fail('unknown-value', `${path}.rotation`);
  if (group.segments.some((id) => !known.includes(id) || !segments.has(id)))
    fail('unknown-segment', `${path}.segments`);
  if (new Set(group.segments).size !== group.segments.length) fail('repeated-segment', `${path}.segments`);
}

function checkAd(ad: AdPlan, path: string, fail: Fail): void {
  const known: ReadonlyArray<string> = ANGLES;
  const { text, angle, textScore } = ad.creative;
  checkStatus(ad.status, path, fail);
  if (text.trim() === '' || text.length > MAX_CREATIVE_TEXT) fail('text-out-of-range', `${path}.creative.text`);
  if (!known.includes(angle)) fail('unknown-value', `${path}.creative.angle`);
  if (textScore !== null && !Number.isFinite(textScore)) fail('unknown-value', `${path}.creative.textScore`);
}

function checkStatus(status: string, path: string, fail: Fail): void {
  if (status !== 'active' && status !== 'paused') fail('unknown-value', `${path}.status`);
}

function checkMoney(micros: number, most: number, path: string, fail: Fail): void {
  if (!Number.isSafeInteger(micros) || micros < 1 || micros > most) fail('money-out-of-range', path);
}

function checkDays(days: number, least: number, most: number, path: string, fail: Fail): void {
  if (!Number.isInteger(days) || days < least || days > most) fail('days-out-of-range', path);
}

/** The same plan with everything sorted by id, so that results cannot depend on the order in which it was written. */
export function canonicalPlan(plan: Plan): Plan {
  return {
    campaigns: sortedById(plan.campaigns).map((campaign) => ({
      ...campaign,
      adGroups: sortedById(campaign.adGroups).map((group) => ({
        ...group,
        segments: [...group.segments].sort(),
        ads: sortedById(group.ads),
      })),
    })),
  };
}

function sortedById<T extends { id: string }>(items: ReadonlyArray<T>): Array<T> {
  return [...items].sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
}
