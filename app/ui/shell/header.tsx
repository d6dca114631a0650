// The bar on top: links by who is looking, search, language, account. On small screens a learner's links stand at the bottom.
import { Form, useLocation } from '@remix-run/react';
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { paths } from '~/platform/paths';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Menu, MenuButton, MenuLink } from '~/ui/kit/menu';
import { LanguageLink } from './language-link';
import { Logo } from './logo';
import { accountNav, LEARNER_NAV, type NavItem, VISITOR_MENU, VISITOR_NAV } from './navigation';
import type { RootData } from './root-data';
import { openPalette } from './shortcuts';
import { ThemeSwitch } from './theme-switch';

function NavLinks({ items }: { items: ReadonlyArray<NavItem> }) {
  const t = useMessages(commonMessages);
  const { pathname } = useLocation();
  return items.map(({ key, to, icon, end }) => (
    <Link
      key={key}
      to={to}
      className={`nav-link nav-${key}`}
      aria-current={pathname === to || (!end && pathname.startsWith(`${to}/`)) ? 'page' : undefined}
    >
      <Icon name={icon} />
      <span>{t(`nav.${key}`)}</span>
    </Link>
  ));
}

function MenuLinks({ items, className }: { items: ReadonlyArray<NavItem>; className?: string }) {
  const t = useMessages(commonMessages);
  return items.map(({ key, to, icon }) => (
    <MenuLink key={key} to={to} icon={icon} className={className}>
      {t(`nav.${key}`)}
    </MenuLink>
  ));
}

/** A link to the catalogue that becomes the palette when the browser runs. */
function Search() {
  const t = useMessages(commonMessages);
  return (
    <a
      href={paths.catalog()}
      className="nav-link nav-search"
      title={`${t('palette.title')} ( / )`}
      aria-label={t('nav.search')}
      aria-keyshortcuts="/"
      onClick={openPalette}
    >
      <Icon name="search" />
    </a>
  );
}

function Account({ name, roles }: NonNullable<RootData['actor']>) {
  const t = useMessages(commonMessages);
  const summary = (
    <>
      <Icon name="more" className="account-more" />
      <i className="avatar" aria-hidden>
        {name.trim().charAt(0).toUpperCase()}
      </i>
      <span>{t('nav.more')}</span>
    </>
  );
  return (
    <Menu className="account" summaryClassName="nav-link" label={t('nav.more')} summary={summary}>
      <p className="account-name">{name}</p>
      <MenuLinks items={LEARNER_NAV.slice(3)} className="only-small" />
      <MenuLinks items={accountNav(roles)} />
      <hr />
      <ThemeSwitch />
      <hr />
      <Form method="post" action={paths.signOut()}>
        <MenuButton icon="sign-out">{t('nav.signOut')}</MenuButton>
      </Form>
    </Menu>
  );
}

function VisitorMenu({ away }: { away: boolean }) {
  const t = useMessages(commonMessages);
  const summary = (
    <>
      <Icon name="menu" className="only-small" />
      <Icon name="sun" className="only-wide" />
      <span className="sr-only only-small">{t('nav.menu')}</span>
      <span className="sr-only only-wide">{t('theme.label')}</span>
    </>
  );
  return (
    <Menu summaryClassName="nav-link" summary={summary}>
      <MenuLinks items={away ? VISITOR_NAV : VISITOR_MENU} className="only-small" />
      <hr className="only-small" />
      <ThemeSwitch />
    </Menu>
  );
}

/** `away`: nobody knows who is signed in, so nothing is offered that depends on it. */
export function Header({ actor, away }: { actor: RootData['actor']; away: boolean }) {
  const t = useMessages(commonMessages);
  return (
    <header className={actor ? 'top top-learner no-print' : 'top no-print'}>
      <div className="top-inner">
        <Link
          to={actor ? paths.dashboard() : paths.home()}
          className="logo"
          aria-label={`Pericia: ${t(actor ? 'nav.learn' : 'nav.home')}`}
        >
          <Logo />
        </Link>
        <nav className="top-nav" aria-label={t('nav.label')}>
          <NavLinks items={actor ? LEARNER_NAV : VISITOR_NAV} />
        </nav>
        <div className="top-tools">
          <Search />
          <LanguageLink />
          {!actor && !away && (
            <>
              <Link to={paths.signIn()} className="nav-link only-wide">
                {t('nav.signIn')}
              </Link>
              <Link to={paths.signUp()} className="btn btn-primary btn-sm top-start">
                {t('nav.start')}
              </Link>
            </>
          )}
          {!actor && <VisitorMenu away={away} />}
        </div>
        {actor && <Account {...actor} />}
      </div>
    </header>
  );
}
