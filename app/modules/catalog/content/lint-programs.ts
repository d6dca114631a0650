// Rules of certifications: everything named exists, nothing waits for itself, exams can be drawn, portfolios can be marked.
import { type FileProblem, problem, type Problem } from '../problems';
import { fillBlueprint, unknownSkills } from './lint-skills';
import type { Library, ProgramFile } from './read';
import type { ItemSource, ProgramSource } from './schemas';

type Check = { program: ProgramFile; value: ProgramSource; library: Library; skills: ReadonlySet<string> | null };

export function checkProgram(
  program: ProgramFile,
  library: Library,
  skills: ReadonlySet<string> | null,
): Array<FileProblem> {
  const { value } = program;
  if (!value) return [];
  const check: Check = { program, value, library, skills };
  const problems: Array<Problem> = [];
  if (!library.courses.some(({ id }) => id === value.course))
    problems.push(problem(program.at('course'), 'course-unknown', { course: value.course }));
  problems.push(...unknownSkills(value.skills, skills, (position) => program.at('skills', position)));
  const examined = new Set(value.exam.blueprint.flatMap((row) => row.skills));
  value.skills.forEach((skill, position) => {
    if (!examined.has(skill)) problems.push(problem(program.at('skills', position), 'blueprint-lacks', { skill }));
  });
  problems.push(...checkBanks(check), ...checkPrerequisites(check), ...checkPortfolio(check));
  return problems.map((found) => ({ ...found, file: program.file }));
}

/** The exam and the renewal, against the bank they draw from. */
function checkBanks({ program, value, library, skills }: Check): Array<Problem> {
  const owner = value.bank === undefined ? program : library.programs.find(({ id }) => id === value.bank);
  if (!owner || (value.bank !== undefined && owner.value?.bank !== undefined))
    return [problem(program.at('bank'), 'bank-unknown', { program: value.bank ?? '' })];
  const items = owner.bank.value?.items ?? null;
  const rows = (part: 'exam' | 'renewal') =>
    checkBlueprint(value[part]?.blueprint ?? [], items, {
      at: (...path) => program.at(part, 'blueprint', ...path),
      bank: owner.id,
      certified: value.skills,
      skills,
    });
  return [...rows('exam'), ...rows('renewal')];
}

type Row = ProgramSource['exam']['blueprint'][number];
type BlueprintPlace = {
  at: (...path: Array<string | number>) => ReturnType<ProgramFile['at']>;
  bank: string;
  certified: ReadonlyArray<string>;
  skills: ReadonlySet<string> | null;
};

function checkBlueprint(
  blueprint: ReadonlyArray<Row>,
  items: ReadonlyArray<ItemSource> | null,
  { at, bank, certified, skills }: BlueprintPlace,
): Array<Problem> {
  const problems: Array<Problem> = [];
  blueprint.forEach((row, index) => {
    problems.push(...unknownSkills(row.skills, skills, (position) => at(index, 'skills', position)));
    row.skills.forEach((skill, position) => {
      if (!certified.includes(skill))
        problems.push(problem(at(index, 'skills', position), 'blueprint-outside', { skill }));
      if (items && !items.some((item) => item.skills.includes(skill)))
        problems.push(problem(at(index, 'skills', position), 'blueprint-skill', { skill, program: bank }));
    });
  });
  if (!items) return problems;
  fillBlueprint(blueprint, items).forEach((have, index) => {
    const need = blueprint[index]!.count * 2;
    if (have < need) problems.push(problem(at(index), 'blueprint-short', { have, need, lack: need - have }));
  });
  return problems;
}

function checkPrerequisites({ program, value, library, skills }: Check): Array<Problem> {
  const problems: Array<Problem> = [];
  const { programs = [], skills: needed = [] } = value.prerequisites ?? {};
  programs.forEach((id, position) => {
    const at = program.at('prerequisites', 'programs', position);
    if (!library.programs.some((other) => other.id === id))
      problems.push(problem(at, 'program-unknown', { program: id }));
    else if (leadsTo(id, program.id, library)) problems.push(problem(at, 'program-cycle', { program: id }));
  });
  problems.push(...unknownSkills(needed, skills, (position) => program.at('prerequisites', 'skills', position)));
  // No lab exists yet that a certification could ask for.
  value.labs?.forEach((lab, position) => problems.push(problem(program.at('labs', position), 'lab-unknown', { lab })));
  return problems;
}

/** Whether `from` is `target` or asks for it, at whatever distance. */
function leadsTo(from: string, target: string, library: Library, seen = new Set<string>()): boolean {
  if (from === target) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const asked = library.programs.find(({ id }) => id === from)?.value?.prerequisites?.programs ?? [];
  return asked.some((id) => leadsTo(id, target, library, seen));
}

function checkPortfolio({ program, value }: Check): Array<Problem> {
  const { portfolio, overall } = value;
  const problems: Array<Problem> = [];
  if (!portfolio) return overall ? [problem(program.at('overall'), 'overall-alone')] : [];
  const repeated = (list: 'sections' | 'rubric') =>
    portfolio[list].forEach(({ id }, index) => {
      if (portfolio[list].findIndex((other) => other.id === id) !== index)
        problems.push(problem(program.at('portfolio', list, index, 'id'), 'part-repeated', { id }));
    });
  repeated('sections');
  repeated('rubric');
  portfolio.sections.forEach(({ minWords, maxWords }, index) => {
    if (minWords > maxWords)
      problems.push(problem(program.at('portfolio', 'sections', index, 'maxWords'), 'bounds-crossed'));
  });
  if (portfolio.links.min > portfolio.links.max)
    problems.push(problem(program.at('portfolio', 'links', 'max'), 'bounds-crossed'));
  return problems;
}
