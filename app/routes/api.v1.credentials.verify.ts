// Checks up to a hundred certificates in one call, for programs.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerJson, checkMany } from '~/modules/certification/certification.server';
import { AppError } from '~/platform/errors';

export function action({ request, context }: ActionFunctionArgs) {
  return answerJson(async () => {
    const body: unknown = await request.json().catch(() => {
      throw new AppError('invalid', { reason: 'json' });
    });
    return checkMany(context.network, body);
  });
}

/** There is nothing to read here; whoever asks is told how. */
export function loader() {
  return new Response(
    JSON.stringify({
      type: 'about:blank',
      title: 'Method Not Allowed',
      status: 405,
      detail: 'POST { "credentials": [id, address, JWT or JSON credential, …] }, at most 100',
    }),
    {
      status: 405,
      headers: { 'Content-Type': 'application/problem+json', Allow: 'POST' },
    },
  );
}
