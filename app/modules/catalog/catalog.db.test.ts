import { afterEach, expect, test } from 'vitest';
import { prisma, statementCount } from '~/platform/db.server';
import { uuid7 } from '~/platform/ids.server';
import {
  findLesson,
  getAsset,
  getCourse,
  getItemKeys,
  getItems,
  getLessonForReading,
  getPath,
  gradeResponse,
  listCourses,
  listPaths,
  listSkills,
  readPrograms,
  structure,
  syncContent,
} from './catalog.server';
import {
  LESSON,
  sampleContent,
  sampleItem,
  sampleItems,
  sampleText,
  type SampleContent,
} from './testing/sample-content';

const made: Array<SampleContent> = [];
function sample(changes: Parameters<typeof sampleContent>[0] = {}): SampleContent {
  const content = sampleContent(changes);
  made.push(content);
  return content;
}
afterEach(() => made.splice(0).forEach((content) => content.remove()));

const currentLesson = async () => (await findLesson('counting', 'numbers'))!;

test('a first sync stores everything, and a second one writes nothing', async () => {
  const { root } = sample();
  const first = await syncContent({ root });
  expect(first).toEqual({ problems: [], published: ['counting/numbers'], changed: true });
  const before = (await structure()).revision;
  const second = await syncContent({ root });
  expect(second).toEqual({ problems: [], published: [], changed: false });
  expect((await structure()).revision).toBe(before);
  expect(await prisma().lessonVersion.count()).toBe(1);
  expect(await prisma().itemVersion.count()).toBe(4);
});

test('two syncs at once end as one', async () => {
  const { root, write } = sample();
  write(`${LESSON}/index.en.mdx`, sampleText('en', 'At once.'));
  const results = await Promise.all([syncContent({ root }), syncContent({ root }), syncContent({ root })]);
  expect(results.filter(({ changed }) => changed)).toHaveLength(1);
});

test('a changed text makes a new version; the old one can still be read', async () => {
  const { root, write } = sample();
  await syncContent({ root });
  const old = await currentLesson();
  write(`${LESSON}/index.en.mdx`, sampleText('en', 'A new paragraph.'));
  expect((await syncContent({ root })).published).toEqual(['counting/numbers']);
  const now = await currentLesson();
  expect(now.id).toBe(old.id);
  expect(now.version).toBeGreaterThan(old.version);
  expect(now.itemIds).toEqual(old.itemIds);
  expect(JSON.stringify((await getLessonForReading(now.versionId, 'en')).tree)).toContain('A new paragraph.');
  expect(JSON.stringify((await getLessonForReading(old.versionId, 'en')).tree)).not.toContain('A new paragraph.');
});

test('going back to an earlier text makes that version current again', async () => {
  const { root, write } = sample();
  await syncContent({ root });
  const first = await currentLesson();
  write(`${LESSON}/index.en.mdx`, sampleText('en', 'Different.'));
  await syncContent({ root });
  write(`${LESSON}/index.en.mdx`, (text) => text);
  await syncContent({ root });
  expect((await currentLesson()).versionId).toBe(first.versionId);
});

test('a changed item becomes a new version of itself, a dropped one is retired and can still be graded', async () => {
  const { root, write } = sample();
  await syncContent({ root });
  const old = await currentLesson();
  write(
    `${LESSON}/items.yml`,
    sampleItems('first-item', 'second-item')
      .replace('Not two.', 'Never two.')
      .replace('difficulty: 2', 'difficulty: 3'),
  );
  await syncContent({ root });
  const now = await currentLesson();
  expect(now.itemIds[0]).not.toBe(old.itemIds[0]);
  expect(now.itemIds[1]).toBe(old.itemIds[1]);
  const { items } = await structure();
  expect(items.has(old.itemIds[0]!)).toBe(false);
  expect(items.get(now.itemIds[0]!)).toMatchObject({ itemId: 'first-item', difficulty: 3, lessonId: now.id });
  const [prompt] = await getItems([old.itemIds[0]!]);
  expect(prompt).toMatchObject({ itemId: 'first-item', difficulty: 2 });
  expect((await getItemKeys([old.itemIds[0]!])).size).toBe(1);
});

