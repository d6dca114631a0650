// Certification's tables of certificates: certificate, certificate_file, issuance_ledger. Keys and lists are in key-store.server.ts.
import { type Prisma, prisma, sql, transaction, type Tx } from '~/platform/db.server';
import { record } from '~/platform/events.server';
import type { FrozenAward } from './certification';
import { GENESIS, hashEntry, type LedgerAction, type LedgerRow } from './ledger.server';

export type FileKind = 'jwt' | 'json' | 'pdf-es' | 'pdf-en';
export type SignedFile = { kind: FileKind; mime: string; bytes: Uint8Array; sha256: string };

export type CertificateRecord = {
  id: string;
  publicId: string;
  userId: string;
  attemptId: string;
  award: FrozenAward;
  status: 'pending' | 'issued' | 'revoked';
  createdAt: Date;
  issuedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  revokedReason: string | null;
  replacedById: string | null;
};

const SELECT = {
  id: true, publicId: true, userId: true, attemptId: true, award: true, status: true, createdAt: true, issuedAt: true, expiresAt: true,
  revokedAt: true, revokedReason: true, replacedById: true,
} as const; // prettier-ignore

function toRecord(row: Prisma.CertificateGetPayload<{ select: typeof SELECT }>): CertificateRecord {
  return { ...row, award: row.award as unknown as FrozenAward };
}

// ---- issuing ------------------------------------------------------------------------------------------------------

export async function findByAttempt(attemptId: string): Promise<CertificateRecord | null> {
  const row = await prisma().certificate.findUnique({ where: { attemptId }, select: SELECT });
  return row && toRecord(row);
}

/** The certificate of this person's attempt. */
export async function findOfAttempt(
  userId: string,
  attemptId: string,
): Promise<{ publicId: string; status: string } | null> {
  return prisma().certificate.findUnique({ where: { attemptId, userId }, select: { publicId: true, status: true } });
}

/** The person's certificate of the program that is neither revoked nor replaced. */
export async function findInForce(userId: string, programId: string): Promise<CertificateRecord | null> {
  const row = await prisma().certificate.findFirst({
    where: { userId, programId, status: { not: 'revoked' }, replacedById: null },
    select: SELECT,
  });
  return row && toRecord(row);
}

export type PendingCertificate = {
  id: string;
  userId: string;
  attemptId: string;
  award: FrozenAward;
  statusListId: number;
  replaces: string | null;
};

/**
 * Inserts a pending certificate and takes the place of the one it renews. False when the attempt has one, another is in force,
 * or the status index is taken: the caller looks which.
 */
export async function insertPending(certificate: PendingCertificate): Promise<boolean> {
  const { award } = certificate;
  return transaction(async (tx) => {
    // Two attempts of one person must not both find the same certificate to renew.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`certificate:${certificate.userId}:${award.programId}`}, 0))`;
    if (certificate.replaces) {
      const { count } = await tx.certificate.updateMany({
        where: { id: certificate.replaces, replacedById: null, status: 'issued' },
        data: { replacedById: certificate.id },
      });
      if (count === 0) return false;
    }
    const inserted = await tx.$executeRaw`
      insert into certificate (id, public_id, credential_id, user_id, program_id, program_version, attempt_id, award, status, status_list_id, status_index, expires_at)
      values (${certificate.id}::uuid, ${award.publicId}, ${award.credentialId}, ${certificate.userId}::uuid, ${award.programId}, ${award.programVersion},
              ${certificate.attemptId}::uuid, ${JSON.stringify(award)}::jsonb, 'pending', ${certificate.statusListId}, ${award.statusIndex}, ${award.validUntil}::timestamptz)
      on conflict do nothing`;
    if (inserted === 0 && certificate.replaces) throw new Rollback();
    return inserted === 1;
  }).catch((error: unknown) => {
    if (error instanceof Rollback) return false;
    throw error;
  });
}

/** Undoes a transaction whose insert met a conflict. */
class Rollback extends Error {}

