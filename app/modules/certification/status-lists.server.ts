// Status lists: made, signed and published. Signing runs in the worker; the certificate table says what is withdrawn.
import { gzipSync } from 'node:zlib';
import { signDataIntegrity } from '@certificates/sign-data-integrity';
import { buildStatusListCredential, createStatusList, setStatus } from '@certificates/status-list';
import { type Clock, systemClock } from '~/platform/clock';
import { LIST_LENGTH } from './award.server';
import { issuerDid, statusListUrl } from './issuer.server';
import * as keyStore from './key-store.server';
import { signingKey } from './keyring.server';
import { digestOf } from './ledger.server';
import * as store from './store.server';

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

/** Signs a list as the certificates stand now, and publishes it. */
export async function publishList(id: number, now: Date): Promise<void> {
  const key = await signingKey('status-list', now);
  await makeList(id);
  await keyStore.resignList(id, async (withdrawn) => {
    const list = withdrawn.reduce((bits, index) => setStatus(bits, index, true), createStatusList(LIST_LENGTH));
    const credential = buildStatusListCredential({
      listUrl: statusListUrl(id),
      issuerDid: issuerDid(),
      list,
      validFrom: now,
      validUntil: new Date(now.getTime() + VALID_HOURS * HOUR_MS),
      ttlMs: TTL_MS,
    });
    const signed = await signDataIntegrity(credential, key, now);
    return { bits: gzipSync(list), signed, signedAt: now, kid: key.id, digest: digestOf(signed) };
  });
}

/** Signs the list of one certificate anew: what follows a revocation. */
export async function publishRevocation(certificateId: string, deps: { clock?: Clock } = {}): Promise<void> {
  const certificate = await store.findById(certificateId);
  if (certificate)
    await publishList(Number(/\/r(\d+)$/.exec(certificate.award.statusListUrl)?.[1]), (deps.clock ?? systemClock)());
}

/** Signs every list that is unsigned, older than a day, or lacks a revocation. Makes the first list on a new installation. */
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
