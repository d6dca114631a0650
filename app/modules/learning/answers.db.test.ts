// Taking in answers against a real database: once each, in any order, from several places at a time.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { LessonEntry } from '../catalog/catalog';
import { structure } from '../catalog/catalog.server';
import type { Actor } from '~/platform/actor';
import { prisma, statementCount } from '~/platform/db.server';
import { handClock, makeLearner, responseTo, teach } from '../../../tests/factories/learner';
import { type AnswerInput, recordAnswer } from './answers.server';
import { markRead, openLesson } from './reading.server';
import { foldPerson, rebuildLearner } from './rebuild.server';
import type { Round } from './rounds';

const ROUND: Round = { mode: 'lesson', skill: null, since: 0 };
let lessons: ReadonlyArray<LessonEntry>;

beforeAll(async () => {
  lessons = await teach();
});

function input(lesson: LessonEntry, item: number, response: unknown, rest: Partial<AnswerInput> = {}) {
  const base = {
    courseId: lesson.courseId,
    lesson: lesson.slug,
    itemVersionId: lesson.itemIds[item]!,
    attempt: 1,
    key: randomUUID(),
    response,
  };
  return { ...base, responseMs: 4_000, round: ROUND, locale: 'en' as const, ...rest };
}

async function answer(
  actor: Actor,
  lesson: LessonEntry,
  item: number,
  right: boolean,
  rest: Partial<AnswerInput> = {},
  deps = {},
) {
  return recordAnswer(actor, input(lesson, item, await responseTo(lesson.itemIds[item]!, right), rest), deps);
}

/** What is stored of a person, bytes as hex, without the times of writing. */
async function stored(userId: string) {
  const [profile, skills] = await Promise.all([
    prisma().learnerProfile.findUnique({ where: { userId }, select: { state: true } }),
    prisma().skillState.findMany({
      where: { userId },
      orderBy: { skillId: 'asc' },
      select: { skillId: true, state: true, mastery: true, probability: true, answers: true },
    }),
  ]);
  return { learner: hex(profile?.state ?? null), skills: skills.map((row) => ({ ...row, state: hex(row.state) })) };
}

function hex(bytes: Uint8Array | null) {
  return bytes && Buffer.from(bytes).toString('hex');
}

async function folded(userId: string) {
  const { learner, skills } = await foldPerson(userId);
  const rows = [...skills.values()].sort((left, right) => (left.skillId < right.skillId ? -1 : 1));
  return { learner: hex(learner), skills: rows.map((row) => ({ ...row, state: hex(row.state) })) };
}

test('a right answer is stored, moves the skill and comes back with its feedback', async () => {
  const actor = await makeLearner();
  const lesson = lessons[0]!;
  const result = await answer(actor, lesson, 0, true);
  expect(result.feedback.correct).toBe(true);
  expect(result.feedback.counted).toBe(true);
  expect(result.already).toBe(false);
  expect(result.completion).toMatchObject({ answered: 1, right: 1, items: lesson.itemIds.length, read: false });
  expect(result.nextHref).toContain(`/learn/${lesson.courseId}/${lesson.slug}/practice/`);
  const [row] = await prisma().answer.findMany({ where: { userId: actor.userId } });
  expect(row).toMatchObject({ attempt: 1, correct: true, score: 1, responseMs: 4_000, lessonId: lesson.id });
  expect(row!.predicted).toBeGreaterThan(0);
  expect(row!.idempotencyKey.startsWith(actor.userId)).toBe(true);
  const events = await prisma().event.findMany({
    where: { actorId: actor.userId },
    select: { type: true, data: true },
  });
  expect(events.map(({ type }) => type).sort()).toEqual(['learning.answer-recorded', 'learning.lesson-opened']);
  expect(await stored(actor.userId)).toEqual(await folded(actor.userId));
});

test('an answer costs two statements once the lesson is open', async () => {
  const actor = await makeLearner();
  await answer(actor, lessons[0]!, 0, true);
  const response = await responseTo(lessons[0]!.itemIds[1]!, true);
  // What is asked of the catalogue every now and then is no part of it.
  await structure();
  const before = statementCount();
  await recordAnswer(actor, input(lessons[0]!, 1, response));
  expect(statementCount() - before).toBeLessThanOrEqual(2);
});

test('the same key again gives the same feedback and has no second effect', async () => {
  const actor = await makeLearner();
  const given = input(lessons[0]!, 2, await responseTo(lessons[0]!.itemIds[2]!, false));
  const first = await recordAnswer(actor, given);
  const again = await recordAnswer(actor, { ...given, response: await responseTo(lessons[0]!.itemIds[2]!, true) });
  expect(again).toEqual(first);
  expect(await prisma().answer.count({ where: { userId: actor.userId } })).toBe(1);
});

