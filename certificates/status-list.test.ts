// Bit positions, encoding and limits of a Bitstring Status List.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  buildStatusListCredential,
  createStatusList,
  decodeStatusList,
  drawStatusIndex,
  encodeStatusList,
  getStatus,
  MIN_LIST_LENGTH,
  setStatus,
} from './status-list';

test('index 0 is the left-most bit of the first byte', () => {
  const empty = createStatusList();
  expect(setStatus(empty, 0, true)[0]).toBe(0b1000_0000);
  expect(setStatus(empty, 7, true)[0]).toBe(0b0000_0001);
  expect(setStatus(empty, 8, true).slice(0, 2)).toEqual(Uint8Array.of(0, 0b1000_0000));
  expect(setStatus(empty, MIN_LIST_LENGTH - 1, true).at(-1)).toBe(0b0000_0001);
});

test('setting and clearing touch one bit and leave the old list alone', () => {
  const indexes = [0, 1, 7, 8, 1000, 94_567, MIN_LIST_LENGTH - 1];
  const empty = createStatusList();
  const full = indexes.reduce((list, index) => setStatus(list, index, true), empty);
  expect(empty.every((byte) => byte === 0)).toBe(true);
  for (const index of indexes) expect(getStatus(full, index)).toBe(true);
  expect(getStatus(full, 2)).toBe(false);
  expect(getStatus(setStatus(full, 1000, false), 1000)).toBe(false);
  expect(getStatus(setStatus(full, 1000, false), 94_567)).toBe(true);
});

test('a list survives encoding, and a nearly empty one is small', () => {
  const list = setStatus(createStatusList(), 94_567, true);
  const encoded = encodeStatusList(list);
  expect(encoded).toMatch(/^u[A-Za-z0-9_-]+$/);
  expect(encoded.length).toBeLessThan(200);
  expect(decodeStatusList(encoded)).toEqual(list);
});

test('an index outside the list is refused', () => {
  const list = createStatusList();
  for (const index of [-1, 0.5, Number.NaN, MIN_LIST_LENGTH]) {
    expect(() => getStatus(list, index)).toThrow(expect.objectContaining({ code: 'status-index-invalid' }));
  }
});

test('a list that is short, damaged, unmarked or a zip bomb is refused', () => {
  const short = `u${gzipSync(Buffer.alloc(100)).toString('base64url')}`;
  const bomb = `u${gzipSync(Buffer.alloc(50_000_000)).toString('base64url')}`;
  const good = encodeStatusList(createStatusList());
  for (const encoded of [
    short,
    bomb,
    good.slice(1),
    `${good.slice(0, -8)}${good.at(-8) === 'A' ? 'B' : 'A'}${good.slice(-7)}`,
    'u',
    'uAAAA',
    `${good}=`,
  ]) {
    expect(() => decodeStatusList(encoded), encoded.slice(0, 20)).toThrow(
      expect.objectContaining({ code: 'status-list-invalid' }),
    );
  }
});

test('a list has at least 131,072 entries', () => {
  expect(() => createStatusList(MIN_LIST_LENGTH - 8)).toThrow(expect.objectContaining({ code: 'status-list-invalid' }));
  expect(createStatusList(MIN_LIST_LENGTH * 2)).toHaveLength(32_768);
  const index = drawStatusIndex();
  expect(index >= 0 && index < MIN_LIST_LENGTH).toBe(true);
});

test('the credential around a list names the list, its purpose and its period', () => {
  const credential = buildStatusListCredential({
    listUrl: 'https://academy.example/status/r1',
    issuerDid: 'did:web:academy.example',
    list: createStatusList(),
    validFrom: '2026-12-01T00:00:00Z',
    validUntil: '2026-12-02T00:00:00Z',
    ttlMs: 300_000,
  });
  expect(credential).toMatchObject({
    id: 'https://academy.example/status/r1',
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: 'did:web:academy.example',
    credentialSubject: { id: 'https://academy.example/status/r1#list', statusPurpose: 'revocation', ttl: 300_000 },
  });
});
