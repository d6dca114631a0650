// Corrections: a holder asks for another name or says what is wrong; an admin approves or refuses. Approved, a corrected version takes the old one's place.
import { toPlainText } from '@certificates/document';
import { type Actor, requireActor, requireRole } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError, type FieldIssue } from '~/platform/errors';
import { isUuid, uuid7 } from '~/platform/ids.server';
import { limit } from '~/platform/limits.server';
import { correctAward } from './award.server';
import type { CorrectionRequest, CorrectionRow } from './certification';
import { drawUntilFree } from './issue.server';
import * as lifeStore from './life-store.server';
import * as store from './store.server';

type Deps = { clock?: Clock };

/** Characters of a name on a certificate, of what a holder says, and of a reason. */
const NAME = { min: 2, max: 100 };
const MAX_TEXT = 2_000;
const MAX_REASON = 500;
/** Requests a person may make a day. */
const REQUESTS_PER_DAY = 10;
const SHOWN = 100;

function toRequest(row: lifeStore.RequestRow): CorrectionRequest {
  return {
    id: row.id,
    certificateId: row.certificateId,
    kind: row.kind,
    proposedName: row.proposedName,
    text: row.text,
    state: row.state,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

function readName(value: string | null | undefined, path: string): { name: string; issues: Array<FieldIssue> } {
  const name = toPlainText(value ?? '');
  const message =
    name === '' ? 'required' : name.length < NAME.min ? 'tooShort' : name.length > NAME.max ? 'tooLong' : null;
  return { name, issues: message ? [{ path, message }] : [] };
}

/**
 * Asks for another name on one's own certificate (`name`), or says what is wrong on it (`correction`, with a text). Throws
 * `not-found` for somebody else's, `conflict` when one is open already or the certificate is not in force, `invalid`,
 * `limit-reached`, `unauthenticated`.
 */
export async function requestCorrection(
  actor: Actor | null,
  input: { certificateId: string; kind: string; proposedName?: string | null; text?: string | null },
): Promise<CorrectionRequest> {
  const someone = requireActor(actor);
  const { kind } = input;
  const text = (input.text ?? '').trim();
  const issues: Array<FieldIssue> = [];
  if (kind !== 'name' && kind !== 'correction') issues.push({ path: 'kind', message: 'required' });
  const proposed = readName(input.proposedName, 'proposedName');
  if (kind === 'name') issues.push(...proposed.issues);
  if (kind === 'correction' && text === '') issues.push({ path: 'text', message: 'required' });
  if (text.length > MAX_TEXT) issues.push({ path: 'text', message: 'tooLong' });
  const certificate = isUuid(input.certificateId) ? await store.findOwn(someone.userId, input.certificateId) : null;
  if (!certificate) throw new AppError('not-found');
  if (kind === 'name' && issues.length === 0 && proposed.name === certificate.award.holderName)
    issues.push({ path: 'proposedName', message: 'unchanged' });
  if (issues.length > 0) throw new AppError('invalid', { issues });
  if (!isInForce(certificate)) throw new AppError('conflict', { reason: 'not-in-force' });
  await limit(`correction:${someone.userId}`, REQUESTS_PER_DAY, 86_400);
  const row = await lifeStore.addRequest({
    userId: someone.userId,
    certificateId: certificate.id,
    kind: kind as 'name' | 'correction',
    proposedName: kind === 'name' ? proposed.name : null,
    text: text || null,
  });
  if (!row) throw new AppError('conflict', { reason: 'request-open' });
  return toRequest(row);
}

/** The actor's own requests, newest first. Throws `unauthenticated`. */
export async function listMyCorrections(actor: Actor | null): Promise<Array<CorrectionRequest>> {
  return (await lifeStore.listRequestsOf(requireActor(actor).userId)).map(toRequest);
}

/** Takes back one's own open request. Throws `not-found` for one that is not open or not one's own, `unauthenticated`. */
export async function cancelCorrection(
  actor: Actor | null,
  input: { requestId: string },
  deps: Deps = {},
): Promise<void> {
  const someone = requireActor(actor);
  const now = (deps.clock ?? systemClock)();
  if (!isUuid(input.requestId) || !(await lifeStore.cancelRequest(someone.userId, input.requestId, now)))
    throw new AppError('not-found');
}

/**
 * Requests in a state, for admins and support: open ones oldest first, others newest first, at most 100. Throws `unauthenticated`,
 * `forbidden`.
 */
export async function listCorrections(
  actor: Actor | null,
  input: { state?: CorrectionRequest['state'] } = {},
): Promise<Array<CorrectionRow>> {
  requireRole(actor, 'admin', 'support');
  const rows = await lifeStore.listRequests(input.state ?? 'open', SHOWN);
  const result: Array<CorrectionRow> = [];
  for (const row of rows) {
    const certificate = await store.findById(row.certificateId);
    if (certificate)
      result.push({
        ...toRequest(row),
        userId: row.userId,
        publicId: certificate.publicId,
        holderName: certificate.award.holderName,
        title: certificate.award.title,
        decidedBy: row.decidedBy,
      });
  }
  return result;
}

/** How many requests wait, for admins and support. Throws `unauthenticated`, `forbidden`. */
export async function countOpenCorrections(actor: Actor | null): Promise<number> {
  requireRole(actor, 'admin', 'support');
  return lifeStore.countOpenRequests();
}

/** Refuses a request with a reason that its holder reads. For admins and support. Throws `conflict` when it is decided, `not-found`, `invalid`. */
export async function refuseCorrection(
  actor: Actor | null,
  input: { requestId: string; reason: string },
  deps: Deps = {},
): Promise<void> {
  const someone = requireRole(actor, 'admin', 'support');
  const reason = input.reason.trim();
  if (reason === '' || reason.length > MAX_REASON)
    throw new AppError('invalid', { issues: [{ path: 'reason', message: reason === '' ? 'required' : 'tooLong' }] });
  const { id } = await requireRequest(input.requestId);
  const decision = { requestId: id, by: someone.userId, at: (deps.clock ?? systemClock)() };
  if (!(await lifeStore.refuseRequest(decision, reason))) throw new AppError('conflict', { reason: 'decided' });
}

/**
 * Approves a request: the same credential with a new beginning takes the old one's place, under a new public id and status index,
 * and the worker signs it. `holderName` is what it will say; left out, the name that was asked for. For admins and support, never
 * for one's own. Returns the new certificate's id. Throws `conflict` when it is decided or the certificate is not in force,
 * `forbidden`, `not-found`, `invalid`.
 */
export async function approveCorrection(
  actor: Actor | null,
  input: { requestId: string; holderName?: string | null },
  deps: Deps = {},
): Promise<string> {
  const someone = requireRole(actor, 'admin', 'support');
  const now = (deps.clock ?? systemClock)();
  const request = await requireRequest(input.requestId);
  if (request.userId === someone.userId) throw new AppError('forbidden', { reason: 'own-request' });
  const { name, issues } = readName(input.holderName || request.proposedName, 'holderName');
  if (issues.length > 0) throw new AppError('invalid', { issues });
  const certificate = await store.findOwn(request.userId, request.certificateId);
  if (!certificate || !isInForce(certificate)) throw new AppError('conflict', { reason: 'not-in-force' });
  const decision = { requestId: request.id, by: someone.userId, at: now };
  return drawUntilFree(async (statusListId) => {
    const id = uuid7(now.getTime());
    const outcome = await lifeStore.approveRequest(decision, {
      id,
      userId: request.userId,
      attemptId: null,
      award: correctAward(certificate.award, { holderName: name, statusListId, now }),
      statusListId,
      replaces: certificate.id,
    });
    if (outcome === 'approved') return { value: id };
    if (outcome === 'decided') throw new AppError('conflict', { reason: 'decided' });
    const current = await store.findById(certificate.id);
    if (!current || !isInForce(current)) throw new AppError('conflict', { reason: 'not-in-force' });
    return null;
  });
}

function isInForce({ status, replacedById, suspendedAt }: store.CertificateRecord): boolean {
  return status === 'issued' && !replacedById && !suspendedAt;
}

async function requireRequest(id: string): Promise<lifeStore.RequestRow> {
  const request = isUuid(id) ? await lifeStore.findRequest(id) : null;
  if (!request) throw new AppError('not-found');
  return request;
}
