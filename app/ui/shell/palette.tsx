// The command palette: type a few letters of a page, a course or an action, and go. Loaded when first asked for.
import { useFetcher, useLocation, useNavigate } from '@remix-run/react';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { commonMessages } from '~/i18n/common';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { paths } from '~/platform/paths';
import { Dialog } from '~/ui/kit/dialog';
import { Icon, type IconName } from '~/ui/kit/icon';
import { fit } from './fuzzy';
import { withLanguage } from './language-link';
import { palettePages } from './navigation';
import { useSignedIn } from './root-data';
import { setTheme } from './theme';

type Entry = { id: string; title: string; kind: 'pages' | 'courses' | 'actions'; icon: IconName; run: () => void };

/** Rows shown at most: more than fits a screen is better narrowed by typing. */
const MOST = 9;

type CatalogData = { courses?: ReadonlyArray<{ id: string; title: string }> };

function useEntries(onHelp: () => void): ReadonlyArray<Entry> {
  const t = useMessages(commonMessages);
  const locale = useLocale();
  const actor = useSignedIn();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const catalog = useFetcher<CatalogData>();
  const { load } = catalog;
  useEffect(() => load(paths.catalog()), [load]);
  const courses = catalog.data?.courses;
  return useMemo(() => {
    const go = (to: string) => () => navigate(to);
    const pages = palettePages(actor?.roles ?? null).map((item): Entry => ({
      id: item.to,
      title: t(`nav.${item.key}`),
      kind: 'pages',
      icon: item.icon,
      run: go(item.to),
    }));
    const known = (courses ?? []).map((course): Entry => ({
      id: `course:${course.id}`,
      title: course.title,
      kind: 'courses',
      icon: 'book',
      run: go(paths.course(course.id)),
    }));
    const actions: ReadonlyArray<Entry> = [
      {
        id: 'language',
        title: t('palette.language'),
        kind: 'actions',
        icon: 'globe',
        run: go(pathname + withLanguage(search, locale === 'es' ? 'en' : 'es')),
      },
      { id: 'light', title: t('palette.light'), kind: 'actions', icon: 'sun', run: () => setTheme('light') },
      { id: 'dark', title: t('palette.dark'), kind: 'actions', icon: 'moon', run: () => setTheme('dark') },
      { id: 'system', title: t('palette.system'), kind: 'actions', icon: 'monitor', run: () => setTheme('system') },
      { id: 'keyboard', title: t('palette.keyboard'), kind: 'actions', icon: 'keyboard', run: onHelp },
    ];
    return [...pages, ...known, ...actions];
  }, [actor, courses, locale, navigate, onHelp, pathname, search, t]);
}

export function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const t = useMessages(commonMessages);
  const entries = useEntries(onHelp);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => {
    const scored = entries
      .map((entry, order) => ({ entry, order, score: fit(query.trim(), entry.title) }))
      .filter(({ score }) => score > 0);
    if (query.trim()) scored.sort((a, b) => b.score - a.score || a.order - b.order);
    return scored.slice(0, MOST).map(({ entry }) => entry);
  }, [entries, query]);
  const current = found[Math.min(at, found.length - 1)];

  function choose(entry: Entry | undefined) {
    if (!entry) return;
    onClose();
    entry.run();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const last = found.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: last,
      PageUp: 0,
    };
    const next = moves[event.key];
    if (next !== undefined) setAt(Math.max(0, next));
    else if (event.key === 'Enter') choose(current);
    else return;
    event.preventDefault();
  }
  return (
    <Dialog open onClose={onClose} title={t('palette.title')} hideTitle className="palette">
      <div className="palette-head">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={current ? `palette-${entries.indexOf(current)}` : undefined}
          aria-autocomplete="list"
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          value={query}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
        />
        <button
          type="button"
          className="btn btn-ghost btn-sm btn-icon"
          aria-label={t('action.close')}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      {/* Options are chosen from the combobox by keyboard; a pointer clicks them. */}
      <ul id="palette-list" role="listbox" aria-label={t('palette.title')} className="palette-list">
        {found.map((entry, index) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={entry.id}
            id={`palette-${entries.indexOf(entry)}`}
            role="option"
            aria-selected={entry === current}
            className="menu-item"
            onPointerMove={() => setAt(index)}
            onClick={() => choose(entry)}
          >
            <Icon name={entry.icon} />
            <span className="grow">{entry.title}</span>
            <small>{t(`palette.${entry.kind}`)}</small>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="palette-none">{t('palette.none', { query })}</p>}
      <p className="palette-hint">{t('palette.hint')}</p>
      <p className="sr-only" role="status">
        {query ? t('palette.results', { count: found.length }) : ''}
      </p>
    </Dialog>
  );
}
