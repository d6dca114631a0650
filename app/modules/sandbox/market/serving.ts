// Turns world, plan and state into the flat arrays that an hour is played on, and back. Significant edits are noticed here.

import { type Cells, type CellSeed, toCells } from './cells';
import { type ChannelId, type ChannelPrior, channelPrior } from './channels';
import { creativeEffect, creativeKey, INHERITED_EXPOSURE, NEAR_DUPLICATE, textSimilarity } from './creative';
import { type LiveChannel, liveChannels } from './live-channels';
import { type AdGroupPlan, type AdPlan, type CampaignPlan, canonicalPlan, type Plan } from './plan';
import { joinKeys, keyOf, normal, STREAM } from './random';
import { clickRate, conversionRate, fit } from './response';
import { type AdGroupState, type CampaignState, type EditAnchor, type MarketState } from './state';
import { type HiddenWorld, worldKey } from './world';

export type LiveCampaign = {
  plan: CampaignPlan;
  /** index into `channels` */
  channel: number;
  prior: ChannelPrior;
  state: CampaignState;
  /** ln of the full bid: per conversion when `bidsOnConversion`, else per click */
  lnFullBid: number;
  lnBidCap: number;
  bidsOnConversion: boolean;
  /** this hour: may it run, what is left, what its auctions would cost in full, and the share it enters */
  open: boolean;
  leftMicros: number;
  expectedMicros: number;
  throttle: number;
  /** ln of steer times pace, this hour */
  lnPaced: number;
  /** what the hour cost */
  paidMicros: number;
  /** what the platform expects of the hour's clicks */
  modelled: number;
};

export type LiveGroup = {
  id: string;
  campaign: number;
  even: boolean;
  countsClicks: boolean;
  state: AdGroupState;
  /** spread of the platform's error in ln(click rate) and ln(conversion rate) */
  ctrError: number;
  cvrError: number;
  /** this hour's */
  clicks: number;
};

/** All cells that compete for one channel's opportunities in one segment: `from` to `to`, exclusive. */
export type LiveAuction = {
  channel: number;
  segment: number;
  from: number;
  to: number;
  /** ln of the median competitor's eCPM here, in micros, before season and noise */
  lnMedianMicros: number;
};

export type LiveAd = { id: string; campaign: number; group: number };

export type Serving = {
  world: HiddenWorld;
  channels: Array<LiveChannel>;
  campaigns: Array<LiveCampaign>;
  groups: Array<LiveGroup>;
  ads: Array<LiveAd>;
  cells: Cells;
  auctions: Array<LiveAuction>;
  /** remembered exposures per person: creative-on-channel by segment */
  exposures: Float64Array;
  creatives: Array<{ name: string; text: string; kin: Array<number> }>;
};

/** A lowest-cost campaign's full bid, in benchmark values of the thing it buys: high enough that only pacing limits it. */
const AUTOPILOT_CEILING = 6;
/** A change of bid or budget beyond this share starts learning anew. Source: platform help pages. */
const SIGNIFICANT_CHANGE = 0.2;
/**
 * How much of what distinguishes one audience's or one creative's conversion rate the platform can see. The rest is left
 * to the advertiser, who knows more than clicks. A modelling choice: with 1, choosing audiences would be pointless.
 */
const PLATFORM_SIGHT = 0.5;

export function prepareServing(world: HiddenWorld, plan: Plan, state: MarketState): Serving {
  const serving: Serving = {
    world,
    channels: liveChannels(world),
    campaigns: [],
    groups: [],
    ads: [],
    cells: toCells([]),
    auctions: [],
    exposures: new Float64Array(0),
    creatives: Object.entries(state.exposures).map(([name, entry]) => ({ name, text: entry.text, kin: [] })),
  };
  const exposures = Object.values(state.exposures).flatMap((entry) => entry.bySegment);
  const slots = new Map(serving.creatives.map((creative, slot) => [creative.name, slot]));
  Object.values(state.exposures).forEach((entry, slot) => {
    serving.creatives[slot]!.kin = entry.kin.map((name) => slots.get(name)!);
  });
  const seeds: Array<CellSeed> = [];
  for (const campaign of canonicalPlan(plan).campaigns) addCampaign(serving, seeds, campaign, state, exposures, slots);
  serving.exposures = Float64Array.from(exposures);
  sortIntoAuctions(serving, seeds);
  return serving;
}

/** Writes what an hour changed back into plain state. */
export function storeServing(serving: Serving, state: MarketState): void {
  const width = serving.world.segments.length;
  for (const campaign of serving.campaigns) setOwn(state.campaigns, campaign.plan.id, campaign.state);
  for (const group of serving.groups) setOwn(state.adGroups, group.id, group.state);
  serving.creatives.forEach(({ name, text, kin }, slot) => {
    state.exposures[name] = {
      text,
      kin: kin.map((other) => serving.creatives[other]!.name),
      bySegment: Array.from(serving.exposures.subarray(slot * width, (slot + 1) * width)),
    };
  });
}

