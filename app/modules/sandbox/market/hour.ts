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
import { INHERITED_EXPOSURE } from './creative';
import { binomialQuantile, keyOf, normal, normalQuantile, poissonQuantile, STREAM, uniformAt } from './random';
import { fatigue, FATIGUE_HALF_LIFE_DAYS } from './response';
import { type Cell, type LiveAuction, type Serving } from './serving';
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
  serving.campaigns.forEach((campaign, index) => {
    openCampaign(campaign, context.hour);
    if (campaign.open && campaign.state.pace === null) campaign.state.pace = openingPace(serving, index);
  });
  for (const group of serving.groups) {
    group.ctrError = context.noise === 'none' ? 0 : platformError(group.state.clicks);
    group.cvrError = context.noise === 'none' ? 0 : platformError(group.state.conversions);
  }
  for (const auction of serving.auctions) expectAuction(serving, auction, context);
  for (const campaign of serving.campaigns) {
    if (campaign.open) throttleCampaign(campaign, context.hourOfDay);
  }
  const spent = new Array<number>(serving.campaigns.length).fill(0);
  for (const cell of serving.cells) {
    if (cell.impressions > 0) drawDelivery(serving, cell, context);
    spent[cell.campaign]! += cell.costMicros;
  }
  holdToBudget(serving, spent, context);
  settleHour(serving, context);
}

/** Expected impressions, click chance and cost of every cell of one auction, were nobody throttled. */
function expectAuction(serving: Serving, auction: LiveAuction, context: HourContext): void {
  const { cells, campaigns, groups, exposures } = serving;
  const channel = serving.channels[auction.channel]!;
  const segment = serving.world.segments[auction.segment]!;
  const lnScale = channel.lnMedianMicros + Math.log(segment.priceFactor) + context.lnPrice[auction.channel]!;
  let best = -Infinity;
  for (let i = auction.from; i < auction.to; i++) {
    const cell = cells[i]!;
    const campaign = campaigns[cell.campaign]!;
    cell.impressions = cell.clicks = cell.costMicros = 0;
    cell.lnScore = -Infinity;
    if (!campaign.open) continue;
    const group = groups[cell.group]!;
    const tired = fatigue(exposures[cell.exposure]!);
    const lnBelievedCvr = cell.lnCvr + group.cvrError * cell.zCvr;
    let lnBid = campaign.lnFullBid + Math.log(campaign.state.steer * (campaign.state.pace ?? 1));
    if (campaign.bidsOnConversion) lnBid += lnBelievedCvr;
    if (lnBid > campaign.lnBidCap) lnBid = campaign.lnBidCap;
    cell.ctrNow = cell.ctr * tired;
    cell.lnBid = lnBid;
    cell.lnScore = LN_1000 + lnBid + cell.lnCtr + Math.log(tired) + group.ctrError * cell.zCtr - lnScale;
    if (cell.lnScore > best) best = cell.lnScore;
  }
  if (best === -Infinity) return;
  const hour = (((context.hourOfDay - segment.hourShift) % 24) + 24) % 24;
  const share = HOUR_SHARES[hour]! * context.factors.volume;
  const scale = Math.exp(lnScale) / 1000;
  const total = weighAds(serving, auction, best);
  for (let i = auction.from; i < auction.to; i++) {
    const cell = cells[i]!;
    if (cell.lnScore === -Infinity) continue;
    const position = gridPosition(channel.table, cell.lnScore);
    if (position < 0) continue;
    const opportunities = cell.opportunitiesPerDay * share * (cell.weight / total);
    const shown = interpolate(channel.table.impressions, position);
    const seen = interpolate(channel.table.clicks, position);
    const campaign = campaigns[cell.campaign]!;
    cell.impressions = opportunities * shown;
    cell.clickChance = Math.min(1, (seen / shown) * cell.ctrNow);
    let cost = opportunities * interpolate(channel.table.cost, position) * scale;
    if (campaign.prior.billing === 'click') cost *= Math.exp(-groups[cell.group]!.ctrError * cell.zCtr);
    cell.costMicros = cost;
    campaign.expectedMicros += cost;
  }
}

/** Sets each ad's weight in the account's own rotation; returns their sum. */
function weighAds(serving: Serving, auction: LiveAuction, best: number): number {
  const { cells, groups } = serving;
  let total = 0;
  let from = auction.from;
  while (from < auction.to) {
    const group = cells[from]!.group;
    let to = from;
    let sum = 0;
    while (to < auction.to && cells[to]!.group === group) sum += cells[to++]!.lnScore;
    const mean = sum / (to - from);
    for (let i = from; i < to; i++) {
      const cell = cells[i]!;
      cell.weight = Math.exp(FAVOUR * ((groups[group]!.even ? mean : cell.lnScore) - best));
      total += cell.weight;
    }
    from = to;
  }
  return total;
}

