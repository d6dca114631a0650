import { prepareQueue } from '~/platform/queue.server';
import { beforeAll, expect, test } from 'vitest';
import { readDidDocument } from '@certificates/keys';
import { verify } from '@certificates/verify';
import { prisma, sql } from '~/platform/db.server';
import { holder, passedAttempt } from '../../../tests/factories/certificate';
import { person, seedPrograms } from '../../../tests/factories/exam';
import {
  approveCorrection, cancelCorrection, checkHandedIn, checkMany, eraseMyCertificates, eraseCertificatesOf, finishCertificate, getCertificateFile, getDidDocument, getMyCertificate,
  getPublicCertificate, getStatusList, issueCertificate, liftSuspension, listCorrections, listMyCertificates, listMyCorrections, publishDueLists, publishReplacement, publishStatusOf,
  reconcileCertificates, refreshCredential, refuseCorrection, remindOfExpiry, requestCorrection, revokeCertificate, sealOldCertificates, setPrivacy, suspendCertificate, verifyLedger,
} from './certification.server'; // prettier-ignore

beforeAll(seedPrograms);
void prepareQueue;

const DAY = 86_400_000;
const text = async (name: string, viewer: string | null = null) =>
  Buffer.from((await getCertificateFile(name, 'es', viewer)).bytes).toString('utf8');
const tokenIn = (json: string) =>
  /\/refresh\/([A-Za-z0-9_-]{22})$/.exec(
    (JSON.parse(json) as { refreshService: { id: string } }).refreshService.id,
  )![1]!;
const refresh = async (token: string, accept = 'application/json') =>
  Buffer.from((await refreshCredential({ token, accept, network: 'n' })).bytes).toString('utf8');

/** Every row of certification's tables as text, and as the bytes that lie in them. */
async function dump(): Promise<string> {
  const tables = ['certificate', 'certificate_file', 'certificate_request', 'certificate_reminder', 'certificate_count', 'holder_key', 'issuance_ledger', 'ledger_checkpoint', 'status_list', 'issue_batch', 'exam_attempt', 'exam_answer']; // prettier-ignore
  const parts: Array<string> = [];
  for (const table of tables) {
    const rows = await sql<Record<string, unknown>>(`dump-${table}`, `select * from ${table}`);
    for (const row of rows)
      for (const value of Object.values(row))
        parts.push(Buffer.isBuffer(value) ? value.toString('latin1') + value.toString('utf8') : JSON.stringify(value));
  }
  return parts.join('\n');
}

test('what names the holder is sealed in the table, and the signed files with it', async () => {
  const { id, publicId } = await holder({ name: 'Sealed Onlyhere' });
  expect(await dump()).not.toContain('Sealed Onlyhere');
  expect(await getPublicCertificate(publicId, 'es')).toMatchObject({
    state: 'valid',
    facts: { holderName: 'Sealed Onlyhere', scorePercent: 88 },
  });
  // Moved to another row, or with a byte changed, a sealed part opens nowhere.
  const other = await holder();
  await sql('swap', 'update certificate a set sealed = b.sealed from certificate b where a.id = $1 and b.id = $2', [
    other.id,
    id,
  ]);
  await expect(getPublicCertificate(other.publicId, 'es')).rejects.toThrow();
  await prisma().certificate.update({
    where: { id: other.id },
    data: {
      status: 'revoked',
      erasedAt: new Date(),
      erasure: 'kept',
      userId: null,
      attemptId: null,
      sealed: null,
      refreshHash: null,
    },
  });
  await prisma().certificateFile.deleteMany({ where: { certificateId: other.id } });
});

