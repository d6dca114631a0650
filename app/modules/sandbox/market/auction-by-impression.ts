// The auction played one impression at a time: slow, obvious, and the judge of auction.ts. Used by tests and benches only.

import { type AuctionPoint, type Market } from './auction';
import { type Key, normalQuantile, poissonQuantile, uniform } from './random';

/**
 * Spread of ln(click rate) between impressions of one kind of place, which no bidder sees in time and no price reflects. It changes no
 * mean, so auction.ts need not know it; it is set so that price and ln(click rate) of single impressions correlate as on iPinYou (0.27).
 */
export const UNPRICED_CTR_SPREAD = 0.85;

export type PlayedAuctions = AuctionPoint & {
  /** correlation of price and ln(click rate) over the impressions won */
  priceCtrCorrelation: number;
  /** every price paid per impression, in median competing bids; empty unless asked for */
  prices: Array<number>;
};

/**
 * Plays `rounds` opportunities at rank score `score` (in median competing bids) and counts.
 * Competitors are drawn, sorted and beaten one by one; no formula of auction.ts is used.
 */
export function playAuctions(
  market: Market,
  score: number,
  rounds: number,
  key: Key,
  keepPrices = false,
): PlayedAuctions {
  let counter = 0;
  const draw = () => uniform(key, 0, counter++);
  let impressions = 0;
  let clicks = 0;
  let cost = 0;
  let events = 0;
  let squares = 0;
  const moments = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  const prices: Array<number> = [];
  for (let round = 0; round < rounds; round++) {
    const tier = pickTier(market, draw());
    const own = (score * tier.ctr) / tier.price;
    if (own < market.reserve) continue;
    let above = 0;
    let price = market.reserve;
    const rivals = poissonQuantile(market.kappa, draw());
    for (let i = 0; i < rivals; i++) {
      const bid = Math.exp(market.sigma * normalQuantile(draw()));
      if (bid > own) above += 1;
      else if (bid > price) price = bid;
    }
    const exposure = market.slots[above];
    if (exposure === undefined) continue;
    const paid = price * tier.price;
    impressions += 1;
    clicks += tier.ctr * exposure;
    if (market.billing === 'click') {
      cost += paid * exposure;
      events += tier.ctr * exposure;
      squares += (paid * paid * exposure) / tier.ctr;
    } else {
      cost += paid;
      events += 1;
      squares += paid * paid;
    }
    const x = paid;
    const y = Math.log(tier.ctr) + UNPRICED_CTR_SPREAD * normalQuantile(draw());
    moments.n += 1;
    moments.x += x;
    moments.y += y;
    moments.xx += x * x;
    moments.yy += y * y;
    moments.xy += x * y;
    if (keepPrices) prices.push(paid);
  }
  return {
    impressions: impressions / rounds,
    clicks: clicks / rounds,
    cost: cost / rounds,
    priceCv: cost > 0 ? Math.sqrt(Math.max(0, (squares * events) / (cost * cost) - 1)) : 0,
    priceCtrCorrelation: correlation(moments),
    prices,
  };
}

function pickTier(market: Market, u: number) {
  let below = 0;
  for (const tier of market.tiers) {
    below += tier.weight;
    if (u < below) return tier;
  }
  return market.tiers[market.tiers.length - 1]!;
}

function correlation(m: { n: number; x: number; y: number; xx: number; yy: number; xy: number }): number {
  const covariance = m.xy / m.n - (m.x / m.n) * (m.y / m.n);
  const spreadX = m.xx / m.n - (m.x / m.n) ** 2;
  const spreadY = m.yy / m.n - (m.y / m.n) ** 2;
  return spreadX > 0 && spreadY > 0 ? covariance / Math.sqrt(spreadX * spreadY) : 0;
}