test('a lesson with an error keeps its last good version while the rest goes ahead', async () => {
  const { root, write } = sample();
  await syncContent({ root });
  const before = await currentLesson();
  write(`${LESSON}/index.en.mdx`, sampleText('en', '<script>alert(1)</script>'));
  write('courses/counting/course.yml', (text) => text.replace('en: Course }', 'en: Renamed }'));
  const { problems, published } = await syncContent({ root });
  expect(published).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^courses\/counting\/01-numbers\/index\.en\.mdx:\d+:1 {2}mdx-component-unknown {2}/);
  expect((await currentLesson()).versionId).toBe(before.versionId);
  expect((await getCourse('counting', 'en')).title).toBe('Renamed');
  expect((await structure()).items.size).toBe(2);
});

test('a lesson that was never good is not there, and its course is', async () => {
  const { root, write } = sample();
  write('courses/other/course.yml', 'x'); // no course: not stored
  write('courses/counting/02-more/items.yml', sampleItems('third-item'));
  const { problems } = await syncContent({ root });
  expect(problems.some((line) => line.startsWith('courses/other/course.yml:1:1  field-map'))).toBe(true);
  expect((await getCourse('counting', 'es')).syllabus.map(({ slug }) => slug)).toEqual(['numbers']);
  await expect(getCourse('other', 'es')).rejects.toMatchObject({ code: 'not-found' });
});

test('lessons and courses that leave the folder are withdrawn and can come back', async () => {
  const { root, write } = sample();
  write('courses/counting/02-more/index.es.mdx', sampleText('es').replace('first-item second-item', 'third-item'));
  write('courses/counting/02-more/index.en.mdx', sampleText('en').replace('first-item second-item', 'third-item'));
  write('courses/counting/02-more/items.yml', sampleItems('third-item'));
  write('courses/counting/02-more/drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');
  expect((await syncContent({ root })).problems).toEqual([]);
  const more = (await findLesson('counting', 'more'))!;
  write('courses/counting/02-more', null);
  await syncContent({ root });
  expect(await findLesson('counting', 'more')).toBeNull();
  expect((await structure()).items.has(more.itemIds[0]!)).toBe(false);
  expect((await getLessonForReading(more.versionId, 'es')).slug).toBe('more');
  expect(await prisma().event.count({ where: { type: 'catalog.lesson-withdrawn', subjectId: more.id } })).toBe(1);
});

test('an empty folder is refused instead of withdrawing everything', async () => {
  const { root, write } = sample();
  write('courses', null);
  await expect(syncContent({ root })).rejects.toThrow('There is no course');
});

test('pages get their shapes in their language', async () => {
  const { root } = sample();
  await syncContent({ root });
  const [card] = (await listCourses('es')).filter(({ id }) => id === 'counting');
  expect(card).toEqual({
    id: 'counting',
    level: 'foundation',
    title: 'Curso',
    summary: 'Resumen.',
    lessons: 1,
    minutes: 10,
    items: 2,
  });
  const course = await getCourse('counting', 'en');
  expect(course).toMatchObject({
    description: ['One.', 'Two.'],
    outcomes: ['Count', 'Measure', 'Decide'],
    proves: 'Can count.',
    authors: ['Ana'],
  });
  expect(course.skills).toEqual([
    { id: 'metrics', area: 'measurement', title: 'Title metrics', description: 'Does metrics.', prerequisites: [] },
  ]);
  expect((await listPaths('en'))[0]).toMatchObject({
    id: 'analyst',
    title: 'Path',
    certification: 'counting-certificate',
    goals: [{ id: 'count', title: 'Count' }],
  });
  expect((await getPath('analyst', 'es')).title).toBe('Camino');
  expect((await listSkills('es')).map(({ id }) => id)).toEqual(['metrics', 'economics']);
  expect((await listSkills('es', ['economics', 'nothing'])).map(({ title }) => title)).toEqual(['Título economics']);
  const view = await getLessonForReading(course.syllabus[0]!.versionId, 'es');
  expect(view).toMatchObject({
    title: 'Los números',
    objectives: ['Calcular un CPA', 'Decidir con él'],
    outline: [{ id: 'cpa', title: 'El coste' }],
    skills: ['metrics'],
  });
});

