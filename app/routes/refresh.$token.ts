// The newest version of a credential, for whoever holds a file with this address in it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerFile, refreshCredential } from '~/modules/certification/certification.server';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const accept = request.headers.get('Accept') ?? '';
  return answerFile(request, () => refreshCredential({ token: params.token ?? '', accept, network: context.network }), {
    maxAgeSeconds: 0,
  });
}
