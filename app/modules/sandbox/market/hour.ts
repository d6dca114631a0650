// One hour of the market: score every ad, share out the opportunities, throttle to the money left, draw what happened.

import { gridPosition, interpolate } from './auction';
import {
  countEvents,
  LN_1000,
  openCampaign,
  openingPace,
  pace,
  platformError,
  rememberHour,
  throttleCampaign,
} from './bidding';
import { dayFactors, type DayFactors, HOUR_SHARES, parseDate } from './calendar';
import { type Cells } from './cells';
import { INHERITED_EXPOSURE } from './creative';
import { binomialQuantile, keyOf, normal, normalQuantile, poissonQuantile, STREAM, uniformAt } from './random';
import { FATIGUE_HALF_LIFE_DAYS, lnFatigue } from './response';
import { type LiveAuction, type LiveCampaign, type Serving } from './serving';
import { type Noise } from './state';

/** How strongly the platform favours the ad it expects most of: shares go with score^4. A modelling choice. */
const FAVOUR = 4;
const FORGET_PER_HOUR = 2 ** (-1 / (24 * FATIGUE_HALF_LIFE_DAYS));
/** Daily price noise of a market: AR(1), innovations of 6 %, memory 0.8, cut after 30 days so that it needs no history. */
const MARKET_NOISE = 0.06;
const MARKET_MEMORY = 0.8;
const MARKET_DAYS = 30;

/** Everything about an hour that all ads share. */
export type HourContext = {
  hour: number;
  day: number;
  hourOfDay: number;
  noise: Noise;
  factors: DayFactors;
  /** ln of the day's price level per channel */
  lnPrice: ReadonlyArray<number>;
};

export type DayContext = Pick<HourContext, 'day' | 'factors' | 'lnPrice'>;

export function dayContext(serving: Serving, day: number, noiseSeed: string, noise: Noise): DayContext {
  const factors = dayFactors(parseDate(serving.world.startDate) + day);
  const lnSeason = Math.log(factors.price);
  return {
    day,
    factors,
    lnPrice: serving.channels.map(
      (channel) => lnSeason + (noise === 'sampled' ? marketNoise(noiseSeed, channel.id, day) : 0),
    ),
  };
}

/** ln of a market's price level on a day: sum of memory^k times the innovation of day - k; mean price level 1. */
function marketNoise(noiseSeed: string, channel: string, day: number): number {
  const key = keyOf('market', noiseSeed, channel);
  let level = 0;
  for (let k = MARKET_DAYS - 1; k >= 0; k--) {
    level = MARKET_MEMORY * level + MARKET_NOISE * normal(key, STREAM.market, day - k);
  }
  return level - MARKET_NOISE ** 2 / (2 * (1 - MARKET_MEMORY ** 2));
}

/**
 * Plays one hour. Afterwards each cell holds its impressions, clicks and cost (whole numbers when sampled) and each campaign
 * has paid; conversions are the caller's. A campaign never pays more than it had left.
 */
export function playHour(serving: Serving, context: HourContext): void {
  const { campaigns, cells, groups } = serving;
  for (let c = 0; c < campaigns.length; c++) {
    const campaign = campaigns[c]!;
    openCampaign(campaign, context.hour);
    if (campaign.open && campaign.state.pace === null) campaign.state.pace = openingPace(serving, c);
    campaign.lnPaced = Math.log(campaign.state.steer * (campaign.state.pace ?? 1));
  }
  for (const group of groups) {
    group.ctrError = context.noise === 'none' ? 0 : platformError(group.state.clicks);
    group.cvrError = context.noise === 'none' ? 0 : platformError(group.state.conversions);
  }
  for (const auction of serving.auctions) expectAuction(serving, auction, context);
  for (const campaign of campaigns) if (campaign.open) throttleCampaign(campaign, context.hourOfDay);
  for (let i = 0; i < cells.count; i++) {
    if (cells.impressions[i] === 0) continue;
    const campaign = campaigns[cells.campaign[i]!]!;
    if (context.noise === 'sampled') drawDelivery(serving, campaign, i, context.hour);
    else meanDelivery(cells, campaign, i);
    campaign.paidMicros += cells.costMicros[i]!;
  }
  holdToBudget(serving, context);
  settleHour(serving, context);
}

