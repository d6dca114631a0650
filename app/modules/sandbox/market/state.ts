// Where a simulation stands between two steps: plain JSON, complete, and hidden (it knows conversions that nobody has seen yet).

import { ENGINE_VERSION, type HiddenWorld, type SegmentId } from './world';
import { fingerprint } from './random';

/**
 * `sampled`: as in life, whole numbers and luck. The other two play the means (fractional counts, every conversion reported at
 * once, no market noise): `learning` keeps the noise seed's errors of the platform's judgement, `none` has a platform without any.
 */
export type Noise = 'sampled' | 'learning' | 'none';

/** Continue with exactly the world and noise it began with; the plan may change. Do not send to a browser. */
export type MarketState = {
  readonly visibility: 'hidden';
  engineVersion: number;
  /** fingerprint of the world */
  world: string;
  noiseSeed: string;
  noise: Noise;
  /** absolute simulated hour that comes next; 0 is midnight of the world's start date */
  hour: number;
  campaigns: Record<string, CampaignState>;
  adGroups: Record<string, AdGroupState>;
  /** by `channel/creativeKey`: the text, its near-duplicates, and remembered exposures per person of each segment (in the world's order) */
  exposures: Record<string, { text: string; kin: Array<string>; bySegment: Array<number> }>;
  pending: Array<PendingConversion>;
  totals: HiddenTotals;
};

export type CampaignState = {
  /** day that `spentTodayMicros` counts */
  day: number;
  spentTodayMicros: number;
  spentMicros: number;
  /** share of its full bid it goes into auctions with, (0, 1]; null until its first hour */
  pace: number | null;
  /** target-CPA steering: multiplies the bid */
  steer: number;
  /** spend and modelled conversions, fading by half in three days */
  recentSpendMicros: number;
  recentConversions: number;
};

/** What the platform has learned since the last significant edit. */
export type AdGroupState = {
  /** what a significant edit is measured against */
  anchor: EditAnchor;
  learningSinceHour: number;
  clicks: number;
  conversions: number;
  /** optimisation events on each of the last seven days, today last; `eventsDay` is today */
  recentEvents: Array<number>;
  eventsDay: number;
  everLearned: boolean;
};

export type EditAnchor = {
  segments: string;
  creatives: ReadonlyArray<string>;
  goal: string;
  bidMicros: number;
  budgetMicros: number;
};

/** Conversions that have been decided but not yet reported. */
export type PendingConversion = {
  reportHour: number;
  clickHour: number;
  campaignId: string;
  adGroupId: string;
  adId: string;
  segmentId: SegmentId;
  conversions: number;
  revenueMicros: number;
};

/** Truth since hour 0, credited or not. For graders and tests, never for learners. */
export type HiddenTotals = {
  conversions: number;
  revenueMicros: number;
  /** of which later than the attribution window, hence in no report ever */
  uncreditedConversions: number;
  uncreditedRevenueMicros: number;
};

export function startState(world: HiddenWorld, noiseSeed: string | number, noise: Noise): MarketState {
  return {
    visibility: 'hidden',
    engineVersion: ENGINE_VERSION,
    world: worldFingerprint(world),
    noiseSeed: String(noiseSeed),
    noise,
    hour: 0,
    campaigns: {},
    adGroups: {},
    exposures: {},
    pending: [],
    totals: { conversions: 0, revenueMicros: 0, uncreditedConversions: 0, uncreditedRevenueMicros: 0 },
  };
}

/** Throws RangeError when the state was made by another engine, in another world or with another noise. */
export function requireSameRun(state: MarketState, world: HiddenWorld, noiseSeed: string | number, noise: Noise): void {
  if (state.engineVersion !== ENGINE_VERSION) throw new RangeError(`state of engine version ${state.engineVersion}`);
  if (state.world !== worldFingerprint(world)) throw new RangeError('state of another world');
  if (state.noiseSeed !== String(noiseSeed) || state.noise !== noise) throw new RangeError('state of another noise');
}

export function worldFingerprint(world: HiddenWorld): string {
  return fingerprint(JSON.stringify(world));
}

export type LearningStatus = 'learning' | 'learning-limited' | 'active';

/** Optimisation events within seven days that end the learning phase. Source: Meta business help. */
export const LEARNING_EVENTS = 50;
const LEARNING_PATIENCE_HOURS = 72;

/**
 * As a platform would show it: `active` once 50 events came within seven days since the last significant edit;
 * `learning-limited` when, after three days, the pace so far would not get there. A group never seen is learning.
 */
export function learningStatus(state: MarketState, adGroupId: string): LearningStatus {
  const group = Object.hasOwn(state.adGroups, adGroupId) ? state.adGroups[adGroupId] : undefined;
  if (!group) return 'learning';
  if (group.everLearned) return 'active';
  const hours = state.hour - group.learningSinceHour;
  if (hours < LEARNING_PATIENCE_HOURS) return 'learning';
  const events = group.recentEvents.reduce((sum, count) => sum + count, 0);
  return (events * 168) / Math.min(168, hours) >= LEARNING_EVENTS ? 'learning' : 'learning-limited';
}
