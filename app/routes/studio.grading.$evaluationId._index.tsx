// One work to mark, beside its rubric. Nothing on the page names its author.
import '~/ui/certification/portfolio.css';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { formatDate } from '~/i18n/format';
import { gradingMessages } from '~/i18n/grading';
import { translator } from '~/i18n/messages';
import { useLocale, useMessages } from '~/i18n/use-messages';
import {
  claimNextWork,
  getMarking,
  giveBackWork,
  readMarksForm,
  submitWorkMarks,
} from '~/modules/certification/certification.server';
import { isAppError } from '~/platform/errors';
import { formFailure, requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { GradingForm } from '~/ui/certification/grading-form';
import { PortfolioText, Rubric } from '~/ui/certification/portfolio-rubric';
import { Alert } from '~/ui/kit/alert';
import { Badge } from '~/ui/kit/badge';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { LinkButton } from '~/ui/kit/button';
import { EmptyState } from '~/ui/kit/empty-state';
import { useFormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const marking = await getMarking(actor, { evaluationId: params.evaluationId!, locale: context.locale }).catch(
      (error: unknown) => {
        // Marked, or passed on to somebody else: no fault, and the page says which way on.
        if (isAppError(error) && error.code === 'gone') return null;
        throw error;
      },
    );
    return { marking, timeZone: actor.timeZone };
  });
}

export function action({ request, params, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const form = await request.formData();
    const evaluationId = params.evaluationId!;
    if (form.get('intent') === 'give-back') {
      await giveBackWork(actor, evaluationId);
      return redirect(paths.grading());
    }
    try {
      await submitWorkMarks(actor, readMarksForm(form, evaluationId));
    } catch (error) {
      if (isAppError(error) && error.issues.length > 0) return formFailure(error);
      throw error;
    }
    const next = await claimNextWork(actor);
    return redirect(next ? paths.gradingWork(next) : `${paths.grading()}?done=1`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (locale) => ({
    title: translator(gradingMessages, locale)('workTitle', { alias: data?.marking?.alias ?? '' }),
  }));

const LANGUAGES = { es: 'Español', en: 'English' } as const;

export default function MarkingPage() {
  const t = useMessages(gradingMessages);
  const locale = useLocale();
  const { marking, timeZone } = useLoaderData<typeof loader>();
  const form = useFormState(useActionData<typeof action>(), (key) =>
    key === 'level-missing' ? t('unmarked') : undefined,
  );
  if (!marking)
    return (
      <Page width="narrow">
        <EmptyState title={t('goneTitle')} action={<LinkButton to={paths.grading()}>{t('title')}</LinkButton>}>
          {t('gone')}
        </EmptyState>
      </Page>
    );
  const { task, reason } = marking;
  const labels = Object.fromEntries([...task.rubric.map(({ id, title }) => [id, title]), ['feedback', t('feedback')]]);
  return (
    <Page>
      <Breadcrumbs trail={[{ to: paths.grading(), label: t('title') }]} />
      <PageHeader
        eyebrow={marking.programTitle}
        title={t('workTitle', { alias: marking.alias })}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge icon="globe">{LANGUAGES[marking.locale]}</Badge>
            <span>{t('words', { count: marking.words })}</span>
            <span>{t('handedIn', { date: formatDate(marking.submittedAt, locale, timeZone) })}</span>
            <span>{marking.waiting > 0 ? t('left', { count: marking.waiting }) : t('leftNone')}</span>
          </span>
        }
      />
      {(reason === 'disagreement' || reason === 'appeal') && (
        <Alert kind="info" title={t(`reason.${reason}`)} className="mb-6">
          {t(`reason.${reason}Text`)}
        </Alert>
      )}
      <FormErrors form={form} labels={labels} />
      <div className="grading-columns">
        <div className="grid gap-8" lang={marking.locale}>
          {marking.appeal && (
            <section aria-labelledby="appealed" lang={locale}>
              <h2 id="appealed" className="mb-2">
                {t('appealed')}
              </h2>
              <blockquote className="marker-words" lang={marking.locale}>
                {marking.appeal}
              </blockquote>
            </section>
          )}
          <PortfolioText task={task} content={marking.content} empty={t('noText')} />
          <Rubric task={task} />
        </div>
        <div className="grading-marks">
          <GradingForm key={marking.evaluationId} view={marking} form={form} />
        </div>
      </div>
    </Page>
  );
}
