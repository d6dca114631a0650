// Skill pages, reviews, the week, exams, merged skills and the experiment against a real database.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { LessonEntry } from '../catalog/catalog';
import { getItems, structure } from '../catalog/catalog.server';
import type { Actor } from '~/platform/actor';
import { prisma } from '~/platform/db.server';
import { handClock, makeLearner, makeStudent, responseTo, stateOf, teach } from '../../../tests/factories/learner';
import { recordAnswer } from './answers.server';
import { confirmSkillsByExam } from './exam-proof.server';
import { getConsent, setConsent } from './experiment.server';
import { EXPERIMENT } from './learning';
import { getDashboard } from './overview.server';
import { getPathView } from './path-map.server';
import { saveProfile } from './profile.server';
import { rebuildLearner } from './rebuild.server';
import { getReviews } from './reviews.server';
import { findMergedSkill, getSkillPage } from './skill-page.server';
import { getWeek } from './week.server';

let lessons: ReadonlyArray<LessonEntry>;
const en = { locale: 'en' as const };
const DAY = 86_400;

beforeAll(async () => {
  lessons = await teach();
});

/** Answers every question of a lesson, each rightly or not. */
async function answerLesson(
  actor: Actor,
  lesson: LessonEntry,
  right: (item: number) => boolean,
  deps = {},
  attempt = 1,
) {
  for (const [item, itemVersionId] of lesson.itemIds.entries()) {
    const response = await responseTo(itemVersionId, right(item));
    const at = { courseId: lesson.courseId, lesson: lesson.slug, itemVersionId, attempt, key: randomUUID() };
    const round = { mode: 'lesson' as const, skill: null, since: 0 };
    await recordAnswer(actor, { ...at, response, responseMs: null, round, locale: 'en' }, deps);
  }
}

test('a skill page shows where it stands, every answer with its effect, and what would change it', async () => {
  const clock = handClock();
  const actor = await makeStudent();
  const skillId = lessons[0]!.skills[0]!;
  const fresh = await getSkillPage(actor, { skillId, ...en }, clock);
  expect(fresh).toMatchObject({ state: 'not-started', probability: null, range: null, evidence: [], certified: false });
  expect(fresh.outlook.toMaster).toBeGreaterThanOrEqual(2);
  expect(fresh.outlook.ifWrong).toBe('learning');

  await answerLesson(actor, lessons[0]!, () => true, clock);
  const page = await getSkillPage(actor, { skillId, ...en }, clock);
  expect(page.state).toBe('mastered');
  expect(page.range!.low).toBeLessThan(page.probability!);
  expect(page.range!.high).toBeGreaterThan(page.probability!);
  const items = await getItems(lessons[0]!.itemIds);
  const own = items.filter(({ skills }) => skills.includes(skillId)).length;
  expect(page.evidence.filter(({ kind }) => kind === 'right')).toHaveLength(own);
  expect(page.evidence.at(-1)!.kind).toBe('lesson');
  expect(page.outlook).toMatchObject({ toMaster: 0, toCertify: 1 });
  expect(new Date(page.outlook.certifyFrom!).getTime()).toBeGreaterThan(clock.now().getTime());
  expect(page.review).not.toBeNull();
  expect(page.lessons[0]!.href).toBe(`/learn/${lessons[0]!.courseId}/${lessons[0]!.slug}`);
  await expect(getSkillPage(actor, { skillId: 'no-such-skill', ...en })).rejects.toMatchObject({ code: 'not-found' });
});

test('what a skill page promises comes true: so many right answers on a later day certify the skill', async () => {
  const clock = handClock();
  const actor = await makeStudent();
  const skillId = lessons[0]!.skills[0]!;
  await answerLesson(actor, lessons[0]!, () => true, clock);
  expect((await getSkillPage(actor, { skillId, ...en }, clock)).outlook.toCertify).toBe(1);
  clock.pass(DAY + 3600);
  await answerLesson(actor, lessons[0]!, () => true, clock, 2);
  const page = await getSkillPage(actor, { skillId, ...en }, clock);
  expect(page.certified).toBe(true);
  expect(page.outlook).toMatchObject({ toMaster: 0, toCertify: 0, certifyFrom: null });
});

