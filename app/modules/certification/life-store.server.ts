// Changes in a certificate's life, in certification's tables: withdrawing, suspending, privacy, corrections, reminders, sealing old rows, erasure.
import { isUniqueViolation, prisma, sql, transaction } from '~/platform/db.server';
import { uuid7 } from '~/platform/ids.server';
import { partAward } from './award-parts.server';
import type { FrozenAward, Visibility } from './certification';
import { seal } from './sealing.server';
import {
  addPending,
  erasedId,
  holderKey,
  lockHolder,
  type PendingCertificate,
  recordFact,
  type SignedFile,
  writeFiles,
} from './store.server';

/** Marks a certificate revoked, with its event; nothing happens when it was already. */
export async function revoke(id: string, by: string, reason: string, at: Date): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.certificate.updateMany({
      where: { id, status: { not: 'revoked' }, erasedAt: null },
      data: { status: 'revoked', revokedAt: at, revokedReason: reason, suspendedAt: null, suspendedReason: null },
    });
    if (count > 0) await recordFact(tx, 'certification.revoked', by, id, { reason });
  });
}

/** Suspends an issued certificate that is not; returns whether it did. */
export async function suspend(id: string, by: string, reason: string, at: Date): Promise<boolean> {
  return transaction(async (tx) => {
    const { count } = await tx.certificate.updateMany({
      where: { id, status: 'issued', replacedById: null, suspendedAt: null, erasedAt: null },
      data: { suspendedAt: at, suspendedReason: reason },
    });
    if (count > 0) await recordFact(tx, 'certification.suspended', by, id, { reason });
    return count > 0;
  });
}

/** Ends a suspension; returns whether there was one. */
export async function lift(id: string, by: string): Promise<boolean> {
  return transaction(async (tx) => {
    const { count } = await tx.certificate.updateMany({
      where: { id, suspendedAt: { not: null }, erasedAt: null },
      data: { suspendedAt: null, suspendedReason: null },
    });
    if (count > 0) await recordFact(tx, 'certification.suspension-lifted', by, id);
    return count > 0;
  });
}

export type Privacy = { visibility: Visibility; showScore: boolean; showEvidence: boolean };

/** Sets who sees what, of every version of the credential: an old address must not tell what the new one keeps to itself. */
export async function savePrivacy(userId: string, credentialId: string, privacy: Privacy): Promise<void> {
  await transaction(async (tx) => {
    await lockHolder(tx, userId);
    await tx.certificate.updateMany({ where: { userId, credentialId }, data: privacy });
  });
}

// ---- requests -----------------------------------------------------------------------------------------------------

export type RequestRow = {
  id: string;
  userId: string;
  certificateId: string;
  kind: 'name' | 'correction';
  proposedName: string | null;
  text: string | null;
  state: 'open' | 'approved' | 'refused' | 'cancelled';
  reason: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  createdAt: Date;
};

const REQUEST = {
  id: true, userId: true, certificateId: true, kind: true, proposedName: true, text: true, state: true, reason: true, decidedBy: true,
  decidedAt: true, createdAt: true,
} as const; // prettier-ignore

