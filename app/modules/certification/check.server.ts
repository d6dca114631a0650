// Checks what somebody hands in: an id, an address, a JWT, a JSON credential, a file. Follows no address found in it.
import { z } from 'zod';
import type { FileVerification } from '@certificates/verify-file';
import { systemClock, type Clock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import { limit } from '~/platform/limits.server';
import type { CheckResult, HandedInVerdict } from './certification';
import { sealKeys, trustedIssuers } from './issuer.server';
import { getPublicCertificate, isPublicId, stateOf, statusCheck } from './public.server';
import { count } from './counts.server';
import { readSignedFacts } from './signed-facts';
import * as store from './store.server';
import { verifyApart } from './verify-apart.server';

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
  const id = /\/(?:verify|credentials)\/([0-9A-Za-z]{22})(?:\.(?:json|jwt|pdf|png|svg))?(?:[/?#]|$)/.exec(trimmed)?.[1];
  return id ?? null;
}

/**
 * The verdict over anything handed in. Text or a file's bytes, at most 1 MB; credentials in it at most 64 kB. Never throws on
 * content. What is sound but not in our register is `invalid`: a signature alone does not make a certificate.
 */
export async function checkHandedIn(input: string | Uint8Array, deps: Deps = {}): Promise<HandedInVerdict> {
  const now = (deps.clock ?? systemClock)();
  const publicId = typeof input === 'string' ? findPublicId(input) : null;
  if (publicId) return checkId(publicId, now);
  const read = await readCredential(input, now);
  return toVerdict(read, await registerOf([read]));
}

/** Credentials in one call of the interface for programs. */
const MAX_MANY = 100;

/** Base64 of the largest file that a call may carry; the body's own limit is below it. */
const MAX_BASE64 = 1_400_000;

/** A file of ours (PDF, PNG, SVG, .json, .jwt) in one call, as base64. */
const FileSchema = z.strictObject({ file: z.base64().max(MAX_BASE64) });

/** Of a call's credentials: ids and addresses as text, JWTs as text, JSON credentials as text or object, files. */
const CheckManySchema = z.strictObject({
  credentials: z
    .array(z.union([z.string().max(100_000), FileSchema, z.record(z.string(), z.unknown())]))
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
  const now = (deps.clock ?? systemClock)();
  for (let i = 0; i < read.data.credentials.length; i++) await limit(`check:${network}`, CHECKS_PER_MINUTE, 60);
  const inputs = read.data.credentials.map((credential) =>
    typeof credential === 'string'
      ? credential
      : FileSchema.safeParse(credential).success
        ? Buffer.from(String(credential.file), 'base64')
        : JSON.stringify(credential),
  );
  const ids = inputs.map((input) => (typeof input === 'string' ? findPublicId(input) : null));
  const reads: Array<Reading | null> = [];
  for (const [at, input] of inputs.entries()) {
    reads.push(ids[at] ? null : await readCredential(input, now));
    // A hundred signatures take some 20 ms: others are served in between.
    if (at % 10 === 9) await new Promise((resolve) => setImmediate(resolve));
  }
  const register = await registerOf(reads);
  const results: Array<HandedInVerdict> = [];
  for (const [at, reading] of reads.entries())
    results.push(reading ? toVerdict(reading, register) : await checkId(ids[at]!, now));
  return { results };
}

async function checkId(publicId: string, now: Date): Promise<HandedInVerdict> {
  const { state, checks, checkedAt, facts } = await getPublicCertificate(publicId, 'en', {
    clock: () => now,
    counts: 'verified',
  });
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

/** What was read from something handed in: its verification, or why there is nothing to verify. */
type Reading = { verification: FileVerification } | { refusal: HandedInVerdict };

async function readCredential(input: string | Uint8Array, now: Date): Promise<Reading> {
  const [issuers, seals] = await Promise.all([trustedIssuers(), sealKeys()]);
  const verification = await verifyApart({ input, issuers, sealKeys: seals, now });
  if (verification === 'too-slow') return { refusal: refusal('too-slow', now) };
  const { file, shape } = verification.verdicts;
  if (verification.form === null)
    return { refusal: refusal(file?.outcome === 'fail' ? file.reason : shape.reason, now) };
  return { verification };
}

/** The register's entries of all that was read, in one statement. */
async function registerOf(reads: ReadonlyArray<Reading | null>): Promise<ReadonlyMap<string, store.RegisterEntry>> {
  const versions = reads.flatMap((reading) => {
    const credential = reading && 'verification' in reading ? reading.verification.credential : null;
    return credential ? [{ credentialId: credential.id, validFrom: credential.validFrom }] : [];
  });
  return versions.length === 0 ? new Map() : store.findRegister(versions);
}

function toVerdict(reading: Reading, register: ReadonlyMap<string, store.RegisterEntry>): HandedInVerdict {
  if ('refusal' in reading) return reading.refusal;
  const { form, verdicts, credential, checkedAt } = reading.verification;
  if (!credential)
    return {
      state: 'invalid',
      form,
      publicId: null,
      checks: failedChecks(reading.verification),
      checkedAt,
      credential: null,
    };
  const facts = readSignedFacts(credential);
  const entry = register.get(store.versionKey(credential.id, credential.validFrom)) ?? null;
  const checks: Array<CheckResult> = [
    { check: 'signature', outcome: 'pass', reason: 'ok' },
    { check: 'issuer', outcome: 'pass', reason: 'ok' },
    contentOf(entry, verdicts.seal),
    { check: 'period', outcome: verdicts.period.outcome, reason: verdicts.period.reason },
    entry ? statusCheck(entry) : { check: 'status', outcome: 'unknown', reason: 'status-unavailable' },
  ];
  if (entry?.publicId) count(entry.id, 'verified');
  return {
    state: entry ? stateOf(entry, checks) : 'invalid',
    form,
    publicId: entry?.publicId ?? null,
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

/** Genuine is what is in our register; of a PDF also the page that people read, which its seal covers. */
function contentOf(entry: store.RegisterEntry | null, seal: FileVerification['verdicts']['seal']): CheckResult {
  if (!entry) return { check: 'content', outcome: 'fail', reason: 'not-in-register' };
  return seal && seal.outcome !== 'pass'
    ? { check: 'content', outcome: seal.outcome, reason: seal.reason }
    : { check: 'content', outcome: 'pass', reason: 'ok' };
}

/** Shape and signature tell whether the content is what was signed: one that fails leaves nothing to check further. */
function failedChecks({ verdicts }: FileVerification): Array<CheckResult> {
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
