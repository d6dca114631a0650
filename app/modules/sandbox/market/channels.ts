// The six channels as anyone may know them: benchmarks, auction shape, billing. What differs from world to world lives in world.ts.

export const CHANNEL_IDS = ['search', 'social', 'video', 'display', 'professional', 'email'] as const;
export type ChannelId = (typeof CHANNEL_IDS)[number];

/** `click`: charged per click at a second price. `impression`: per impression. `send`: a posted price per mail, no auction. */
export type Billing = 'click' | 'impression' | 'send';

export type ChannelPrior = {
  billing: Billing;
  /** price of a thousand impressions, in micros, when an ad wins 4 % of the opportunities */
  referenceCpmMicros: number;
  /** standard deviation of the logarithm of a competitor's bid */
  bidSpread: number;
  /** mean number of competitors per opportunity */
  competitors: number;
  /** chance of being seen in each slot, relative to the first */
  slots: ReadonlyArray<number>;
  /** reserve price relative to the median competitor's bid */
  reserve: number;
  /** what trade reports publish as usual, over all positions */
  benchmarkCtr: number;
  benchmarkCvr: number;
  /** click-through rate of a middling ad in the first slot, unfatigued */
  baseCtr: number;
  /** conversion rate of a middling click */
  baseCvr: number;
  /** opportunities per person and day */
  opportunities: number;
  /** revenue of a conversion relative to the world's order value: business leads are worth more than a shop order */
  valueFactor: number;
  /** d ln(conversions) / d ln(spend) at lab budgets, as measured on this market over many worlds */
  elasticity: number;
  /** 1: exposure tires people in full; 0: never (search answers a question) */
  fatigue: number;
};

const USD = 1_000_000;

/**
 * Benchmarks: search WordStream/LocaliQ 2025 (CTR 6.66 %, CPC $5.26, CVR 7.52 %); social WordStream (CTR 1.51 %, CPC $0.83,
 * hence CPM $12.5); professional ZenABM 2026 (CTR 0.42 %, CPM $59 median);
 * display iPinYou 2013 (CTR 0.03 to 0.08 %, spread of ln price 0.84 to 1.18); email Mailchimp 2019 (clicks 2.9 %).
 * Competitors, spread, opportunities, baseCvr of email and every valueFactor are modelling choices: they are set so that
 * before anything is known all channels have the same expected return (see "Game balance" in the README).
 */
export const CHANNELS = {
  search: {
    billing: 'click',
    referenceCpmMicros: 250 * USD,
    bidSpread: 0.7,
    competitors: 6,
    slots: [1, 0.55, 0.3],
    reserve: 0.3,
    benchmarkCtr: 0.0666,
    benchmarkCvr: 0.0752,
    baseCtr: 0.17,
    baseCvr: 0.085,
    opportunities: 0.02,
    valueFactor: 1,
    elasticity: 0.74,
    fatigue: 0,
  },
  social: {
    billing: 'impression',
    referenceCpmMicros: 12.5 * USD,
    bidSpread: 0.6,
    competitors: 18,
    slots: [1],
    reserve: 0.3,
    benchmarkCtr: 0.0135,
    benchmarkCvr: 0.022,
    baseCtr: 0.02,
    baseCvr: 0.0115,
    opportunities: 6,
    valueFactor: 1,
    elasticity: 0.82,
    fatigue: 1,
  },
  video: {
    billing: 'impression',
    referenceCpmMicros: 7.9 * USD,
    bidSpread: 0.6,
    competitors: 14,
    slots: [1],
    reserve: 0.3,
    benchmarkCtr: 0.0085,
    benchmarkCvr: 0.022,
    baseCtr: 0.0125,
    baseCvr: 0.0135,
    opportunities: 8,
    valueFactor: 1,
    elasticity: 0.74,
    fatigue: 1,
  },
  display: {
    billing: 'impression',
    referenceCpmMicros: 1.8 * USD,
    bidSpread: 1,
    competitors: 12,
    slots: [1],
    reserve: 0.15,
    benchmarkCtr: 0.0008,
    benchmarkCvr: 0.02,
    baseCtr: 0.00135,
    baseCvr: 0.027,
    opportunities: 12,
    valueFactor: 1,
    elasticity: 0.69,
    fatigue: 0.5,
  },
  professional: {
    billing: 'impression',
    referenceCpmMicros: 59 * USD,
    bidSpread: 0.6,
    competitors: 12,
    slots: [1],
    reserve: 0.3,
    benchmarkCtr: 0.0042,
    benchmarkCvr: 0.04,
    baseCtr: 0.005,
    baseCvr: 0.04,
    opportunities: 0.8,
    valueFactor: 6.5,
    elasticity: 0.84,
    fatigue: 1,
  },
  email: {
    billing: 'send',
    referenceCpmMicros: 18 * USD,
    bidSpread: 0,
    competitors: 0,
    slots: [1],
    reserve: 1,
    benchmarkCtr: 0.029,
    benchmarkCvr: 0.01,
    baseCtr: 0.029,
    baseCvr: 0.0115,
    opportunities: 0.06,
    valueFactor: 1,
    elasticity: 0.92,
    fatigue: 1,
  },
} as const satisfies Record<ChannelId, ChannelPrior>;

/** Spread of the hidden efficiency of a channel between worlds, in ln(conversion rate). A choice of game balance: see the README. */
export const EFFICIENCY_SPREAD = 0.6;

export function channelPrior(id: ChannelId): ChannelPrior {
  return CHANNELS[id];
}
