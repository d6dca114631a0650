// Operations on runs: begin, read, change the plan, play days, rename, delete. Each run belongs to one person.
import { randomInt } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Locale } from '~/i18n/locale';
import { translator } from '~/i18n/messages';
import { sandboxMessages } from '~/i18n/sandbox';
import { PLANS } from '~/modules/billing/billing';
import { type Actor, requireActor } from '~/platform/actor';
import { transaction } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { isUuid } from '~/platform/ids.server';
import { limit } from '~/platform/limits.server';
import { fairMargin, makeBrief, PLAUSIBLE_MARGIN, PRODUCT_IDS, RUN_DAYS } from './brief';
import { makeDebrief, makeOutcome, type OutcomePair } from './debrief';
import { checkPlan, type Plan } from './market/plan';
import { maturingRows, type Row } from './market/rows';
import type { MarketState } from './market/state';
import { ENGINE_VERSION, type HiddenWorld, toPublicWorld } from './market/world';
import { faultToIssue, startingPlan } from './plan-fields';
import { playDays, playUntouched, usualCostMicros, worldOf } from './play.server';
import type { RunList, RunView } from './sandbox';
import * as store from './store.server';
import { isOutdated, toCard, toView } from './view.server';

/** Runs of one person that are not finished: what the smallest plan allows. */
export const UNFINISHED_LIMIT = PLANS.find((plan) => plan.id === 'starter')!.campaigns!;
/** Runs shown on the list; older ones stay reachable by their address. */
const LISTED = 60;
const STARTS_PER_HOUR = 20;

export const RunNameSchema = z.string().trim().min(1).max(60);

/** Random numbers of a run; a test may hand in others. */
type Deps = { seed?: () => number };
const randomSeed = () => randomInt(0, 2 ** 31 - 1);

/** The person’s runs, unfinished ones first. */
export async function listRuns(actor: Actor | null): Promise<RunList> {
  const { userId } = requireActor(actor);
  const runs = (await store.listRuns(userId, LISTED)).map(toCard);
  return {
    runs,
    unfinished: runs.filter((run) => run.status !== 'finished').length,
    unfinishedLimit: UNFINISHED_LIMIT,
  };
}

/**
 * Begins a run in a new market, with the money split evenly over its channels. Throws `limit-reached` with an issue in words when
 * the person has five unfinished runs, or starts more than twenty an hour.
 */
export async function startRun(
  actor: Actor | null,
  input: { name?: string; locale: Locale },
  deps: Deps = {},
): Promise<{ runId: string }> {
  const { userId } = requireActor(actor);
  await limit(`sandbox.start:${userId}`, STARTS_PER_HOUR, 3600);
  const t = translator(sandboxMessages, input.locale);
  const { seeds, brief, plan } = await drawRun(input.locale, deps.seed ?? randomSeed);
  return transaction(async (tx) => {
    await store.lockStarts(tx, userId);
    const { all, unfinished } = await store.countRuns(tx, userId);
    if (unfinished >= UNFINISHED_LIMIT) {
      throw new AppError('limit-reached', {
        reason: 'unfinished-runs',
        issues: [{ path: 'form', message: 'unfinishedRuns' }],
      });
    }
    const name = input.name ?? t('defaultName', { number: all + 1 });
    const runId = await store.insertRun(tx, {
      userId,
      name,
      ...seeds,
      brief: { ...brief, start: plan },
      plan,
      days: RUN_DAYS,
    });
    await record(tx, {
      type: 'sandbox.run-started',
      actorId: userId,
      subjectType: 'sandbox-run',
      subjectId: runId,
      data: { product: brief.product },
    });
    return { runId };
  });
}

const MOST_DRAWS = 8;

/** Draws markets until one asks for a margin that a shop may have; after eight, the last one does, with its margin clamped. */
async function drawRun(locale: Locale, seed: () => number) {
  const product = PRODUCT_IDS[seed() % PRODUCT_IDS.length]!;
  for (let draw = 1; ; draw++) {
    const seeds = { worldSeed: seed(), noiseSeed: seed() };
    const world = worldOf(seeds);
    const market = toPublicWorld(world);
    const plan = startingPlan(market, translator(sandboxMessages, locale)(`product.${product}.headline`));
    const share = fairMargin(await usualCostMicros(world, plan, RUN_DAYS), market.orderValueMicros);
    if ((share >= PLAUSIBLE_MARGIN.low && share <= PLAUSIBLE_MARGIN.high) || draw === MOST_DRAWS) {
      return { seeds, plan, brief: makeBrief(market, ENGINE_VERSION, share, product) };
    }
    await nextTurn();
  }
}

/** One run with its results so far; throws `not-found`. Seeds, market state and hidden parameters stay behind. */
export async function getRun(actor: Actor | null, input: { runId: string }): Promise<RunView> {
  const { userId } = requireActor(actor);
  const found = isUuid(input.runId) ? await store.findRun(userId, input.runId) : null;
  if (!found) throw notFound();
  return toView(found.run, found.rows, found.planDays);
}

/**
 * Puts a plan in force from the next day on; the same plan again changes nothing. Returns the revision that holds then. Throws
 * `not-found`, `invalid` with an issue per field, `conflict` when the plan was made from an older revision or the run is over,
 * `gone` when the market has changed.
 */