/** Expected impressions, click chance and cost of every cell of one auction, were nobody throttled. */
function expectAuction(serving: Serving, auction: LiveAuction, context: HourContext): void {
  const { cells, campaigns, groups, exposures } = serving;
  const { table } = serving.channels[auction.channel]!;
  const lnScale = auction.lnMedianMicros + context.lnPrice[auction.channel]!;
  let best = -Infinity;
  for (let i = auction.from; i < auction.to; i++) {
    const campaign = campaigns[cells.campaign[i]!]!;
    cells.impressions[i] = 0;
    cells.lnScore[i] = -Infinity;
    if (!campaign.open) continue;
    const group = groups[cells.group[i]!]!;
    let lnBid = campaign.lnFullBid + campaign.lnPaced;
    if (campaign.bidsOnConversion) lnBid += cells.lnSeenCvr[i]! + group.cvrError * cells.zCvr[i]!;
    if (lnBid > campaign.lnBidCap) lnBid = campaign.lnBidCap;
    const lnCtrNow = cells.lnCtr[i]! + lnFatigue(exposures[cells.exposure[i]!]!);
    const lnScore = LN_1000 + lnBid + lnCtrNow + group.ctrError * cells.zCtr[i]! - lnScale;
    cells.lnBid[i] = lnBid;
    cells.lnCtrNow[i] = lnCtrNow;
    cells.lnScore[i] = lnScore;
    if (lnScore > best) best = lnScore;
  }
  if (best === -Infinity) return;
  const { hourShift } = serving.world.segments[auction.segment]!;
  const share = HOUR_SHARES[(context.hourOfDay - hourShift + 24) % 24]! * context.factors.volume;
  const scale = Math.exp(lnScale) / 1000;
  const total = weighAds(serving, auction, best);
  for (let i = auction.from; i < auction.to; i++) {
    const position = gridPosition(table, cells.lnScore[i]!);
    if (position < 0) continue;
    const opportunities = (cells.opportunitiesPerDay[i]! * share * cells.weight[i]!) / total;
    const shown = interpolate(table.impressions, position);
    const campaign = campaigns[cells.campaign[i]!]!;
    let cost = opportunities * interpolate(table.cost, position) * scale;
    if (campaign.prior.billing === 'click') {
      const lnBelievedCtr = cells.lnScore[i]! - LN_1000 - cells.lnBid[i]! + lnScale;
      cost *= Math.exp(cells.lnCtrNow[i]! - lnBelievedCtr);
    }
    cells.gridPosition[i] = position;
    cells.impressions[i] = opportunities * shown;
    cells.clickChance[i] = Math.min(1, (interpolate(table.clicks, position) / shown) * Math.exp(cells.lnCtrNow[i]!));
    cells.costMicros[i] = cost;
    campaign.expectedMicros += cost;
  }
}

/**
 * Sets each ad's weight in the account's own rotation; returns their sum. Ads that rotate evenly also enter every auction with
 * their group's mean score: the same places at the same price, so that only people tell them apart.
 */
function weighAds(serving: Serving, auction: LiveAuction, best: number): number {
  const { cells, groups } = serving;
  let total = 0;
  let from = auction.from;
  while (from < auction.to) {
    const group = cells.group[from]!;
    let to = from;
    let sum = 0;
    while (to < auction.to && cells.group[to] === group) sum += cells.lnScore[to++]!;
    const { even } = groups[group]!;
    const mean = sum / (to - from);
    for (let i = from; i < to; i++) {
      if (even) cells.lnScore[i] = mean;
      const weight = Math.exp(FAVOUR * (cells.lnScore[i]! - best));
      cells.weight[i] = weight;
      total += weight;
    }
    from = to;
  }
  return total;
}

function meanDelivery(cells: Cells, campaign: LiveCampaign, i: number): void {
  const impressions = cells.impressions[i]! * campaign.throttle;
  cells.impressions[i] = impressions;
  cells.clicks[i] = impressions * cells.clickChance[i]!;
  cells.costMicros[i] = Math.floor(cells.costMicros[i]! * campaign.throttle);
}

/**
 * Turns expectations into counts: impressions Poisson, clicks binomial, price with its own spread.
 * No click costs more than was bid for it.
 */
