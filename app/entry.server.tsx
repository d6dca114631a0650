// The server's render: whole page into one buffer (one write, no streaming scripts), nonce on every script.
import { Writable } from 'node:stream';
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { isAppError } from '~/platform/errors';
import { log } from '~/platform/log.server';
import { NonceProvider } from '~/ui/kit/nonce';

/** Milliseconds after which a page that is not ready is given up. */
export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Promise((resolve, reject) => {
    let code = status;
    const chunks: Array<Buffer> = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
      final(done) {
        clearTimeout(timer);
        const page = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
        context.deliverPage?.(page);
        resolve(new Response(context.deliverPage ? null : new Uint8Array(page), { status: code, headers }));
        done();
      },
    });
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={context.nonce}>
        <RemixServer context={entry} url={request.url} abortDelay={streamTimeout} nonce={context.nonce} />
      </NonceProvider>,
      {
        nonce: context.nonce,
        onAllReady: () => void pipe(sink),
        onShellError(error) {
          clearTimeout(timer);
          reject(error);
        },
        onError(error) {
          code = 500;
          log().error({ err: String((error as Error)?.stack ?? error), requestId: context.requestId }, 'render failed');
        },
      },
    );
    // Cleared when the page is done: a pending timer would keep every render in memory.
    const timer = setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** Expected answers (404, AppErrors) are not errors of ours; everything else is logged once, with the request's id. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (request.signal.aborted || isAppError(error) || (error as { status?: number } | null)?.status) return;
  log().error(
    { err: (error as Error)?.stack ?? String(error), requestId: (context as AppLoadContext | undefined)?.requestId },
    'request failed',
  );
}
