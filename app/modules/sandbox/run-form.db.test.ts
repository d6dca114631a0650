import type { AppLoadContext } from '@remix-run/node';
import { expect, test } from 'vitest';
import type { Actor } from '~/platform/actor';
import { actorOf, failure, person } from '../../../tests/factories/identity';
import { fieldName, planToFields, type PlanFields } from './plan-fields';
import { RUN_CHANNELS } from './brief';
import type { RunAnswer } from './sandbox';
import { getRun, startRun, submitRunForm, submitStartForm } from './sandbox.server';

const page = { isDocument: true, locale: 'es' } as AppLoadContext;
const script = { isDocument: false, locale: 'es' } as AppLoadContext;

function post(fields: Record<string, string | ReadonlyArray<string>>): Request {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return new Request('http://pericia.test/sandbox', { method: 'POST', body });
}

/** The form's fields as a browser sends them. */
function sent(fields: PlanFields, rest: { intent: string; revision: number }): Request {
  const values: Record<string, string | ReadonlyArray<string>> = {
    intent: rest.intent,
    revision: String(rest.revision),
  };
  for (const channel of RUN_CHANNELS) {
    const { use, segments, ...texts } = fields[channel];
    if (use) values[fieldName(channel, 'use')] = 'on';
    values[`${fieldName(channel, 'segments')}[]`] = segments;
    for (const [field, text] of Object.entries(texts)) values[fieldName(channel, field as 'budget')] = text;
  }
  return post(values);
}

async function started() {
  const actor = actorOf(await person());
  const { runId } = await startRun(actor, { locale: 'es' });
  const fields = planToFields((await getRun(actor, { runId })).plan, 'es');
  return {
    actor,
    runId,
    fields,
    budget: (amount: string): PlanFields => ({ ...fields, search: { ...fields.search, budget: amount } }),
  };
}

/** What an answer without a redirect says, with its status. */
async function answered(actor: Actor, runId: string, request: Request, context = script) {
  const answer = (await submitRunForm(actor, runId, request, context)) as {
    data: RunAnswer;
    init: ResponseInit | null;
  };
  return { status: answer.init?.status ?? 200, ...answer.data };
}

test('one form saves the plan and plays on from it; without JavaScript the answer is a redirect', async () => {
  const { actor, runId, budget } = await started();
  expect(await answered(actor, runId, sent(budget('80,5'), { intent: 'run-7', revision: 1 }))).toEqual({
    status: 200,
    ok: true,
    did: 'ran',
    from: 1,
    to: 7,
  });
  const run = await getRun(actor, { runId });
  expect(run).toMatchObject({ day: 7, revision: 3 });
  expect(run.plan.campaigns[0]).toMatchObject({ channel: 'search', dailyBudgetMicros: 80_500_000 });
  expect(await answered(actor, runId, sent(budget('90'), { intent: 'save', revision: 3 }))).toEqual({
    status: 200,
    ok: true,
    did: 'saved',
  });
  const redirected = (await submitRunForm(
    actor,
    runId,
    sent(budget('90'), { intent: 'run-1', revision: 4 }),
    page,
  )) as Response;
  expect([redirected.status, redirected.headers.get('Location')]).toEqual([302, `/sandbox/${runId}`]);
  expect((await getRun(actor, { runId })).day).toBe(8);
});

test('a plan with faults comes back as it was typed, nothing is saved and nothing played', async () => {
  const { actor, runId, fields, budget } = await started();
  const typed = { ...budget('lots'), video: { ...fields.video, segments: [], headline: '' } };
  const answer = await answered(actor, runId, sent(typed, { intent: 'run-7', revision: 1 }));
  expect(answer).toMatchObject({
    status: 422,
    ok: false,
    saved: null,
    fields: { search: { budget: 'lots' }, video: { segments: [], headline: '' } },
  });
  expect((answer as { issues: Array<{ path: string }> }).issues.map((issue) => issue.path)).toEqual([
    'search-budget',
    'video-headline',
    'video-segments',
  ]);
  const million = await answered(actor, runId, sent(budget('1000001'), { intent: 'save', revision: 1 }));
  expect(million).toMatchObject({ status: 422, issues: [{ path: 'search-budget', message: 'amountRange' }] });
  expect(await getRun(actor, { runId })).toMatchObject({ day: 0, revision: 1 });
});

