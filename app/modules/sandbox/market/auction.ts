// The auction in closed form: what a rank score wins and what it pays, as a table per market. The slow twin that plays every impression is auction-by-impression.ts.

import { normalQuantile } from './random';

/**
 * One market. Competitors per opportunity are Poisson(kappa); each bids an eCPM that is log-normal with median 1
 * and spread sigma (of the logarithm); scores below the reserve do not take part.
 */
export type Market = {
  kappa: number;
  sigma: number;
  /** chance of being seen in each slot, relative to the first */
  slots: ReadonlyArray<number>;
  /** in units of the median competing bid */
  reserve: number;
  tiers: ReadonlyArray<Tier>;
  billing: 'impression' | 'click';
};

/** A kind of opportunity: its share of all, its price and its click rate relative to the mean. */
export type Tier = { weight: number; price: number; ctr: number };

/**
 * Good places cost more and are clicked more: nine equally frequent kinds of place whose ln price and ln click rate rise together
 * (spreads 0.62 and 0.36). Without this a small budget buys absurdly cheap impressions. A smooth form of three tiers with prices
 * 0.45, 0.95, 2.2 and click rates 0.62, 1, 1.55 (modelling choices); ctr is normalised to a mean of 1.
 */
export const OPEN_MARKET_TIERS: ReadonlyArray<Tier> = openMarketTiers(9, 0.62, 0.36);

/** A posted price has no better and worse places. */
export const SINGLE_TIER: ReadonlyArray<Tier> = [{ weight: 1, price: 1, ctr: 1 }];

/** What one opportunity brings in expectation at a given rank score, in units of the median competing bid. */
export type AuctionPoint = {
  /** chance of an impression in any slot */
  impressions: number;
  /** expected clicks per opportunity when the ad's click rate in the first slot were 1 */
  clicks: number;
  /** expected charge per opportunity, as an eCPM; for click billing it is already multiplied by clicks per mille */
  cost: number;
  /** coefficient of variation of the price of one billed event */
  priceCv: number;
};

/** The same four figures on an even grid of ln(score); read it with `readAuction`. */
export type AuctionTable = {
  lowest: number;
  step: number;
  impressions: Float64Array;
  clicks: Float64Array;
  cost: Float64Array;
  priceCv: Float64Array;
};

const GRID_POINTS = 400;
const FINE_STEPS = 8;
/** where a competitor's bid is, for all practical purposes, never higher: standard deviations above the median */
const TOP_DEVIATIONS = 4;

/**
 * Builds a market's table.
 *
 * With F the distribution of one competing bid and L(b) = kappa (1 - F(b)) the mean number of bids above ours:
 *
 *     P(slot j)  = exp(-L) L^(j-1) / (j-1)!
 *     seen       = sum_j x_j P(slot j)             x_j: the slots' exposure
 *     E[price]   = b - I1(b),                      I1 = int_r^b exp(-kappa (F(b) - F(x))) dx
 *     E[price^2] = b^2 - I2(b),                    I2 = int_r^b 2x exp(-kappa (F(b) - F(x))) dx
 *
 * The price (highest bid below ours, or the reserve r) does not depend on how many stand above us: a Poisson process
 * splits into independent parts. Scores here are b = bid x click rate, so per click we pay price / click rate (GSP:
 * Edelman, Ostrovsky, Schwarz 2007; Varian 2007). Tiers are folded in: a tier's score is b x ctr / price.
 */
export function buildAuctionTable(market: Market): AuctionTable {
  const fine = integrate(market);
  const ratios = market.tiers.map((tier) => tier.ctr / tier.price);
  const lowest = Math.log(market.reserve) - Math.log(Math.max(...ratios));
  const highest = fine.top - Math.log(Math.min(...ratios));
  const step = (highest - lowest) / (GRID_POINTS - 1);
  const table: AuctionTable = {
    lowest,
    step,
    impressions: new Float64Array(GRID_POINTS),
    clicks: new Float64Array(GRID_POINTS),
    cost: new Float64Array(GRID_POINTS),
    priceCv: new Float64Array(GRID_POINTS),
  };
  for (let i = 0; i < GRID_POINTS; i++) {
    const point = combineTiers(market, fine, lowest + i * step);
    table.impressions[i] = point.impressions;
    table.clicks[i] = point.clicks;
    table.cost[i] = point.cost;
    table.priceCv[i] = point.priceCv;
  }
  return table;
}

/** Position of ln(score) on the grid: below 0 nothing is won. Integer part = cell, fraction = weight of the next. */
export function gridPosition(table: AuctionTable, lnScore: number): number {
  const position = (lnScore - table.lowest) / table.step;
  if (!(position >= 0)) return -1;
  return position > GRID_POINTS - 1.000001 ? GRID_POINTS - 1.000001 : position;
}

export function interpolate(column: Float64Array, position: number): number {
  const cell = position | 0;
  const low = column[cell] as number;
  return low + ((column[cell + 1] as number) - low) * (position - cell);
}

/** Expected result of one opportunity at a rank score (in units of the median competing bid). */
export function readAuction(table: AuctionTable, score: number): AuctionPoint {
  const position = gridPosition(table, Math.log(score));
  if (position < 0) return { impressions: 0, clicks: 0, cost: 0, priceCv: 0 };
  return {
    impressions: interpolate(table.impressions, position),
    clicks: interpolate(table.clicks, position),
    cost: interpolate(table.cost, position),
    priceCv: interpolate(table.priceCv, position),
  };
}

