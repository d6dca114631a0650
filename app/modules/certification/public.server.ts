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
  type SuspensionReason,
} from './certification';
import { count } from './counts.server';
import { trustedIssuers } from './issuer.server';
import * as keyStore from './key-store.server';
import * as lifeStore from './life-store.server';
import { differingFacts, factsOfAward, readSignedFacts } from './signed-facts';
import * as publicStore from './public-store.server';
import type { CountKind } from './report-store.server';
import * as store from './store.server';
import { awaitTranslation } from './translation.server';

const PUBLIC_ID = /^[0-9A-Za-z]{22}$/;

/** Whether a text can be a public id; another is unknown without asking the database. */
export function isPublicId(text: string): boolean {
  return PUBLIC_ID.test(text);
}

/**
 * A certificate as its public page shows it, checked now: the signature anew, its content against the record, the stored files
 * against the ledger, period and status. Nothing known under the id gives the same shape with state `unknown`, and so does a
 * private one to anybody but its holder (`viewerId`); never throws for a wrong id.
 */
export async function getPublicCertificate(
  publicId: string,
  locale: Locale,
  {
    clock = systemClock,
    viewerId = null,
    counts = 'opened',
  }: {
    clock?: Clock;
    viewerId?: string | null;
    /** What this counts as, unless it is the holder. */ counts?: CountKind;
  } = {},
): Promise<PublicCertificate> {
  const now = clock();
  const record = isPublicId(publicId) ? await publicStore.findPublic(publicId) : null;
  const bare = { checks: allUnknown(), checkedAt: now.toISOString(), facts: null, newer: null, erased: null };
  if (!record) {
    const erased = isPublicId(publicId) ? await lifeStore.findErased(publicId) : null;
    if (!erased) return { ...bare, state: 'unknown' };
    return { ...bare, state: 'erased', erased: { at: erased.at.toISOString(), verifiable: erased.kind === 'kept' } };
  }
  if (record.visibility === 'private' && record.userId !== viewerId) return { ...bare, state: 'unknown' };
  if (record.userId !== viewerId) count(record.id, counts);
  const newer = record.replacedBy?.publicId ?? null;
  // What was put right must not be read under its old address: the former name, above all.
  if (record.replacedBy?.origin === 'correction') return { ...bare, state: 'replaced', newer };
  const checks = record.status === 'pending' || !record.jwt ? allUnknown() : await checkRecord(record, now);
  return { ...bare, state: stateOf(record, checks), checks, facts: toFacts(record, locale), newer };
}

function allUnknown(): Array<CheckResult> {
  return (['signature', 'issuer', 'content', 'period', 'status'] as const).map((check) => ({
    check,
    outcome: 'unknown',
    reason: 'not-checked',
  }));
}

/** Checks a record as if we did not trust our own table: what was signed decides, and what differs from it fails. */
async function checkRecord(record: publicStore.PublicRecord, now: Date): Promise<Array<CheckResult>> {
  const { verdicts, credential } = await verify(record.jwt ?? '', { issuers: await trustedIssuers(record.keyId), now });
  // Its key was withdrawn a moment ago; the ledger says that it is ours, and it is being signed anew.
  const waits = verdicts.signature.reason === 'key-revoked' && digestsHold(record);
  const signature: CheckResult = waits
    ? { check: 'signature', outcome: 'unknown', reason: 'signed-anew-soon' }
    : verdicts.shape.outcome === 'fail'
      ? { check: 'signature', outcome: 'fail', reason: verdicts.shape.reason }
      : { check: 'signature', outcome: verdicts.signature.outcome, reason: verdicts.signature.reason };
  const issuer: CheckResult = { check: 'issuer', outcome: verdicts.issuer.outcome, reason: verdicts.issuer.reason };
  return [
    signature,
    issuer,
    contentCheck(record, credential),
    periodCheck(record, now),
    statusCheck({ ...record, replaced: record.replacedById !== null }),
  ];
}

function contentCheck(record: publicStore.PublicRecord, credential: unknown): CheckResult {
  if (!credential) return { check: 'content', outcome: 'unknown', reason: 'not-checked' };
  if (!digestsHold(record)) return { check: 'content', outcome: 'fail', reason: 'file-altered' };
  const differing = differingFacts(readSignedFacts(credential), factsOfAward(record.award));
  const period =
    record.expiresAt?.getTime() === Date.parse(record.award.validUntil) && record.publicId === record.award.publicId;
  return differing.length === 0 && period
    ? { check: 'content', outcome: 'pass', reason: 'ok' }
    : { check: 'content', outcome: 'fail', reason: 'record-altered' };
}

function digestsHold({ digests }: publicStore.PublicRecord): boolean {
  return digests.every(({ stored, ledger }) => stored !== null && stored === ledger);
}

function periodCheck({ award }: publicStore.PublicRecord, now: Date): CheckResult {
  if (now.getTime() < Date.parse(award.validFrom)) return { check: 'period', outcome: 'fail', reason: 'not-yet-valid' };
  if (now.getTime() >= Date.parse(award.validUntil)) return { check: 'period', outcome: 'fail', reason: 'expired' };
  return { check: 'period', outcome: 'pass', reason: 'ok' };
}

/** What the register says of a certificate's status. */
export function statusCheck(record: { status: string; replaced: boolean; suspendedAt: Date | null }): CheckResult {
  if (record.status === 'revoked') return { check: 'status', outcome: 'fail', reason: 'revoked' };
  if (record.replaced) return { check: 'status', outcome: 'fail', reason: 'replaced' };
  if (record.suspendedAt) return { check: 'status', outcome: 'fail', reason: 'suspended' };
  return { check: 'status', outcome: 'pass', reason: 'ok' };
}

