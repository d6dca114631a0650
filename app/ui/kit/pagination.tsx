// Links to the previous and next page of a list.
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from './icon';
import { Link } from './link';

/** `page` counts from 1; `to` gives a page's address. Renders nothing when there is one page. */
export function Pagination({ page, pages, to }: { page: number; pages: number; to: (page: number) => string }) {
  const t = useMessages(commonMessages);
  if (pages <= 1) return null;
  return (
    <nav className="pages no-print" aria-label={t('word.pages')}>
      <span>{t('word.page', { page, pages })}</span>
      <span className="flex gap-2">
        {page > 1 && (
          <Link className="btn btn-secondary btn-sm" rel="prev" to={to(page - 1)}>
            <Icon name="arrow-left" />
            {t('action.previous')}
          </Link>
        )}
        {page < pages && (
          <Link className="btn btn-secondary btn-sm" rel="next" to={to(page + 1)}>
            {t('action.next')}
            <Icon name="arrow-right" />
          </Link>
        )}
      </span>
    </nav>
  );
}
