import { expect, test } from 'vitest';
import { prisma } from '~/platform/db.server';
import { eventTypes, events, failure, actorOf, person } from '../../../tests/factories/identity';
import { simulate } from './market/simulate';
import { mergeRows, type Row } from './market/rows';
import type { Plan } from './market/plan';
import { toPublicWorld } from './market/world';
import { RUN_CHANNELS } from './brief';
import { worldOf } from './play.server';
import type { Actor } from '~/platform/actor';
import {
  advance,
  changePlan,
  deleteRun,
  getRun,
  listRuns,
  renameRun,
  startRun,
  UNFINISHED_LIMIT,
} from './sandbox.server';

async function learner(): Promise<Actor> {
  return actorOf(await person());
}

/** Seeds in order, so that a test's market is always the same. */
function counting(from: number) {
  return { seed: () => from++ };
}

async function started(seed = 100) {
  const actor = await learner();
  const { runId } = await startRun(actor, { locale: 'en' }, counting(seed));
  return { actor, runId, run: await getRun(actor, { runId }) };
}

function withBudget(plan: Plan, channel: string, dailyBudgetMicros: number): Plan {
  return { campaigns: plan.campaigns.map((one) => (one.channel === channel ? { ...one, dailyBudgetMicros } : one)) };
}

async function hidden(runId: string) {
  return prisma().sandboxRun.findUniqueOrThrow({ where: { id: runId } });
}

test('a run begins with a fair brief, an even plan and a name, and is on the list', async () => {
  const { actor, runId, run } = await started();
  expect(run).toMatchObject({
    name: 'Campaign 1',
    status: 'ready',
    day: 0,
    days: 28,
    revision: 1,
    outdated: false,
    notices: [],
    debrief: null,
    change: null,
  });
  expect(run.brief.marginMicros / run.brief.orderValueMicros).toBeGreaterThan(0.3);
  expect(run.brief.marginMicros / run.brief.orderValueMicros).toBeLessThan(0.86);
  expect(run.plan.campaigns).toHaveLength(4);
  expect(run.results.byDay).toEqual([]);
  const list = await listRuns(actor);
  expect(list).toMatchObject({
    unfinished: 1,
    unfinishedLimit: 5,
    runs: [{ runId, status: 'ready', spendMicros: 0, orders: 0 }],
  });
  expect(await eventTypes(runId)).toEqual(['sandbox.run-started']);
});

test('at most five runs are unfinished, also when many are started at once; finishing or deleting makes room', async () => {
  const actor = await learner();
  const tries = await Promise.all(
    Array.from({ length: UNFINISHED_LIMIT + 3 }, () => failure(startRun(actor, { locale: 'es', name: 'Una' }))),
  );
  const refused = tries.filter((error) => error !== null);
  expect(refused).toHaveLength(3);
  expect(refused[0]).toMatchObject({
    code: 'limit-reached',
    reason: 'unfinished-runs',
    issues: [{ path: 'form', message: 'unfinishedRuns' }],
  });
  const { runs, unfinished } = await listRuns(actor);
  expect([runs.length, unfinished]).toEqual([5, 5]);
  await deleteRun(actor, { runId: runs[0]!.runId });
  await advance(actor, { runId: runs[1]!.runId, revision: 1, days: 'end' });
  await startRun(actor, { locale: 'es' });
  await startRun(actor, { locale: 'es' });
  expect(await failure(startRun(actor, { locale: 'es' }))).toMatchObject({ code: 'limit-reached' });
});

