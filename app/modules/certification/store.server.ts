// Certification's tables of certificates: certificate, certificate_file, holder_key; issuing and reading. Changes of their life are in life-store.server.ts.
import { type Prisma, prisma, sql, transaction, type Tx } from '~/platform/db.server';
import { record } from '~/platform/events.server';
import { sha256 } from '~/platform/ids.server';
import { type OpenAward, partAward } from './award-parts.server';
import type { FrozenAward, RecordState, Visibility } from './certification';
import { appendLedger, type Signature } from './ledger-store.server';
import { makeHolderKey, openHolderKey, seal, unseal } from './sealing.server';

export type FileKind = 'jwt' | 'json' | 'pdf-es' | 'pdf-en' | 'png' | 'svg';
export type SignedFile = { kind: FileKind; mime: string; bytes: Uint8Array; sha256: string };

export type CertificateRecord = {
  id: string;
  publicId: string;
  userId: string;
  attemptId: string | null;
  award: FrozenAward;
  status: 'pending' | 'issued' | 'revoked';
  createdAt: Date;
  issuedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  revokedReason: string | null;
  suspendedAt: Date | null;
  suspendedReason: string | null;
  replacedById: string | null;
  origin: 'award' | 'correction';
  visibility: Visibility;
  showScore: boolean;
  showEvidence: boolean;
};

/** A row as it lies in the table. */
export type Row = Omit<CertificateRecord, 'award'> & {
  award: OpenAward | FrozenAward;
  sealed: Buffer | null;
  holderKey: Buffer | null;
};

/** What every reader of certificates selects, `certificate` as c and `holder_key` as h. */
export const COLUMNS = `c.id, c.public_id as "publicId", c.user_id as "userId", c.attempt_id as "attemptId", c.award, c.sealed, h.wrapped as "holderKey", c.status,
    c.created_at as "createdAt", c.issued_at as "issuedAt", c.expires_at as "expiresAt", c.revoked_at as "revokedAt", c.revoked_reason as "revokedReason",
    c.suspended_at as "suspendedAt", c.suspended_reason as "suspendedReason", c.replaced_by_id as "replacedById", c.origin, c.visibility,
    c.show_score as "showScore", c.show_evidence as "showEvidence"`;
export const FROM = 'from certificate c left join holder_key h on h.user_id = c.user_id';
/** What the holder had erased is no certificate any more to whoever looks for one. */
export const PRESENT = 'c.erased_at is null';

/** The key that opens a row's sealed part. */
export function keyOf({ userId, holderKey }: { userId: string; holderKey: Buffer | null }): Buffer {
  if (!holderKey) throw new Error('A sealed certificate without its holder’s key');
  return openHolderKey(userId, holderKey);
}

/** A row with its sealed part opened. */
export function toRecord({ award, sealed, holderKey: wrapped, ...row }: Row): CertificateRecord {
  if (!sealed) return { ...row, award: award as FrozenAward };
  const key = keyOf({ userId: row.userId, holderKey: wrapped });
  const personal = JSON.parse(unseal(key, row.id, sealed).toString('utf8')) as object;
  return { ...row, award: { ...award, ...personal } as FrozenAward };
}

async function find(name: string, where: string, values: ReadonlyArray<unknown>): Promise<CertificateRecord | null> {
  const rows = await sql<Row>(
    `certification.${name}`,
    `select ${COLUMNS} ${FROM} where ${PRESENT} and ${where}`,
    values,
  );
  return rows[0] ? toRecord(rows[0]) : null;
}

// ---- holders' keys ------------------------------------------------------------------------------------------------

