// What routes need: the request's context, forms read through a schema, and AppErrors turned into responses.
import { data, redirect } from '@remix-run/node';
import type { z } from 'zod';
import type { Locale } from '~/i18n/locale';
import type { Actor } from './actor';
import { AppError, type FieldIssue, isAppError } from './errors';
import { paths, safeNext } from './paths';

declare module '@remix-run/node' {
  /** Made by app/server.ts for each request. */
  interface AppLoadContext {
    requestId: string;
    locale: Locale;
    /** light, dark, or system when the visitor has not chosen. */
    theme: 'light' | 'dark' | 'system';
    nonce: string;
    /** The visitor's address, shortened to its network (IPv4 /24, IPv6 /48): for limits, never stored in clear. */
    network: string;
    userAgent: string;
    /** True for a page load, false for a client navigation's data request. */
    isDocument: boolean;
    /** The signed-in person, read once a request, however many loaders ask. */
    actor: () => Promise<Actor | null>;
    /** Sends a Set-Cookie with the response of this request, also from code that makes no response itself. */
    setCookie: (header: string) => void;
    /** Takes a rendered page as it is, so that it need not pass through a stream; absent where the response itself is wanted. */
    deliverPage?: (body: Buffer) => void;
  }
}

/** The signed-in person of this request; nobody is sent to the sign-in page and comes back after. */
export async function requireSignedIn(
  context: { actor: () => Promise<Actor | null> },
  request: Request,
): Promise<Actor> {
  const actor = await context.actor();
  if (actor) return actor;
  const url = new URL(request.url);
  const here = request.method === 'GET' ? url.pathname.replace(/\.data$/, '') + url.search : paths.dashboard();
  throw redirect(paths.signIn(safeNext(here)));
}

export type FormResult<T> =
  { ok: true; value: T } | { ok: false; issues: Array<FieldIssue>; entered: Record<string, string> };

/** At most this many fields: a form of ours never has more. */
const MAX_FIELDS = 200;

/**
 * Reads a form through a zod schema. A field named `x[]` or repeated becomes an array. On failure `issues` name the field and
 * a message key, and `entered` gives back what was typed (never passwords).
 */
export async function readForm<S extends z.ZodType>(request: Request, schema: S): Promise<FormResult<z.output<S>>> {
  const values: Record<string, unknown> = {};
  const entered: Record<string, string> = {};
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new AppError('invalid', { reason: 'form-unreadable' });
  }
  let count = 0;
  for (const [name, value] of form) {
    if (++count > MAX_FIELDS) throw new AppError('invalid', { reason: 'too-many-fields' });
    if (typeof value !== 'string' || name === '__proto__' || name === 'constructor') continue;
    if (name.endsWith('[]')) {
      const key = name.slice(0, -2);
      (Array.isArray(values[key])
        ? (values[key] as Array<string>)
        : (values[key] = [] as Array<string>) && (values[key] as Array<string>)
      ).push(value);
    } else values[name] = value;
    if (!/password/i.test(name)) entered[name] = value;
  }
  const result = schema.safeParse(values);
  if (result.success) return { ok: true, value: result.data };
  const issues = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issueKey(issue) }));
  return { ok: false, issues, entered };
}

/** A message key of the `form` bundle for a zod issue; a schema's own message passes when it is such a key. */
function issueKey(issue: z.core.$ZodIssue): string {
  if (/^[a-z][a-zA-Z.]*$/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'required';
  if (issue.code === 'too_small') return issue.minimum === 1 ? 'required' : 'tooShort';
  if (issue.code === 'too_big') return 'tooLong';
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'email';
  return 'invalid';
}

/** A failed form as an action's answer: 422 with issues and what was typed. */
export function formFailure(
  result: { issues: ReadonlyArray<FieldIssue>; entered?: Record<string, string> },
  status = 422,
) {
  return data({ ok: false as const, issues: [...result.issues], entered: result.entered ?? {} }, { status });
}

/**
 * Runs a loader's or action's work and turns AppErrors into responses that the error boundary shows:
 * its body is `{ code, reason }`, never a stack. `unauthenticated` goes to the sign-in page.
 */
export async function respond<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === 'unauthenticated') throw redirect(paths.signIn());
    throw data(
      { code: error.code, reason: error.reason ?? null, retryAfterSeconds: error.retryAfterSeconds ?? null },
      {
        status: error.status,
        headers: error.retryAfterSeconds ? { 'Retry-After': String(error.retryAfterSeconds) } : {},
      },
    );
  }
}
