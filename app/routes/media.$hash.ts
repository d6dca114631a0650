// Pictures of lessons, by content hash: the same for ever, so browsers keep them.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { getAsset } from '~/modules/catalog/catalog.server';
import { respond } from '~/platform/http.server';

export async function loader({ params }: LoaderFunctionArgs) {
  const asset = await respond(() => getAsset(params.hash ?? ''));
  return new Response(Buffer.from(asset.bytes), {
    headers: {
      'Content-Type': asset.mime,
      'Content-Length': String(asset.bytes.length),
      'Cache-Control': 'public, max-age=31536000, immutable',
      // An SVG opened by itself runs nothing and loads nothing.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  });
}
