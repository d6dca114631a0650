// What the run page's form sends: the plan with a wish to save it or to play on from it, and what the page gets in answer.
import { isDeepStrictEqual } from 'node:util';
import { type AppLoadContext, data, redirect } from '@remix-run/node';
import { z } from 'zod';
import { isAppError, type FieldIssue } from '~/platform/errors';
import { formFailure, readForm } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import type { Actor } from '~/platform/actor';
import { fieldsToPlan, type PlanFields, readPlanFields } from './plan-fields';
import {
  type AdvanceStep,
  advance,
  changePlan,
  deleteRun,
  getRun,
  renameRun,
  RunNameSchema,
  startRun,
} from './runs.server';
import type { RunAnswer, RunView } from './sandbox';

const FieldsSchema = z.record(z.string().max(40), z.union([z.string().max(700), z.array(z.string().max(40)).max(12)]));
const NameSchema = z.object({ name: RunNameSchema });

/** What each button of the form plays; any other only saves. */
const STEPS = new Map<unknown, AdvanceStep>([
  ['run-1', 1],
  ['run-7', 7],
  ['run-end', 'end'],
]);

const StartSchema = z.object({ name: RunNameSchema.optional().catch(undefined) });

/** Begins a run and leads to it; what keeps the person from it comes back in words. */
export async function submitStartForm(actor: Actor, request: Request, context: AppLoadContext) {
  const form = await readForm(request, StartSchema);
  if (!form.ok) return formFailure(form);
  try {
    const { runId } = await startRun(actor, { ...form.value, locale: context.locale });
    return redirect(paths.sandboxRun(runId));
  } catch (error) {
    if (!isAppError(error) || error.code !== 'limit-reached') throw error;
    const issues = error.issues.length > 0 ? error.issues : [{ path: 'form', message: 'startedOften' }];
    return formFailure({ issues }, error.status);
  }
}

/**
 * Answers a form of the run page. Without JavaScript a success is a redirect, so that reloading repeats nothing. A plan that
 * cannot be saved comes back as it was typed, with its issues or with the version that was saved meanwhile.
 */
export async function submitRunForm(actor: Actor, runId: string, request: Request, context: AppLoadContext) {
  const copy = request.clone();
  const form = await readForm(request, FieldsSchema);
  if (!form.ok) return formFailure(form);
  const { intent } = form.value;
  if (intent === 'rename') {
    const named = await readForm(copy, NameSchema);
    if (!named.ok) return formFailure(named);
    await renameRun(actor, { runId, name: named.value.name });
    return done(runId, context, { ok: true, did: 'renamed' });
  }
  if (intent === 'delete') {
    await deleteRun(actor, { runId });
    return redirect(paths.sandbox());
  }
  return playPlan(actor, runId, form.value, context);
}

function done(runId: string, { isDocument }: AppLoadContext, answer: RunAnswer & { ok: true }) {
  if (!isDocument) return data<RunAnswer>(answer);
  return redirect(paths.sandboxRun(runId) + (answer.did === 'nothing' ? '?notice=moved-on' : ''));
}

async function playPlan(actor: Actor, runId: string, values: z.output<typeof FieldsSchema>, context: AppLoadContext) {
  const step = STEPS.get(values.intent) ?? null;
  const run = await getRun(actor, { runId });
  const fields = readPlanFields(values, run.brief.market);
  const read = fieldsToPlan(fields, run.plan);
  if (read.plan === null) return mend(read.issues, fields);
  try {
    const { revision } = await changePlan(actor, { runId, revision: Number(values.revision) || 0, plan: read.plan });
    if (step === null) return done(runId, context, { ok: true, did: 'saved' });
    const { from, to } = await advance(actor, { runId, revision, days: step });
    return done(runId, context, { ok: true, did: 'ran', from, to });
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === 'invalid') return mend(error.issues, fields);
    if (error.code !== 'conflict') throw error;
    const current = await getRun(actor, { runId });
    // A second click, or nothing left to decide: what was typed is already in force, so nothing is lost.
    const settled = current.status === 'finished' || isDeepStrictEqual(read.plan, current.plan);
    return settled ? done(runId, context, { ok: true, did: 'nothing' }) : conflict(current, fields);
  }
}

function mend(issues: ReadonlyArray<FieldIssue>, fields: PlanFields) {
  return data<RunAnswer>({ ok: false, issues: [...issues], fields, saved: null }, { status: 422 });
}

/** The typed plan and the saved one side by side; sending it again replaces the saved one knowingly. */
function conflict({ revision, plan }: RunView, fields: PlanFields) {
  return data<RunAnswer>(
    { ok: false, issues: [{ path: 'form', message: 'changedMeanwhile' }], fields, saved: { revision, plan } },
    { status: 409 },
  );
}