function addCampaign(
  serving: Serving,
  seeds: Array<CellSeed>,
  plan: CampaignPlan,
  state: MarketState,
  exposures: Array<number>,
  slots: Map<string, number>,
): void {
  const prior = channelPrior(plan.channel);
  const campaign: LiveCampaign = {
    plan,
    channel: serving.channels.findIndex((channel) => channel.id === plan.channel),
    prior,
    state: getOwn(state.campaigns, plan.id) ?? freshCampaign(),
    ...fullBid(plan, prior, serving.world.orderValueMicros),
    open: false,
    leftMicros: 0,
    expectedMicros: 0,
    throttle: 1,
    lnPaced: 0,
    paidMicros: 0,
    modelled: 0,
  };
  const index = serving.campaigns.push(campaign) - 1;
  for (const group of plan.adGroups) {
    const known = getOwn(state.adGroups, group.id);
    const anchor = editAnchor(plan, group);
    const edit = known ? significantEdit(known.anchor, anchor) : 'new';
    if (edit === 'bid') campaign.state.pace = null;
    const groupIndex =
      serving.groups.push({
        id: group.id,
        campaign: index,
        even: group.rotation === 'even',
        countsClicks: !campaign.bidsOnConversion,
        state: known && edit === 'none' ? withCreatives(known, anchor) : freshGroup(anchor, state.hour),
        ctrError: 0,
        cvrError: 0,
        clicks: 0,
      }) - 1;
    const serves = plan.status === 'active' && group.status === 'active';
    for (const ad of group.ads) {
      const adIndex = serving.ads.push({ id: ad.id, campaign: index, group: groupIndex }) - 1;
      if (!serves || ad.status !== 'active' || group.segments.length === 0) continue;
      const slot = exposureSlot(serving, plan.channel, ad, exposures, slots);
      addCells(serving, seeds, { campaign: index, group: groupIndex, ad: adIndex }, group, ad, slot, state.noiseSeed);
    }
  }
}

function addCells(
  serving: Serving,
  seeds: Array<CellSeed>,
  at: { campaign: number; group: number; ad: number },
  group: AdGroupPlan,
  ad: AdPlan,
  slot: number,
  noiseSeed: string,
): void {
  const { world } = serving;
  const { plan, prior } = serving.campaigns[at.campaign]!;
  const channel = world.channels.find((candidate) => candidate.id === plan.channel)!;
  const effect = creativeEffect(worldKey(world), ad.creative);
  const lnUsual = Math.log(prior.baseCvr) + channel.lnEfficiency;
  world.segments.forEach((segment, s) => {
    if (!group.segments.includes(segment.id)) return;
    const segmentFit = fit(effect, segment.interests);
    const ctr = clickRate(prior.baseCtr, effect, segmentFit, segment.affinity);
    const lnStrength = channel.lnEfficiency + (channel.conversionFit[s] ?? 0);
    const cvr = conversionRate(prior.baseCvr, effect, segmentFit, segment.affinity, lnStrength);
    const key = joinKeys(keyOf('noise', noiseSeed), keyOf('cell', ad.id, segment.id));
    seeds.push({
      ...at,
      segment: s,
      exposure: slot * world.segments.length + s,
      exposurePerImpression: prior.fatigue / segment.people,
      keyA: key.a,
      keyB: key.b,
      opportunitiesPerDay: segment.people * prior.opportunities * (channel.usage[s] ?? 1),
      lnCtr: Math.log(ctr),
      lnCvr: Math.log(cvr),
      lnSeenCvr: lnUsual + PLATFORM_SIGHT * (Math.log(cvr) - lnUsual),
      zCtr: normal(key, STREAM.platformCtr, 0),
      zCvr: normal(key, STREAM.platformCvr, 0),
      valueMicros: world.orderValueMicros * segment.valueFactor * prior.valueFactor,
    });
  });
}

/** Cells of one channel and segment stand together, in the plan's canonical order. */
function sortIntoAuctions(serving: Serving, seeds: Array<CellSeed>): void {
  const channelOf = (seed: CellSeed) => serving.campaigns[seed.campaign]!.channel;
  const rank = (seed: CellSeed) => channelOf(seed) * serving.world.segments.length + seed.segment;
  seeds.sort((left, right) => rank(left) - rank(right) || left.ad - right.ad);
  seeds.forEach((seed, i) => {
    const last = serving.auctions[serving.auctions.length - 1];
    const channel = channelOf(seed);
    if (last && last.channel === channel && last.segment === seed.segment) last.to = i + 1;
    else {
      const { priceFactor } = serving.world.segments[seed.segment]!;
      const lnMedianMicros = serving.channels[channel]!.lnMedianMicros + Math.log(priceFactor);
      serving.auctions.push({ channel, segment: seed.segment, from: i, to: i + 1, lnMedianMicros });
    }
  });
  serving.cells = toCells(seeds);
}

