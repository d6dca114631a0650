// The files of a certificate: <publicId>.json, .jwt and .pdf, exactly as they were signed.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerFile, getCertificateFile } from '~/modules/certification/certification.server';
import { isLocale } from '~/i18n/locale';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get('lang');
  return answerFile(request, () => getCertificateFile(params.file ?? '', isLocale(asked) ? asked : context.locale), {
    maxAgeSeconds: 60,
  });
}
