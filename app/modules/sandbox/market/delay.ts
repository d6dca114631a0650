// How long a click takes to become a conversion. Browser-safe, pure.

/** No conversion comes later than this after its click. */
export const LONGEST_DELAY_DAYS = 30;

const SHARE_AT_1_HOUR = 0.35;
const SHARE_AT_24_HOURS = 0.5;
const TAIL_DAYS = 7;
const LN_24 = Math.log(24);
const TAIL_TOTAL = 1 - Math.exp(-(LONGEST_DELAY_DAYS - 1) / TAIL_DAYS);

/**
 * Share of conversions that have happened `hours` after the click, 0 to 1.
 * Linear to 35 % at 1 h, linear in ln(t) to 50 % at 24 h, then an exponential tail of 7 days cut at 30 days:
 * 43 % at 6 h, 63 % at 3 d, 79 % at 7 d, 93 % at 14 d.
 * Source of the two points: O. Chapelle, "Modeling delayed feedback in display advertising" (KDD 2014); the tail is a modelling choice.
 */
export function delayShare(hours: number): number {
  if (hours <= 0) return 0;
  if (hours <= 1) return SHARE_AT_1_HOUR * hours;
  if (hours <= 24) return SHARE_AT_1_HOUR + ((SHARE_AT_24_HOURS - SHARE_AT_1_HOUR) * Math.log(hours)) / LN_24;
  if (hours >= LONGEST_DELAY_DAYS * 24) return 1;
  const tail = (1 - Math.exp(-(hours / 24 - 1) / TAIL_DAYS)) / TAIL_TOTAL;
  return SHARE_AT_24_HOURS + (1 - SHARE_AT_24_HOURS) * tail;
}

/** The inverse of `delayShare`: hours from click to conversion at quantile u in (0, 1). */
export function delayHours(u: number): number {
  if (u <= SHARE_AT_1_HOUR) return u / SHARE_AT_1_HOUR;
  if (u <= SHARE_AT_24_HOURS) {
    return Math.exp((LN_24 * (u - SHARE_AT_1_HOUR)) / (SHARE_AT_24_HOURS - SHARE_AT_1_HOUR));
  }
  const tail = ((u - SHARE_AT_24_HOURS) / (1 - SHARE_AT_24_HOURS)) * TAIL_TOTAL;
  return 24 * (1 - TAIL_DAYS * Math.log(1 - tail));
}

/**
 * Share of a day's final conversions that a report made at the end of day `age` shows (age 0 = the click's own day),
 * for clicks spread over the day by `hourShares`. What a forecaster divides by to undo the delay.
 */
export function reportedShare(age: number, hourShares: ReadonlyArray<number>): number {
  let total = 0;
  for (let hour = 0; hour < hourShares.length; hour++) {
    total += (hourShares[hour] ?? 0) * delayShare((age + 1) * 24 - hour);
  }
  return total;
}
