// A certificate's verdict for other sites to frame: the one address of ours that may stand in a frame. No script, no cookie.
import { createHash } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { renderToStaticMarkup } from 'react-dom/server';
import { getPublicCertificate } from '~/modules/certification/certification.server';
import { publicUrl } from '~/platform/env.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { EMBED_STYLE, EmbedBadge } from '~/ui/certification/embed-badge';

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(EMBED_STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors *`;

export function loader({ params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const certificate = await getPublicCertificate(params.publicId ?? '', context.locale);
    const address = publicUrl() + paths.verify(certificate.facts?.publicId);
    const page = <EmbedBadge certificate={certificate} locale={context.locale} address={address} />;
    return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, {
      status: certificate.facts ? 200 : 404,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'public, max-age=5',
        'Content-Security-Policy': POLICY,
        'X-Frame-Options': '',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Referrer-Policy': 'no-referrer',
        'X-Robots-Tag': 'noindex, nofollow',
      },
    });
  });
}
