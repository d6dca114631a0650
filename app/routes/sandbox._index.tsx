// The sandbox: what it is, and the person's runs of simulated campaigns.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { translator } from '~/i18n/messages';
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import { RUN_DAYS } from '~/modules/sandbox/sandbox';
import { listRuns, submitStartForm } from '~/modules/sandbox/sandbox.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { Alert } from '~/ui/kit/alert';
import { EmptyState } from '~/ui/kit/empty-state';
import { FormErrors } from '~/ui/kit/form-errors';
import { Page, PageHeader } from '~/ui/kit/page';
import { Simulated } from '~/ui/sandbox/simulated';
import { RunCard } from '~/ui/sandbox/run-card';
import { StartRun } from '~/ui/sandbox/start-run';
import { useSandboxForm } from '~/ui/sandbox/words';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => listRuns(await requireSignedIn(context, request)));
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => submitStartForm(await requireSignedIn(context, request), request, context));
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => {
    const t = translator(sandboxMessages, locale);
    return { title: t('title'), description: t('description') };
  });

export default function Sandbox() {
  const t = useMessages(sandboxMessages);
  const { runs, unfinished, unfinishedLimit } = useLoaderData<typeof loader>();
  const form = useSandboxForm(useActionData<typeof action>());
  const full = unfinished >= unfinishedLimit;
  return (
    <Page>
      <PageHeader
        eyebrow={<Simulated />}
        title={t('title')}
        lead={`${t('lead')} ${t('how', { days: RUN_DAYS })}`}
        actions={runs.length > 0 && !full ? <StartRun /> : undefined}
      />
      <FormErrors form={form} />
      {runs.length === 0 ? (
        <EmptyState title={t('emptyTitle')} action={<StartRun first size="lg" />}>
          {t('empty')}
        </EmptyState>
      ) : (
        <section className="grid gap-4" aria-labelledby="runs">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 id="runs">{t('yours')}</h2>
            <p className="text-muted">{t('slots', { used: unfinished, limit: unfinishedLimit })}</p>
          </div>
          {full && <Alert kind="info">{t('issue.unfinishedRuns')}</Alert>}
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {runs.map((run) => (
              <RunCard key={run.runId} run={run} />
            ))}
          </div>
        </section>
      )}
    </Page>
  );
}
