// The result of an exam.
import '~/ui/certification/exam.css';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { programMessages } from '~/i18n/certificates';
import { resultMessages } from '~/i18n/exam';
import { formatDateTime, formatNumber } from '~/i18n/format';
import { translator } from '~/i18n/messages';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { Eligibility, ExamResult } from '~/modules/certification/certification';
import { getEligibility, getExamResult } from '~/modules/certification/certification.server';
import { isAppError } from '~/platform/errors';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { CertificateWait } from '~/ui/certification/certificate-wait';
import { AwaitedNext, RefusedAttempt } from '~/ui/certification/exam-awaited';
import { ResultAreas } from '~/ui/certification/result-areas';
import { Alert } from '~/ui/kit/alert';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { LinkButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { Page } from '~/ui/kit/page';
import { Stats } from '~/ui/kit/stat';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { programId = '', attemptId = '' } = params;
    const result = await getExamResult(actor, { programId, attemptId, locale: context.locale }).catch(
      (error: unknown) => {
        if (isAppError(error) && error.reason === 'exam-open') throw redirect(paths.examAttempt(programId, attemptId));
        throw error;
      },
    );
    return { result, next: await getEligibility(actor, programId), timeZone: actor.timeZone };
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (locale) => ({
    title: translator(resultMessages, locale)('title', { title: data?.result.programTitle ?? '' }),
  }));

function Verdict({ result }: { result: ExamResult }) {
  const t = useMessages(resultMessages);
  const locale = useLocale();
  const points = formatNumber(result.passPercent - result.scorePercent, locale, 1);
  return (
    <header className={`result-verdict ${result.passed ? 'tone-good' : 'tone-warn'}`}>
      <Icon name={result.passed ? 'success' : 'refresh'} />
      <div>
        <p className="font-semibold">{result.programTitle}</p>
        <h1>{t(result.passed ? 'passed' : 'failed')}</h1>
        <p>{result.passed ? t('passedLead') : t('failedLead', { points })}</p>
      </div>
    </header>
  );
}

function WhatNext({ result, next, timeZone }: { result: ExamResult; next: Eligibility; timeZone: string }) {
  const t = useMessages(resultMessages);
  const locale = useLocale();
  const when = 'until' in next ? formatDateTime(next.until, locale, timeZone) : '';
  return (
    <section className="mt-10" aria-labelledby="next">
      <h2 id="next" className="mb-3">
        {t('next.title')}
      </h2>
      <p className="mb-4">
        {result.certificate && SIGNED.has(result.certificate.state) && t('next.share')}
        {!result.passed && next.state === 'wait' && t('next.retry', { time: when, left: next.attemptsLeft })}
        {!result.passed && next.state === 'exhausted' && t('next.exhausted', { time: when })}
        {!result.passed && next.state === 'ready' && t('next.ready')}
      </p>
      <div className="flex flex-wrap gap-3">
        {!result.passed && (
          <LinkButton to={paths.course(result.courseId)} icon="book">
            {t('next.learn')}
          </LinkButton>
        )}
        {result.passed ? (
          <LinkButton to={paths.dashboard()} variant="secondary">
            {t('next.on')}
          </LinkButton>
        ) : (
          <LinkButton to={paths.exam(result.programId)} variant="secondary">
            {t('next.rules')}
          </LinkButton>
        )}
      </div>
    </section>
  );
}

const SIGNED = new Set(['pending', 'issued']);

export default function ResultPage() {
  const t = useMessages(resultMessages);
  const program = useMessages(programMessages);
  const locale = useLocale();
  const { result, next, timeZone } = useLoaderData<typeof loader>();
  const { band } = result;
  return (
    <Page width="narrow">
      <Breadcrumbs
        trail={[
          { to: paths.certifications(), label: program('title') },
          { to: paths.exam(result.programId), label: result.programTitle },
        ]}
      />
      <Verdict result={result} />
      {result.overdue && (
        <Alert kind="info" className="mb-6">
          {t('overdue')}
        </Alert>
      )}
      <Stats
        className="mb-8"
        figures={[
          {
            label: t('score'),
            value:
              result.standardError === null
                ? `${formatNumber(result.scorePercent, locale, 1)} %`
                : t('scoreError', {
                    score: formatNumber(result.scorePercent, locale, 1),
                    error: formatNumber(result.standardError, locale, 0),
                  }),
            note: t(result.standardError === null ? 'band' : 'errorNote', band),
          },
          { label: t('mark'), value: `${result.passPercent} %` },
          { label: t('answered'), value: `${result.answered} / ${result.questions}` },
        ]}
      />
      {result.borderline && (
        <Alert kind="info" className="mb-6">
          {t(result.borderlineRetake ? 'borderlineRetake' : 'borderline')}
        </Alert>
      )}
      {result.certificate?.state === 'awaiting' && (
        <AwaitedNext programId={result.programId} waits={result.certificate.for} />
      )}
      {result.certificate?.state === 'refused' && <RefusedAttempt reason={result.certificate.reason} />}
      {result.certificate && SIGNED.has(result.certificate.state) && (
        <CertificateWait
          first={result.certificate}
          address={`${paths.examAttempt(result.programId, result.attemptId)}/certificate`}
        />
      )}
      <section className="mt-10" aria-labelledby="areas">
        <h2 id="areas" className="mb-1">
          {t('areas')}
        </h2>
        <p className="mb-4 text-muted">{t('areasText')}</p>
        <ResultAreas areas={result.areas} courseId={result.courseId} />
      </section>
      <WhatNext result={result} next={next} timeZone={timeZone} />
    </Page>
  );
}
