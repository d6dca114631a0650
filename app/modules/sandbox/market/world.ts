// Worlds: what a seed draws and nobody is told (HiddenWorld), and what an advertiser may know (PublicWorld).

import { headroom } from './allocation';
import { parseDate } from './calendar';
import { CHANNEL_IDS, type Billing, type ChannelId, channelPrior, EFFICIENCY_SPREAD } from './channels';
import { INTEREST_DIMENSIONS } from './creative';
import { type Key, keyOf, normal, STREAM, uniform } from './random';

/** Raised whenever the same inputs may give other rows; states of another version are refused. */
export const ENGINE_VERSION = 1;

export const SEGMENT_IDS = [
  'students',
  'young-professionals',
  'new-parents',
  'established-families',
  'business-owners',
  'managers',
  'technical-staff',
  'public-sector',
  'creatives',
  'bargain-hunters',
  'travellers',
  'retired',
] as const;
export type SegmentId = (typeof SEGMENT_IDS)[number];

export type WorldOptions = {
  /** first day of the simulation, YYYY-MM-DD */
  startDate?: string;
  /** in any order; default all six */
  channels?: ReadonlyArray<ChannelId>;
  /** 1 to 12 */
  segmentCount?: number;
};

export type HiddenSegment = {
  id: SegmentId;
  people: number;
  /** taste, dimension 4; its meaning is never disclosed */
  interests: ReadonlyArray<number>;
  /** ln of the conversion rate; also lowers the click rate (curious people click, buyers buy) */
  affinity: number;
  /** multiplies every price */
  priceFactor: number;
  /** multiplies the order value */
  valueFactor: number;
  /** hours by which this segment's day runs late */
  hourShift: number;
  /** conversion rate over the day: 1 + swing cos(2 pi (hour - peak) / 24) */
  conversionSwing: number;
  conversionPeakHour: number;
};

export type HiddenChannel = {
  id: ChannelId;
  /** ln of the hidden strength that multiplies the conversion rate; mean strength over worlds is 1 */
  lnEfficiency: number;
  /** mean number of competitors per opportunity */
  kappa: number;
  /** per segment: multiplies opportunities */
  usage: ReadonlyArray<number>;
  /** per segment: added to ln of the conversion rate */
  conversionFit: ReadonlyArray<number>;
};

/** Everything the market knows. Never leaves the server, and neither does a `MarketState`. */
export type HiddenWorld = {
  readonly visibility: 'hidden';
  engineVersion: number;
  seed: string;
  startDate: string;
  /** mean revenue of a conversion, integer micros */
  orderValueMicros: number;
  segments: ReadonlyArray<HiddenSegment>;
  channels: ReadonlyArray<HiddenChannel>;
};

/** What an advertiser may know: built by naming each field, never by removing some. */
export type PublicWorld = {
  readonly visibility: 'public';
  startDate: string;
  orderValueMicros: number;
  /** people are rounded to two digits, as platforms do */
  segments: ReadonlyArray<{ id: SegmentId; people: number }>;
  channels: ReadonlyArray<PublicChannel>;
};

export type PublicChannel = {
  id: ChannelId;
  billing: Billing;
  benchmarkCpmMicros: number;
  benchmarkCtr: number;
  benchmarkCvr: number;
  valueFactor: number;
  elasticity: number;
};

const DEFAULT_START = '2026-03-02';
const SEGMENT_PEOPLE = 60_000;
const SEGMENT_PEOPLE_SPREAD = 0.5;
const AFFINITY_SPREAD = 0.45;
/** Source: KAG Facebook data, spread of ln CPM between ads. */
const PRICE_SPREAD = 0.33;
const VALUE_SPREAD = 0.25;
const USAGE_SPREAD = 0.4;
const CHANNEL_FIT_SPREAD = 0.3;
const KAPPA_SPREAD = 0.15;
const ORDER_VALUE_MICROS = 75_000_000;
const ORDER_VALUE_SPREAD = 0.25;

/**
 * Draws a world. The same seed and options give the same world; adding a channel or a segment leaves the others as they were.
 * Throws RangeError on a bad date, an unknown or repeated channel, or a segment count outside 1 to 12.
 */
export function createWorld(seed: string | number, options: WorldOptions = {}): HiddenWorld {
  const startDate = options.startDate ?? DEFAULT_START;
  parseDate(startDate);
  const count = options.segmentCount ?? 6;
  if (!Number.isInteger(count) || count < 1 || count > SEGMENT_IDS.length) {
    throw new RangeError(`segmentCount must be 1 to ${SEGMENT_IDS.length}: ${count}`);
  }
  const wanted = options.channels ?? CHANNEL_IDS;
  if (wanted.length === 0 || new Set(wanted).size !== wanted.length || wanted.some((id) => !CHANNEL_IDS.includes(id))) {
    throw new RangeError(`channels must be distinct and known: ${wanted.join(', ')}`);
  }
  const name = String(seed);
  const segmentIds = SEGMENT_IDS.slice(0, count);
  return {
    visibility: 'hidden',
    engineVersion: ENGINE_VERSION,
    seed: name,
    startDate,
    orderValueMicros: Math.round(ORDER_VALUE_MICROS * logNormal(keyOf('world', name), 0, ORDER_VALUE_SPREAD)),
    segments: segmentIds.map((id) => drawSegment(keyOf('world', name, 'segment', id), id)),
    channels: CHANNEL_IDS.filter((id) => wanted.includes(id)).map((id) => drawChannel(name, id, segmentIds)),
  };
}

