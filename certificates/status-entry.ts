// BitstringStatusListEntry: the shape of an entry and what its bits say (W3C Bitstring Status List 1.0, sections 2.1 and 3.2).
import { hasType, isObject, isUrl, valuesOf, type Fields } from './json-values';
import { decodeStatusList, MIN_LIST_LENGTH } from './status-list';
import { toProblem, type Problem } from './problem-details';

/** Purposes that take a credential out of force; the others inform. */
const WITHDRAWING: Record<string, 'revoked' | 'suspended'> = { revocation: 'revoked', suspension: 'suspended' };

/** Returns what is wrong with a credentialStatus of the type BitstringStatusListEntry, in words, or null; other types pass. */
export function findStatusEntryFault(entry: Fields): string | null {
  if (entry.type !== 'BitstringStatusListEntry') return null;
  const { id, statusPurpose, statusListIndex, statusListCredential, statusSize, statusMessage, statusReference } =
    entry;
  if (typeof statusPurpose !== 'string' || statusPurpose === '') return 'statusPurpose must be a text';
  if (typeof statusListIndex !== 'string' || !/^(0|[1-9]\d*)$/.test(statusListIndex))
    return 'statusListIndex must be a whole number in base 10, as a text';
  if (!isUrl(statusListCredential)) return 'statusListCredential must be a URL';
  if (id !== undefined && id === statusListCredential) return 'id must not be the address of the list';
  if (statusSize !== undefined && !(Number.isInteger(statusSize) && Number(statusSize) > 0))
    return 'statusSize must be a whole number above zero';
  const size = statusSize === undefined ? 1 : Number(statusSize);
  if (size > 16) return 'statusSize is larger than 16 bits';
  if (size > 1 && statusMessage === undefined) return 'statusMessage must be present when statusSize is above 1';
  if (statusMessage !== undefined) {
    if (!Array.isArray(statusMessage) || statusMessage.length !== 2 ** size)
      return `statusMessage must list the ${2 ** size} values that statusSize allows`;
    if (!statusMessage.every(isMessage))
      return 'statusMessage must hold objects with a hexadecimal status and a message';
  }
  return valuesOf(statusReference).every(isUrl) ? null : 'statusReference must hold URLs';
}

/** Reads one entry in a list credential whose own proof and period have already been checked. Returns what it says, null for nothing. */
export function readStatusEntry(entry: Fields, list: Fields): Problem | null {
  const subject = list.credentialSubject as Fields | undefined;
  const { statusPurpose, encodedList } = subject ?? {};
  if (!hasType(list, 'BitstringStatusListCredential') || subject?.type !== 'BitstringStatusList')
    return toProblem('STATUS_VERIFICATION_ERROR', 'what the address serves is not a BitstringStatusListCredential');
  if (list.id !== undefined && list.id !== entry.statusListCredential)
    return toProblem('STATUS_VERIFICATION_ERROR', 'the list names another address as its own');
  if (!valuesOf(statusPurpose).includes(entry.statusPurpose))
    return toProblem('STATUS_VERIFICATION_ERROR', 'the list has another purpose than the entry');
  let bits: Uint8Array;
  try {
    bits = decodeStatusList(String(encodedList), 0);
  } catch (error) {
    return toProblem('STATUS_MALFORMED_VALUE_ERROR', (error as Error).message);
  }
  const size = entry.statusSize === undefined ? 1 : Number(entry.statusSize);
  if ((bits.length * 8) / size < MIN_LIST_LENGTH)
    return toProblem('STATUS_LIST_LENGTH_ERROR', `the list has fewer than ${MIN_LIST_LENGTH} entries`);
  const position = Number(entry.statusListIndex) * size;
  if (position + size > bits.length * 8) return toProblem('STATUS_RANGE_ERROR', 'the index lies outside the list');
  let value = 0;
  for (let bit = position; bit < position + size; bit++)
    value = (value << 1) | (((bits[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  return value === 0 ? null : describe(entry, value);
}

function describe(entry: Fields, value: number): Problem {
  const purpose = String(entry.statusPurpose);
  const messages = (entry.statusMessage ?? []) as Array<Fields>;
  const message = messages.find(({ status }) => Number(status) === value)?.message;
  const name = WITHDRAWING[purpose] ?? 'status-message';
  return toProblem(name, `${purpose}: 0x${value.toString(16)}${typeof message === 'string' ? ` ${message}` : ''}`);
}

function isMessage(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { status, message } = value;
  return typeof status === 'string' && /^0x[0-9a-f]+$/i.test(status) && typeof message === 'string';
}
