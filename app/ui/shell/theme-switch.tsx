// Light, dark or as the device: a plain form that works without JavaScript and acts at once with it.
import { useLocation } from '@remix-run/react';
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { Icon, type IconName } from '~/ui/kit/icon';
import { type Theme, useRootData } from './root-data';
import { setTheme } from './theme';

const ICONS: ReadonlyArray<[Theme, IconName]> = [
  ['light', 'sun'],
  ['dark', 'moon'],
  ['system', 'monitor'],
];

export function ThemeSwitch() {
  const t = useMessages(commonMessages);
  const { pathname, search } = useLocation();
  const theme = useRootData()?.theme ?? 'system';
  return (
    <form method="post" action="/resources/theme" className="theme-switch" aria-label={t('theme.label')} role="group">
      <input type="hidden" name="next" value={pathname + search} />
      {ICONS.map(([value, icon]) => (
        <button
          key={value}
          name="theme"
          value={value}
          aria-pressed={value === theme}
          title={t(`theme.${value}`)}
          onClick={(event) => {
            event.preventDefault();
            setTheme(value);
          }}
        >
          <Icon name={icon} label={t(`theme.${value}`)} />
        </button>
      ))}
    </form>
  );
}
