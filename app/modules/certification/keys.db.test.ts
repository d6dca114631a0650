import { createPublicKey, verify as verifyBytes } from 'node:crypto';
import { generateSigningKey, readDidDocument } from '@certificates/keys';
import { signJwt } from '@certificates/sign-jwt';
import { verify } from '@certificates/verify';
import { beforeAll, expect, test } from 'vitest';
import { prisma, sql } from '~/platform/db.server';
import { holder } from '../../../tests/factories/certificate';
import { person, seedPrograms } from '../../../tests/factories/exam';
import {
  checkHandedIn,
  checkpointLedger,
  drawTranslation,
  getCertificateFile,
  getDidDocument,
  getJwks,
  getLedgerFile,
  getPublicCertificate,
  getResignProgress,
  listSigningKeys,
  publishDueLists,
  renewKeys,
  resignCertificates,
  rotateKey,
  setPrivacy,
  verifyLedger,
  withdrawKey,
} from './certification.server';
import { forgetKeys } from './issuer.server';
import { signingKey } from './keyring.server';

beforeAll(seedPrograms);

const text = async (name: string) => Buffer.from((await getCertificateFile(name, 'es')).bytes).toString('utf8');
const kidOf = (jwt: string) =>
  (JSON.parse(Buffer.from(jwt.split('.')[0]!, 'base64url').toString()) as { kid: string }).kid;
const published = async () => JSON.stringify([await getDidDocument(), await getJwks()]);

test('rotation: the next key signs, the former one stays published and keeps verifying', async () => {
  const { publicId } = await holder();
  const jwt = await text(`${publicId}.jwt`);
  const former = kidOf(jwt);
  await expect(rotateKey('everything')).rejects.toMatchObject({ code: 'invalid' });
  expect(await rotateKey('credential-jwt')).toEqual([former]);
  expect(await rotateKey('credential-jwt')).toEqual([]);
  await Promise.all([renewKeys(), renewKeys(), renewKeys()]);
  const keys = (await listSigningKeys()).filter(({ purpose }) => purpose === 'credential-jwt');
  expect(keys.map(({ state }) => state)).toEqual(['verifies', 'signs']);
  const newer = await holder();
  expect(kidOf(await text(`${newer.publicId}.jwt`))).toBe(keys[1]!.kid);
  expect(await published()).toContain(former);
  // Known although the process remembered the keys of a moment ago.
  for (const id of [publicId, newer.publicId]) expect((await getPublicCertificate(id, 'es')).state).toBe('valid');
  expect(await checkHandedIn(jwt)).toMatchObject({ state: 'valid' });
});

test('a key’s period ends: another signs, and what was signed before stays valid', async () => {
  const before = await signingKey('credential-di', new Date());
  const later = new Date(Date.now() + 400 * 86_400_000);
  const after = await signingKey('credential-di', later);
  expect(after.id).not.toBe(before.id);
  expect((await signingKey('credential-di', later)).id).toBe(after.id);
  forgetKeys();
  expect(await published()).toContain(before.id);
});

test('seal and checkpoint keys sign no credential: neither is in assertionMethod or in the key set', async () => {
  await renewKeys();
  const keys = await listSigningKeys();
  const document = (await getDidDocument()) as { assertionMethod: Array<string> };
  for (const { kid } of keys.filter(({ purpose }) => purpose === 'pdf-seal' || purpose === 'ledger-checkpoint')) {
    expect(document.assertionMethod).not.toContain(kid);
    expect(JSON.stringify(await getJwks())).not.toContain(kid);
  }
});

