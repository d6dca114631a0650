// Small plans for tests and benches: one line says what differs from the usual campaign.

import { type ChannelId } from './channels';
import { ANGLES, type Creative } from './creative';
import { type AdGroupPlan, type BidStrategy, type CampaignPlan, type Plan } from './plan';
import { type SegmentId } from './world';

export const SAMPLE_TEXTS: ReadonlyArray<string> = [
  'Finish your reports by noon',
  'Half price until Friday',
  'Twelve thousand teams trust us',
  'A calmer way to work, made new',
];

export const SAMPLE_SEGMENTS: ReadonlyArray<SegmentId> = [
  'students',
  'young-professionals',
  'new-parents',
  'established-families',
  'business-owners',
  'managers',
];

export const LOWEST_COST: BidStrategy = { kind: 'lowest-cost', goal: 'conversions', bidCapMicros: null };

export function sampleCreatives(count = 4): Array<Creative> {
  return SAMPLE_TEXTS.slice(0, count).map((text, i) => ({ text, angle: ANGLES[i]!, textScore: null }));
}

/** A campaign of 50 units a day for everybody, with `ads` creatives. */
export function sampleCampaign(
  channel: ChannelId,
  change: Partial<CampaignPlan> & { group?: Partial<AdGroupPlan>; ads?: number } = {},
): CampaignPlan {
  const { group, ads = 2, ...rest } = change;
  const id = rest.id ?? channel;
  return {
    id,
    channel,
    status: 'active',
    dailyBudgetMicros: 50_000_000,
    lifetimeBudgetMicros: null,
    pacing: 'standard',
    bidding: LOWEST_COST,
    attributionDays: 30,
    startDay: 0,
    endDay: null,
    adGroups: [
      {
        id: `${id}-group`,
        status: 'active',
        segments: SAMPLE_SEGMENTS,
        rotation: 'optimised',
        ads: sampleCreatives(ads).map((creative, i) => ({ id: `${id}-ad-${i}`, status: 'active', creative })),
        ...group,
      },
    ],
    ...rest,
  };
}

export function samplePlan(...campaigns: ReadonlyArray<CampaignPlan>): Plan {
  return { campaigns };
}
