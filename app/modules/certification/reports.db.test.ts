import { beforeAll, expect, test } from 'vitest';
import { prisma } from '~/platform/db.server';
import { holder, passedAttempt } from '../../../tests/factories/certificate';
import { person, PROGRAM, seedPrograms } from '../../../tests/factories/exam';
import {
  eraseMyCertificates,
  exportCertificates,
  getCertificateCounts,
  getCertificateReport,
  getIssueBatch,
  getPublicCertificate,
  checkHandedIn,
  getCertificateFile,
  issueCertificate,
  listIssueBatches,
  revokeCertificate,
  runIssueBatch,
  startIssueBatch,
} from './certification.server';
import { saveCounts } from './counts.server';

beforeAll(seedPrograms);

test('openings and checks are counted without saying whose, and not the holder’s own', async () => {
  const { actor, id, publicId } = await holder();
  const stranger = await person();
  await Promise.all(Array.from({ length: 5 }, () => getPublicCertificate(publicId, 'es')));
  await getPublicCertificate(publicId, 'es', { viewerId: actor.userId });
  await checkHandedIn(Buffer.from((await getCertificateFile(`${publicId}.jwt`, 'es')).bytes).toString());
  await checkHandedIn(publicId);
  await Promise.all([saveCounts(), saveCounts()]);
  await getPublicCertificate(publicId, 'en');
  await saveCounts();
  expect(await getCertificateCounts(actor, { certificateId: id })).toEqual({ opened: 6, verified: 2 });
  await expect(getCertificateCounts(stranger, { certificateId: id })).rejects.toMatchObject({ code: 'not-found' });
  const rows = await prisma().certificateCount.findMany({ where: { certificateId: id } });
  expect(Object.keys(rows[0]!).sort()).toEqual(['certificateId', 'count', 'day', 'kind']);
});

test('the report adds up for admins and support, and for nobody else', async () => {
  const admin = await person({ roles: ['admin'] });
  const before = await getCertificateReport(admin);
  const [one, two] = [await holder(), await holder()];
  const failing = await person();
  await passedAttempt(failing);
  await prisma().examAttempt.updateMany({ where: { userId: failing.userId }, data: { passed: false } });
  await revokeCertificate(admin, { certificateId: one.id, reason: 'misconduct' });
  await eraseMyCertificates(two.actor, { erasure: 'kept' });
  const after = await getCertificateReport(admin);
  const rise = (name: keyof typeof after.totals) => after.totals[name] - before.totals[name];
  // The passed attempt of whoever had all erased is gone with it; the certificate is still counted.
  expect([rise('issued'), rise('revoked'), rise('erased'), rise('attempts'), rise('passed')]).toEqual([2, 1, 1, 2, 1]);
  expect(after.revocations).toContainEqual({ reason: 'misconduct', count: 1 });
  const month = after.months.find(({ programId }) => programId === PROGRAM)!;
  expect(month.passRate).toBeCloseTo(month.passed / month.attempts);
  expect(after.expiring.inForce).toBeGreaterThanOrEqual(1);
  for (const actor of [one.actor, await person({ roles: ['manager'] }), await person({ roles: ['instructor'] })])
    for (const work of [
      getCertificateReport(actor),
      exportCertificates(actor, { locale: 'es' }),
      startIssueBatch(actor),
      listIssueBatches(actor),
    ])
      await expect(work).rejects.toMatchObject({ code: 'forbidden' });
  await expect(getCertificateReport(null)).rejects.toMatchObject({ code: 'unauthenticated' });
  for (const period of [
    { from: 'x' },
    { from: '2026-13-40' },
    { from: '2020-01-01', to: '2026-01-01' },
    { from: '2026-02-02', to: '2026-02-01' },
  ])
    await expect(getCertificateReport(admin, period)).rejects.toMatchObject({ code: 'invalid' });
});

test('the export has a row for each certificate, no names, and nothing a spreadsheet would run', async () => {
  const { publicId } = await holder({ name: 'Exported Nameless' });
  const csv = await exportCertificates(await person({ roles: ['support'] }), { locale: 'en' });
  const lines = csv.slice(1).trimEnd().split('\r\n');
  expect(csv.startsWith('\uFEFFnumber,program,')).toBe(true);
  expect(lines.find((line) => line.startsWith(publicId))).toMatch(/,valid,\d{4}-\d\d-\d\d,/);
  expect(csv).not.toContain('Exported Nameless');
});

test('what waits is issued in a batch with visible progress; a kill in between is made up for', async () => {
  const admin = await person({ roles: ['admin'] });
  expect(await startIssueBatch(admin)).toBeNull();
  const people = await Promise.all(Array.from({ length: 5 }, () => person()));
  const attempts = await Promise.all(people.map((one) => passedAttempt(one)));
  await issueCertificate(attempts[0]!);
  const batch = (await startIssueBatch(admin, { programId: PROGRAM }))!;
  expect(batch).toMatchObject({ total: 4, issued: 0, finishedAt: null });
  let steps = 0;
  await runIssueBatch(batch.id, { afterStep: (step) => { if (step === 'stored' && ++steps === 2) throw new Error('killed'); } }); // prettier-ignore
  expect((await getIssueBatch(admin, { batchId: batch.id })).issued).toBeGreaterThanOrEqual(2);
  await Promise.all([runIssueBatch(batch.id), runIssueBatch(batch.id)]);
  const done = await getIssueBatch(admin, { batchId: batch.id });
  expect(done).toMatchObject({ total: 4, issued: 4, finishedAt: expect.any(String) as string });
  expect(await prisma().certificate.count({ where: { userId: { in: people.map(({ userId }) => userId) } } })).toBe(5);
  expect((await listIssueBatches(admin))[0]).toEqual(done);
  expect(await startIssueBatch(admin)).toBeNull();
  await expect(startIssueBatch(await person({ roles: ['support'] }))).rejects.toMatchObject({ code: 'forbidden' });
});
