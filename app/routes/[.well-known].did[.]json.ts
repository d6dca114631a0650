// The issuer's DID document: what our did:web means.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerFile, getDidFile } from '~/modules/certification/certification.server';

export function loader({ request }: LoaderFunctionArgs) {
  return answerFile(request, getDidFile, { maxAgeSeconds: 300 });
}
