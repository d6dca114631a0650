// Why the cost per order differs between two periods or two plans: an exact split into price, clicks, orders and mix. Pure, browser-safe.
import { channelPrior } from './market/channels';
import { type Row, rowsKnownOn, summariseBy, type Summary } from './market/rows';
import { RUN_CHANNELS, type RunChannel } from './brief';

/**
 * `price`: what a click (search) or a thousand impressions (the others) costs. `clicks`: how many of the people who see an ad
 * click (nothing for search, which pays per click). `orders`: how many of those who click buy. `mix`: money moved between channels.
 */
export const CHANGE_CAUSES = ['price', 'clicks', 'orders', 'mix'] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

export type ChangePart = {
  cause: ChangeCause;
  /** Added to the cost per order by this cause, micros with fraction; negative is cheaper. */
  micros: number;
  /** The channel that did most of it; null for the mix, which is about all of them. */
  channel: RunChannel | null;
};

export type CostChange = {
  fromMicros: number;
  toMicros: number;
  ordersBefore: number;
  ordersAfter: number;
  /** One per cause, in the order of `CHANGE_CAUSES`; their micros sum to `toMicros - fromMicros`. */
  parts: Array<ChangePart>;
};

export type Figures = Pick<Summary, 'impressions' | 'clicks' | 'spendMicros' | 'conversions'>;
export type ChannelFigures = ReadonlyArray<Figures & { channel: RunChannel }>;

/** Logarithmic mean of two positive numbers: between both, and `a` when they agree. */
export function logMean(a: number, b: number): number {
  const ratio = Math.log(a / b);
  // Near equality the quotient loses its digits; the series does not.
  return Math.abs(ratio) < 1e-6 ? (a + b) / 2 : (a - b) / ratio;
}

/**
 * Splits the change of cost per order C = S / O, or gives null when a side has no spend or no order.
 *
 * Orders per unit of money are a sum over channels, R = 1 / C = sum_i v_i with
 *   v_i = o_i / S = s_i (1 / p_i) c_i q_i
 * where s_i is the channel's share of spend, p_i its price, c_i its click rate and q_i its orders per click. The logarithmic mean
 * L turns each channel's difference into a sum without remainder, v_i' - v_i = sum_k L(v_i', v_i) ln(x_ik' / x_ik), and
 * C' - C = -(L(C', C) / L(R', R)) (R' - R) carries it over to the cost.
 * Source: B. W. Ang, "The LMDI approach to decomposition analysis: a practical guide", Energy Policy 33 (2005).
 *
 * A channel without orders on one side has no logarithm. Its difference goes to the mix as far as its share of spend shrank
 * towards that side, and the rest to what is 0 there (no click: clicks; else orders). The limit of the formula would give all of
 * it to the latter, and call a channel that was switched off for a few cents before the end unlucky.
 */
export function costChange(before: ChannelFigures, after: ChannelFigures): CostChange | null {
  const [a, b] = [totalsOf(before), totalsOf(after)];
  if (!(a.spend > 0 && b.spend > 0 && a.orders > 0 && b.orders > 0)) return null;
  const fromMicros = a.spend / a.orders;
  const toMicros = b.spend / b.orders;
  const scale = -logMean(toMicros, fromMicros) / logMean(1 / toMicros, 1 / fromMicros);
  const amounts = RUN_CHANNELS.map((channel) => {
    const [x, y] = [find(before, channel), find(after, channel)];
    return { channel, effects: channelEffects(channel, x, a.spend, y, b.spend) };
  });
  const parts = CHANGE_CAUSES.map((cause): ChangePart => {
    const each = amounts.map(({ channel, effects }) => ({ channel, micros: scale * effects[cause] }));
    const micros = each.reduce((sum, one) => sum + one.micros, 0);
    const most = each.reduce((best, one) =>
      one.micros * Math.sign(micros) > best.micros * Math.sign(micros) ? one : best,
    );
    return { cause, micros, channel: cause === 'mix' || micros === 0 ? null : most.channel };
  });
  return { fromMicros, toMicros, ordersBefore: a.orders, ordersAfter: b.orders, parts };
}

type Effects = Record<ChangeCause, number>;

/** What each cause adds to the channel's orders per unit of the account's money. */
function channelEffects(
  channel: RunChannel,
  before: Figures,
  spendBefore: number,
  after: Figures,
  spendAfter: number,
): Effects {
  const effects: Effects = { price: 0, clicks: 0, orders: 0, mix: 0 };
  const [v, w] = [before.conversions / spendBefore, after.conversions / spendAfter];
  if (v === 0 || w === 0) {
    const [s, t] = [before.spendMicros / spendBefore, after.spendMicros / spendAfter];
    const kept = w === 0 ? keptShare(s, t) : keptShare(t, s);
    const cause = (w === 0 ? after : before).clicks === 0 ? 'clicks' : 'orders';
    effects.mix = (w - v) * (1 - kept);
    effects[cause] = (w - v) * kept;
    return effects;
  }
  const weight = logMean(w, v);
  const x = factors(channel, before, spendBefore);
  const y = factors(channel, after, spendAfter);
  for (const cause of CHANGE_CAUSES) effects[cause] = weight * Math.log(y[cause] / x[cause]);
  return effects;
}

function factors(
  channel: RunChannel,
  { impressions, clicks, spendMicros, conversions }: Figures,
  spend: number,
): Effects {
  const perClick = channelPrior(channel).billing === 'click';
  return {
    price: (perClick ? clicks : impressions) / spendMicros,
    clicks: perClick ? 1 : clicks / impressions,
    orders: conversions / clicks,
    mix: spendMicros / spend,
  };
}

/** How much of its share of spend a channel kept on the side without orders, 0 to 1. */
function keptShare(withOrders: number, without: number): number {
  return withOrders > 0 ? Math.min(1, without / withOrders) : 1;
}

function totalsOf(figures: ChannelFigures) {
  return {
    spend: figures.reduce((sum, one) => sum + one.spendMicros, 0),
    orders: figures.reduce((sum, one) => sum + one.conversions, 0),
  };
}

const NONE: Figures = { impressions: 0, clicks: 0, spendMicros: 0, conversions: 0 };

function find(figures: ChannelFigures, channel: RunChannel): Figures {
  return figures.find((one) => one.channel === channel) ?? NONE;
}

/** Two neighbouring periods of a run, days counted from 1, both ends included. */
export type Span = { from: number; to: number };
export type PeriodChange = CostChange & { before: Span; after: Span };

const LONGEST_PERIOD = 7;

/**
 * The last week against the one before, or the two halves of what there is before day 14; null before the second day or without
 * orders. Each period is counted as it was known on the evening of its own last day: orders that came in later would make the
 * older period look better than the newer one ever could.
 */
export function recentChange(rows: ReadonlyArray<Row>, day: number): PeriodChange | null {
  const length = Math.min(LONGEST_PERIOD, Math.floor(day / 2));
  if (length === 0) return null;
  const before = { from: day - 2 * length + 1, to: day - length };
  const after = { from: day - length + 1, to: day };
  const change = costChange(figuresOf(rows, before), figuresOf(rows, after));
  return change && { ...change, before, after };
}

function figuresOf(rows: ReadonlyArray<Row>, { from, to }: Span): ChannelFigures {
  const known = rowsKnownOn(rows, to - 1).filter((row) => row.day >= from - 1 && row.day < to);
  const byChannel = summariseBy(known, (row) => row.campaignId);
  return RUN_CHANNELS.map((channel) => ({ channel, ...(byChannel.get(channel) ?? NONE) }));
}