/** Where this creative's exposures on this channel are counted; near-duplicates tire people together. */
function exposureSlot(
  serving: Serving,
  channel: ChannelId,
  ad: AdPlan,
  exposures: Array<number>,
  slots: Map<string, number>,
): number {
  const name = `${channel}/${creativeKey(ad.creative)}`;
  const known = slots.get(name);
  if (known !== undefined) return known;
  const width = serving.world.segments.length;
  const slot = serving.creatives.length;
  const kin: Array<number> = [];
  const inherited = new Array<number>(width).fill(0);
  serving.creatives.forEach((other, o) => {
    if (!other.name.startsWith(`${channel}/`) || textSimilarity(other.text, ad.creative.text) <= NEAR_DUPLICATE) return;
    kin.push(o);
    other.kin.push(slot);
    for (let s = 0; s < width; s++) {
      inherited[s] = Math.max(inherited[s]!, INHERITED_EXPOSURE * (exposures[o * width + s] ?? 0));
    }
  });
  serving.creatives.push({ name, text: ad.creative.text, kin });
  exposures.push(...inherited);
  slots.set(name, slot);
  return slot;
}

function fullBid(plan: CampaignPlan, prior: ChannelPrior, orderValueMicros: number) {
  const { bidding } = plan;
  if (bidding.kind === 'manual-cpc') {
    return { lnFullBid: Math.log(bidding.maxCpcMicros), lnBidCap: Infinity, bidsOnConversion: false };
  }
  if (bidding.kind === 'target-cpa') {
    return { lnFullBid: Math.log(bidding.targetCpaMicros), lnBidCap: Infinity, bidsOnConversion: true };
  }
  const lnBidCap = bidding.bidCapMicros === null ? Infinity : Math.log(bidding.bidCapMicros);
  return bidding.goal === 'clicks'
    ? {
        lnFullBid: Math.log((AUTOPILOT_CEILING * prior.referenceCpmMicros) / 1000 / prior.baseCtr),
        lnBidCap,
        bidsOnConversion: false,
      }
    : {
        lnFullBid: Math.log(AUTOPILOT_CEILING * orderValueMicros * prior.valueFactor),
        lnBidCap,
        bidsOnConversion: true,
      };
}

function editAnchor(plan: CampaignPlan, group: AdGroupPlan): EditAnchor {
  const { bidding } = plan;
  return {
    segments: group.segments.join(' '),
    creatives: group.ads.filter((ad) => ad.status === 'active').map((ad) => creativeKey(ad.creative)),
    goal: bidding.kind === 'lowest-cost' ? `${bidding.kind} ${bidding.goal}` : bidding.kind,
    bidMicros:
      bidding.kind === 'manual-cpc'
        ? bidding.maxCpcMicros
        : bidding.kind === 'target-cpa'
          ? bidding.targetCpaMicros
          : (bidding.bidCapMicros ?? 0),
    budgetMicros: plan.dailyBudgetMicros,
  };
}

/** Audience, a new creative, goal, bid or budget by more than 20 %: measured against the last such edit, so small steps add up. */
function significantEdit(anchor: EditAnchor, now: EditAnchor): 'none' | 'audience' | 'bid' {
  const moved = (before: number, after: number) => Math.abs(after - before) > SIGNIFICANT_CHANGE * before;
  if (
    anchor.goal !== now.goal ||
    moved(anchor.bidMicros, now.bidMicros) ||
    moved(anchor.budgetMicros, now.budgetMicros)
  ) {
    return 'bid';
  }
  const added = now.creatives.some((creative) => !anchor.creatives.includes(creative));
  return added || anchor.segments !== now.segments ? 'audience' : 'none';
}

/** Pausing an ad teaches the platform nothing new, and neither does bringing it back. */
function withCreatives(state: AdGroupState, now: EditAnchor): AdGroupState {
  const creatives = [...new Set([...state.anchor.creatives, ...now.creatives])];
  return { ...state, anchor: { ...state.anchor, creatives } };
}

function freshCampaign(): CampaignState {
  return {
    day: -1,
    spentTodayMicros: 0,
    spentMicros: 0,
    pace: null,
    steer: 1,
    recentSpendMicros: 0,
    recentConversions: 0,
  };
}

function freshGroup(anchor: EditAnchor, hour: number): AdGroupState {
  return {
    anchor,
    learningSinceHour: hour,
    clicks: 0,
    conversions: 0,
    recentEvents: [0, 0, 0, 0, 0, 0, 0],
    eventsDay: Math.floor(hour / 24),
    everLearned: false,
  };
}

/** Ids such as `constructor` must not find what every object inherits. */
function getOwn<T>(record: Record<string, T>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

function setOwn<T>(record: Record<string, T>, id: string, value: T): void {
  Object.defineProperty(record, id, { value, writable: true, enumerable: true, configurable: true });
}
