// The placement test against a real database: once each, from several places, resumed anywhere, and always the fold of its log.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { LessonEntry } from '../catalog/catalog';
import { getItems, structure } from '../catalog/catalog.server';
import type { Actor } from '~/platform/actor';
import { prisma, statementCount } from '~/platform/db.server';
import { handClock, makeStudent, responseTo, stateOf, teach } from '../../../tests/factories/learner';
import { recordAnswer } from './answers.server';
import { getDashboard } from './overview.server';
import { getPathView } from './path-map.server';
import {
  getPlacementIntro,
  getPlacementQuestion,
  recordPlacementAnswer,
  recordPlacementForm,
  startPlacement,
  stopPlacement,
} from './placement.server';
import { getPlacementResult } from './placement-result.server';
import { getReviews } from './reviews.server';
import { rebuildLearner } from './rebuild.server';

let lessons: ReadonlyArray<LessonEntry>;
const en = { locale: 'en' as const };

beforeAll(async () => {
  lessons = await teach();
});

async function ask(actor: Actor) {
  const view = await getPlacementQuestion(actor, en);
  return view === 'finished' ? null : view;
}

type Knows = (skills: ReadonlyArray<string>) => boolean;

/** Answers the open test to its end, rightly where the person knows, else with "I don't know". */
async function takeTest(actor: Actor, knows: Knows, deps = {}, most = 60): Promise<number> {
  for (let given = 0; given < most; given++) {
    const view = await ask(actor);
    if (!view) return given;
    const { placementId, number, question } = view;
    const [item] = await getItems([question.itemVersionId]);
    const response = knows(item!.skills) ? await responseTo(item!.id, true) : { type: 'unknown' };
    const input = { placementId, number, itemVersionId: item!.id, key: randomUUID(), response, responseMs: 20_000 };
    await recordPlacementAnswer(actor, input, deps);
  }
  return most;
}

const FOUNDATIONS = ['ai-marketing-landscape', 'model-limits', 'prompt-anatomy', 'prompt-iteration', 'fact-checking'];
const knowsFoundations: Knows = (skills) => skills.every((skill) => FOUNDATIONS.includes(skill));

test('a sitting is begun once, whatever is clicked, and continued by its id', async () => {
  const actor = await makeStudent();
  const ids = await Promise.all(Array.from({ length: 8 }, () => startPlacement(actor)));
  expect(new Set(ids).size).toBe(1);
  expect(await prisma().placement.count({ where: { userId: actor.userId } })).toBe(1);
  const intro = await getPlacementIntro(actor);
  expect(intro).toMatchObject({ open: { answered: 0 }, last: null, retakeFrom: null });
  expect(intro.open!.left).toBeGreaterThan(1);
});

test('an answer is stored, moves the learner model, and says nothing of right or wrong', async () => {
  const actor = await makeStudent();
  await startPlacement(actor);
  const view = (await ask(actor))!;
  const shown = JSON.stringify(view);
  expect(shown).not.toMatch(/correct|explanation|reason|solution/);
  const saved = await recordPlacementAnswer(actor, {
    placementId: view.placementId,
    number: 1,
    itemVersionId: view.question.itemVersionId,
    key: randomUUID(),
    response: await responseTo(view.question.itemVersionId, true),
    responseMs: 9_000,
  });
  expect(saved).toEqual({ answered: 1, done: false, already: false });
  const [row] = await prisma().placementAnswer.findMany({ where: { userId: actor.userId } });
  expect(row).toMatchObject({ number: 1, correct: true, score: 1, responseMs: 9_000 });
  const { stored, folded } = await stateOf(actor.userId);
  expect(stored.skills.length).toBeGreaterThan(0);
  expect(stored).toEqual(folded);
  expect((await ask(actor))!.number).toBe(2);
});

test('twenty equal answers at once are one row, and every caller hears that it is saved', async () => {
  const actor = await makeStudent();
  await startPlacement(actor);
  const { placementId, question } = (await ask(actor))!;
  const response = await responseTo(question.itemVersionId, true);
  const input = { placementId, number: 1, itemVersionId: question.itemVersionId, key: randomUUID(), response };
  const results = await Promise.all(Array.from({ length: 20 }, () => recordPlacementAnswer(actor, input)));
  for (const result of results) expect(result).toEqual({ answered: 1, done: false, already: false });
  expect(await prisma().placementAnswer.count({ where: { userId: actor.userId } })).toBe(1);
  const { stored, folded } = await stateOf(actor.userId);
  expect(stored).toEqual(folded);
});

