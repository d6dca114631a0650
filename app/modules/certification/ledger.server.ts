// The issuance ledger's arithmetic: each row's hash covers the row and the hash before it, so that no row can be changed, dropped or slipped in.
import { createHash } from 'node:crypto';

/**
 * `issue-…`: a signature over a credential. `resign-…`: over the same one, after its key was withdrawn. `revoke`, `replace`: the
 * signed list that first carried its bit.
 */
export type LedgerAction = 'issue-jwt' | 'issue-json' | 'resign-jwt' | 'resign-json' | 'revoke' | 'replace';

export type LedgerEntry = {
  /** 1 for the first row; no gaps. */
  number: number;
  certificateId: string;
  action: string;
  /** The key that signed. */
  kid: string;
  /** SHA-256 of the signed bytes, hex. */
  digest: string;
  /** ISO 8601 with milliseconds. */
  createdAt: string;
};
export type LedgerRow = LedgerEntry & { previous: string; hash: string };

/** What the first row names as the hash before it. */
export const GENESIS = '0'.repeat(64);

/** SHA-256, hex, over the previous hash and the row as a JSON array. */
export function hashEntry(previous: string, entry: LedgerEntry): string {
  const { number, certificateId, action, kid, digest, createdAt } = entry;
  return createHash('sha256')
    .update(JSON.stringify([previous, number, certificateId, action, kid, digest, createdAt]))
    .digest('hex');
}

/** SHA-256 of bytes, hex: what a row keeps of a signed file. */
export function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The number of the first row that breaks the chain begun by `previous` and `number`, or null. Rows in order. */
export function findBreak(rows: ReadonlyArray<LedgerRow>, previous: string, number: number): number | null {
  let hash = previous;
  let expected = number;
  for (const row of rows) {
    if (row.number !== expected || row.previous !== hash || row.hash !== hashEntry(hash, row)) return expected;
    hash = row.hash;
    expected++;
  }
  return null;
}
