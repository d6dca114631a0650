// Certification's append-only tables: issuance_ledger and the signed heads of it, ledger_checkpoint.
import { sql, type Tx } from '~/platform/db.server';
import { GENESIS, hashEntry, type LedgerAction, type LedgerRow } from './ledger.server';
import { openHolderKey, unseal } from './sealing.server';

export type Signature = { action: LedgerAction; kid: string; digest: string };

/** Appends to the chain, one writer at a time. Unique indexes refuse a second row for what may happen once. */
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

/** A ledger row with the signed file it speaks of: null when the row speaks of none, was superseded, or the certificate was erased. */
export type AuditRow = LedgerRow & { file: Buffer | null; erased: boolean; newest: boolean };

/** Ledger rows after `number`, in order. */
export async function listLedger(number: number, limit: number): Promise<Array<AuditRow>> {
  type Row = Omit<AuditRow, 'createdAt' | 'file'> & {
    createdAt: Date;
    kind: string;
    bytes: Buffer | null;
    sealed: boolean | null;
    userId: string | null;
    holderKey: Buffer | null;
  };
  const rows = await sql<Row>(
    'certification.ledger',
    `select l.number, l.certificate_id as "certificateId", l.action, l.kid, l.digest, l.previous, l.hash, l.created_at as "createdAt",
            split_part(l.action, '-', 2) as kind, f.bytes, f.sealed, c.user_id as "userId", h.wrapped as "holderKey", c.erased_at is not null as erased,
            not exists (select from issuance_ledger n where n.certificate_id = l.certificate_id and n.number > l.number
                        and n.action = 'resign-' || split_part(l.action, '-', 2)) as newest
       from issuance_ledger l
       left join certificate c on c.id = l.certificate_id
       left join holder_key h on h.user_id = c.user_id
       left join certificate_file f on f.certificate_id = l.certificate_id and f.kind = split_part(l.action, '-', 2)
      where l.number > $1 order by l.number limit $2`,
    [number, limit],
  );
  return rows.map(({ kind, bytes, sealed, userId, holderKey, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    file:
      bytes && sealed && userId && holderKey
        ? unsealOrNull(openHolderKey(userId, holderKey), `${row.certificateId}/${kind}`, bytes)
        : sealed
          ? null
          : bytes,
  }));
}

/** A file whose sealed bytes were changed does not open: to the audit it is altered, like one in clear. */
function unsealOrNull(key: Buffer, context: string, bytes: Buffer): Buffer | null {
  try {
    return unseal(key, context, bytes);
  } catch {
    return null;
  }
}

// ---- checkpoints --------------------------------------------------------------------------------------------------

export type Checkpoint = { number: number; hash: string; kid: string; signature: string; createdAt: Date };

/** The ledger's last row; null while it is empty. */
export async function ledgerHead(): Promise<{ number: number; hash: string } | null> {
  const rows = await sql<{ number: number; hash: string }>(
    'certification.ledger-head',
    'select number, hash from issuance_ledger order by number desc limit 1',
  );
  return rows[0] ?? null;
}

/** The newest checkpoints, newest first. */
export async function listCheckpoints(limit: number): Promise<Array<Checkpoint>> {
  return sql<Checkpoint>(
    'certification.checkpoints',
    `select number, hash, kid, signature, created_at as "createdAt" from ledger_checkpoint order by number desc limit $1`,
    [limit],
  );
}

/** Stores a checkpoint; two that sign the same head are one. */
export async function addCheckpoint({ number, hash, kid, signature, createdAt }: Checkpoint): Promise<void> {
  await sql(
    'certification.add-checkpoint',
    `insert into ledger_checkpoint (number, hash, kid, signature, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [number, hash, kid, signature, createdAt],
  );
}
