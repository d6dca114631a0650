// Certificates as their holders and as admins see them, withdrawing one, and the audit of the ledger.
import type { Locale } from '~/i18n/locale';
import { type Actor, requireActor, requireRole } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import {
  type CertificateList,
  type CertificateRow,
  type MyCertificate,
  REVOCATION_REASONS,
  type RevocationReason,
} from './certification';
import { findBreak, GENESIS } from './ledger.server';
import * as store from './store.server';

type Deps = { clock?: Clock };

const PAGE_SIZE = 50;

function stateOf(record: store.CertificateRecord, now: Date): MyCertificate['state'] {
  if (record.status !== 'issued') return record.status;
  if (record.replacedById) return 'replaced';
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
    state: stateOf(record, now),
    scorePercent: award.scorePercent,
    createdAt: record.createdAt.toISOString(),
    issuedAt: record.issuedAt?.toISOString() ?? null,
    expiresAt: record.expiresAt?.toISOString() ?? null,
    revokedAt: record.revokedAt?.toISOString() ?? null,
    revokedReason: record.revokedReason as RevocationReason | null,
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
  return (await store.listOf(someone.userId)).map((record) => {
    const { award } = record;
    return {
      ...toRow(record, now),
      title: award.title[locale],
      proves: award.proves[locale],
      skills: award.skills.length,
      hours: award.hours,
      passPercent: award.passPercent,
    };
  });
}

const STATES: Record<string, (now: Date) => Parameters<typeof store.listAll>[0]> = {
  pending: () => ({ status: 'pending' }),
  revoked: () => ({ status: 'revoked' }),
  replaced: () => ({ status: 'issued', replacedById: { not: null } }),
  expired: (now) => ({ status: 'issued', replacedById: null, expiresAt: { lte: now } }),
  valid: (now) => ({ status: 'issued', replacedById: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }),
};

/**
 * Certificates newest first, 50 a page, for admins and support. `query` is a state (pending valid expired revoked replaced), a
 * public id, a program id or part of a holder's name; `userId` narrows to one person. Throws `unauthenticated`, `forbidden`.
 */
export async function listCertificates(
  actor: Actor | null,
  input: { query?: string | null | undefined; userId?: string | null | undefined; cursor?: string | null | undefined },
  deps: Deps = {},
): Promise<CertificateList> {
  requireRole(actor, 'admin', 'support');
  const now = (deps.clock ?? systemClock)();
  const query = input.query?.trim().slice(0, 200) ?? '';
  const state = Object.hasOwn(STATES, query) ? STATES[query]!(now) : null;
  // Prisma leaves the wildcards of LIKE to the caller.
  const part = query.replace(/[\\%_]/g, '\\$&');
  const search =
    state ??
    (query
      ? {
          OR: [
            { publicId: query },
            { programId: query },
            { award: { path: ['holderName'], string_contains: part, mode: 'insensitive' as const } },
          ],
        }
      : {});
  const owner = input.userId ? (isUuid(input.userId) ? { userId: input.userId } : { id: { in: [] } }) : {};
  const cursor = input.cursor && isUuid(input.cursor) ? input.cursor : undefined;
  const rows = await store.listAll({ AND: [search, owner] }, cursor, PAGE_SIZE + 1);
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
  if (!isUuid(input.certificateId) || !(await store.findById(input.certificateId))) throw new AppError('not-found');
  await store.revoke(input.certificateId, someone.userId, input.reason, now);
  const record = await store.findById(input.certificateId);
  if (!record) throw new AppError('not-found');
  return toRow(record, now);
}

export type LedgerReport = {
  rows: number;
  /** The first row that is wrong, and what is. */ broken: { number: number; fault: 'chain' | 'file' } | null;
};

/**
 * Reads the whole ledger: every row's hash covers the one before it, and every signed file is the one the ledger names. For the
 * admin's audit, the seed's check and a nightly job.
 */
export async function verifyLedger(): Promise<LedgerReport> {
  let rows = 0;
  let previous = GENESIS;
  for (;;) {
    const page = await store.listLedger(rows, 1_000);
    if (page.length === 0) return { rows, broken: null };
    const chain = findBreak(page, previous, rows + 1);
    if (chain !== null) return { rows, broken: { number: chain, fault: 'chain' } };
    const file = page.find((row) => row.action.startsWith('issue-') && row.stored !== row.digest);
    if (file) return { rows, broken: { number: file.number, fault: 'file' } };
    rows += page.length;
    previous = page.at(-1)!.hash;
  }
}
