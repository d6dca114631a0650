// What the administration's pages share: the way to the next page of a list, filters, and events in words.
import { Form, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { adminMessages } from '~/i18n/admin';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';

/** Onwards by the last row, not by number: new rows do not shift the pages. */
export function CursorPages({ nextCursor }: { nextCursor: string | null }) {
  const t = useMessages(adminMessages);
  const [search] = useSearchParams();
  const to = (cursor: string | null) => {
    const next = new URLSearchParams(search);
    if (cursor) next.set('cursor', cursor);
    else next.delete('cursor');
    return `?${next}`;
  };
  if (!nextCursor && !search.has('cursor')) return null;
  return (
    <nav className="mt-5 flex flex-wrap justify-between gap-2" aria-label={t('next')}>
      {search.has('cursor') ? (
        <Link className="btn btn-secondary btn-sm" to={to(null)}>
          <Icon name="arrow-left" />
          {t('first')}
        </Link>
      ) : (
        <span />
      )}
      {nextCursor && (
        <Link className="btn btn-secondary btn-sm" rel="next" to={to(nextCursor)}>
          {t('next')}
          <Icon name="arrow-right" />
        </Link>
      )}
    </nav>
  );
}

/** A filter form over a list: its fields travel in the address, so that a filtered list can be kept and shared. */
export function Filters({
  children,
  active,
  submit,
}: {
  children: ReactNode;
  /** Whether a filter is set, and can be cleared. */ active: boolean;
  /** The button's words, when nothing is searched for. */ submit?: string;
}) {
  const t = useMessages(adminMessages);
  return (
    <Form method="get" className="mb-5 flex flex-wrap items-end gap-3" role="search">
      {children}
      <SubmitButton variant="secondary" icon={submit ? undefined : 'search'}>
        {submit ?? t('search')}
      </SubmitButton>
      {active && (
        <Link className="btn btn-ghost" to="?">
          {t('clear')}
        </Link>
      )}
    </Form>
  );
}

/** A named control of a filter, small and without the frame of a form's field. */
export function FilterField({
  id,
  label,
  children,
  grow,
}: {
  id: string;
  label: string;
  children: ReactNode;
  grow?: boolean;
}) {
  return (
    <div className={grow ? 'min-w-0 flex-1 basis-56' : 'min-w-0'}>
      <label className="label mb-1 block" htmlFor={id}>
        {label}
      </label>
      {children}
    </div>
  );
}

/** An event's type in words; a type that has none yet stands as it is. */
export function useEventLabel(): (type: string) => string {
  const t = useMessages(adminMessages) as (key: string) => string;
  return (type) => {
    const words = t(`event.${type}`);
    return words === `event.${type}` ? type : words;
  };
}
