// Reports on certification: a period's figures, a file of its certificates, and issuing what waits.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';
import { adminCertificateMessages } from '~/i18n/admin-certificates';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { getCertificateReport, listIssueBatches, startIssueBatch } from '~/modules/certification/certification.server';
import type { Actor } from '~/platform/actor';
import { isAppError } from '~/platform/errors';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { FilterField, Filters } from '~/ui/admin/admin-page';
import { IssueBatches, ReportFigures, ReportTables } from '~/ui/admin/certificate-report';
import { Alert } from '~/ui/kit/alert';
import { pageMeta } from '~/ui/shell/meta';

/** Milliseconds between looks at a batch under way. */
const LOOK_MS = 1_500;

/** The report of the period asked for; of the usual one, and `wrongPeriod`, when that is turned round, too long or no dates at all. */
async function readReport(actor: Actor, search: URLSearchParams) {
  try {
    const report = await getCertificateReport(actor, { from: search.get('from'), to: search.get('to') });
    return { report, wrongPeriod: false };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'invalid') throw error;
    return { report: await getCertificateReport(actor, { from: null, to: null }), wrongPeriod: true };
  }
}

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const [found, batches] = await Promise.all([
      readReport(actor, new URL(request.url).searchParams),
      listIssueBatches(actor),
    ]);
    return { ...found, batches, timeZone: actor.timeZone, isAdmin: actor.roles.includes('admin') };
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const batch = await startIssueBatch(await requireSignedIn(context, request));
    return redirect(`${paths.adminReports()}?waits=${batch ? batch.total : 0}#waiting`);
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(adminCertificateMessages, locale)('report.title') }));

export default function Reports() {
  const t = useMessages(adminCertificateMessages);
  const { report, wrongPeriod, batches, timeZone, isAdmin } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { revalidate } = useRevalidator();
  const running = batches.some(({ finishedAt }) => finishedAt === null);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(revalidate, LOOK_MS);
    return () => clearInterval(timer);
  }, [running, revalidate]);
  const period = new URLSearchParams({ from: report.from, to: report.to });
  return (
    <>
      <p className="mb-5 max-w-2xl text-muted">{t('report.lead')}</p>
      <Filters active={search.has('from') || search.has('to')} submit={t('report.apply')}>
        <FilterField id="from" label={t('report.from')}>
          <input key={report.from} id="from" name="from" type="date" className="input" defaultValue={report.from} />
        </FilterField>
        <FilterField id="to" label={t('report.to')}>
          <input key={report.to} id="to" name="to" type="date" className="input" defaultValue={report.to} />
        </FilterField>
      </Filters>
      {wrongPeriod && (
        <Alert kind="warn" className="mb-5">
          {t('report.wrongPeriod')}
        </Alert>
      )}
      <div className="grid gap-10">
        <ReportFigures report={report} />
        <p>
          <a className="btn btn-secondary" href={`${paths.adminReports()}.csv?${period}`} download>
            {t('report.csv')}
          </a>
        </p>
        <ReportTables report={report} />
        {search.get('waits') === '0' && !running && <Alert kind="good">{t('report.nothingWaits')}</Alert>}
        <IssueBatches batches={batches} timeZone={timeZone} canStart={isAdmin} />
      </div>
    </>
  );
}
