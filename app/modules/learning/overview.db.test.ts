// The dashboard, the map, rounds of practice, reading and notes against a real database.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { LessonEntry } from '../catalog/catalog';
import { structure } from '../catalog/catalog.server';
import type { Actor } from '~/platform/actor';
import { prisma, statementCount } from '~/platform/db.server';
import { handClock, makeLearner, responseTo, teach } from '../../../tests/factories/learner';
import { listActivity } from './activity.server';
import { recordAnswer } from './answers.server';
import { overrideNext } from './next.server';
import { getDashboard, getProgress } from './overview.server';
import { getPathView } from './path-map.server';
import { getQuestion, getSummary, resumePractice } from './practice.server';
import { getProfile, listPathChoices, saveProfile } from './profile.server';
import { getNote, markRead, moveToCurrentVersion, openLesson, saveNote } from './reading.server';
import { foldPerson } from './rebuild.server';
import type { Round } from './rounds';

const ROUND: Round = { mode: 'lesson', skill: null, since: 0 };
let lessons: ReadonlyArray<LessonEntry>;

beforeAll(async () => {
  lessons = await teach();
});

const at = (lesson: LessonEntry) => ({ courseId: lesson.courseId, lesson: lesson.slug });

async function answerAll(
  actor: Actor,
  lesson: LessonEntry,
  right: (item: number) => boolean,
  deps = {},
  attempt = 1,
  round = ROUND,
) {
  for (const [item, itemVersionId] of lesson.itemIds.entries()) {
    const response = await responseTo(itemVersionId, right(item));
    await recordAnswer(
      actor,
      { ...at(lesson), itemVersionId, attempt, key: randomUUID(), response, responseMs: null, round, locale: 'en' },
      deps,
    );
  }
}

async function makeStudent(goal = 'run-campaigns') {
  const actor = await makeLearner();
  const [path] = await listPathChoices('en');
  await saveProfile(actor, { aim: `${path!.id}/${goal}`, minutesPerWeek: 60, formats: ['interactive'] });
  return actor;
}

