// What a person handed in for a portfolio, newest first.
import { portfolioMessages } from '~/i18n/assessment';
import { formatDateTime } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { SubmissionSummary } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { StateBadge } from '~/ui/kit/badge';
import { Link } from '~/ui/kit/link';
import { Table } from '~/ui/kit/table';
import { ScoreWithError } from './programs-requirements';

export function OutcomeBadge({ outcome }: { outcome: SubmissionSummary['outcome'] }) {
  const t = useMessages(portfolioMessages);
  if (outcome === null) return <StateBadge state="pending">{t('history.waiting')}</StateBadge>;
  return <StateBadge state={outcome === 'passed' ? 'done' : 'attention'}>{t(`history.${outcome}`)}</StateBadge>;
}

type Props = { programId: string; submissions: ReadonlyArray<SubmissionSummary>; timeZone: string };

export function SubmissionTable({ programId, submissions, timeZone }: Props) {
  const t = useMessages(portfolioMessages);
  const locale = useLocale();
  return (
    <Table
      caption={t('history.title')}
      hideCaption
      rows={submissions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'number',
          title: t('history.number'),
          header: true,
          cell: ({ id, number }) => (
            <Link className="link" to={paths.portfolio(programId, id)}>
              {t('history.see', { number })}
            </Link>
          ),
        },
        {
          key: 'when',
          title: t('history.when'),
          cell: ({ submittedAt }) => formatDateTime(submittedAt, locale, timeZone),
        },
        {
          key: 'score',
          title: t('history.score'),
          numeric: true,
          cell: ({ scorePercent, standardError }) =>
            scorePercent === null ? '–' : <ScoreWithError score={scorePercent} error={standardError} />,
        },
        { key: 'outcome', title: t('history.outcome'), cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
      ]}
    />
  );
}
