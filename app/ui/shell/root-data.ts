// What the root loader gives every page, and the hooks that read it.
import { useMatches, useRouteLoaderData } from '@remix-run/react';
import type { Locale } from '~/i18n/locale';
import type { Role } from '~/platform/actor';

export type Theme = 'light' | 'dark' | 'system';

export type RootData = {
  locale: Locale;
  theme: Theme;
  /** Null for visitors, and while the database is away. */
  actor: { name: string; roles: ReadonlyArray<Role> } | null;
  /** The demo people exist on this installation. */
  demo: boolean;
  /** The visitor may read the mails that this installation keeps instead of sending. */
  outbox: boolean;
  /** The database did not answer: nobody knows who is signed in. */
  away: boolean;
  /** Address of the installation, without a trailing slash: canonical links need it whole. */
  origin: string;
  /** Of the request that made the document. */
  requestId: string;
};

/** A route's `export const handle`. `bare` leaves out header, footer and shortcuts: exams, printing. */
export type PageHandle = {
  shell?: 'bare';
  /** Address of a script that the document brings instead of React: for pages that must be small and only shown. */
  script?: string;
  /** Public and worth finding: canonical and language alternates are given. */ index?: boolean;
};

/** Undefined when the root loader itself failed. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData('root') as RootData | undefined;
}

/** The signed-in person as the shell knows them: a name and roles, nothing more. */
export function useSignedIn(): RootData['actor'] {
  return useRootData()?.actor ?? null;
}

/** The deepest route's handle that says something. */
export function usePageHandle(): PageHandle {
  const matches = useMatches();
  return (matches.findLast((match) => match.handle)?.handle as PageHandle | undefined) ?? {};
}
