import { beforeAll, beforeEach, expect, test } from 'vitest';
import { getItemKeys } from '~/modules/catalog/catalog.server';
import { prisma } from '~/platform/db.server';
import { passExam, person, PROGRAM, rightAnswer, seedPrograms } from '../../../tests/factories/exam';
import {
  candidate,
  handInPortfolio,
  markNext,
  passWorkExam,
  WORK_PROGRAM,
  writePortfolio,
} from '../../../tests/factories/portfolio';
import {
  appealSubmission,
  claimNextWork,
  decideHeldAttempt,
  findAttemptOfWork,
  getCertificateState,
  getEligibility,
  getExam,
  getExamEntry,
  getMarking,
  getMarkingQueue,
  getPortfolio,
  getSubmission,
  giveBackWork,
  issueCertificate,
  listHeldAttempts,
  listProgramReports,
  reconcileCertificates,
  saveExamAnswer,
  savePortfolioDraft,
  saveWorkMarks,
  startExam,
  submitExam,
  submitPortfolio,
  submitWorkMarks,
} from './certification.server';

beforeAll(seedPrograms);
beforeEach(async () => {
  await prisma().evaluation.deleteMany();
  await prisma().portfolioSubmission.deleteMany();
});

const marker = () => person({ roles: ['instructor'] });
const one = (submissionId: string) => ({ programId: WORK_PROGRAM, submissionId, locale: 'es' as const });
/** Whether two people mark it is drawn by chance: fixed here. */
const single = (id: string) =>
  prisma().portfolioSubmission.update({ where: { id }, data: { marksNeeded: 1, marksReason: null } });
const double = (id: string) =>
  prisma().portfolioSubmission.update({ where: { id }, data: { marksNeeded: 2, marksReason: 'sample' } });

test('exam and portfolio together earn the certificate, in either order; one alone does not', async () => {
  const ana = await candidate();
  const attemptId = await passWorkExam(ana);
  expect(await getEligibility(ana, WORK_PROGRAM)).toEqual({ state: 'awaiting', attemptId, for: 'portfolio' });
  expect(await issueCertificate(attemptId)).toBeNull();
  expect(await reconcileCertificates()).toBe(0);
  expect(await getCertificateState(ana, attemptId)).toEqual({ state: 'awaiting', for: 'portfolio' });
  const submissionId = await handInPortfolio(ana);
  await single(submissionId);
  await markNext(await marker(), 4);
  expect(await getSubmission(ana, one(submissionId))).toMatchObject({
    outcome: 'passed',
    scorePercent: 100,
    decision: { markers: 1, criteria: [{ level: 4, comments: ['Un comentario concreto.'] }, {}, {}, {}, {}, {}] },
  });
  expect(await findAttemptOfWork(submissionId)).toBe(attemptId);
  expect(await reconcileCertificates()).toBe(1);
  expect(await getEligibility(ana, WORK_PROGRAM)).toMatchObject({ state: 'certified' });

  const bea = await candidate();
  const first = await handInPortfolio(bea);
  await single(first);
  await markNext(await marker(), 4);
  expect(await getEligibility(bea, WORK_PROGRAM)).toMatchObject({ state: 'ready' });
  expect(await issueCertificate(await passWorkExam(bea))).not.toBeNull();
});

test('what comes first is asked for first', async () => {
  const ana = await person();
  expect(await getEligibility(ana, WORK_PROGRAM)).toEqual({ state: 'locked' });
  await expect(startExam(ana, { programId: WORK_PROGRAM, locale: 'es' })).rejects.toMatchObject({
    code: 'forbidden',
    reason: 'prerequisites-missing',
  });
  await writePortfolio(ana);
  await expect(submitPortfolio(ana, { programId: WORK_PROGRAM, locale: 'es' })).rejects.toMatchObject({
    code: 'forbidden',
    reason: 'prerequisites-missing',
  });
  const { program } = await getExamEntry(ana, WORK_PROGRAM, 'es');
  expect(program.requirements.map(({ kind, state }) => [kind, state])).toEqual([
    ['program', 'missing'],
    ['exam', 'missing'],
    ['portfolio', 'missing'],
    ['overall', 'missing'],
  ]);
});

