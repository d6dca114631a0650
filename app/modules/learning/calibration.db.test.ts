// The nightly recalibration against a real database: the whole log in, statistics a version out, and who may read them.
import { beforeAll, expect, test } from 'vitest';
import type { LessonEntry } from '../catalog/catalog';
import { getItems } from '../catalog/catalog.server';
import { prisma } from '~/platform/db.server';
import { uuid7 } from '~/platform/ids.server';
import { makeLearner, responseTo, teach } from '../../../tests/factories/learner';
import { recordAnswer } from './answers.server';
import { listSnapshots } from './calibration-store.server';
import { recalibrateItems } from './calibration.server';
import { unpackLearnerState } from './engine/state';
import { getItemReport, listItemReports } from './item-report.server';
import { foldPerson } from './rebuild.server';

const PEOPLE = 60;
const START = Date.parse('2026-10-01T10:00:00Z');
let lesson: LessonEntry;
let olderId: string;
/** Place of the item whose key seems wrong: one with options, not the second. */
let odd: number;

/** Person k answers every item of the lesson; the able half is right, except on the odd item. */
async function answerAll() {
  const rows = [];
  for (let k = 0; k < PEOPLE; k++) {
    const { userId } = await makeLearner(`Person ${k}`);
    const able = k % 2 === 0;
    for (const [i, id] of lesson.itemIds.entries()) {
      // Nobody is always right: one answer in five goes the other way.
      const correct = (i === odd ? !able : able) !== ((k * 7 + i) % 5 === 0);
      const itemVersionId = i === 1 && k < 10 ? olderId : id;
      rows.push({
        id: uuid7(),
        userId,
        itemVersionId,
        itemId: `item-${i}`,
        lessonId: lesson.id,
        courseId: lesson.courseId,
        attempt: 1,
        response: (await responseTo(id, correct)) as object,
        correct,
        score: correct ? 1 : 0,
        responseMs: 5_000,
        engineVersion: 'test',
        idempotencyKey: uuid7(),
        createdAt: new Date(START + (k * 40 + i) * 60_000),
      });
    }
  }
  await prisma().answer.createMany({ data: rows });
  return rows.length;
}

beforeAll(async () => {
  lesson = (await teach())[0]!;
  odd = (await getItems(lesson.itemIds)).findIndex(({ type }, i) => type === 'single' && i !== 1);
  // An older text of the second item, which ten people still met.
  const current = await prisma().itemVersion.findUniqueOrThrow({ where: { id: lesson.itemIds[1]! } });
  olderId = uuid7(START - 1000);
  const { id: _, hash, ...rest } = current;
  await prisma().itemVersion.update({ where: { id: current.id }, data: { number: 2 }, select: { id: true } });
  await prisma().itemVersion.create({ data: { ...rest, id: olderId, hash: `${hash}-older` } as never });
});

test('nothing is made of an empty log', async () => {
  expect(await recalibrateItems()).toBeNull();
  expect(await listSnapshots(5)).toEqual([]);
});

test('the whole log is learned, each version keeps its own statistics, and the same log gives the same model', async () => {
  const answers = await answerAll();
  const first = await recalibrateItems();
  const second = await recalibrateItems();
  expect(second).toBeGreaterThan(first!);
  const snapshots = await listSnapshots(5);
  expect(snapshots.map((one) => [one.answers, one.learners, one.moved.movedItems])).toEqual([
    [answers, PEOPLE, 0],
    [answers, PEOPLE, 0],
  ]);
  const rows = await prisma().modelSnapshot.findMany({ select: { parameters: true }, orderBy: { id: 'asc' } });
  expect(Buffer.from(rows[0]!.parameters).equals(Buffer.from(rows[1]!.parameters))).toBe(true);
  const events = await prisma().event.count({ where: { type: 'learning.items-recalibrated' } });
  expect(events).toBe(2);

  const instructor = { ...(await makeLearner('Ines')), roles: ['instructor' as const] };
  const { items, calibrated } = await listItemReports(instructor, { courseId: lesson.courseId, locale: 'en' });
  expect(calibrated).toMatchObject({ answers, learners: PEOPLE, movedItems: 0 });
  const [current, older] = [lesson.itemIds[1]!, olderId].map((id) => items.find((one) => one.itemVersionId === id)!);
  expect([current!.answers, current!.retired, current!.version]).toEqual([PEOPLE - 10, false, 2]);
  expect([older!.answers, older!.retired, older!.version]).toEqual([10, true, 1]);
  expect(items.map(({ attention }) => attention)).toEqual(
    items.map(({ attention }) => attention).sort((left, right) => right - left),
  );
});

test('an item that the able get wrong stands first, with its reason and its options', async () => {
  const admin = { ...(await makeLearner('Ada')), roles: ['admin' as const] };
  const { items } = await listItemReports(admin, { locale: 'en' });
  expect(items[0]!.itemVersionId).toBe(lesson.itemIds[odd]!);
  expect(items[0]!.reasons.map(({ code }) => code)).toEqual(['misfit']);
  const report = await getItemReport(admin, { itemVersionId: items[0]!.itemVersionId, locale: 'es' });
  expect(report.statistics.discrimination).toEqual({ state: 'too-few', answers: PEOPLE, more: 40 });
  expect(report.options.length).toBeGreaterThan(1);
  expect(report.lessonHref).toContain(lesson.slug);
});

test('learners may not read item statistics, and an unknown item is not found', async () => {
  const learner = await makeLearner();
  await expect(listItemReports(learner, { locale: 'en' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(getItemReport(learner, { itemVersionId: olderId, locale: 'en' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const instructor = { ...learner, roles: ['instructor' as const] };
  for (const itemVersionId of [uuid7(), 'x'])
    await expect(getItemReport(instructor, { itemVersionId, locale: 'en' })).rejects.toMatchObject({
      code: 'not-found',
    });
});

test('after a recalibration states follow: the old bytes are folded anew, the live answer and the rebuild agree, and the answer names its snapshot', async () => {
  const actor = await makeLearner('Follows');
  const answer = async (i: number) =>
    recordAnswer(actor, {
      courseId: lesson.courseId,
      lesson: lesson.slug,
      itemVersionId: lesson.itemIds[i]!,
      attempt: 1,
      key: uuid7(),
      response: await responseTo(lesson.itemIds[i]!, true),
      responseMs: 4_000,
      round: { mode: 'lesson', skill: null, since: 0 },
      locale: 'en',
    });
  await answer(2);
  const before = await prisma().learnerProfile.findUniqueOrThrow({ where: { userId: actor.userId } });
  const snapshot = await recalibrateItems();
  const after = await prisma().learnerProfile.findUniqueOrThrow({ where: { userId: actor.userId } });
  expect(unpackLearnerState(after.state!).snapshot).toBe(snapshot);
  expect(Buffer.from(after.state!).equals(Buffer.from(before.state!))).toBe(false);

  // A process that has not heard of it meets old bytes: it folds them anew on the way and answers all the same.
  await prisma().learnerProfile.update({ where: { userId: actor.userId }, data: { state: before.state! } });
  await answer(3);
  const stored = await prisma().learnerProfile.findUniqueOrThrow({ where: { userId: actor.userId } });
  const folded = await foldPerson(actor.userId);
  expect(Buffer.from(stored.state!).equals(Buffer.from(folded.learner!))).toBe(true);
  const last = await prisma().answer.findFirstOrThrow({
    where: { userId: actor.userId },
    orderBy: { createdAt: 'desc' },
  });
  expect(last.engineVersion).toMatch(new RegExp(`/${snapshot}$`));
});