function drawDelivery(serving: Serving, campaign: LiveCampaign, i: number, hour: number): void {
  const { cells } = serving;
  const keyA = cells.keyA[i]!;
  const keyB = cells.keyB[i]!;
  const chance = cells.clickChance[i]!;
  const expected = cells.impressions[i]! * campaign.throttle;
  const expectedCost = cells.costMicros[i]! * campaign.throttle;
  const impressions = poissonQuantile(expected, uniformAt(keyA, keyB, STREAM.impressions, hour));
  const clicks = binomialQuantile(impressions, chance, uniformAt(keyA, keyB, STREAM.clicks, hour));
  cells.impressions[i] = impressions;
  cells.clicks[i] = clicks;
  cells.costMicros[i] = 0;
  const perClick = campaign.prior.billing === 'click';
  const events = perClick ? clicks : impressions;
  if (events === 0) return;
  const mean = (events * expectedCost) / (perClick ? expected * chance : expected);
  const { priceCv } = serving.channels[campaign.channel]!.table;
  const cv = interpolate(priceCv, cells.gridPosition[i]!) / Math.sqrt(events);
  const spread = Math.sqrt(Math.log1p(cv * cv));
  const luck = spread * normalQuantile(uniformAt(keyA, keyB, STREAM.price, hour)) - (spread * spread) / 2;
  const cost = mean * Math.exp(luck);
  cells.costMicros[i] = Math.floor(perClick ? Math.min(cost, events * Math.exp(cells.lnBid[i]!)) : cost);
}

/** When luck would have cost more than was left, the hour ends early: everything of the campaign is cut by the same share. */
function holdToBudget(serving: Serving, context: HourContext): void {
  for (const campaign of serving.campaigns) {
    if (campaign.paidMicros > campaign.leftMicros) cutShort(serving, campaign, context.noise === 'sampled');
  }
}

function cutShort({ cells, campaigns }: Serving, campaign: LiveCampaign, whole: boolean): void {
  const keep = campaign.leftMicros / campaign.paidMicros;
  campaign.paidMicros = 0;
  for (let i = 0; i < cells.count; i++) {
    const impressions = cells.impressions[i]!;
    if (campaigns[cells.campaign[i]!] !== campaign || impressions === 0) continue;
    const clicks = cells.clicks[i]!;
    const cost = cells.costMicros[i]!;
    if (!whole) {
      cells.impressions[i] = impressions * keep;
      cells.clicks[i] = clicks * keep;
      cells.costMicros[i] = Math.floor(cost * keep);
    } else if (campaign.prior.billing === 'click') {
      const kept = Math.floor(clicks * keep);
      cells.impressions[i] = Math.max(kept, Math.floor(impressions * keep));
      cells.clicks[i] = kept;
      cells.costMicros[i] = clicks > 0 ? Math.floor((cost * kept) / clicks) : 0;
    } else {
      const kept = Math.floor(impressions * keep);
      cells.impressions[i] = kept;
      cells.clicks[i] = Math.min(kept, Math.round(clicks * keep));
      cells.costMicros[i] = Math.floor((cost * kept) / impressions);
    }
    campaign.paidMicros += cells.costMicros[i]!;
  }
}

/** Pays, paces, remembers: exposures fade and grow, groups count clicks, campaigns move their pace. */
function settleHour(serving: Serving, context: HourContext): void {
  const { exposures, cells, campaigns, groups, creatives } = serving;
  const width = serving.world.segments.length;
  for (let i = 0; i < exposures.length; i++) exposures[i] = exposures[i]! * FORGET_PER_HOUR;
  for (let i = 0; i < cells.count; i++) {
    const impressions = cells.impressions[i]!;
    if (impressions === 0) continue;
    const shown = impressions * cells.exposurePerImpression[i]!;
    const exposure = cells.exposure[i]!;
    exposures[exposure] = exposures[exposure]! + shown;
    const { kin } = creatives[(exposure / width) | 0]!;
    for (const other of kin) {
      const slot = other * width + cells.segment[i]!;
      exposures[slot] = exposures[slot]! + INHERITED_EXPOSURE * shown;
    }
    const clicks = cells.clicks[i]!;
    if (clicks === 0) continue;
    const group = groups[cells.group[i]!]!;
    group.clicks += clicks;
    campaigns[cells.campaign[i]!]!.modelled += clicks * Math.exp(cells.lnSeenCvr[i]! + group.cvrError * cells.zCvr[i]!);
  }
  for (const group of groups) {
    countEvents(group, context.day, group.clicks, 0);
    group.clicks = 0;
  }
  for (const campaign of campaigns) {
    if (!campaign.open) continue;
    campaign.state.spentTodayMicros += campaign.paidMicros;
    campaign.state.spentMicros += campaign.paidMicros;
    rememberHour(campaign);
    pace(campaign, context.hourOfDay);
  }
}
