// Certificates read from certification's tables for whoever has the address: the record with all that its page checks, and its files.
import { sql } from '~/platform/db.server';
import type { Visibility } from './certification';
import { digestOf } from './ledger.server';
import { unseal } from './sealing.server';
import {
  type CertificateRecord,
  COLUMNS,
  type FileKind,
  FROM,
  keyOf,
  PRESENT,
  type Row,
  type SignedFile,
  toRecord,
} from './store.server';

export type PublicRecord = CertificateRecord & {
  jwt: Buffer | null;
  /** Digests of the signed files now, and as the ledger's newest row about them has them. */
  digests: Array<{ kind: string; stored: string | null; ledger: string | null }>;
  ledgerNumber: number | null;
  keyId: string | null;
  /** When it was signed anew because the key it was first signed with was withdrawn. */
  resigned: { at: Date; formerKeyId: string } | null;
  replacedBy: { publicId: string; origin: 'award' | 'correction' } | null;
};

type PublicRow = Row & {
  jwtBytes: Buffer | null;
  jwtSealed: boolean | null;
  jsonBytes: Buffer | null;
  jsonSealed: boolean | null;
  jwtDigest: string | null;
  jsonDigest: string | null;
  ledgerNumber: number | null;
  keyId: string | null;
  firstKeyId: string | null;
  signedAt: Date | null;
  newAction: string | null;
  replacedByPublicId: string | null;
  replacedByOrigin: 'award' | 'correction' | null;
};

const latest = (kind: string, as: string) => `left join lateral (
    select l.kid, l.digest, l.action, l.created_at from issuance_ledger l
     where l.certificate_id = c.id and l.action in ('issue-${kind}', 'resign-${kind}') order by l.number desc limit 1) ${as} on true`;
const PUBLIC = `select ${COLUMNS}, fj.bytes as "jwtBytes", fj.sealed as "jwtSealed", fd.bytes as "jsonBytes", fd.sealed as "jsonSealed",
    lj.digest as "jwtDigest", ld.digest as "jsonDigest", lj.kid as "keyId", lj.action as "newAction", lj.created_at as "signedAt",
    first.number as "ledgerNumber", first.kid as "firstKeyId", n.public_id as "replacedByPublicId", n.origin as "replacedByOrigin"
  ${FROM}
  left join certificate_file fj on fj.certificate_id = c.id and fj.kind = 'jwt'
  left join certificate_file fd on fd.certificate_id = c.id and fd.kind = 'json'
  ${latest('jwt', 'lj')}
  ${latest('json', 'ld')}
  left join issuance_ledger first on first.certificate_id = c.id and first.action = 'issue-jwt'
  left join certificate n on n.id = c.replaced_by_id
  where ${PRESENT}`;

function toPublic(row: PublicRow): PublicRecord {
  const { jwtBytes, jwtSealed, jsonBytes, jsonSealed, jwtDigest, jsonDigest, ledgerNumber, keyId, firstKeyId, signedAt, newAction, replacedByPublicId, replacedByOrigin, ...rest } = row; // prettier-ignore
  const jwt = jwtBytes && plainFile(row, 'jwt', jwtBytes, jwtSealed === true);
  const json = jsonBytes && plainFile(row, 'json', jsonBytes, jsonSealed === true);
  return {
    ...toRecord(rest),
    ledgerNumber,
    keyId,
    jwt,
    digests: [
      { kind: 'jwt', stored: jwt && digestOf(jwt), ledger: jwtDigest },
      { kind: 'json', stored: json && digestOf(json), ledger: jsonDigest },
    ],
    resigned: newAction === 'resign-jwt' && signedAt && firstKeyId ? { at: signedAt, formerKeyId: firstKeyId } : null,
    replacedBy: replacedByPublicId ? { publicId: replacedByPublicId, origin: replacedByOrigin ?? 'award' } : null,
  };
}

/** A file as it was signed; what no longer opens comes back as it lies, so that it fails every check instead of the page. */
function plainFile(
  row: { id: string; userId: string; holderKey: Buffer | null },
  kind: string,
  bytes: Buffer,
  isSealed: boolean,
): Buffer {
  if (!isSealed) return bytes;
  const key = keyOf(row);
  try {
    return unseal(key, `${row.id}/${kind}`, bytes);
  } catch {
    return bytes;
  }
}

/** A certificate with all that its public page checks, in one statement. */
export async function findPublic(publicId: string): Promise<PublicRecord | null> {
  const rows = await sql<PublicRow>('certification.public', `${PUBLIC} and c.public_id = $1`, [publicId]);
  return rows[0] ? toPublic(rows[0]) : null;
}

/** A stored file, exactly as it was signed, with what decides whether it may be had. */
export async function findFile(
  publicId: string,
  kind: FileKind,
): Promise<(SignedFile & { userId: string; visibility: Visibility; replacedBy: string | null }) | null> {
  type File = SignedFile & { id: string; userId: string; holderKey: Buffer | null; sealed: boolean; visibility: Visibility; replacedBy: string | null }; // prettier-ignore
  const rows = await sql<File>(
    'certification.file',
    `select c.id, c.user_id as "userId", c.visibility, h.wrapped as "holderKey", f.kind, f.mime, f.bytes, f.sealed, f.sha256,
            (select n.origin from certificate n where n.id = c.replaced_by_id) as "replacedBy"
       ${FROM} join certificate_file f on f.certificate_id = c.id where ${PRESENT} and c.public_id = $1 and f.kind = $2`,
    [publicId, kind],
  );
  const row = rows[0];
  if (!row) return null;
  const { id, holderKey: wrapped, sealed, ...file } = row;
  return {
    ...file,
    bytes: plainFile({ id, userId: file.userId, holderKey: wrapped }, kind, Buffer.from(file.bytes), sealed),
  };
}
