import { recheckJwt } from '@certificates/browser';
import { createStatusLookup } from '@certificates/check-status';
import { readDidDocument } from '@certificates/keys';
import { verify } from '@certificates/verify';
import { beforeAll, expect, test } from 'vitest';
import { prisma, sql, statementCount } from '~/platform/db.server';
import { publicUrl } from '~/platform/env.server';
import { passExam, person, PROGRAM, seedPrograms } from '../../../tests/factories/exam';
import {
  checkHandedIn, drawTranslation, getCertificateFile, getDidDocument, getEligibility, getExam, getJwks, getPublicCertificate, getStatusList, issueCertificate, listCertificates, listMyCertificates,
  publishDueLists, publishStatusOf, reconcileCertificates, reportConcern, revokeCertificate, saveExamAnswer, startExam, submitExam, verifyLedger,
} from './certification.server'; // prettier-ignore
import { unwrap, wrap } from './keyring.server';
import { differingFacts, readSignedFacts } from './signed-facts';

beforeAll(seedPrograms);

const T0 = new Date('2026-03-01T10:00:00.000Z');
const DAY = 86_400_000;
const at = (days: number) => ({ clock: () => new Date(T0.getTime() + days * DAY) });
const text = async (name: string) => Buffer.from((await getCertificateFile(name, 'es')).bytes).toString('utf8');

async function issued(parts: Parameters<typeof person>[0] = {}, deps: Parameters<typeof passExam>[1] = {}) {
  const actor = await person(parts);
  const id = (await issueCertificate(await passExam(actor, deps), deps))!;
  const { publicId } = await prisma().certificate.findUniqueOrThrow({ where: { id } });
  return { actor, id, publicId };
}

/** Exactly one of everything for a certificate. */
async function expectOne(attemptId: string) {
  const certificates = await prisma().certificate.findMany({ where: { attemptId }, include: { files: true } });
  expect(certificates).toHaveLength(1);
  const { id, status, files } = certificates[0]!;
  expect(status).toBe('issued');
  expect(files.map((file) => file.kind).sort()).toEqual(['json', 'jwt', 'pdf-es', 'png', 'svg']);
  expect(
    await prisma().issuanceLedger.findMany({
      where: { certificateId: id },
      select: { action: true },
      orderBy: { number: 'asc' },
    }),
  ).toEqual([{ action: 'issue-jwt' }, { action: 'issue-json' }]);
  expect(await prisma().event.count({ where: { type: 'certification.issued', subjectId: id } })).toBe(1);
}

test('twenty issues at once make one certificate, one set of files, two ledger rows, one event', async () => {
  const attemptId = await passExam(await person());
  const ids = await Promise.all(Array.from({ length: 20 }, () => issueCertificate(attemptId)));
  expect(new Set(ids).size).toBe(1);
  await expectOne(attemptId);
  expect(
    (await prisma().signingKey.findMany({ select: { purpose: true }, orderBy: { purpose: 'asc' } })).map(
      ({ purpose }) => purpose,
    ),
  ).toEqual(['credential-di', 'credential-jwt', 'ledger-checkpoint', 'pdf-seal', 'status-list']);
});

test.each(['pending', 'signed', 'stored'] as const)(
  'a kill after the step "%s" resumes to exactly one',
  async (killed) => {
    const attemptId = await passExam(await person());
    const afterStep = (step: string) => {
      if (step === killed) throw new Error('killed');
    };
    await expect(issueCertificate(attemptId, { afterStep })).rejects.toThrow('killed');
    await issueCertificate(attemptId, { afterStep }).catch(() => {});
    await Promise.all([issueCertificate(attemptId), issueCertificate(attemptId)]);
    await issueCertificate(attemptId);
    await expectOne(attemptId);
  },
);

test('what was passed is issued even when its event was lost, and nothing is issued for what failed', async () => {
  const attemptId = await passExam(await person());
  const bea = await person();
  const failed = await startExam(bea, { programId: PROGRAM, locale: 'es' });
  await submitExam(bea, { programId: PROGRAM, attemptId: failed.attemptId });
  expect(await reconcileCertificates()).toBeGreaterThanOrEqual(1);
  await expectOne(attemptId);
  expect(await issueCertificate(failed.attemptId)).toBeNull();
  expect(await reconcileCertificates()).toBe(0);
  await expect(
    issueCertificate(failed.attemptId.replace(/.$/, (last) => (last === '0' ? '1' : '0'))),
  ).rejects.toMatchObject({ code: 'not-found' });
});

