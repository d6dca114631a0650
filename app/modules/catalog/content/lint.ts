// The linter: all rules over all of content/, and its report. No database.
import type { Locale } from '~/i18n/locale';
import { byPlace, explain, type FileProblem, isError } from '../problems';
import { checkItems, type SeenItems } from './lint-items';
import { type CheckedLesson, checkLesson, checkLessonSkills } from './lint-lesson';
import { checkProgram } from './lint-programs';
import { checkPath, checkSkills, standingSkills } from './lint-skills';
import { type LessonSource, type Library, readLibrary } from './read';

export type Checked = {
  library: Library;
  /** Lessons whose texts were compiled. */
  lessons: Map<LessonSource, CheckedLesson>;
  /** Sorted by place. */
  problems: Array<FileProblem>;
};

/**
 * Reads and checks the content folder. `isKnown` may name lessons that need not be compiled, because just these files were
 * found in order before.
 */
export async function checkLibrary(
  root: string,
  isKnown: (lesson: LessonSource) => boolean = () => false,
): Promise<Checked> {
  const library = await readLibrary(root);
  const skills = library.skills.value ? new Set(standingSkills(library.skills.value)) : null;
  const problems = [...library.problems, ...checkSkills(library)];
  for (const path of library.paths) problems.push(...checkPath(path, library, skills));
  const lessons: Checked['lessons'] = new Map();
  const stems: SeenItems['stems'] = new Map();
  for (const course of library.courses) {
    const seen: SeenItems = { ids: new Map(), stems };
    for (const lesson of course.lessons) {
      const { file, value, at } = lesson.items;
      if (value)
        problems.push(...checkItems(file, value.items, at, skills, seen), ...checkLessonSkills(lesson, skills));
      if (isKnown(lesson)) continue;
      const checked = checkLesson(lesson);
      lessons.set(lesson, checked);
      problems.push(...checked.problems);
    }
  }
  for (const program of library.programs) {
    const { file, value, at } = program.bank;
    if (value) problems.push(...checkItems(file, value.items, at, skills, { ids: new Map(), stems }));
    problems.push(...checkProgram(program, library, skills));
  }
  return { library, lessons, problems: problems.sort(byPlace) };
}

const SUMMARY = {
  en: (files: number, errors: number, warnings: number) =>
    `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'} (${files} lessons and banks read)`,
  es: (files: number, errors: number, warnings: number) =>
    `${errors} ${errors === 1 ? 'error' : 'errores'}, ${warnings} ${warnings === 1 ? 'aviso' : 'avisos'} (${files} lecciones y bancos leídos)`,
} satisfies Record<Locale, unknown>;

/** `file:line:column  rule  message  -> remedy` for each problem. */
export function reportLine(found: FileProblem, locale: Locale): string {
  const { message, remedy } = explain(found, locale);
  return `${found.file}:${found.line}:${found.column}  ${found.rule}  ${message}  -> ${remedy}`;
}

/** What `npm run content:check` prints, and its exit code: 1 when there is an error, 0 when there are warnings at most. */
export async function reportContent(root: string, locale: Locale): Promise<{ lines: Array<string>; exitCode: 0 | 1 }> {
  const { library, problems } = await checkLibrary(root);
  const errors = problems.filter(isError).length;
  const files = library.courses.reduce((sum, { lessons }) => sum + lessons.length, 0) + library.programs.length;
  const lines = problems.map((found) => reportLine(found, locale));
  return { lines: [...lines, SUMMARY[locale](files, errors, problems.length - errors)], exitCode: errors > 0 ? 1 : 0 };
}
