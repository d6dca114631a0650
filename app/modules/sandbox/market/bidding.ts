// How the platform bids for its advertisers: pacing, target-CPA steering, and what it has learned so far.

import { gridPosition, interpolate } from './auction';
import { HOUR_SHARES, HOURS_PER_DAY } from './calendar';
import { type LiveCampaign, type LiveGroup, type Serving } from './serving';
import { LEARNING_EVENTS } from './state';

/** The lowest share of its full bid that pacing leaves a campaign: manual and target bids, and lowest-cost ones. */
const LOWEST_PACE = 0.02;
const LOWEST_AUTOPILOT_PACE = 0.002;
const PACE_GAIN = 0.2;
const LARGEST_PACE_STEP = 0.4;
const PACE_SLACK = 1.25;

const STEER_FADE = 2 ** (-1 / 72);
const STEER_RANGE = { low: 0.2, high: 2.5 };
const LEAST_EVIDENCE = 0.5;
const EXPLORED_STEER = 1.5;
const EXPLORING_STEP = 1.1;
const STEER_STEP = { low: 0.8, high: 1.25 };

/** Spread of the platform's first guess of ln(rate), and the events after which its variance is halved. */
const LEARNING_SPREAD = 0.5;
const LEARNING_SCALE = 12;

/** Share of the rest of the day that falls into each hour: what standard pacing spends of the money left. */
const SHARE_OF_REST: ReadonlyArray<number> = HOUR_SHARES.map(
  (share, hour) => share / HOUR_SHARES.slice(hour).reduce((sum, later) => sum + later, 0),
);

/** Opens or closes a campaign for the hour and works out what it may still spend. */
export function openCampaign(campaign: LiveCampaign, hour: number): void {
  const { plan, state } = campaign;
  const day = Math.floor(hour / HOURS_PER_DAY);
  if (state.day !== day) {
    steerTarget(campaign);
    state.day = day;
    state.spentTodayMicros = 0;
  }
  const left = plan.dailyBudgetMicros - state.spentTodayMicros;
  const leftForLife = plan.lifetimeBudgetMicros === null ? Infinity : plan.lifetimeBudgetMicros - state.spentMicros;
  campaign.leftMicros = Math.max(0, Math.min(left, leftForLife));
  campaign.open =
    plan.status === 'active' &&
    day >= plan.startDay &&
    (plan.endDay === null || day < plan.endDay) &&
    campaign.leftMicros > 0;
  campaign.expectedMicros = 0;
  campaign.paidMicros = 0;
  campaign.modelled = 0;
  campaign.throttle = 1;
}

/** What standard pacing would like to spend in this hour, micros. */
export function hourTarget(campaign: LiveCampaign, hourOfDay: number): number {
  return campaign.leftMicros * (SHARE_OF_REST[hourOfDay] ?? 1);
}

/**
 * Sets the share of auctions to enter, once the hour's cost in full is known: never more than the money left buys, and with
 * standard pacing not far beyond the hour's target (near the reserve price a bid cannot be lowered finely enough).
 * A posted price cannot be paced by bidding less at all, so its sends are thinned to the target.
 */
export function throttleCampaign(campaign: LiveCampaign, hourOfDay: number): void {
  const slack = campaign.prior.billing === 'send' ? 1 : PACE_SLACK;
  const target = campaign.plan.pacing === 'standard' ? slack * hourTarget(campaign, hourOfDay) : Infinity;
  const most = Math.min(campaign.leftMicros, target);
  campaign.throttle = campaign.expectedMicros > most ? most / campaign.expectedMicros : 1;
}

/**
 * Moves the pace towards the hour's target: pace <- pace exp(clip(0.2 ln(target / expected), +-0.4)).
 * It steers on its own forecast of the hour; what was really spent comes back through the money left.
 * The gain is small because spend can rise with the eighth power of the bid where little is won: 0.5 would swing.
 */
export function pace(campaign: LiveCampaign, hourOfDay: number): void {
  if (campaign.plan.pacing === 'accelerated' || campaign.prior.billing === 'send') {
    campaign.state.pace = 1;
    return;
  }
  const target = hourTarget(campaign, hourOfDay);
  if (target <= 0) return;
  const gap = PACE_GAIN * Math.log(target / campaign.expectedMicros);
  const step = Math.max(-LARGEST_PACE_STEP, Math.min(LARGEST_PACE_STEP, gap));
  campaign.state.pace = Math.min(1, Math.max(lowestPace(campaign), (campaign.state.pace ?? 1) * Math.exp(step)));
}

function lowestPace(campaign: LiveCampaign): number {
  return campaign.plan.bidding.kind === 'lowest-cost' ? LOWEST_AUTOPILOT_PACE : LOWEST_PACE;
}