test('entitlement is reckoned from answers and marks: a result changed in the row earns nothing', async () => {
  const ana = await candidate();
  const attemptId = await passWorkExam(ana);
  const submissionId = await handInPortfolio(ana);
  await single(submissionId);
  await markNext(await marker(), 1);
  expect((await getSubmission(ana, one(submissionId))).outcome).toBe('failed');
  await prisma().portfolioSubmission.update({
    where: { id: submissionId },
    data: { outcome: 'passed', scorePercent: 99 },
  });
  expect(await issueCertificate(attemptId)).toBeNull();
  await prisma().evaluation.updateMany({
    where: { submissionId },
    data: { levels: { evidence: 4, economics: 4, buying: 4, creative: 4, experiment: 4, responsibility: 4 } },
  });
  await prisma().examAnswer.deleteMany({ where: { attemptId } });
  expect(await issueCertificate(attemptId)).toBeNull();
});

test('a draft is never lost: saves build on each other, and a second window is told what stands', async () => {
  const ana = await person();
  const save = (text: string, revision: number) =>
    savePortfolioDraft(ana, {
      programId: WORK_PROGRAM,
      content: { sections: { audience: text }, links: [] },
      revision,
    });
  expect(await save('uno', 0)).toMatchObject({ outcome: 'saved', revision: 1 });
  expect(await save('dos', 1)).toMatchObject({ outcome: 'saved', revision: 2 });
  // The answer was lost and it is sent again.
  expect(await save('dos', 1)).toMatchObject({ outcome: 'saved', revision: 2 });
  expect(await save('tarde', 1)).toMatchObject({
    outcome: 'conflict',
    revision: 2,
    content: { sections: { audience: 'dos' } },
  });
  expect(await save('otra', 0)).toMatchObject({ outcome: 'conflict' });
  const race = await Promise.all(Array.from({ length: 10 }, (_, index) => save(`carrera ${index}`, 2)));
  expect(race.filter(({ outcome }) => outcome === 'saved')).toHaveLength(1);
  const view = await getPortfolio(ana, WORK_PROGRAM, 'es');
  expect(view.revision).toBe(3);
  expect(view.content.sections.audience).toMatch(/^carrera \d$/);
});

test('twenty clicks hand in once; a part too short or no web address is named', async () => {
  const ana = await candidate();
  await writePortfolio(ana, 20);
  const submit = () => submitPortfolio(ana, { programId: WORK_PROGRAM, locale: 'es' });
  await expect(submit()).rejects.toMatchObject({
    code: 'invalid',
    issues: expect.arrayContaining([{ path: 'audience', message: 'too-few-words' }]) as unknown,
  });
  await writePortfolio(ana);
  const view = await getPortfolio(ana, WORK_PROGRAM, 'es');
  const withLink = (url: string) => ({ ...view.content, links: [{ label: 'Hoja', url }] });
  let { revision } = view;
  for (const url of ['javascript:alert(1)', 'https://user:pass@e.example/', 'hoja.xlsx', 'file:///etc/passwd']) {
    const saved = await savePortfolioDraft(ana, { programId: WORK_PROGRAM, content: withLink(url), revision });
    ({ revision } = saved);
    await expect(submit(), url).rejects.toMatchObject({ issues: [{ path: 'links', message: 'no-web-address' }] });
  }
  await savePortfolioDraft(ana, { programId: WORK_PROGRAM, content: withLink('https://e.example/hoja'), revision });
  const ids = await Promise.all(Array.from({ length: 20 }, submit));
  expect(new Set(ids.map(({ submissionId }) => submissionId)).size).toBe(1);
  expect(await prisma().portfolioSubmission.count({ where: { userId: ana.userId } })).toBe(1);
});