test('a figure leads to its picture by hash', async () => {
  const { root } = sample();
  await syncContent({ root });
  const { tree } = await getLessonForReading((await currentLesson()).versionId, 'en');
  const figure = tree.find((node) => Array.isArray(node) && node[0] === 'Figure') as [string, Record<string, string>];
  expect(figure[1]).toMatchObject({ alt: 'A square', width: 10, height: 5 });
  const asset = await getAsset(figure[1].asset!);
  expect(asset.mime).toBe('image/svg+xml');
  expect(Buffer.from(asset.bytes).toString()).toContain('<rect');
});

test('a prompt tells nothing that its key knows', async () => {
  const { root } = sample();
  await syncContent({ root });
  const { itemIds } = await currentLesson();
  const prompts = await getItems(itemIds);
  const text = JSON.stringify(prompts);
  for (const secret of ['correct', 'reason', 'Not two', 'answer', 'mistakes', 'explanation'])
    expect(text).not.toContain(secret);
  const ids = prompts.flatMap((prompt) => ('options' in prompt ? prompt.options.map(({ id }) => id) : []));
  expect(ids).toEqual([...ids.slice(0, 3).sort(), ...ids.slice(3).sort()]);
  const key = (await getItemKeys(itemIds)).get(itemIds[0]!)!;
  const [prompt] = prompts;
  const right = 'correct' in key ? key.correct[0]! : '';
  expect(gradeResponse(key, prompt!, { type: 'single', option: right })).toMatchObject({ correct: true, score: 1 });
});

test('an exam bank belongs to its program, and changes with its file', async () => {
  const { root, write } = sample();
  await syncContent({ root });
  expect((await structure()).banks.get('counting-certificate')!.map(({ itemId }) => itemId)).toEqual([
    'exam-one',
    'exam-two',
  ]);
  write(
    'certifications/counting-certificate.items.yml',
    `items:\n${sampleItem('exam-two', { see: null })}${sampleItem('exam-three', { see: null })}`,
  );
  await syncContent({ root });
  const bank = (await structure()).banks.get('counting-certificate')!;
  expect(bank.map(({ itemId }) => itemId)).toEqual(['exam-three', 'exam-two']);
  expect(bank.every(({ use, see }) => use === 'exam' && see === null)).toBe(true);
  const { programs, problems } = await readPrograms(root);
  expect(problems).toEqual([]);
  expect(programs[0]).toMatchObject({
    id: 'counting-certificate',
    version: 1,
    course: 'counting',
    exam: { blueprint: [{ skills: ['metrics'], count: 1 }] },
  });
});

test('hot reads ask the database nothing', async () => {
  const { root } = sample();
  await syncContent({ root });
  const { versionId, itemIds } = await currentLesson();
  await Promise.all([getLessonForReading(versionId, 'es'), getItems(itemIds), getItemKeys(itemIds)]);
  const before = statementCount();
  await Promise.all([
    structure(),
    listCourses('es'),
    getCourse('counting', 'en'),
    findLesson('counting', 'numbers'),
    getLessonForReading(versionId, 'es'),
  ]);
  await Promise.all([getItems([...itemIds].reverse()), getItemKeys(itemIds)]);
  expect(statementCount()).toBe(before);
});

test('many requests on a cold catalogue cost two statements', async () => {
  const { root, write } = sample();
  await syncContent({ root });
  write('courses/counting/course.yml', (text) => text.replace('en: Everybody. }', 'en: Anybody. }'));
  await syncContent({ root });
  const before = statementCount();
  await Promise.all(Array.from({ length: 50 }, () => structure()));
  expect(statementCount() - before).toBe(2);
});

test('what is not there, or no id at all, is not found', async () => {
  for (const id of [uuid7(), 'x', '', "1' or '1'='1"]) {
    await expect(getLessonForReading(id, 'es')).rejects.toMatchObject({ code: 'not-found' });
    await expect(getItems([id])).rejects.toMatchObject({ code: 'not-found' });
    await expect(getItemKeys([id])).rejects.toMatchObject({ code: 'not-found' });
    await expect(getAsset(id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getCourse(id, 'es')).rejects.toMatchObject({ code: 'not-found' });
    await expect(getPath(id, 'es')).rejects.toMatchObject({ code: 'not-found' });
    expect(await findLesson(id, id)).toBeNull();
  }
  await expect(getAsset('0'.repeat(64))).rejects.toMatchObject({ code: 'not-found' });
});