/**
 * Turns expectations into counts: impressions Poisson, clicks binomial, price with its own spread; without noise, the means.
 * No click costs more than was bid for it.
 */
function drawDelivery(serving: Serving, cell: Cell, context: HourContext): void {
  const campaign = serving.campaigns[cell.campaign]!;
  const expected = cell.impressions * campaign.throttle;
  const expectedCost = cell.costMicros * campaign.throttle;
  if (context.noise !== 'sampled') {
    cell.impressions = expected;
    cell.clicks = expected * cell.clickChance;
    cell.costMicros = Math.floor(expectedCost);
    return;
  }
  const { keyA, keyB } = cell;
  const { hour } = context;
  cell.impressions = poissonQuantile(expected, uniformAt(keyA, keyB, STREAM.impressions, hour));
  cell.clicks = binomialQuantile(cell.impressions, cell.clickChance, uniformAt(keyA, keyB, STREAM.clicks, hour));
  const perClick = campaign.prior.billing === 'click';
  const events = perClick ? cell.clicks : cell.impressions;
  const expectedEvents = perClick ? expected * cell.clickChance : expected;
  if (events === 0) {
    cell.costMicros = 0;
    return;
  }
  const mean = (events * expectedCost) / expectedEvents;
  const { table } = serving.channels[campaign.channel]!;
  const cv = interpolate(table.priceCv, Math.max(0, gridPosition(table, cell.lnScore))) / Math.sqrt(events);
  const spread = Math.sqrt(Math.log1p(cv * cv));
  const luck = spread * normalQuantile(uniformAt(keyA, keyB, STREAM.price, hour)) - (spread * spread) / 2;
  const cost = mean * Math.exp(luck);
  cell.costMicros = Math.floor(perClick ? Math.min(cost, events * Math.exp(cell.lnBid)) : cost);
}

/** When luck would have cost more than was left, the hour ends early: everything of the campaign is cut by the same share. */
function holdToBudget(serving: Serving, spent: Array<number>, context: HourContext): void {
  for (const cell of serving.cells) {
    const campaign = serving.campaigns[cell.campaign]!;
    const total = spent[cell.campaign]!;
    if (total <= campaign.leftMicros || cell.impressions === 0) continue;
    const keep = campaign.leftMicros / total;
    if (context.noise !== 'sampled') {
      cell.impressions *= keep;
      cell.clicks *= keep;
      cell.costMicros = Math.floor(cell.costMicros * keep);
    } else if (campaign.prior.billing === 'click') {
      const kept = Math.floor(cell.clicks * keep);
      cell.costMicros = cell.clicks > 0 ? Math.floor((cell.costMicros * kept) / cell.clicks) : 0;
      cell.impressions = Math.max(kept, Math.floor(cell.impressions * keep));
      cell.clicks = kept;
    } else {
      const kept = Math.floor(cell.impressions * keep);
      cell.costMicros = Math.floor((cell.costMicros * kept) / cell.impressions);
      cell.clicks = Math.min(kept, Math.round(cell.clicks * keep));
      cell.impressions = kept;
    }
  }
}

/** Pays, paces, remembers: exposures fade and grow, groups count clicks, campaigns move their pace. */
function settleHour(serving: Serving, context: HourContext): void {
  const { exposures, cells, campaigns, groups, creatives } = serving;
  const width = serving.world.segments.length;
  for (let i = 0; i < exposures.length; i++) exposures[i]! *= FORGET_PER_HOUR;
  const paid = new Array<number>(campaigns.length).fill(0);
  const modelled = new Array<number>(campaigns.length).fill(0);
  const clicks = new Array<number>(groups.length).fill(0);
  for (const cell of cells) {
    if (cell.impressions === 0) continue;
    const shown = cell.impressions * cell.exposurePerImpression;
    exposures[cell.exposure]! += shown;
    for (const other of creatives[(cell.exposure / width) | 0]!.kin) {
      exposures[other * width + cell.segment]! += INHERITED_EXPOSURE * shown;
    }
    paid[cell.campaign]! += cell.costMicros;
    modelled[cell.campaign]! += cell.clicks * Math.exp(cell.lnCvr + groups[cell.group]!.cvrError * cell.zCvr);
    clicks[cell.group]! += cell.clicks;
  }
  groups.forEach((group, g) => countEvents(group, context.day, clicks[g]!, 0));
  campaigns.forEach((campaign, c) => {
    if (!campaign.open) return;
    campaign.state.spentTodayMicros += paid[c]!;
    campaign.state.spentMicros += paid[c]!;
    rememberHour(campaign, paid[c]!, modelled[c]!);
    pace(campaign, context.hourOfDay);
  });
}
