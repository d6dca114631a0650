// Certification's tables of keys and status lists: signing_key, status_list.
import { type Prisma, prisma, sql, transaction } from '~/platform/db.server';
import { record } from '~/platform/events.server';
import { appendLedger, type Signature } from './ledger-store.server';
import { recordFact, type SignedFile, writeFiles } from './store.server';

export type StoredKey = {
  kid: string;
  alg: string;
  purpose: string;
  publicJwk: Record<string, unknown>;
  revokedAt: Date | null;
  retiredAt: Date | null;
  reason: string | null;
  createdAt: Date;
  /** Signs nothing from then on; null for no end. */
  notAfter: Date | null;
};

/** Every key ever made, public half only. */
export async function listKeys(): Promise<Array<StoredKey>> {
  return sql<StoredKey>(
    'certification.keys',
    `select kid, alg, purpose, public_jwk as "publicJwk", revoked_at as "revokedAt", retired_at as "retiredAt", reason, created_at as "createdAt", not_after as "notAfter" from signing_key order by created_at, kid`,
  );
}

/** The wrapped private half of a key. */
export async function findWrapped(kid: string): Promise<Uint8Array | null> {
  const row = await prisma().signingKey.findUnique({ where: { kid }, select: { wrapped: true } });
  return row?.wrapped ?? null;
}

/** The X.509 certificate (DER) of a key that seals PDFs; null for other keys. */
export async function findKeyCertificate(kid: string): Promise<Uint8Array | null> {
  const row = await prisma().signingKey.findUnique({ where: { kid }, select: { certificate: true } });
  return row?.certificate ?? null;
}

export type NewKey = {
  kid: string;
  alg: string;
  purpose: string;
  publicJwk: Record<string, unknown>;
  wrapped: Uint8Array;
  notAfter: Date;
  certificate: Uint8Array | null;
};

/** Stores keys while nobody else makes any: `make` sees the keys there are and returns those that are missing. */
export async function addMissingKeys(
  make: (present: ReadonlyArray<StoredKey>) => Promise<Array<NewKey>>,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('signing-keys', 0))`;
    const rows = await tx.signingKey.findMany({
      select: {
        kid: true,
        alg: true,
        purpose: true,
        publicJwk: true,
        revokedAt: true,
        retiredAt: true,
        reason: true,
        createdAt: true,
        notAfter: true,
      },
      orderBy: [{ createdAt: 'asc' }, { kid: 'asc' }],
    });
    const keys = await make(rows as Array<StoredKey>);
    for (const key of keys) {
      await tx.signingKey.create({
        data: {
          ...key,
          publicJwk: key.publicJwk as Prisma.InputJsonObject,
          wrapped: Uint8Array.from(key.wrapped),
          certificate: key.certificate && Uint8Array.from(key.certificate),
        },
        select: { kid: true },
      });
    }
  });
}

/** Retires the sound keys of a purpose and says so in an event; the worker makes the next. Returns their ids. */
export async function retireKeys(purpose: string, at: Date): Promise<Array<string>> {
  return transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('signing-keys', 0))`;
    const rows = await tx.$queryRaw<Array<{ kid: string }>>`
      update signing_key set retired_at = ${at} where purpose = ${purpose} and retired_at is null and revoked_at is null returning kid`;
    for (const { kid } of rows)
      await record(tx, {
        type: 'certification.key-retired',
        actorId: null,
        subjectType: 'signing-key',
        subjectId: kid,
        data: { purpose },
      });
    return rows.map(({ kid }) => kid);
  });
}

/** Marks a key as compromised, once: nothing it signed counts any more. Returns whether this call did it. */
export async function withdrawKey(kid: string, reason: string, at: Date): Promise<boolean> {
  return transaction(async (tx) => {
    const { count } = await tx.signingKey.updateMany({
      where: { kid, revokedAt: null },
      data: { revokedAt: at, reason },
    });
    if (count === 0) return false;
    const { purpose } = await tx.signingKey.findUniqueOrThrow({ where: { kid }, select: { purpose: true } });
    // What it sealed is drawn and sealed anew when somebody asks for it.
    if (purpose === 'pdf-seal')
      await tx.certificateFile.deleteMany({ where: { kind: { in: ['pdf-es', 'pdf-en'] }, createdAt: { lte: at } } });
    await record(tx, {
      type: 'certification.key-withdrawn',
      actorId: null,
      subjectType: 'signing-key',
      subjectId: kid,
      data: { purpose },
    });
    return true;
  });
}