test('the queue says what is due when; a review passed moves on, and nobody else sees it', async () => {
  const clock = handClock();
  const actor = await makeStudent();
  expect(await getReviews(actor, en, clock)).toMatchObject({ today: [], tomorrow: [], week: [], later: 0 });
  await answerLesson(actor, lessons[0]!, () => true, clock);
  const before = await getReviews(actor, en, clock);
  expect(before.today).toEqual([]);
  expect(before.tomorrow.length + before.week.length).toBeGreaterThan(0);
  clock.pass(3 * DAY);
  const due = await getReviews(actor, en, clock);
  expect(due.today.length).toBe(lessons[0]!.skills.length);
  expect(due.today[0]!.minutes).toBeGreaterThan(0);
  expect(due.today[0]!.overdueDays).toBeGreaterThanOrEqual(0);
  await answerLesson(actor, lessons[0]!, () => true, clock, 2);
  const after = await getReviews(actor, en, clock);
  expect(after.today).toEqual([]);
  expect(after.doneToday).toBe(lessons[0]!.skills.length);
  expect((await getReviews(await makeStudent(), en, clock)).doneToday).toBe(0);
});

test('the week tells what went up and down and why, the time against the plan, and proposes what fits', async () => {
  const clock = handClock('2026-11-23T09:00:00Z');
  const actor = await makeStudent();
  await answerLesson(actor, lessons[0]!, () => true, clock);
  clock.pass(DAY);
  const week = (await getWeek(actor, { back: 0, ...en }, clock))!;
  expect(week.changes.map(({ id, way }) => ({ id, way }))).toEqual(
    expect.arrayContaining(lessons[0]!.skills.map((id) => ({ id, way: 'up' }))),
  );
  expect(week.changes.every(({ because, wrong }) => because === 'answers' && wrong === 0)).toBe(true);
  expect(week).toMatchObject({ answers: lessons[0]!.itemIds.length, planned: 60, back: 0 });
  expect(week.minutes).toBe(Math.round(lessons[0]!.itemIds.length * 1.5));
  expect(week.days[0]!.minutes).toBe(week.minutes);
  expect(week.proposal!.reviews).toBe(lessons[0]!.skills.length);
  expect(week.proposal!.steps.length).toBeGreaterThan(0);
  expect(new Date(week.from).toISOString()).toBe('2026-11-22T23:00:00.000Z');

  // Months without practice: nothing was done, and what faded is told as such.
  clock.pass(200 * DAY);
  const later = (await getWeek(actor, { back: 0, ...en }, clock))!;
  expect(later).toMatchObject({ answers: 0, minutes: 0, changes: [] });
  const page = await getSkillPage(actor, { skillId: lessons[0]!.skills[0]!, ...en }, clock);
  expect(page.state).toBe('needs-review');
  expect(await getWeek(await makeLearner(), { back: 0, ...en }, clock)).toBeNull();
});

test('a passed exam confirms its skills once, and rebuilding gives the same bytes', async () => {
  const clock = handClock();
  const actor = await makeStudent();
  await answerLesson(actor, lessons[0]!, (item) => item % 2 === 0, clock);
  const [known, fresh] = [lessons[0]!.skills[0]!, lessons[4]!.skills[0]!];
  const event = {
    actorId: actor.userId,
    subjectId: randomUUID(),
    data: { programId: 'ai-marketing-foundations', skills: [known, fresh, 'skill-of-another-time'] },
  };
  clock.pass(60);
  await Promise.all([confirmSkillsByExam(event, clock), confirmSkillsByExam(event, clock)]);
  await confirmSkillsByExam(event, clock);
  expect(await prisma().skillProof.count({ where: { userId: actor.userId } })).toBe(2);
  const page = await getSkillPage(actor, { skillId: fresh, ...en }, clock);
  expect(page).toMatchObject({ state: 'mastered', certified: true });
  expect(page.evidence[0]).toMatchObject({ kind: 'exam', from: 'not-started', to: 'mastered' });
  expect(page.review).not.toBeNull();
  const { stored, folded } = await stateOf(actor.userId);
  expect(stored).toEqual(folded);
  await rebuildLearner(actor.userId);
  expect((await stateOf(actor.userId)).stored).toEqual(stored);
  // Later answers go on from there.
  clock.pass(DAY);
  await answerLesson(actor, lessons[4]!, () => false, clock);
  expect((await getSkillPage(actor, { skillId: fresh, ...en }, clock)).state).not.toBe('mastered');
  const then = await stateOf(actor.userId);
  expect(then.stored).toEqual(then.folded);
});

test('an event of an exam without skills, or with data that nobody wrote, changes nothing', async () => {
  const actor = await makeStudent();
  for (const data of [{}, { skills: [] }, { skills: 7 }, { skills: ['no-such-skill'] }])
    await confirmSkillsByExam({ actorId: actor.userId, subjectId: randomUUID(), data });
  await confirmSkillsByExam({ actorId: null, subjectId: randomUUID(), data: { skills: ['model-limits'] } });
  expect(await prisma().skillProof.count({ where: { userId: actor.userId } })).toBe(0);
});