/**
 * The pace a new campaign begins with: the one whose spend over an average day would equal the budget, by bisection on the
 * closed form. Rivals within the account are counted as if they shared alike.
 */
export function openingPace(serving: Serving, index: number): number {
  const campaign = serving.campaigns[index]!;
  if (campaign.plan.pacing === 'accelerated' || campaign.prior.billing === 'send') return 1;
  let low = Math.log(lowestPace(campaign));
  let high = 0;
  if (averageDaySpend(serving, index, high) <= campaign.plan.dailyBudgetMicros) return 1;
  for (let i = 0; i < 18; i++) {
    const middle = (low + high) / 2;
    if (averageDaySpend(serving, index, middle) > campaign.plan.dailyBudgetMicros) high = middle;
    else low = middle;
  }
  return Math.exp((low + high) / 2);
}

function averageDaySpend(serving: Serving, index: number, lnPace: number): number {
  const { cells } = serving;
  const campaign = serving.campaigns[index]!;
  let spend = 0;
  for (const auction of serving.auctions) {
    const channel = serving.channels[auction.channel]!;
    if (channel.id !== campaign.plan.channel) continue;
    for (let i = auction.from; i < auction.to; i++) {
      if (cells.campaign[i] !== index) continue;
      let lnBid = campaign.lnFullBid + (campaign.bidsOnConversion ? cells.lnSeenCvr[i]! : 0) + lnPace;
      if (lnBid > campaign.lnBidCap) lnBid = campaign.lnBidCap;
      const position = gridPosition(channel.table, LN_1000 + lnBid + cells.lnCtr[i]! - auction.lnMedianMicros);
      if (position < 0) continue;
      const cost = interpolate(channel.table.cost, position) * Math.exp(auction.lnMedianMicros) * 0.001;
      spend += (cost * cells.opportunitiesPerDay[i]!) / (auction.to - auction.from);
    }
  }
  return spend;
}

export const LN_1000 = Math.log(1000);

/**
 * Target-CPA steering, once a day: steer <- steer clip(sqrt(target / CPA), 0.8, 1.25), kept within 0.2 to 2.5, where CPA is the
 * last days' spend over the conversions the platform itself expects of those clicks (so the reporting delay does not frighten it).
 * A campaign that has next to nothing to go by tries a little more each day, up to half above its target.
 */
function steerTarget(campaign: LiveCampaign): void {
  const { bidding } = campaign.plan;
  const { state } = campaign;
  if (bidding.kind !== 'target-cpa' || state.day < 0) return;
  if (state.recentConversions < LEAST_EVIDENCE) {
    if (state.steer < EXPLORED_STEER) state.steer = Math.min(EXPLORED_STEER, state.steer * EXPLORING_STEP);
    return;
  }
  const cpa = state.recentSpendMicros / state.recentConversions;
  const step = Math.sqrt(bidding.targetCpaMicros / Math.max(1, cpa));
  const next = state.steer * Math.max(STEER_STEP.low, Math.min(STEER_STEP.high, step));
  state.steer = Math.max(STEER_RANGE.low, Math.min(STEER_RANGE.high, next));
}

/** Remembers the hour for steering; memory fades by half in three days. */
export function rememberHour(campaign: LiveCampaign): void {
  campaign.state.recentSpendMicros = campaign.state.recentSpendMicros * STEER_FADE + campaign.paidMicros;
  campaign.state.recentConversions = campaign.state.recentConversions * STEER_FADE + campaign.modelled;
}

/** The platform's error in ln(rate) after n events: 0.5 / sqrt(1 + n / 12). A modelling choice. */
export function platformError(events: number): number {
  return LEARNING_SPREAD / Math.sqrt(1 + events / LEARNING_SCALE);
}

/** Counts optimisation events of a day; the last seven days decide whether the learning phase is over. */
export function countEvents(group: LiveGroup, day: number, clicks: number, conversions: number): void {
  const { state } = group;
  rollEvents(group, day);
  state.clicks += clicks;
  state.conversions += conversions;
  state.recentEvents[6] = (state.recentEvents[6] ?? 0) + (group.countsClicks ? clicks : conversions);
  if (!state.everLearned) {
    state.everLearned = state.recentEvents.reduce((sum, count) => sum + count, 0) >= LEARNING_EVENTS;
  }
}

function rollEvents(group: LiveGroup, day: number): void {
  const { state } = group;
  const passed = Math.min(7, day - state.eventsDay);
  for (let i = 0; i < passed; i++) {
    state.recentEvents.shift();
    state.recentEvents.push(0);
  }
  state.eventsDay = day;
}
