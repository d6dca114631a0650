// Checks what somebody hands in: an id, an address, a JWT, a JSON credential, our PDF. Follows no address found in it.
import { z } from 'zod';
import { verify, type Verification } from '@certificates/verify';
import { systemClock, type Clock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import { limit } from '~/platform/limits.server';
import type { CheckResult, HandedInVerdict } from './certification';
import { trustedIssuers } from './issuer.server';
import { isPdf, readPdfCredentials } from './pdf-attachment.server';
import { getPublicCertificate, isPublicId, stateOf } from './public.server';
import { readSignedFacts } from './signed-facts';
import * as store from './store.server';

type Deps = { clock?: Clock };

/** Credentials that one network may have checked a minute: a JSON one takes about 15 ms of work. */
const CHECKS_PER_MINUTE = 1_000;

/** Bytes of text that are looked at; no credential of ours is longer. */
const MAX_TEXT_BYTES = 262_144;
/** Bytes of a file. */
const MAX_FILE_BYTES = 1_048_576;

/**
 * What a visitor's form hands in: its file when there is one, else its text. An address or number of ours comes back as `publicId`,
 * so that the page of that certificate can be shown instead. Throws `invalid` when there is nothing, or too much.
 */
export async function readHandedIn(request: Request): Promise<{ publicId: string } | { content: string | Uint8Array }> {
  const tooLarge = () => new AppError('invalid', { issues: [{ path: 'credential', message: 'tooLarge' }] });
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_FILE_BYTES + MAX_TEXT_BYTES) throw tooLarge();
  const form = await request.formData().catch(() => new FormData());
  const file = form.get('file');
  if (file instanceof File && file.size > 0) {
    if (file.size > MAX_FILE_BYTES) throw tooLarge();
    return { content: new Uint8Array(await file.arrayBuffer()) };
  }
  const text = form.get('credential');
  if (typeof text !== 'string' || text.trim() === '')
    throw new AppError('invalid', { issues: [{ path: 'credential', message: 'required' }] });
  if (text.length > MAX_TEXT_BYTES) throw tooLarge();
  const publicId = findPublicId(text);
  return publicId ? { publicId } : { content: text };
}

