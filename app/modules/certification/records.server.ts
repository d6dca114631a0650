// Certificates as their holders and as admins see them, and withdrawing or suspending one.
import type { Locale } from '~/i18n/locale';
import { listPeople } from '~/modules/identity/identity.server';
import { type Actor, requireActor, requireRole } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import {
  type CertificateList,
  type CertificateRow,
  type MyCertificate,
  type RecordState,
  REVOCATION_REASONS,
  type RevocationReason,
  SUSPENSION_REASONS,
  type SuspensionReason,
} from './certification';
import * as lifeStore from './life-store.server';
import * as store from './store.server';

type Deps = { clock?: Clock };

const PAGE_SIZE = 50;

function recordState(record: store.CertificateRecord, now: Date): RecordState {
  if (record.status !== 'issued') return record.status;
  if (record.replacedById) return 'replaced';
  if (record.suspendedAt) return 'suspended';
  return record.expiresAt !== null && record.expiresAt <= now ? 'expired' : 'valid';
}

function toRow(record: store.CertificateRecord, now: Date): CertificateRow {
  const { award } = record;
  return {
    id: record.id,
    publicId: record.publicId,
    userId: record.userId,
    holderName: award.holderName,
    programId: award.programId,
    title: award.title,
    state: recordState(record, now),
    scorePercent: award.scorePercent,
    createdAt: record.createdAt.toISOString(),
    issuedAt: record.issuedAt?.toISOString() ?? null,
    expiresAt: record.expiresAt?.toISOString() ?? null,
    revokedAt: record.revokedAt?.toISOString() ?? null,
    revokedReason: record.revokedReason as RevocationReason | null,
    suspendedAt: record.suspendedAt?.toISOString() ?? null,
    suspendedReason: record.suspendedReason as SuspensionReason | null,
  };
}

/** Ids of the programs whose certificate the actor holds, in force or about to be signed. Throws `unauthenticated`. */
export async function listHeldPrograms(actor: Actor | null, deps: Deps = {}): Promise<Array<string>> {
  return store.heldPrograms(requireActor(actor).userId, (deps.clock ?? systemClock)());
}

/** The actor's own certificates, newest first. Throws `unauthenticated`. */
export async function listMyCertificates(
  actor: Actor | null,
  locale: Locale,
  deps: Deps = {},
): Promise<Array<MyCertificate>> {
  const someone = requireActor(actor);
  const now = (deps.clock ?? systemClock)();
  return (await store.listOf(someone.userId)).map((record) => toMine(record, locale, now));
}

/** One of the actor's own certificates. Throws `not-found` for somebody else's, `unauthenticated`. */
export async function getMyCertificate(
  actor: Actor | null,
  certificateId: string,
  locale: Locale,
  deps: Deps = {},
): Promise<MyCertificate> {
  const { userId } = requireActor(actor);
  const record = isUuid(certificateId) ? await store.findOwn(userId, certificateId) : null;
  if (!record) throw new AppError('not-found');
  return toMine(record, locale, (deps.clock ?? systemClock)());
}

function toMine(record: store.CertificateRecord, locale: Locale, now: Date): MyCertificate {
  const { award } = record;
  const { id, publicId, state, programId, holderName, scorePercent, issuedAt, expiresAt, revokedAt } = toRow(
    record,
    now,
  );
  return {
    id,
    publicId,
    state,
    programId,
    title: award.title[locale],
    holderName,
    proves: award.proves[locale],
    skills: award.skills.length,
    scorePercent,
    passPercent: award.passPercent,
    hours: award.hours,
    issuedAt,
    expiresAt,
    revokedAt,
    visibility: record.visibility,
    showScore: record.showScore,
    showEvidence: record.showEvidence,
  };
}

const STATES: ReadonlyArray<string> = [
  'pending',
  'revoked',
  'suspended',
  'replaced',
  'expired',
  'valid',
] satisfies Array<RecordState>;

/**
 * Certificates newest first, 50 a page, for admins and support. `query` is a state (pending valid expired revoked
 * suspended replaced), a public id, a program id, or part of a holder's name or address; `userId` narrows to one person. Throws `unauthenticated`, `forbidden`.
 */