test('days are played from where they stopped, whatever the steps: the rows are those of the market in one go', async () => {
  const { actor, runId, run } = await started(200);
  const one = await advance(actor, { runId, revision: 1, days: 1 });
  const week = await advance(actor, { runId, revision: one.revision, days: 7 });
  expect([one, week]).toEqual([
    { from: 1, to: 1, revision: 2 },
    { from: 2, to: 8, revision: 3 },
  ]);
  const { worldSeed, noiseSeed } = await hidden(runId);
  const whole = simulate(worldOf({ worldSeed, noiseSeed }), run.plan, { days: 8, noiseSeed, bySegment: true });
  const saved = await prisma().sandboxDay.findMany({ where: { runId }, orderBy: { day: 'asc' } });
  expect(saved.map((day) => day.day)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(mergeRows(saved.flatMap((day) => day.rows as unknown as Array<Row>))).toEqual(mergeRows(whole.rows));
  const after = await getRun(actor, { runId });
  const sum = (figure: 'spendMicros' | 'conversions') => whole.rows.reduce((total, row) => total + row[figure], 0);
  expect(after).toMatchObject({ status: 'running', day: 8, revision: 3 });
  expect(after.results.totals).toMatchObject({ spendMicros: sum('spendMicros'), conversions: sum('conversions') });
  expect(after.results.byDay).toHaveLength(8);
  expect(after.results.byChannel.reduce((total, channel) => total + channel.spendMicros, 0)).toBe(sum('spendMicros'));
  expect(after.results.bySegment.reduce((total, segment) => total + segment.conversions, 0)).toBe(sum('conversions'));
  expect(after.leftMicros).toBe(run.brief.budgetMicros - sum('spendMicros'));
  expect((await listRuns(actor)).runs[0]).toMatchObject({
    day: 8,
    spendMicros: sum('spendMicros'),
    orders: sum('conversions'),
  });
});

test('a double click plays once: of many equal requests one wins, the others find a newer revision', async () => {
  const { actor, runId } = await started(300);
  const clicks = await Promise.all(
    Array.from({ length: 6 }, () => failure(advance(actor, { runId, revision: 1, days: 7 }))),
  );
  expect(clicks.filter((error) => error === null)).toHaveLength(1);
  expect(clicks.filter((error) => error?.code === 'conflict' && error.reason === 'revision')).toHaveLength(5);
  expect((await getRun(actor, { runId })).day).toBe(7);
  expect(await prisma().sandboxDay.count({ where: { runId } })).toBe(7);
  expect(await eventTypes(runId)).toEqual(['sandbox.run-started', 'sandbox.days-simulated']);
});

test('a changed plan holds from the next day on; the days before keep theirs', async () => {
  const { actor, runId, run } = await started(400);
  const first = await advance(actor, { runId, revision: 1, days: 7 });
  const plan = withBudget(run.plan, 'search', 10_000_000);
  const changed = await changePlan(actor, { runId, revision: first.revision, plan });
  expect(changed.revision).toBe(first.revision + 1);
  expect(await changePlan(actor, { runId, revision: changed.revision, plan })).toEqual(changed);
  await advance(actor, { runId, revision: changed.revision, days: 7 });
  const after = await getRun(actor, { runId });
  expect(after.changedOn).toEqual([8]);
  expect(after.plan).toEqual(plan);
  const rows = (await prisma().sandboxDay.findMany({ where: { runId } })).flatMap(
    (day) => day.rows as unknown as Array<Row>,
  );
  const search = (day: number) =>
    rows.filter((row) => row.day === day && row.campaignId === 'search').reduce((sum, row) => sum + row.spendMicros, 0);
  expect(search(6)).toBeGreaterThan(10_000_000);
  expect(search(7)).toBeLessThanOrEqual(10_000_000);
  expect(after.change).toMatchObject({ before: { from: 1, to: 7 }, after: { from: 8, to: 14 } });
  expect(await eventTypes(runId)).toEqual([
    'sandbox.run-started',
    'sandbox.days-simulated',
    'sandbox.plan-changed',
    'sandbox.days-simulated',
  ]);
});

test('a plan from an older revision is refused and changes nothing; the saved one stays readable', async () => {
  const { actor, runId, run } = await started(500);
  const mine = withBudget(run.plan, 'search', 10_000_000);
  await changePlan(actor, { runId, revision: 1, plan: mine });
  expect(
    await failure(changePlan(actor, { runId, revision: 1, plan: withBudget(run.plan, 'video', 5_000_000) })),
  ).toMatchObject({ code: 'conflict', reason: 'revision' });
  expect(await getRun(actor, { runId })).toMatchObject({ revision: 2, plan: mine });
});

test('a plan the market refuses comes back with an issue at its field', async () => {
  const { actor, runId, run } = await started(600);
  const refused = async (plan: Plan) => (await failure(changePlan(actor, { runId, revision: 1, plan })))!;
  expect(await refused(withBudget(run.plan, 'video', 0))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'video-budget', message: 'amountRange' }],
  });
  const mailed: Plan = {
    campaigns: run.plan.campaigns.map((one, i) => (i === 0 ? { ...one, channel: 'email' } : one)),
  };
  expect(await refused(mailed)).toMatchObject({ code: 'invalid', issues: [{ path: 'form', message: 'planInvalid' }] });
  expect(await refused({ campaigns: run.plan.campaigns.slice(1) })).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'form', message: 'planInvalid' }],
  });
  expect((await getRun(actor, { runId })).revision).toBe(1);
});

