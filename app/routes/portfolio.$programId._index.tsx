// Writing a program's portfolio, and what was handed in before.
import '~/ui/certification/certificate.css';
import '~/ui/certification/portfolio.css';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { portfolioMessages } from '~/i18n/assessment';
import { programMessages } from '~/i18n/certificates';
import { formatDateTime } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import {
  getPortfolio,
  readPortfolioForm,
  savePortfolioDraft,
  submitPortfolio,
} from '~/modules/certification/certification.server';
import type { PortfolioView } from '~/modules/certification/certification';
import { isAppError } from '~/platform/errors';
import { formFailure, requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { PortfolioEditor } from '~/ui/certification/portfolio-editor';
import { SubmissionTable } from '~/ui/certification/portfolio-history';
import { Rubric } from '~/ui/certification/portfolio-rubric';
import { Alert } from '~/ui/kit/alert';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { LinkButton } from '~/ui/kit/button';
import { useFormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return { view: await getPortfolio(actor, params.programId!, context.locale), timeZone: actor.timeZone };
  });
}

export function action({ request, params, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const form = await request.formData();
    const programId = params.programId!;
    const saved = await savePortfolioDraft(actor, readPortfolioForm(form, programId));
    if (form.get('intent') !== 'submit' || saved.outcome === 'conflict') return redirect(paths.portfolio(programId));
    try {
      const { submissionId } = await submitPortfolio(actor, { programId, locale: String(form.get('locale')) });
      return redirect(paths.portfolio(programId, submissionId));
    } catch (error) {
      if (isAppError(error) && error.issues.length > 0) return formFailure(error);
      throw error;
    }
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, () => ({ title: data?.view.task.title ?? '' }));

/** What stands before or instead of the editor, by where the person stands. */
function State({ view, timeZone }: { view: PortfolioView; timeZone: string }) {
  const t = useMessages(portfolioMessages);
  const locale = useLocale();
  const { state, submissions, programId } = view;
  const last = submissions[0];
  switch (state.state) {
    case 'evaluating':
      return (
        <Alert kind="info" title={t('state.evaluatingTitle')}>
          <p className="mb-3">
            {t('state.evaluating', { date: last ? formatDateTime(last.submittedAt, locale, timeZone) : '' })}
          </p>
          <LinkButton to={paths.portfolio(programId, state.submissionId)} variant="secondary">
            {t('state.see')}
          </LinkButton>
        </Alert>
      );
    case 'passed':
    case 'exhausted':
      return (
        <Alert kind={state.state === 'passed' ? 'good' : 'warn'} title={t(`state.${state.state}Title`)}>
          <p className="mb-3">{t(`state.${state.state}`)}</p>
          <LinkButton to={paths.portfolio(programId, state.submissionId)} variant="secondary">
            {t('state.outcome')}
          </LinkButton>
        </Alert>
      );
    case 'verify-email':
      return (
        <Alert kind="warn" title={t('state.verifyTitle')}>
          {t('state.verify')}
        </Alert>
      );
    case 'locked':
      return (
        <Alert kind="info" title={t('state.lockedTitle')}>
          <p className="mb-3">{t('state.locked')}</p>
          <LinkButton to={`${paths.exam(programId)}#requirements`} variant="secondary">
            {t('state.lockedAction')}
          </LinkButton>
        </Alert>
      );
    case 'writing':
      return last ? (
        <Alert kind="warn" title={t('state.failedTitle')}>
          <p className="mb-3">{t('state.failed')}</p>
          <LinkButton to={paths.portfolio(programId, last.id)} variant="secondary">
            {t('state.outcome')}
          </LinkButton>
        </Alert>
      ) : null;
  }
}

const WRITING = new Set(['writing', 'verify-email', 'locked']);

export default function PortfolioPage() {
  const t = useMessages(portfolioMessages);
  const common = useMessages(programMessages);
  const { view, timeZone } = useLoaderData<typeof loader>();
  const { task, state } = view;
  const form = useFormState(useActionData<typeof action>(), (key) => t(`issue.${key}` as 'issue.too-few-words'));
  const labels = Object.fromEntries([...task.sections.map(({ id, title }) => [id, title]), ['links', t('links')]]);
  return (
    <Page width="narrow">
      <Breadcrumbs
        trail={[
          { to: paths.certifications(), label: common('title') },
          { to: paths.exam(view.programId), label: view.programTitle },
        ]}
      />
      <PageHeader title={task.title} eyebrow={t('eyebrow', { program: view.programTitle })} />
      <div className="grid gap-8">
        <State view={view} timeZone={timeZone} />
        {WRITING.has(state.state) && (
          <>
            <section aria-labelledby="brief">
              <h2 id="brief" className="mb-3">
                {t('brief')}
              </h2>
              <div className="prose">
                {task.brief.map((paragraph) => (
                  <p key={paragraph}>{paragraph}</p>
                ))}
              </div>
            </section>
            <Rubric task={task} />
            <FormErrors form={form} labels={labels} />
            <PortfolioEditor
              key={view.programId}
              view={view}
              form={form}
              mayHandIn={state.state === 'writing' ? state.submissionsLeft : null}
            />
          </>
        )}
        {view.submissions.length > 0 && (
          <section aria-labelledby="history">
            <h2 id="history" className="mb-3">
              {t('history.title')}
            </h2>
            <SubmissionTable programId={view.programId} submissions={view.submissions} timeZone={timeZone} />
          </section>
        )}
      </div>
    </Page>
  );
}