/** In a lab the best split of the budget must earn at least this much more than the even one, or there is nothing to find. */
const LEAST_HEADROOM = 1.45;
const USUAL_ELASTICITY = 0.75;
const MOST_REDRAWS = 500;

/**
 * A world worth practising in: the first of `seed/0`, `seed/1`, … whose channels differ enough that choosing between them pays.
 * The test is symmetric, so before looking at data every channel is still as good as any other.
 */
export function createLabWorld(seed: string | number, options: WorldOptions = {}): HiddenWorld {
  for (let draw = 0; draw < MOST_REDRAWS; draw++) {
    const world = createWorld(`${seed}/${draw}`, options);
    if (world.channels.length < 2 || worldHeadroom(world) >= LEAST_HEADROOM) return world;
  }
  throw new RangeError(`no world with enough headroom for seed ${seed}`);
}

/**
 * How many times as much the best split over channels earns as the even one, were all equally elastic. Hidden.
 * One elasticity for all keeps the test symmetric: with their own, the channels that saturate early would rarely be the best.
 */
export function worldHeadroom(world: HiddenWorld): number {
  return headroom(
    world.channels.map(({ lnEfficiency }) => ({
      value: Math.exp(lnEfficiency),
      elasticity: USUAL_ELASTICITY,
    })),
  );
}

/** Key under which this world hears creatives. */
export function worldKey(world: HiddenWorld): Key {
  return keyOf('world', world.seed);
}

export function toPublicWorld(world: HiddenWorld): PublicWorld {
  return {
    visibility: 'public',
    startDate: world.startDate,
    orderValueMicros: twoDigits(world.orderValueMicros),
    segments: world.segments.map((segment) => ({ id: segment.id, people: twoDigits(segment.people) })),
    channels: world.channels.map((channel) => {
      const prior = channelPrior(channel.id);
      return {
        id: channel.id,
        billing: prior.billing,
        benchmarkCpmMicros: prior.referenceCpmMicros,
        benchmarkCtr: prior.benchmarkCtr,
        benchmarkCvr: prior.benchmarkCvr,
        valueFactor: prior.valueFactor,
        elasticity: prior.elasticity,
      };
    }),
  };
}

function drawSegment(key: Key, id: SegmentId): HiddenSegment {
  const shift = uniform(key, STREAM.world, 5);
  return {
    id,
    people: Math.round(SEGMENT_PEOPLE * logNormal(key, 0, SEGMENT_PEOPLE_SPREAD)),
    affinity: AFFINITY_SPREAD * normal(key, STREAM.world, 1) - AFFINITY_SPREAD ** 2 / 2,
    priceFactor: logNormal(key, 2, PRICE_SPREAD),
    valueFactor: logNormal(key, 3, VALUE_SPREAD),
    conversionSwing: 0.05 + 0.2 * uniform(key, STREAM.world, 4),
    hourShift: shift < 0.2 ? -1 : shift < 0.6 ? 0 : shift < 0.85 ? 1 : 2,
    conversionPeakHour: 10 + Math.floor(13 * uniform(key, STREAM.world, 6)),
    interests: Array.from({ length: INTEREST_DIMENSIONS }, (_, i) => normal(key, STREAM.world, 10 + i)),
  };
}

function drawChannel(seed: string, id: ChannelId, segmentIds: ReadonlyArray<SegmentId>): HiddenChannel {
  const key = keyOf('world', seed, 'channel', id);
  const pairs = segmentIds.map((segment) => keyOf('world', seed, 'channel', id, 'segment', segment));
  return {
    id,
    lnEfficiency: EFFICIENCY_SPREAD * normal(key, STREAM.world, 0) - EFFICIENCY_SPREAD ** 2 / 2,
    kappa: channelPrior(id).competitors * logNormal(key, 1, KAPPA_SPREAD),
    usage: pairs.map((pair) => logNormal(pair, 0, USAGE_SPREAD)),
    conversionFit: pairs.map((pair) => CHANNEL_FIT_SPREAD * normal(pair, STREAM.world, 1)),
  };
}

/** Log-normal with mean 1. */
function logNormal(key: Key, counter: number, spread: number): number {
  return Math.exp(spread * normal(key, STREAM.world, counter) - spread ** 2 / 2);
}

function twoDigits(value: number): number {
  if (value <= 0) return 0;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}
