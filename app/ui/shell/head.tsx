// What every document's head holds beside the page's own meta: icons, colours, language alternates, and how it looks when shared.
import { useLocation } from '@remix-run/react';
import { LOCALES } from '~/i18n/locale';
import { useLocale } from '~/i18n/use-messages';
import { type RootData, usePageHandle } from './root-data';
import { SITE_NAME } from './meta';

export function DocumentHead({ root }: { root: RootData | undefined }) {
  const { pathname, search } = useLocation();
  const locale = useLocale();
  const { index } = usePageHandle();
  const address = (root?.origin ?? '') + pathname;
  const asked = new URLSearchParams(search).get('lang');
  return (
    <>
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="icon" href="/icon-32.png" type="image/png" sizes="32x32" />
      <link rel="apple-touch-icon" href="/icon-180.png" />
      <link rel="manifest" href="/manifest.webmanifest" />
      <meta name="theme-color" content="#faf7f2" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#13111d" media="(prefers-color-scheme: dark)" />
      {index && root && (
        <>
          <link rel="canonical" href={asked === locale ? `${address}?lang=${locale}` : address} />
          {LOCALES.map((other) => (
            <link key={other} rel="alternate" hrefLang={other} href={`${address}?lang=${other}`} />
          ))}
          <link rel="alternate" hrefLang="x-default" href={address} />
          <meta property="og:url" content={address} />
          <meta property="og:type" content="website" />
          <meta property="og:site_name" content={SITE_NAME} />
          <meta property="og:locale" content={locale === 'es' ? 'es_ES' : 'en_GB'} />
          <meta property="og:image" content={`${root.origin}/og.${locale}.png`} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      )}
    </>
  );
}
