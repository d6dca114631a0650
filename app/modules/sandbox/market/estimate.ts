// The builder's live estimate of what a draft will deliver: made from public facts and priors alone, never from the hidden world.

import { dateOf, parseDate } from './calendar';
import { type CampaignPlan, checkPlan, type Plan } from './plan';
import { reachAndFrequency } from './response';
import { maturingRows, summarise, type Summary } from './rows';
import { simulate } from './simulate';
import { createWorld, type HiddenWorld, type PublicWorld } from './world';

/** The middle of what may happen, and the range that holds four outcomes in five. */
export type Range = { low: number; middle: number; high: number };

/** Per day, on average over the first week. Conversions count however late they come. */
export type DeliveryEstimate = {
  impressions: Range;
  clicks: Range;
  spendMicros: Range;
  conversions: Range;
  revenueMicros: Range;
  /** people who see it at least once in the week */
  reachInWeek: Range;
  /** null when nothing would be delivered */
  cpcMicros: Range | null;
  cpaMicros: Range | null;
};

const ESTIMATE_DAYS = 7;
const PRIOR_WORLDS = 40;

/**
 * What `draft` would deliver if it ran alone from its start day, or null while it cannot run (faults, no ad, no segment).
 *
 * Plays the draft for a week in 40 worlds drawn from the same prior as the learner's (with the learner's own public audience
 * sizes and order value) and takes the 10th, 50th and 90th percentile. Everything unknown is in the range: the channel's
 * strength, tastes, competition, luck. It is wide because not knowing is; it narrows for nobody, since it looks at no results.
 * Statuses are ignored: a paused draft is estimated as if it ran.
 */
export function estimateDelivery(market: PublicWorld, draft: CampaignPlan): DeliveryEstimate | null {
  const plan = runnable(draft);
  if (checkPlan(plan, market).length > 0) return null;
  const ready = draft.adGroups.some((group) => group.segments.length > 0 && group.ads.length > 0);
  if (!ready) return null;
  const audience = new Set(draft.adGroups.flatMap((group) => (group.ads.length > 0 ? group.segments : [])));
  const people = market.segments.reduce((sum, segment) => sum + (audience.has(segment.id) ? segment.people : 0), 0);
  const outcomes = priorWorlds(market, draft).map((world, i) => {
    const { rows, state } = simulate(world, plan, { days: ESTIMATE_DAYS, noiseSeed: `prior/${i}` });
    return summarise([...rows, ...maturingRows(state.pending)]);
  });
  const perDay = (figure: (summary: Summary) => number) => range(outcomes.map((one) => figure(one) / ESTIMATE_DAYS));
  return {
    impressions: perDay((one) => one.impressions),
    clicks: perDay((one) => one.clicks),
    spendMicros: perDay((one) => one.spendMicros),
    conversions: perDay((one) => one.conversions),
    revenueMicros: perDay((one) => one.revenueMicros),
    reachInWeek: range(outcomes.map((one) => reachAndFrequency(one.impressions, people).people)),
    cpcMicros: rangeOfKnown(outcomes.map((one) => one.cpcMicros)),
    cpaMicros: rangeOfKnown(outcomes.map((one) => one.cpaMicros)),
  };
}

function runnable(draft: CampaignPlan): Plan {
  const adGroups = draft.adGroups.map((group) => ({
    ...group,
    status: 'active' as const,
    ads: group.ads.map((ad) => ({ ...ad, status: 'active' as const })),
  }));
  return { campaigns: [{ ...draft, status: 'active', startDay: 0, endDay: null, adGroups }] };
}

let remembered: { key: string; worlds: Array<HiddenWorld> } = { key: '', worlds: [] };

/** Worlds as the learner's might be. The last set is kept: a builder asks again at every keystroke. */
function priorWorlds(market: PublicWorld, { channel, startDay }: CampaignPlan): Array<HiddenWorld> {
  const key = JSON.stringify([market, channel, startDay]);
  if (remembered.key === key) return remembered.worlds;
  const options = {
    startDate: dateOf(parseDate(market.startDate) + startDay),
    channels: [channel],
    segmentCount: market.segments.length,
  };
  const worlds = Array.from({ length: PRIOR_WORLDS }, (_, i): HiddenWorld => {
    const world = createWorld(`prior/${i}`, options);
    const segments = world.segments.map((segment, s) => ({ ...segment, people: market.segments[s]!.people }));
    return { ...world, segments, orderValueMicros: market.orderValueMicros };
  });
  remembered = { key, worlds };
  return worlds;
}

function rangeOfKnown(values: ReadonlyArray<number | null>): Range | null {
  const known = values.filter((value) => value !== null);
  return known.length >= values.length / 2 ? range(known) : null;
}

function range(values: ReadonlyArray<number>): Range {
  const sorted = [...values].sort((left, right) => left - right);
  return { low: quantile(sorted, 0.1), middle: quantile(sorted, 0.5), high: quantile(sorted, 0.9) };
}

function quantile(sorted: ReadonlyArray<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const low = sorted[Math.floor(position)]!;
  return low + ((sorted[Math.ceil(position)] ?? low) - low) * (position - Math.floor(position));
}
