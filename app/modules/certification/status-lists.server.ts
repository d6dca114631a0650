// Status lists: made, signed and published. Signing runs in the worker; the certificate table says what is withdrawn.
import { gzipSync } from 'node:zlib';
import { signDataIntegrity } from '@certificates/sign-data-integrity';
import { buildStatusListCredential, createStatusList, setStatus } from '@certificates/status-list';
import { type Clock, systemClock } from '~/platform/clock';
import { LIST_LENGTH } from './award.server';
import { issuerDid, statusListUrl, suspensionListUrl } from './issuer.server';
import * as keyStore from './key-store.server';
import { signingKey } from './keyring.server';
import { digestOf } from './ledger.server';

const HOUR_MS = 3_600_000;
/** How long a signed list holds: an old copy passes for current no longer than this. */
const VALID_HOURS = 7 * 24;
/** Age at which a list is signed anew though nothing changed. */
const RESIGN_AFTER_HOURS = 24;
/** How long others may keep it, in milliseconds. */
const TTL_MS = 300_000;

/** Makes an empty list unless it is there. */
export async function makeList(id: number): Promise<void> {
  await keyStore.ensureList(id, LIST_LENGTH, gzipSync(createStatusList(LIST_LENGTH)));
}

/**
 * Signs a list as the certificates stand now, and the list of suspensions beside it, and publishes both. Suspensions have a list of
 * their own since the Open Badges schema allows a certificate one status entry, and a revocation cannot be undone.
 */
export async function publishList(id: number, now: Date): Promise<void> {
  const key = await signingKey('status-list', now);
  await makeList(id);
  await keyStore.resignList(id, async (withdrawn, suspended) => {
    const list = listOf(withdrawn);
    const build = (purpose: 'revocation' | 'suspension') =>
      buildStatusListCredential({
        listUrl: purpose === 'revocation' ? statusListUrl(id) : suspensionListUrl(id),
        issuerDid: issuerDid(),
        list: purpose === 'revocation' ? list : listOf(suspended),
        purpose,
        validFrom: now,
        validUntil: new Date(now.getTime() + VALID_HOURS * HOUR_MS),
        ttlMs: TTL_MS,
      });
    const signed = await signDataIntegrity(build('revocation'), key, now);
    const signedSuspension = await signDataIntegrity(build('suspension'), key, now);
    return { bits: gzipSync(list), signed, signedSuspension, signedAt: now, kid: key.id, digest: digestOf(signed) };
  });
}

function listOf(indexes: ReadonlyArray<number>): Uint8Array {
  return indexes.reduce((bits, index) => setStatus(bits, index, true), createStatusList(LIST_LENGTH));
}

/** Signs the list of one certificate anew: what follows a revocation, a suspension and its end, and a replacement. */
export async function publishStatusOf(certificateId: string, deps: { clock?: Clock } = {}): Promise<void> {
  const list = await keyStore.listOfCertificate(certificateId);
  if (list !== null) await publishList(list, (deps.clock ?? systemClock)());
}

/** Publishes that a certificate took an older one's place; nothing to do when it did not. */
export async function publishReplacement(certificateId: string, deps: { clock?: Clock } = {}): Promise<void> {
  const replaced = await keyStore.findReplacedBy(certificateId);
  if (replaced) await publishStatusOf(replaced, deps);
}

/** Signs every list that is unsigned, older than a day, or lacks a withdrawal. Makes the first list on a new installation. */
export async function publishDueLists(deps: { clock?: Clock } = {}): Promise<number> {
  const now = (deps.clock ?? systemClock)();
  const lists = await keyStore.listDue(new Date(now.getTime() - RESIGN_AFTER_HOURS * HOUR_MS));
  if (lists === null) {
    await publishList(1, now);
    return 1;
  }
  for (const id of lists) await publishList(id, now);
  return lists.length;
}