/**
 * Stores the signed files verbatim, the ledger's rows and the event, and marks the certificate issued: once. A second call, at
 * the same time or after a kill, waits for the row and finds it done. Returns whether this call did it.
 */
export async function finishIssue(
  certificateId: string,
  files: ReadonlyArray<SignedFile>,
  signatures: ReadonlyArray<Signature>,
  issuedAt: Date,
): Promise<boolean> {
  return transaction(async (tx) => {
    const rows = await tx.$queryRaw<Array<{ userId: string; programId: string }>>`
      select user_id as "userId", program_id as "programId" from certificate where id = ${certificateId}::uuid and status = 'pending' for update`;
    const row = rows[0];
    if (!row) return false;
    for (const file of files) {
      await tx.certificateFile.createMany({
        data: [{ certificateId, ...file, bytes: Uint8Array.from(file.bytes) }],
        skipDuplicates: true,
      });
    }
    await appendLedger(tx, certificateId, signatures, issuedAt);
    await tx.certificate.update({
      where: { id: certificateId },
      data: { status: 'issued', issuedAt },
      select: { id: true },
    });
    await record(tx, {
      type: 'certification.issued',
      actorId: null,
      subjectType: 'certificate',
      subjectId: certificateId,
      data: { userId: row.userId, programId: row.programId },
    });
    return true;
  });
}

export type Signature = { action: LedgerAction; kid: string; digest: string };

