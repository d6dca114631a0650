// A form's way through a route: read, do, and answer in place what the person can mend.
import { type AppLoadContext, data } from '@remix-run/node';
import type { z } from 'zod';
import { type FieldIssue, isAppError } from '~/platform/errors';
import { readForm } from '~/platform/http.server';
import type { Visitor } from './sign-in.server';

/** Who sends a request, as far as it says before anybody is signed in. */
export function visitorOf(request: Request, { network, userAgent, locale }: AppLoadContext): Visitor {
  return { network, userAgent, locale, cookie: request.headers.get('Cookie') };
}

/** What an action answers when the form has to be mended. */
export type FormFailure = {
  ok: false;
  issues: Array<FieldIssue>;
  entered: Record<string, string>;
  retryAfterSeconds: number | null;
};

/**
 * Reads the request's form through the schema and hands it to `work`. Wrong input, and AppErrors that name issues or say how
 * long to wait, come back as a form failure with their own status; everything else passes.
 */
export async function submitForm<S extends z.ZodType, T>(
  request: Request,
  schema: S,
  work: (value: z.output<S>) => Promise<T>,
) {
  const copy = request.clone();
  const form = await readForm(request, schema);
  if (!form.ok) return fail(422, form.issues, form.entered);
  try {
    return await work(form.value);
  } catch (error) {
    if (!isAppError(error) || (error.issues.length === 0 && error.code !== 'limit-reached')) throw error;
    const issues = error.issues.length > 0 ? [...error.issues] : [{ path: '', message: 'tooOften' }];
    return fail(error.status, issues, await typed(copy), error.retryAfterSeconds ?? null);
  }
}

function fail(
  status: number,
  issues: Array<FieldIssue>,
  entered: Record<string, string>,
  retryAfterSeconds: number | null = null,
) {
  const headers: Record<string, string> = retryAfterSeconds ? { 'Retry-After': String(retryAfterSeconds) } : {};
  return data({ ok: false, issues, entered, retryAfterSeconds } satisfies FormFailure, { status, headers });
}

/** What was typed, without passwords. */
async function typed(request: Request): Promise<Record<string, string>> {
  const form = await request.formData();
  return Object.fromEntries(
    [...form].filter((field): field is [string, string] => typeof field[1] === 'string' && !/password/i.test(field[0])),
  );
}