test('of two tabs with different answers one stands and the other is told', async () => {
  const actor = await makeStudent();
  await startPlacement(actor);
  const { placementId, question } = (await ask(actor))!;
  const { itemVersionId } = question;
  const [right, wrong] = await Promise.all([responseTo(itemVersionId, true), responseTo(itemVersionId, false)]);
  const both = await Promise.all(
    [right, wrong].map((response) =>
      recordPlacementAnswer(actor, { placementId, number: 1, itemVersionId, key: randomUUID(), response }),
    ),
  );
  expect(both.map(({ already }) => already).sort()).toEqual([false, true]);
  expect(await prisma().placementAnswer.count({ where: { userId: actor.userId } })).toBe(1);
});

test('the test credits what is known, skips its lessons and leaves them open; the state stays the fold of the log', async () => {
  const actor = await makeStudent();
  await startPlacement(actor);
  const given = await takeTest(actor, knowsFoundations);
  expect(given).toBeGreaterThan(3);
  expect(given).toBeLessThanOrEqual(30);
  const result = (await getPlacementResult(actor, en))!;
  const credited = result.found.filter(({ verdict }) => verdict === 'credited').map(({ id }) => id);
  expect(credited).toContain('ai-marketing-landscape');
  expect(credited).not.toContain('incrementality');
  const { skills } = await structure();
  for (const id of credited)
    for (const before of skills.get(id)!.prerequisites) expect(credited, `${before} before ${id}`).toContain(before);
  expect(result.next!.why.length).toBeGreaterThan(0);

  const { stored, folded } = await stateOf(actor.userId);
  expect(stored).toEqual(folded);
  await rebuildLearner(actor.userId);
  expect((await stateOf(actor.userId)).stored).toEqual(stored);

  const path = (await getPathView(actor, en))!;
  const landscape = path.skills.find(({ id }) => id === 'ai-marketing-landscape')!;
  expect(['provisional', 'mastered']).toContain(landscape.state);
  expect(path.placement).toBe('done');
  const all = path.courses.flatMap(({ lessonStates }) => lessonStates);
  expect(all.every(({ href }) => href.startsWith('/learn/'))).toBe(true);
});

test('credits are provisional: within two days each is due for a review that starts in one click', async () => {
  const clock = handClock();
  const actor = await makeStudent();
  await startPlacement(actor, clock);
  await takeTest(actor, knowsFoundations, clock);
  const tomorrow = await getReviews(actor, en, clock);
  const soon = [...tomorrow.today, ...tomorrow.tomorrow, ...tomorrow.week];
  expect(soon.length).toBeGreaterThan(0);
  expect(soon.every(({ href }) => href.includes('/practice?mode=review'))).toBe(true);
  clock.pass(2 * 86_400);
  const later = await getReviews(actor, en, clock);
  expect(later.today.map(({ skill }) => skill).sort()).toEqual(soon.map(({ skill }) => skill).sort());
  expect(later.today.some(({ because }) => because === 'placement')).toBe(true);
});

test('interrupted and resumed, the test asks what it would have asked', async () => {
  const actor = await makeStudent();
  await startPlacement(actor);
  await takeTest(actor, knowsFoundations, {}, 2);
  const first = (await ask(actor))!;
  const again = (await ask(actor))!;
  expect(again.question).toEqual(first.question);
  expect(again.number).toBe(3);
  expect(again.key).not.toBe(first.key);
});

test('stopped early, what was answered counts; finishing twice is once', async () => {
  const actor = await makeStudent();
  const placementId = await startPlacement(actor);
  await takeTest(actor, knowsFoundations, {}, 2);
  await Promise.all([stopPlacement(actor, { placementId }), stopPlacement(actor, { placementId })]);
  expect(await getPlacementQuestion(actor, en)).toBe('finished');
  expect(await getPlacementResult(actor, en)).toMatchObject({ stopped: true, answers: 2 });
  expect(await prisma().event.count({ where: { actorId: actor.userId, type: 'learning.placement-finished' } })).toBe(1);
  const { stored, folded } = await stateOf(actor.userId);
  expect(stored).toEqual(folded);
});

test('another one makes sense after a week, and then asks questions that tell something new', async () => {
  const clock = handClock();
  const actor = await makeStudent();
  const placementId = await startPlacement(actor, clock);
  await takeTest(actor, knowsFoundations, clock);
  await expect(startPlacement(actor, clock)).rejects.toMatchObject({ code: 'conflict', reason: 'too-early' });
  expect((await getPlacementIntro(actor, clock)).retakeFrom).not.toBeNull();
  clock.pass(7 * 86_400 + 60);
  expect(await startPlacement(actor, clock)).not.toBe(placementId);
  expect((await getPlacementIntro(actor, clock)).open).toMatchObject({ answered: 0 });
});

