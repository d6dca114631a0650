// A period's certificates as a CSV file, without names.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportCertificates } from '~/modules/certification/certification.server';
import { requireSignedIn, respond } from '~/platform/http.server';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { searchParams: search } = new URL(request.url);
    const text = await exportCertificates(actor, {
      from: search.get('from'),
      to: search.get('to'),
      locale: context.locale,
    });
    return new Response(text, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="pericia-certificates.csv"',
      },
    });
  });
}
