// JSON in and out for the pages' own requests: answers, notes, progress. Their errors are data, never a redirect or a page.
import type { z } from 'zod';
import { AppError, isAppError } from '~/platform/errors';

/** Bytes of a request: the longest note in its longest encoding fits. */
const MAX_BYTES = 128 * 1024;

/** Reads a JSON body through a schema. Throws `invalid` for anything else. */
export async function readJson<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const tooLong = () => new AppError('invalid', { reason: 'too-long' });
  if (!/^application\/json\b/.test(request.headers.get('Content-Type') ?? ''))
    throw new AppError('invalid', { reason: 'not-json' });
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BYTES) throw tooLong();
  const text = await request.text();
  if (Buffer.byteLength(text) > MAX_BYTES) throw tooLong();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('invalid', { reason: 'not-json' });
  }
  const result = schema.safeParse(value);
  if (!result.success)
    throw new AppError('invalid', {
      reason: 'fields',
      issues: result.error.issues.map(({ path }) => ({ path: path.join('.'), message: 'invalid' })),
    });
  return result.data;
}

/** The work's answer as JSON; an AppError as `{ ok: false, code, reason }` with its status. Never cached. */
export async function answerJson(work: () => Promise<Response | object>): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' };
  try {
    const answer = await work();
    return answer instanceof Response ? answer : Response.json(answer, { headers });
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { code, reason, status, retryAfterSeconds } = error;
    return Response.json(
      { ok: false, code, reason: reason ?? null },
      { status, headers: { ...headers, ...(retryAfterSeconds ? { 'Retry-After': String(retryAfterSeconds) } : {}) } },
    );
  }
}

/** Whether the browser only prepares for a page that may never be looked at. */
export function isPrefetch(request: Request): boolean {
  return /prefetch/.test(request.headers.get('Sec-Purpose') ?? request.headers.get('Purpose') ?? '');
}
