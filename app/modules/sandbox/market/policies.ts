// Two advertisers to measure others against: one who splits evenly and leaves, one who learns. Both see only what anybody may see.

import { bestSplit, splitMicros } from './allocation';
import { HOUR_SHARES } from './calendar';
import { type ChannelId } from './channels';
import { type Creative, creativeKey } from './creative';
import { reportedShare } from './delay';
import { type AdPlan, type CampaignPlan, type Plan } from './plan';
import { keyOf, normal, STREAM } from './random';
import { type Row, rowsKnownOn, summarise } from './rows';
import { simulate } from './simulate';
import { type MarketState } from './state';
import { type HiddenWorld, type PublicWorld, type SegmentId } from './world';

/** What an advertiser is asked to do: bring the most revenue for this budget with these creatives. */
export type Brief = {
  channels: ReadonlyArray<ChannelId>;
  creatives: ReadonlyArray<Creative>;
  /** for the whole account, integer micros */
  dailyBudgetMicros: number;
  days: number;
};

/** What is known on the morning of `day`: everything reported until the evening before. */
export type Observation = { day: number; rows: ReadonlyArray<Row> };

export type Policy = {
  name: string;
  /** decides on the morning of each day, from that day and those rows alone; the same plan again is no edit */
  decide(seen: Observation): Plan;
};

/** Equal shares for every channel, everybody, every creative, lowest cost per conversion; never looked at again. */
export function naivePolicy(world: PublicWorld, brief: Brief): Policy {
  const even = brief.channels.map(() => 1);
  const plan = splitPlan(world, brief, even);
  return { name: 'naive', decide: () => plan };
}

/** Worth of prior knowledge, in conversions: channels differ by a factor of two between worlds. */
const PRIOR_CONVERSIONS = 1.5;
const PRIOR_SEGMENT_CONVERSIONS = 6;
const REVIEW_DAYS: ReadonlyArray<number> = [3, 6, 10, 15, 20];
const POSTERIOR_DRAWS = 64;
/** Nothing is given up before the end: something might still be learned. */
const SMALLEST_SHARE = 0.01;
/** A segment is left out when even one standard error better it would return less than this share of the account's mean. */
const WEAK_SEGMENT = 0.6;

/**
 * Thompson sampling over channels with a marginal-return allocator, on the same information a learner has.
 *
 * A channel's return is Gamma-distributed around the account's mean: conversions x value over effective spend, where effective
 * spend is sum_d (spend_d / even share)^e x the share of day d's conversions reported by now (`reportedShare`), so recent days do
 * not look bad. Each review averages `bestSplit` over 64 posterior draws: what may still be best keeps being tried. Segments are
 * compared over all channels together and left out when weak. Five reviews in four weeks, because each large change makes the
 * platform learn anew.
 */
export function referencePolicy(world: PublicWorld, brief: Brief, seed: string | number = 0): Policy {
  const even = brief.channels.map(() => 1);
  let decided = { review: 0, plan: splitPlan(world, brief, even) };
  return {
    name: 'reference',
    decide({ day, rows }) {
      const review = REVIEW_DAYS.filter((reviewDay) => reviewDay <= day).at(-1) ?? 0;
      if (review !== decided.review) {
        const known = rowsKnownOn(rows, review - 1);
        const channels = brief.channels.map((channel) => channelEvidence(world, brief, channel, known, review));
        const plan = splitPlan(world, brief, allocate(channels, review, seed), strongSegments(world, known, review));
        decided = { review, plan };
      }
      return decided.plan;
    },
  };
}

type ChannelEvidence = {
  channel: ChannelId;
  conversions: number;
  effective: number;
  value: number;
  elasticity: number;
};

function channelEvidence(
  world: PublicWorld,
  brief: Brief,
  channel: ChannelId,
  rows: ReadonlyArray<Row>,
  day: number,
): ChannelEvidence {
  const { valueFactor, elasticity } = world.channels.find((candidate) => candidate.id === channel)!;
  const evenBudget = brief.dailyBudgetMicros / brief.channels.length;
  const spendByDay = new Map<number, number>();
  let conversions = 0;
  for (const row of rows) {
    if (row.campaignId !== channel) continue;
    spendByDay.set(row.day, (spendByDay.get(row.day) ?? 0) + row.spendMicros);
    conversions += row.conversions;
  }
  let effective = 0;
  for (const [spendDay, micros] of spendByDay) {
    effective += (micros / evenBudget) ** elasticity * reportedShare(day - 1 - spendDay, HOUR_SHARES);
  }
  return { channel, conversions, effective, value: valueFactor, elasticity };
}

