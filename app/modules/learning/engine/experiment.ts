// The experiment that tells whether adaptivity helps people: who is in which arm, and what can honestly be said so far.
import { createRandom } from './random';

export type ExperimentArm = 'adaptive' | 'author-order';

/**
 * The arm of a person, or null when they did not consent: then they learn adaptively and are not counted. `share` (0–1) is the
 * part that gets the author's order. The same person and experiment always give the same arm; another experiment draws anew.
 */
export function assignArm(
  experiment: string,
  learner: string,
  { share, consented }: { share: number; consented: boolean },
): ExperimentArm | null {
  if (!consented) return null;
  return createRandom(`${experiment}/${learner}`)() < share ? 'author-order' : 'adaptive';
}

/** One consenting person. */
export type ExperimentRow = {
  arm: ExperimentArm;
  /** Minutes learned until the goal was mastered, or so far when it is not yet: then the time is censored. */
  minutes: number;
  mastered: boolean;
  /** Of the goal's skills, asked 14 days after they were won: how many were, and how many were still there. */
  retention: { asked: number; kept: number } | null;
};

export type Interval = { estimate: number; low: number; high: number };

/** Why nothing is said yet: what there is in the smaller arm, and what it takes. */
export type TooFew = { state: 'too-few'; have: number; needed: number };

export type ExperimentReport = {
  arms: Record<ExperimentArm, { people: number; mastered: number; medianMinutes: number | null }>;
  /** Whether the arms are as large as the share says; `ok` false: assignment or logging is broken, and nothing below counts. */
  sampleRatio: { expectedShare: number; observedShare: number; pValue: number; ok: boolean };
  /**
   * Mean minutes within the first `horizonMinutes`, which both arms have been watched for: adaptive minus author's order, and
   * divided by it. Below 0 and below 1 adaptivity is faster. 95 % intervals.
   */
  time: TooFew | { state: 'known'; horizonMinutes: number; difference: Interval; ratio: Interval };
  /** Share of people who kept at least 80 % of what was asked after 14 days: adaptive minus author's order, 95 % interval. */
  retention: TooFew | { state: 'known'; adaptive: number; authorOrder: number; difference: Interval };
};

/** People who finished, and people asked after 14 days, without whom an arm is not reported. */
export const MASTERED_NEEDED = 20;
export const ASKED_NEEDED = 30;
/** Kept when this share of the skills asked is still there. */
const KEPT_SHARE = 0.8;
/** A split this unlikely by chance means a fault, not bad luck. */
const RATIO_ALARM = 0.001;
const RESAMPLES = 1000;
const Z_95 = 1.959964;

/** A survival curve: after `time[i]` the share `survival[i]` has not finished. */
export type Curve = { time: Array<number>; survival: Array<number> };
type Watched = { minutes: number; mastered: boolean };

/** Kaplan–Meier. People censored at the moment of an event count as watched at it. */
export function survivalCurve(rows: ReadonlyArray<Watched>): Curve {
  const sorted = [...rows].sort((left, right) => left.minutes - right.minutes);
  const curve: Curve = { time: [], survival: [] };
  let survival = 1;
  for (let i = 0; i < sorted.length;) {
    const time = sorted[i]!.minutes;
    const watched = sorted.length - i;
    let events = 0;
    for (; i < sorted.length && sorted[i]!.minutes === time; i++) if (sorted[i]!.mastered) events++;
    if (events === 0) continue;
    survival *= 1 - events / watched;
    curve.time.push(time);
    curve.survival.push(survival);
  }
  return curve;
}

/** Mean time within the horizon: the area under the curve up to it. */
export function restrictedMean({ time, survival }: Curve, horizon: number): number {
  let area = 0;
  let from = 0;
  let height = 1;
  for (let i = 0; i < time.length && time[i]! < horizon; i++) {
    area += height * (time[i]! - from);
    from = time[i]!;
    height = survival[i]!;
  }
  return area + height * Math.max(0, horizon - from);
}

/** When half have finished; null while fewer have. */
export function medianTime({ time, survival }: Curve): number | null {
  const at = survival.findIndex((share) => share <= 0.5);
  return at < 0 ? null : time[at]!;
}

