// The document around every page, what each page knows of its visitor, and the page shown when another fails.
import './tailwind.css';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useRouteError,
} from '@remix-run/react';
import { type ReactNode, useEffect, useState } from 'react';
import { DEFAULT_LOCALE, isLocale, type Locale } from '~/i18n/locale';
import { LocaleProvider } from '~/i18n/use-messages';
import { isOutboxOpen } from '~/modules/notifications/notifications.server';
import { env, publicUrl } from '~/platform/env.server';
import { isAppError } from '~/platform/errors';
import { useNonce } from '~/ui/kit/nonce';
import { ErrorPage, failureTitle } from '~/ui/shell/error-page';
import { DocumentHead } from '~/ui/shell/head';
import { metaLocale, SITE_NAME } from '~/ui/shell/meta';
import { type RootData, usePageHandle, useRootData } from '~/ui/shell/root-data';
import { Shell } from '~/ui/shell/shell';

/** Never fails because the database is away: the page that then shows still needs its language. */
export async function loader({ context }: LoaderFunctionArgs): Promise<RootData> {
  const found = await context.actor().catch((error: unknown) => {
    if (isAppError(error) && error.code === 'unavailable') return 'away' as const;
    throw error;
  });
  const person = found === 'away' ? null : found;
  return {
    locale: context.locale,
    theme: context.theme,
    actor: person && { name: person.name, roles: person.roles },
    demo: env().PERICIA_DEMO ?? false,
    outbox: isOutboxOpen(person),
    away: found === 'away',
    origin: publicUrl(),
    requestId: context.requestId,
  };
}

/** Addresses whose forms change nothing that the root loader tells. They are sent often. */
const QUIET_FORMS = /^\/(learn|exams|sandbox|teach|verify)(\/|$|\.)/;

/** Runs again after a form (who is signed in may have changed), for another language, and when asked; not on plain navigations. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  formAction,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  if (currentUrl.searchParams.get('lang') !== nextUrl.searchParams.get('lang')) return true;
  if (formMethod && formMethod.toUpperCase() !== 'GET')
    return defaultShouldRevalidate && !QUIET_FORMS.test(new URL(formAction ?? '/', currentUrl).pathname);
  return currentUrl.href === nextUrl.href && defaultShouldRevalidate;
}

export const meta: MetaFunction = ({ matches, error }) => [
  { title: error ? `${failureTitle(error, metaLocale(matches))} · ${SITE_NAME}` : SITE_NAME },
];

/** The page's language also when the root loader failed: the document's own, or the browser's. */
function localeWithout(data: RootData | undefined): Locale {
  if (data) return data.locale;
  if (typeof document === 'undefined') return DEFAULT_LOCALE;
  const language = document.documentElement.lang || navigator.language.slice(0, 2);
  return isLocale(language) ? language : DEFAULT_LOCALE;
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRootData();
  const nonce = useNonce();
  const locale = localeWithout(data);
  const { script } = usePageHandle();
  return (
    <html lang={locale} data-theme={data?.theme ?? 'system'}>
      <LocaleProvider value={locale}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <Meta />
          <DocumentHead root={data} />
          <Links />
        </head>
        <body>
          <Shell>{children}</Shell>
          {script ? (
            <script type="module" src={script} nonce={nonce} />
          ) : (
            <>
              <ScrollRestoration nonce={nonce} />
              <Scripts nonce={nonce} />
            </>
          )}
        </body>
      </LocaleProvider>
    </html>
  );
}

let running = false;

export default function App() {
  useEffect(() => {
    running = true;
  }, []);
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const id = useRootData()?.requestId ?? null;
  // Later failures came with requests of their own, whose id the browser does not see.
  const [reference] = useState(running ? null : id);
  return <ErrorPage error={error} reference={reference} />;
}