/** Appends to the chain, one writer at a time. The unique pair of certificate and action refuses a second row for one deed. */
export async function appendLedger(
  tx: Tx,
  certificateId: string,
  signatures: ReadonlyArray<Signature>,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('issuance-ledger', 0))`;
  const last = await tx.issuanceLedger.findFirst({ orderBy: { number: 'desc' }, select: { number: true, hash: true } });
  let { number, hash } = last ?? { number: 0, hash: GENESIS };
  for (const signature of signatures) {
    const entry = { number: ++number, certificateId, ...signature, createdAt: at.toISOString() };
    const previous = hash;
    hash = hashEntry(previous, entry);
    await tx.issuanceLedger.create({ data: { ...entry, createdAt: at, previous, hash }, select: { number: true } });
  }
}

// ---- reading ------------------------------------------------------------------------------------------------------

export type PublicRecord = CertificateRecord & {
  jwt: Buffer | null;
  /** Digests of the signed files now, and as the ledger has them. */
  digests: Array<{ kind: string; stored: string; ledger: string | null }>;
  ledgerNumber: number | null;
  keyId: string | null;
  replacedBy: string | null;
};

const PUBLIC = `select c.id, c.public_id as "publicId", c.user_id as "userId", c.attempt_id as "attemptId", c.award, c.status, c.created_at as "createdAt",
    c.issued_at as "issuedAt", c.expires_at as "expiresAt", c.revoked_at as "revokedAt", c.revoked_reason as "revokedReason", c.replaced_by_id as "replacedById",
    (select bytes from certificate_file f where f.certificate_id = c.id and f.kind = 'jwt') as jwt,
    coalesce((select json_agg(json_build_object('kind', f.kind, 'stored', encode(sha256(f.bytes), 'hex'), 'ledger',
        (select l.digest from issuance_ledger l where l.certificate_id = c.id and l.action = 'issue-' || f.kind)))
      from certificate_file f where f.certificate_id = c.id and f.kind in ('jwt', 'json')), '[]') as digests,
    l.number as "ledgerNumber", l.kid as "keyId", (select n.public_id from certificate n where n.id = c.replaced_by_id) as "replacedBy"
  from certificate c left join issuance_ledger l on l.certificate_id = c.id and l.action = 'issue-jwt'`;

/** A certificate with all that its public page checks, in one statement. */
export async function findPublic(publicId: string): Promise<PublicRecord | null> {
  const rows = await sql<PublicRecord>('certification.public', `${PUBLIC} where c.public_id = $1`, [publicId]);
  return rows[0] ?? null;
}

/** The version of a credential that began at `validFrom`: renewals share the credential's id. */
export async function findByCredential(credentialId: string, validFrom: string): Promise<PublicRecord | null> {
  const rows = await sql<PublicRecord>(
    'certification.by-credential',
    `${PUBLIC} where c.credential_id = $1 and c.award->>'validFrom' = $2`,
    [credentialId, validFrom],
  );
  return rows[0] ?? null;
}

/** A stored file, exactly as it was signed. */
export async function findFile(publicId: string, kind: FileKind): Promise<SignedFile | null> {
  const rows = await sql<SignedFile>(
    'certification.file',
    `select f.kind, f.mime, f.bytes, f.sha256 from certificate_file f join certificate c on c.id = f.certificate_id where c.public_id = $1 and f.kind = $2`,
    [publicId, kind],
  );
  return rows[0] ?? null;
}

/** A person's certificates, newest first. */
export async function listOf(userId: string): Promise<Array<CertificateRecord>> {
  const rows = await prisma().certificate.findMany({
    where: { userId },
    select: SELECT,
    orderBy: { createdAt: 'desc' },
  });
  return rows.map(toRecord);
}

/** Programs of which the person holds a certificate that is in force at `now`, or is about to be signed. Read with every dashboard. */
export async function heldPrograms(userId: string, now: Date): Promise<Array<string>> {
  const rows = await sql<{ programId: string }>(
    'certification.held',
    `select distinct program_id as "programId" from certificate
      where user_id = $1 and status <> 'revoked' and replaced_by_id is null and (expires_at is null or expires_at > $2)`,
    [userId, now],
  );
  return rows.map(({ programId }) => programId);
}

export async function findById(id: string): Promise<CertificateRecord | null> {
  const row = await prisma().certificate.findUnique({ where: { id }, select: SELECT });
  return row && toRecord(row);
}

/** Newest first, after the row `cursor` (an id: ids sort by time). */
export async function listAll(
  where: Prisma.CertificateWhereInput,
  cursor: string | undefined,
  limit: number,
): Promise<Array<CertificateRecord>> {
  const rows = await prisma().certificate.findMany({
    where: { AND: [where, cursor ? { id: { lt: cursor } } : {}] },
    select: SELECT,
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.map(toRecord);
}

// ---- withdrawing --------------------------------------------------------------------------------------------------

/** Marks a certificate revoked, with its event; nothing happens when it was already. */
export async function revoke(id: string, by: string, reason: string, at: Date): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.certificate.updateMany({
      where: { id, status: { not: 'revoked' } },
      data: { status: 'revoked', revokedAt: at, revokedReason: reason },
    });
    if (count > 0)
      await record(tx, {
        type: 'certification.revoked',
        actorId: by,
        subjectType: 'certificate',
        subjectId: id,
        data: { reason },
      });
  });
}

/** Records what a visitor reported; who it was is not kept. */
export async function recordConcern(certificateId: string, concern: string): Promise<void> {
  await transaction((tx) =>
    record(tx, {
      type: 'certification.concern-reported',
      actorId: null,
      subjectType: 'certificate',
      subjectId: certificateId,
      data: { concern },
    }),
  );
}

// ---- the ledger ---------------------------------------------------------------------------------------------------

/** Ledger rows after `number`, in order, with the digest of the file each speaks of as it is stored now. */
export async function listLedger(number: number, limit: number): Promise<Array<LedgerRow & { stored: string | null }>> {
  const rows = await sql<Omit<LedgerRow, 'createdAt'> & { createdAt: Date; stored: string | null }>(
    'certification.ledger',
    `select l.number, l.certificate_id as "certificateId", l.action, l.kid, l.digest, l.previous, l.hash, l.created_at as "createdAt",
            (select encode(sha256(f.bytes), 'hex') from certificate_file f where f.certificate_id = l.certificate_id and 'issue-' || f.kind = l.action) as stored
       from issuance_ledger l where l.number > $1 order by l.number limit $2`,
    [number, limit],
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