test('a compromised key: it is published no more, everything in the ledger is signed anew once, a forgery is refused', async () => {
  const holders = [await holder(), await holder({ name: 'Second Holder' }), await holder()];
  await setPrivacy(holders[2]!.actor, { certificateId: holders[2]!.id, visibility: 'private', showScore: true, showEvidence: true }); // prettier-ignore
  const [{ publicId }] = holders as [(typeof holders)[0]];
  const old = await text(`${publicId}.jwt`);
  const stolen = kidOf(old);
  const thief = await signingKey('credential-jwt', new Date());
  expect(thief.id).toBe(stolen);
  const payload = JSON.parse(Buffer.from(old.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
  const { iss: _i, jti: _j, sub: _s, nbf: _n, exp: _e, ...document } = payload;
  const forged = await signJwt({ ...document, id: 'urn:uuid:0190aaaa-0000-7000-8000-000000000000' } as never, thief);

  await expect(withdrawKey({ kid: stolen, reason: ' ' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(withdrawKey({ kid: 'did:web:x#y', reason: 'lost' })).rejects.toMatchObject({ code: 'not-found' });
  const { first, waiting } = await withdrawKey({ kid: stolen, reason: 'a laptop was lost' });
  expect(first).toBe(true);
  expect(waiting).toBeGreaterThanOrEqual(3);
  expect(await withdrawKey({ kid: stolen, reason: 'again' })).toMatchObject({ first: false });
  forgetKeys();
  expect(await published()).not.toContain(stolen);
  // In between the page does not call a sound certificate forged.
  expect(await getPublicCertificate(publicId, 'es')).toMatchObject({ state: 'unknown', facts: { resigned: null } });
  expect(await checkHandedIn(forged)).toMatchObject({ state: 'invalid' });
  expect(await checkHandedIn(old)).toMatchObject({ state: 'invalid' });

  // A kill after the second one, then three workers at a time.
  await expect(
    resignCertificates({
      afterEach: (done) => {
        if (done === 2) throw new Error('killed');
      },
    }),
  ).rejects.toThrow('killed');
  await Promise.all([resignCertificates(), resignCertificates(), resignCertificates()]);
  expect(await getResignProgress()).toMatchObject({ waiting: 0, done: waiting });
  expect(await resignCertificates()).toBe(0);
  const rows = await sql<{ certificateId: string; action: string; n: number }>(
    'resigned',
    `select certificate_id as "certificateId", action, count(*)::int as n from issuance_ledger where action like 'resign-%' group by 1, 2`,
  );
  expect(rows.every(({ n }) => n === 1)).toBe(true);
  expect(rows.filter(({ action }) => action === 'resign-jwt')).toHaveLength(waiting);

  const fresh = await text(`${publicId}.jwt`);
  expect(kidOf(fresh)).not.toBe(stolen);
  const credentialOf = (jwt: string) =>
    (JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as { id: string }).id;
  expect(credentialOf(fresh)).toBe(credentialOf(old));
  expect(await getPublicCertificate(publicId, 'es')).toMatchObject({
    state: 'valid',
    facts: { resigned: { formerKeyId: stolen } },
  });
  for (const form of ['jwt', 'json'])
    expect(await checkHandedIn(await text(`${publicId}.${form}`))).toMatchObject({ state: 'valid', publicId });
  expect(await checkHandedIn(old)).toMatchObject({ state: 'invalid', checks: expect.arrayContaining([expect.objectContaining({ reason: 'key-revoked' })]) }); // prettier-ignore
  expect(await checkHandedIn(forged)).toMatchObject({ state: 'invalid' });
  // Whoever verifies offline with what is published now comes to the same.
  const issuers = [await readDidDocument(await getDidDocument())];
  const signature = async (jwt: string) => (await verify(jwt, { issuers, now: new Date() })).verdicts.signature.outcome;
  expect(await Promise.all([fresh, old, forged].map(signature))).toEqual(['pass', 'fail', 'fail']);
  expect((await verifyLedger()).broken).toBeNull();

  // The other form's key later: again each once, and the JWT's row is not doubled.
  const [di] = (await listSigningKeys()).filter(
    ({ purpose, state }) => purpose === 'credential-di' && state === 'signs',
  );
  await withdrawKey({ kid: di!.kid, reason: 'drill' });
  forgetKeys();
  await resignCertificates();
  expect(await getResignProgress()).toMatchObject({ waiting: 0 });
  forgetKeys();
  expect((await getPublicCertificate(publicId, 'es')).state).toBe('valid');
  expect((await verifyLedger()).broken).toBeNull();
});

test('a withdrawn sealing key: its PDFs count no more, and are sealed anew when somebody asks', async () => {
  const { id, publicId } = await holder();
  const sealed = Buffer.from((await getCertificateFile(`${publicId}.pdf`, 'es')).bytes);
  const [key] = (await listSigningKeys()).filter(({ purpose, state }) => purpose === 'pdf-seal' && state === 'signs');
  await withdrawKey({ kid: key!.kid, reason: 'drill' });
  forgetKeys();
  expect((await checkHandedIn(sealed)).state).not.toBe('valid');
  const asked = getCertificateFile(`${publicId}.pdf`, 'es');
  await drawTranslation(id, 'es');
  expect(await checkHandedIn((await asked).bytes)).toMatchObject({ state: 'valid', publicId });
  expect((await getPublicCertificate(publicId, 'es')).state).toBe('valid');
});

test('what a stranger’s key signs in our name is refused', async () => {
  const { publicId } = await holder();
  const jwt = await text(`${publicId}.jwt`);
  const payload = JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as { issuer: { id: string } };
  const key = await generateSigningKey({ algorithm: 'RS256', controller: payload.issuer.id, fragment: 'mine', purpose: 'credential' }); // prettier-ignore
  const { iss: _i, jti: _j, sub: _s, nbf: _n, exp: _e, ...document } = payload as Record<string, unknown>;
  expect(await checkHandedIn(await signJwt(document as never, key))).toMatchObject({ state: 'invalid' });
});

test('a withdrawn key of the status lists: they are signed anew with the next', async () => {
  await publishDueLists();
  const [key] = (await listSigningKeys()).filter(
    ({ purpose, state }) => purpose === 'status-list' && state === 'signs',
  );
  await withdrawKey({ kid: key!.kid, reason: 'drill' });
  expect(await publishDueLists()).toBeGreaterThanOrEqual(1);
  const lists = await prisma().statusList.findMany();
  for (const list of lists) {
    expect(list.signed).not.toContain(key!.kid);
    expect(list.signedSuspension).not.toContain(key!.kid);
  }
  expect(await publishDueLists()).toBe(0);
});

test('the ledger’s head is signed after a day or a thousand rows, published, and pins what came before', async () => {
  await holder();
  const now = Date.now();
  const at = (hours: number) => ({ clock: () => new Date(now + hours * 3_600_000) });
  expect(await checkpointLedger(at(0))).toBe(true);
  expect(await checkpointLedger(at(1))).toBe(false);
  await holder();
  expect(await checkpointLedger(at(23))).toBe(false);
  expect(await Promise.all([checkpointLedger(at(25)), checkpointLedger(at(25))])).toContain(true);
  const file = JSON.parse(Buffer.from((await getLedgerFile()).bytes).toString('utf8')) as {
    keys: Array<{ kid: string }>;
    checkpoints: Array<{ rows: number; head: string; jws: string }>;
  };
  expect(file.checkpoints).toHaveLength(2);
  for (const { rows, head, jws } of file.checkpoints) {
    const [header, payload, signature] = jws.split('.') as [string, string, string];
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
    const key = createPublicKey({ key: file.keys.find((one) => one.kid === kid) as never, format: 'jwk' });
    expect(verifyBytes(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ rows, head });
  }
  expect(await verifyLedger()).toMatchObject({ checkpoints: 2, broken: null });
  // Somebody with the database rewrites the tail, hashes and all: the signed head no longer fits.
  const { rows } = file.checkpoints[0]!;
  await sql('a', 'alter table issuance_ledger disable trigger issuance_ledger_append_only');
  const [last] = await sql<object>('b', 'delete from issuance_ledger where number = $1 returning *', [rows]);
  expect(await verifyLedger()).toMatchObject({ broken: { fault: 'checkpoint', number: rows } });
  await sql('c', 'insert into issuance_ledger select * from json_populate_record(null::issuance_ledger, $1)', [JSON.stringify(last)]); // prettier-ignore
  await sql('d', 'alter table issuance_ledger enable trigger issuance_ledger_append_only');
  expect((await verifyLedger()).broken).toBeNull();
  await expect(sql('e', 'update ledger_checkpoint set number = number')).rejects.toThrow(/append-only/);
  await expect(sql('f', 'delete from ledger_checkpoint')).rejects.toThrow(/append-only/);
});

test('nobody reads private halves: what is published and listed has none', async () => {
  await person();
  const everything = JSON.stringify([await getDidDocument(), await getJwks(), await listSigningKeys(), Buffer.from((await getLedgerFile()).bytes).toString()]); // prettier-ignore
  expect(everything).not.toMatch(/"(d|p|q|dp|dq|qi|wrapped|privateKey\w*|secretKey\w*)":/);
});