/** Mean over posterior draws of the best split; one weight per channel. */
function allocate(channels: ReadonlyArray<ChannelEvidence>, day: number, seed: string | number): Array<number> {
  const effective = channels.reduce((sum, one) => sum + one.effective, 0);
  const value = channels.reduce((sum, one) => sum + one.conversions * one.value, 0);
  const usual = effective > 0 ? (value + 1) / effective : 1;
  const posterior = channels.map((one) => {
    const shape = one.conversions + PRIOR_CONVERSIONS;
    const mean = (shape * one.value) / (one.effective + (PRIOR_CONVERSIONS * one.value) / usual);
    return { ...one, mean, spread: Math.sqrt(Math.log1p(1 / shape)) };
  });
  const shares = channels.map(() => SMALLEST_SHARE);
  for (let draw = 0; draw < POSTERIOR_DRAWS; draw++) {
    const curves = posterior.map(({ channel, mean, spread, elasticity }) => {
      const luck = spread * normal(keyOf('policy', seed, channel), STREAM.policy, day * POSTERIOR_DRAWS + draw);
      return { value: mean * Math.exp(luck - spread ** 2 / 2), elasticity };
    });
    bestSplit(curves).forEach((share, i) => (shares[i] = shares[i]! + share / POSTERIOR_DRAWS));
  }
  return shares;
}

/** Segments whose revenue per spend, shrunk to the account's mean, is not clearly weak; all of them until there is evidence. */
function strongSegments(world: PublicWorld, rows: ReadonlyArray<Row>, day: number): Array<SegmentId> {
  const facts = world.segments.map(({ id }) => {
    const own = rows.filter((row) => row.segmentId === id);
    const { revenueMicros, conversions } = summarise(own);
    const spend = own.reduce((sum, row) => sum + row.spendMicros * reportedShare(day - 1 - row.day, HOUR_SHARES), 0);
    return { id, spend, revenueMicros, conversions };
  });
  const total = (figure: (fact: (typeof facts)[number]) => number) =>
    facts.reduce((sum, fact) => sum + figure(fact), 0);
  const revenue = total((fact) => fact.revenueMicros);
  if (revenue === 0) return facts.map((fact) => fact.id);
  const priorRevenue = (PRIOR_SEGMENT_CONVERSIONS * revenue) / total((fact) => fact.conversions);
  const spend = total((fact) => fact.spend);
  const strong = facts.filter((fact) => {
    const expected = (fact.spend * revenue) / spend;
    const index = (fact.revenueMicros + priorRevenue) / (expected + priorRevenue);
    return index * Math.exp(1 / Math.sqrt(fact.conversions + PRIOR_SEGMENT_CONVERSIONS)) >= WEAK_SEGMENT;
  });
  return (strong.length > 0 ? strong : facts).map((fact) => fact.id);
}

/**
 * A plan with one campaign per channel (its id is the channel's), one ad group for `segments` (default all), every creative, and the
 * account's budget split in proportion to `weights`, to the micro.
 */
export function splitPlan(
  world: PublicWorld,
  brief: Brief,
  weights: ReadonlyArray<number>,
  segments: ReadonlyArray<SegmentId> = world.segments.map((segment) => segment.id),
): Plan {
  const budgets = splitMicros(brief.dailyBudgetMicros, weights);
  const campaigns = brief.channels.map((channel, i): CampaignPlan => {
    const ads = brief.creatives.map((creative): AdPlan => ({
      id: `${channel}-${creativeKey(creative)}`,
      status: 'active',
      creative,
    }));
    return {
      id: channel,
      channel,
      status: budgets[i]! > 0 ? 'active' : 'paused',
      dailyBudgetMicros: Math.max(1, budgets[i]!),
      lifetimeBudgetMicros: null,
      pacing: 'standard',
      bidding: { kind: 'lowest-cost', goal: 'conversions', bidCapMicros: null },
      attributionDays: 30,
      startDay: 0,
      endDay: null,
      adGroups: [{ id: `${channel}-everyone`, status: 'active', segments, rotation: 'optimised', ads }],
    };
  });
  return { campaigns };
}

export type PolicyRun = { rows: Array<Row>; state: MarketState; decisions: Array<{ day: number; plan: Plan }> };

/** Lets a policy run an account day by day, reporting by segment; `decisions` holds the plans that differed from the day before's. */
export function runPolicy(
  world: HiddenWorld,
  policy: Policy,
  options: { days: number; noiseSeed: string | number },
): PolicyRun {
  const rows: Array<Row> = [];
  const decisions: PolicyRun['decisions'] = [];
  let from: MarketState | undefined;
  let plan: Plan | null = null;
  for (let day = 0; day < options.days; day++) {
    const next = policy.decide({ day, rows });
    if (next !== plan) decisions.push({ day, plan: next });
    plan = next;
    const step = simulate(world, plan, { days: 1, noiseSeed: options.noiseSeed, from, bySegment: true });
    rows.push(...step.rows);
    from = step.state;
  }
  if (!from) throw new RangeError('a policy needs at least one day');
  return { rows, state: from, decisions };
}
