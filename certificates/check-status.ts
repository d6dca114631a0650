// Looks up whether a credential was withdrawn, in signed status lists that the caller has already fetched.
import type { Finding } from './check-signature';
import { checkSignature } from './check-signature';
import { checkStatusListShape, issuerOf } from './check-shape';
import type { TrustedIssuer } from './keys';
import { readInput, type Fields } from './read-input';
import { decodeStatusList, getStatus, type StatusList } from './status-list';
import type { Reason } from './errors';

export type StatusEntry = { listUrl: string; index: number; purpose: 'revocation' | 'suspension'; issuerDid: string };

/** `set` means withdrawn. `unknown` comes with the reason. */
export type StatusAnswer = { state: 'clear' } | { state: 'set' } | { state: 'unknown'; reason: Reason };
export type StatusLookup = (entry: StatusEntry) => StatusAnswer | Promise<StatusAnswer>;

/** A signed list may be larger than a credential. */
const MAX_LIST_INPUT_BYTES = 4_000_000;

type OpenList = { bits: StatusList; purpose: unknown; issuerDid: string };

/**
 * Returns a lookup over signed status lists, by address. Each list is checked once: its signature by a key the issuer
 * may use for lists, its address, its period at `now`. A list that fails answers `unknown`, never `clear`.
 */
export function createStatusLookup(options: {
  lists: ReadonlyMap<string, string | Uint8Array>;
  issuers: ReadonlyArray<TrustedIssuer>;
  now: Date;
}): StatusLookup {
  const opened = new Map<string, Promise<OpenList | Reason>>();
  return async ({ listUrl, index, purpose, issuerDid }) => {
    const text = options.lists.get(listUrl);
    if (text === undefined) return { state: 'unknown', reason: 'status-unavailable' };
    const opening = opened.get(listUrl) ?? openList(listUrl, text, options.issuers, options.now);
    opened.set(listUrl, opening);
    const list = await opening;
    if (typeof list === 'string') return { state: 'unknown', reason: list };
    // lists are not shared between issuers
    if (list.purpose !== purpose || list.issuerDid !== issuerDid)
      return { state: 'unknown', reason: 'status-list-invalid' };
    if (index >= list.bits.length * 8) return { state: 'unknown', reason: 'status-index-out-of-range' };
    return { state: getStatus(list.bits, index) ? 'set' : 'clear' };
  };
}

/** Reads the credential's status entry and asks the lookup. */
export async function checkStatus(document: Fields, lookUpStatus: StatusLookup): Promise<Finding> {
  const entry = document.credentialStatus as Fields | undefined;
  if (entry === undefined) return { outcome: 'unknown', reason: 'status-absent' };
  const { type, statusPurpose: purpose, statusListIndex, statusListCredential } = entry;
  const isReadable =
    type === 'BitstringStatusListEntry' &&
    (purpose === 'revocation' || purpose === 'suspension') &&
    typeof statusListIndex === 'string' &&
    typeof statusListCredential === 'string';
  if (!isReadable) return { outcome: 'unknown', reason: 'status-type-unsupported' };

  const answer = await lookUpStatus({
    listUrl: statusListCredential,
    index: Number(statusListIndex),
    purpose,
    issuerDid: issuerOf(document),
  });
  if (answer.state === 'clear') return { outcome: 'pass', reason: 'ok' };
  if (answer.state === 'set') return { outcome: 'fail', reason: purpose === 'revocation' ? 'revoked' : 'suspended' };
  return { outcome: 'unknown', reason: answer.reason };
}

async function openList(
  listUrl: string,
  text: string | Uint8Array,
  issuers: ReadonlyArray<TrustedIssuer>,
  now: Date,
): Promise<OpenList | Reason> {
  const input = readInput(text, MAX_LIST_INPUT_BYTES);
  if (input.form === null || checkStatusListShape(input).outcome !== 'pass') return 'status-list-invalid';
  const { document } = input;
  const issuer = issuers.find(({ did }) => did === issuerOf(document));
  if (!issuer || document.id !== listUrl) return 'status-list-invalid';
  if ((await checkSignature(input, issuer, 'status-list')).outcome !== 'pass') return 'status-list-invalid';

  const isFuture = Date.parse(String(document.validFrom)) > now.getTime();
  const isOver = document.validUntil !== undefined && Date.parse(String(document.validUntil)) <= now.getTime();
  if (isFuture || isOver) return 'status-list-stale';
  const { statusPurpose, encodedList } = document.credentialSubject as Fields;
  try {
    return { bits: decodeStatusList(String(encodedList)), purpose: statusPurpose, issuerDid: issuer.did };
  } catch {
    return 'status-list-invalid';
  }
}
