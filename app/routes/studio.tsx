// The studio's frame: who may enter, and its sections. Each page below brings its own head.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLocation } from '@remix-run/react';
import { studioMessages } from '~/i18n/studio';
import { useMessages } from '~/i18n/use-messages';
import { requireRole } from '~/platform/actor';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { Icon, type IconName } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    requireRole(await requireSignedIn(context, request), 'instructor', 'admin');
    return null;
  });
}

type Section = {
  key: 'grading' | 'items' | 'experiment';
  to: string;
  icon: IconName;
  addresses: ReadonlyArray<string>;
};

const SECTIONS: ReadonlyArray<Section> = [
  { key: 'grading', to: paths.grading(), icon: 'scale', addresses: [paths.grading(), paths.programReports()] },
  { key: 'items', to: paths.studioItems(), icon: 'chart', addresses: [paths.studioItems()] },
  { key: 'experiment', to: paths.studioExperiment(), icon: 'flask', addresses: [paths.studioExperiment()] },
];

export default function Studio() {
  const t = useMessages(studioMessages);
  const { pathname } = useLocation();
  return (
    <>
      <div className="no-print border-b border-line bg-surface">
        <nav
          aria-label={t('sections')}
          className="mx-auto flex max-w-[76rem] gap-1 overflow-x-auto px-[clamp(0.125rem,calc(4vw-0.875rem),1.125rem)]"
        >
          {SECTIONS.map(({ key, to, icon, addresses }) => (
            <Link
              key={key}
              to={to}
              className="tab inline-flex items-center gap-2"
              aria-current={addresses.some((one) => `${pathname}/`.startsWith(`${one}/`)) ? 'page' : undefined}
            >
              <Icon name={icon} className="max-sm:hidden" />
              {t(key)}
            </Link>
          ))}
        </nav>
      </div>
      <Outlet />
    </>
  );
}
