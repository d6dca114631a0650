// Links to the previous and next page of a list; the other parameters of the address stay.
import { useLocation, useSearchParams } from '@remix-run/react';
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from './icon';
import { Link } from './link';

/** `page` counts from 1. Renders nothing when there is one page. `parameter` names the page in the address. */
export function Pagination({ page, pages, parameter = 'page' }: { page: number; pages: number; parameter?: string }) {
  const t = useMessages(commonMessages);
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  if (pages <= 1) return null;
  const to = (target: number) => {
    const next = new URLSearchParams(search);
    next.set(parameter, String(target));
    return `${pathname}?${next}`;
  };
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
