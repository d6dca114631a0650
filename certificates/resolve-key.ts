// Finds the key that a signature names: read from did:key and did:jwk, asked of the caller for every other kind of DID.
import { readDidWithKey, type VerificationKey } from './did-key';

/**
 * Returns the keys that a DID lists for a purpose, or null when it cannot be resolved. The caller decides what may be
 * fetched; this library never does.
 */
export type KeyLookup = (did: string, purpose: string) => Promise<Array<VerificationKey> | null>;

/** Finds a verification method by its DID URL. Null when there is none, or it does not belong to that DID. */
export async function findVerificationKey(
  id: string,
  purpose: string,
  lookUpKeys: KeyLookup | undefined,
): Promise<VerificationKey | null> {
  const did = id.split('#')[0] ?? '';
  const own = readDidWithKey(did);
  const keys = own ? [own] : ((await lookUpKeys?.(did, purpose)) ?? []);
  return keys.find((key) => key.id === id && key.controller === did) ?? null;
}
