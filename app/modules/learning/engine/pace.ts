// When somebody may finish: a range from the plan, from the weeks seen so far and from their own speed. Never one bare date.

export type PaceInput = {
  /** Author's minutes of what is left. */
  remainingMinutes: number;
  /** What the person plans a week; null when they have not said. */
  plannedMinutesPerWeek: number | null;
  /** Active minutes of learning and when they ended, any order. */
  sessions: ReadonlyArray<{ minutes: number; atSeconds: number }>;
  /** Lessons finished: what the author said and what it took. */
  finished: ReadonlyArray<{ authorMinutes: number; minutes: number }>;
  nowSeconds: number;
};

/** Four in five people with this history finish between `earliestSeconds` and `latestSeconds`, if the model is right. */
export type FinishEstimate = {
  earliestSeconds: number;
  likelySeconds: number;
  latestSeconds: number;
  /** What it rests on: minutes a week, and own minutes for each of the author's. */
  minutesPerWeek: number;
  speed: number;
  basis: 'plan' | 'observed' | 'both';
  weeksSeen: number;
  lessonsSeen: number;
};

const WEEK_SECONDS = 7 * 86_400;
/** Only the latest weeks tell how somebody learns now. */
const WEEKS_MAX = 8;
/** A plan counts as much as this many weeks seen. */
const PLAN_WEEKS = 2;
/** Before anything is seen, ln(own minutes / author's minutes) has this variance between people; between lessons, that. */
const SPEED_VARIANCE = 0.16;
const LESSON_VARIANCE = 0.25;
const SPEED_MIN = 0.25;
const SPEED_MAX = 4;
/** Squared coefficient of variation of weekly minutes before anything is seen, and the weeks it counts for. */
const WEEK_VARIANCE = 0.25;
const WEEK_VARIANCE_WEEKS = 4;
const LESSON_MINUTES = 20;
/** 80 % of a normal distribution lie within this many standard deviations. */
const Z_80 = 1.2816;

/**
 * Minutes in each of the latest whole weeks, newest first, at most eight, counted back from now to the first session.
 * Weeks without learning are zeros: they are part of the pace.
 */
export function weeklyMinutes(sessions: PaceInput['sessions'], nowSeconds: number): Array<number> {
  const past = sessions.filter(({ atSeconds }) => atSeconds <= nowSeconds);
  if (past.length === 0) return [];
  const first = past.reduce((least, { atSeconds }) => Math.min(least, atSeconds), nowSeconds);
  const weeks = new Array<number>(Math.min(WEEKS_MAX, Math.floor((nowSeconds - first) / WEEK_SECONDS))).fill(0);
  for (const { minutes, atSeconds } of past) {
    const week = Math.floor((nowSeconds - atSeconds) / WEEK_SECONDS);
    if (week < weeks.length) weeks[week]! += minutes;
  }
  return weeks;
}

/**
 * Own minutes for each of the author's: the mean of ln(own / author's), drawn towards 0 by the spread between people
 * (normal-normal posterior). `variance` is that of its logarithm.
 */
export function readingSpeed(finished: PaceInput['finished']): { speed: number; variance: number } {
  let sum = 0;
  let count = 0;
  for (const { authorMinutes, minutes } of finished) {
    if (!(authorMinutes > 0 && minutes > 0)) continue;
    sum += Math.log(Math.min(SPEED_MAX, Math.max(SPEED_MIN, minutes / authorMinutes)));
    count++;
  }
  const precision = 1 / SPEED_VARIANCE + count / LESSON_VARIANCE;
  return { speed: Math.exp(sum / LESSON_VARIANCE / precision), variance: 1 / precision };
}

/**
 * When the rest may be finished: weeks = minutes left × speed / minutes a week, with a range of 80 % from the spread of
 * speed and of weeks (log-normal). Null when there is neither a plan nor a week seen, or the pace is zero: then no date
 * would be honest.
 */
export function estimateFinish(input: PaceInput): FinishEstimate | null {
  const { remainingMinutes, plannedMinutesPerWeek: plan, nowSeconds } = input;
  const weeks = weeklyMinutes(input.sessions, nowSeconds);
  const planWeeks = plan === null ? 0 : PLAN_WEEKS;
  const evidence = planWeeks + weeks.length;
  if (evidence === 0) return null;
  const minutesPerWeek = (planWeeks * (plan ?? 0) + weeks.reduce((sum, minutes) => sum + minutes, 0)) / evidence;
  if (minutesPerWeek <= 0) return null;

  const { speed, variance: speedVariance } = readingSpeed(input.finished);
  const duration = (Math.max(0, remainingMinutes) * speed) / minutesPerWeek;
  const scatter = weeks.reduce((sum, minutes) => sum + (minutes / minutesPerWeek - 1) ** 2, 0);
  const weekVariance = (WEEK_VARIANCE_WEEKS * WEEK_VARIANCE + scatter) / (WEEK_VARIANCE_WEEKS + weeks.length);
  const lessonsLeft = Math.max(1, remainingMinutes / LESSON_MINUTES);
  const deviation = Math.sqrt(
    speedVariance + LESSON_VARIANCE / lessonsLeft + weekVariance / evidence + weekVariance / Math.max(1, duration),
  );
  const at = (factor: number) => Math.round(nowSeconds + duration * factor * WEEK_SECONDS);
  return {
    earliestSeconds: at(Math.exp(-Z_80 * deviation)),
    likelySeconds: at(1),
    latestSeconds: at(Math.exp(Z_80 * deviation)),
    minutesPerWeek,
    speed,
    basis: plan === null ? 'observed' : weeks.length === 0 ? 'plan' : 'both',
    weeksSeen: weeks.length,
    lessonsSeen: input.finished.length,
  };
}
