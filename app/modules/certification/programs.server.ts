// Programs: what can be certified, brought in from content/, and what anybody may read about them.
import { isDeepStrictEqual } from 'node:util';
import type { Locale } from '~/i18n/locale';
import { type ProgramDefinition, say } from '~/modules/catalog/catalog';
import { readPrograms, structure } from '~/modules/catalog/catalog.server';
import { AppError } from '~/platform/errors';
import type { ExamRules, ProgramCard, ProgramView } from './certification';
import * as examStore from './exam-store.server';

/** What a version promises: changing any of it under the same number would change the rules of exams already sat. */
function rulesOf({ exam, skills, course, validMonths }: ProgramDefinition): object {
  return { exam, skills, course, validMonths };
}

/**
 * Brings the programs of content/ into the database; called by the seed. Texts of a version may be corrected; its rules may not:
 * then the stored ones stay. Running it again changes nothing. Returns problems, one sentence with its remedy each.
 */
export async function syncPrograms(deps: { read?: typeof readPrograms } = {}): Promise<Array<string>> {
  const { programs, problems } = await (deps.read ?? readPrograms)();
  for (const definition of programs) {
    const { id, version } = definition;
    const stored = await examStore.findDefinition(id, version);
    if (stored && !isDeepStrictEqual(rulesOf(stored), rulesOf(definition))) {
      problems.push(
        `content/certifications/${id}.yml: the rules of version ${version} differ from those people were examined under; set version: ${version + 1}`,
      );
    } else if (!isDeepStrictEqual(stored, definition)) {
      await examStore.saveDefinition(definition);
    }
  }
  return problems;
}

export function rulesView({ exam }: ProgramDefinition): ExamRules {
  const { minutes, passPercent, attempts, retakeAfterHours, blueprint } = exam;
  return {
    questions: blueprint.reduce((sum, row) => sum + row.count, 0),
    minutes,
    passPercent,
    attempts,
    retakeAfterHours,
  };
}

function toCard(definition: ProgramDefinition, locale: Locale): ProgramCard {
  const { id, title, summary, hours, validMonths, skills } = definition;
  return {
    id,
    title: title[locale],
    summary: summary[locale],
    hours,
    validMonths,
    skills: skills.length,
    exam: rulesView(definition),
  };
}

/** Every program at its newest version. For anybody. */
export async function listPrograms(locale: Locale): Promise<Array<ProgramCard>> {
  return (await examStore.listDefinitions()).map((definition) => toCard(definition, locale));
}

/** The program that certifies a course; null when none does. For anybody. */
export async function findProgramOfCourse(courseId: string, locale: Locale): Promise<ProgramCard | null> {
  const definition = (await examStore.listDefinitions()).find((program) => program.course === courseId);
  return definition ? toCard(definition, locale) : null;
}

/** The newest version of a program. Throws `not-found`. */
export async function requireDefinition(programId: string): Promise<ProgramDefinition> {
  const definition = await examStore.findDefinition(programId);
  if (!definition) throw new AppError('not-found');
  return definition;
}

/** What a program proves and under which rules. For anybody. Throws `not-found`. */
export async function getProgramView(programId: string, locale: Locale): Promise<ProgramView> {
  return toProgramView(await requireDefinition(programId), locale);
}

export async function toProgramView(definition: ProgramDefinition, locale: Locale): Promise<ProgramView> {
  const { skills, courses } = await structure();
  const course = courses.get(definition.course);
  return {
    ...toCard(definition, locale),
    version: definition.version,
    proves: definition.proves[locale],
    criteria: definition.criteria[locale],
    courseId: definition.course,
    courseTitle: course ? course.title[locale] : definition.course,
    skillList: definition.skills.flatMap((id) => {
      const skill = skills.get(id);
      return skill ? [say({ id, title: skill.title, description: skill.description }, locale)] : [];
    }),
  };
}