test('a certificate from before there were holders’ keys is read as it is, and sealed by the schedule', async () => {
  const { id, publicId, actor } = await holder({ name: 'Old Plainrow' });
  const plain = await getMyCertificate(actor, id, 'es');
  const files = await Promise.all((['jwt', 'json', 'pdf-es', 'png', 'svg'] as const).map(async (kind) => {
    const name = kind.startsWith('pdf') ? `${publicId}.pdf` : `${publicId}.${kind}`;
    return { kind, bytes: Buffer.from((await getCertificateFile(name, 'es')).bytes) };
  })); // prettier-ignore
  const record = { holderName: plain.holderName, subjectId: 'urn:uuid:1', scorePercent: plain.scorePercent };
  const signed = JSON.parse(files[1]!.bytes.toString('utf8')) as { credentialSubject: { id: string } };
  await sql('unseal', `update certificate set award = award || $2::jsonb, sealed = null where id = $1`, [
    id,
    JSON.stringify({ ...record, subjectId: signed.credentialSubject.id }),
  ]);
  for (const { kind, bytes } of files)
    await sql(
      'unseal-file',
      `update certificate_file set bytes = $3, sealed = false where certificate_id = $1 and kind = $2`,
      [id, kind, bytes],
    );
  await sql('unkey', 'delete from holder_key where user_id = $1', [actor.userId]);
  expect(await dump()).toContain('Old Plainrow');
  expect((await getPublicCertificate(publicId, 'es')).state).toBe('valid');
  expect(await sealOldCertificates()).toBe(1);
  expect(await sealOldCertificates()).toBe(0);
  expect(await dump()).not.toContain('Old Plainrow');
  expect(await getPublicCertificate(publicId, 'es')).toMatchObject({
    state: 'valid',
    facts: { holderName: 'Old Plainrow' },
  });
  expect((await verifyLedger()).broken).toBeNull();
});

test('a suspension shows at once and in the list of suspensions, leaves the revocation bit alone, and can be lifted', async () => {
  const { actor, id, publicId } = await holder();
  const support = await person({ roles: ['support'] });
  await expect(suspendCertificate(actor, { certificateId: id, reason: 'appeal' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(suspendCertificate(support, { certificateId: id, reason: 'x' })).rejects.toMatchObject({
    code: 'invalid',
  });
  expect(await suspendCertificate(support, { certificateId: id, reason: 'under-review' })).toMatchObject({
    state: 'suspended',
  });
  expect(await suspendCertificate(support, { certificateId: id, reason: 'appeal' })).toMatchObject({
    suspendedReason: 'under-review',
  });
  expect(await getPublicCertificate(publicId, 'es')).toMatchObject({
    state: 'suspended',
    facts: { suspended: { reason: 'under-review' } },
  });
  expect(await checkHandedIn(await text(`${publicId}.jwt`))).toMatchObject({ state: 'suspended' });
  await publishStatusOf(id);
  const bits = async (name: string) => {
    const { credentialSubject: { encodedList, statusPurpose } } = JSON.parse(Buffer.from((await getStatusList(name)).bytes).toString()) as { credentialSubject: { encodedList: string; statusPurpose: string } }; // prettier-ignore
    return { encodedList, statusPurpose };
  };
  const suspended = await bits('s1');
  const revoked = await bits('r1');
  expect([suspended.statusPurpose, revoked.statusPurpose]).toEqual(['suspension', 'revocation']);
  expect(await liftSuspension(support, { certificateId: id })).toMatchObject({ state: 'valid', suspendedAt: null });
  await liftSuspension(support, { certificateId: id });
  await publishStatusOf(id);
  expect((await bits('s1')).encodedList).not.toBe(suspended.encodedList);
  expect((await bits('r1')).encodedList).toBe(revoked.encodedList);
  expect(
    await prisma().event.groupBy({
      by: ['type'],
      where: { subjectId: id, type: { startsWith: 'certification.susp' } },
      _count: true,
    }),
  ).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'certification.suspended', _count: 1 }),
      expect.objectContaining({ type: 'certification.suspension-lifted', _count: 1 }),
    ]),
  );
});

