// The figures of one question, each with what it means, or with how many answers are still missing.
import type { ReactNode } from 'react';
import { formatNumber, formatPercent } from '~/i18n/format';
import { itemReportMessages } from '~/i18n/item-report';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { ItemReport, ItemStatistics } from '~/modules/learning/learning';
import { Icon } from '~/ui/kit/icon';
import { Table } from '~/ui/kit/table';
import { InlineText } from '~/ui/lesson/inline-text';

type FoundLike = { state: 'measured'; value: unknown } | { state: 'too-few'; answers: number; more: number };

/** "−0.42 ± 0.11" in the reader's language. */
export function useMeasure(): (measure: { value: number; se: number }) => string {
  const t = useMessages(itemReportMessages);
  const locale = useLocale();
  return ({ value, se }) =>
    t('difficultyValue', { value: formatNumber(value, locale, 2), se: formatNumber(se, locale, 2) });
}

function Line({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[11rem_1fr]">
      <dt className="text-[0.9375rem] text-muted">{name}</dt>
      <dd>
        {children}
        {hint && <span className="hint block">{hint}</span>}
      </dd>
    </div>
  );
}

export function ItemFigures({ statistics }: { statistics: ItemStatistics }) {
  const t = useMessages(itemReportMessages);
  const locale = useLocale();
  const measure = useMeasure();
  const { batchDifficulty, discrimination, fit, response, label, shareRight } = statistics;
  const missing = (found: FoundLike) =>
    found.state === 'too-few' && (
      <span className="text-muted">{t('tooFew', { answers: found.answers, more: found.more })}</span>
    );
  return (
    <dl className="grid gap-3">
      <Line name={t('difficulty')} hint={t('difficultyHint')}>
        {measure(statistics.difficulty)}
      </Line>
      <Line name={t('batch')}>
        {missing(batchDifficulty) || (batchDifficulty.state === 'measured' && measure(batchDifficulty.value))}
      </Line>
      {label && <Line name={t('label')}>{t('labelValue', { author: label.author, measured: label.measured })}</Line>}
      <Line name={t('discrimination')} hint={t('discriminationHint')}>
        {missing(discrimination) || (discrimination.state === 'measured' && measure(discrimination.value))}
      </Line>
      <Line name={t('fit')} hint={t('fitHint')}>
        {missing(fit) ||
          (fit.state === 'measured' &&
            t('fitValue', {
              infit: formatNumber(fit.value.infit, locale, 2),
              outfit: formatNumber(fit.value.outfit, locale, 2),
            }))}
      </Line>
      <Line name={t('response')}>
        {missing(response) ||
          (response.state === 'measured' &&
            t('responseValue', {
              seconds: formatNumber(response.value.medianMs / 1000, locale, 0),
              rapid: formatPercent(response.value.rapidShare, locale),
            }))}
      </Line>
      <Line name={t('exposure')}>
        {t('exposureValue', {
          share: formatPercent(statistics.exposureShare, locale),
          adaptive: formatPercent(statistics.adaptiveShare, locale),
        })}
      </Line>
      <Line name={t('shareRight')}>{shareRight === null ? '—' : formatPercent(shareRight, locale)}</Line>
    </dl>
  );
}

export function ItemOptionsTable({ report }: { report: ItemReport }) {
  const t = useMessages(itemReportMessages);
  const locale = useLocale();
  const { options } = report.statistics;
  if (report.options.length === 0) return <p className="text-muted">{t('openAnswer')}</p>;
  if (options.state === 'too-few')
    return <p className="text-muted">{t('tooFew', { answers: options.answers, more: options.more })}</p>;
  const words = new Map(report.options.map(({ id, text }) => [id, text]));
  const share = (value: number) => formatPercent(value, locale);
  return (
    <>
      <Table
        caption={t('options')}
        hideCaption
        rows={options.value}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'option',
            title: t('option'),
            header: true,
            cell: ({ id, correct }) => (
              <span className="col-span-full inline-flex items-start gap-2 font-normal">
                {correct && <Icon name="success" className="mt-0.5 text-good" label={t('correct')} />}
                <span>
                  <InlineText text={words.get(id) ?? ''} />
                </span>
              </span>
            ),
          },
          { key: 'all', title: t('all'), numeric: true, cell: (one) => share(one.share) },
          { key: 'weakest', title: t('weakest'), numeric: true, cell: (one) => share(one.sharesByThird[0]) },
          { key: 'middle', title: t('middle'), numeric: true, cell: (one) => share(one.sharesByThird[1]) },
          { key: 'strongest', title: t('strongest'), numeric: true, cell: (one) => share(one.sharesByThird[2]) },
        ]}
      />
      <p className="hint mt-2">{t('optionsHint')}</p>
    </>
  );
}

export function ItemMonths({ statistics }: { statistics: ItemStatistics }) {
  const t = useMessages(itemReportMessages);
  const measure = useMeasure();
  return (
    <Table
      caption={t('months')}
      hideCaption
      rows={statistics.months}
      rowKey={({ month }) => month}
      columns={[
        { key: 'month', title: t('month'), header: true, cell: ({ month }) => month },
        { key: 'answers', title: t('answers'), numeric: true, cell: ({ answers }) => answers },
        { key: 'difficulty', title: t('difficulty'), numeric: true, cell: ({ difficulty }) => measure(difficulty) },
      ]}
    />
  );
}