export async function changePlan(
  actor: Actor | null,
  input: { runId: string; revision: number; plan: Plan },
): Promise<{ revision: number }> {
  const { userId } = requireActor(actor);
  const { runId, revision, plan } = input;
  return transaction(async (tx) => {
    const run = playable(isUuid(runId) ? await store.lockRun(tx, userId, runId) : null, revision);
    const issues = planIssues(plan, run.brief);
    if (issues.length > 0) throw new AppError('invalid', { reason: 'plan', issues });
    if (isDeepStrictEqual(plan, run.plan)) return { revision };
    const next = await store.savePlan(tx, userId, runId, plan);
    await record(tx, {
      type: 'sandbox.plan-changed',
      actorId: userId,
      subjectType: 'sandbox-run',
      subjectId: runId,
      data: { day: run.day, revision: next },
    });
    return { revision: next };
  });
}

export type AdvanceStep = 1 | 7 | 'end';

/**
 * Plays the next day, week, or all that remains, and returns which days those were (counted from 1). Of two equal requests one
 * plays; the other finds a newer revision. Throws `not-found`, `conflict`, `gone`.
 */
export async function advance(
  actor: Actor | null,
  input: { runId: string; revision: number; days: AdvanceStep },
): Promise<{ from: number; to: number; revision: number }> {
  const { userId } = requireActor(actor);
  const { runId } = input;
  return transaction(async (tx) => {
    const run = playable(isUuid(runId) ? await store.lockRun(tx, userId, runId) : null, input.revision);
    const left = run.days - run.day;
    const days = input.days === 'end' ? left : Math.min(input.days, left);
    const world = worldOf(run);
    const played = await playDays(world, {
      plan: run.plan,
      noiseSeed: run.noiseSeed,
      from: run.state,
      leftMicros: run.brief.budgetMicros - spentMicros(run.state),
      days,
    });
    const finished = days === left;
    const earlier = finished ? await store.listRows(tx, userId, runId) : [];
    const outcome = finished
      ? await outcomeOf(run, world, [...earlier, ...played.days.flatMap((day) => day.rows)], played.state)
      : null;
    const changed = !isDeepStrictEqual(await store.findLastPlan(tx, userId, runId), run.plan);
    const revision = await store.saveDays(tx, userId, runId, { ...played, plan: changed ? run.plan : null, outcome });
    const [from, to] = [run.day + 1, run.day + days];
    const event = { actorId: userId, subjectType: 'sandbox-run', subjectId: runId };
    await record(tx, { ...event, type: 'sandbox.days-simulated', data: { from, to } });
    if (outcome) {
      const { yours, reachedGoal } = makeDebrief(run.brief, outcome);
      await record(tx, {
        ...event,
        type: 'sandbox.run-finished',
        data: { orders: yours.orders, spendMicros: yours.spendMicros, reachedGoal },
      });
    }
    return { from, to, revision };
  });
}

async function outcomeOf(
  run: store.RunRecord & { noiseSeed: number },
  world: HiddenWorld,
  rows: Array<Row>,
  state: MarketState,
): Promise<OutcomePair> {
  const { brief, noiseSeed, days } = run;
  return {
    yours: makeOutcome(rows, maturingRows(state.pending)),
    untouched: await playUntouched(world, { plan: brief.start, noiseSeed, budgetMicros: brief.budgetMicros, days }),
  };
}

function spentMicros(state: MarketState | null): number {
  return Object.values(state?.campaigns ?? {}).reduce((sum, campaign) => sum + campaign.spentMicros, 0);
}

/** The run, if it may be changed from this revision. */
function playable<R extends store.RunRecord>(run: R | null, revision: number): R {
  if (!run) throw notFound();
  if (run.revision !== revision) throw new AppError('conflict', { reason: 'revision' });
  if (run.day >= run.days) throw new AppError('conflict', { reason: 'finished' });
  if (isOutdated(run)) throw new AppError('gone', { reason: 'market-version' });
  return run;
}

/** What the market refuses, at the form's fields, and what a run's plan must be besides: one campaign per channel, as the form makes it. */
function planIssues(plan: Plan, brief: store.StoredBrief) {
  const issues = checkPlan(plan, brief.market).map((fault) => faultToIssue(fault, plan));
  const ids = plan.campaigns.map((campaign) => campaign.id).join();
  const expected = brief.start.campaigns.map((campaign) => campaign.id).join();
  if (issues.length === 0 && ids !== expected) return [{ path: 'form', message: 'planInvalid' }];
  return issues;
}

/** Gives a run of one's own another name; throws `not-found`. */
export async function renameRun(actor: Actor | null, input: { runId: string; name: string }): Promise<void> {
  const { userId } = requireActor(actor);
  await ownChange(userId, input.runId, 'sandbox.run-renamed', (tx) =>
    store.renameRun(tx, userId, input.runId, input.name),
  );
}

/** Deletes a run of one's own with all its days; throws `not-found`. */
export async function deleteRun(actor: Actor | null, input: { runId: string }): Promise<void> {
  const { userId } = requireActor(actor);
  await ownChange(userId, input.runId, 'sandbox.run-deleted', (tx) => store.deleteRun(tx, userId, input.runId));
}

async function ownChange(
  userId: string,
  runId: string,
  type: `sandbox.${string}`,
  change: (tx: Parameters<typeof store.renameRun>[0]) => Promise<boolean>,
): Promise<void> {
  if (!isUuid(runId)) throw notFound();
  await transaction(async (tx) => {
    if (!(await change(tx))) throw notFound();
    await record(tx, { type, actorId: userId, subjectType: 'sandbox-run', subjectId: runId });
  });
}

function notFound(): AppError {
  return new AppError('not-found', { reason: 'sandbox-run' });
}
