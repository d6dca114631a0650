// W3C Bitstring Status List 1.0: the bits, their encoding, and the credential around them.
import { randomInt } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CREDENTIALS_CONTEXT } from './context-urls';
import { toTimestamp } from './document';
import { CertificateError } from './errors';

/** Smallest list the specification allows, in entries: so many certificates share it that fetching it tells nothing. */
export const MIN_LIST_LENGTH = 131_072;

/** Largest list that is decoded, in bytes after decompression: 2^24 entries. Guards against a zip bomb. */
const MAX_LIST_BYTES = 2_097_152;
/** 2 MiB of random bits do not compress; base64url adds a third. */
const MAX_ENCODED_CHARS = 2_900_000;

/** One bit an entry, entry 0 the left-most bit of the first byte, as the specification asks. */
export type StatusList = Uint8Array;

/** Returns a list of zeros. `length` is in entries, a multiple of 8 and at least 131,072. */
export function createStatusList(length = MIN_LIST_LENGTH): StatusList {
  if (!Number.isInteger(length) || length % 8 !== 0 || length < MIN_LIST_LENGTH || length / 8 > MAX_LIST_BYTES) {
    throw new CertificateError(
      'status-list-invalid',
      `A list has a multiple of 8 entries, from ${MIN_LIST_LENGTH} to ${MAX_LIST_BYTES * 8}`,
    );
  }
  return new Uint8Array(length / 8);
}

/** Returns a random index. The caller stores it under a unique constraint and draws again when it is taken. */
export function drawStatusIndex(length = MIN_LIST_LENGTH): number {
  return randomInt(length);
}

/** Returns whether the bit is set. Throws `status-index-invalid` outside the list. */
export function getStatus(list: StatusList, index: number): boolean {
  return (byteAt(list, index) & mask(index)) !== 0;
}

/** Returns a copy of the list with one bit changed; the list handed in stays as it was. */
export function setStatus(list: StatusList, index: number, value: boolean): StatusList {
  const byte = byteAt(list, index);
  const copy = Uint8Array.from(list);
  copy[index >> 3] = value ? byte | mask(index) : byte & ~mask(index);
  return copy;
}

/** Returns the list gzipped and in multibase base64url (`u…`). */
export function encodeStatusList(list: StatusList): string {
  return `u${gzipSync(list).toString('base64url')}`;
}

/**
 * Reverses `encodeStatusList`. Throws `status-list-invalid` for what is damaged, shorter than `minLength` entries, or
 * inflates beyond 2 MiB.
 */
export function decodeStatusList(encoded: string, minLength = MIN_LIST_LENGTH): StatusList {
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded) || encoded.length > MAX_ENCODED_CHARS) {
    throw new CertificateError('status-list-invalid', 'The list is not multibase base64url, or too large');
  }
  let bits: Buffer;
  try {
    bits = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: MAX_LIST_BYTES });
  } catch {
    throw new CertificateError('status-list-invalid', 'The list is not gzip, or inflates beyond 2 MiB');
  }
  if (bits.length * 8 < minLength)
    throw new CertificateError('status-list-invalid', `The list has fewer than ${minLength} entries`);
  return new Uint8Array(bits);
}

/**
 * Builds the unsigned credential that carries a list. Sign it with a `status-list` key of the same issuer.
 * `validUntil` bounds how long an old copy can pass for current: re-sign on every change and well before it.
 */
export function buildStatusListCredential(options: {
  /** Its own address, the `statusListCredential` of the certificates on it. */
  listUrl: string;
  issuerDid: string;
  list: StatusList;
  purpose?: 'revocation' | 'suspension';
  validFrom: Date | string;
  validUntil: Date | string;
  /** How long caches may keep it, in milliseconds. */
  ttlMs?: number;
}): Record<string, unknown> {
  const { listUrl, issuerDid, list, purpose = 'revocation', ttlMs } = options;
  return {
    '@context': [CREDENTIALS_CONTEXT],
    id: listUrl,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuerDid,
    validFrom: toTimestamp(options.validFrom, 'validFrom'),
    validUntil: toTimestamp(options.validUntil, 'validUntil'),
    credentialSubject: {
      id: `${listUrl}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: encodeStatusList(list),
      ...(ttlMs === undefined ? {} : { ttl: ttlMs }),
    },
  };
}

function byteAt(list: StatusList, index: number): number {
  const byte = Number.isInteger(index) && index >= 0 ? list[Math.floor(index / 8)] : undefined;
  if (byte === undefined)
    throw new CertificateError('status-index-invalid', `No entry ${index} in a list of ${list.length * 8}`);
  return byte;
}

function mask(index: number): number {
  return 0x80 >> (index & 7);
}
