// Reports on certification for the issuer: what was issued, opened, checked, withdrawn and comes to its end; and issuing many at a time.
import type { Locale } from '~/i18n/locale';
import { type Actor, requireActor, requireRole } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { writeCsv } from '~/platform/csv';
import { AppError } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import { log } from '~/platform/log.server';
import type { CertificateReport, IssueBatch, RevocationReason } from './certification';
import { type IssueDeps, issueCertificate } from './issue.server';
import * as reportStore from './report-store.server';
import * as store from './store.server';

type Deps = { clock?: Clock };

/** Days of a report at most, and when nothing is asked for. */
const MAX_DAYS = 3 * 366;
const DEFAULT_DAYS = 365;
const DAY_MS = 86_400_000;
/** Certificates in one batch, and read at a time for an export. */
const MAX_BATCH = 5_000;
const PAGE = 1_000;

function readPeriod(input: { from?: string | null; to?: string | null }, now: Date): { from: Date; to: Date } {
  const day = (text: string | null | undefined, path: string, otherwise: number) => {
    if (!text) return new Date(otherwise);
    const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
    if (Number.isNaN(at)) throw new AppError('invalid', { issues: [{ path, message: 'invalid' }] });
    return new Date(at);
  };
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const from = day(input.from, 'from', today - DEFAULT_DAYS * DAY_MS);
  // `to` is a day that is still in it.
  const to = new Date(day(input.to, 'to', today).getTime() + DAY_MS);
  if (to <= from || to.getTime() - from.getTime() > MAX_DAYS * DAY_MS)
    throw new AppError('invalid', { issues: [{ path: 'to', message: 'invalid' }] });
  return { from, to };
}

/**
 * The report of a period, for admins and support. `from` and `to` are days (`2026-11-22`, UTC, both included), at most three
 * years; the last year when left out. Openings are those that our server rendered: a page kept in memory for three seconds counts
 * once. Throws `unauthenticated`, `forbidden`, `invalid`.
 */
export async function getCertificateReport(
  actor: Actor | null,
  input: { from?: string | null; to?: string | null } = {},
  deps: Deps = {},
): Promise<CertificateReport> {
  requireRole(actor, 'admin', 'support');
  const now = (deps.clock ?? systemClock)();
  const period = readPeriod(input, now);
  const [months, revocations, views, expiring] = await Promise.all([
    reportStore.listMonths(period),
    reportStore.listRevocations(period),
    reportStore.listViews(period),
    reportStore.countExpiring(now),
  ]);
  const total = (name: 'attempts' | 'passed' | 'issued' | 'revoked' | 'erased') =>
    months.reduce((sum, row) => sum + row[name], 0);
  return {
    from: period.from.toISOString().slice(0, 10),
    to: new Date(period.to.getTime() - DAY_MS).toISOString().slice(0, 10),
    totals: {
      attempts: total('attempts'),
      passed: total('passed'),
      issued: total('issued'),
      revoked: total('revoked'),
      erased: total('erased'),
      opened: views.reduce((sum, row) => sum + row.opened, 0),
      verified: views.reduce((sum, row) => sum + row.verified, 0),
    },
    months: months.map((row) => ({ ...row, passRate: row.attempts > 0 ? row.passed / row.attempts : null })),
    revocations: revocations.map(({ reason, count }) => ({ reason: reason as RevocationReason, count })),
    views,
    expiring,
  };
}

/** How often the actor's own certificate was opened and checked. Throws `not-found` for somebody else's, `unauthenticated`. */
export async function getCertificateCounts(
  actor: Actor | null,
  input: { certificateId: string },
): Promise<{ opened: number; verified: number }> {
  const { userId } = requireActor(actor);
  if (!isUuid(input.certificateId) || !(await store.findOwn(userId, input.certificateId)))
    throw new AppError('not-found');
  return reportStore.countsOf(input.certificateId);
}

const HEADERS: Record<Locale, ReadonlyArray<string>> = {
  es: [
    'número',
    'programa',
    'título',
    'estado',
    'emitido',
    'vence',
    'retirado',
    'motivo',
    'aperturas',
    'comprobaciones',
  ],
  en: ['number', 'program', 'title', 'state', 'issued', 'expires', 'withdrawn', 'reason', 'opened', 'checked'],
};

/**
 * One row for each certificate issued in the period, as CSV. Without names: the number leads to the certificate. For admins and support; throws as the report does.
 */
export async function exportCertificates(
  actor: Actor | null,
  input: { from?: string | null; to?: string | null; locale: Locale },
  deps: Deps = {},
): Promise<string> {
  requireRole(actor, 'admin', 'support');
  const now = (deps.clock ?? systemClock)();
  const period = readPeriod(input, now);
  const lines: Array<ReadonlyArray<string | number>> = [HEADERS[input.locale]];
  const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? '';
  for (let cursor: string | null = null; ;) {
    const rows: Array<reportStore.ExportRow> = await reportStore.listForExport(period, input.locale, now, cursor, PAGE);
    for (const row of rows)
      lines.push([
        row.publicId,
        row.programId,
        row.title,
        row.state,
        day(row.issuedAt),
        day(row.expiresAt),
        day(row.revokedAt),
        row.revokedReason ?? '',
        row.opened,
        row.verified,
      ]);
    if (rows.length < PAGE) return writeCsv(lines);
    cursor = rows.at(-1)!.id;
  }
}

// ---- many at a time -----------------------------------------------------------------------------------------------

function toBatch(batch: reportStore.Batch): IssueBatch {
  const { id, programId, total, issued, createdAt, finishedAt } = batch;
  return {
    id,
    programId,
    total,
    issued,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/**
 * Issues, in the worker, what was passed and waits for its certificate: after an outage, or of one program. Returns the batch,
 * whose progress `getIssueBatch` tells; null when nothing waits. Admins only. Throws `unauthenticated`, `forbidden`.
 */
export async function startIssueBatch(
  actor: Actor | null,
  input: { programId?: string | null } = {},
): Promise<IssueBatch | null> {
  const someone = requireRole(actor, 'admin');
  const programId = input.programId || null;
  const attemptIds = await reportStore.listWaiting(programId, MAX_BATCH);
  if (attemptIds.length === 0) return null;
  return getIssueBatch(someone, { batchId: await reportStore.addBatch(someone.userId, programId, attemptIds) });
}

/** How far a batch is. For admins and support. Throws `not-found`, `unauthenticated`, `forbidden`. */
export async function getIssueBatch(actor: Actor | null, input: { batchId: string }): Promise<IssueBatch> {
  requireRole(actor, 'admin', 'support');
  const batch = isUuid(input.batchId) ? await reportStore.findBatch(input.batchId) : null;
  if (!batch) throw new AppError('not-found');
  return toBatch(batch);
}

/** The last batches, newest first. For admins and support. Throws `unauthenticated`, `forbidden`. */
export async function listIssueBatches(actor: Actor | null): Promise<Array<IssueBatch>> {
  requireRole(actor, 'admin', 'support');
  return (await reportStore.listBatches(20)).map(toBatch);
}

/** Works a batch off. A second run, or one after a kill, does what is left. One that fails does not keep the others waiting. */
export async function runIssueBatch(batchId: string, deps: IssueDeps = {}): Promise<void> {
  for (const attemptId of await reportStore.listLeft(batchId)) {
    try {
      await issueCertificate(attemptId, deps);
    } catch (error) {
      log().error(
        { attempt: attemptId, err: (error as Error).message },
        'a certificate of a batch could not be issued',
      );
    }
  }
  await reportStore.finishBatch(batchId, (deps.clock ?? systemClock)());
}