// ---- signing anew after a key was withdrawn -----------------------------------------------------------------------

/** Certificates whose newest signature in the ledger is by a withdrawn key, and that can still be signed: not the erased ones. */
const UNDER_WITHDRAWN = `from certificate c where c.status <> 'pending' and c.erased_at is null and exists (
    select from issuance_ledger l join signing_key k on k.kid = l.kid and k.revoked_at is not null
     where l.certificate_id = c.id and l.action in ('issue-jwt', 'issue-json', 'resign-jwt', 'resign-json')
       and not exists (select from issuance_ledger n where n.certificate_id = c.id and n.number > l.number and n.action = 'resign-' || split_part(l.action, '-', 2)))`;

/** The next of them after `cursor`, in the order of their ids. */
export async function listUnderWithdrawn(cursor: string | null, limit: number): Promise<Array<string>> {
  const rows = await sql<{ id: string }>(
    'certification.under-withdrawn',
    `select c.id ${UNDER_WITHDRAWN} and ($1::uuid is null or c.id > $1) order by c.id limit $2`,
    [cursor, limit],
  );
  return rows.map(({ id }) => id);
}

/** How many of them there are, and how many were signed anew so far. */
export async function countResigned(): Promise<{ waiting: number; done: number }> {
  const rows = await sql<{ waiting: number; done: number }>(
    'certification.resigned',
    `select (select count(*)::int ${UNDER_WITHDRAWN}) as waiting,
            (select count(distinct certificate_id)::int from issuance_ledger where action = 'resign-jwt') as done`,
  );
  return rows[0]!;
}

/**
 * Puts new files and signatures in place of those by a withdrawn key, in one transaction: once, whoever else does the same at the
 * same time. Returns whether this call did it.
 */
export async function finishResign(
  certificateId: string,
  files: ReadonlyArray<SignedFile>,
  signatures: ReadonlyArray<Signature>,
  at: Date,
): Promise<boolean> {
  return transaction(async (tx) => {
    const [row] = await tx.$queryRaw<Array<{ userId: string }>>`
      select user_id as "userId" from certificate where id = ${certificateId}::uuid and status <> 'pending' and erased_at is null for update`;
    if (!row) return false;
    // Under the row's lock, so a second one sees what the first one wrote.
    const due = await tx.$queryRawUnsafe<Array<unknown>>(
      `select c.id ${UNDER_WITHDRAWN} and c.id = $1::uuid`,
      certificateId,
    );
    if (due.length === 0) return false;
    await writeFiles(tx, certificateId, row.userId, files);
    // A drawing in another language has the former signatures attached: it is drawn anew when somebody asks.
    await tx.certificateFile.deleteMany({ where: { certificateId, kind: { notIn: files.map(({ kind }) => kind) } } });
    // A form whose own key is sound may come out byte for byte the same: then its signature is in the ledger already.
    const known = await tx.issuanceLedger.findMany({ where: { certificateId }, select: { digest: true } });
    const fresh = signatures.filter(({ digest }) => !known.some((row) => row.digest === digest));
    await appendLedger(tx, certificateId, fresh, at);
    await recordFact(tx, 'certification.signed-anew', null, certificateId);
    return true;
  });
}

// ---- status lists -------------------------------------------------------------------------------------------------

export type PublishedList = {
  id: number;
  signed: string | null;
  /** The list of suspensions with the same indexes; null before the first was published. */
  signedSuspension: string | null;
  signedAt: Date | null;
  revision: number;
};
const LIST = `id, signed, signed_suspension as "signedSuspension", signed_at as "signedAt", revision`;

