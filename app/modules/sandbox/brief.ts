// What a run asks for and may be known about it: the product, its margin, the money, the public side of the market. Pure, browser-safe.
import type { ChannelId } from './market/channels';
import type { PublicWorld } from './market/world';

/** Simulated days of a run. */
export const RUN_DAYS = 28;
/** Money of a run per simulated day, integer micros: enough for about two hundred orders in four weeks. */
export const RUN_DAILY_MICROS = 300_000_000;
/** The channels of a run, in the order of the pages. All are paid in an auction, and an order is worth the same on each. */
export const RUN_CHANNELS = ['search', 'social', 'video', 'display'] as const satisfies ReadonlyArray<ChannelId>;
export type RunChannel = (typeof RUN_CHANNELS)[number];
/** Audience segments of a run's market. */
export const RUN_SEGMENTS = 6;

/** What may be sold, and how many of it an average order holds. */
const ITEMS_PER_ORDER = { coffee: 3, backpack: 1, lamp: 2, planner: 2 } as const;
export type ProductId = keyof typeof ITEMS_PER_ORDER;
export const PRODUCT_IDS = Object.keys(ITEMS_PER_ORDER) as ReadonlyArray<ProductId>;

/** Money is integer micros of `currency`. Everything in a brief may be shown. */
export type Brief = {
  /** The market's version: another one would play another world. */
  engineVersion: number;
  product: ProductId;
  itemsPerOrder: number;
  currency: 'EUR';
  /** Of one item. */
  priceMicros: number;
  /** Revenue of an average order. */
  orderValueMicros: number;
  /** What an average order leaves after product and shipping: the cost per order at which it earns nothing. */
  marginMicros: number;
  /** For all days together. */
  budgetMicros: number;
  days: number;
  market: PublicWorld;
};

/** Share of what the untouched starting plan pays per order that may be paid at most: doing nothing loses, deciding well earns. */
const ASKED = 0.9;
/** Margins that a shop may plausibly have, as a share of the order value. */
export const PLAUSIBLE_MARGIN = { low: 0.35, high: 0.82 } as const;

/** The margin, as a share of the order value, that makes a market fairly hard when the starting plan pays `costMicros` per order. */
export function fairMargin(costMicros: number, orderValueMicros: number): number {
  return (ASKED * costMicros) / orderValueMicros;
}

/**
 * The brief for a market. `marginShare` is clamped to what is plausible; margin and price are rounded to whole units of the
 * currency.
 */
export function makeBrief(market: PublicWorld, engineVersion: number, marginShare: number, product: ProductId): Brief {
  const itemsPerOrder = ITEMS_PER_ORDER[product];
  const share = Math.min(PLAUSIBLE_MARGIN.high, Math.max(PLAUSIBLE_MARGIN.low, marginShare));
  return {
    engineVersion,
    product,
    itemsPerOrder,
    currency: 'EUR',
    priceMicros: wholeUnits(market.orderValueMicros / itemsPerOrder),
    orderValueMicros: market.orderValueMicros,
    marginMicros: wholeUnits(market.orderValueMicros * share),
    budgetMicros: RUN_DAILY_MICROS * RUN_DAYS,
    days: RUN_DAYS,
    market,
  };
}

function wholeUnits(micros: number): number {
  return Math.round(micros / 1_000_000) * 1_000_000;
}
