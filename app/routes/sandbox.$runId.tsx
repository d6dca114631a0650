// One run of a simulated campaign: its brief, its plan, its results and, at the end, its debrief.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import type { RunAnswer, RunView } from '~/modules/sandbox/sandbox';
import { getRun, submitRunForm } from '~/modules/sandbox/sandbox.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { Page, PageHeader } from '~/ui/kit/page';
import { useToastWhen } from '~/ui/kit/toast';
import { BriefCard } from '~/ui/sandbox/brief-card';
import { DebriefCard } from '~/ui/sandbox/debrief-card';
import { ManageRun } from '~/ui/sandbox/manage-run';
import { PlanForm } from '~/ui/sandbox/plan-form';
import { Breakdowns, ResultDetails, ResultSummary } from '~/ui/sandbox/results';
import { Simulated } from '~/ui/sandbox/simulated';
import { StartRun } from '~/ui/sandbox/start-run';
import { useResultsInView } from '~/ui/sandbox/use-results-in-view';
import { useSandboxForm } from '~/ui/sandbox/words';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return respond(async () => getRun(await requireSignedIn(context, request), { runId: params.runId! }));
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return respond(async () => submitRunForm(await requireSignedIn(context, request), params.runId!, request, context));
}

/** Also after a refused plan: somebody else's version may be in force. */
export function shouldRevalidate({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return formMethod === 'POST' || defaultShouldRevalidate;
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, () => ({ title: data?.name ?? '' }));

/** On wide screens the plan stays beside the results, scrolling by itself; on small ones it follows the key figures. */
const BESIDE =
  'lg:sticky lg:top-[calc(var(--header-height)+1rem)] lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:max-h-[calc(100dvh-var(--header-height)-2rem)] lg:overflow-y-auto';

export default function SandboxRun() {
  const t = useMessages(sandboxMessages);
  const run = useLoaderData<typeof loader>() as RunView;
  const answer = useActionData<typeof action>() as RunAnswer | undefined;
  const movedOn = useSearchParams()[0].get('notice') === 'moved-on';
  const nameForm = useSandboxForm(answer);
  useResultsInView(answer);
  useToastWhen(answer?.ok && answer.did === 'renamed' && answer, t('plan.renamed'));
  const open = run.status !== 'finished' && !run.outdated;
  return (
    <Page>
      <Breadcrumbs trail={[{ to: paths.sandbox(), label: t('title') }]} />
      <PageHeader eyebrow={<Simulated />} title={run.name} lead={t('day', { day: run.day, days: run.days })} />
      <div
        className={`grid grid-cols-[minmax(0,1fr)] gap-6 ${open ? 'lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr] lg:items-start' : ''}`}
      >
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          {movedOn && <Alert kind="info">{t('plan.movedOn')}</Alert>}
          {run.outdated && (
            <Alert kind="warn" title={t('plan.outdatedTitle')}>
              <p className="mb-3">{t('plan.outdated')}</p>
              <StartRun />
            </Alert>
          )}
          {run.debrief && <DebriefCard debrief={run.debrief} brief={run.brief} />}
          <BriefCard brief={run.brief} folded={run.status !== 'ready'} />
          <ResultSummary run={run} />
        </div>
        {open && <PlanForm key={run.runId} run={run} answer={answer} className={BESIDE} />}
        {run.day > 0 && (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            <ResultDetails run={run} />
          </div>
        )}
      </div>
      {run.day > 0 && <Breakdowns run={run} />}
      <ManageRun name={run.name} form={nameForm} />
    </Page>
  );
}