test('a new name: asked for, approved, signed under the same credential; the old address leads on and tells no name', async () => {
  const { actor, id, publicId } = await holder(
    { name: 'Formername Ruiz' },
    { clock: () => new Date(Date.now() - DAY) },
  );
  const admin = await person({ roles: ['admin'] });
  const stranger = await person();
  const oldJson = await text(`${publicId}.json`);
  await expect(
    requestCorrection(stranger, { certificateId: id, kind: 'name', proposedName: 'Eve' }),
  ).rejects.toMatchObject({ code: 'not-found' });
  await expect(requestCorrection(actor, { certificateId: id, kind: 'name', proposedName: ' ' })).rejects.toMatchObject({
    code: 'invalid',
  });
  await expect(requestCorrection(actor, { certificateId: id, kind: 'correction' })).rejects.toMatchObject({
    code: 'invalid',
  });
  const asked = await requestCorrection(actor, {
    certificateId: id,
    kind: 'name',
    proposedName: ' Nueva\u202E  Núñez ',
    text: 'I married.',
  });
  expect(asked).toMatchObject({ proposedName: 'Nueva Núñez', state: 'open' });
  await expect(
    requestCorrection(actor, { certificateId: id, kind: 'name', proposedName: 'Other' }),
  ).rejects.toMatchObject({ code: 'conflict', reason: 'request-open' });
  await expect(listCorrections(actor)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await listCorrections(admin)).map((row) => [row.holderName, row.proposedName])).toContainEqual([
    'Formername Ruiz',
    'Nueva Núñez',
  ]);
  await expect(approveCorrection(stranger, { requestId: asked.id })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(cancelCorrection(stranger, { requestId: asked.id })).rejects.toMatchObject({ code: 'not-found' });

  const outcomes = await Promise.allSettled(
    Array.from({ length: 6 }, () => approveCorrection(admin, { requestId: asked.id })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const newer = outcomes.find((one): one is PromiseFulfilledResult<string> => one.status === 'fulfilled')!.value;
  expect((await getPublicCertificate(publicId, 'es')).state).toBe('replaced');
  await Promise.all([finishCertificate(newer), finishCertificate(newer), reconcileCertificates()]);
  await publishReplacement(newer);

  const fresh = await prisma().certificate.findUniqueOrThrow({ where: { id: newer } });
  const old = await prisma().certificate.findUniqueOrThrow({ where: { id } });
  expect(fresh).toMatchObject({ credentialId: old.credentialId, status: 'issued', origin: 'correction' });
  expect(fresh.statusIndex).not.toBe(old.statusIndex);
  expect(await prisma().event.count({ where: { type: 'certification.issued', subjectId: newer } })).toBe(1);
  const page = await getPublicCertificate(publicId, 'es');
  expect(page).toMatchObject({ state: 'replaced', facts: null, newer: fresh.publicId });
  expect(JSON.stringify(page)).not.toContain('Formername');
  await expect(getCertificateFile(`${publicId}.pdf`, 'es')).rejects.toMatchObject({ code: 'gone' });
  expect(await getPublicCertificate(fresh.publicId, 'es')).toMatchObject({
    state: 'valid',
    facts: { holderName: 'Nueva Núñez' },
  });
  expect(await checkHandedIn(oldJson)).toMatchObject({ state: 'replaced' });
  expect(await prisma().issuanceLedger.count({ where: { certificateId: id, action: 'replace' } })).toBe(1);
  // Whoever holds the old file gets the newest by its refresh address.
  expect(await refresh(tokenIn(oldJson))).toContain('Nueva Núñez');
  expect(await refresh(tokenIn(oldJson), 'application/vc+jwt, application/json;q=0.5')).toMatch(
    /^[\w-]+\.[\w-]+\.[\w-]+$/,
  );
  expect((await listMyCorrections(actor))[0]).toMatchObject({ state: 'approved' });
  await expect(
    requestCorrection(actor, { certificateId: id, kind: 'correction', text: 'again' }),
  ).rejects.toMatchObject({ code: 'conflict' });
});

test('a correction is refused with a reason, and nobody approves their own', async () => {
  const { actor, id } = await holder({ roles: ['learner', 'admin'] });
  const admin = await person({ roles: ['admin'] });
  const asked = await requestCorrection(actor, { certificateId: id, kind: 'correction', text: 'My score is wrong.' });
  await expect(approveCorrection(actor, { requestId: asked.id, holderName: 'Me' })).rejects.toMatchObject({
    reason: 'own-request',
  });
  await expect(approveCorrection(admin, { requestId: asked.id })).rejects.toMatchObject({ code: 'invalid' });
  await expect(refuseCorrection(admin, { requestId: asked.id, reason: ' ' })).rejects.toMatchObject({
    code: 'invalid',
  });
  await refuseCorrection(admin, { requestId: asked.id, reason: 'The score is the one you reached.' });
  await expect(refuseCorrection(admin, { requestId: asked.id, reason: 'twice' })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await listMyCorrections(actor)).toMatchObject([
    { state: 'refused', reason: 'The score is the one you reached.' },
  ]);
  const again = await requestCorrection(actor, { certificateId: id, kind: 'name', proposedName: 'Ana María Pérez' });
  await cancelCorrection(actor, { requestId: again.id });
  expect((await listMyCorrections(actor))[0]).toMatchObject({ state: 'cancelled' });
});

test('a private certificate is like an unknown one to everybody but its holder', async () => {
  const { actor, id, publicId } = await holder();
  const stranger = await person();
  const json = await text(`${publicId}.json`);
  const privacy = { certificateId: id, visibility: 'private', showScore: true, showEvidence: true };
  await expect(setPrivacy(stranger, privacy)).rejects.toMatchObject({ code: 'not-found' });
  await expect(setPrivacy(actor, { ...privacy, visibility: 'friends' })).rejects.toMatchObject({ code: 'invalid' });
  await setPrivacy(actor, privacy);
  const unknown = await getPublicCertificate('0000000000000000000000', 'es', { clock: () => new Date(0) });
  expect(await getPublicCertificate(publicId, 'es', { clock: () => new Date(0) })).toEqual(unknown);
  expect(await getPublicCertificate(publicId, 'es', { clock: () => new Date(0), viewerId: stranger.userId })).toEqual(
    unknown,
  );
  for (const form of ['json', 'jwt', 'pdf', 'png', 'svg'])
    await expect(getCertificateFile(`${publicId}.${form}`, 'es')).rejects.toMatchObject({ code: 'not-found' });
  await expect(refresh(tokenIn(json))).rejects.toMatchObject({ code: 'not-found' });
  expect((await getPublicCertificate(publicId, 'es', { viewerId: actor.userId })).state).toBe('valid');
  expect((await getCertificateFile(`${publicId}.json`, 'es', actor.userId)).isPrivate).toBe(true);
  // A file that the holder hands on can be checked, without leading to the page.
  expect(await checkHandedIn(json)).toMatchObject({ state: 'valid', publicId: null });
  await setPrivacy(actor, { ...privacy, visibility: 'public', showScore: false });
  expect(await getPublicCertificate(publicId, 'es')).toMatchObject({
    state: 'valid',
    facts: { visibility: 'public', scorePercent: null, band: null },
  });
  expect(await text(`${publicId}.json`)).toBe(json);
});

test.each(['kept', 'withdrawn'] as const)(
  'erasure (%s) destroys the key and every trace of the name; the ledger still verifies',
  async (erasure) => {
    const name = `Erased ${erasure === 'kept' ? 'Keptname' : 'Gonename'}`;
    const { actor, id, publicId } = await holder({ name });
    const [json, jwt] = [await text(`${publicId}.json`), await text(`${publicId}.jwt`)];
    await requestCorrection(actor, {
      certificateId: id,
      kind: 'name',
      proposedName: `${name} Junior`,
      text: `I am ${name}`,
    });
    const before = await verifyLedger();
    await expect(eraseMyCertificates(actor, { erasure: 'x' })).rejects.toMatchObject({ code: 'invalid' });
    expect(
      await Promise.all([eraseMyCertificates(actor, { erasure }), eraseMyCertificates(actor, { erasure })]),
    ).toEqual(expect.arrayContaining([{ erased: 1 }, { erased: 0 }]));
    const rows = await dump();
    for (const trace of [name, publicId, actor.userId, (JSON.parse(json) as { id: string }).id, tokenIn(json)])
      expect(rows, trace).not.toContain(trace);
    expect(await prisma().holderKey.count({ where: { userId: actor.userId } })).toBe(0);
    expect(await listMyCertificates(actor, 'es')).toEqual([]);
    expect(await getPublicCertificate(publicId, 'es')).toMatchObject({
      state: 'erased',
      facts: null,
      erased: { verifiable: erasure === 'kept' },
    });
    await expect(getCertificateFile(`${publicId}.json`, 'es')).rejects.toMatchObject({ code: 'gone' });
    await expect(refresh(tokenIn(json))).rejects.toMatchObject({ code: 'not-found' });
    // Nothing brings it back.
    await reconcileCertificates();
    expect(await prisma().certificate.count({ where: { userId: actor.userId } })).toBe(0);
    await publishStatusOf(id);
    for (const file of [json, jwt])
      expect(await checkHandedIn(file)).toMatchObject({
        state: erasure === 'kept' ? 'valid' : 'revoked',
        publicId: null,
        credential: { holderName: name },
      });
    const issuers = [await readDidDocument(await getDidDocument())];
    expect((await verify(jwt, { issuers, now: new Date() })).verdicts.signature.outcome).toBe('pass');
    const after = await verifyLedger();
    expect(after.broken).toBeNull();
    expect(after.rows).toBeGreaterThanOrEqual(before.rows);
  },
);

test('erasing while a certificate is being issued leaves either all of it or nothing readable', async () => {
  for (let round = 0; round < 5; round++) {
    const actor = await person({ name: `Racing Person${round}` });
    const attemptId = await passedAttempt(actor);
    await Promise.all([issueCertificate(attemptId).catch(() => null), eraseCertificatesOf(actor.userId, 'kept')]);
    await eraseCertificatesOf(actor.userId, 'kept');
    expect(await dump()).not.toContain(`Racing Person${round}`);
    expect(await prisma().certificate.count({ where: { userId: actor.userId } })).toBe(0);
  }
  expect((await verifyLedger()).broken).toBeNull();
});

test('reminders go out at 90, 30 and 7 days, once each, and at the nearest mark only when some were missed', async () => {
  const t0 = new Date('2026-03-01T10:00:00Z');
  const at = (days: number) => ({ clock: () => new Date(t0.getTime() + days * DAY) });
  const { id } = await holder({}, at(0));
  const { expiresAt } = await prisma().certificate.findUniqueOrThrow({ where: { id } });
  const before = (days: number) => ({ clock: () => new Date(expiresAt!.getTime() - days * DAY) });
  const marks = async () =>
    (
      await prisma().event.findMany({
        where: { type: 'certification.expiring', subjectId: id },
        orderBy: { createdAt: 'asc' },
      })
    ).map(({ data }) => (data as { days: number }).days);
  await remindOfExpiry(before(91));
  expect(await marks()).toEqual([]);
  await Promise.all([remindOfExpiry(before(90)), remindOfExpiry(before(90))]);
  await remindOfExpiry(before(60));
  expect(await marks()).toEqual([90]);
  await remindOfExpiry(before(6));
  await remindOfExpiry(before(5));
  expect(await marks()).toEqual([90, 7]);
  await remindOfExpiry(before(-1));
  expect(await marks()).toEqual([90, 7]);
});

test('a revoked certificate is gone at its refresh address, and odd tokens are unknown', async () => {
  const { id, publicId } = await holder();
  const token = tokenIn(await text(`${publicId}.json`));
  expect(JSON.parse(await refresh(token))).toMatchObject({ type: ['VerifiableCredential', 'OpenBadgeCredential'] });
  await revokeCertificate(await person({ roles: ['admin'] }), { certificateId: id, reason: 'misconduct' });
  await expect(refresh(token)).rejects.toMatchObject({ code: 'gone' });
  for (const odd of ['', 'x', 'A'.repeat(22), '../../etc', 'A'.repeat(5_000)])
    await expect(refresh(odd)).rejects.toMatchObject({ code: 'not-found' });
  await publishDueLists();
});

test('programs check many at a time: ids, JWTs, JSON, files, rubbish, each with a verdict of its own', async () => {
  const { publicId } = await holder();
  const [json, jwt] = [await text(`${publicId}.json`), await text(`${publicId}.jwt`)];
  const base64 = async (form: string) =>
    Buffer.from((await getCertificateFile(`${publicId}.${form}`, 'es')).bytes).toString('base64');
  const pdf = await base64('pdf');
  const appended = Buffer.concat([Buffer.from(pdf, 'base64'), Buffer.from('\n% more')]).toString('base64');
  const blanks = {
    ...(JSON.parse(json) as object),
    evidence: Array.from({ length: 5_000 }, () => ({ type: ['Evidence'] })),
  };
  const { results } = await checkMany('net', {
    credentials: [
      publicId,
      jwt,
      json,
      JSON.parse(json),
      { file: pdf },
      { file: await base64('png') },
      { file: await base64('svg') },
      { file: appended },
      'hello',
      {},
      { file: 'AAAA' },
      jwt.slice(0, -3),
      blanks,
    ],
  });
  const states = results.map(({ state }) => state);
  expect(states.slice(0, 7)).toEqual(Array(7).fill('valid'));
  expect(states.slice(7)).toEqual(Array(6).fill('invalid'));
  for (const body of [
    {},
    { credentials: [] },
    { credentials: Array(101).fill('x') },
    { credentials: [1] },
    { credentials: ['x'], more: 1 },
    null,
  ])
    await expect(checkMany('net', body)).rejects.toMatchObject({ code: 'invalid' });
  await expect(checkMany('busy', { credentials: Array(100).fill('x') }).then(async () => { for (let i = 0; i < 10; i++) await checkMany('busy', { credentials: Array(100).fill('x') }); })).rejects.toMatchObject({ code: 'limit-reached' }); // prettier-ignore
});
