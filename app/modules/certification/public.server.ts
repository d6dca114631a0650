// What anybody may see of a certificate: the verdict with its checks, the signed files, the status lists. No actor, no private key.
import { z } from 'zod';
import { verify } from '@certificates/verify';
import type { Locale } from '~/i18n/locale';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import {
  bandOf,
  type CertificateFacts,
  type CertificateState,
  type CheckResult,
  type Concern,
  CONCERNS,
  type PublicCertificate,
  type RevocationReason,
} from './certification';
import { trustedIssuers } from './issuer.server';
import * as keyStore from './key-store.server';
import { differingFacts, factsOfAward, readSignedFacts } from './signed-facts';
import * as store from './store.server';

const PUBLIC_ID = /^[0-9A-Za-z]{22}$/;

/** Whether a text can be a public id; another is unknown without asking the database. */
export function isPublicId(text: string): boolean {
  return PUBLIC_ID.test(text);
}

/**
 * A certificate as its public page shows it, checked now: the signature anew, its content against the record, the stored files
 * against the ledger, period and status. Nothing known under the id gives the same shape with state `unknown`; never throws for
 * a wrong id.
 */
export async function getPublicCertificate(
  publicId: string,
  locale: Locale,
  deps: { clock?: Clock } = {},
): Promise<PublicCertificate> {
  const now = (deps.clock ?? systemClock)();
  const [record, issuers] = await Promise.all([
    isPublicId(publicId) ? store.findPublic(publicId) : null,
    trustedIssuers(),
  ]);
  if (!record) return { state: 'unknown', checks: allUnknown(), checkedAt: now.toISOString(), facts: null };
  const checks = record.status === 'pending' || !record.jwt ? allUnknown() : await checkRecord(record, issuers, now);
  return { state: stateOf(record, checks), checks, checkedAt: now.toISOString(), facts: toFacts(record, locale) };
}

function allUnknown(): Array<CheckResult> {
  return (['signature', 'issuer', 'content', 'period', 'status'] as const).map((check) => ({
    check,
    outcome: 'unknown',
    reason: 'not-checked',
  }));
}

/** Checks a record as if we did not trust our own table: what was signed decides, and what differs from it fails. */
async function checkRecord(
  record: store.PublicRecord,
  issuers: Awaited<ReturnType<typeof trustedIssuers>>,
  now: Date,
): Promise<Array<CheckResult>> {
  const { verdicts, credential } = await verify(record.jwt ?? '', { issuers, now });
  const signature: CheckResult =
    verdicts.shape.outcome === 'fail'
      ? { check: 'signature', outcome: 'fail', reason: verdicts.shape.reason }
      : { check: 'signature', outcome: verdicts.signature.outcome, reason: verdicts.signature.reason };
  const issuer: CheckResult = { check: 'issuer', outcome: verdicts.issuer.outcome, reason: verdicts.issuer.reason };
  return [signature, issuer, contentCheck(record, credential), periodCheck(record, now), statusCheck(record)];
}

function contentCheck(record: store.PublicRecord, credential: unknown): CheckResult {
  if (!credential) return { check: 'content', outcome: 'unknown', reason: 'not-checked' };
  if (record.digests.length < 2 || record.digests.some(({ stored, ledger }) => stored !== ledger))
    return { check: 'content', outcome: 'fail', reason: 'file-altered' };
  const differing = differingFacts(readSignedFacts(credential), factsOfAward(record.award));
  const period =
    record.expiresAt?.getTime() === Date.parse(record.award.validUntil) && record.publicId === record.award.publicId;
  return differing.length === 0 && period
    ? { check: 'content', outcome: 'pass', reason: 'ok' }
    : { check: 'content', outcome: 'fail', reason: 'record-altered' };
}

function periodCheck({ award }: store.PublicRecord, now: Date): CheckResult {
  if (now.getTime() < Date.parse(award.validFrom)) return { check: 'period', outcome: 'fail', reason: 'not-yet-valid' };
  if (now.getTime() >= Date.parse(award.validUntil)) return { check: 'period', outcome: 'fail', reason: 'expired' };
  return { check: 'period', outcome: 'pass', reason: 'ok' };
}

function statusCheck(record: store.PublicRecord): CheckResult {
  if (record.status === 'revoked') return { check: 'status', outcome: 'fail', reason: 'revoked' };
  if (record.replacedById) return { check: 'status', outcome: 'fail', reason: 'replaced' };
  return { check: 'status', outcome: 'pass', reason: 'ok' };
}

