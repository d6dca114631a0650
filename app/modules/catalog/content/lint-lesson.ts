// Rules of a lesson: its two texts compiled, compared with each other, with its items and with its pictures.
import { type Locale, LOCALES } from '~/i18n/locale';
import { type Compiled, compileLesson } from '../mdx/compile';
import { type FileProblem, inFile, isError, type Problem, problem, START } from '../problems';
import type { LessonSource } from './read';
import { type FrontMatterSource, FrontMatterSchema } from './schemas';
import { readYaml } from './yaml';

/** Words below which a text is no lesson. */
export const MIN_WORDS = 900;

/** A lesson's text in one language, ready to be stored. */
export type LessonText = FrontMatterSource &
  Pick<Compiled, 'outline' | 'words'> & { tree: NonNullable<Compiled['tree']>; source: string };
export type CheckedLesson = { texts: Record<Locale, LessonText> | null; problems: Array<FileProblem> };

function checkFrontMatter({ frontMatter }: Compiled): { value: FrontMatterSource | null; problems: Array<Problem> } {
  if (!frontMatter) return { value: null, problems: [problem(START, 'front-matter-missing')] };
  const read = readYaml(frontMatter.source, FrontMatterSchema, frontMatter.line);
  const problems = read.problems.map((found) => {
    const aboutObjectives =
      found.params.field === 'objectives' && (found.rule === 'field-missing' || found.rule === 'field-size');
    return aboutObjectives ? problem(found, 'objectives-missing') : found;
  });
  return { value: read.value, problems };
}

function checkSubstance({ facts, words }: Compiled): Array<Problem> {
  if (!facts) return [];
  const problems: Array<Problem> = [];
  if (words < MIN_WORDS) problems.push(problem(START, 'words-few', { words, min: MIN_WORDS }));
  if (facts.visuals === 0) problems.push(problem(START, 'visual-missing'));
  if (facts.exercises === 0) problems.push(problem(START, 'exercise-missing'));
  if (facts.sources === 0) problems.push(problem(START, 'sources-missing'));
  return problems;
}

const without = (list: ReadonlyArray<string>, other: ReadonlyArray<string>) =>
  list.filter((entry) => !other.includes(entry));

/** What must be the same in both languages: anchors, and the items that `<Check>` asks for. */
function checkPair(lesson: LessonSource, compiled: Record<Locale, Compiled>): Array<FileProblem> {
  if (!compiled.es.facts || !compiled.en.facts) return [];
  const checks = (locale: Locale) => compiled[locale].facts!.checks.map(({ itemId }) => itemId);
  return (
    [
      ['es', 'en'],
      ['en', 'es'],
    ] as const
  ).flatMap(([has, lacks]) => [
    ...without(compiled[has].anchors, compiled[lacks].anchors).map((anchor) => ({
      ...problem(START, 'anchors-differ', { anchor, language: lacks }),
      file: lesson.texts[lacks]!.file,
    })),
    ...without(checks(has), checks(lacks)).map((item) => ({
      ...problem(START, 'checks-differ', { item, language: has }),
      file: lesson.texts[has]!.file,
    })),
  ]);
}

function checkItemAnchors({ items }: LessonSource, compiled: Record<Locale, Compiled>): Array<FileProblem> {
  const known = LOCALES.flatMap((locale) => compiled[locale].anchors);
  if (LOCALES.some((locale) => !compiled[locale].facts)) return [];
  return (items.value?.items ?? []).flatMap(({ see }, index) =>
    known.includes(see)
      ? []
      : [{ ...problem(items.at('items', index, 'see'), 'item-see-unknown', { anchor: see }), file: items.file }],
  );
}

/** Whether each of the lesson's skills is known and trained by one of its items. */
export function checkLessonSkills({ items }: LessonSource, skills: ReadonlySet<string> | null): Array<FileProblem> {
  const { value } = items;
  const problems = (value?.skills ?? []).flatMap((skill, position): Array<Problem> => {
    if (skills && !skills.has(skill)) return [problem(items.at('skills', position), 'skill-unknown', { skill })];
    if (value!.skills.indexOf(skill) !== position)
      return [problem(items.at('skills', position), 'skill-repeated-here', { skill })];
    return value!.items.some((item) => item.skills.includes(skill))
      ? []
      : [problem(items.at('skills', position), 'skill-untested', { skill })];
  });
  return inFile(items.file, problems);
}

/** Compiles and checks a lesson's texts; `texts` is null when one of them has an error. */
export function checkLesson(lesson: LessonSource): CheckedLesson {
  const problems: Array<FileProblem> = [];
  const compiled = {} as Record<Locale, Compiled>;
  const texts = {} as Record<Locale, LessonText>;
  const itemIds = lesson.items.value?.items.map(({ id }) => id) ?? null;
  const pictures = Object.fromEntries(
    [...lesson.pictures].map(([src, { width, height, hash }]) => [src, { width, height, hash }]),
  );
  for (const locale of LOCALES) {
    const text = lesson.texts[locale];
    if (!text) continue;
    const result = compileLesson(text.source, { locale, pictures, items: itemIds });
    const frontMatter = result.facts ? checkFrontMatter(result) : { value: null, problems: [] };
    compiled[locale] = result;
    problems.push(...inFile(text.file, [...result.problems, ...frontMatter.problems, ...checkSubstance(result)]));
    if (result.tree && frontMatter.value) {
      texts[locale] = {
        ...frontMatter.value,
        outline: result.outline,
        words: result.words,
        tree: result.tree,
        source: text.source,
      };
    }
  }
  if (compiled.es && compiled.en) {
    problems.push(...checkPair(lesson, compiled), ...checkItemAnchors(lesson, compiled));
    const shown = new Set(LOCALES.flatMap((locale) => compiled[locale].facts?.pictures.map(({ src }) => src) ?? []));
    const readable = LOCALES.every((locale) => compiled[locale].facts);
    for (const src of readable ? lesson.pictures.keys() : []) {
      if (!shown.has(src))
        problems.push({ ...problem(START, 'picture-unused'), file: `${lesson.folder}/${src.slice(2)}` });
    }
  }
  const usable = texts.es && texts.en && !problems.some(isError);
  return { texts: usable ? texts : null, problems };
}
