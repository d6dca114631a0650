// A plan as the form holds it, texts and ticks per channel, and the way from one to the other. Pure, browser-safe.
import type { Locale } from '~/i18n/locale';
import { ANGLES, type Angle, creativeKey } from './market/creative';
import type { BidStrategy, CampaignPlan, Plan, PlanFault } from './market/plan';
import type { PublicWorld, SegmentId } from './market/world';
import { RUN_CHANNELS, RUN_DAILY_MICROS, type RunChannel } from './brief';

/** How a channel bids, as the form offers it. */
export const BIDDINGS = ['lowest-cost', 'manual-cpc', 'target-cpa'] as const satisfies ReadonlyArray<
  BidStrategy['kind']
>;
export type Bidding = (typeof BIDDINGS)[number];

export const MAX_HEADLINE = 90;

export type ChannelFields = {
  use: boolean;
  /** Amounts as typed, in whole units of the currency with up to two decimals. */
  budget: string;
  bidding: Bidding;
  maxCpc: string;
  targetCpa: string;
  segments: ReadonlyArray<SegmentId>;
  angle: Angle;
  headline: string;
};
export type PlanFields = Record<RunChannel, ChannelFields>;
export type PlanField = keyof ChannelFields;

/** The name of a field in the form: `search-budget`. */
export function fieldName(channel: RunChannel, field: PlanField): string {
  return `${channel}-${field}`;
}

/** Values by field name as a form sends them; audiences under `search-segments`. What is missing or unknown takes the form's first choice. */
export function readPlanFields(
  values: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>,
  market: PublicWorld,
): PlanFields {
  const known = market.segments.map((segment) => segment.id);
  return perChannel((channel) => {
    const text = (field: PlanField) => {
      const value = values[fieldName(channel, field)];
      return typeof value === 'string' ? value.trim() : '';
    };
    const ticked = values[fieldName(channel, 'segments')] ?? [];
    return {
      use: values[fieldName(channel, 'use')] !== undefined,
      budget: text('budget'),
      bidding: BIDDINGS.find((one) => one === text('bidding')) ?? 'lowest-cost',
      maxCpc: text('maxCpc'),
      targetCpa: text('targetCpa'),
      segments: known.filter((id) => ticked.includes(id)),
      angle: ANGLES.find((one) => one === text('angle')) ?? ANGLES[0],
      headline: text('headline'),
    };
  });
}

/** The fields that would make this plan. Bids not in force are empty. */
export function planToFields(plan: Plan, locale: Locale): PlanFields {
  return perChannel((channel) => {
    const { status, dailyBudgetMicros, bidding, adGroups } = campaignOf(plan, channel);
    const [group] = adGroups;
    const creative = group?.ads[0]?.creative;
    return {
      use: status === 'active',
      budget: writeAmount(dailyBudgetMicros, locale),
      bidding: bidding.kind,
      maxCpc: bidding.kind === 'manual-cpc' ? writeAmount(bidding.maxCpcMicros, locale) : '',
      targetCpa: bidding.kind === 'target-cpa' ? writeAmount(bidding.targetCpaMicros, locale) : '',
      segments: group?.segments ?? [],
      angle: creative?.angle ?? ANGLES[0],
      headline: creative?.text ?? '',
    };
  });
}

/** A fault of a field; `message` is a key of the run's messages. */
export type PlanIssue = { path: string; message: PlanIssueKey };
export type PlanIssueKey =
  'amount' | 'amountRange' | 'headlineMissing' | 'headlineLong' | 'segmentsMissing' | 'planInvalid';

/**
 * The plan the fields describe, or what keeps them from being one. A channel that is not used may be incomplete: it keeps what
 * `saved` has of it where the field says nothing usable.
 */
export function fieldsToPlan(
  fields: PlanFields,
  saved: Plan,
): { plan: Plan; issues: [] } | { plan: null; issues: Array<PlanIssue> } {
  const issues: Array<PlanIssue> = [];
  const campaigns = RUN_CHANNELS.map((channel) => {
    const before = issues.length;
    const campaign = toCampaign(channel, fields[channel], (field, message) =>
      issues.push({ path: fieldName(channel, field), message }),
    );
    if (fields[channel].use || issues.length === before) return campaign;
    issues.length = before;
    return { ...campaignOf(saved, channel), status: 'paused' as const };
  });
  return issues.length > 0 ? { plan: null, issues } : { plan: { campaigns }, issues: [] };
}

/** What one channel's fields describe, as if it were used; null while something is missing. */
export function fieldsToCampaign(channel: RunChannel, fields: ChannelFields): CampaignPlan | null {
  let sound = true;
  const campaign = toCampaign(channel, { ...fields, use: true }, () => {
    sound = false;
  });
  return sound ? campaign : null;
}

type Fail = (field: PlanField, message: PlanIssueKey) => void;

