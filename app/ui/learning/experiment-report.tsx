// What the experiment says so far: the groups, time to mastery, what is left after 14 days; with intervals, or nothing.
import { experimentReportMessages } from '~/i18n/experiment-report';
import { formatNumber, formatPercent } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { ExperimentReport } from '~/modules/learning/learning';
import { Alert } from '~/ui/kit/alert';
import { Table } from '~/ui/kit/table';

const ARMS = ['adaptive', 'author-order'] as const;

export function ExperimentGroups({ report }: { report: ExperimentReport }) {
  const t = useMessages(experimentReportMessages);
  const locale = useLocale();
  const { ok, observedShare, expectedShare, pValue } = report.sampleRatio;
  const shares = { observed: formatPercent(observedShare, locale), expected: formatPercent(expectedShare, locale) };
  return (
    <section aria-labelledby="groups">
      <h2 id="groups" className="mb-3 text-xl">
        {t('groups')}
      </h2>
      {ok ? (
        <p className="mb-3 text-muted">{t('ratioOk', shares)}</p>
      ) : (
        <Alert kind="bad" className="mb-3">
          {t('ratioBad', { ...shares, p: formatNumber(pValue, locale, 4) })}
        </Alert>
      )}
      <Table
        caption={t('groups')}
        hideCaption
        rows={ARMS}
        rowKey={(arm) => arm}
        columns={[
          { key: 'arm', title: t('arm'), header: true, cell: (arm) => <span className="col-span-full">{t(arm)}</span> },
          { key: 'people', title: t('people'), numeric: true, cell: (arm) => report.arms[arm].people },
          { key: 'mastered', title: t('mastered'), numeric: true, cell: (arm) => report.arms[arm].mastered },
          {
            key: 'median',
            title: t('median'),
            numeric: true,
            cell: (arm) => {
              const minutes = report.arms[arm].medianMinutes;
              return minutes === null ? t('notHalf') : t('minutes', { minutes: formatNumber(minutes, locale) });
            },
          },
        ]}
      />
    </section>
  );
}

/** Above or below `none`, when the whole interval is. */
function verdictOf({ low, high }: { low: number; high: number }, none: number): 'above' | 'below' | 'unclear' {
  if (low > none) return 'above';
  return high < none ? 'below' : 'unclear';
}

export function ExperimentFindings({ report }: { report: ExperimentReport }) {
  const t = useMessages(experimentReportMessages);
  const locale = useLocale();
  const { time, retention } = report;
  const minutes = (value: number) => formatNumber(value, locale, 0);
  const share = (value: number) => formatPercent(value, locale);
  const points = (value: number) => formatNumber(value * 100, locale, 1);
  const VERDICTS = { above: 'slower', below: 'faster', unclear: 'unclear' } as const;
  return (
    <div className="grid gap-8">
      <section aria-labelledby="time">
        <h2 id="time" className="mb-2 text-xl">
          {t('time')}
        </h2>
        {time.state === 'too-few' ? (
          <p>{t('tooFew', { have: time.have, needed: time.needed })}</p>
        ) : (
          <>
            <p>
              {t('timeKnown', {
                horizon: minutes(time.horizonMinutes),
                difference: minutes(time.difference.estimate),
                low: minutes(time.difference.low),
                high: minutes(time.difference.high),
                ratio: share(time.ratio.estimate),
                ratioLow: share(time.ratio.low),
                ratioHigh: share(time.ratio.high),
              })}
            </p>
            <p className="mt-1 font-semibold">{t(VERDICTS[verdictOf(time.difference, 0)])}</p>
          </>
        )}
      </section>
      <section aria-labelledby="retention">
        <h2 id="retention" className="mb-2 text-xl">
          {t('retention')}
        </h2>
        {retention.state === 'too-few' ? (
          <p>{t('tooFew', { have: retention.have, needed: retention.needed })}</p>
        ) : (
          <p>
            {t('retentionKnown', {
              adaptive: share(retention.adaptive),
              author: share(retention.authorOrder),
              difference: points(retention.difference.estimate),
              low: points(retention.difference.low),
              high: points(retention.difference.high),
            })}
          </p>
        )}
      </section>
    </div>
  );
}
