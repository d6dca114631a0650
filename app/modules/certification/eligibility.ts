// What a program asks for and what of it a person has, as a list to tick off. Pure.
import type { Locale } from '~/i18n/locale';
import type { ProgramDefinition } from '~/modules/catalog/catalog';
import type { Requirement, RequirementState } from './assessment';
import type { AttemptKind } from './certification';

/** The result of one assessment that counts. */
type Passed = { scorePercent: number | null; standardError: number | null };

/** What is known of a person. Null: nobody is signed in. */
export type PersonFacts = {
  /** Programs of which a certificate is in force. */
  held: ReadonlySet<string>;
  mastered: ReadonlySet<string>;
  /** The passed exam that counts, and whether somebody is still looking at it. */
  exam: (Passed & { held: boolean }) | null;
  portfolio: (Passed & { outcome: 'passed' | 'failed' | null }) | null;
  draft: boolean;
};

type Titles = { programs: ReadonlyMap<string, string>; skills: ReadonlyMap<string, string> };

/** The minutes and the mark of an attempt: the exam's, or the short renewal's. */
export function sittingRules(
  definition: ProgramDefinition,
  kind: AttemptKind,
): { minutes: number; passPercent: number } {
  const { minutes, passPercent } = (kind === 'renewal' ? definition.renewal : null) ?? definition.exam;
  return { minutes, passPercent };
}

/** What exam and portfolio reach together; null while one of them is missing. */
export function overallPercent(
  { overall }: Pick<ProgramDefinition, 'overall'>,
  examPercent: number | null,
  portfolioPercent: number | null,
): number | null {
  if (!overall || examPercent === null || portfolioPercent === null) return null;
  return (examPercent * overall.examShare + portfolioPercent * (100 - overall.examShare)) / 100;
}

/** Whether a person's other certifications and skills let them begin. */
export function hasPrerequisites(
  { prerequisites }: Pick<ProgramDefinition, 'prerequisites'>,
  facts: Pick<PersonFacts, 'held' | 'mastered'>,
): boolean {
  const { programs = [], skills = [] } = prerequisites ?? {};
  return programs.every((id) => facts.held.has(id)) && skills.every((id) => facts.mastered.has(id));
}

/** Everything the program asks for, in the order in which it is done. */
export function requirementsOf(
  definition: ProgramDefinition,
  facts: PersonFacts | null,
  titles: Titles,
  locale: Locale,
): Array<Requirement> {
  const { prerequisites, exam, portfolio, overall } = definition;
  const state = (done: boolean, evaluating = false): RequirementState | null =>
    facts && (done ? 'done' : evaluating ? 'evaluating' : 'missing');
  const questions = exam.blueprint.reduce((sum, row) => sum + row.count, 0);
  const passed = facts?.exam ?? null;
  const work = facts?.portfolio ?? null;
  const together = overallPercent(definition, passed?.scorePercent ?? null, work?.scorePercent ?? null);
  return [
    ...(prerequisites?.programs ?? []).map((programId): Requirement => ({
      kind: 'program',
      programId,
      title: titles.programs.get(programId) ?? programId,
      state: state(facts?.held.has(programId) ?? false),
    })),
    ...(prerequisites?.skills ?? []).map((skillId): Requirement => ({
      kind: 'skill',
      skillId,
      title: titles.skills.get(skillId) ?? skillId,
      state: state(facts?.mastered.has(skillId) ?? false),
    })),
    {
      kind: 'exam',
      questions,
      passPercent: exam.passPercent,
      scorePercent: passed?.scorePercent ?? null,
      standardError: passed?.standardError ?? null,
      held: passed?.held ?? false,
      state: state(passed !== null && !passed.held, passed?.held),
    },
    ...(portfolio
      ? [
          {
            kind: 'portfolio',
            title: portfolio.title[locale],
            passPercent: portfolio.passPercent,
            scorePercent: work?.scorePercent ?? null,
            standardError: work?.standardError ?? null,
            draft: facts?.draft ?? false,
            failed: work?.outcome === 'failed',
            state: state(work?.outcome === 'passed', work?.outcome === null),
          } satisfies Requirement,
        ]
      : []),
    ...(overall
      ? [
          {
            kind: 'overall',
            passPercent: overall.passPercent,
            examShare: overall.examShare,
            percent: together === null ? null : Math.floor(together * 10) / 10,
            state: state(together !== null && together >= overall.passPercent),
          } satisfies Requirement,
        ]
      : []),
  ];
}
