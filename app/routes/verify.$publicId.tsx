// The public page of a certificate. No account, no tracking; the visitor's language; the same shape for ids that nobody knows.
import '~/ui/certification/certificate.css';
import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { translator } from '~/i18n/messages';
import { verifyMessages } from '~/i18n/verify';
import { getPublicCertificate } from '~/modules/certification/certification.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import script from '~/ui/certification/certificate-page.ts?worker&url';
import { PublicCertificatePage } from '~/ui/certification/public-certificate';
import { Page } from '~/ui/kit/page';
import { metaLocale, pageMeta } from '~/ui/shell/meta';
import { type PageHandle, type RootData, useRootData } from '~/ui/shell/root-data';

export function loader({ params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const viewerId = (await context.actor())?.userId ?? null;
    const certificate = await getPublicCertificate(params.publicId ?? '', context.locale, { viewerId });
    const status =
      certificate.state === 'erased' ? 410 : certificate.state === 'unknown' && !certificate.facts ? 404 : 200;
    const robots = certificate.facts?.visibility === 'public' ? 'all' : 'noindex, nofollow';
    return data({ certificate }, { status, headers: { 'X-Robots-Tag': robots } });
  });
}

/** Small and quick for somebody who has thirty seconds: no React in the browser. */
export const handle: PageHandle = { script };

/** Whoever looks at a certificate is told to nobody, and no search engine keeps it unless its holder wants that. */
export const headers: HeadersFunction = ({ loaderHeaders }) => ({
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': loaderHeaders.get('X-Robots-Tag') ?? 'noindex, nofollow',
});

/** Sites that show links take no address without its host. */
function originOf(matches: ReadonlyArray<{ id: string; data?: unknown } | undefined>): string {
  return (matches.find((match) => match?.id === 'root')?.data as RootData | undefined)?.origin ?? '';
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: loaded }) => {
  const facts = loaded?.certificate.facts;
  return [
    ...pageMeta(matches, (locale) => {
      const t = translator(verifyMessages, locale);
      return {
        title: facts ? `${facts.holderName} · ${facts.title}` : t('verdict.unknown'),
        description: facts?.proves ?? t('lead'),
      };
    }),
    { property: 'og:type', content: 'website' },
    { property: 'og:image', content: `${originOf(matches)}/og.${metaLocale(matches)}.png` },
    ...(facts?.visibility === 'public' ? [] : [{ name: 'robots', content: 'noindex, nofollow' }]),
  ];
};

export default function PublicCertificate() {
  const { certificate } = useLoaderData<typeof loader>();
  const origin = useRootData()?.origin ?? '';
  return (
    <Page className="verify-page">
      <PublicCertificatePage certificate={certificate} />
      {certificate.facts && <p className="print-address">{origin + paths.verify(certificate.facts.publicId)}</p>}
    </Page>
  );
}
