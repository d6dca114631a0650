// The queue: how much waits, how far events are behind, and the jobs that gave up.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { adminMessages } from '~/i18n/admin';
import { formatNumber } from '~/i18n/format';
import { translator } from '~/i18n/messages';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { submitForm } from '~/modules/identity/identity.server';
import { readQueues, relayLag, retryJob } from '~/platform/activity.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { isAppError } from '~/platform/errors';
import { Alert } from '~/ui/kit/alert';
import { SubmitButton } from '~/ui/kit/button';
import { EmptyState } from '~/ui/kit/empty-state';
import { RelativeTime } from '~/ui/kit/relative-time';
import { Table } from '~/ui/kit/table';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const lag = await relayLag(actor);
    // The page says so when the queue is away; everything else on it still helps.
    const queues = await readQueues(actor).catch((error: unknown) => {
      if (isAppError(error) && error.code === 'unavailable') return null;
      throw error;
    });
    return { lag, queues, timeZone: actor.timeZone };
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return submitForm(request, z.object({ queue: z.string(), jobId: z.string() }), async (input) => {
      await retryJob(actor, input);
      return redirect(`${paths.adminQueue()}?done=1`);
    });
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(adminMessages, locale)('tabs.queue') }));

const COUNTS = ['waiting', 'active', 'delayed', 'failed', 'completed'] as const;

export default function QueuePage() {
  const t = useMessages(adminMessages);
  const locale = useLocale();
  const { lag, queues, timeZone } = useLoaderData<typeof loader>();
  const done = useSearchParams()[0].has('done');
  const name = (queue: string) => (queue === 'reactions' || queue === 'schedule' ? t(`queue.${queue}`) : queue);
  return (
    <div className="grid grid-cols-1 gap-8">
      {done && (
        <Alert kind="good" live>
          {t('queue.retried')}
        </Alert>
      )}
      {queues ? (
        <Table
          caption={t('queue.caption')}
          hideCaption
          rows={queues.states}
          rowKey={(state) => state.name}
          columns={[
            { key: 'name', title: t('queue.name'), header: true, cell: (state) => name(state.name) },
            ...COUNTS.map((key) => ({
              key,
              title: t(`queue.${key}`),
              numeric: true,
              cell: (state: (typeof queues.states)[number]) => formatNumber(state[key], locale),
            })),
          ]}
        />
      ) : (
        <Alert kind="warn" title={t('queue.awayTitle')}>
          {t('overview.queueAway')}
        </Alert>
      )}
      <p>
        {t('queue.lag')}:{' '}
        <strong>
          {lag.waiting === 0 ? t('queue.lagNone') : t('queue.lagValue', { waiting: lag.waiting, seconds: lag.seconds })}
        </strong>
      </p>
      {queues && (
        <section aria-labelledby="failed">
          <h2 id="failed" className="mb-4 text-xl">
            {t('queue.failedTitle')}
          </h2>
          {queues.failed.length === 0 ? (
            <EmptyState title={t('queue.emptyTitle')} picture={false}>
              {t('queue.empty')}
            </EmptyState>
          ) : (
            <Table
              caption={t('queue.failedTitle')}
              hideCaption
              rows={queues.failed}
              rowKey={(job) => `${job.queue}:${job.jobId}`}
              columns={[
                {
                  key: 'job',
                  title: t('queue.job'),
                  header: true,
                  cell: (job) => (
                    <div className="col-span-full">
                      <code>{job.name}</code>
                      <span className="block text-sm font-normal text-muted">{name(job.queue)}</span>
                    </div>
                  ),
                },
                {
                  key: 'error',
                  title: t('queue.error'),
                  cell: (job) => <code className="text-sm break-words">{job.error}</code>,
                },
                { key: 'tries', title: t('queue.tries'), numeric: true, cell: (job) => job.attempts },
                {
                  key: 'when',
                  title: t('queue.when'),
                  cell: (job) => (job.failedAt ? <RelativeTime at={job.failedAt} timeZone={timeZone} /> : '—'),
                },
                {
                  key: 'retry',
                  title: t('queue.retry'),
                  label: '',
                  cell: (job) => (
                    <Form method="post" className="col-span-full">
                      <input type="hidden" name="queue" value={job.queue} />
                      <input type="hidden" name="jobId" value={job.jobId} />
                      <SubmitButton
                        size="sm"
                        variant="secondary"
                        icon="refresh"
                        intent={job.jobId}
                        aria-label={t('queue.retryOne', { name: job.name })}
                      >
                        {t('queue.retry')}
                      </SubmitButton>
                    </Form>
                  ),
                },
              ]}
            />
          )}
        </section>
      )}
    </div>
  );
}
