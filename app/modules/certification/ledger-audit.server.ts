// The audit of the issuance ledger: its chain, the files it names, and the signed checkpoints that pin it; and making checkpoints.
import { createPublicKey, createPrivateKey, sign, verify } from 'node:crypto';
import { type Clock, systemClock } from '~/platform/clock';
import { issuerDid, type JsonFile, toFile } from './issuer.server';
import * as keyStore from './key-store.server';
import { signingKey } from './keyring.server';
import * as ledgerStore from './ledger-store.server';
import { digestOf, findBreak, GENESIS } from './ledger.server';

/** Rows after which a new checkpoint is due, and hours after which one is due when any row was added. */
const CHECKPOINT_ROWS = 1_000;
const CHECKPOINT_HOURS = 24;
/** Checkpoints published; older ones are kept and audited. */
const PUBLISHED = 100;
/** Rows read at a time. */
const PAGE = 500;

export type LedgerReport = {
  rows: number;
  checkpoints: number;
  /**
   * The first thing that is wrong. `chain`: a row was changed, dropped or slipped in. `file`: a signed file is not the one that
   * the row names. `checkpoint`: a signed head does not fit the ledger, or its signature does not stand; `number` is its row.
   */
  broken: { number: number; fault: 'chain' | 'file' | 'checkpoint' } | null;
};

/**
 * Reads the whole ledger: every row's hash covers the one before it, every signed file is the one the ledger names, and every
 * checkpoint fits. What was erased is out of the files and still in the chain.
 */
export async function verifyLedger(): Promise<LedgerReport> {
  const heads = new Map(
    (await ledgerStore.listCheckpoints(100_000)).map((checkpoint) => [checkpoint.number, checkpoint]),
  );
  const keys = new Map((await keyStore.listKeys()).map((key) => [key.kid, key]));
  const report = { rows: 0, checkpoints: heads.size };
  const broken = (number: number, fault: 'chain' | 'file' | 'checkpoint') => ({ ...report, broken: { number, fault } });
  for (const checkpoint of heads.values())
    if (!checkpointStands(checkpoint, keys.get(checkpoint.kid))) return broken(checkpoint.number, 'checkpoint');

  let previous = GENESIS;
  for (;;) {
    const page = await ledgerStore.listLedger(report.rows, PAGE);
    if (page.length === 0) break;
    const chain = findBreak(page, previous, report.rows + 1);
    if (chain !== null) return broken(chain, 'chain');
    for (const row of page) {
      if (isFileWrong(row)) return broken(row.number, 'file');
      const head = heads.get(row.number);
      if (head && head.hash !== row.hash) return broken(row.number, 'checkpoint');
      heads.delete(row.number);
    }
    report.rows += page.length;
    previous = page.at(-1)!.hash;
  }
  // A head beyond the last row: the ledger was cut off.
  const [beyond] = heads.keys();
  return beyond === undefined ? { ...report, broken: null } : broken(beyond, 'checkpoint');
}

function isFileWrong({ action, newest, erased, file, digest }: ledgerStore.AuditRow): boolean {
  if (!/^(issue|resign)-/.test(action) || !newest) return false;
  return !(erased && file === null) && (file === null || digestOf(file) !== digest);
}

type Claims = { iss: string; rows: number; head: string; iat: number };

/** Whether a checkpoint's signature says what its row says. One by a withdrawn key proves nothing, and breaks nothing. */
function checkpointStands(checkpoint: ledgerStore.Checkpoint, key: keyStore.StoredKey | undefined): boolean {
  if (!key || key.purpose !== 'ledger-checkpoint') return false;
  if (key.revokedAt) return true;
  const [header = '', payload = '', signature = ''] = checkpoint.signature.split('.');
  const publicKey = createPublicKey({ key: key.publicJwk as never, format: 'jwk' });
  if (!verify(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'))) return false;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims;
  return claims.rows === checkpoint.number && claims.head === checkpoint.hash;
}

/**
 * Signs the ledger's head when enough rows or hours have passed since the last checkpoint, and something was added. Runs in the
 * worker. Returns whether it did.
 */
export async function checkpointLedger(deps: { clock?: Clock } = {}): Promise<boolean> {
  const now = (deps.clock ?? systemClock)();
  const [head, [last]] = await Promise.all([ledgerStore.ledgerHead(), ledgerStore.listCheckpoints(1)]);
  if (!head || last?.number === head.number) return false;
  const hours = last ? (now.getTime() - last.createdAt.getTime()) / 3_600_000 : Infinity;
  if (head.number - (last?.number ?? 0) < CHECKPOINT_ROWS && hours < CHECKPOINT_HOURS) return false;
  const key = await signingKey('ledger-checkpoint', now);
  const claims: Claims = {
    iss: issuerDid(),
    rows: head.number,
    head: head.hash,
    iat: Math.floor(now.getTime() / 1_000),
  };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const input = `${encode({ alg: 'EdDSA', kid: key.id })}.${encode(claims)}`;
  const privateKey = createPrivateKey({ key: key.privateJwk as never, format: 'jwk' });
  const signature = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
  await ledgerStore.addCheckpoint({ ...head, kid: key.id, signature, createdAt: now });
  return true;
}

/**
 * What `/.well-known/pericia-ledger.json` serves: the newest heads of the issuance ledger, each as a compact JWS (RFC 7515, EdDSA)
 * over count, hash and time, and the keys that sign them. Nothing in it tells of a person. Whoever keeps a copy can show later
 * that the ledger was not rewritten.
 */
export async function getLedgerFile(): Promise<JsonFile> {
  const [checkpoints, keys] = await Promise.all([ledgerStore.listCheckpoints(PUBLISHED), keyStore.listKeys()]);
  const signers = keys.filter(({ purpose, revokedAt }) => purpose === 'ledger-checkpoint' && !revokedAt);
  const sound = new Set(signers.map(({ kid }) => kid));
  return toFile('pericia-ledger.json', 'application/json', {
    issuer: issuerDid(),
    keys: signers.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' })),
    checkpoints: checkpoints
      .filter(({ kid }) => sound.has(kid))
      .map(({ number, hash, createdAt, signature }) => ({
        rows: number,
        head: hash,
        at: createdAt.toISOString(),
        jws: signature,
      })),
  });
}
