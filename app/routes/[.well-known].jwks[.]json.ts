// The public keys of JWT certificates, as a JWK set.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerFile, getJwksFile } from '~/modules/certification/certification.server';

export function loader({ request }: LoaderFunctionArgs) {
  return answerFile(request, getJwksFile, { maxAgeSeconds: 300 });
}
