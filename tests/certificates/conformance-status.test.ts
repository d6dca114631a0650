// Bitstring Status List 1.0 through the VC-API: entries it issues, lists it publishes, and lists of others on this machine.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { signProof } from '../../certificates/data-integrity';
import { deriveKeyIssuer } from '../../certificates/issue-any';
import { createStatusList, encodeStatusList, MIN_LIST_LENGTH, setStatus } from '../../certificates/status-list';
import { startVcApi } from './vc-api';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const api = await startVcApi();

const served = new Map<string, string>();
const host = http.createServer((req, res) => {
  const body = served.get(req.url ?? '');
  res.writeHead(body === undefined ? 404 : 200, { 'Content-Type': 'application/vc' }).end(body);
});
await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
afterAll(() => {
  api.close();
  host.close();
});

const lister = deriveKeyIssuer(Buffer.from('lister'), 'Ed25519');

async function serveList(path: string, subject: object, change: object = {}): Promise<void> {
  const list = {
    '@context': [V2],
    id: origin + path,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: lister.did,
    validFrom: '2020-01-01T00:00:00Z',
    validUntil: '2099-01-01T00:00:00Z',
    credentialSubject: {
      id: `${origin}${path}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeStatusList(createStatusList()),
      ...subject,
    },
    ...change,
  };
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    verificationMethod: lister.keyId,
    proofPurpose: 'assertionMethod',
  };
  served.set(path, JSON.stringify({ ...list, proof: await signProof(list, options, lister.privateJwk) }));
}

async function check(
  entry: object,
  options: object = {},
): Promise<{ verified: boolean; types: Array<string>; body: any }> {
  const credential = {
    '@context': [V2],
    type: ['VerifiableCredential'],
    credentialSubject: { id: 'did:example:subject' },
    credentialStatus: {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
      statusListCredential: `${origin}/list`,
      ...entry,
    },
  };
  const issued = await api.post('/credentials/issue', { credential });
  expect(issued.status, JSON.stringify(issued.body)).toBe(201);
  const { body } = await api.post('/credentials/verify', { ...issued.body, options });
  return { verified: body.verified, types: body.problemDetails.map(({ type }: { type: string }) => type), body };
}

const ERROR = 'https://www.w3.org/ns/credentials/status-list#';

test('an issued entry and the list it names have the members the specification asks for', async () => {
  const credential = {
    '@context': [V2],
    id: 'urn:uuid:1d3fbd3c-0000-4000-8000-000000000001',
    type: ['VerifiableCredential'],
    credentialSubject: { id: 'did:example:subject' },
  };
  const { body } = await api.post('/bitstring/credentials/issue', { credential });
  const entry = body.verifiableCredential.credentialStatus;
  expect(entry).toMatchObject({ type: 'BitstringStatusListEntry', statusPurpose: 'revocation' });
  expect(Number(entry.statusListIndex)).toBeLessThan(MIN_LIST_LENGTH);
  expect(entry.id).not.toBe(entry.statusListCredential);

  const list = (await api.get('/status-lists/revocation')).body;
  expect(list.id).toBe(entry.statusListCredential);
  expect(list.type).toEqual(['VerifiableCredential', 'BitstringStatusListCredential']);
  expect(list.credentialSubject).toMatchObject({ type: 'BitstringStatusList', statusPurpose: 'revocation' });
  expect(list.credentialSubject.encodedList[0]).toBe('u');
  expect(gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'))).toHaveLength(16_384);
  expect((await api.post('/credentials/verify', { verifiableCredential: list })).body.verified).toBe(true);
  expect((await api.get('/status-lists/other')).status).toBe(404);
});

test('a status that is set shows at once, suspension is lifted, and both stand side by side', async () => {
  const credential = {
    '@context': [V2],
    id: 'urn:uuid:1d3fbd3c-0000-4000-8000-000000000002',
    type: ['VerifiableCredential'],
    credentialSubject: { id: 'did:example:subject' },
  };
  const asked = { credentialStatus: [{ statusPurpose: 'revocation' }, { statusPurpose: 'suspension' }] };
  const issued = (await api.post('/credentials/issue', { credential, options: asked })).body;
  expect(issued.verifiableCredential.credentialStatus).toHaveLength(2);
  const set = (statusPurpose: string, status: boolean) =>
    api.post('/credentials/status', { credentialId: credential.id, credentialStatus: { statusPurpose }, status });
  const state = async () => (await api.post('/credentials/verify', issued)).body.problemDetails.map((p: any) => p.name);

  expect(await state()).toEqual([]);
  expect((await set('suspension', true)).status).toBe(200);
  expect(await state()).toEqual(['suspended']);
  await set('suspension', false);
  expect(await state()).toEqual([]);
  await set('revocation', true);
  expect(await state()).toEqual(['revoked']);
  const proofOnly = await api.post('/credentials/verify', { ...issued, options: { checks: ['proof'] } });
  expect(proofOnly.body.verified).toBe(true);
  expect((await set('message', true)).status).toBe(404);
  expect((await api.post('/credentials/status', { credentialId: 7 })).status).toBe(400);
});

test('a list of somebody else on this machine is read', async () => {
  await serveList('/list', { encodedList: encodeStatusList(setStatus(createStatusList(), 8, true)) });
  expect((await check({})).verified).toBe(true);
  expect((await check({ statusListIndex: '8' })).types).toEqual(['urn:pericia:revoked']);
  expect((await check({ statusListIndex: String(MIN_LIST_LENGTH) })).types).toEqual([`${ERROR}RANGE_ERROR`]);
  expect((await check({ statusListIndex: '99999999999999999999' })).types).toEqual([`${ERROR}RANGE_ERROR`]);
  expect((await check({ statusPurpose: 'suspension' })).types).toEqual([`${ERROR}STATUS_VERIFICATION_ERROR`]);
  await serveList('/many', { statusPurpose: ['revocation', 'suspension'] });
  expect((await check({ statusPurpose: 'suspension', statusListCredential: `${origin}/many` })).verified).toBe(true);
});

test('messages and refresh inform without failing', async () => {
  const bits = [16, 19].reduce((list, bit) => setStatus(list, bit, true), createStatusList(MIN_LIST_LENGTH * 2));
  await serveList('/messages', { statusPurpose: 'message', encodedList: encodeStatusList(bits) });
  const statusMessage = ['accepted', 'pending', 'rejected', 'lost'].map((message, n) => ({
    status: `0x${n}`,
    message,
  }));
  const entry = { statusPurpose: 'message', statusSize: 2, statusMessage, statusListCredential: `${origin}/messages` };
  const eighth = await check({ ...entry, statusListIndex: '8' });
  expect(eighth).toMatchObject({ verified: true, body: { warnings: [{ detail: 'message: 0x2 rejected' }] } });
  expect((await check({ ...entry, statusListIndex: '9' })).body.warnings[0].detail).toBe('message: 0x1 pending');
  expect((await check({ ...entry, statusListIndex: '10' })).body.warnings).toEqual([]);
  await serveList('/refresh', {
    statusPurpose: 'refresh',
    encodedList: encodeStatusList(setStatus(createStatusList(), 7, true)),
  });
  expect((await check({ statusPurpose: 'refresh', statusListCredential: `${origin}/refresh` })).verified).toBe(true);
});

test('each fault of a list has the error of the specification', async () => {
  const short = `u${Buffer.from(encodeStatusList(createStatusList()).slice(1), 'base64url').subarray(0, 20).toString('base64url')}`;
  const unzipped = `u${Buffer.from('not gzip at all').toString('base64url')}`;
  await serveList('/unzipped', { encodedList: unzipped });
  await serveList('/cut', { encodedList: short });
  await serveList('/plain', { encodedList: encodeStatusList(createStatusList()).slice(1) });
  await serveList('/expired', {}, { validUntil: '2021-01-01T00:00:00Z' });
  await serveList('/other-id', {}, { id: `${origin}/elsewhere` });
  await serveList('/other-type', {}, { type: ['VerifiableCredential'] });
  await serveList('/forged', {});
  served.set('/forged', served.get('/forged')!.replace('2020-01-01', '2020-01-02'));
  served.set('/text', 'not a list');
  served.set('/unsigned', JSON.stringify({ '@context': [V2], type: ['BitstringStatusListCredential'] }));
  const faults: Array<[path: string, error: string]> = [
    ['/nothing', 'STATUS_RETRIEVAL_ERROR'],
    ['/unzipped', 'MALFORMED_VALUE_ERROR'],
    ['/cut', 'MALFORMED_VALUE_ERROR'],
    ['/plain', 'MALFORMED_VALUE_ERROR'],
    ['/expired', 'STATUS_VERIFICATION_ERROR'],
    ['/other-id', 'STATUS_VERIFICATION_ERROR'],
    ['/other-type', 'STATUS_VERIFICATION_ERROR'],
    ['/forged', 'STATUS_VERIFICATION_ERROR'],
    ['/text', 'STATUS_VERIFICATION_ERROR'],
    ['/unsigned', 'STATUS_VERIFICATION_ERROR'],
  ];
  for (const [path, error] of faults)
    expect((await check({ statusListCredential: origin + path })).types, path).toEqual([ERROR + error]);
  await serveList('/short', { encodedList: `u${gzipSync(Buffer.alloc(1_000)).toString('base64url')}` });
  expect((await check({ statusListCredential: `${origin}/short` })).types).toEqual([
    `${ERROR}STATUS_LIST_LENGTH_ERROR`,
  ]);
});

test('a list elsewhere is not fetched', async () => {
  for (const address of [
    'https://example.com/list',
    'http://169.254.169.254/list',
    'file:///etc/hosts',
    'http://10.0.0.1/',
  ]) {
    const { verified, types } = await check({ statusListCredential: address });
    expect(verified, address).toBe(false);
    expect(types).toEqual([`${ERROR}STATUS_RETRIEVAL_ERROR`]);
  }
});