/** One word for all checks. What was tampered with is `invalid` before anything else; a replaced one is also withdrawn. */
export function stateOf(record: { status: string }, checks: ReadonlyArray<CheckResult>): CertificateState {
  const of = (name: CheckResult['check']) => checks.find(({ check }) => check === name);
  if (record.status === 'pending') return 'pending';
  if ((['signature', 'issuer', 'content'] as const).some((name) => of(name)?.outcome === 'fail')) return 'invalid';
  const status = of('status');
  if (status?.outcome === 'fail')
    return status.reason === 'replaced' || status.reason === 'suspended' ? status.reason : 'revoked';
  if (of('period')?.outcome === 'fail') return of('period')?.reason === 'expired' ? 'expired' : 'pending';
  return checks.every(({ outcome }) => outcome === 'pass') ? 'valid' : 'unknown';
}

function toFacts(record: publicStore.PublicRecord, locale: Locale): CertificateFacts {
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
    scorePercent: record.showScore ? award.scorePercent : null,
    passPercent: award.passPercent,
    band: record.showScore ? bandOf(award.scorePercent, award.passPercent) : null,
    hours: award.hours,
    awardedAt: award.awardedAt,
    validFrom: award.validFrom,
    validUntil: award.validUntil,
    issuer: { ...award.issuer, keyId: record.keyId },
    visibility: record.visibility,
    signed: { locale: award.locale, title: award.title[award.locale] },
    credentialId: award.credentialId,
    programId: award.programId,
    revoked: record.revokedAt && {
      at: record.revokedAt.toISOString(),
      reason: (record.revokedReason ?? 'other') as RevocationReason,
    },
    suspended: record.suspendedAt && {
      at: record.suspendedAt.toISOString(),
      reason: (record.suspendedReason ?? 'other') as SuspensionReason,
    },
    resigned: record.resigned && { at: record.resigned.at.toISOString(), formerKeyId: record.resigned.formerKeyId },
    replacedBy: record.replacedBy?.publicId ?? null,
    ledgerNumber: record.ledgerNumber,
  };
}

export type PublicFile = {
  bytes: Uint8Array;
  mime: string;
  /** Strong entity tag, quotes included. */ etag: string;
  name: string;
  /** For its holder alone: no shared cache may keep it. */
  isPrivate: boolean;
};

/**
 * A signed file as it was signed, or a PDF. `name` is `<publicId>.json`, `.jwt` or `.pdf`. Throws `not-found`, also for a private
 * one to anybody but its holder; `gone` for what a corrected certificate replaced and for what was erased;
 * `unavailable` when a PDF in the other language is not drawn in time.
 */
export async function getCertificateFile(
  name: string,
  locale: Locale,
  viewerId: string | null = null,
): Promise<PublicFile> {
  const [, publicId = '', extension = ''] = /^([0-9A-Za-z]{22})\.(json|jwt|pdf|png|svg)$/.exec(name) ?? [];
  const kind = extension === 'pdf' ? (`pdf-${locale}` as const) : (extension as 'json' | 'jwt' | 'png' | 'svg');
  let file = publicId ? await publicStore.findFile(publicId, kind) : null;
  if (!file && publicId && (await lifeStore.findErased(publicId))) throw new AppError('gone', { reason: 'erased' });
  // A PDF that is not drawn yet, for whom the signed file would be shown.
  const signed = !file && extension === 'pdf' ? await publicStore.findFile(publicId, 'jwt') : null;
  if (signed && !signed.replacedBy && (signed.visibility !== 'private' || signed.userId === viewerId))
    file = await awaitTranslation(publicId, locale);
  if (!file || (file.visibility === 'private' && file.userId !== viewerId)) throw new AppError('not-found');
  if (file.replacedBy === 'correction') throw new AppError('gone', { reason: 'replaced' });
  return {
    bytes: file.bytes,
    mime: file.mime,
    etag: `"${file.sha256.slice(0, 32)}"`,
    name: extension === 'pdf' ? `${publicId}-${locale}.pdf` : name,
    isPrivate: file.visibility === 'private',
  };
}

/** A published status list by the last part of its address: `r1` of withdrawals, `s1` of suspensions. Throws `not-found`. */
export async function getStatusList(name: string): Promise<PublicFile> {
  const [, which, id] = /^([rs])([1-9]\d{0,5})$/.exec(name) ?? [];
  const list = id ? await keyStore.findList(Number(id)) : null;
  const signed = which === 's' ? list?.signedSuspension : list?.signed;
  if (!list || !signed) throw new AppError('not-found');
  return {
    bytes: Buffer.from(signed, 'utf8'),
    mime: 'application/vc+ld+json',
    etag: `"${which}${list.id}-${list.revision}"`,
    name: `${name}.json`,
    isPrivate: false,
  };
}

export const ConcernSchema = z.object({ concern: z.enum(CONCERNS) });

/** Records that a visitor doubts a certificate; the admin's activity shows it. Throws `not-found`, `invalid`. */
export async function reportConcern(input: { publicId: string; concern: string }): Promise<void> {
  if (!CONCERNS.includes(input.concern as Concern))
    throw new AppError('invalid', { issues: [{ path: 'concern', message: 'required' }] });
  const record = isPublicId(input.publicId) ? await publicStore.findPublic(input.publicId) : null;
  if (!record || record.visibility === 'private') throw new AppError('not-found');
  await store.recordConcern(record.id, input.concern);
}
