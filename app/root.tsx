// The document around every page.
import './tailwind.css';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData } from '@remix-run/react';
import { LocaleProvider } from '~/i18n/use-messages';
import { useNonce } from '~/ui/kit/nonce';

export async function loader({ context }: LoaderFunctionArgs) {
  const actor = await context.actor();
  return { locale: context.locale, theme: context.theme, actor: actor && { name: actor.name, roles: actor.roles } };
}

export default function App() {
  const { locale, theme } = useLoaderData<typeof loader>();
  const nonce = useNonce();
  return (
    <html lang={locale} data-theme={theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider value={locale}>
          <Outlet />
        </LocaleProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}