/** One word for all checks. What was tampered with is `invalid` before anything else; a replaced one is also withdrawn. */
export function stateOf(record: { status: string }, checks: ReadonlyArray<CheckResult>): CertificateState {
  const of = (name: CheckResult['check']) => checks.find(({ check }) => check === name);
  if (record.status === 'pending') return 'pending';
  if ((['signature', 'issuer', 'content'] as const).some((name) => of(name)?.outcome === 'fail')) return 'invalid';
  if (of('status')?.outcome === 'fail') return of('status')?.reason === 'replaced' ? 'replaced' : 'revoked';
  if (of('period')?.outcome === 'fail') return of('period')?.reason === 'expired' ? 'expired' : 'pending';
  return checks.every(({ outcome }) => outcome === 'pass') ? 'valid' : 'unknown';
}

function toFacts(record: store.PublicRecord, locale: Locale): CertificateFacts {
  const { award } = record;
  return {
    publicId: record.publicId,
    holderName: award.holderName,
    title: award.title[locale],
    proves: award.proves[locale],
    criteria: award.criteria[locale],
    skills: award.skills.map((skill) => ({
      id: skill.id,
      title: skill.title[locale],
      description: skill.description[locale],
    })),
    questions: award.exam.questions,
    minutes: award.exam.minutes,
    scorePercent: award.scorePercent,
    passPercent: award.passPercent,
    band: bandOf(award.scorePercent, award.passPercent),
    hours: award.hours,
    awardedAt: award.awardedAt,
    validFrom: award.validFrom,
    validUntil: award.validUntil,
    issuer: { ...award.issuer, keyId: record.keyId },
    signed: { locale: award.locale, title: award.title[award.locale] },
    credentialId: award.credentialId,
    programId: award.programId,
    revoked: record.revokedAt && {
      at: record.revokedAt.toISOString(),
      reason: (record.revokedReason ?? 'other') as RevocationReason,
    },
    replacedBy: record.replacedBy,
    ledgerNumber: record.ledgerNumber,
  };
}

export type PublicFile = {
  bytes: Uint8Array;
  mime: string;
  /** Strong entity tag, quotes included. */ etag: string;
  name: string;
};

/** A signed file as it was signed, or a PDF. `name` is `<publicId>.json`, `.jwt` or `.pdf`. Throws `not-found`. */
export async function getCertificateFile(name: string, locale: Locale): Promise<PublicFile> {
  const [, publicId = '', extension = ''] = /^([0-9A-Za-z]{22})\.(json|jwt|pdf)$/.exec(name) ?? [];
  const kind = extension === 'pdf' ? (`pdf-${locale}` as const) : (extension as 'json' | 'jwt');
  const file = publicId ? await store.findFile(publicId, kind) : null;
  if (!file) throw new AppError('not-found');
  return {
    bytes: file.bytes,
    mime: file.mime,
    etag: `"${file.sha256.slice(0, 32)}"`,
    name: extension === 'pdf' ? `${publicId}-${locale}.pdf` : name,
  };
}

/** A published status list, by the last part of its address (`r1`). Throws `not-found`. */
export async function getStatusList(name: string): Promise<PublicFile> {
  const id = /^r([1-9]\d{0,5})$/.exec(name)?.[1];
  const list = id ? await keyStore.findList(Number(id)) : null;
  if (!list?.signed) throw new AppError('not-found');
  return {
    bytes: Buffer.from(list.signed, 'utf8'),
    mime: 'application/vc+ld+json',
    etag: `"r${list.id}-${list.revision}"`,
    name: `${name}.json`,
  };
}

export const ConcernSchema = z.object({ concern: z.enum(CONCERNS) });

/** Records that a visitor doubts a certificate; the admin's activity shows it. Throws `not-found`, `invalid`. */
export async function reportConcern(input: { publicId: string; concern: string }): Promise<void> {
  if (!CONCERNS.includes(input.concern as Concern))
    throw new AppError('invalid', { issues: [{ path: 'concern', message: 'required' }] });
  const record = isPublicId(input.publicId) ? await store.findPublic(input.publicId) : null;
  if (!record) throw new AppError('not-found');
  await store.recordConcern(record.id, input.concern);
}