function toCampaign(channel: RunChannel, fields: ChannelFields, fail: Fail): CampaignPlan {
  const creative = { text: fields.headline, angle: fields.angle, textScore: null };
  if (fields.headline === '') fail('headline', 'headlineMissing');
  if (fields.headline.length > MAX_HEADLINE) fail('headline', 'headlineLong');
  if (fields.segments.length === 0) fail('segments', 'segmentsMissing');
  return {
    id: channel,
    channel,
    status: fields.use ? 'active' : 'paused',
    dailyBudgetMicros: amount(fields.budget, 'budget', fail),
    lifetimeBudgetMicros: null,
    pacing: 'standard',
    bidding: toBidding(fields, fail),
    attributionDays: 30,
    startDay: 0,
    endDay: null,
    adGroups: [
      {
        id: groupIdOf(channel),
        status: 'active',
        segments: fields.segments,
        rotation: 'optimised',
        // Named by its content: the same words are the same ad, also when they come back later.
        ads: [{ id: `${channel}-${creativeKey(creative)}`, status: 'active', creative }],
      },
    ],
  };
}

/** The plan every run begins with: the money split evenly, everybody, lowest cost, the same ad on every channel. */
export function startingPlan(market: PublicWorld, headline: string): Plan {
  const fields: ChannelFields = {
    use: true,
    budget: writeAmount(RUN_DAILY_MICROS / RUN_CHANNELS.length, 'en'),
    bidding: 'lowest-cost',
    maxCpc: '',
    targetCpa: '',
    segments: market.segments.map((segment) => segment.id),
    angle: 'benefit',
    headline,
  };
  return {
    campaigns: RUN_CHANNELS.map((channel) =>
      toCampaign(channel, fields, (field, message) => {
        throw new TypeError(`starting plan: ${field} ${message}`);
      }),
    ),
  };
}

/** The one ad group of a run's campaign. */
export function groupIdOf(channel: RunChannel): string {
  return `${channel}-audience`;
}

function toBidding(fields: ChannelFields, fail: Fail): BidStrategy {
  if (fields.bidding === 'manual-cpc')
    return { kind: 'manual-cpc', maxCpcMicros: amount(fields.maxCpc, 'maxCpc', fail) };
  if (fields.bidding === 'target-cpa')
    return { kind: 'target-cpa', targetCpaMicros: amount(fields.targetCpa, 'targetCpa', fail) };
  return { kind: 'lowest-cost', goal: 'conversions', bidCapMicros: null };
}

function amount(text: string, field: PlanField, fail: Fail): number {
  const micros = readAmount(text);
  if (micros === null) fail(field, 'amount');
  else if (micros === 0) fail(field, 'amountRange');
  return micros ?? 1;
}

/**
 * Integer micros of an amount written with at most two decimals after a comma or a point, or null: `75`, `0,85`, `€ 12.50`. Marks
 * of thousands are refused, because a point may mean either.
 */
export function readAmount(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f€$]/g, '').replace(',', '.');
  return /^\d{1,7}(\.\d{1,2})?$/.test(bare) ? Math.round(Number(bare) * 100) * 10_000 : null;
}

/** The shortest way to write an amount: `75`, `0,85` in Spanish. Cents are rounded. */
export function writeAmount(micros: number, locale: Locale): string {
  const cents = Math.round(micros / 10_000);
  const text = cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
  return locale === 'es' ? text.replace('.', ',') : text;
}

export function campaignOf(plan: Plan, channel: RunChannel): CampaignPlan {
  const campaign = plan.campaigns.find((one) => one.channel === channel);
  if (!campaign) throw new TypeError(`a run's plan has a campaign for ${channel}`);
  return campaign;
}

function perChannel(make: (channel: RunChannel) => ChannelFields): PlanFields {
  return Object.fromEntries(RUN_CHANNELS.map((channel) => [channel, make(channel)])) as PlanFields;
}

export type PlanDifference = { channel: RunChannel; field: PlanField };

/** The fields in which two versions differ, in the form's order. */
export function planDifferences(left: PlanFields, right: PlanFields): Array<PlanDifference> {
  return RUN_CHANNELS.flatMap((channel) => {
    const [a, b] = [left[channel], right[channel]];
    return (Object.keys(a) as Array<PlanField>)
      .filter((field) => String(a[field]) !== String(b[field]))
      .map((field) => ({ channel, field }));
  });
}

const FAULT_FIELDS: ReadonlyArray<[part: string, field: PlanField, message: PlanIssueKey]> = [
  ['maxCpcMicros', 'maxCpc', 'amountRange'],
  ['targetCpaMicros', 'targetCpa', 'amountRange'],
  ['dailyBudgetMicros', 'budget', 'amountRange'],
  ['segments', 'segments', 'planInvalid'],
  ['text', 'headline', 'headlineLong'],
  ['angle', 'angle', 'planInvalid'],
  ['bidding', 'bidding', 'planInvalid'],
];

/** A fault that the market found, at the field where it can be mended; faults of no field stand at `form`. */
export function faultToIssue(fault: PlanFault, plan: Plan): PlanIssue {
  const channel = plan.campaigns[Number(/^campaigns\[(\d+)\]/.exec(fault.path)?.[1])]?.channel;
  const found = FAULT_FIELDS.find(([part]) => fault.path.includes(`.${part}`));
  const known = RUN_CHANNELS.find((one) => one === channel);
  return known && found
    ? { path: fieldName(known, found[1]), message: found[2] }
    : { path: 'form', message: 'planInvalid' };
}