test("somebody else's sitting, an unknown one and a question that is not in it are all not there", async () => {
  const [owner, other] = [await makeStudent(), await makeStudent()];
  const placementId = await startPlacement(owner);
  const { question } = (await ask(owner))!;
  const { itemVersionId } = question;
  const base = { number: 1, itemVersionId, key: randomUUID(), response: { type: 'unknown' } };
  const missing = { code: 'not-found' };
  await expect(recordPlacementAnswer(other, { ...base, placementId })).rejects.toMatchObject(missing);
  await expect(stopPlacement(other, { placementId })).rejects.toMatchObject(missing);
  await expect(recordPlacementAnswer(owner, { ...base, placementId: randomUUID() })).rejects.toMatchObject(missing);
  const { banks } = await structure();
  const exam = [...banks.values()][0]![0]!;
  await expect(recordPlacementAnswer(owner, { ...base, placementId, itemVersionId: exam.id })).rejects.toMatchObject(
    missing,
  );
  expect(await prisma().placementAnswer.count({ where: { placementId } })).toBe(0);
});

test('no question of an exam is ever in a sitting, and an answer that cannot be read is not stored', async () => {
  const actor = await makeStudent();
  const placementId = await startPlacement(actor);
  const row = await prisma().placement.findUniqueOrThrow({ where: { id: placementId } });
  expect((await getItems(row.itemIds)).every(({ use }) => use === 'practice')).toBe(true);
  const form = new FormData();
  const view = (await ask(actor))!;
  for (const [name, value] of Object.entries({
    placementId,
    number: '1',
    itemVersionId: view.question.itemVersionId,
    key: view.key,
  }))
    form.set(name, value);
  if (['single', 'multiple', 'numeric', 'short', 'match'].includes(view.question.type))
    expect(await recordPlacementForm(actor, form)).toBe('choose');
  form.set('unknown', '1');
  expect(await recordPlacementForm(actor, form)).toBeNull();
  expect(await prisma().placementAnswer.count({ where: { placementId } })).toBe(1);
});

test('a question of the test, asked again in its lesson the same day, gives feedback and moves nothing', async () => {
  const actor = await makeStudent();
  await startPlacement(actor);
  const view = (await ask(actor))!;
  const { itemVersionId } = view.question;
  const { placementId } = view;
  const response = await responseTo(itemVersionId, true);
  await recordPlacementAnswer(actor, { placementId, number: 1, itemVersionId, key: randomUUID(), response });
  const lesson = lessons.find(({ itemIds }) => itemIds.includes(itemVersionId))!;
  const result = await recordAnswer(actor, {
    courseId: lesson.courseId,
    lesson: lesson.slug,
    itemVersionId,
    attempt: 1,
    key: randomUUID(),
    response,
    responseMs: null,
    round: { mode: 'lesson', skill: null, since: 0 },
    locale: 'en',
  });
  expect(result.feedback).toMatchObject({ correct: true, counted: false });
  const { stored, folded } = await stateOf(actor.userId);
  expect(stored).toEqual(folded);
});

test('answers of a test are never changed and never removed', async () => {
  const actor = await makeStudent();
  await startPlacement(actor);
  await takeTest(actor, () => true, {}, 1);
  const { userId } = actor;
  await expect(
    prisma().$executeRaw`update placement_answer set correct = false where user_id = ${userId}::uuid`,
  ).rejects.toThrow(/append-only/);
  await expect(prisma().$executeRaw`delete from placement_answer where user_id = ${userId}::uuid`).rejects.toThrow(
    /append-only/,
  );
});

test('a question costs one statement, an answer two, and the map of the path two', async () => {
  const actor = await makeStudent();
  const placementId = await startPlacement(actor);
  const view = (await ask(actor))!;
  const count = async (work: () => Promise<unknown>) => {
    const before = statementCount();
    await work();
    return statementCount() - before;
  };
  expect(await count(() => ask(actor))).toBe(1);
  const { itemVersionId } = view.question;
  const input = { placementId, number: 1, itemVersionId, key: randomUUID(), response: { type: 'unknown' } };
  expect(await count(() => recordPlacementAnswer(actor, input))).toBe(2);
  await getDashboard(actor, en);
  expect(await count(() => getPathView(actor, en))).toBeLessThanOrEqual(2);
});
