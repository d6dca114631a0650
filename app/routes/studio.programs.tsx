// Certification programs for who runs them: versions, pass rates, errors, portfolios.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatNumber, formatPercent } from '~/i18n/format';
import { gradingMessages, programReportMessages } from '~/i18n/grading';
import { translator } from '~/i18n/messages';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { ProgramReport } from '~/modules/certification/certification';
import { listProgramReports } from '~/modules/certification/certification.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { GradingTabs } from '~/ui/certification/grading-tabs';
import { TypeBadge } from '~/ui/certification/programs-requirements';
import { EmptyState } from '~/ui/kit/empty-state';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';
import { Table } from '~/ui/kit/table';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => ({
    programs: await listProgramReports(await requireSignedIn(context, request), context.locale),
  }));
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(programReportMessages, locale)('title') }));

function Versions({ program }: { program: ProgramReport }) {
  const t = useMessages(programReportMessages);
  const locale = useLocale();
  const points = (value: number | null) => (value === null ? t('none') : formatNumber(value, locale, 1));
  return (
    <Table
      caption={t('versions', { title: program.title })}
      hideCaption
      rows={program.versions}
      rowKey={({ version }) => String(version)}
      columns={[
        { key: 'version', title: t('version'), header: true, cell: ({ version }) => version },
        {
          key: 'attempts',
          title: t('attempts'),
          numeric: true,
          cell: ({ attempts }) => formatNumber(attempts, locale),
        },
        {
          key: 'pass',
          title: t('pass'),
          numeric: true,
          cell: ({ passShare, passed }) =>
            passShare === null ? t('none') : `${formatPercent(passShare, locale)} (${formatNumber(passed, locale)})`,
        },
        { key: 'mean', title: t('mean'), numeric: true, cell: ({ meanPercent }) => points(meanPercent) },
        { key: 'error', title: t('error'), numeric: true, cell: ({ standardError }) => points(standardError) },
        {
          key: 'certificates',
          title: t('certificates'),
          numeric: true,
          cell: ({ certificates }) => formatNumber(certificates, locale),
        },
      ]}
    />
  );
}

function Portfolios({ portfolio }: { portfolio: NonNullable<ProgramReport['portfolio']> }) {
  const t = useMessages(programReportMessages);
  const locale = useLocale();
  const { waiting, decided, passed, markedTwice, markerError } = portfolio;
  return (
    <div>
      <h3 className="text-base">{t('portfolio')}</h3>
      <p>
        {t('portfolioFacts', { decided, passed, twice: markedTwice })}
        {waiting > 0 && (
          <>
            {' · '}
            <Link className="link" to={paths.grading()}>
              {t('portfolioWaiting', { count: waiting })}
            </Link>
          </>
        )}
      </p>
      <p className="text-muted">
        {markerError === null
          ? t('markerErrorNone')
          : t('markerError', { error: formatNumber(markerError, locale, 1) })}
      </p>
    </div>
  );
}

export default function ProgramReports() {
  const t = useMessages(programReportMessages);
  const grading = useMessages(gradingMessages);
  const { programs } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={grading('title')} lead={t('lead')} />
      <GradingTabs held={programs.reduce((sum, { held }) => sum + held, 0)} />
      {programs.length === 0 && <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
      <div className="grid gap-12">
        {programs.map((program) => (
          <section key={program.programId} className="grid gap-4" aria-labelledby={program.programId}>
            <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <h2 id={program.programId}>{program.title}</h2>
              <TypeBadge type={program.type} />
              <span className="text-muted">{t('current', { version: program.current })}</span>
              <Link className="link" to={paths.exam(program.programId)}>
                {t('see')}
              </Link>
            </div>
            <Versions program={program} />
            {program.portfolio && <Portfolios portfolio={program.portfolio} />}
            {program.held > 0 && (
              <p>
                <Link className="link" to={paths.gradingHeld()}>
                  {t('held', { count: program.held })}
                </Link>
              </p>
            )}
          </section>
        ))}
      </div>
    </Page>
  );
}
