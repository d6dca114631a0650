// The end of a run: the person's results beside those of the starting plan left alone, on the same luck. Pure, browser-safe.
import { summariseBy, type Row, type Summary } from './market/rows';
import { type Brief, RUN_CHANNELS, type RunChannel } from './brief';
import { type ChannelFigures, type CostChange, costChange } from './change';
import { profitMicros } from './results';

/** One side's end result per channel; `conversions` include those reported after the last day. */
export type Outcome = {
  channels: Array<{
    channel: RunChannel;
    impressions: number;
    clicks: number;
    spendMicros: number;
    conversions: number;
    revenueMicros: number;
  }>;
  /** Of the conversions, those reported after the last day. */
  lateOrders: number;
};

export type OutcomePair = { yours: Outcome; untouched: Outcome };

/** `maturing` are the rows of conversions decided but not yet reported on the last evening. */
export function makeOutcome(rows: ReadonlyArray<Row>, maturing: ReadonlyArray<Row>): Outcome {
  const byChannel = summariseBy([...rows, ...maturing], (row) => row.campaignId);
  return {
    channels: RUN_CHANNELS.map((channel) => {
      const {
        impressions = 0,
        clicks = 0,
        spendMicros = 0,
        conversions = 0,
        revenueMicros = 0,
      } = byChannel.get(channel) ?? ({} as Partial<Summary>);
      return { channel, impressions, clicks, spendMicros, conversions, revenueMicros };
    }),
    lateOrders: maturing.reduce((sum, row) => sum + row.conversions, 0),
  };
}

export type SideResult = {
  orders: number;
  lateOrders: number;
  spendMicros: number;
  revenueMicros: number;
  /** Null without an order. */
  costPerOrderMicros: number | null;
  roas: number | null;
  profitMicros: number;
  channels: Outcome['channels'];
};

export type Debrief = {
  yours: SideResult;
  untouched: SideResult;
  /** At least one order, and the cost per order at or under break-even. */
  reachedGoal: boolean;
  /** No decision differed, so nothing can be compared. */
  same: boolean;
  /** From the untouched plan's cost per order to the person's; null when either has no order. */
  change: CostChange | null;
};

export function makeDebrief(brief: Brief, { yours, untouched }: OutcomePair): Debrief {
  const [mine, theirs] = [toSide(yours, brief), toSide(untouched, brief)];
  const cost = mine.costPerOrderMicros;
  return {
    yours: mine,
    untouched: theirs,
    reachedGoal: cost !== null && cost <= brief.marginMicros,
    same: JSON.stringify(yours.channels) === JSON.stringify(untouched.channels),
    change: costChange(untouched.channels satisfies ChannelFigures, yours.channels),
  };
}

function toSide({ channels, lateOrders }: Outcome, { marginMicros }: Brief): SideResult {
  const sum = (figure: 'conversions' | 'spendMicros' | 'revenueMicros') =>
    channels.reduce((total, one) => total + one[figure], 0);
  const [orders, spendMicros, revenueMicros] = [sum('conversions'), sum('spendMicros'), sum('revenueMicros')];
  return {
    orders,
    lateOrders,
    spendMicros,
    revenueMicros,
    costPerOrderMicros: orders > 0 ? spendMicros / orders : null,
    roas: spendMicros > 0 ? revenueMicros / spendMicros : null,
    profitMicros: profitMicros({ conversions: orders, spendMicros }, marginMicros),
    channels,
  };
}
