// The frame of every page: skip link, header, main, footer, notices; and the layers that load when asked for.
import { useLocation, useNavigation } from '@remix-run/react';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { ClientLinks } from '~/ui/kit/link';
import { SkipLink } from '~/ui/kit/small';
import { ToastRegion } from '~/ui/kit/toast';
import { Footer } from './footer';
import { Header } from './header';
import { usePageHandle, useRootData } from './root-data';
import { useShortcuts } from './shortcuts';

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })));
const KeyboardHelp = lazy(() => import('./keyboard-help').then((module) => ({ default: module.KeyboardHelp })));

/** After a navigation that left the focus nowhere, it goes to the new content. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

export function Shell({ children }: { children: ReactNode }) {
  const t = useMessages(commonMessages);
  const root = useRootData();
  const bare = usePageHandle().shell === 'bare';
  const busy = useNavigation().state !== 'idle';
  const main = useFocusOnNavigation();
  const [layer, setLayer] = useShortcuts(!bare);
  const close = () => setLayer(null);
  return (
    <>
      <SkipLink>{t('skip')}</SkipLink>
      {busy && <div className="loading-bar" aria-hidden />}
      {!bare && <Header actor={root?.actor ?? null} away={!root || root.away} />}
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      {!bare && <Footer outbox={root?.outbox ?? false} />}
      <ToastRegion />
      <ClientLinks />
      {layer && (
        <Suspense fallback={null}>
          {layer === 'palette' ? (
            <Palette onClose={close} onHelp={() => setLayer('keyboard')} />
          ) : (
            <KeyboardHelp onClose={close} />
          )}
        </Suspense>
      )}
    </>
  );
}
