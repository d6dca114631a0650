// Whether adapting helps: the experiment's report.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { experimentReportMessages } from '~/i18n/experiment-report';
import { formatDateTime, formatPercent } from '~/i18n/format';
import { translator } from '~/i18n/messages';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { getExperimentReport } from '~/modules/learning/learning.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { EmptyState } from '~/ui/kit/empty-state';
import { Page, PageHeader } from '~/ui/kit/page';
import { ExperimentFindings, ExperimentGroups } from '~/ui/learning/experiment-report';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return { found: await getExperimentReport(actor), timeZone: actor.timeZone };
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(experimentReportMessages, locale)('title') }));

export default function Experiment() {
  const t = useMessages(experimentReportMessages);
  const locale = useLocale();
  const { found, timeZone } = useLoaderData<typeof loader>();
  const isEmpty = found && Object.values(found.report.arms).every(({ people }) => people === 0);
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      {found === null || isEmpty ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <div className="grid max-w-3xl gap-8">
          <p className="text-muted">
            {t('reckoned', {
              at: formatDateTime(found.at, locale, timeZone),
              share: formatPercent(found.share, locale),
            })}
          </p>
          <ExperimentGroups report={found.report} />
          <ExperimentFindings report={found.report} />
        </div>
      )}
    </Page>
  );
}