/** Stores a request; null when the certificate has an open one. */
export async function addRequest(
  request: Pick<RequestRow, 'userId' | 'certificateId' | 'kind' | 'proposedName' | 'text'>,
): Promise<RequestRow | null> {
  try {
    return await transaction(async (tx) => {
      const row = await tx.certificateRequest.create({ data: { id: uuid7(), ...request }, select: REQUEST });
      await recordFact(tx, 'certification.correction-requested', request.userId, request.certificateId, {
        requestId: row.id,
        kind: request.kind,
      });
      return row as RequestRow;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

export async function findRequest(id: string): Promise<RequestRow | null> {
  return (await prisma().certificateRequest.findUnique({ where: { id }, select: REQUEST })) as RequestRow | null;
}

export async function listRequestsOf(userId: string): Promise<Array<RequestRow>> {
  const rows = await prisma().certificateRequest.findMany({
    where: { userId },
    select: REQUEST,
    orderBy: { createdAt: 'desc' },
    take: 100,
  });
  return rows as Array<RequestRow>;
}

/** Requests in a state: open ones oldest first, decided ones newest first. */
export async function listRequests(state: RequestRow['state'], limit: number): Promise<Array<RequestRow>> {
  const rows = await prisma().certificateRequest.findMany({
    where: { state },
    select: REQUEST,
    orderBy: state === 'open' ? { createdAt: 'asc' } : { decidedAt: 'desc' },
    take: limit,
  });
  return rows as Array<RequestRow>;
}

export async function countOpenRequests(): Promise<number> {
  return prisma().certificateRequest.count({ where: { state: 'open' } });
}

/** Withdraws one's own open request; returns whether there was one. */
export async function cancelRequest(userId: string, id: string, at: Date): Promise<boolean> {
  const { count } = await prisma().certificateRequest.updateMany({
    where: { id, userId, state: 'open' },
    data: { state: 'cancelled', decidedAt: at },
  });
  return count > 0;
}

type Decision = { requestId: string; by: string; at: Date };

/** Refuses an open request; returns whether it was open. */
export async function refuseRequest({ requestId, by, at }: Decision, reason: string): Promise<boolean> {
  return transaction(async (tx) => {
    const { count } = await tx.certificateRequest.updateMany({
      where: { id: requestId, state: 'open' },
      data: { state: 'refused', reason, decidedBy: by, decidedAt: at },
    });
    if (count === 0) return false;
    const { certificateId } = await tx.certificateRequest.findUniqueOrThrow({
      where: { id: requestId },
      select: { certificateId: true },
    });
    await recordFact(tx, 'certification.correction-refused', by, certificateId, { requestId });
    return true;
  });
}

class Undo extends Error {
  constructor(readonly outcome: 'decided' | 'taken') {
    super(outcome);
  }
}

/**
 * Approves an open request and puts the corrected certificate in the old one's place, pending its signature. `decided`: the request
 * is not open any more. `taken`: the status index is taken, or the certificate was replaced meanwhile; nothing was changed.
 */
export async function approveRequest(
  { requestId, by, at }: Decision,
  certificate: PendingCertificate,
): Promise<'approved' | 'decided' | 'taken'> {
  return transaction(async (tx) => {
    await lockHolder(tx, certificate.userId);
    const { count } = await tx.certificateRequest.updateMany({
      where: { id: requestId, state: 'open', userId: certificate.userId },
      data: { state: 'approved', decidedBy: by, decidedAt: at },
    });
    if (count === 0) throw new Undo('decided');
    if (!(await addPending(tx, certificate))) throw new Undo('taken');
    await recordFact(tx, 'certification.correction-approved', by, certificate.id, {
      requestId,
      replaces: certificate.replaces,
    });
    return 'approved' as const;
  }).catch((error: unknown) => {
    if (error instanceof Undo) return error.outcome;
    throw error;
  });
}

// ---- reminders ----------------------------------------------------------------------------------------------------

/** Certificates that expire within `days` (and not yet) and whose holder was not reminded at this mark. */
export async function listExpiring(days: number, above: number, now: Date, limit: number): Promise<Array<string>> {
  const rows = await sql<{ id: string }>(
    'certification.expiring',
    `select c.id from certificate c
      where c.status = 'issued' and c.replaced_by_id is null and c.erased_at is null
        and c.expires_at > $1::timestamptz + make_interval(days => $3) and c.expires_at <= $1::timestamptz + make_interval(days => $2)
        and not exists (select from certificate_reminder r where r.certificate_id = c.id and r.days = $2) order by c.expires_at limit $4`,
    [now, days, above, limit],
  );
  return rows.map(({ id }) => id);
}

/** Notes that a reminder goes out, with the event that sends it: once, whoever asks. */
export async function noteReminder(certificateId: string, days: number, now: Date): Promise<boolean> {
  return transaction(async (tx) => {
    const added =
      await tx.$executeRaw`insert into certificate_reminder (certificate_id, days, sent_at) values (${certificateId}::uuid, ${days}, ${now}) on conflict do nothing`;
    if (added === 0) return false;
    await recordFact(tx, 'certification.expiring', null, certificateId, { days });
    return true;
  });
}

// ---- sealing what was stored in clear -----------------------------------------------------------------------------

export async function listUnsealed(limit: number): Promise<Array<string>> {
  const rows = await sql<{ id: string }>(
    'certification.unsealed',
    `select id from certificate where sealed is null and erased_at is null and user_id is not null order by id limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Seals the personal part and the files of a certificate from before there were holders' keys. Doing it twice changes nothing. */
export async function sealOld(id: string): Promise<boolean> {
  return transaction(async (tx) => {
    const [row] = await tx.$queryRaw<Array<{ userId: string; award: FrozenAward }>>`
      select user_id as "userId", award from certificate where id = ${id}::uuid and sealed is null and erased_at is null and user_id is not null`;
    if (!row) return false;
    await lockHolder(tx, row.userId);
    const key = await holderKey(tx, row.userId);
    const { open, personal } = partAward(row.award);
    const sealed = seal(key, id, Buffer.from(JSON.stringify(personal), 'utf8'));
    const changed = await tx.$executeRaw`
      update certificate set award = ${JSON.stringify(open)}::jsonb, sealed = ${sealed} where id = ${id}::uuid and sealed is null and erased_at is null`;
    if (changed === 0) return false;
    const files = await tx.certificateFile.findMany({
      where: { certificateId: id, sealed: false },
      select: { kind: true, mime: true, bytes: true, sha256: true },
    });
    await writeFiles(tx, id, row.userId, files as Parameters<typeof writeFiles>[3]);
    return true;
  });
}

// ---- the PDF in the other language --------------------------------------------------------------------------------

/** Notes that somebody wants a signed certificate's PDF in a language; false when there is no such certificate. */
export async function wantTranslation(publicId: string, locale: string): Promise<boolean> {
  return transaction(async (tx) => {
    const row = await tx.certificate.findFirst({
      where: { publicId, status: { not: 'pending' }, erasedAt: null },
      select: { id: true },
    });
    if (row) await recordFact(tx, 'certification.drawing-wanted', null, row.id, { locale });
    return row !== null;
  });
}

/** Stores a drawing, unless there is one or what is attached to it was signed anew meanwhile. */
export async function addTranslation(certificateId: string, pdf: SignedFile, jwtDigest: string): Promise<void> {
  await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<Array<{ userId: string }>>`
      select c.user_id as "userId" from certificate c join certificate_file f on f.certificate_id = c.id and f.kind = 'jwt' and f.sha256 = ${jwtDigest}
       where c.id = ${certificateId}::uuid and c.erased_at is null
         and not exists (select from certificate_file p where p.certificate_id = c.id and p.kind = ${pdf.kind}) for update of c`;
    if (row) await writeFiles(tx, certificateId, row.userId, [pdf]);
  });
}

// ---- erasure ------------------------------------------------------------------------------------------------------

/**
 * Erases what certification holds about a person's certificates. The key goes first: whatever copy of a sealed row survives
 * somewhere, nothing opens it. What stays names nobody: row id, hashes of the random ids, status index, dates, program.
 * Returns the ids of the certificates erased.
 */
export async function eraseHolder(
  userId: string,
  erasure: 'kept' | 'withdrawn',
  {
    by,
    at,
    everything,
  }: {
    by: string | null;
    at: Date;
    /** The account goes too: attempts that count against the limit as well. */ everything: boolean;
  },
): Promise<Array<string>> {
  return transaction(async (tx) => {
    await lockHolder(tx, userId);
    const rows = await tx.$queryRaw<Array<{ id: string; publicId: string; credentialId: string }>>`
      select id, public_id as "publicId", credential_id as "credentialId" from certificate where user_id = ${userId}::uuid for update`;
    await tx.$executeRaw`delete from holder_key where user_id = ${userId}::uuid`;
    for (const { id, publicId, credentialId } of rows) {
      await tx.certificateFile.deleteMany({ where: { certificateId: id } });
      await tx.$executeRaw`
        update certificate set user_id = null, attempt_id = null, sealed = null, refresh_hash = null, public_id = ${erasedId(publicId)}, credential_id = ${erasedId(credentialId)},
               award = jsonb_build_object('validFrom', award->'validFrom', 'validUntil', award->'validUntil'), suspended_reason = null, erased_at = ${at}, erasure = ${erasure},
               status = case when ${erasure} = 'withdrawn' or status = 'pending' then 'revoked'::"CertificateStatus" else status end,
               revoked_at = case when ${erasure} = 'withdrawn' or status = 'pending' then coalesce(revoked_at, ${at}) else revoked_at end,
               revoked_reason = case when ${erasure} = 'withdrawn' or status = 'pending' then coalesce(revoked_reason, 'holder-request') else revoked_reason end
         where id = ${id}::uuid`;
      await recordFact(tx, 'certification.erased', by, id, { erasure });
    }
    await tx.certificateRequest.deleteMany({ where: { userId } });
    await tx.certificateReminder.deleteMany({ where: { certificateId: { in: rows.map(({ id }) => id) } } });
    await tx.certificateCount.deleteMany({ where: { certificateId: { in: rows.map(({ id }) => id) } } });
    await tx.$executeRaw`
      delete from evaluation e using portfolio_submission s where s.id = e.submission_id and s.user_id = ${userId}::uuid and (s.outcome = 'passed' or ${everything})`;
    await tx.$executeRaw`delete from portfolio_submission where user_id = ${userId}::uuid and (outcome = 'passed' or ${everything})`;
    await tx.$executeRaw`delete from portfolio_draft where user_id = ${userId}::uuid and ${everything}`;
    await tx.$executeRaw`
      delete from integrity_review r using exam_attempt e where e.id = r.attempt_id and r.user_id = ${userId}::uuid and (e.passed or ${everything})`;
    await tx.$executeRaw`delete from exam_answer a using exam_attempt e where e.id = a.attempt_id and e.user_id = ${userId}::uuid`;
    await tx.$executeRaw`delete from exam_attempt where user_id = ${userId}::uuid and (passed or ${everything})`;
    return rows.map(({ id }) => id);
  });
}

/** What is kept of an erased certificate under its public id. */
export async function findErased(publicId: string): Promise<{ at: Date; kind: 'kept' | 'withdrawn' } | null> {
  const rows = await sql<{ at: Date; kind: 'kept' | 'withdrawn' }>(
    'certification.erased',
    `select erased_at as at, erasure as kind from certificate where public_id = $1 and erased_at is not null`,
    [erasedId(publicId)],
  );
  return rows[0] ?? null;
}