/** The public id in an address of ours or of somebody who copied it, or the text itself when it is one; null otherwise. */
export function findPublicId(text: string): string | null {
  const trimmed = text.trim();
  if (isPublicId(trimmed)) return trimmed;
  if (trimmed.length > 500) return null;
  const id = /\/(?:verify|credentials)\/([0-9A-Za-z]{22})(?:\.(?:json|jwt|pdf))?(?:[/?#]|$)/.exec(trimmed)?.[1];
  return id ?? null;
}

/**
 * The verdict over anything handed in. Text or a file's bytes, at most 1 MB; credentials in it at most 64 kB. Never throws on
 * content. What is sound but not in our register is `invalid`: a signature alone does not make a certificate.
 */
export async function checkHandedIn(input: string | Uint8Array, deps: Deps = {}): Promise<HandedInVerdict> {
  const now = (deps.clock ?? systemClock)();
  if (typeof input !== 'string' && isPdf(input)) {
    const [credential] = readPdfCredentials(input);
    return credential ? checkCredential(credential, now) : refusal('pdf-without-credential', now);
  }
  const publicId = typeof input === 'string' ? findPublicId(input) : null;
  if (publicId) return checkId(publicId, now);
  return checkCredential(input, now);
}

/** Credentials in one call of the interface for programs. */
const MAX_MANY = 100;

/** Of a call's credentials: ids and addresses as text, JWTs as text, JSON credentials as text or object. */
const CheckManySchema = z.strictObject({
  credentials: z
    .array(z.union([z.string().max(100_000), z.record(z.string(), z.unknown())]))
    .min(1)
    .max(MAX_MANY),
});

/**
 * Verdicts over up to 100 credentials, in the order given, for programs. `network` is who asks, for the limit. Throws `invalid`,
 * `limit-reached`.
 */
export async function checkMany(
  network: string,
  input: unknown,
  deps: Deps = {},
): Promise<{ results: Array<HandedInVerdict> }> {
  const read = CheckManySchema.safeParse(input);
  if (!read.success)
    throw new AppError('invalid', {
      reason: 'body',
      issues: read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    });
  const results: Array<HandedInVerdict> = [];
  for (const credential of read.data.credentials) {
    await limit(`check:${network}`, CHECKS_PER_MINUTE, 60);
    results.push(await checkHandedIn(typeof credential === 'string' ? credential : JSON.stringify(credential), deps));
  }
  return { results };
}

async function checkId(publicId: string, now: Date): Promise<HandedInVerdict> {
  const { state, checks, checkedAt, facts } = await getPublicCertificate(publicId, 'en', { clock: () => now });
  const credential = facts && {
    id: facts.credentialId,
    holderName: facts.holderName,
    title: facts.signed.title,
    validFrom: facts.validFrom,
    validUntil: facts.validUntil,
    issuer: facts.issuer.did,
  };
  return { state, form: 'id', publicId: facts ? publicId : null, checks, checkedAt, credential };
}

function refusal(reason: string, now: Date): HandedInVerdict {
  return {
    state: 'invalid',
    form: null,
    publicId: null,
    checks: [{ check: 'content', outcome: 'fail', reason }],
    checkedAt: now.toISOString(),
    credential: null,
  };
}

async function checkCredential(input: string | Uint8Array, now: Date): Promise<HandedInVerdict> {
  const verification = await verify(input, { issuers: await trustedIssuers(), now });
  const { form, verdicts, credential, checkedAt } = verification;
  if (form === null) return refusal(verdicts.shape.reason, now);
  if (!credential)
    return { state: 'invalid', form, publicId: null, checks: failedChecks(verification), checkedAt, credential: null };
  const facts = readSignedFacts(credential);
  const record = await store.findByCredential(credential.id, credential.validFrom);
  const checks: Array<CheckResult> = [
    { check: 'signature', outcome: 'pass', reason: 'ok' },
    { check: 'issuer', outcome: 'pass', reason: 'ok' },
    { check: 'content', outcome: record ? 'pass' : 'fail', reason: record ? 'ok' : 'not-in-register' },
    { check: 'period', outcome: verdicts.period.outcome, reason: verdicts.period.reason },
    statusOf(record),
  ];
  return {
    state: record ? stateOf(record, checks) : 'invalid',
    form,
    publicId: record?.publicId ?? null,
    checks,
    checkedAt,
    credential: {
      id: credential.id,
      holderName: facts.holderName,
      title: facts.title,
      validFrom: facts.validFrom,
      validUntil: facts.validUntil || null,
      issuer: facts.issuer,
    },
  };
}

function statusOf(record: store.PublicRecord | null): CheckResult {
  if (!record) return { check: 'status', outcome: 'unknown', reason: 'status-unavailable' };
  if (record.status === 'revoked') return { check: 'status', outcome: 'fail', reason: 'revoked' };
  if (record.replacedById) return { check: 'status', outcome: 'fail', reason: 'replaced' };
  return { check: 'status', outcome: 'pass', reason: 'ok' };
}

/** Shape and signature tell whether the content is what was signed: one that fails leaves nothing to check further. */
function failedChecks({ verdicts }: Verification): Array<CheckResult> {
  const { shape, signature, issuer } = verdicts;
  const content =
    shape.outcome === 'fail'
      ? shape
      : signature.outcome === 'fail'
        ? signature
        : { outcome: 'unknown' as const, reason: 'not-checked' };
  return [
    { check: 'signature', outcome: signature.outcome, reason: signature.reason },
    { check: 'issuer', outcome: issuer.outcome, reason: issuer.reason },
    { check: 'content', outcome: content.outcome, reason: content.reason },
    { check: 'period', outcome: 'unknown', reason: 'not-checked' },
    { check: 'status', outcome: 'unknown', reason: 'not-checked' },
  ];
}