test('both signed forms verify offline against the published keys and list, and say what the page says', async () => {
  const { publicId } = await issued({ name: '  Zoë\u202E  O’Brien  ' });
  const now = new Date();
  const issuers = [await readDidDocument(await getDidDocument())];
  const list = Buffer.from((await getStatusList('r1')).bytes).toString('utf8');
  const lookUpStatus = createStatusLookup({
    lists: new Map([[`${publicUrl()}/status/r1`, list]]),
    issuers,
    now,
  });
  for (const form of ['jwt', 'json']) {
    const result = await verify(await text(`${publicId}.${form}`), { issuers, now, lookUpStatus });
    expect(result.state, form).toBe('valid');
    expect(readSignedFacts(result.credential)).toMatchObject({
      publicId,
      holderName: 'Zoë O’Brien',
      scorePercent: '100',
      passPercent: '75',
      language: 'es',
    });
  }
  const page = await getPublicCertificate(publicId, 'en');
  expect(page).toMatchObject({
    state: 'valid',
    facts: {
      holderName: 'Zoë O’Brien',
      title: 'AI marketing foundations',
      signed: { locale: 'es', title: 'Fundamentos de marketing con IA' },
    },
  });
  expect(page.checks.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual([
    'signature pass',
    'issuer pass',
    'content pass',
    'period pass',
    'status pass',
  ]);
  const recheck = await recheckJwt(await text(`${publicId}.jwt`), (await getJwks()) as never, now);
  expect(recheck).toMatchObject({ signature: 'pass', period: 'pass', reason: 'ok' });
  expect(
    differingFacts(readSignedFacts(recheck.credential), {
      holderName: page.facts!.holderName,
      validUntil: page.facts!.validUntil,
    }),
  ).toEqual([]);
  expect(differingFacts(readSignedFacts(recheck.credential), { holderName: 'Eve' })).toEqual(['holderName']);
});

test('one byte changed in the stored credential, the record or the ledger’s file is called out', async () => {
  const { id, publicId } = await issued();
  const state = async () => {
    const { state: word, checks } = await getPublicCertificate(publicId, 'es');
    return [
      word,
      ...checks.filter(({ outcome }) => outcome === 'fail').map(({ check, reason }) => `${check} ${reason}`),
    ];
  };
  expect(await state()).toEqual(['valid']);
  const hours = String((await getPublicCertificate(publicId, 'es')).facts!.hours);
  const jwt = (
    await prisma().certificateFile.findUniqueOrThrow({
      where: { certificateId_kind: { certificateId: id, kind: 'jwt' } },
    })
  ).bytes;
  const setJwt = (bytes: Uint8Array<ArrayBuffer>) =>
    prisma().certificateFile.update({
      where: { certificateId_kind: { certificateId: id, kind: 'jwt' } },
      data: { bytes },
    });
  const damaged = Uint8Array.from(jwt);
  damaged[jwt.length - 40]! ^= 1;
  await setJwt(damaged);
  expect(await state()).toEqual([
    'invalid',
    // Sealed at rest: what was changed does not even open.
    'signature not-text',
  ]);
  expect(await verifyLedger()).toMatchObject({ broken: { fault: 'file' } });
  await setJwt(jwt);
  await sql('t', `update certificate set award = jsonb_set(award, '{hours}', '99') where id = $1`, [id]);
  expect(await state()).toEqual(['invalid', 'content record-altered']);
  await sql('t2', `update certificate set award = jsonb_set(award, '{hours}', $2::text::jsonb) where id = $1`, [
    id,
    hours,
  ]);
  await sql(
    't3',
    `update certificate_file set bytes = bytes || ' '::bytea where certificate_id = $1 and kind = 'json'`,
    [id],
  );
  expect(await state()).toEqual(['invalid', 'content file-altered']);
  await sql(
    't4',
    `update certificate_file set bytes = substr(bytes, 1, length(bytes) - 1) where certificate_id = $1 and kind = 'json'`,
    [id],
  );
  expect(await state()).toEqual(['valid']);
});

test('the ledger chain holds, and a changed row breaks it', async () => {
  await issued();
  const report = await verifyLedger();
  expect(report.broken).toBeNull();
  expect(report.rows).toBeGreaterThanOrEqual(2);
  await expect(sql('x', 'delete from issuance_ledger')).rejects.toThrow(/append-only/);
  await sql('d', 'alter table issuance_ledger disable trigger issuance_ledger_append_only');
  await sql('u', `update issuance_ledger set created_at = created_at - interval '1 day' where number = 2`);
  expect(await verifyLedger()).toMatchObject({ broken: { number: 2, fault: 'chain' } });
  await sql('v', `update issuance_ledger set created_at = created_at + interval '1 day' where number = 2`);
  await sql('e', 'alter table issuance_ledger enable trigger issuance_ledger_append_only');
  expect((await verifyLedger()).broken).toBeNull();
});

test('a revocation shows at once, reaches the signed list, and enters the ledger once', async () => {
  const { id, publicId, actor } = await issued();
  const admin = await person({ roles: ['admin'] });
  await expect(revokeCertificate(actor, { certificateId: id, reason: 'other' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(revokeCertificate(admin, { certificateId: id, reason: 'because' })).rejects.toMatchObject({
    code: 'invalid',
  });
  await expect(revokeCertificate(admin, { certificateId: 'x', reason: 'other' })).rejects.toMatchObject({
    code: 'not-found',
  });
  expect(await revokeCertificate(admin, { certificateId: id, reason: 'issued-in-error' })).toMatchObject({
    state: 'revoked',
    revokedReason: 'issued-in-error',
  });
  expect(await revokeCertificate(admin, { certificateId: id, reason: 'misconduct' })).toMatchObject({
    revokedReason: 'issued-in-error',
  });
  expect(await getPublicCertificate(publicId, 'es')).toMatchObject({
    state: 'revoked',
    facts: { revoked: { reason: 'issued-in-error' } },
  });
  expect(await prisma().event.count({ where: { type: 'certification.revoked', subjectId: id } })).toBe(1);

  await Promise.all([publishStatusOf(id), publishStatusOf(id), publishDueLists()]);
  const now = new Date();
  const issuers = [await readDidDocument(await getDidDocument())];
  const list = Buffer.from((await getStatusList('r1')).bytes).toString('utf8');
  const lookUpStatus = createStatusLookup({
    lists: new Map([[`${publicUrl()}/status/r1`, list]]),
    issuers,
    now,
  });
  expect((await verify(await text(`${publicId}.json`), { issuers, now, lookUpStatus })).state).toBe('revoked');
  expect(await prisma().issuanceLedger.count({ where: { certificateId: id, action: 'revoke' } })).toBe(1);
  expect((await verifyLedger()).broken).toBeNull();
  expect(await publishDueLists()).toBe(0);
  expect(await checkHandedIn(await text(`${publicId}.jwt`))).toMatchObject({ state: 'revoked', publicId });
  // The attempt was answered for: no second certificate for it, and a new exam is possible.
  expect(await reconcileCertificates()).toBe(0);
  expect(await getEligibility(actor, PROGRAM)).toMatchObject({ state: 'wait' });
});

test('a certificate expires on its day, and a new exam renews it: same credential, the old one replaced and withdrawn', async () => {
  const { actor, id, publicId } = await issued({}, at(0));
  expect((await getPublicCertificate(publicId, 'es', at(729))).state).toBe('valid');
  expect((await getPublicCertificate(publicId, 'es', at(731))).state).toBe('expired');
  await expect(passExam(actor, at(400))).rejects.toMatchObject({ code: 'conflict', reason: 'certified' });
  expect(await getEligibility(actor, PROGRAM, at(660))).toMatchObject({ state: 'ready', renewal: true });
  const newer = (await issueCertificate(await passExam(actor, at(660)), at(660)))!;
  const [old, fresh] = await Promise.all([
    prisma().certificate.findUniqueOrThrow({ where: { id } }),
    prisma().certificate.findUniqueOrThrow({ where: { id: newer } }),
  ]);
  expect(old.replacedById).toBe(newer);
  expect(fresh.credentialId).toBe(old.credentialId);
  expect(await getPublicCertificate(publicId, 'es', at(661))).toMatchObject({
    state: 'replaced',
    facts: { replacedBy: fresh.publicId },
  });
  expect(await getPublicCertificate(fresh.publicId, 'es', at(661))).toMatchObject({
    state: 'valid',
    facts: { awardedAt: (old.award as { awardedAt: string }).awardedAt },
  });
  expect(await publishDueLists(at(660))).toBe(1);
  expect(await prisma().issuanceLedger.count({ where: { certificateId: id, action: 'replace' } })).toBe(1);
  expect((await listMyCertificates(actor, 'en', at(661))).map(({ state }) => state)).toEqual(['valid', 'replaced']);
});

test('an unknown id has the shape of a known one, and files of it are not found', async () => {
  for (const wrong of ['0000000000000000000000', 'x', '', '../../etc/passwd', 'a'.repeat(5000)]) {
    expect(await getPublicCertificate(wrong, 'es')).toMatchObject({
      state: 'unknown',
      facts: null,
      checks: [{}, {}, {}, {}, {}],
    });
    await expect(getCertificateFile(`${wrong}.jwt`, 'es')).rejects.toMatchObject({ code: 'not-found' });
  }
  await expect(getStatusList('r9')).rejects.toMatchObject({ code: 'not-found' });
  await expect(getStatusList('1')).rejects.toMatchObject({ code: 'not-found' });
});

test('whatever is handed in gets a verdict: id, link, JWT, JSON, PDF, rubbish', async () => {
  const { id, publicId } = await issued();
  const jwt = await text(`${publicId}.jwt`);
  const json = await text(`${publicId}.json`);
  for (const sound of [
    publicId,
    ` ${publicUrl()}/verify/${publicId}?lang=es `,
    `https://other.example/credentials/${publicId}.pdf`,
    jwt,
    `${jwt}\n`,
    json,
    Buffer.from(json),
  ]) {
    expect(await checkHandedIn(sound)).toMatchObject({
      state: 'valid',
      publicId,
      credential: { holderName: 'Ana Pérez Íñiguez' },
    });
  }
  for (const locale of ['es', 'en'] as const) {
    // The other language is drawn when somebody asks: here by the test, otherwise by the worker.
    const asked = getCertificateFile(`${publicId}.pdf`, locale);
    if (locale === 'en') await Promise.all([drawTranslation(id, 'en'), drawTranslation(id, 'en')]);
    expect(await checkHandedIn((await asked).bytes)).toMatchObject({ state: 'valid', publicId });
  }
  const [header, payload, signature] = jwt.split('.') as [string, string, string];
  const forged = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('Ana Pérez', 'Eve Pérez')).toString(
    'base64url',
  );
  expect(await checkHandedIn(`${header}.${forged}.${signature}`)).toMatchObject({
    state: 'invalid',
    credential: null,
    checks: [{ check: 'signature', reason: 'signature-mismatch' }, {}, { check: 'content', outcome: 'fail' }, {}, {}],
  });
  expect(await checkHandedIn(json.replace('"100"', '"99"'))).toMatchObject({ state: 'invalid', credential: null });
  for (const rubbish of [
    '',
    'hello',
    '{',
    '%PDF-1.7 nothing',
    Buffer.from('%PDF-1.7\n/EmbeddedFile\n'),
    Buffer.from([0xff, 0xfe, 0]),
    'x'.repeat(300_000),
    'a.b.c',
    '{"a":1}',
  ]) {
    expect(await checkHandedIn(rubbish)).toMatchObject({ state: 'invalid', credential: null, publicId: null });
  }
  expect(await checkHandedIn('0000000000000000000000')).toMatchObject({ state: 'unknown', form: 'id' });
});

test('a sound signature that is not in the register is no certificate', async () => {
  const { id, publicId } = await issued();
  const jwt = await text(`${publicId}.jwt`);
  await sql(
    'n',
    `update certificate set credential_id = 'urn:uuid:00000000-0000-7000-8000-000000000000' where id = $1`,
    [id],
  );
  expect(await checkHandedIn(jwt)).toMatchObject({
    state: 'invalid',
    checks: [{}, {}, { check: 'content', outcome: 'fail', reason: 'not-in-register' }, {}, {}],
  });
});

test('admins and support find certificates by state, holder, id and person; nobody else may', async () => {
  const { actor, publicId } = await issued({ name: 'Núria Searchable' });
  const support = await person({ roles: ['support'] });
  await expect(listCertificates(actor, {})).rejects.toMatchObject({ code: 'forbidden' });
  await expect(listCertificates(null, {})).rejects.toMatchObject({ code: 'unauthenticated' });
  for (const query of ['searchable', publicId])
    expect((await listCertificates(support, { query })).certificates.map((row) => row.publicId)).toEqual([publicId]);
  expect((await listCertificates(support, { userId: actor.userId })).certificates).toHaveLength(1);
  expect((await listCertificates(support, { query: 'valid' })).certificates.every((row) => row.state === 'valid')).toBe(
    true,
  );
  for (const query of ['%', '_', '\\'])
    expect((await listCertificates(support, { query })).certificates, query).toEqual([]);
  const all = await listCertificates(support, {});
  expect(all.certificates.map((row) => row.publicId)).toContain(publicId);
  expect(await listCertificates(support, { cursor: all.certificates[0]!.id })).toMatchObject({
    certificates: all.certificates.slice(1),
  });
  expect(await listMyCertificates(support, 'es')).toEqual([]);
});

test('a concern is recorded without saying who raised it', async () => {
  const { id, publicId } = await issued();
  await reportConcern({ publicId, concern: 'another-person' });
  expect(
    await prisma().event.findFirst({ where: { type: 'certification.concern-reported', subjectId: id } }),
  ).toMatchObject({ actorId: null, data: { concern: 'another-person' } });
  await expect(reportConcern({ publicId, concern: 'x' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(reportConcern({ publicId: 'x', concern: 'other' })).rejects.toMatchObject({ code: 'not-found' });
});

test('private keys are wrapped: not readable in the table, and bound to their id', async () => {
  await issued();
  const [row] = await prisma().signingKey.findMany({ take: 1 });
  expect(Buffer.from(row!.wrapped).toString('latin1')).not.toMatch(/"d"|"kty"/);
  expect(unwrap(row!.kid, row!.wrapped)).toHaveProperty('d');
  expect(() => unwrap('did:web:other#x', row!.wrapped)).toThrow(/CREDENTIAL_KEYS/);
  const changed = Uint8Array.from(wrap('k', { d: 'secret' }));
  changed[changed.length - 1]! ^= 1;
  expect(() => unwrap('k', changed)).toThrow(/CREDENTIAL_KEYS/);
  const published = JSON.stringify([await getDidDocument(), await getJwks()]);
  expect(published).not.toMatch(/"(d|p|q|dp|dq|qi|privateKey\w*|secretKey\w*)":/);
});

test('the hot paths stay within their statements: saving one, the exam one, the public page two', async () => {
  const actor = await person();
  const { attemptId } = await startExam(actor, { programId: PROGRAM, locale: 'es' });
  const { publicId } = await issued();
  const exam = await getExam(actor, { programId: PROGRAM, attemptId });
  const itemId = exam!.items[0]!.prompt.id;
  await saveExamAnswer(actor, { attemptId, itemId, response: null, flagged: true, sequence: 1 });
  const count = async (work: () => Promise<unknown>) => {
    const before = statementCount();
    await work();
    return statementCount() - before;
  };
  expect(
    await count(() => saveExamAnswer(actor, { attemptId, itemId, response: null, flagged: false, sequence: 2 })),
  ).toBe(1);
  expect(await count(() => getExam(actor, { programId: PROGRAM, attemptId }))).toBe(1);
  expect(await count(() => getPublicCertificate(publicId, 'es'))).toBeLessThanOrEqual(2);
});
