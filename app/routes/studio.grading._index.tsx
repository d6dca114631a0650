// The marker's queue: what waits, what is open with them, what they marked.
import '~/ui/certification/portfolio.css';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { formatDate, formatDateTime } from '~/i18n/format';
import { gradingMessages } from '~/i18n/grading';
import { translator } from '~/i18n/messages';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { claimNextWork, getMarkingQueue } from '~/modules/certification/certification.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { GradingTabs } from '~/ui/certification/grading-tabs';
import { Alert } from '~/ui/kit/alert';
import { LinkButton, SubmitButton } from '~/ui/kit/button';
import { EmptyState } from '~/ui/kit/empty-state';
import { Page, PageHeader } from '~/ui/kit/page';
import { Table } from '~/ui/kit/table';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return { queue: await getMarkingQueue(actor, context.locale), timeZone: actor.timeZone };
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const programId = (await request.formData()).get('program');
    const next = await claimNextWork(actor, { programId: typeof programId === 'string' ? programId : null });
    return redirect(next ? paths.gradingWork(next) : paths.grading());
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(gradingMessages, locale)('title') }));

export default function Grading() {
  const t = useMessages(gradingMessages);
  const locale = useLocale();
  const { queue, timeZone } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      <GradingTabs held={queue.heldAttempts} />
      {search.has('done') && (
        <Alert kind="good" live className="mb-6">
          {t(queue.waiting > 0 ? 'done' : 'doneLast')}
        </Alert>
      )}
      <div className="grid gap-10">
        {queue.waiting === 0 && queue.open.length === 0 && <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
        {queue.open.length > 0 && (
          <section aria-labelledby="open">
            <h2 id="open" className="mb-3">
              {t('open')}
            </h2>
            <ul className="grid gap-3">
              {queue.open.map((entry) => (
                <li key={entry.evaluationId} className="card flex flex-wrap items-center justify-between gap-3">
                  <div>
                    <strong>{entry.title}</strong>
                    <p className="text-muted">
                      {t('words', { count: entry.words })} ·{' '}
                      {entry.leaseUntil && t('until', { time: formatDateTime(entry.leaseUntil, locale, timeZone) })}
                    </p>
                  </div>
                  <LinkButton to={paths.gradingWork(entry.evaluationId)} icon="play">
                    {t('continue', { alias: entry.alias })}
                  </LinkButton>
                </li>
              ))}
            </ul>
          </section>
        )}
        {queue.programs.map((program) => (
          <section
            key={program.programId}
            className="card card-raised flex flex-wrap items-center justify-between gap-4"
          >
            <div>
              <h2 className="text-xl">{program.title}</h2>
              <p className="text-muted">
                {t('waiting', { count: program.waiting })}
                {program.oldestAt && `, ${t('oldest', { date: formatDate(program.oldestAt, locale, timeZone) })}`}
              </p>
            </div>
            <Form method="post">
              <input type="hidden" name="program" value={program.programId} />
              <SubmitButton icon="scale">{t('next')}</SubmitButton>
            </Form>
          </section>
        ))}
        <section aria-labelledby="marked">
          <h2 id="marked" className="mb-3">
            {t('marked')}
          </h2>
          {queue.marked.length === 0 ? (
            <p className="text-muted">{t('markedEmpty')}</p>
          ) : (
            <Table
              caption={t('marked')}
              hideCaption
              rows={queue.marked}
              rowKey={({ evaluationId }) => evaluationId}
              columns={[
                { key: 'work', title: t('work'), header: true, cell: ({ alias }) => t('workTitle', { alias }) },
                { key: 'program', title: t('program'), cell: ({ title }) => title },
                {
                  key: 'when',
                  title: t('when'),
                  cell: ({ markedAt }) => (markedAt ? formatDateTime(markedAt, locale, timeZone) : '–'),
                },
                {
                  key: 'percent',
                  title: t('percent'),
                  numeric: true,
                  cell: ({ scorePercent }) => (scorePercent === null ? '–' : `${scorePercent} %`),
                },
              ]}
            />
          )}
        </section>
      </div>
    </Page>
  );
}