test('two markers never have the same work, however many ask at once', async () => {
  const authors = await Promise.all(Array.from({ length: 4 }, candidate));
  for (const author of authors) await single(await handInPortfolio(author));
  const markers = await Promise.all(Array.from({ length: 10 }, marker));
  const claims = await Promise.all(markers.map((someone) => claimNextWork(someone)));
  const taken = claims.filter((claim) => claim !== null);
  expect(taken).toHaveLength(4);
  const rows = await prisma().evaluation.findMany({ select: { submissionId: true } });
  expect(new Set(rows.map(({ submissionId }) => submissionId)).size).toBe(4);
  // Asking again gives what is open.
  const first = claims.findIndex((claim) => claim !== null);
  expect(await claimNextWork(markers[first]!)).toBe(claims[first]);
});

test('nobody marks their own work or the same work twice, and the work names nobody', async () => {
  const ana = await candidate();
  await double(await handInPortfolio(ana));
  const alsoMarker = { ...ana, roles: ['learner' as const, 'instructor' as const] };
  expect(await claimNextWork(alsoMarker)).toBeNull();
  const luis = await marker();
  const evaluationId = (await claimNextWork(luis))!;
  const view = JSON.stringify(await getMarking(luis, { evaluationId, locale: 'es' }));
  for (const secret of [ana.userId, ana.name, ana.email]) expect(view).not.toContain(secret);
  expect(JSON.stringify(await getMarkingQueue(luis, 'es'))).not.toContain(ana.userId);
  await markNext(luis, 3);
  expect(await claimNextWork(luis)).toBeNull();
  await expect(getMarking(luis, { evaluationId, locale: 'es' })).rejects.toMatchObject({
    code: 'gone',
    reason: 'marked',
  });
  await expect(getMarking(await marker(), { evaluationId, locale: 'es' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(claimNextWork(ana)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(getMarkingQueue(null, 'es')).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a lease that ran out passes the work on, and the first marker’s late save is refused', async () => {
  await single(await handInPortfolio(await candidate()));
  const [luis, eva] = [await marker(), await marker()];
  const late = { clock: () => new Date(Date.now() + 31 * 60_000) };
  const evaluationId = (await claimNextWork(luis))!;
  const marks = { evaluationId, levels: { evidence: 2 }, comments: {}, feedback: '', revision: 0 };
  expect(await saveWorkMarks(luis, marks)).toMatchObject({ outcome: 'saved', revision: 1 });
  // The answer was lost and it is sent again; then another window with other marks.
  expect(await saveWorkMarks(luis, marks)).toMatchObject({ outcome: 'saved', revision: 1 });
  const other = { ...marks, levels: { evidence: 3 } };
  expect(await saveWorkMarks(luis, other)).toEqual({ outcome: 'conflict', revision: 1 });
  expect(await claimNextWork(eva)).toBeNull();
  const passed = (await claimNextWork(eva, {}, late))!;
  expect((await getMarking(eva, { evaluationId: passed, locale: 'es' }, late)).levels).toEqual({});
  await expect(saveWorkMarks(luis, { ...marks, revision: 1 })).rejects.toMatchObject({ code: 'not-found' });
  await giveBackWork(eva, passed);
  expect(await claimNextWork(luis, {}, late)).not.toBeNull();
});

test('two who disagree are settled by a third; two who finish together do not both think themselves last', async () => {
  const ana = await candidate();
  const submissionId = await handInPortfolio(ana);
  await double(submissionId);
  const markers = [await marker(), await marker()];
  await Promise.all(markers.map((someone, index) => markNext(someone, index === 0 ? 4 : 1)));
  expect(await getSubmission(ana, one(submissionId))).toMatchObject({ outcome: null, decision: null });
  const third = await marker();
  const evaluationId = (await claimNextWork(third))!;
  expect((await getMarking(third, { evaluationId, locale: 'es' })).reason).toBe('disagreement');
  await markNext(third, 3);
  expect(await getSubmission(ana, one(submissionId))).toMatchObject({ outcome: 'passed', scorePercent: 66.6 });
  const events = await prisma().event.findMany({ where: { subjectId: submissionId }, select: { type: true } });
  expect(events.filter(({ type }) => type === 'certification.portfolio-passed')).toHaveLength(1);
});

test('a failed one may be appealed once, by its author, to somebody who has not seen it', async () => {
  const ana = await candidate();
  const submissionId = await handInPortfolio(ana);
  await single(submissionId);
  const luis = await marker();
  await markNext(luis, 1);
  const appeal = (actor: typeof ana, deps = {}) =>
    appealSubmission(
      actor,
      { ...one(submissionId), text: 'El criterio de las cuentas no ve la tabla del apartado.' },
      deps,
    );
  await expect(appeal(await candidate())).rejects.toMatchObject({ code: 'not-found' });
  await expect(appeal(ana, { clock: () => new Date(Date.now() + 15 * 86_400_000) })).rejects.toMatchObject({
    code: 'conflict',
  });
  await appeal(ana);
  await expect(appeal(ana)).rejects.toMatchObject({ code: 'conflict' });
  expect(await getPortfolio(ana, WORK_PROGRAM, 'es')).toMatchObject({ state: { state: 'evaluating' } });
  expect(await claimNextWork(luis)).toBeNull();
  const eva = await marker();
  const evaluationId = (await claimNextWork(eva))!;
  expect(await getMarking(eva, { evaluationId, locale: 'es' })).toMatchObject({ reason: 'appeal', levels: {} });
  await markNext(eva, 4);
  expect(await getSubmission(ana, one(submissionId))).toMatchObject({ outcome: 'passed', decision: { markers: 1 } });
});

test('a failed one may be handed in again as often as the program says, and each version is kept', async () => {
  const ana = await candidate();
  const ids: Array<string> = [];
  for (let round = 0; round < 3; round++) {
    ids.push(await handInPortfolio(ana));
    await single(ids.at(-1)!);
    await markNext(await marker(), 1);
  }
  expect(new Set(ids).size).toBe(3);
  expect(await getPortfolio(ana, WORK_PROGRAM, 'es')).toMatchObject({ state: { state: 'exhausted' } });
  await expect(submitPortfolio(ana, { programId: WORK_PROGRAM, locale: 'es' })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect((await getSubmission(ana, one(ids[0]!))).content.sections.audience).toContain('palabra0');
});

test('marks without a level for each criterion, or without a word to the author, are not handed in', async () => {
  await single(await handInPortfolio(await candidate()));
  const luis = await marker();
  const evaluationId = (await claimNextWork(luis))!;
  await expect(
    submitWorkMarks(luis, {
      evaluationId,
      levels: { evidence: 5, economics: 2 },
      comments: {},
      feedback: 'Bien.',
      revision: 0,
    }),
  ).rejects.toMatchObject({
    code: 'invalid',
    issues: expect.arrayContaining([
      { path: 'evidence', message: 'level-missing' },
      { path: 'feedback', message: 'tooShort' },
    ]) as unknown,
  });
});

test('a pass too quick to have been read waits for a look; let through it counts, refused it does not', async () => {
  const [ana, bea] = [await candidate(), await candidate()];
  const [quick, other] = [await passWorkExam(ana, 1), await passWorkExam(bea, 1)];
  for (const author of [ana, bea]) {
    await single(await handInPortfolio(author));
    await markNext(await marker(), 4);
  }
  expect(await getEligibility(ana, WORK_PROGRAM)).toEqual({ state: 'awaiting', attemptId: quick, for: 'review' });
  expect(await issueCertificate(quick)).toBeNull();
  const admin = await person({ roles: ['admin'] });
  const held = await listHeldAttempts(admin, 'es');
  expect(held.find(({ attemptId }) => attemptId === quick)).toMatchObject({
    flags: [{ flag: 'quick', limit: 5 }],
    outcome: null,
  });
  await expect(decideHeldAttempt(ana, { attemptId: quick, outcome: 'released' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(
    decideHeldAttempt({ ...ana, roles: ['admin'] }, { attemptId: quick, outcome: 'released' }),
  ).rejects.toMatchObject({ code: 'forbidden', reason: 'own-attempt' });
  await decideHeldAttempt(admin, { attemptId: quick, outcome: 'released' });
  await expect(decideHeldAttempt(admin, { attemptId: quick, outcome: 'released' })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await prisma().event.count({ where: { subjectId: quick, type: 'certification.exam-passed' } })).toBe(1);
  expect(await issueCertificate(quick)).not.toBeNull();
  await decideHeldAttempt(admin, { attemptId: other, outcome: 'refused', reason: 'copied' });
  expect(await issueCertificate(other)).toBeNull();
  expect(await getCertificateState(bea, other)).toEqual({ state: 'refused', reason: 'copied' });
  expect((await getEligibility(bea, WORK_PROGRAM)).state).toBe('wait');
});

test('a certificate about to expire is renewed by the short exam, which long after expiry is closed', async () => {
  const ana = await person();
  const first = (await issueCertificate(await passExam(ana)))!;
  const { expiresAt } = await prisma().certificate.findUniqueOrThrow({ where: { id: first } });
  const before = (days: number) => ({ clock: () => new Date(expiresAt!.getTime() - days * 86_400_000) });
  expect(await getEligibility(ana, PROGRAM, before(100))).toMatchObject({ state: 'certified' });
  expect(await getEligibility(ana, PROGRAM, before(80))).toMatchObject({
    state: 'ready',
    renewal: true,
    kind: 'renewal',
  });
  expect(await getEligibility(ana, PROGRAM, before(-100))).toMatchObject({
    state: 'ready',
    renewal: true,
    kind: 'exam',
  });
  const { attemptId } = await startExam(ana, { programId: PROGRAM, locale: 'es' }, before(80));
  const exam = (await getExam(ana, { programId: PROGRAM, attemptId }, before(80)))!;
  expect(exam.items).toHaveLength(10);
  expect(Date.parse(exam.deadlineAt) - Date.parse(exam.startedAt)).toBe(20 * 60_000);
  const keys = await getItemKeys(exam.items.map(({ prompt }) => prompt.id));
  for (const [index, { prompt }] of exam.items.entries()) {
    const response = rightAnswer(keys.get(prompt.id)!);
    await saveExamAnswer(
      ana,
      { attemptId, itemId: prompt.id, response, flagged: false, sequence: index + 1 },
      before(80),
    );
  }
  await submitExam(ana, { programId: PROGRAM, attemptId }, before(80));
  const renewed = await issueCertificate(attemptId, before(80));
  expect(renewed).not.toBeNull();
  const [old, now] = await Promise.all(
    [first, renewed!].map((id) => prisma().certificate.findUniqueOrThrow({ where: { id } })),
  );
  expect(old!.replacedById).toBe(now!.id);
  expect(now!.credentialId).toBe(old!.credentialId);
});

test('the overview counts attempts, passes and portfolios, for instructors and admins only', async () => {
  const report = await listProgramReports(await marker(), 'en');
  const role = report.find(({ programId }) => programId === WORK_PROGRAM)!;
  expect(role).toMatchObject({ type: 'role', current: 1, portfolio: { markerError: null } });
  expect(role.versions[0]!.attempts).toBeGreaterThan(0);
  await expect(listProgramReports(await person(), 'en')).rejects.toMatchObject({ code: 'forbidden' });
});