test('twenty clicks at once make one answer and twenty equal results', async () => {
  const actor = await makeLearner();
  await openLesson(actor, { courseId: lessons[0]!.courseId, lesson: lessons[0]!.slug, locale: 'en' });
  const given = input(lessons[0]!, 3, await responseTo(lessons[0]!.itemIds[3]!, true));
  const results = await Promise.all(Array.from({ length: 20 }, () => recordAnswer(actor, given)));
  for (const result of results) expect(result).toEqual(results[0]);
  expect(await prisma().answer.count({ where: { userId: actor.userId } })).toBe(1);
  expect(await prisma().event.count({ where: { actorId: actor.userId, type: 'learning.answer-recorded' } })).toBe(1);
  expect(await prisma().itemState.findUnique({ where: { itemVersionId: given.itemVersionId } })).toMatchObject({
    answers: 1,
    correct: 1,
  });
});

test('the second tab is told that the question was answered, and its answer is not kept', async () => {
  const actor = await makeLearner();
  const [right, wrong] = await Promise.all([
    responseTo(lessons[0]!.itemIds[0]!, true),
    responseTo(lessons[0]!.itemIds[0]!, false),
  ]);
  const results = await Promise.all([
    recordAnswer(actor, input(lessons[0]!, 0, right)),
    recordAnswer(actor, input(lessons[0]!, 0, wrong)),
  ]);
  expect(results.map(({ already }) => already).sort()).toEqual([false, true]);
  const winner = results.find(({ already }) => !already)!;
  const loser = results.find(({ already }) => already)!;
  expect(loser.feedback).toEqual(winner.feedback);
  expect(await prisma().answer.count({ where: { userId: actor.userId } })).toBe(1);
});

test('ten questions answered at once are all kept, and the state equals the fold of the log', async () => {
  const actor = await makeLearner();
  const lesson = lessons[1]!;
  const results = await Promise.all(lesson.itemIds.map((_, item) => answer(actor, lesson, item, item % 3 !== 0)));
  expect(results.filter(({ already }) => already)).toHaveLength(0);
  expect(await prisma().answer.count({ where: { userId: actor.userId } })).toBe(lesson.itemIds.length);
  expect(await stored(actor.userId)).toEqual(await folded(actor.userId));
});

test('an answer sent late, after a newer attempt, changes nothing', async () => {
  const actor = await makeLearner();
  await answer(actor, lessons[0]!, 0, false);
  await answer(actor, lessons[0]!, 0, true, { attempt: 2 });
  const late = await answer(actor, lessons[0]!, 0, true, { attempt: 1 });
  expect(late.already).toBe(true);
  expect(late.feedback).toMatchObject({ attempt: 1, correct: false });
  expect(await prisma().answer.count({ where: { userId: actor.userId } })).toBe(2);
});

test('a second try is kept and shown but does not move mastery until twenty hours have passed', async () => {
  const actor = await makeLearner();
  const clock = handClock();
  await answer(actor, lessons[0]!, 0, false, {}, clock);
  const bytes = async () => {
    const { learner, skills } = await stored(actor.userId);
    return [learner, ...skills.map(({ state }) => state)];
  };
  const before = await bytes();
  clock.pass(60);
  const second = await answer(actor, lessons[0]!, 0, true, { attempt: 2 }, clock);
  expect(second.feedback).toMatchObject({ correct: true, counted: false });
  expect(second.completion.right).toBe(1);
  expect(await bytes()).toEqual(before);
  clock.pass(20 * 3600);
  const third = await answer(actor, lessons[0]!, 0, true, { attempt: 3 }, clock);
  expect(third.feedback.counted).toBe(true);
  expect(await bytes()).not.toEqual(before);
  expect(await stored(actor.userId)).toEqual(await folded(actor.userId));
});

test('two people may use the same key; nobody sees the other', async () => {
  const [ana, luis] = [await makeLearner('Ana'), await makeLearner('Luis')];
  const key = randomUUID();
  await answer(ana, lessons[0]!, 0, true, { key });
  const his = await answer(luis, lessons[0]!, 0, false, { key });
  expect(his.feedback.correct).toBe(false);
  expect(await prisma().answer.count({ where: { userId: luis.userId } })).toBe(1);
});

test('a key cannot be used again for another question', async () => {
  const actor = await makeLearner();
  const key = randomUUID();
  await answer(actor, lessons[0]!, 0, true, { key });
  await expect(answer(actor, lessons[0]!, 1, true, { key })).rejects.toMatchObject({
    code: 'conflict',
    reason: 'key-reused',
  });
});

test('an item of another lesson, an exam item and an invented id are not found', async () => {
  const actor = await makeLearner();
  const other = input(lessons[0]!, 0, { type: 'unknown' }, { itemVersionId: lessons[1]!.itemIds[0]! });
  await expect(recordAnswer(actor, other)).rejects.toMatchObject({ code: 'not-found' });
  const exam = await prisma().itemVersion.findFirst({ where: { use: 'exam' }, select: { id: true } });
  if (exam)
    await expect(recordAnswer(actor, { ...other, itemVersionId: exam.id })).rejects.toMatchObject({
      code: 'not-found',
    });
  await expect(recordAnswer(actor, { ...other, itemVersionId: randomUUID() })).rejects.toMatchObject({
    code: 'not-found',
  });
  expect(await prisma().answer.count({ where: { userId: actor.userId } })).toBe(0);
});