/** Price of a thousand impressions, in median competing bids, when a share `won` of the opportunities is won. */
export function priceAtWinRate(table: AuctionTable, won: number): number {
  const last = GRID_POINTS - 1;
  for (let i = 0; i < last; i++) {
    if ((table.impressions[i + 1] as number) >= won) {
      const low = table.impressions[i] as number;
      const rise = (table.impressions[i + 1] as number) - low;
      const position = i + Math.min(0.999999, Math.max(0, rise > 0 ? (won - low) / rise : 0));
      return interpolate(table.cost, position) / interpolate(table.impressions, position);
    }
  }
  return (table.cost[last] as number) / (table.impressions[last] as number);
}

type Fine = { bottom: number; top: number; step: number; price: Float64Array; square: Float64Array };

/** Running integrals I1 and I2 on a fine even grid of ln(b), trapezoid rule; kappa F stays below 40, so exp is safe. */
function integrate(market: Market): Fine {
  const { kappa, sigma, reserve } = market;
  const bottom = Math.log(reserve);
  const top = Math.max(TOP_DEVIATIONS * sigma, bottom + 0.5);
  const count = GRID_POINTS * FINE_STEPS;
  const step = (top - bottom) / (count - 1);
  const price = new Float64Array(count);
  const square = new Float64Array(count);
  let lastWeight = 0;
  let lastBid = 0;
  let sum1 = 0;
  let sum2 = 0;
  for (let i = 0; i < count; i++) {
    const bid = Math.exp(bottom + i * step);
    const weight = Math.exp(kappa * bidsBelow(bid, sigma));
    if (i > 0) {
      const width = (bid - lastBid) / 2;
      sum1 += width * (weight + lastWeight);
      sum2 += width * 2 * (bid * weight + lastBid * lastWeight);
    }
    price[i] = bid - sum1 / weight;
    square[i] = bid * bid - sum2 / weight;
    lastWeight = weight;
    lastBid = bid;
  }
  return { bottom, top, step, price, square };
}

function combineTiers(market: Market, fine: Fine, lnScore: number): AuctionPoint {
  let impressions = 0;
  let clicks = 0;
  let cost = 0;
  let events = 0;
  let squares = 0;
  for (const tier of market.tiers) {
    const lnTier = lnScore + Math.log(tier.ctr / tier.price);
    if (lnTier < fine.bottom - 1e-12) continue;
    const { any, seen } = winChances(market, Math.exp(lnTier));
    const price = tier.price * fineValue(fine, fine.price, lnTier);
    const square = tier.price * tier.price * fineValue(fine, fine.square, lnTier);
    impressions += tier.weight * any;
    clicks += tier.weight * tier.ctr * seen;
    if (market.billing === 'click') {
      cost += tier.weight * seen * price;
      events += tier.weight * tier.ctr * seen;
      squares += (tier.weight * seen * square) / tier.ctr;
    } else {
      cost += tier.weight * any * price;
      events += tier.weight * any;
      squares += tier.weight * any * square;
    }
  }
  const spread = cost > 0 ? (squares * events) / (cost * cost) - 1 : 0;
  return { impressions, clicks, cost, priceCv: Math.sqrt(Math.max(0, spread)) };
}

/** Chance of any slot, and of being seen at all (slots weighted by exposure), for a score in median competing bids. */
export function winChances(market: Market, score: number): { any: number; seen: number } {
  const above = market.kappa * (1 - bidsBelow(score, market.sigma));
  let chance = Math.exp(-above);
  let any = 0;
  let seen = 0;
  for (let slot = 0; slot < market.slots.length; slot++) {
    any += chance;
    seen += chance * (market.slots[slot] as number);
    chance *= above / (slot + 1);
  }
  return { any, seen };
}

function fineValue(fine: Fine, column: Float64Array, lnScore: number): number {
  const position = Math.min(column.length - 1.000001, Math.max(0, (lnScore - fine.bottom) / fine.step));
  return interpolate(column, position);
}

/** Share of competing bids below `bid`: the log-normal distribution with median 1. */
function bidsBelow(bid: number, sigma: number): number {
  if (sigma === 0) return bid >= 1 ? 1 : 0;
  return normalCdf(Math.log(bid) / sigma);
}

/** Standard normal distribution, absolute error below 1e-7. Source: Abramowitz & Stegun 7.1.26. */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const half = 0.5 * poly * Math.exp(-x * x);
  return z >= 0 ? 1 - half : half;
}

function openMarketTiers(count: number, priceSpread: number, ctrSpread: number): ReadonlyArray<Tier> {
  const places = Array.from({ length: count }, (_, k) => normalQuantile((k + 0.5) / count));
  const spread = Math.sqrt(places.reduce((sum, z) => sum + z * z, 0) / count);
  const meanCtr = places.reduce((sum, z) => sum + Math.exp((ctrSpread * z) / spread), 0) / count;
  return places.map((z) => ({
    weight: 1 / count,
    price: Math.exp((priceSpread * z) / spread),
    ctr: Math.exp((ctrSpread * z) / spread) / meanCtr,
  }));
}
