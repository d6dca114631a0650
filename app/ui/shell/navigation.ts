// Who sees which links. Lists are made once per kind of visitor, not once per render.
import type { IconName } from '~/ui/kit/icon';
import type { Role } from '~/platform/actor';
import { paths } from '~/platform/paths';

export type NavKey =
  | 'home'
  | 'courses'
  | 'certifications'
  | 'plans'
  | 'verify'
  | 'about'
  | 'privacy'
  | 'signIn'
  | 'start'
  | 'learn'
  | 'path'
  | 'certificates'
  | 'sandbox'
  | 'account'
  | 'studio'
  | 'admin';

export type NavItem = {
  key: NavKey;
  to: string;
  icon: IconName;
  /** Current only on exactly this address. */ end?: boolean;
};

export const VISITOR_NAV: ReadonlyArray<NavItem> = [
  { key: 'courses', to: paths.catalog(), icon: 'book' },
  { key: 'certifications', to: paths.certifications(), icon: 'certificate' },
  { key: 'plans', to: paths.plans(), icon: 'coins' },
  { key: 'verify', to: paths.verify(), icon: 'shield' },
];

/** The visitor's menu on small screens. */
export const VISITOR_MENU: ReadonlyArray<NavItem> = [
  { key: 'start', to: paths.signUp(), icon: 'arrow-right' },
  { key: 'signIn', to: paths.signIn(), icon: 'user' },
  ...VISITOR_NAV,
];

/** The first three stand in the bottom bar on small screens; the sandbox is then under "More". */
export const LEARNER_NAV: ReadonlyArray<NavItem> = [
  { key: 'learn', to: paths.dashboard(), icon: 'book', end: true },
  { key: 'path', to: paths.path(), icon: 'path' },
  { key: 'certificates', to: paths.certificates(), icon: 'certificate' },
  { key: 'sandbox', to: paths.sandbox(), icon: 'flask' },
];

const ACCOUNT: NavItem = { key: 'account', to: paths.account(), icon: 'settings' };
const COURSES: NavItem = { key: 'courses', to: paths.catalog(), icon: 'list' };
const STUDIO: NavItem = { key: 'studio', to: paths.studio(), icon: 'teach' };
const ADMIN: NavItem = { key: 'admin', to: paths.admin(), icon: 'shield' };

/** Links of the account menu for a set of roles. */
export function accountNav(roles: ReadonlyArray<Role>): ReadonlyArray<NavItem> {
  const items = [ACCOUNT, COURSES];
  if (roles.includes('instructor') || roles.includes('admin')) items.push(STUDIO);
  if (roles.includes('admin') || roles.includes('support')) items.push(ADMIN);
  return items;
}

/** Everything the palette can go to, for somebody with these roles; null is a visitor. */
export function palettePages(roles: ReadonlyArray<Role> | null): ReadonlyArray<NavItem> {
  const site: ReadonlyArray<NavItem> = [
    ...VISITOR_NAV,
    { key: 'about', to: paths.about(), icon: 'question' },
    { key: 'privacy', to: paths.privacy(), icon: 'lock' },
  ];
  if (roles) return [...LEARNER_NAV, ...accountNav(roles).filter((item) => item.key !== 'courses'), ...site];
  return [
    { key: 'home', to: paths.home(), icon: 'home' },
    ...site,
    { key: 'signIn', to: paths.signIn(), icon: 'user' },
    { key: 'start', to: paths.signUp(), icon: 'arrow-right' },
  ];
}