test('an answer that cannot be read is refused and nothing is stored', async () => {
  const actor = await makeLearner();
  for (const response of [
    null,
    7,
    {},
    { type: 'single' },
    { type: 'multiple', options: [] },
    { type: 'numeric', value: 'many' },
  ]) {
    await expect(recordAnswer(actor, input(lessons[0]!, 0, response))).rejects.toMatchObject({ code: 'invalid' });
  }
  expect(await prisma().answer.count({ where: { userId: actor.userId } })).toBe(0);
});

test('"I don\'t know" is an answer: not right, and every reason is shown', async () => {
  const actor = await makeLearner();
  for (const [item] of lessons[0]!.itemIds.entries()) {
    const { feedback } = await recordAnswer(actor, input(lessons[0]!, item, { type: 'unknown' }));
    expect(feedback).toMatchObject({ correct: false, score: 0, response: { type: 'unknown' } });
    expect(feedback.options.some(({ chosen }) => chosen)).toBe(false);
  }
});

test('a lesson is completed once, by whatever finishes it, and the event tells it once', async () => {
  const actor = await makeLearner();
  const lesson = lessons[2]!;
  await markRead(actor, { courseId: lesson.courseId, lesson: lesson.slug });
  let completed = 0;
  for (const item of lesson.itemIds.keys()) if ((await answer(actor, lesson, item, true)).completed) completed++;
  expect(completed).toBe(1);
  for (const item of lesson.itemIds.keys()) await answer(actor, lesson, item, true, { attempt: 2 });
  expect(await prisma().event.count({ where: { actorId: actor.userId, type: 'learning.lesson-completed' } })).toBe(1);
});

test('a skill is won and lost with an event each time', async () => {
  const actor = await makeLearner();
  const lesson = lessons[0]!;
  const clock = handClock();
  for (let day = 1; day <= 3; day++) {
    for (const item of lesson.itemIds.keys()) await answer(actor, lesson, item, true, { attempt: day }, clock);
    clock.pass(86_400);
  }
  const won = await prisma().event.count({ where: { actorId: actor.userId, type: 'learning.skill-mastered' } });
  expect(won).toBeGreaterThan(0);
  for (const item of lesson.itemIds.keys()) await answer(actor, lesson, item, false, { attempt: 4 }, clock);
  expect(
    await prisma().event.count({ where: { actorId: actor.userId, type: 'learning.skill-slipped' } }),
  ).toBeGreaterThan(0);
  expect(await stored(actor.userId)).toEqual(await folded(actor.userId));
});

test('past 120 answers a minute the next one is refused with the time to wait', async () => {
  const actor = await makeLearner();
  const given = input(lessons[0]!, 0, { type: 'unknown' }, { itemVersionId: randomUUID() });
  const refusals = await Promise.allSettled(Array.from({ length: 121 }, () => recordAnswer(actor, given)));
  const limited = refusals.filter((result) => result.status === 'rejected' && result.reason.code === 'limit-reached');
  expect(limited).toHaveLength(1);
});

test('whatever is answered, in whatever order and at whatever pace, the fold of the log equals what is stored', async () => {
  const step = fc.record({
    lesson: fc.integer({ min: 0, max: 2 }),
    item: fc.integer({ min: 0, max: 9 }),
    right: fc.boolean(),
    pause: fc.constantFrom(0, 5, 3_600, 90_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const actor = await makeLearner();
      const clock = handClock();
      const attempts = new Map<string, number>();
      for (const { lesson, item, right, pause } of steps) {
        clock.pass(pause);
        const entry = lessons[lesson]!;
        const position = item % entry.itemIds.length;
        const id = entry.itemIds[position]!;
        attempts.set(id, (attempts.get(id) ?? 0) + 1);
        await answer(actor, entry, position, right, { attempt: attempts.get(id)! }, clock);
      }
      const now = await stored(actor.userId);
      expect(now).toEqual(await folded(actor.userId));
      await rebuildLearner(actor.userId);
      expect(await stored(actor.userId)).toEqual(now);
    }),
    { numRuns: 15 },
  );
});

test("an item's estimate does not depend on the order of its answers", async () => {
  const id = lessons[3]!.itemIds[0]!;
  const people = await Promise.all(Array.from({ length: 6 }, (_, k) => makeLearner(`P${k}`)));
  await Promise.all(people.map((actor, k) => answer(actor, lessons[3]!, 0, k < 4)));
  const rows = await prisma().answer.findMany({
    where: { itemVersionId: id },
    select: { correct: true, predicted: true },
  });
  const state = await prisma().itemState.findUniqueOrThrow({ where: { itemVersionId: id } });
  const { difficulty } = await prisma().itemVersion.findUniqueOrThrow({ where: { id }, select: { difficulty: true } });
  const precision = 1 + rows.reduce((sum, { predicted }) => sum + predicted! * (1 - predicted!), 0);
  const score = rows.reduce((sum, { correct, predicted }) => sum + Number(correct) - predicted!, 0);
  expect(state).toMatchObject({ answers: 6, correct: 4 });
  expect(state.variance).toBeCloseTo(1 / precision, 9);
  expect(state.mean).toBeCloseTo((3 - difficulty) * 0.75 + score / precision, 9);
});
