// The market's calendar: volume by hour and weekday, prices by month, the Black Friday weeks. No clock: days are counted from a world's start date.

export const HOURS_PER_DAY = 24;

/**
 * Share of a day's ad opportunities in each hour, 0 to 23 o'clock; sums to 1.
 * Source: AuctionNet (alimama-tech, Apache-2.0), 48 half-hours collapsed to 24.
 */
export const HOUR_SHARES: ReadonlyArray<number> = normalised([
  0.0338, 0.0136, 0.0081, 0.0064, 0.0092, 0.0235, 0.0358, 0.0502, 0.0695, 0.0705, 0.0701, 0.059, 0.0459, 0.0463, 0.0427,
  0.0435, 0.0447, 0.0365, 0.0343, 0.0402, 0.0501, 0.0597, 0.0557, 0.0507,
]);

/** Volume by weekday, Monday first; mean 1. A modelling choice. */
export const WEEKDAY_VOLUME: ReadonlyArray<number> = [1, 1.02, 1.03, 1.02, 0.99, 0.96, 0.98];

/**
 * Price of a thousand impressions by month relative to the year's mean, January first.
 * Source: Superads, Facebook CPM panel 2025 ($3 bn spend).
 */
export const MONTH_PRICE: ReadonlyArray<number> = [
  0.88, 0.89, 0.95, 0.92, 0.97, 0.96, 0.95, 0.99, 0.97, 1.07, 1.25, 1.11,
];

/** In the two weeks that end on Cyber Monday. Source: Varos, about 200 shops, 2019-20. */
export const BLACK_FRIDAY_PRICE = 1.35;
export const BLACK_FRIDAY_CONVERSION = 1.6;
const BLACK_FRIDAY_DAYS = 14;

const DAY_MS = 86_400_000;

/**
 * Published indexes are what advertisers paid. A fixed budget meets higher prices by buying less, at the cheaper end, so rivals'
 * bids must move more than the price paid does: by this power. Set so that a steady social campaign pays the index.
 */
export const PRICE_PASS_THROUGH = 1.25;

export type DayFactors = {
  /** 0 Monday to 6 Sunday */
  weekday: number;
  /** 0 January to 11 December */
  month: number;
  /** multiplies the number of opportunities */
  volume: number;
  /** what is paid for a thousand impressions, relative to the year's mean */
  paidPrice: number;
  /** multiplies competitors' bids and the reserve */
  price: number;
  /** multiplies the chance that a click converts */
  conversion: number;
};

/** Days since 1970-01-01 of `YYYY-MM-DD`; throws RangeError when that is not a real date. */
export function parseDate(date: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const time = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : Number.NaN;
  if (!match || Number.isNaN(time) || dateOf(time / DAY_MS) !== date) {
    throw new RangeError(`not a date of the form YYYY-MM-DD: ${date}`);
  }
  return time / DAY_MS;
}

/** `YYYY-MM-DD` of a number of days since 1970-01-01. */
export function dateOf(epochDay: number): string {
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
}

export function dayFactors(epochDay: number): DayFactors {
  const at = new Date(epochDay * DAY_MS);
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  const weekday = (((epochDay + 3) % 7) + 7) % 7;
  const pulsed = inBlackFridayWeeks(epochDay, year);
  const paidPrice = ((MONTH_PRICE[month] ?? 1) * (pulsed ? BLACK_FRIDAY_PRICE : 1)) / meanPulse(year, month);
  return {
    weekday,
    month,
    volume: WEEKDAY_VOLUME[weekday] ?? 1,
    paidPrice,
    price: paidPrice ** PRICE_PASS_THROUGH,
    conversion: pulsed ? BLACK_FRIDAY_CONVERSION : 1,
  };
}

/** The month's published index already holds its Black Friday days, so the pulse is spread within it, not added. */
function meanPulse(year: number, month: number): number {
  if (month < 10) return 1;
  const first = Date.UTC(year, month, 1) / DAY_MS;
  const days = Date.UTC(year, month + 1, 1) / DAY_MS - first;
  let pulsedDays = 0;
  for (let d = 0; d < days; d++) if (inBlackFridayWeeks(first + d, year)) pulsedDays += 1;
  return 1 + ((BLACK_FRIDAY_PRICE - 1) * pulsedDays) / days;
}

/** Black Friday is the day after the fourth Thursday of November. */
function inBlackFridayWeeks(epochDay: number, year: number): boolean {
  const firstNovember = Date.UTC(year, 10, 1) / DAY_MS;
  const weekday = (((firstNovember + 3) % 7) + 7) % 7;
  const thursday = firstNovember + ((3 - weekday + 7) % 7) + 21;
  const cyberMonday = thursday + 4;
  return epochDay > cyberMonday - BLACK_FRIDAY_DAYS && epochDay <= cyberMonday;
}

function normalised(shares: ReadonlyArray<number>): ReadonlyArray<number> {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