test('the end compares with the untouched start on the same luck: whoever changes nothing gets exactly the same', async () => {
  const { actor, runId } = await started(700);
  const { to } = await advance(actor, { runId, revision: 1, days: 'end' });
  expect(to).toBe(28);
  const end = await getRun(actor, { runId });
  expect(end.status).toBe('finished');
  expect(end.debrief).toMatchObject({ same: true });
  expect(end.debrief!.yours).toEqual(end.debrief!.untouched);
  expect(end.debrief!.yours.orders).toBe(end.results.totals.conversions + end.debrief!.yours.lateOrders);
  expect(end.debrief!.change!.parts.every((part) => part.micros === 0)).toBe(true);
  expect((await listRuns(actor)).runs[0]).toMatchObject({ status: 'finished', orders: end.debrief!.yours.orders });
  expect((await events(runId)).at(-1)).toMatchObject({
    type: 'sandbox.run-finished',
    data: { orders: end.debrief!.yours.orders, reachedGoal: end.debrief!.reachedGoal },
  });
  expect(await failure(advance(actor, { runId, revision: 2, days: 1 }))).toMatchObject({
    code: 'conflict',
    reason: 'finished',
  });
  expect(await failure(changePlan(actor, { runId, revision: 2, plan: end.plan }))).toMatchObject({
    code: 'conflict',
    reason: 'finished',
  });
});

test('a decision shows in the debrief, and the parts of the difference sum to it', async () => {
  const { actor, runId, run } = await started(800);
  const plan: Plan = {
    campaigns: run.plan.campaigns.map((one) =>
      one.channel === 'display' ? { ...one, status: 'paused' } : { ...one, dailyBudgetMicros: 100_000_000 },
    ),
  };
  const { revision } = await changePlan(actor, { runId, revision: 1, plan });
  await advance(actor, { runId, revision, days: 'end' });
  const { debrief } = await getRun(actor, { runId });
  expect(debrief!.same).toBe(false);
  expect(debrief!.yours.channels.find((one) => one.channel === 'display')!.spendMicros).toBe(0);
  const difference = debrief!.yours.costPerOrderMicros! - debrief!.untouched.costPerOrderMicros!;
  expect(debrief!.change!.parts.reduce((sum, part) => sum + part.micros, 0)).toBeCloseTo(difference, 0);
});

test('another person’s run, a made-up one and nonsense are not found, in every operation', async () => {
  const { runId, run } = await started(900);
  const stranger = await learner();
  for (const id of [runId, '0190a5f0-0000-7000-8000-000000000000', 'nonsense']) {
    const asked = [
      () => getRun(stranger, { runId: id }),
      () => changePlan(stranger, { runId: id, revision: 1, plan: run.plan }),
      () => advance(stranger, { runId: id, revision: 1, days: 1 }),
      () => renameRun(stranger, { runId: id, name: 'Mine' }),
      () => deleteRun(stranger, { runId: id }),
    ];
    for (const ask of asked) expect(await failure(ask())).toMatchObject({ code: 'not-found', reason: 'sandbox-run' });
  }
  expect((await listRuns(stranger)).runs).toEqual([]);
  for (const ask of [() => listRuns(null), () => startRun(null, { locale: 'en' }), () => getRun(null, { runId })]) {
    expect(await failure(ask() as Promise<unknown>)).toMatchObject({ code: 'unauthenticated' });
  }
});