export async function listLists(): Promise<Array<PublishedList>> {
  return sql<PublishedList>('certification.lists', `select ${LIST} from status_list order by id`);
}

export async function findList(id: number): Promise<PublishedList | null> {
  const rows = await sql<PublishedList>('certification.list', `select ${LIST} from status_list where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Withdrawn certificates, and whether a signed list has carried their bit: the first to do so is entered in the ledger. */
const ENTERED = `exists (select from issuance_ledger i where i.certificate_id = c.id and i.action in ('revoke', 'replace'))`;

/** Lists that are unsigned, signed before `before` or by a withdrawn key, or lack a withdrawal; null when there is no list. */
export async function listDue(before: Date): Promise<Array<number> | null> {
  const rows = await sql<{ id: number; due: boolean }>(
    'certification.due-lists',
    `select l.id, l.signed is null or l.signed_suspension is null or l.signed_at < $1
         or l.signed_at < (select max(k.revoked_at) from signing_key k where k.purpose = 'status-list') or exists (
         select from certificate c where c.status_list_id = l.id and (c.status = 'revoked' or c.replaced_by_id is not null) and not ${ENTERED}) as due
       from status_list l order by l.id`,
    [before],
  );
  return rows.length === 0 ? null : rows.filter((row) => row.due).map((row) => row.id);
}

/** The list that a certificate is on; null for no certificate. Erased ones keep their place. */
export async function listOfCertificate(certificateId: string): Promise<number | null> {
  const row = await prisma().certificate.findUnique({ where: { id: certificateId }, select: { statusListId: true } });
  return row?.statusListId ?? null;
}

/** The certificate whose place this one took; null for none. */
export async function findReplacedBy(certificateId: string): Promise<string | null> {
  const rows = await sql<{ id: string }>(
    'certification.replaced-by',
    `select id from certificate where replaced_by_id = $1`,
    [certificateId],
  );
  return rows[0]?.id ?? null;
}

/** Makes an empty, unsigned list unless it is there. */
export async function ensureList(id: number, length: number, bits: Uint8Array): Promise<void> {
  await sql(
    'certification.ensure-list',
    `insert into status_list (id, length, bits) values ($1, $2, $3) on conflict do nothing`,
    [id, length, Buffer.from(bits)],
  );
}

export type SignedList = {
  bits: Uint8Array;
  signed: string;
  signedSuspension: string;
  signedAt: Date;
  kid: string;
  digest: string;
};

/**
 * Signs a list anew from the certificates withdrawn from it. Whoever comes second waits, reads what the first one saw and
 * more, and signs after: an older list never overwrites a newer one. What this list is the first to withdraw enters the ledger.
 */
export async function resignList(
  id: number,
  sign: (withdrawn: ReadonlyArray<number>, suspended: ReadonlyArray<number>) => Promise<SignedList>,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from status_list where id = ${id} for update`;
    const withdrawn = await tx.$queryRawUnsafe<
      Array<{ id: string; index: number; revoked: boolean; entered: boolean }>
    >(
      `select c.id, c.status_index as index, c.status = 'revoked' as revoked, ${ENTERED} as entered
         from certificate c where c.status_list_id = $1 and (c.status = 'revoked' or c.replaced_by_id is not null) order by c.id`,
      id,
    );
    const suspended = await tx.certificate.findMany({
      where: { statusListId: id, suspendedAt: { not: null } },
      select: { statusIndex: true },
    });
    const { bits, signed, signedSuspension, signedAt, kid, digest } = await sign(
      withdrawn.map(({ index }) => index),
      suspended.map(({ statusIndex }) => statusIndex),
    );
    await tx.statusList.update({
      where: { id },
      data: { bits: Uint8Array.from(bits), signed, signedSuspension, signedAt, revision: { increment: 1 } },
      select: { id: true },
    });
    for (const certificate of withdrawn) {
      if (!certificate.entered)
        await appendLedger(
          tx,
          certificate.id,
          [{ action: certificate.revoked ? 'revoke' : 'replace', kid, digest }],
          signedAt,
        );
    }
  });
}
