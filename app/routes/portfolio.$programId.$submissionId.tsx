// One version of a portfolio as it was handed in, with its outcome, the reasons and the way to appeal.
import '~/ui/certification/exam.css';
import '~/ui/certification/portfolio.css';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { portfolioMessages } from '~/i18n/assessment';
import { programMessages } from '~/i18n/certificates';
import { formatDateTime, formatNumber } from '~/i18n/format';
import { translator } from '~/i18n/messages';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { SubmissionView } from '~/modules/certification/certification';
import { appealSubmission, AppealSchema, getSubmission } from '~/modules/certification/certification.server';
import { submitForm } from '~/modules/identity/identity.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { CriterionOutcomes, PortfolioText } from '~/ui/certification/portfolio-rubric';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { LinkButton, SubmitButton } from '~/ui/kit/button';
import { useFormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Icon } from '~/ui/kit/icon';
import { Textarea } from '~/ui/kit/input';
import { Page } from '~/ui/kit/page';
import { Stats } from '~/ui/kit/stat';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { programId = '', submissionId = '' } = params;
    const submission = await getSubmission(actor, { programId, submissionId, locale: context.locale });
    return { submission, timeZone: actor.timeZone };
  });
}

export function action({ request, params, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { programId = '', submissionId = '' } = params;
    return submitForm(request, AppealSchema, async ({ text }) => {
      await appealSubmission(actor, { programId, submissionId, text });
      return redirect(paths.portfolio(programId, submissionId));
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (locale) => ({
    title: data
      ? translator(portfolioMessages, locale)('outcome.title', {
          number: data.submission.number,
          title: data.submission.task.title,
        })
      : '',
  }));

const SIGN = {
  passed: ['success', 'tone-good'],
  failed: ['refresh', 'tone-warn'],
  waiting: ['hourglass', 'tone-info'],
} as const;

function Verdict({ submission }: { submission: SubmissionView }) {
  const t = useMessages(portfolioMessages);
  const state = submission.outcome ?? 'waiting';
  const [icon, tone] = SIGN[state];
  return (
    <header className={`result-verdict ${tone}`}>
      <Icon name={icon} />
      <div>
        <p className="font-semibold">
          {t('outcome.title', { number: submission.number, title: submission.task.title })}
        </p>
        <h1>{t(`outcome.${state}`)}</h1>
        {state === 'waiting' && <p>{t(submission.appeal.open ? 'outcome.appealed' : 'outcome.waitingText')}</p>}
      </div>
    </header>
  );
}

function Decision({ submission }: { submission: SubmissionView }) {
  const t = useMessages(portfolioMessages);
  const locale = useLocale();
  const { decision, scorePercent, standardError } = submission;
  if (!decision || scorePercent === null) return null;
  const error =
    standardError === null ? undefined : t('outcome.errorNote', { error: formatNumber(standardError, locale, 0) });
  return (
    <>
      <Stats
        figures={[
          { label: t('outcome.score'), value: `${formatNumber(scorePercent, locale, 1)} %`, note: error },
          { label: t('outcome.mark'), value: `${decision.passPercent} %` },
          { label: t('outcome.markers'), value: t('outcome.markersCount', { count: decision.markers }) },
        ]}
      />
      {decision.feedback.length > 0 && (
        <section aria-labelledby="feedback">
          <h2 id="feedback" className="mb-3">
            {t('outcome.feedback')}
          </h2>
          <div className="grid gap-3">
            {decision.feedback.map((words, index) => (
              <blockquote key={index} className="marker-words">
                {words}
              </blockquote>
            ))}
          </div>
        </section>
      )}
      <section aria-labelledby="criteria">
        <h2 id="criteria" className="mb-5">
          {t('outcome.criteria')}
        </h2>
        <CriterionOutcomes criteria={decision.criteria} />
      </section>
    </>
  );
}

function Next({ submission }: { submission: SubmissionView }) {
  const t = useMessages(portfolioMessages);
  const { outcome, submissionsLeft, programId } = submission;
  if (outcome === null) return null;
  return (
    <section aria-labelledby="next">
      <h2 id="next" className="mb-2">
        {t('outcome.next')}
      </h2>
      <p className="mb-4">
        {outcome === 'passed'
          ? t('outcome.nextPassed')
          : submissionsLeft > 0
            ? t('outcome.nextFailed', { count: submissionsLeft })
            : t('outcome.nextNone')}
      </p>
      {outcome === 'failed' && submissionsLeft > 0 ? (
        <LinkButton to={paths.portfolio(programId)} icon="edit">
          {t('outcome.again')}
        </LinkButton>
      ) : (
        <LinkButton to={paths.exam(programId)} variant="secondary">
          {submission.programTitle}
        </LinkButton>
      )}
    </section>
  );
}

function Appeal({ submission, timeZone }: { submission: SubmissionView; timeZone: string }) {
  const t = useMessages(portfolioMessages);
  const locale = useLocale();
  const form = useFormState(useActionData<typeof action>());
  const { until, text } = submission.appeal;
  if (text !== null)
    return (
      <section aria-labelledby="appeal">
        <h2 id="appeal" className="mb-2">
          {t('appeal.sent')}
        </h2>
        <blockquote className="marker-words">{text}</blockquote>
      </section>
    );
  if (until === null) return null;
  return (
    <section className="card grid gap-3" aria-labelledby="appeal">
      <h2 id="appeal" className="text-xl">
        {t('appeal.title')}
      </h2>
      <p className="text-muted">{t('appeal.text', { date: formatDateTime(until, locale, timeZone) })}</p>
      <FormErrors form={form} labels={{ text: t('appeal.label') }} />
      <Form method="post" className="form">
        <Textarea
          name="text"
          label={t('appeal.label')}
          hint={t('appeal.hint')}
          form={form}
          required
          rows={4}
          minLength={30}
          maxLength={4000}
        />
        <div>
          <SubmitButton variant="secondary">{t('appeal.send')}</SubmitButton>
        </div>
      </Form>
    </section>
  );
}

export default function SubmissionPage() {
  const t = useMessages(portfolioMessages);
  const common = useMessages(programMessages);
  const { submission, timeZone } = useLoaderData<typeof loader>();
  const { programId, programTitle, task } = submission;
  return (
    <Page width="narrow">
      <Breadcrumbs
        trail={[
          { to: paths.certifications(), label: common('title') },
          { to: paths.exam(programId), label: programTitle },
          { to: paths.portfolio(programId), label: task.title },
        ]}
      />
      <Verdict submission={submission} />
      <div className="grid gap-10">
        <Decision submission={submission} />
        <Next submission={submission} />
        <Appeal submission={submission} timeZone={timeZone} />
        <section aria-labelledby="content">
          <h2 id="content" className="mb-5">
            {t('outcome.content')}
          </h2>
          <PortfolioText task={task} content={submission.content} empty="–" />
        </section>
      </div>
    </Page>
  );
}
