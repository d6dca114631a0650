import { beforeAll, expect, test } from 'vitest';
import { getItemKeys } from '~/modules/catalog/catalog.server';
import { prisma } from '~/platform/db.server';
import { person, PROGRAM, rightAnswer, seedPrograms, sitExam } from '../../../tests/factories/exam';
import {
  getEligibility,
  getExam,
  getExamResult,
  getProgramView,
  listPrograms,
  saveExamAnswer,
  startExam,
  submitExam,
  submitOverdue,
  syncPrograms,
} from './certification.server';

beforeAll(seedPrograms);

const T0 = new Date('2026-03-01T10:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (offset: number) => ({ clock: () => new Date(T0.getTime() + offset) });
const byId = (attemptId: string) => ({ programId: PROGRAM, attemptId });

test('twenty clicks on start make one attempt', async () => {
  const ana = await person();
  const started = await Promise.all(
    Array.from({ length: 20 }, () => startExam(ana, { programId: PROGRAM, locale: 'es' })),
  );
  expect(new Set(started.map(({ attemptId }) => attemptId)).size).toBe(1);
  expect(await prisma().examAttempt.count({ where: { userId: ana.userId } })).toBe(1);
  expect(await prisma().event.count({ where: { actorId: ana.userId, type: 'certification.exam-started' } })).toBe(1);
});

test('an address that is not confirmed begins no exam', async () => {
  const ana = await person({ emailVerified: false });
  await expect(startExam(ana, { programId: PROGRAM, locale: 'es' })).rejects.toMatchObject({
    code: 'forbidden',
    reason: 'verify-email',
  });
  expect(await getEligibility(ana, PROGRAM)).toEqual({ state: 'verify-email' });
  await expect(startExam(null, { programId: PROGRAM, locale: 'es' })).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});

test('three attempts in thirty days, a day apart, and the window frees them again', async () => {
  const ana = await person();
  const fail = async (offset: number) =>
    submitExam(
      ana,
      byId((await startExam(ana, { programId: PROGRAM, locale: 'en' }, at(offset))).attemptId),
      at(offset + MINUTE),
    );
  await fail(0);
  await expect(fail(DAY)).rejects.toMatchObject({ code: 'limit-reached', reason: 'exam-wait' });
  expect(await getEligibility(ana, PROGRAM, at(DAY))).toEqual({
    state: 'wait',
    until: at(DAY + MINUTE)
      .clock()
      .toISOString(),
    attemptsLeft: 2,
  });
  await fail(DAY + MINUTE);
  await fail(3 * DAY);
  expect(await getEligibility(ana, PROGRAM, at(5 * DAY))).toEqual({
    state: 'exhausted',
    until: at(30 * DAY)
      .clock()
      .toISOString(),
  });
  await expect(fail(29 * DAY)).rejects.toMatchObject({ code: 'limit-reached', reason: 'exam-exhausted' });
  expect(await getEligibility(ana, PROGRAM, at(30 * DAY))).toMatchObject({ state: 'ready', attemptsLeft: 1 });
});

test('a second attempt has other questions where the bank allows', async () => {
  const ana = await person();
  const first = await startExam(ana, { programId: PROGRAM, locale: 'es' }, at(0));
  await submitExam(ana, byId(first.attemptId), at(MINUTE));
  const second = await startExam(ana, { programId: PROGRAM, locale: 'es' }, at(2 * DAY));
  const rows = await prisma().examAttempt.findMany({ where: { userId: ana.userId }, select: { itemIds: true } });
  expect(second.attemptId).not.toBe(first.attemptId);
  expect(rows[0]!.itemIds.filter((id) => rows[1]!.itemIds.includes(id))).toEqual([]);
});

test('an answer is saved until the deadline and five seconds, and refused after', async () => {
  const ana = await person();
  const { attemptId } = await startExam(ana, { programId: PROGRAM, locale: 'es' }, at(0));
  const exam = await getExam(ana, byId(attemptId), at(0));
  const item = exam!.items.find(({ prompt }) => prompt.type === 'single')!.prompt;
  const response = { type: 'single', option: item.type === 'single' ? item.options[0]!.id : '' };
  const save = (offset: number, sequence: number) =>
    saveExamAnswer(ana, { attemptId, itemId: item.id, response, flagged: false, sequence }, at(offset));
  expect(await save(40 * MINUTE + 5_000, 1)).toMatchObject({ outcome: 'saved', answer: { sequence: 1, response } });
  await expect(save(40 * MINUTE + 5_001, 2)).rejects.toMatchObject({ code: 'gone', reason: 'exam-over' });
  expect(await getExam(ana, byId(attemptId), at(40 * MINUTE + 5_001))).toBeNull();
});

test('an older save that arrives late does not overwrite a newer one, and is told what stands', async () => {
  const ana = await person();
  const { attemptId } = await startExam(ana, { programId: PROGRAM, locale: 'es' });
  const item = (await getExam(ana, byId(attemptId)))!.items.find(({ prompt }) => prompt.type === 'single')!.prompt;
  const [first, second] = item.type === 'single' ? item.options : [];
  const save = (option: string, sequence: number) =>
    saveExamAnswer(ana, { attemptId, itemId: item.id, response: { type: 'single', option }, flagged: true, sequence });
  await save(second!.id, 7);
  expect(await save(first!.id, 6)).toMatchObject({
    outcome: 'newer',
    answer: { sequence: 7, response: { option: second!.id }, flagged: true },
  });
  expect(await save(first!.id, 7)).toMatchObject({ outcome: 'newer' });
  const exam = await getExam(ana, byId(attemptId));
  expect(exam!.sequence).toBe(7);
  expect(exam!.items.find(({ prompt }) => prompt.id === item.id)!.saved).toMatchObject({
    response: { option: second!.id },
    flagged: true,
    sequence: 7,
  });
});

test('other people’s attempts, items and ids that are none answer not-found', async () => {
  const [ana, eve] = [await person(), await person()];
  const { attemptId } = await startExam(ana, { programId: PROGRAM, locale: 'es' });
  const item = (await getExam(ana, byId(attemptId)))!.items[0]!.prompt;
  const notFound = { code: 'not-found' };
  await expect(getExam(eve, byId(attemptId))).rejects.toMatchObject(notFound);
  await expect(getExam(ana, { programId: 'other', attemptId })).rejects.toMatchObject(notFound);
  await expect(getExam(ana, byId('x'))).rejects.toMatchObject(notFound);
  await expect(submitExam(eve, byId(attemptId))).rejects.toMatchObject(notFound);
  await expect(getExamResult(eve, { ...byId(attemptId), locale: 'es' })).rejects.toMatchObject(notFound);
  await expect(
    saveExamAnswer(eve, { attemptId, itemId: item.id, response: null, flagged: true, sequence: 1 }),
  ).rejects.toMatchObject(notFound);
  await expect(
    saveExamAnswer(ana, { attemptId, itemId: attemptId, response: null, flagged: true, sequence: 1 }),
  ).rejects.toMatchObject(notFound);
  await expect(getProgramView('none', 'es')).rejects.toMatchObject(notFound);
});

test('an answer that does not fit its question is refused', async () => {
  const ana = await person();
  const { attemptId } = await startExam(ana, { programId: PROGRAM, locale: 'es' });
  const item = (await getExam(ana, byId(attemptId)))!.items.find(({ prompt }) => prompt.type === 'single')!.prompt;
  const save = (response: unknown) =>
    saveExamAnswer(ana, { attemptId, itemId: item.id, response, flagged: false, sequence: 1 });
  await expect(save({ type: 'single', option: 'nonesuch' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(save({ type: 'numeric', value: '3' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(save({ type: 'single', option: 'x', more: 1 })).rejects.toMatchObject({ code: 'invalid' });
});

test('the score is the mean of the questions’ points, by hand: 15 of 20 right is 75 % and passes, 14 is 70 % and fails', async () => {
  const [ana, bea] = [await person(), await person()];
  const passed = await sitExam(ana, 15);
  await submitExam(ana, byId(passed));
  expect(await getExamResult(ana, { ...byId(passed), locale: 'es' })).toMatchObject({
    scorePercent: 75,
    passed: true,
    answered: 15,
    questions: 20,
    band: { from: 75, to: 84 },
    certificate: { state: 'pending' },
  });
  const failed = await sitExam(bea, 14);
  await submitExam(bea, byId(failed));
  const result = await getExamResult(bea, { ...byId(failed), locale: 'en' });
  expect(result).toMatchObject({ scorePercent: 70, passed: false, certificate: null });
  expect(
    result.areas
      .flatMap((area) => area.skills)
      .filter((skill) => skill.practise)
      .every((skill) => skill.lessons.length > 0),
  ).toBe(true);
});

test('part of a question earns part of its points, also an unfinished match', async () => {
  const ana = await person();
  for (let round = 0; ; round++) {
    const { attemptId } = await startExam(ana, { programId: PROGRAM, locale: 'es' }, at(round * 40 * DAY));
    const item = (await getExam(ana, byId(attemptId), at(round * 40 * DAY)))!.items.find(
      ({ prompt }) => prompt.type === 'match',
    )?.prompt;
    if (item) {
      const key = (await getItemKeys([item.id])).get(item.id)!;
      const answer = rightAnswer(key);
      if (answer.type !== 'match') throw new Error('not a match');
      await saveExamAnswer(
        ana,
        {
          attemptId,
          itemId: item.id,
          response: { type: 'match', pairs: answer.pairs.slice(0, 1) },
          flagged: false,
          sequence: 1,
        },
        at(round * 40 * DAY),
      );
      await submitExam(ana, byId(attemptId), at(round * 40 * DAY + MINUTE));
      const result = await getExamResult(ana, { ...byId(attemptId), locale: 'es' }, at(round * 40 * DAY + MINUTE));
      expect(result.scorePercent).toBe(Math.floor((100 / 20 / answer.pairs.length) * 10 + 1e-6) / 10);
      return;
    }
    await submitExam(ana, byId(attemptId), at(round * 40 * DAY + MINUTE));
    expect(round).toBeLessThan(12);
  }
});

test('handing in twice, also at once, grades once and records one event', async () => {
  const ana = await person();
  const attemptId = await sitExam(ana, 20);
  await Promise.all(Array.from({ length: 10 }, () => submitExam(ana, byId(attemptId))));
  await submitExam(ana, byId(attemptId));
  expect(await prisma().event.count({ where: { subjectId: attemptId, type: 'certification.exam-passed' } })).toBe(1);
  const item = (await prisma().examAttempt.findUniqueOrThrow({ where: { id: attemptId } })).itemIds[0]!;
  await expect(
    saveExamAnswer(ana, { attemptId, itemId: item, response: null, flagged: false, sequence: 99 }),
  ).rejects.toMatchObject({ code: 'gone' });
});

test('what runs out of time is handed in with what was saved, by the job or by the next look', async () => {
  await submitOverdue(at(DAY));
  const [ana, bea] = [await person(), await person()];
  const first = await sitExam(ana, 16, at(0));
  const second = await sitExam(bea, 3, at(0));
  expect(await submitOverdue(at(40 * MINUTE + 4_000))).toBe(0);
  await expect(getExamResult(bea, { ...byId(second), locale: 'es' }, at(40 * MINUTE))).rejects.toMatchObject({
    code: 'conflict',
    reason: 'exam-open',
  });
  expect(await getExamResult(bea, { ...byId(second), locale: 'es' }, at(41 * MINUTE))).toMatchObject({
    overdue: true,
    passed: false,
    submittedAt: at(40 * MINUTE)
      .clock()
      .toISOString(),
  });
  expect(await submitOverdue(at(41 * MINUTE))).toBe(1);
  expect(await submitOverdue(at(42 * MINUTE))).toBe(0);
  expect(await getExamResult(ana, { ...byId(first), locale: 'es' }, at(42 * MINUTE))).toMatchObject({
    overdue: true,
    scorePercent: 80,
    passed: true,
  });
});

test('an attempt forgotten open does not stand in the way of the next', async () => {
  const ana = await person();
  const first = await startExam(ana, { programId: PROGRAM, locale: 'es' }, at(0));
  const second = await startExam(ana, { programId: PROGRAM, locale: 'es' }, at(3 * DAY));
  expect(second.attemptId).not.toBe(first.attemptId);
});

test('the exam continues after the question answered last, in the language it was begun in', async () => {
  const ana = await person();
  const attemptId = await sitExam(ana, 3, { locale: 'en' });
  const exam = await getExam(ana, byId(attemptId));
  expect(exam).toMatchObject({ resumeAt: 3, locale: 'en', sequence: 3 });
  expect(Date.parse(exam!.deadlineAt) - Date.parse(exam!.startedAt)).toBe(40 * MINUTE);
  expect(JSON.stringify(exam)).toBe(
    JSON.stringify({ ...(await getExam(ana, byId(attemptId))), serverNow: exam!.serverNow }),
  );
});

test('no response of an exam holds a key: neither its words nor its members', async () => {
  const ana = await person();
  const attemptId = await sitExam(ana, 20);
  const responses: Array<unknown> = [await getExam(ana, byId(attemptId))];
  const items = (await getExam(ana, byId(attemptId)))!.items.map(({ prompt }) => prompt.id);
  const keys = await getItemKeys(items);
  for (const [index, itemId] of items.entries()) {
    responses.push(
      await saveExamAnswer(ana, {
        attemptId,
        itemId,
        response: rightAnswer(keys.get(itemId)!),
        flagged: false,
        sequence: 100 + index,
      }),
    );
    responses.push(
      await saveExamAnswer(ana, {
        attemptId,
        itemId,
        response: rightAnswer(keys.get(itemId)!),
        flagged: false,
        sequence: 1,
      }),
    );
  }
  const open = JSON.stringify(responses);
  await submitExam(ana, byId(attemptId));
  const result = await getExamResult(ana, { ...byId(attemptId), locale: 'es' });
  const closed = JSON.stringify([result, await getEligibility(ana, PROGRAM)]);
  for (const key of keys.values()) {
    for (const text of textsOf(
      'explanation' in key ? [key.explanation, 'reasons' in key ? key.reasons : key.reason] : [],
    )) {
      expect(open).not.toContain(JSON.stringify(text).slice(1, -1));
      expect(closed).not.toContain(JSON.stringify(text).slice(1, -1));
    }
  }
  for (const member of ['correct', 'reasons', 'reason', 'accepted', 'tolerance', 'explanation', 'mistakes', 'score']) {
    expect(open, member).not.toContain(`"${member}":`);
  }
  // The result names no question at all.
  for (const id of items) expect(closed).not.toContain(id);
});

function textsOf(value: unknown): Array<string> {
  if (typeof value === 'string') return value.length > 8 ? [value] : [];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

test('programs are brought in once, their texts may be corrected, their rules may not under the same version', async () => {
  const definition = (await prisma().program.findFirstOrThrow({ where: { id: PROGRAM } })).definition as never as {
    title: object;
    exam: object;
  };
  const read = (programs: Array<object>) => () => Promise.resolve({ programs: programs as never, problems: [] });
  expect(await syncPrograms()).toEqual([]);
  expect(
    await syncPrograms({ read: read([{ ...definition, exam: { ...definition.exam, passPercent: 60 } }]) }),
  ).toHaveLength(1);
  expect(await syncPrograms({ read: read([{ ...definition, title: { es: 'Otro', en: 'Other' } }]) })).toEqual([]);
  expect((await listPrograms('en'))[0]).toMatchObject({ title: 'Other', exam: { passPercent: 75, questions: 20 } });
  expect(await syncPrograms()).toEqual([]);
  expect(await prisma().program.count({ where: { id: PROGRAM } })).toBe(1);
});
