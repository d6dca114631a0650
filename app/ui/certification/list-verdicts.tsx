// The verdicts over a list, a line each, beside what the list itself says.
import { formatDate } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { verifyMessages } from '~/i18n/verify';
import { verifyListMessages } from '~/i18n/verify-list';
import type { CertificateState, ListVerdict } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { StateBadge, type StateKind } from '~/ui/kit/badge';
import { Table } from '~/ui/kit/table';

const STATES = {
  valid: 'done',
  expired: 'attention',
  revoked: 'failed',
  suspended: 'attention',
  replaced: 'attention',
  erased: 'idle',
  pending: 'pending',
  invalid: 'failed',
  unknown: 'failed',
} as const satisfies Record<CertificateState, StateKind>;

export function ListVerdicts({ verdicts }: { verdicts: ReadonlyArray<ListVerdict> }) {
  const t = useMessages(verifyListMessages);
  const words = useMessages(verifyMessages);
  const locale = useLocale();
  const found = verdicts.flatMap(({ verdict }) => (verdict ? [verdict] : []));
  const valid = found.filter(({ state }) => state === 'valid').length;
  return (
    <section className="mb-10" aria-labelledby="verdicts">
      <h2 id="verdicts" className="mb-1 text-xl">
        {t('result', { count: verdicts.length })}
      </h2>
      <p className="mb-4 text-muted" role="status">
        {t('sum', { valid, total: found.length })}
      </p>
      <Table
        caption={t('title')}
        hideCaption
        rows={verdicts}
        rowKey={({ line }) => String(line)}
        columns={[
          {
            key: 'line',
            title: t('column.line'),
            numeric: true,
            header: true,
            cell: ({ line }) => (
              <span>
                <span className="sm:hidden">{t('column.line')} </span>
                {line}
              </span>
            ),
          },
          { key: 'note', title: t('column.note'), cell: ({ note }) => note || '—' },
          {
            key: 'state',
            title: t('column.state'),
            cell: ({ verdict }) =>
              verdict ? (
                <span>
                  <StateBadge state={STATES[verdict.state]}>{words(`verdict.${verdict.state}`)}</StateBadge>
                </span>
              ) : (
                <span className="text-muted">{t('none')}</span>
              ),
          },
          { key: 'holder', title: t('column.holder'), cell: ({ verdict }) => verdict?.credential?.holderName ?? '—' },
          { key: 'title', title: t('column.title'), cell: ({ verdict }) => verdict?.credential?.title ?? '—' },
          {
            key: 'until',
            title: t('column.until'),
            cell: ({ verdict }) =>
              verdict?.credential?.validUntil ? formatDate(verdict.credential.validUntil, locale) : '—',
          },
          {
            key: 'link',
            title: t('column.link'),
            cell: ({ line, verdict }) =>
              verdict?.publicId ? (
                <a
                  className="link"
                  href={paths.verify(verdict.publicId)}
                  aria-label={`${t('open')}, ${t('column.line')} ${line}`}
                >
                  {t('open')}
                </a>
              ) : (
                '—'
              ),
          },
        ]}
      />
    </section>
  );
}