/** Wilson's score interval of a share, 95 %. */
export function wilson(successes: number, count: number): Interval {
  const estimate = successes / count;
  const z2 = Z_95 * Z_95;
  const middle = (estimate + z2 / (2 * count)) / (1 + z2 / count);
  const half = (Z_95 * Math.sqrt((estimate * (1 - estimate)) / count + z2 / (4 * count * count))) / (1 + z2 / count);
  return { estimate, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Difference of two shares, the first minus the second, 95 %: Newcombe 1998, method 10. */
export function newcombe(first: Interval, second: Interval): Interval {
  const estimate = first.estimate - second.estimate;
  return {
    estimate,
    low: estimate - Math.hypot(first.estimate - first.low, second.high - second.estimate),
    high: estimate + Math.hypot(first.high - first.estimate, second.estimate - second.low),
  };
}

/** Two-sided p-value of a standard normal number: Abramowitz and Stegun 7.1.26, error under 3·10⁻⁷. */
function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = 0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)));
  return Math.min(1, Math.max(0, t * series * Math.exp(-x * x)));
}

/**
 * What the experiment says. `share` is the part that was assigned to the author's order. Deterministic: intervals of time come
 * from a bootstrap over people with this seed.
 */
export function reportExperiment(
  rows: ReadonlyArray<ExperimentRow>,
  { share, seed }: { share: number; seed: string },
): ExperimentReport {
  const adaptive = rows.filter(({ arm }) => arm === 'adaptive');
  const author = rows.filter(({ arm }) => arm === 'author-order');
  const spread = Math.sqrt(rows.length * share * (1 - share));
  const pValue = spread > 0 ? twoSided((author.length - rows.length * share) / spread) : 1;
  const armOf = (people: ReadonlyArray<ExperimentRow>) => ({
    people: people.length,
    mastered: people.filter(({ mastered }) => mastered).length,
    medianMinutes: medianTime(survivalCurve(people)),
  });
  return {
    arms: { adaptive: armOf(adaptive), 'author-order': armOf(author) },
    sampleRatio: {
      expectedShare: share,
      observedShare: rows.length > 0 ? author.length / rows.length : 0,
      pValue,
      ok: pValue >= RATIO_ALARM,
    },
    time: compareTimes(adaptive, author, seed),
    retention: compareRetention(adaptive, author),
  };
}

function compareTimes(
  adaptive: ReadonlyArray<ExperimentRow>,
  author: ReadonlyArray<ExperimentRow>,
  seed: string,
): ExperimentReport['time'] {
  const finished = (people: ReadonlyArray<ExperimentRow>) => people.filter(({ mastered }) => mastered).length;
  const have = Math.min(finished(adaptive), finished(author));
  if (have < MASTERED_NEEDED) return { state: 'too-few', have, needed: MASTERED_NEEDED };
  // Beyond the longest time that somebody was watched in each arm a curve says nothing.
  const longest = (people: ReadonlyArray<ExperimentRow>) =>
    people.reduce((most, { minutes }) => Math.max(most, minutes), 0);
  const horizonMinutes = Math.min(longest(adaptive), longest(author));
  const mean = (people: ReadonlyArray<Watched>) => restrictedMean(survivalCurve(people), horizonMinutes);
  const own = { adaptive: mean(adaptive), author: mean(author) };
  const random = createRandom(`experiment/${seed}`);
  const redraw = (people: ReadonlyArray<Watched>) => people.map(() => people[Math.floor(random() * people.length)]!);
  const drawn = Array.from({ length: RESAMPLES }, () => ({
    adaptive: mean(redraw(adaptive)),
    author: mean(redraw(author)),
  }));
  const intervalOf = (value: (means: typeof own) => number): Interval => {
    const sorted = drawn.map(value).sort((left, right) => left - right);
    const at = (quantile: number) => sorted[Math.round(quantile * (RESAMPLES - 1))]!;
    return { estimate: value(own), low: at(0.025), high: at(0.975) };
  };
  return {
    state: 'known',
    horizonMinutes,
    difference: intervalOf((means) => means.adaptive - means.author),
    ratio: intervalOf((means) => means.adaptive / means.author),
  };
}

function compareRetention(
  adaptive: ReadonlyArray<ExperimentRow>,
  author: ReadonlyArray<ExperimentRow>,
): ExperimentReport['retention'] {
  const kept = (people: ReadonlyArray<ExperimentRow>) => {
    const asked = people.flatMap(({ retention }) => (retention && retention.asked > 0 ? [retention] : []));
    return { asked: asked.length, kept: asked.filter((one) => one.kept >= KEPT_SHARE * one.asked).length };
  };
  const first = kept(adaptive);
  const second = kept(author);
  const have = Math.min(first.asked, second.asked);
  if (have < ASKED_NEEDED) return { state: 'too-few', have, needed: ASKED_NEEDED };
  const shares = { adaptive: wilson(first.kept, first.asked), author: wilson(second.kept, second.asked) };
  return {
    state: 'known',
    adaptive: shares.adaptive.estimate,
    authorOrder: shares.author.estimate,
    difference: newcombe(shares.adaptive, shares.author),
  };
}
