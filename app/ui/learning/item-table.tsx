// A course's questions, the ones that need their instructor first.
import { formatPercent } from '~/i18n/format';
import { itemReportMessages } from '~/i18n/item-report';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { ItemRow } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { Badge } from '~/ui/kit/badge';
import { Link } from '~/ui/kit/link';
import { Table } from '~/ui/kit/table';
import { InlineText } from '~/ui/lesson/inline-text';
import { useMeasure } from './item-figures';
import { ItemReasons } from './item-reasons';

export function ItemTable({ items }: { items: ReadonlyArray<ItemRow> }) {
  const t = useMessages(itemReportMessages);
  const locale = useLocale();
  const measure = useMeasure();
  return (
    <Table
      caption={t('title')}
      hideCaption
      rows={items}
      rowKey={({ itemVersionId }) => itemVersionId}
      columns={[
        {
          key: 'item',
          title: t('item'),
          header: true,
          cell: (one) => (
            <div className="col-span-full grid gap-1">
              <Link className="link line-clamp-3 font-medium" to={paths.studioItem(one.itemVersionId)}>
                <InlineText text={one.stem} />
              </Link>
              <span className="text-sm font-normal text-muted">
                {one.item} · {t('version', { n: one.version })}
                {one.retired && ` · ${t('retired')}`}
              </span>
            </div>
          ),
        },
        {
          key: 'attention',
          title: t('look'),
          cell: (one) =>
            one.attention > 0 ? (
              <div className="grid justify-items-start gap-1.5 text-sm">
                <Badge tone="warm" icon="warning">
                  {t('attention')}
                </Badge>
                <ItemReasons reasons={one.reasons.slice(0, 2)} options={one.options} />
              </div>
            ) : (
              <span className="text-muted">{t('fine')}</span>
            ),
        },
        { key: 'answers', title: t('answers'), numeric: true, cell: ({ answers }) => answers },
        {
          key: 'right',
          title: t('right'),
          numeric: true,
          cell: ({ shareRight }) => (shareRight === null ? '—' : formatPercent(shareRight, locale)),
        },
        {
          key: 'difficulty',
          title: t('difficulty'),
          numeric: true,
          cell: ({ difficulty }) => <span className="whitespace-nowrap">{measure(difficulty)}</span>,
        },
      ]}
    />
  );
}