/** One change at a time to what a person holds: two attempts must not both renew, and erasing must not miss a new certificate. */
export async function lockHolder(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`certificates-of:${userId}`}, 0))`;
}

/** The person's key, made when there is none. Hold `lockHolder`. */
export async function holderKey(tx: Tx, userId: string): Promise<Buffer> {
  await tx.$executeRaw`insert into holder_key (user_id, wrapped) values (${userId}::uuid, ${makeHolderKey(userId)}) on conflict do nothing`;
  const { wrapped } = await tx.holderKey.findUniqueOrThrow({ where: { userId }, select: { wrapped: true } });
  return openHolderKey(userId, wrapped);
}

// ---- issuing ------------------------------------------------------------------------------------------------------

export async function findByAttempt(attemptId: string): Promise<CertificateRecord | null> {
  return find('by-attempt', 'c.attempt_id = $1', [attemptId]);
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
  return find(
    'in-force',
    `c.user_id = $1 and c.program_id = $2 and c.status <> 'revoked' and c.replaced_by_id is null`,
    [userId, programId],
  );
}

export type PendingCertificate = {
  id: string;
  userId: string;
  /** Null for a correction. */
  attemptId: string | null;
  award: FrozenAward;
  statusListId: number;
  replaces: string | null;
};

/**
 * Inserts a pending certificate and takes the place of the one it renews. False when the attempt has one, another is in force,
 * or the status index is taken: the caller looks which.
 */
export async function insertPending(certificate: PendingCertificate): Promise<boolean> {
  return transaction(async (tx) => {
    await lockHolder(tx, certificate.userId);
    if (await addPending(tx, certificate)) return true;
    throw new Rollback();
  }).catch((error: unknown) => {
    if (error instanceof Rollback) return false;
    throw error;
  });
}

/** The same inside a transaction that holds `lockHolder`; when it answers false, undo the transaction. */
export async function addPending(tx: Tx, certificate: PendingCertificate): Promise<boolean> {
  const { award, id, userId, replaces } = certificate;
  const { open, personal } = partAward(award);
  let kept: { visibility: string; showScore: boolean; showEvidence: boolean } | null = null;
  if (replaces) {
    const { count } = await tx.certificate.updateMany({
      where: { id: replaces, userId, replacedById: null, status: 'issued', suspendedAt: null },
      data: { replacedById: id },
    });
    if (count === 0) return false;
    kept = await tx.certificate.findUniqueOrThrow({
      where: { id: replaces },
      select: { visibility: true, showScore: true, showEvidence: true },
    });
  }
  const sealed = seal(await holderKey(tx, userId), id, Buffer.from(JSON.stringify(personal), 'utf8'));
  const inserted = await tx.$executeRaw`
    insert into certificate (id, public_id, credential_id, user_id, program_id, program_version, attempt_id, award, sealed, status, status_list_id, status_index,
                             expires_at, refresh_hash, origin, visibility, show_score, show_evidence)
    values (${id}::uuid, ${award.publicId}, ${award.credentialId}, ${userId}::uuid, ${award.programId}, ${award.programVersion},
            ${certificate.attemptId}::uuid, ${JSON.stringify(open)}::jsonb, ${sealed}, 'pending', ${certificate.statusListId}, ${award.statusIndex},
            ${award.validUntil}::timestamptz, ${award.refreshToken ? sha256(award.refreshToken) : null}, ${certificate.attemptId ? 'award' : 'correction'},
            ${kept?.visibility ?? 'link'}, ${kept?.showScore ?? true}, ${kept?.showEvidence ?? true})
    on conflict do nothing`;
  return inserted === 1;
}

/** Undoes a transaction whose insert met a conflict. */
class Rollback extends Error {}

/** Stores files sealed under the holder's key, in place of what was there under the same kind. */
export async function writeFiles(
  tx: Tx,
  certificateId: string,
  userId: string,
  files: ReadonlyArray<SignedFile>,
): Promise<void> {
  const key = await holderKey(tx, userId);
  for (const { kind, mime, bytes, sha256: digest } of files) {
    const sealed = seal(key, `${certificateId}/${kind}`, bytes);
    await tx.$executeRaw`
      insert into certificate_file (certificate_id, kind, mime, bytes, sealed, sha256) values (${certificateId}::uuid, ${kind}, ${mime}, ${sealed}, true, ${digest})
      on conflict (certificate_id, kind) do update set mime = excluded.mime, bytes = excluded.bytes, sealed = true, sha256 = excluded.sha256, created_at = now()`;
  }
}

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
      select user_id as "userId", program_id as "programId" from certificate
       where id = ${certificateId}::uuid and status = 'pending' and erased_at is null for update`;
    const row = rows[0];
    if (!row) return false;
    await writeFiles(tx, certificateId, row.userId, files);
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

