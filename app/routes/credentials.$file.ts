// The files of a certificate: <publicId>.json, .jwt, .pdf, .png and .svg, exactly as they were signed.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerFile, getCertificateFile } from '~/modules/certification/certification.server';
import { isLocale } from '~/i18n/locale';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get('lang');
  const locale = isLocale(asked) ? asked : context.locale;
  return answerFile(
    request,
    async () => getCertificateFile(params.file ?? '', locale, (await context.actor())?.userId ?? null),
    { maxAgeSeconds: 60 },
  );
}
