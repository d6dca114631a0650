// Programs: what can be certified, brought in from content/, and what anybody may read about them.
import { isDeepStrictEqual } from 'node:util';
import { type Locale, LOCALES } from '~/i18n/locale';
import { type Blueprint, type ProgramDefinition, say } from '~/modules/catalog/catalog';
import { readPrograms, structure } from '~/modules/catalog/catalog.server';
import { AppError } from '~/platform/errors';
import type { ExamRules, ProgramCard, ProgramView, RenewalRules } from './certification';
import { type PersonFacts, requirementsOf } from './eligibility';
import * as examStore from './exam-store.server';

/** What a version promises: changing any of it under the same number would change the rules of exams already sat. */
function rulesOf(definition: ProgramDefinition): object {
  const { exam, skills, course, validMonths, bank, languages, labs, overall, renewal, integrity } = definition;
  const { prerequisites, portfolio } = definition;
  const marking = portfolio && {
    ...portfolio,
    title: undefined,
    brief: undefined,
    sections: portfolio.sections.map(({ id, minWords, maxWords }) => ({ id, minWords, maxWords })),
    links: { min: portfolio.links.min, max: portfolio.links.max },
    rubric: portfolio.rubric.map(({ id, weight, levels }) => ({ id, weight, levels: levels.length })),
  };
  const rules = {
    exam,
    skills,
    course,
    validMonths,
    bank,
    languages,
    prerequisites,
    labs,
    overall,
    renewal,
    integrity,
    marking,
  };
  // As the database gives it back: what is undefined is not there.
  return JSON.parse(JSON.stringify(rules)) as object;
}

/**
 * Brings the programs of content/ into the database; called by the seed. Texts of a version may be corrected; its rules may not:
 * then the stored ones stay. Running it again changes nothing. Returns problems, one sentence with its remedy each.
 */
export async function syncPrograms(deps: { read?: typeof readPrograms } = {}): Promise<Array<string>> {
  const { programs, problems } = await (deps.read ?? readPrograms)();
  for (const definition of programs) {
    const { id, version } = definition;
    if (definition.labs) {
      problems.push(`content/certifications/${id}.yml: no lab can be asked for yet; take "labs" out`);
      continue;
    }
    const stored = await examStore.findDefinition(id, version);
    if (stored && !isDeepStrictEqual(rulesOf(stored), rulesOf(definition))) {
      problems.push(
        `content/certifications/${id}.yml: the rules of version ${version} differ from those people were examined under; set version: ${version + 1}`,
      );
    } else if (!isDeepStrictEqual(stored, JSON.parse(JSON.stringify(definition)))) {
      await examStore.saveDefinition(definition);
    }
  }
  return problems;
}

export function rulesView({ exam }: ProgramDefinition): ExamRules {
  const { minutes, passPercent, attempts, retakeAfterHours, borderline, blueprint } = exam;
  return {
    questions: questionsOf(blueprint),
    minutes,
    passPercent,
    attempts,
    retakeAfterHours,
    borderlineRetake: borderline === 'retake-at-once',
  };
}

function questionsOf(blueprint: Blueprint): number {
  return blueprint.reduce((sum, row) => sum + row.count, 0);
}

function renewalView({ renewal }: ProgramDefinition): RenewalRules | null {
  if (!renewal) return null;
  const { minutes, passPercent, draw, blueprint } = renewal;
  return { questions: questionsOf(blueprint), minutes, passPercent, draw };
}

function toCard(definition: ProgramDefinition, locale: Locale): ProgramCard {
  const { id, type, title, summary, hours, validMonths, skills, portfolio } = definition;
  return {
    id,
    type,
    title: title[locale],
    summary: summary[locale],
    hours,
    validMonths,
    skills: skills.length,
    exam: rulesView(definition),
    portfolio: portfolio !== undefined,
  };
}

/** The newest versions, those first that ask for no other certification. */
async function listInOrder(): Promise<Array<ProgramDefinition>> {
  const asked = ({ prerequisites }: ProgramDefinition) => prerequisites?.programs?.length ?? 0;
  return (await examStore.listDefinitions()).sort((left, right) => asked(left) - asked(right));
}

/** Every program at its newest version. For anybody. */
export async function listPrograms(locale: Locale): Promise<Array<ProgramCard>> {
  return (await listInOrder()).map((definition) => toCard(definition, locale));
}

/** The program that certifies a course; null when none does. For anybody. */
export async function findProgramOfCourse(courseId: string, locale: Locale): Promise<ProgramCard | null> {
  const definition = (await listInOrder()).find((program) => program.course === courseId);
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
  return toProgramView(await requireDefinition(programId), locale, null);
}

/** A program as one person sees it, or with `facts` null, as anybody does. */
export async function toProgramView(
  definition: ProgramDefinition,
  locale: Locale,
  facts: PersonFacts | null,
): Promise<ProgramView> {
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
    requirements: requirementsOf(
      definition,
      facts,
      {
        programs: await titlesOf(definition, locale),
        skills: new Map([...skills].map(([id, { title }]) => [id, title[locale]])),
      },
      locale,
    ),
    renewal: renewalView(definition),
    languages: definition.languages ?? LOCALES,
  };
}

/** Titles of the certifications that this one asks for. */
async function titlesOf({ prerequisites }: ProgramDefinition, locale: Locale): Promise<Map<string, string>> {
  if (!prerequisites?.programs) return new Map();
  return new Map((await examStore.listDefinitions()).map(({ id, title }) => [id, title[locale]]));
}
