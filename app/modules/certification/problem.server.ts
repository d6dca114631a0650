// Answers for programs: JSON, and failures as problem details.
import { ERROR_STATUS, isAppError } from '~/platform/errors';

/**
 * Runs the work and answers with its JSON, or with problem details (RFC 9457) for an AppError: `code` and `reason` are stable,
 * `issues` name the fields. Anything else is thrown on.
 */
export async function answerJson(
  work: () => Promise<unknown>,
  headers: Record<string, string> = {},
): Promise<Response> {
  try {
    return Response.json(await work(), { headers: { 'Cache-Control': 'no-store', ...headers } });
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { code, reason = null, issues, retryAfterSeconds } = error;
    const status = ERROR_STATUS[code];
    const body = { type: 'about:blank', title: code, status, code, reason, ...(issues.length > 0 ? { issues } : {}) };
    return new Response(JSON.stringify(body), {
      status,
      headers: {
        'Content-Type': 'application/problem+json',
        'Cache-Control': 'no-store',
        ...(retryAfterSeconds ? { 'Retry-After': String(retryAfterSeconds) } : {}),
        ...headers,
      },
    });
  }
}

/** A public file: readable from everywhere, with an entity tag; 304 when the visitor has it, 404 in a line when there is none. */
export async function answerFile(
  request: Request,
  work: () => Promise<{ bytes: Uint8Array; mime: string; etag: string; name: string; isPrivate?: boolean }>,
  { maxAgeSeconds }: { maxAgeSeconds: number },
): Promise<Response> {
  const open = {
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Robots-Tag': 'noindex',
  };
  try {
    const { bytes, mime, etag, name, isPrivate = false } = await work();
    const headers = {
      ...open,
      'Content-Type': mime,
      ETag: etag,
      'Cache-Control': isPrivate ? 'private, no-store' : `public, max-age=${maxAgeSeconds}`,
      'Content-Disposition': `inline; filename="${name}"`,
    };
    if (request.headers.get('If-None-Match')?.includes(etag)) return new Response(null, { status: 304, headers });
    return new Response(Uint8Array.from(bytes), { headers });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return new Response(`${error.reason ? `${error.code}: ${error.reason}` : error.code}\n`, {
      status: error.status,
      headers: { ...open, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
    });
  }
}