test('of two tabs the later one gets both versions, loses nothing, and may knowingly put its own in force', async () => {
  const { actor, runId, budget } = await started();
  await answered(actor, runId, sent(budget('90'), { intent: 'save', revision: 1 }));
  const late = await answered(actor, runId, sent(budget('40'), { intent: 'run-1', revision: 1 }));
  expect(late).toMatchObject({ status: 409, ok: false, fields: { search: { budget: '40' } }, saved: { revision: 2 } });
  expect((late as Extract<RunAnswer, { ok: false }>).saved!.plan.campaigns[0]!.dailyBudgetMicros).toBe(90_000_000);
  expect(await getRun(actor, { runId })).toMatchObject({ day: 0, revision: 2 });
  expect(await answered(actor, runId, sent(budget('40'), { intent: 'run-1', revision: 2 }))).toMatchObject({
    ok: true,
    did: 'ran',
    from: 1,
    to: 1,
  });
  expect((await getRun(actor, { runId })).plan.campaigns[0]!.dailyBudgetMicros).toBe(40_000_000);
});

test('the same form sent twice plays once; the second is told that nothing was lost', async () => {
  const { actor, runId, budget } = await started();
  const both = await Promise.all(
    [1, 2].map(() => answered(actor, runId, sent(budget('90'), { intent: 'run-1', revision: 1 }))),
  );
  expect(both.map((answer) => (answer.ok ? answer.did : 'failed')).sort()).toEqual(['nothing', 'ran']);
  expect((await getRun(actor, { runId })).day).toBe(1);
  const again = (await submitRunForm(
    actor,
    runId,
    sent(budget('90'), { intent: 'run-1', revision: 1 }),
    page,
  )) as Response;
  expect(again.headers.get('Location')).toBe(`/sandbox/${runId}?notice=moved-on`);
  await answered(actor, runId, sent(budget('90'), { intent: 'run-end', revision: 3 }));
  expect(await answered(actor, runId, sent(budget('10'), { intent: 'run-1', revision: 4 }))).toMatchObject({
    ok: true,
    did: 'nothing',
  });
});

test('odd intents and revisions play nothing', async () => {
  const { actor, runId, fields } = await started();
  for (const intent of ['constructor', '__proto__', 'run-99', '']) {
    expect(await answered(actor, runId, sent(fields, { intent, revision: 1 }))).toMatchObject({
      ok: true,
      did: 'saved',
    });
  }
  expect(await answered(actor, runId, sent(fields, { intent: 'run-1', revision: Number.NaN }))).toMatchObject({
    ok: true,
    did: 'nothing',
  });
  expect((await getRun(actor, { runId })).day).toBe(0);
});

test('a name is saved or refused at its field, and a deleted run is gone', async () => {
  const { actor, runId } = await started();
  expect(await answered(actor, runId, post({ intent: 'rename', name: '  Otoño ' }))).toMatchObject({
    ok: true,
    did: 'renamed',
  });
  expect((await getRun(actor, { runId })).name).toBe('Otoño');
  expect(await answered(actor, runId, post({ intent: 'rename', name: ' ' }))).toMatchObject({
    status: 422,
    issues: [{ path: 'name', message: 'required' }],
  });
  const gone = (await submitRunForm(actor, runId, post({ intent: 'delete' }), script)) as Response;
  expect(gone.headers.get('Location')).toBe('/sandbox');
  expect(await failure(getRun(actor, { runId }))).toMatchObject({ code: 'not-found' });
});

test('starting leads to the new run; the sixth unfinished one is refused in words', async () => {
  const actor = actorOf(await person());
  for (let count = 0; count < 5; count++) {
    const led = (await submitStartForm(actor, post({ intent: 'start' }), script)) as Response;
    expect(led.headers.get('Location')).toMatch(/^\/sandbox\/[0-9a-f-]{36}$/);
  }
  const refused = (await submitStartForm(actor, post({ intent: 'start' }), script)) as {
    data: { issues: unknown };
    init: ResponseInit;
  };
  expect([refused.init.status, refused.data.issues]).toEqual([429, [{ path: 'form', message: 'unfinishedRuns' }]]);
});
