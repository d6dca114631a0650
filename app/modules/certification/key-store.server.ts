// Certification's tables of keys and status lists: signing_key, status_list.
import { type Prisma, prisma, sql, transaction } from '~/platform/db.server';
import { appendLedger } from './store.server';

export type StoredKey = {
  kid: string;
  alg: string;
  purpose: string;
  publicJwk: Record<string, unknown>;
  revokedAt: Date | null;
  retiredAt: Date | null;
  createdAt: Date;
};

/** Every key ever made, public half only. */
export async function listKeys(): Promise<Array<StoredKey>> {
  return sql<StoredKey>(
    'certification.keys',
    `select kid, alg, purpose, public_jwk as "publicJwk", revoked_at as "revokedAt", retired_at as "retiredAt", created_at as "createdAt" from signing_key order by created_at, kid`,
  );
}

/** The wrapped private half of a key. */
export async function findWrapped(kid: string): Promise<Uint8Array | null> {
  const row = await prisma().signingKey.findUnique({ where: { kid }, select: { wrapped: true } });
  return row?.wrapped ?? null;
}

export type NewKey = {
  kid: string;
  alg: string;
  purpose: string;
  publicJwk: Record<string, unknown>;
  wrapped: Uint8Array;
};

/** Stores keys while nobody else makes any: `make` sees the keys there are and returns those that are missing. */
export async function addMissingKeys(
  make: (present: ReadonlyArray<{ kid: string; purpose: string; usable: boolean }>) => Promise<Array<NewKey>>,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('signing-keys', 0))`;
    const rows = await tx.signingKey.findMany({
      select: { kid: true, purpose: true, retiredAt: true, revokedAt: true },
    });
    const keys = await make(
      rows.map(({ kid, purpose, retiredAt, revokedAt }) => ({
        kid,
        purpose,
        usable: retiredAt === null && revokedAt === null,
      })),
    );
    for (const key of keys) {
      await tx.signingKey.create({
        data: { ...key, publicJwk: key.publicJwk as Prisma.InputJsonObject, wrapped: Uint8Array.from(key.wrapped) },
        select: { kid: true },
      });
    }
  });
}

// ---- status lists -------------------------------------------------------------------------------------------------

export type PublishedList = { id: number; signed: string | null; signedAt: Date | null; revision: number };

export async function listLists(): Promise<Array<PublishedList>> {
  return sql<PublishedList>(
    'certification.lists',
    `select id, signed, signed_at as "signedAt", revision from status_list order by id`,
  );
}

export async function findList(id: number): Promise<PublishedList | null> {
  const rows = await sql<PublishedList>(
    'certification.list',
    `select id, signed, signed_at as "signedAt", revision from status_list where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Withdrawn certificates, and whether a signed list has carried their bit: the first to do so is entered in the ledger. */
const ENTERED = `exists (select from issuance_ledger i where i.certificate_id = c.id and i.action in ('revoke', 'replace'))`;

/** Lists that are unsigned, signed before `before`, or lack a withdrawal; null when there is no list. */
export async function listDue(before: Date): Promise<Array<number> | null> {
  const rows = await sql<{ id: number; due: boolean }>(
    'certification.due-lists',
    `select l.id, l.signed is null or l.signed_at < $1 or exists (
         select from certificate c where c.status_list_id = l.id and (c.status = 'revoked' or c.replaced_by_id is not null) and not ${ENTERED}) as due
       from status_list l order by l.id`,
    [before],
  );
  return rows.length === 0 ? null : rows.filter((row) => row.due).map((row) => row.id);
}

/** Makes an empty, unsigned list unless it is there. */
export async function ensureList(id: number, length: number, bits: Uint8Array): Promise<void> {
  await sql(
    'certification.ensure-list',
    `insert into status_list (id, length, bits) values ($1, $2, $3) on conflict do nothing`,
    [id, length, Buffer.from(bits)],
  );
}

export type SignedList = { bits: Uint8Array; signed: string; signedAt: Date; kid: string; digest: string };

/**
 * Signs a list anew from the certificates withdrawn from it. Whoever comes second waits, reads what the first one saw and
 * more, and signs after: an older list never overwrites a newer one. What this list is the first to withdraw enters the ledger.
 */
export async function resignList(
  id: number,
  sign: (withdrawn: ReadonlyArray<number>) => Promise<SignedList>,
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
    const { bits, signed, signedAt, kid, digest } = await sign(withdrawn.map(({ index }) => index));
    await tx.statusList.update({
      where: { id },
      data: { bits: Uint8Array.from(bits), signed, signedAt, revision: { increment: 1 } },
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