export async function listCertificates(
  actor: Actor | null,
  input: { query?: string | null | undefined; userId?: string | null | undefined; cursor?: string | null | undefined },
  deps: Deps = {},
): Promise<CertificateList> {
  requireRole(actor, 'admin', 'support');
  const now = (deps.clock ?? systemClock)();
  const query = input.query?.trim().slice(0, 200) ?? '';
  const state = STATES.includes(query) ? (query as RecordState) : null;
  const userId = input.userId ?? null;
  if (userId && !isUuid(userId)) return { certificates: [], nextCursor: null };
  // Names on certificates are sealed; the person's own, now, is what can be searched.
  const holders = query && !state ? (await listPeople(actor, { query })).people : [];
  const cursor = input.cursor && isUuid(input.cursor) ? input.cursor : null;
  const filter = {
    state,
    exact: state || !query ? null : query,
    holders: holders.map((person) => person.userId),
    userId,
    cursor,
  };
  const rows = await store.listAll(filter, now, PAGE_SIZE + 1);
  const certificates = rows.slice(0, PAGE_SIZE).map((record) => toRow(record, now));
  return { certificates, nextCursor: rows.length > PAGE_SIZE ? (certificates.at(-1)?.id ?? null) : null };
}

/**
 * Withdraws a certificate for good, for admins and support. The public page says so at once; the signed status list follows
 * within seconds. Withdrawing twice keeps the first reason. Throws `unauthenticated`, `forbidden`, `not-found`, `invalid`.
 */
export async function revokeCertificate(
  actor: Actor | null,
  input: { certificateId: string; reason: string },
  deps: Deps = {},
): Promise<CertificateRow> {
  const someone = requireRole(actor, 'admin', 'support');
  const now = (deps.clock ?? systemClock)();
  if (!REVOCATION_REASONS.includes(input.reason as RevocationReason))
    throw new AppError('invalid', { issues: [{ path: 'reason', message: 'required' }] });
  const { id } = await requireRecord(input.certificateId);
  await lifeStore.revoke(id, someone.userId, input.reason, now);
  return toRow(await requireRecord(id), now);
}

/**
 * Suspends a certificate while something is looked into, for admins and support: its page, the interface for programs and the
 * list of suspensions say so; the signed file and its revocation entry stay as they are. Throws `conflict` for one that is not in
 * force, `unauthenticated`, `forbidden`, `not-found`, `invalid`.
 */
export async function suspendCertificate(
  actor: Actor | null,
  input: { certificateId: string; reason: string },
  deps: Deps = {},
): Promise<CertificateRow> {
  const someone = requireRole(actor, 'admin', 'support');
  const now = (deps.clock ?? systemClock)();
  if (!SUSPENSION_REASONS.includes(input.reason as SuspensionReason))
    throw new AppError('invalid', { issues: [{ path: 'reason', message: 'required' }] });
  const before = await requireRecord(input.certificateId);
  if (!(await lifeStore.suspend(before.id, someone.userId, input.reason, now)) && !before.suspendedAt)
    throw new AppError('conflict', { reason: 'not-in-force' });
  return toRow(await requireRecord(before.id), now);
}

/** Ends a suspension, for admins and support; nothing happens when there is none. Throws `unauthenticated`, `forbidden`, `not-found`. */
export async function liftSuspension(
  actor: Actor | null,
  input: { certificateId: string },
  deps: Deps = {},
): Promise<CertificateRow> {
  const someone = requireRole(actor, 'admin', 'support');
  const { id } = await requireRecord(input.certificateId);
  await lifeStore.lift(id, someone.userId);
  return toRow(await requireRecord(id), (deps.clock ?? systemClock)());
}

/** A certificate by its id. Throws `not-found`. */
async function requireRecord(id: string): Promise<store.CertificateRecord> {
  const record = isUuid(id) ? await store.findById(id) : null;
  if (!record) throw new AppError('not-found');
  return record;
}