test('the path says what is next and why, what is missing to the goal, and how to get into anything', async () => {
  const actor = await makeStudent('prove-what-works');
  const path = (await getPathView(actor, en))!;
  expect(path.next!.why.length).toBeGreaterThan(0);
  expect(path.alternatives.length).toBeGreaterThan(0);
  expect(path.gap.held).toBe(0);
  expect(path.gap.of).toBe(path.gap.missing.length);
  expect(path.gap.minutes).toBeGreaterThan(60);
  const order = path.gap.missing.map(({ id }) => id);
  const { skills } = await structure();
  for (const id of order)
    for (const before of skills.get(id)!.prerequisites.filter((skill) => order.includes(skill)))
      expect(order.indexOf(before)).toBeLessThan(order.indexOf(id));
  for (const skill of path.skills)
    for (const before of skill.prerequisites)
      expect(path.skills.find(({ id }) => id === before)!.column).toBeLessThan(skill.column);
  expect(new Set(path.skills.map(({ column, row }) => `${column}/${row}`)).size).toBe(path.skills.length);
  await answerLesson(actor, lessons[0]!, () => true);
  const after = (await getPathView(actor, en))!;
  expect(after.mastery.mastered).toBe(lessons[0]!.skills.length);
});

test('taking part in the experiment is off, said with its time, and taken back; a no changes nothing', async () => {
  const clock = handClock();
  const actor = await makeStudent();
  expect(await getConsent(actor)).toBeNull();
  await setConsent(actor, { given: 'no' }, clock);
  expect(await getConsent(actor)).toBeNull();
  await setConsent(actor, { given: 'yes' }, clock);
  await setConsent(actor, { given: 'yes' }, clock);
  expect(await getConsent(actor)).toEqual({ given: true, at: clock.now().toISOString() });
  await getDashboard(actor, en, clock);
  const [proposal] = await prisma().recommendation.findMany({ where: { userId: actor.userId } });
  expect(['adaptive', 'author-order']).toContain(proposal!.arm);
  clock.pass(60);
  await setConsent(actor, { given: 'no' }, clock);
  expect((await getConsent(actor))!.given).toBe(false);
  expect(await prisma().experimentConsent.count({ where: { userId: actor.userId, experiment: EXPERIMENT } })).toBe(2);
  const other = await makeStudent();
  await getDashboard(other, en, clock);
  const [plain] = await prisma().recommendation.findMany({ where: { userId: other.userId } });
  expect(plain!.arm).toBeNull();
});

test('a changed goal or pace is kept as a fact, an unchanged one is not', async () => {
  const actor = await makeStudent('run-campaigns');
  const events = () =>
    prisma().event.findMany({
      where: { actorId: actor.userId, type: 'learning.plan-changed' },
      select: { data: true },
    });
  const aim = 'ai-marketer/run-campaigns';
  await saveProfile(actor, { aim, minutesPerWeek: 60, formats: [] });
  expect(await events()).toEqual([]);
  await saveProfile(actor, { aim, minutesPerWeek: 120, formats: [] });
  expect((await events())[0]!.data).toEqual({
    from: { goalId: 'run-campaigns', minutesPerWeek: 60 },
    to: { goalId: 'run-campaigns', minutesPerWeek: 120 },
  });
});

// Last: it changes the catalogue.
test('a skill that becomes part of another takes its answers along, and the person is told', async () => {
  const [actor, returning, bystander] = [await makeStudent(), await makeStudent(), await makeStudent()];
  const lesson = lessons.find(({ skills }) => skills.length > 1)!;
  const [old, into] = [lesson.skills[1]!, lesson.skills[0]!];
  await answerLesson(actor, lesson, () => true);
  await answerLesson(returning, lesson, (item) => item % 2 === 0);
  const before = await getSkillPage(actor, { skillId: into, ...en });
  await prisma().skill.update({ where: { id: old }, data: { mergedInto: into } });
  await expect.poll(() => findMergedSkill(old), { timeout: 5_000 }).toBe(into);

  const path = (await getPathView(actor, en))!;
  expect(path.merged).toMatchObject([{ into: { id: into } }]);
  expect(path.skills.map(({ id }) => id)).not.toContain(old);
  const after = await getSkillPage(actor, { skillId: into, ...en });
  expect(after.answers).toBeGreaterThan(before.answers);
  const { stored, folded } = await stateOf(actor.userId);
  expect(stored).toEqual(folded);
  expect(stored.skills.map(({ skillId }) => skillId)).not.toContain(old);
  expect((await getPathView(bystander, en))!.merged).toEqual([]);

  // Somebody who comes back by answering, not by looking: the same.
  await answerLesson(returning, lesson, () => true, {}, 2);
  const then = await stateOf(returning.userId);
  expect(then.stored).toEqual(then.folded);
  expect(then.stored.skills.map(({ skillId }) => skillId)).not.toContain(old);
});