/** Certificates decided and not signed that no attempt leads to (corrections), oldest first. */
export async function listPendingCorrections(limit: number): Promise<Array<string>> {
  const rows = await sql<{ id: string }>(
    'certification.pending-corrections',
    `select id from certificate where status = 'pending' and attempt_id is null and erased_at is null order by id limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

// ---- reading ------------------------------------------------------------------------------------------------------

/** What the register says of one version of a credential. */
export type RegisterEntry = {
  id: string;
  /** Null for a private one, and where the holder had all else erased. */
  publicId: string | null;
  status: 'pending' | 'issued' | 'revoked';
  replaced: boolean;
  suspendedAt: Date | null;
};

/** How `findRegister` names a version: renewals and corrections share the credential's id, and begin at another second. */
export function versionKey(credentialId: string, validFrom: string): string {
  return `${credentialId} ${validFrom}`;
}

/** The register's entries of these versions, by `versionKey`; erased ones too, which are known by a hash alone. */
export async function findRegister(
  versions: ReadonlyArray<{ credentialId: string; validFrom: string }>,
): Promise<Map<string, RegisterEntry>> {
  const keys = versions.flatMap(({ credentialId, validFrom }) =>
    [credentialId, erasedId(credentialId)].map((stored) => ({ stored, credentialId, validFrom })),
  );
  const rows = await sql<RegisterEntry & { credentialId: string; validFrom: string }>(
    'certification.register',
    `select c.id, case when c.visibility <> 'private' and c.erased_at is null then c.public_id end as "publicId", c.status,
            c.replaced_by_id is not null as replaced, c.suspended_at as "suspendedAt", c.credential_id as "credentialId", c.award->>'validFrom' as "validFrom"
       from certificate c join unnest($1::text[], $2::text[]) as v (credential_id, valid_from)
         on c.credential_id = v.credential_id and c.award->>'validFrom' = v.valid_from`,
    [keys.map(({ stored }) => stored), keys.map(({ validFrom }) => validFrom)],
  );
  const plain = new Map(keys.map(({ stored, credentialId }) => [stored, credentialId]));
  return new Map(
    rows.map(({ credentialId, validFrom, ...entry }) => [versionKey(plain.get(credentialId)!, validFrom), entry]),
  );
}

/** What stands in an erased row for an id that is not kept. */
export function erasedId(id: string): string {
  return `erased:${sha256(id)}`;
}

/** The newest version of the credential whose file has the token, following what took its place; null for no such token. */
export async function findNewestByRefresh(
  refreshHash: string,
): Promise<{ publicId: string; status: 'pending' | 'issued' | 'revoked'; visibility: Visibility } | null> {
  const rows = await sql<{ publicId: string; status: 'pending' | 'issued' | 'revoked'; visibility: Visibility }>(
    'certification.refresh',
    `with recursive version as (
       select c.id, c.public_id, c.status, c.visibility, c.replaced_by_id, 1 as depth from certificate c where ${PRESENT} and c.refresh_hash = $1
       union all
       select c.id, c.public_id, c.status, c.visibility, c.replaced_by_id, v.depth + 1 from version v join certificate c on c.id = v.replaced_by_id where v.depth < 100)
     select public_id as "publicId", status, visibility from version order by depth desc limit 1`,
    [refreshHash],
  );
  return rows[0] ?? null;
}

/** A person's certificates, newest first. */
export async function listOf(userId: string): Promise<Array<CertificateRecord>> {
  const rows = await sql<Row>(
    'certification.of',
    `select ${COLUMNS} ${FROM} where ${PRESENT} and c.user_id = $1 order by c.created_at desc`,
    [userId],
  );
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
  return find('by-id', 'c.id = $1', [id]);
}

/** The same of this person alone. */
export async function findOwn(userId: string, id: string): Promise<CertificateRecord | null> {
  return find('own', 'c.id = $1 and c.user_id = $2', [id, userId]);
}

export type ListFilter = {
  state: RecordState | null;
  /** A public id or a program's id, and the people whose certificates match as well. */
  exact: string | null;
  holders: ReadonlyArray<string>;
  userId: string | null;
  cursor: string | null;
};

/** Newest first, after the row `cursor` (an id: ids sort by time). */
export async function listAll(filter: ListFilter, now: Date, limit: number): Promise<Array<CertificateRecord>> {
  const { state, exact, holders, userId, cursor } = filter;
  const rows = await sql<Row>(
    'certification.list-all',
    `select ${COLUMNS} ${FROM} where ${PRESENT}
        and ($1::text is null or $1 = case when c.status <> 'issued' then c.status::text when c.replaced_by_id is not null then 'replaced'
              when c.suspended_at is not null then 'suspended' when c.expires_at <= $2 then 'expired' else 'valid' end)
        and ($3::text is null or c.public_id = $3 or c.program_id = $3 or c.user_id = any($4::uuid[]))
        and ($5::uuid is null or c.user_id = $5) and ($6::uuid is null or c.id < $6)
      order by c.id desc limit $7`,
    [state, now, exact, holders, userId, cursor, limit],
  );
  return rows.map(toRecord);
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

/** Records a fact about a certificate. */
export async function recordFact(
  tx: Tx,
  type: `certification.${string}`,
  actorId: string | null,
  certificateId: string,
  data: Prisma.InputJsonObject = {},
): Promise<void> {
  await record(tx, { type, actorId, subjectType: 'certificate', subjectId: certificateId, data });
}
