// Sandbox's browser door: runs of simulated campaigns as pages see them, the plan's form, and the rules that need no server.
import type { FieldIssue } from '~/platform/errors';
import type { Brief, RunChannel } from './brief';
import type { PeriodChange } from './change';
import type { Debrief } from './debrief';
import type { Plan } from './market/plan';
import type { LearningStatus } from './market/state';
import type { Notice } from './notices';
import type { PlanFields } from './plan-fields';
import type { Results } from './results';

export { type Brief, RUN_CHANNELS, RUN_DAYS, type RunChannel } from './brief';
export { type ChangePart, type CostChange, type PeriodChange } from './change';
export { moneyEndsOn, plannedDailyMicros } from './day-plan';
export type { Debrief, SideResult } from './debrief';
export { createEstimator, type Estimator } from './estimator';
export { ANGLES } from './market/creative';
export type { DeliveryEstimate, Range } from './market/estimate';
export type { Plan } from './market/plan';
export type { Summary } from './market/rows';
export { LEARNING_EVENTS, type LearningStatus } from './market/state';
export type { PublicWorld } from './market/world';
export type { Notice } from './notices';
export {
  BIDDINGS,
  type ChannelFields,
  fieldName,
  fieldsToCampaign,
  fieldsToPlan,
  MAX_HEADLINE,
  planDifferences,
  type PlanDifference,
  type PlanFields,
  planToFields,
  readPlanFields,
} from './plan-fields';
export { type DayResult, profitMicros } from './results';

export type RunStatus = 'ready' | 'running' | 'finished';

/** A run on the list. */
export type RunCard = {
  runId: string;
  name: string;
  status: RunStatus;
  /** Days played, and days there are. */
  day: number;
  days: number;
  product: Brief['product'];
  currency: Brief['currency'];
  marginMicros: number;
  /** As reported so far; when finished, with the orders reported after the last day. */
  spendMicros: number;
  orders: number;
  updatedAt: Date;
};

/** A person's runs, and how many more they may begin. */
export type RunList = { runs: Array<RunCard>; unfinished: number; unfinishedLimit: number };

/** All that a run's page shows. Nothing in it is hidden from the person who plays. */
export type RunView = {
  runId: string;
  name: string;
  /** Names the version of the plan and day; a change must give the one it was made from. */
  revision: number;
  status: RunStatus;
  day: number;
  days: number;
  /** The market has changed since this run began: it can be read but not continued. */
  outdated: boolean;
  brief: Brief;
  plan: Plan;
  leftMicros: number;
  results: Results;
  /** As a platform shows it, per channel in use. */
  learning: Array<{ channel: RunChannel; status: LearningStatus }>;
  /** Days (counted from 1) on which a changed plan began to run. */
  changedOn: Array<number>;
  change: PeriodChange | null;
  notices: Array<Notice>;
  /** Once the last day has been played. */
  debrief: Debrief | null;
};

/** What the run page's form gets in answer. `fields` are what was typed; `saved` is the version that is in force instead. */
export type RunAnswer =
  /** `nothing`: an equal request was faster, or the run is over. */
  | { ok: true; did: 'saved' | 'renamed' | 'nothing' }
  | { ok: true; did: 'ran'; from: number; to: number }
  | { ok: false; issues: Array<FieldIssue>; fields: PlanFields; saved: { revision: number; plan: Plan } | null };