test('one’s own run is renamed and deleted with all its days', async () => {
  const { actor, runId } = await started(1000);
  await advance(actor, { runId, revision: 1, days: 1 });
  await renameRun(actor, { runId, name: 'Second try' });
  expect(await getRun(actor, { runId })).toMatchObject({ name: 'Second try', revision: 2 });
  await deleteRun(actor, { runId });
  expect(await prisma().sandboxDay.count({ where: { runId } })).toBe(0);
  expect(await failure(getRun(actor, { runId }))).toMatchObject({ code: 'not-found' });
});

test('a run begun on another version of the market stays readable and cannot go on', async () => {
  const { actor, runId, run } = await started(1100);
  await advance(actor, { runId, revision: 1, days: 1 });
  const { brief } = await hidden(runId);
  await prisma().sandboxRun.update({
    where: { id: runId },
    data: { brief: { ...(brief as object), engineVersion: 0 } },
  });
  expect(await getRun(actor, { runId })).toMatchObject({ outdated: true, day: 1 });
  expect(await failure(advance(actor, { runId, revision: 2, days: 1 }))).toMatchObject({
    code: 'gone',
    reason: 'market-version',
  });
  expect(await failure(changePlan(actor, { runId, revision: 2, plan: run.plan }))).toMatchObject({ code: 'gone' });
});

/** Every key and every leaf of a value, at any depth. */
function scan(value: unknown, keys = new Set<string>(), leaves = new Set<string>()) {
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) keys.add(key);
      scan(inner, keys, leaves);
    }
  } else leaves.add(String(value));
  return { keys, leaves };
}

test('no seed, no hidden parameter and no market state is in anything that leaves, at any depth', async () => {
  const { actor, runId, run } = await started(123_456_789);
  const moved = await advance(actor, { runId, revision: 1, days: 7 });
  const early = await getRun(actor, { runId });
  const { worldSeed, noiseSeed, state } = await hidden(runId);
  const end = await advance(actor, { runId, revision: moved.revision, days: 'end' });
  const told = [
    run,
    early,
    await getRun(actor, { runId }),
    await listRuns(actor),
    moved,
    end,
    ...(await events(runId)),
  ];
  const { keys, leaves } = scan(told);
  const world = worldOf({ worldSeed, noiseSeed });
  // Numbers of the world with many digits: an equal one among thousands of results would be no accident.
  const secrets = [...scan(world).leaves, ...scan(state).leaves].filter((leaf) => /^-?\d*\.\d{6,}$/.test(leaf));
  expect(secrets.length).toBeGreaterThan(100);
  for (const secret of [
    String(worldSeed),
    String(noiseSeed),
    `${worldSeed}/${noiseSeed}`,
    world.seed,
    'hidden',
    ...secrets,
  ])
    expect(leaves.has(secret)).toBe(false);
  // What a plan, a public market or a result has under the same name as the market's memory has it.
  const own = ['engineVersion', 'clicks', 'conversions', 'revenueMicros', 'day', 'totals', 'budgetMicros', 'bySegment'];
  const shared = new Set([...scan(toPublicWorld(world)).keys, ...scan(run.plan).keys, ...own, ...RUN_CHANNELS]);
  const names = [...scan(world).keys, ...scan(state).keys, 'worldSeed', 'noiseSeed', 'seed', 'state', 'start'];
  for (const name of names.filter((one) => !shared.has(one))) expect([name, keys.has(name)]).toEqual([name, false]);
});
