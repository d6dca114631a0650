// The report on certificates: totals, months, reasons of withdrawal, how often they are looked at; and issuing what waits.
import { Form } from '@remix-run/react';
import { adminMessages } from '~/i18n/admin';
import { adminCertificateMessages } from '~/i18n/admin-certificates';
import { formatDateTime, formatNumber, formatPercent } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { CertificateReport, IssueBatch } from '~/modules/certification/certification';
import { SubmitButton } from '~/ui/kit/button';
import { EmptyState } from '~/ui/kit/empty-state';
import { Meter } from '~/ui/kit/progress';
import { Stats } from '~/ui/kit/stat';
import { Table } from '~/ui/kit/table';
import { DayBars } from './day-bars';

export function ReportFigures({ report }: { report: CertificateReport }) {
  const t = useMessages(adminCertificateMessages);
  const locale = useLocale();
  const { totals, expiring } = report;
  const number = (value: number) => formatNumber(value, locale);
  const rate = totals.attempts > 0 ? formatPercent(totals.passed / totals.attempts, locale) : '—';
  return (
    <Stats
      figures={[
        { label: t('report.attempts'), value: number(totals.attempts) },
        { label: t('report.passRate'), value: rate },
        { label: t('report.issued'), value: number(totals.issued) },
        {
          label: t('report.inForce'),
          value: number(expiring.inForce),
          note: t('report.within', { thirty: number(expiring.within30), ninety: number(expiring.within90) }),
        },
        { label: t('report.opened'), value: number(totals.opened) },
        { label: t('report.verified'), value: number(totals.verified) },
        { label: t('report.revoked'), value: number(totals.revoked) },
        { label: t('report.erased'), value: number(totals.erased) },
      ]}
    />
  );
}

function monthName(month: string, locale: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(locale === 'es' ? 'es-ES' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

export function ReportTables({ report }: { report: CertificateReport }) {
  const t = useMessages(adminCertificateMessages);
  const admin = useMessages(adminMessages);
  const locale = useLocale();
  const withdrawn = report.revocations.reduce((sum, { count }) => sum + count, 0);
  if (report.months.length === 0 && report.views.length === 0)
    return <EmptyState title={t('report.empty')}>{t('report.emptyText')}</EmptyState>;
  return (
    <div className="grid gap-10">
      <Table
        caption={t('report.byMonth')}
        rows={report.months}
        rowKey={({ month, programId }) => month + programId}
        columns={[
          {
            key: 'month',
            title: t('report.month'),
            header: true,
            cell: ({ month }) => <span className="col-span-full">{monthName(month, locale)}</span>,
          },
          { key: 'program', title: t('report.program'), cell: ({ programId }) => programId },
          { key: 'attempts', title: t('report.attempts'), numeric: true, cell: ({ attempts }) => attempts },
          {
            key: 'rate',
            title: t('report.passRate'),
            numeric: true,
            cell: ({ passRate }) => (passRate === null ? '—' : formatPercent(passRate, locale)),
          },
          { key: 'issued', title: t('report.issued'), numeric: true, cell: ({ issued }) => issued },
          { key: 'revoked', title: t('report.revoked'), numeric: true, cell: ({ revoked }) => revoked },
          { key: 'erased', title: t('report.erased'), numeric: true, cell: ({ erased }) => erased },
        ]}
      />
      {report.views.length > 0 && (
        <section aria-labelledby="views">
          <h2 id="views" className="mb-3 text-lg">
            {t('report.views')}
          </h2>
          <DayBars
            days={report.views}
            to={report.to}
            caption={t('report.views')}
            words={{
              day: t('report.day'),
              opened: t('report.opened'),
              verified: t('report.verified'),
              table: t('report.table'),
            }}
          />
          <p className="hint mt-2">{t('report.openedNote')}</p>
        </section>
      )}
      {withdrawn > 0 && (
        <section aria-labelledby="reasons" className="max-w-xl">
          <h2 id="reasons" className="mb-3 text-lg">
            {t('report.reasons')}
          </h2>
          <div className="grid gap-3">
            {report.revocations.map(({ reason, count }) => (
              <Meter key={reason} label={admin(`reason.${reason}`)} value={count / withdrawn} text={String(count)} />
            ))}
          </div>
        </section>
      )}
    </div>
  );
}

type BatchProps = { batches: ReadonlyArray<IssueBatch>; timeZone: string; canStart: boolean };

export function IssueBatches({ batches, timeZone, canStart }: BatchProps) {
  const t = useMessages(adminCertificateMessages);
  const locale = useLocale();
  const at = (time: string) => formatDateTime(time, locale, timeZone);
  return (
    <section aria-labelledby="waiting" className="max-w-2xl">
      <h2 id="waiting" className="mb-1 text-lg">
        {t('report.waiting')}
      </h2>
      <p className="mb-4 text-muted">{t('report.waitingLead')}</p>
      {canStart && (
        <Form method="post" className="mb-5">
          <SubmitButton intent="issue" variant="secondary" icon="certificate">
            {t('report.start')}
          </SubmitButton>
        </Form>
      )}
      <ul className="grid gap-4">
        {batches.map((batch) => (
          <li key={batch.id}>
            <Meter
              label={t('report.begun', { at: at(batch.createdAt) })}
              value={batch.total > 0 ? batch.issued / batch.total : 1}
              text={t('report.batch', { issued: batch.issued, total: batch.total })}
            />
            {batch.finishedAt && (
              <p className="text-sm text-muted">{t('report.finished', { at: at(batch.finishedAt) })}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