test('somebody without a goal has no dashboard; stating one starts the path, once', async () => {
  const actor = await makeLearner();
  expect(await getDashboard(actor, { locale: 'en' })).toBeNull();
  const [path] = await listPathChoices('es');
  const wish = { aim: `${path!.id}/${path!.goals[0]!.id}`, minutesPerWeek: 90, formats: ['text' as const] };
  await saveProfile(actor, wish);
  await saveProfile(actor, { ...wish, minutesPerWeek: 120 });
  expect(await getProfile(actor)).toEqual({
    pathId: path!.id,
    goalId: path!.goals[0]!.id,
    minutesPerWeek: 120,
    formats: ['text'],
  });
  expect(await prisma().event.count({ where: { actorId: actor.userId, type: 'learning.path-started' } })).toBe(1);
  await expect(saveProfile(actor, { ...wish, aim: 'no-such-path/' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(saveProfile(actor, { ...wish, aim: `${path!.id}/no-such-goal` })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('somebody who answered before stating a goal keeps what they learned', async () => {
  const actor = await makeLearner();
  await answerAll(actor, lessons[0]!, () => true);
  expect(await getProfile(actor)).toBeNull();
  expect(await getDashboard(actor, { locale: 'en' })).toBeNull();
  const [path] = await listPathChoices('en');
  await saveProfile(actor, { aim: `${path!.id}/`, minutesPerWeek: 60, formats: [] });
  const dashboard = await getDashboard(actor, { locale: 'en' });
  expect(dashboard!.courses[0]!.share).toBeGreaterThan(0);
  expect(dashboard!.goalTitle).toBeNull();
});

test('a newcomer is offered a lesson with reasons in both languages, within the statements of the budget', async () => {
  const actor = await makeStudent();
  // What is asked of the catalogue every now and then is no part of it.
  await structure();
  const before = statementCount();
  const english = await getDashboard(actor, { locale: 'en' });
  expect(statementCount() - before).toBeLessThanOrEqual(4);
  const spanish = await getDashboard(actor, { locale: 'es' });
  expect(english!.next).toMatchObject({ kind: 'lesson', action: 'read', question: null });
  expect(english!.next!.why.length).toBeGreaterThan(0);
  expect(spanish!.next!.activityId).toBe(english!.next!.activityId);
  expect(spanish!.next!.why.join()).not.toBe(english!.next!.why.join());
  expect(english!.finish).toMatchObject({ basis: 'plan', minutesPerWeek: 60 });
  expect(new Date(english!.finish!.earliest).getTime()).toBeLessThan(new Date(english!.finish!.latest).getTime());
  expect(await prisma().recommendation.count({ where: { userId: actor.userId } })).toBe(1);
});

test('the next step follows what was done: read, then the exact question, then what was missed', async () => {
  const actor = await makeStudent();
  const lesson = lessons[0]!;
  await openLesson(actor, { ...at(lesson), locale: 'en' });
  expect((await getDashboard(actor, { locale: 'en' }))!.next).toMatchObject({
    action: 'read',
    activityId: `lesson:${lesson.courseId}/${lesson.slug}`,
  });
  await markRead(actor, at(lesson));
  const [first] = lesson.itemIds;
  await recordAnswer(actor, {
    ...at(lesson),
    itemVersionId: first!,
    attempt: 1,
    key: randomUUID(),
    response: { type: 'unknown' },
    responseMs: null,
    round: ROUND,
    locale: 'en',
  });
  const dashboard = await getDashboard(actor, { locale: 'en' });
  expect(dashboard!.next).toMatchObject({ action: 'practise', question: { number: 2, of: lesson.itemIds.length } });
  expect(dashboard!.next!.href).toBe(await resumePractice(actor, { ...at(lesson), round: ROUND, locale: 'en' }));
  for (const itemVersionId of lesson.itemIds.slice(1)) {
    await recordAnswer(actor, {
      ...at(lesson),
      itemVersionId,
      attempt: 1,
      key: randomUUID(),
      response: { type: 'unknown' },
      responseMs: null,
      round: ROUND,
      locale: 'en',
    });
  }
  const after = await getDashboard(actor, { locale: 'en' });
  expect(after!.next).toMatchObject({ action: 'practise-missed' });
  expect(after!.activity.find(({ kind }) => kind === 'answers')).toMatchObject({
    answered: lesson.itemIds.length,
    right: 0,
  });
});

test('another step can be taken, is recorded with what was proposed, and can be taken back', async () => {
  const actor = await makeStudent();
  const dashboard = (await getDashboard(actor, { locale: 'en' }))!;
  const other = dashboard.alternatives[0]!;
  const href = await overrideNext(actor, {
    recommendationId: dashboard.recommendationId,
    activityId: other.activityId,
  });
  expect(href).toBe(other.href);
  const changed = (await getDashboard(actor, { locale: 'en' }))!;
  expect(changed.next!.activityId).toBe(other.activityId);
  expect(changed.ownChoice).toBe(true);
  expect(changed.next!.why[0]).toBe('You chose this yourself.');
  expect(await prisma().recommendation.findUnique({ where: { id: dashboard.recommendationId } })).toMatchObject({
    activityId: dashboard.next!.activityId,
    overriddenBy: other.activityId,
  });
  await overrideNext(actor, { recommendationId: changed.recommendationId, activityId: '' });
  expect((await getDashboard(actor, { locale: 'en' }))!.next!.activityId).toBe(dashboard.next!.activityId);
  const stranger = await makeStudent();
  await expect(
    overrideNext(stranger, { recommendationId: dashboard.recommendationId, activityId: other.activityId }),
  ).rejects.toMatchObject({ code: 'not-found' });
  await expect(
    overrideNext(actor, { recommendationId: dashboard.recommendationId, activityId: 'lesson:no/such' }),
  ).rejects.toMatchObject({ code: 'not-found' });
});

test("opening a lesson that was not proposed is recorded as the person's own choice", async () => {
  const actor = await makeStudent();
  const dashboard = (await getDashboard(actor, { locale: 'en' }))!;
  const last = lessons.at(-1)!;
  await openLesson(actor, { ...at(last), locale: 'en' });
  const changed = (await getDashboard(actor, { locale: 'en' }))!;
  expect(changed.next!.activityId).toBe(`lesson:${last.courseId}/${last.slug}`);
  expect(
    await prisma().event.count({
      where: { actorId: actor.userId, type: 'learning.next-overridden', subjectId: dashboard.recommendationId },
    }),
  ).toBe(1);
});

test('the map shows every lesson; a locked one says what is missing and the shortest way in', async () => {
  const actor = await makeStudent();
  const map = (await getPathView(actor, { locale: 'en' }))!;
  const states = map.courses.flatMap((course) => course.lessonStates);
  expect(states).toHaveLength(lessons.length);
  const locked = states.filter(({ lock }) => lock);
  expect(locked.length).toBeGreaterThan(0);
  for (const { lock } of locked) {
    expect(lock!.missing.length).toBeGreaterThan(0);
    expect(lock!.way.length).toBeGreaterThan(0);
  }
  expect(map.skills.every(({ why }) => why.length > 0)).toBe(true);
  expect(map.nextLessonId).not.toBeNull();
});

test('progress and mastery are told apart, with a sentence when they differ', async () => {
  const actor = await makeStudent();
  await markRead(actor, at(lessons[0]!));
  await answerAll(actor, lessons[0]!, (item) => item >= 3);
  await answerAll(actor, lessons[0]!, () => true, {}, 2);
  const dashboard = (await getDashboard(actor, { locale: 'en' }))!;
  expect(dashboard.courses[0]).toMatchObject({ done: 1 });
  const report = await getProgress(actor, { courseId: lessons[0]!.courseId });
  expect(report).toMatchObject({
    lessons: lessons.length,
    lessonsDone: 1,
    answers: lessons[0]!.itemIds.length,
    right: lessons[0]!.itemIds.length,
  });
  if (dashboard.mastery.mastered + dashboard.mastery.provisional === 0) expect(dashboard.differ).toContain('0 of the');
  await expect(getProgress(actor, { courseId: 'no-such-course' })).rejects.toMatchObject({ code: 'not-found' });
});

test('a question is shown without a word of its key, in the same order on every device', async () => {
  const actor = await makeLearner();
  const lesson = lessons[0]!;
  const { items } = await foldItems(lesson);
  for (const { itemId, reasons } of items) {
    const ask = { ...at(lesson), itemId, round: ROUND, locale: 'en' as const };
    const [first, second] = [await getQuestion(actor, ask), await getQuestion(actor, ask)];
    expect(first.question).toEqual(second.question);
    expect(first.result).toBeNull();
    for (const reason of reasons) expect(JSON.stringify(first)).not.toContain(JSON.stringify(reason).slice(1, -1));
  }
  await expect(
    getQuestion(actor, { ...at(lesson), itemId: 'no-such-item', round: ROUND, locale: 'en' }),
  ).rejects.toMatchObject({ code: 'not-found' });
  await expect(
    getQuestion(actor, { courseId: 'no-course', lesson: 'none', itemId: 'x', round: ROUND, locale: 'en' }),
  ).rejects.toMatchObject({ code: 'not-found' });
});

async function foldItems(lesson: LessonEntry) {
  const rows = await prisma().itemVersion.findMany({
    where: { id: { in: [...lesson.itemIds] } },
    select: { itemId: true, key: true },
  });
  const reasonsIn = (value: unknown): Array<string> =>
    typeof value === 'string' && value.length > 40
      ? [value]
      : value && typeof value === 'object'
        ? Object.values(value).flatMap(reasonsIn)
        : [];
  return { items: rows.map(({ itemId, key }) => ({ itemId, reasons: reasonsIn(key) })) };
}

test('a round ends with what it came to, and the missed ones can be practised again until none is left', async () => {
  const actor = await makeStudent();
  const lesson = lessons[0]!;
  const clock = handClock();
  await answerAll(actor, lesson, (item) => item > 1, clock);
  const ask = { ...at(lesson), round: ROUND, locale: 'en' as const };
  expect(await resumePractice(actor, ask, clock)).toBeNull();
  const summary = await getSummary(actor, ask, clock);
  expect(summary).toMatchObject({ right: lesson.itemIds.length - 2, of: lesson.itemIds.length, missed: 2 });
  expect(summary.changes.length).toBeGreaterThan(0);
  expect(summary.next).not.toBeNull();
  clock.pass(60);
  const again: Round = { mode: 'again', skill: null, since: clock.now().getTime() };
  expect(await resumePractice(actor, { ...ask, round: again }, clock)).toContain('mode=again');
  for (const item of [0, 1]) {
    const response = await responseTo(lesson.itemIds[item]!, true);
    clock.pass(10);
    await recordAnswer(
      actor,
      {
        ...at(lesson),
        itemVersionId: lesson.itemIds[item]!,
        attempt: 2,
        key: randomUUID(),
        response,
        responseMs: null,
        round: again,
        locale: 'en',
      },
      clock,
    );
  }
  expect(await resumePractice(actor, { ...ask, round: again }, clock)).toBeNull();
  expect(await getSummary(actor, { ...ask, round: again }, clock)).toMatchObject({
    right: 2,
    of: 2,
    missed: 0,
    againHref: null,
  });
});

test('a learner stays on the version they began until they move, and keeps their answers', async () => {
  const actor = await makeLearner();
  const lesson = lessons[4]!;
  await openLesson(actor, { ...at(lesson), locale: 'en' });
  await answerAll(actor, lesson, () => true);
  const old = await prisma().lessonVersion.findUniqueOrThrow({
    where: { id: lesson.versionId },
    include: { texts: true },
  });
  const { id: newId } = await prisma().lessonVersion.create({
    data: {
      lessonId: lesson.id,
      number: old.number + 1,
      hash: randomUUID(),
      skills: old.skills.slice(0, 1),
      minutes: old.minutes + 1,
      itemIds: old.itemIds,
    },
  });
  await prisma().lessonText.createMany({
    data: old.texts.map((text) => ({
      ...text,
      versionId: newId,
      title: `${text.title} (2)`,
      tree: text.tree as object,
      outline: text.outline as object,
    })),
  });
  await prisma().lesson.update({ where: { id: lesson.id }, data: { currentVersionId: newId } });
  await expect.poll(async () => (await structure()).lessons.get(lesson.id)!.versionId, { timeout: 5_000 }).toBe(newId);
  const page = await openLesson(actor, { ...at(lesson), locale: 'en' });
  expect(page).toMatchObject({ versionId: lesson.versionId, newerVersion: old.number + 1 });
  await moveToCurrentVersion(actor, at(lesson));
  const moved = await openLesson(actor, { ...at(lesson), locale: 'en' });
  expect(moved).toMatchObject({ versionId: newId, newerVersion: null });
  expect(moved.title).toMatch(/\(2\)$/);
  expect(moved.completion.answered).toBe(lesson.itemIds.length);
  const rows = await prisma().skillState.findMany({ where: { userId: actor.userId }, orderBy: { skillId: 'asc' } });
  const { skills } = await foldPerson(actor.userId);
  expect(rows.map(({ state }) => Buffer.from(state).toString('hex'))).toEqual(
    [...skills.values()]
      .sort((a, b) => (a.skillId < b.skillId ? -1 : 1))
      .map(({ state }) => Buffer.from(state).toString('hex')),
  );
  expect(await prisma().event.count({ where: { actorId: actor.userId, type: 'learning.version-moved' } })).toBe(1);
});

test('opening a lesson twenty times at once begins it once; a prefetch begins nothing', async () => {
  const actor = await makeLearner();
  await openLesson(actor, { ...at(lessons[1]!), locale: 'es', record: false });
  expect(await prisma().lessonStart.count({ where: { userId: actor.userId } })).toBe(0);
  const pages = await Promise.all(
    Array.from({ length: 20 }, () => openLesson(actor, { ...at(lessons[1]!), locale: 'es' })),
  );
  for (const page of pages) expect(page).toEqual(pages[0]);
  expect(await prisma().event.count({ where: { actorId: actor.userId, type: 'learning.lesson-opened' } })).toBe(1);
});

test('opening a lesson again costs one statement of ours', async () => {
  const actor = await makeLearner();
  await openLesson(actor, { ...at(lessons[1]!), locale: 'es' });
  // What is asked of the catalogue every now and then is no part of it.
  await structure();
  const before = statementCount();
  await openLesson(actor, { ...at(lessons[1]!), locale: 'es' });
  expect(statementCount() - before).toBeLessThanOrEqual(2);
});

test('read twice is read once', async () => {
  const actor = await makeLearner();
  const first = await markRead(actor, at(lessons[1]!));
  const second = await markRead(actor, at(lessons[1]!));
  expect(first.read && second.read).toBe(true);
  expect(await prisma().event.count({ where: { actorId: actor.userId, type: 'learning.lesson-read' } })).toBe(1);
});

test('a note is saved by revision: a stale save overwrites nothing and brings the other text', async () => {
  const actor = await makeLearner();
  const lesson = lessons[0]!;
  expect(await getNote(actor, at(lesson))).toEqual({ body: '', revision: 0 });
  expect(await saveNote(actor, { ...at(lesson), body: 'one', revision: 0 })).toEqual({ ok: true, revision: 1 });
  expect(await saveNote(actor, { ...at(lesson), body: 'two', revision: 1 })).toEqual({ ok: true, revision: 2 });
  expect(await saveNote(actor, { ...at(lesson), body: 'from a stale tab', revision: 1 })).toEqual({
    ok: false,
    body: 'two',
    revision: 2,
  });
  expect(await saveNote(actor, { ...at(lesson), body: 'two', revision: 1 })).toEqual({ ok: true, revision: 2 });
  expect(await getNote(actor, at(lesson))).toEqual({ body: 'two', revision: 2 });
  expect(await getNote(await makeLearner('Luis'), at(lesson))).toEqual({ body: '', revision: 0 });
  const tabs = await Promise.all(['a', 'b', 'c'].map((body) => saveNote(actor, { ...at(lesson), body, revision: 2 })));
  expect(tabs.filter(({ ok }) => ok)).toHaveLength(1);
});

test("activity is the person's own, newest first, a round in one line", async () => {
  const actor = await makeStudent();
  await answerAll(actor, lessons[0]!, () => true);
  const entries = await listActivity(actor, { locale: 'es', limit: 10 });
  expect(entries.find(({ kind }) => kind === 'answers')).toMatchObject({
    answered: lessons[0]!.itemIds.length,
    right: lessons[0]!.itemIds.length,
  });
  expect(entries.at(-1)!.kind).toBe('path-started');
  expect(await listActivity(await makeLearner(), { locale: 'es', limit: 10 })).toEqual([]);
});
