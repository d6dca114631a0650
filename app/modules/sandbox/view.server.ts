// A run's record as the shapes that leave the server: every field is named, so that nothing hidden can come along.
import { type Brief, RUN_CHANNELS, type RunChannel } from './brief';
import { recentChange } from './change';
import { makeDebrief } from './debrief';
import { type LearningStatus, learningStatus } from './market/state';
import { summarise, type Row } from './market/rows';
import { ENGINE_VERSION } from './market/world';
import { findNotices } from './notices';
import { campaignOf, groupIdOf } from './plan-fields';
import { foldResults } from './results';
import type { RunCard, RunStatus, RunView } from './sandbox';
import type { ListedRun, RunRecord, StoredBrief } from './store.server';

function statusOf({ day, days }: { day: number; days: number }): RunStatus {
  return day === 0 ? 'ready' : day < days ? 'running' : 'finished';
}

function toBrief(stored: StoredBrief): Brief {
  const {
    engineVersion,
    product,
    itemsPerOrder,
    currency,
    priceMicros,
    orderValueMicros,
    marginMicros,
    budgetMicros,
    days,
    market,
  } = stored;
  return {
    engineVersion,
    product,
    itemsPerOrder,
    currency,
    priceMicros,
    orderValueMicros,
    marginMicros,
    budgetMicros,
    days,
    market,
  };
}

/** A run begun on another version of the market cannot go on: it would be another world. */
export function isOutdated({ brief, day, days }: Pick<RunRecord, 'brief' | 'day' | 'days'>): boolean {
  return brief.engineVersion !== ENGINE_VERSION && day < days;
}

export function toCard(run: ListedRun): RunCard {
  const { runId, name, brief, day, days, outcome, updatedAt } = run;
  const end = outcome && makeDebrief(brief, outcome).yours;
  return {
    runId,
    name,
    status: statusOf(run),
    day,
    days,
    product: brief.product,
    currency: brief.currency,
    marginMicros: brief.marginMicros,
    spendMicros: end?.spendMicros ?? run.spendMicros,
    orders: end?.orders ?? run.orders,
    updatedAt,
  };
}

/** `planDays` are the days (counted from 0) on which another plan began to run. */
export function toView(run: RunRecord, rows: ReadonlyArray<Row>, planDays: ReadonlyArray<number>): RunView {
  const { runId, name, revision, day, days, plan, state, outcome } = run;
  const brief = toBrief(run.brief);
  const learning = RUN_CHANNELS.filter((channel) => day > 0 && campaignOf(plan, channel).status === 'active').map(
    (channel): { channel: RunChannel; status: LearningStatus } => ({
      channel,
      status: state ? learningStatus(state, groupIdOf(channel)) : 'learning',
    }),
  );
  return {
    runId,
    name,
    revision,
    status: statusOf(run),
    day,
    days,
    outdated: isOutdated(run),
    brief,
    plan,
    leftMicros: Math.max(0, brief.budgetMicros - summarise(rows).spendMicros),
    results: foldResults(
      rows,
      day,
      brief.market.segments.map((segment) => segment.id),
    ),
    learning,
    changedOn: planDays.filter((planDay) => planDay > 0).map((planDay) => planDay + 1),
    change: recentChange(rows, day),
    notices: findNotices({
      brief,
      plan,
      rows,
      day,
      learning: Object.fromEntries(learning.map(({ channel, status }) => [channel, status])),
    }),
    debrief: outcome && makeDebrief(brief, outcome),
  };
}
