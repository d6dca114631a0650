// Where the certificate of a passed attempt stands: asked every second while it is signed.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerJson, getCertificateState } from '~/modules/certification/certification.server';

export function loader({ params, context }: LoaderFunctionArgs) {
  return answerJson(async () => getCertificateState(await context.actor(), params.attemptId ?? ''));
}
