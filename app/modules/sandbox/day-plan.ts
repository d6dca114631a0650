// Keeps a run within its money: the plan that may run on a day with what is left. Pure, browser-safe.
import type { Plan } from './market/plan';

/** Daily budgets of the campaigns that would run, integer micros. */
export function plannedDailyMicros(plan: Plan): number {
  return plan.campaigns.reduce(
    (sum, { status, dailyBudgetMicros }) => sum + (status === 'active' ? dailyBudgetMicros : 0),
    0,
  );
}

/**
 * The plan itself while the money lasts; on the day it does not, every active campaign's budget shrinks by the same factor, and
 * with nothing left all of them pause. The market never spends more than a daily budget, so a run never spends more than its
 * brief allows. `leftMicros` is an integer, 0 or more.
 */
export function planForDay(plan: Plan, leftMicros: number): Plan {
  const planned = plannedDailyMicros(plan);
  if (planned <= leftMicros) return plan;
  const campaigns = plan.campaigns.map((campaign) => {
    const budget = Math.floor((campaign.dailyBudgetMicros * leftMicros) / planned);
    if (campaign.status !== 'active') return campaign;
    return budget > 0 ? { ...campaign, dailyBudgetMicros: budget } : { ...campaign, status: 'paused' as const };
  });
  return { campaigns };
}

/**
 * The day (counted from 1) on which the money runs out if everything planned is spent from `day` on, where `day` days have been
 * played; null when it lasts.
 */
export function moneyEndsOn(plan: Plan, leftMicros: number, day: number, days: number): number | null {
  const planned = plannedDailyMicros(plan);
  if (planned * (days - day) <= leftMicros || planned === 0) return null;
  return day + Math.floor(leftMicros / planned) + 1;
}
