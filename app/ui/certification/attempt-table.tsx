// A person's attempts at one exam, newest first.
import { entryMessages } from '~/i18n/exam';
import { formatDateTime, formatNumber } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { type AttemptSummary, resultPath } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { StateBadge } from '~/ui/kit/badge';
import { Table } from '~/ui/kit/table';
import { Link } from '~/ui/kit/link';

export function AttemptTable({
  programId,
  attempts,
  timeZone,
}: {
  programId: string;
  attempts: ReadonlyArray<AttemptSummary>;
  timeZone: string;
}) {
  const t = useMessages(entryMessages);
  const locale = useLocale();
  return (
    <Table
      caption={t('attempts.title')}
      hideCaption
      rows={attempts}
      rowKey={(attempt) => attempt.id}
      columns={[
        {
          key: 'number',
          title: t('attempts.number'),
          header: true,
          cell: (attempt) =>
            attempt.submittedAt ? (
              <Link className="link" to={resultPath(programId, attempt.id)}>
                {t('attempts.see', { number: attempt.number })}
              </Link>
            ) : (
              <Link className="link" to={paths.examAttempt(programId, attempt.id)}>
                {t('attempts.continue')}
              </Link>
            ),
        },
        {
          key: 'when',
          title: t('attempts.when'),
          cell: (attempt) => formatDateTime(attempt.startedAt, locale, timeZone),
        },
        {
          key: 'score',
          title: t('attempts.score'),
          numeric: true,
          cell: (attempt) =>
            attempt.scorePercent === null ? '–' : `${formatNumber(attempt.scorePercent, locale, 1)} %`,
        },
        {
          key: 'outcome',
          title: t('attempts.outcome'),
          cell: (attempt) =>
            attempt.passed === null ? (
              <StateBadge state="active">{t('attempts.open')}</StateBadge>
            ) : (
              <StateBadge state={attempt.passed ? 'done' : 'attention'}>
                {t(attempt.passed ? 'attempts.passed' : 'attempts.failed')}
              </StateBadge>
            ),
        },
      ]}
    />
  );
}
