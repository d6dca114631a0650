import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { explain, isError } from '../problems';
import {
  LESSON,
  sampleContent,
  sampleItem,
  sampleItems,
  sampleText,
  type SampleContent,
} from '../testing/sample-content';
import { type Change, sampleFaults } from '../testing/sample-faults';
import { checkLibrary, reportContent } from './lint';
import { findCycles, fillBlueprint } from './lint-skills';

const made: Array<SampleContent> = [];
afterEach(() => made.splice(0).forEach((content) => content.remove()));

const items = (text: string): Record<string, Change> => ({ [`${LESSON}/items.yml`]: text });
const itemsWith = (from: string | RegExp, to: string) =>
  items(sampleItems('first-item', 'second-item').replace(from, to));
const english = (text: string): Record<string, Change> => ({ [`${LESSON}/index.en.mdx`]: text });

test('the sample has no fault but an orphan skill', async () => {
  expect(await sampleFaults({})).toEqual([]);
});

const CASES: Array<[name: string, changes: Record<string, Change>, expected: string]> = [
  // Files
  ['a missing language', { [`${LESSON}/index.en.mdx`]: null }, 'index.en.mdx:1:1 file-missing'],
  ['missing items', { [`${LESSON}/items.yml`]: null }, 'items.yml:1:1 file-missing'],
  ['no skills at all', { 'skills.yml': null }, 'skills.yml:1:1 file-missing'],
  [
    'a certification without a bank',
    { 'certifications/counting-certificate.items.yml': null },
    'certifications/counting-certificate.items.yml:1:1 file-missing',
  ],
  [
    'a lesson folder without a number',
    { 'courses/counting/intro/x.txt': 'x' },
    'courses/counting/intro:1:1 folder-name',
  ],
  [
    'a lesson of the same number',
    { 'courses/counting/01-other/items.yml': sampleItems('third-item') },
    'courses/counting/01-other:1:1 lesson-repeated',
  ],
  ['a course without lessons', { 'courses/empty/course.yml': 'x' }, 'courses/empty/course.yml:1:1 course-empty'],
  ['a stray file', { [`${LESSON}/notes.txt`]: 'x' }, 'notes.txt:1:1 file-unknown'],
  ['a file that is no UTF-8', { 'skills.yml': new Uint8Array([0xff, 0xfe]) }, 'skills.yml:1:1 file-encoding'],
  ['an id with a capital', { 'paths/Analyst.yml': 'x' }, 'paths/Analyst.yml:1:1 id-form'],
  // YAML
  ['broken YAML', { 'skills.yml': '- id: a\n  title: { es: x\n' }, 'skills.yml:3:1 yaml-syntax'],
  ['a key given twice', itemsWith('minutes: 10', 'minutes: 10\nminutes: 11'), 'items.yml:3:1 yaml-syntax'],
  ['an unknown key', itemsWith('minutes: 10', 'minutes: 10\nlevel: 3'), 'items.yml:3:1 field-unknown'],
  ['a missing key', itemsWith('    difficulty: 2\n', ''), 'items.yml:4:5 field-missing'],
  ['a number where a text belongs', itemsWith('en: One }', 'en: 1 }'), 'items.yml:11:32 field-text'],
  ['a difficulty out of range', itemsWith('difficulty: 2', 'difficulty: 9'), 'items.yml:7:17 field-size'],
  ['an unknown type of item', itemsWith('type: single', 'type: essay'), 'items.yml:5:11 field-choice'],
  [
    'an unknown area',
    { 'skills.yml': (text) => text.replace('area: measurement', 'area: magic') },
    'skills.yml:2:9 field-choice',
  ],
  ['an id that is none', itemsWith('id: first-item', 'id: First Item'), 'items.yml:4:9 field-form'],
  ['a missing translation', itemsWith('{ es: Dos, en: Two }', '{ es: Dos }'), 'items.yml:12:17 translation-missing'],
  // Skills
  [
    'an unknown prerequisite',
    { 'skills.yml': (text) => text.replace('[metrics]', '[magic]') },
    'skills.yml:10:19 skill-unknown',
  ],
  [
    'a skill given twice',
    { 'skills.yml': (text) => text + text.slice(0, text.indexOf('- id: economics')) },
    'skills.yml:11:7 skill-repeated',
  ],
  [
    'a circle of prerequisites',
    { 'skills.yml': (text) => text.replace('prerequisites: []', 'prerequisites: [economics]') },
    'skills.yml:5:18 skill-cycle',
  ],
  [
    'a skill that becomes part of nothing',
    { 'skills.yml': (text) => text.replace('prerequisites: []', 'prerequisites: []\n  mergedInto: magic') },
    'skills.yml:6:15 skill-merge',
  ],
  [
    'an unknown skill of an item',
    itemsWith('skills: [metrics]\n    difficulty', 'skills: [metrics, magic]\n    difficulty'),
    'items.yml:6:23 skill-unknown',
  ],
  [
    'an unknown skill of a lesson',
    itemsWith('skills: [metrics]\nminutes', 'skills: [metrics, magic]\nminutes'),
    'items.yml:1:19 skill-unknown',
  ],
  [
    'a skill that nothing trains',
    itemsWith('skills: [metrics]\nminutes', 'skills: [metrics, economics]\nminutes'),
    'items.yml:1:19 skill-untested',
  ],
  // Paths
  [
    'an unknown course of a path',
    { 'paths/analyst.yml': (text) => text.replace('[counting]', '[cooking]') },
    'paths/analyst.yml:4:11 course-unknown',
  ],
  [
    'an unknown certification',
    { 'paths/analyst.yml': (text) => text.replace('counting-certificate', 'cooking') },
    'paths/analyst.yml:5:16 program-unknown',
  ],
  [
    'an unknown skill of a goal',
    { 'paths/analyst.yml': (text) => text.replace('skills: [metrics]', 'skills: [magic]') },
    'paths/analyst.yml:7:61 skill-unknown',
  ],
  // Lessons
  ['no front matter', english('## A\n\nText'), 'index.en.mdx:1:1 front-matter-missing'],
  [
    'no objectives',
    english(sampleText('en').replace(/objectives:\n.*\n.*\n/, '')),
    'index.en.mdx:2:1 objectives-missing',
  ],
  [
    'one objective',
    english(sampleText('en').replace('  - Decide with it\n', '')),
    'index.en.mdx:5:3 objectives-missing',
  ],
  [
    'an unknown key in the front matter',
    english(sampleText('en').replace('title:', 'author: x\ntitle:')),
    'index.en.mdx:2:1 field-unknown',
  ],
  ['too few words', english(sampleText('en').replaceAll('word word ', '')), 'index.en.mdx:1:1 words-few'],
  ['no figure and no chart', english(sampleText('en').replace(/<Figure.*/, '')), 'index.en.mdx:1:1 visual-missing'],
  [
    'no exercise',
    english(sampleText('en').replace(/<Exercise[^]*<\/Exercise>/, '')),
    'index.en.mdx:1:1 exercise-missing',
  ],
  ['no sources', english(sampleText('en').replace(/<Sources>[^]*/, '')), 'index.en.mdx:1:1 sources-missing'],
  ['a forbidden component', english(sampleText('en', '<script>x</script>')), 'index.en.mdx:30:1 mdx-component-unknown'],
  ['a broken link', english(sampleText('en', '[x](#nowhere)')), 'index.en.mdx:30:1 mdx-anchor-unknown'],
  [
    'an unknown item in a check',
    english(sampleText('en').replace('first-item second-item', 'first-item third-item')),
    'index.en.mdx:16:1 mdx-check-unknown',
  ],
  [
    'a check of one language only',
    english(sampleText('en').replace('first-item second-item', 'first-item')),
    'index.es.mdx:1:1 checks-differ',
  ],
  [
    'an anchor of one language only',
    english(sampleText('en', '<Anchor id="extra" />\nMore.')),
    'index.es.mdx:1:1 anchors-differ',
  ],
  [
    'a figure without a description',
    english(sampleText('en').replace(' alt="A square"', '')),
    'index.en.mdx:14:1 mdx-attribute-missing',
  ],
  [
    'a picture that is not there',
    english(sampleText('en').replace('drawing.svg', 'missing.svg')),
    'index.en.mdx:14:1 mdx-picture-missing',
  ],
  [
    'a picture that runs',
    { [`${LESSON}/drawing.svg`]: '<svg viewBox="0 0 1 1">\n<script/></svg>' },
    'drawing.svg:2:1 svg-element',
  ],
  [
    'a picture that nobody shows',
    { [`${LESSON}/other.svg`]: '<svg viewBox="0 0 1 1"/>' },
    'other.svg:1:1 picture-unused',
  ],
  [
    'a picture too large',
    { [`${LESSON}/drawing.svg`]: `<svg viewBox="0 0 1 1"><desc>${'x'.repeat(200_000)}</desc></svg>` },
    'drawing.svg:1:1 picture-large',
  ],
  ['a picture that is something else', { [`${LESSON}/photo.png`]: 'GIF89a' }, 'photo.png:1:1 picture-form'],
  // Items
  ['an id given twice', items(sampleItems('first-item', 'first-item', 'second-item')), 'items.yml:14:9 item-repeated'],
  [
    'a stem given twice',
    itemsWith('¿Qué dice second-item?', '¿Que dice FIRST-item?'),
    'items.yml:19:17 item-stem-repeated',
  ],
  [
    'an item that asks what the exam asks',
    itemsWith('What does first-item say?', 'What does exam-one say?'),
    'certifications/counting-certificate.items.yml:6:44 item-stem-repeated',
  ],
  ['an anchor that is not there', itemsWith('see: cpa', 'see: cpc'), 'items.yml:8:10 item-see-unknown'],
  ['no right option', itemsWith(' correct: true,', ''), 'items.yml:11:7 item-correct-count'],
  [
    'two right options',
    itemsWith('{ text: { es: Dos, en: Two },', '{ text: { es: Dos, en: Two }, correct: true,'),
    'items.yml:11:7 item-correct-count',
  ],
  ['two options only', itemsWith(/ {6}- \{ text: \{ es: Tres.*\n/, ''), 'items.yml:11:7 item-option-count'],
  [
    'a distractor that equals the answer',
    itemsWith('en: Two }', 'en: "one." }'),
    'items.yml:12:32 item-distractor-is-answer',
  ],
  ['two distractors alike', itemsWith('es: Tres, en', 'es: DOS, en'), 'items.yml:13:23 item-option-repeated'],
  ['a component in a stem', itemsWith('¿Qué dice first-item?', '<Callout>x</Callout>'), 'items.yml:9:17 item-markup'],
  ['a link in a reason', itemsWith('en: Not two.', 'en: "[x](https://e.example)"'), 'items.yml:12:69 item-markup'],
  // Certifications
  [
    'an unknown course',
    { 'certifications/counting-certificate.yml': (text) => text.replace('course: counting', 'course: cooking') },
    'certifications/counting-certificate.yml:8:9 course-unknown',
  ],
  [
    'a bank too small',
    { 'certifications/counting-certificate.yml': (text) => text.replace('count: 1', 'count: 2') },
    'certifications/counting-certificate.yml:17:7 blueprint-short',
  ],
  [
    'a skill without exam items',
    {
      'certifications/counting-certificate.yml': (text) =>
        text.replaceAll('skills: [metrics]', 'skills: [metrics, economics]'),
    },
    'certifications/counting-certificate.yml:17:27 blueprint-skill',
  ],
  [
    'a certified skill that is not examined',
    {
      'certifications/counting-certificate.yml': (text) =>
        text.replace('skills: [metrics]', 'skills: [metrics, economics]'),
    },
    'certifications/counting-certificate.yml:7:19 blueprint-lacks',
  ],
  [
    'an examined skill that is not certified',
    {
      'certifications/counting-certificate.yml': (text) =>
        text.replace('{ skills: [metrics]', '{ skills: [metrics, economics]'),
    },
    'certifications/counting-certificate.yml:17:27 blueprint-outside',
  ],
];

test.each(CASES)('tells %s, with its place', async (_, changes, expected) => {
  expect(await sampleFaults(changes)).toContain(expected);
});

const numeric = `skills: [metrics]
minutes: 10
items:
${sampleItem('first-item')}${sampleItem('second-item')}  - id: third-item
    type: numeric
    skills: [metrics]
    difficulty: 2
    see: cpa
    stem: { es: "¿Cuánto?", en: "How much?" }
    answer: 10
    tolerance: 0.5
    reason: { es: Así., en: So. }
    mistakes:
      - { value: 12, tolerance: 1, reason: { es: No., en: "No, no." } }
      - { value: 11, tolerance: 0.5, reason: { es: Tampoco., en: Nor. } }
`;

test('a mistake within reach of the answer is told', async () => {
  expect(await sampleFaults(items(numeric))).toEqual(['items.yml:35:18 item-mistake-is-answer']);
});

test('a mistaken word that is also accepted is told, in either language', async () => {
  const short = numeric
    .replace(/type: numeric/, 'type: short')
    .replace(/ {4}answer: 10\n {4}tolerance: 0.5\n/, '    accepted: { es: [coste], en: [cost] }\n')
    .replace(
      / {6}- \{ value: 12.*\n.*\n/,
      '      - { text: { es: [precio], en: ["COST!"] }, reason: { es: "No es.", en: "Not it." } }\n',
    );
  expect(await sampleFaults(items(short))).toEqual(['items.yml:33:38 item-mistake-is-answer']);
});

test('pairs must differ on both sides', async () => {
  const match = numeric.replace(/type: numeric/, 'type: match').replace(
    / {4}answer: 10[^]*/,
    `    pairs:
      - { left: { es: a, en: a }, right: { es: x, en: x }, reason: { es: "1", en: "1" } }
      - { left: { es: b, en: b }, right: { es: X., en: y }, reason: { es: "1", en: "1" } }
      - { left: { es: c, en: B }, right: { es: z, en: z }, reason: { es: "1", en: "1" } }
`,
  );
  expect(await sampleFaults(items(match))).toEqual([
    'items.yml:32:48 item-option-repeated',
    'items.yml:33:30 item-option-repeated',
  ]);
});

test('circles of skills are named once each', () => {
  const skill = (id: string, ...prerequisites: Array<string>) => ({ id, prerequisites });
  expect(findCycles([skill('a', 'b'), skill('b', 'c'), skill('c', 'a'), skill('d', 'a', 'd')])).toEqual([
    ['a', 'b', 'c', 'a'],
    ['d', 'd'],
  ]);
  expect(findCycles([skill('a'), skill('b', 'a'), skill('c', 'a', 'b'), skill('x', 'nowhere')])).toEqual([]);
});

test('a bank is filled so that no item counts for two rows', () => {
  const rows = [
    { skills: ['a', 'b'], count: 1 },
    { skills: ['a'], count: 1 },
  ];
  const item = (...skills: Array<string>) => ({ skills });
  expect(fillBlueprint(rows, [item('a'), item('a'), item('b'), item('b')])).toEqual([2, 2]);
  expect(fillBlueprint(rows, [item('a'), item('a'), item('a', 'b')])).toEqual([2, 1]);
  expect(fillBlueprint(rows, [])).toEqual([0, 0]);
});

test('the report has one line a fault, sorted, then the counts, in either language', async () => {
  const content = sampleContent();
  made.push(content);
  expect(await reportContent(content.root, 'en')).toEqual({
    lines: [
      'skills.yml:6:7  skill-orphan  no lesson teaches the skill "economics"  -> name it in the items.yml of a lesson, or delete it',
      '0 errors, 1 warning (2 lessons and banks read)',
    ],
    exitCode: 0,
  });
  content.write(`${LESSON}/index.en.mdx`, sampleText('en', '{x}'));
  content.write(`${LESSON}/index.es.mdx`, sampleText('es', 'import x from "y"'));
  const { lines, exitCode } = await reportContent(content.root, 'es');
  expect(exitCode).toBe(1);
  expect(lines[0]).toBe(
    `${LESSON}/index.en.mdx:30:1  mdx-expression  una {expresión} no está permitida  -> escribe \`\\{\` para una llave, o pon el código entre acentos graves`,
  );
  expect(lines[1]).toMatch(/index\.es\.mdx:30:1 {2}mdx-import/);
  expect(lines.at(-1)).toBe('2 errores, 1 aviso (2 lecciones y bancos leídos)');
});

test('every fault says what to do, without a hole in its words', async () => {
  const content = sampleContent({
    'skills.yml': '- id: 3',
    [`${LESSON}/items.yml`]: sampleItems('first-item').replace('see: cpa', 'see: no'),
  });
  made.push(content);
  const { problems } = await checkLibrary(content.root);
  expect(problems.filter(isError).length).toBeGreaterThan(3);
  for (const found of problems) {
    for (const locale of ['es', 'en'] as const) {
      const { message, remedy } = explain(found, locale);
      expect(`${message} ${remedy}`).not.toMatch(/\{\{|undefined|null/);
      expect(remedy).not.toBe('');
    }
  }
});

test('the command prints it all without a database, and fails', () => {
  const content = sampleContent({ [`${LESSON}/items.yml`]: null });
  made.push(content);
  const command = path.resolve('tools/content-check.ts');
  const run = () =>
    execFileSync(
      process.execPath,
      [path.resolve('node_modules/tsx/dist/cli.mjs'), command, content.root, '--lang', 'es'],
      { env: { PATH: process.env.PATH, NODE_ENV: 'test' }, stdio: 'pipe' },
    );
  expect(run).toThrow(expect.objectContaining({ status: 1, stdout: expect.objectContaining({}) }));
  try {
    run();
  } catch (error) {
    expect(String((error as { stdout: Buffer }).stdout)).toContain(
      `${LESSON}/items.yml:1:1  file-missing  falta items.yml  -> `,
    );
  }
});

test('the content that ships has no error', async () => {
  const { problems } = await checkLibrary(path.resolve('content'));
  expect(problems.filter(isError)).toEqual([]);
});
