// Rules of skills and paths: everything named exists, nothing waits for itself; and whether a bank can fill an exam.
import { type FileProblem, problem, type Problem } from '../problems';
import type { Library, Source } from './read';
import type { PathSource, SkillSource } from './schemas';

/** The first circle of prerequisites met from each unvisited skill, as ids with the first repeated at the end. */
export function findCycles(skills: ReadonlyArray<Pick<SkillSource, 'id' | 'prerequisites'>>): Array<Array<string>> {
  const byId = new Map(skills.map((skill) => [skill.id, skill]));
  const done = new Set<string>();
  const cycles: Array<Array<string>> = [];
  function follow(id: string, trail: Array<string>): void {
    const start = trail.indexOf(id);
    if (start >= 0) {
      cycles.push([...trail.slice(start), id]);
      return;
    }
    if (done.has(id)) return;
    for (const prerequisite of byId.get(id)?.prerequisites ?? []) follow(prerequisite, [...trail, id]);
    done.add(id);
  }
  for (const { id } of skills) follow(id, []);
  return cycles;
}

/** Ids of the skills that may be named: not those that became part of another. */
export function standingSkills(skills: ReadonlyArray<SkillSource>): Array<string> {
  return skills.filter(({ mergedInto }) => mergedInto === undefined).map(({ id }) => id);
}

export function checkSkills({ skills, courses }: Library): Array<FileProblem> {
  const list = skills.value ?? [];
  const ids = new Set(standingSkills(list));
  const lessons = courses.flatMap((course) => course.lessons);
  // While a lesson's items cannot be read, nobody knows what it teaches.
  const allKnown = lessons.every(({ items }) => items.value);
  const taught = new Set(lessons.flatMap(({ items }) => items.value?.skills ?? []));
  const problems: Array<Problem> = [];
  list.forEach(({ id, prerequisites, mergedInto }, index) => {
    if (list.findIndex((other) => other.id === id) !== index)
      problems.push(problem(skills.at(index, 'id'), 'skill-repeated', { skill: id }));
    if (mergedInto !== undefined && !ids.has(mergedInto))
      problems.push(problem(skills.at(index, 'mergedInto'), 'skill-merge', { skill: mergedInto }));
    if (allKnown && mergedInto === undefined && !taught.has(id))
      problems.push(problem(skills.at(index, 'id'), 'skill-orphan', { skill: id }));
    prerequisites.forEach((skill, position) => {
      if (!ids.has(skill))
        problems.push(problem(skills.at(index, 'prerequisites', position), 'skill-unknown', { skill }));
    });
  });
  for (const cycle of findCycles(list)) {
    const index = list.findIndex(({ id }) => id === cycle[0]);
    problems.push(problem(skills.at(index, 'prerequisites'), 'skill-cycle', { cycle: cycle.join(' -> ') }));
  }
  return problems.map((found) => ({ ...found, file: skills.file }));
}

export function unknownSkills(
  ids: ReadonlyArray<string>,
  known: ReadonlySet<string> | null,
  at: (position: number) => { line: number; column: number },
): Array<Problem> {
  return ids.flatMap((skill, position) => [
    ...(known && !known.has(skill) ? [problem(at(position), 'skill-unknown', { skill })] : []),
    ...(ids.indexOf(skill) !== position ? [problem(at(position), 'skill-repeated-here', { skill })] : []),
  ]);
}

export function checkPath(
  path: Source<PathSource>,
  library: Library,
  skills: ReadonlySet<string> | null,
): Array<FileProblem> {
  if (!path.value) return [];
  const problems: Array<Problem> = [];
  path.value.courses.forEach((course, index) => {
    if (!library.courses.some(({ id }) => id === course))
      problems.push(problem(path.at('courses', index), 'course-unknown', { course }));
  });
  const { certification, goals } = path.value;
  if (certification && !library.programs.some(({ id }) => id === certification)) {
    problems.push(problem(path.at('certification'), 'program-unknown', { program: certification }));
  }
  goals.forEach((goal, index) => {
    if (goals.findIndex(({ id }) => id === goal.id) !== index)
      problems.push(problem(path.at('goals', index, 'id'), 'goal-repeated', { goal: goal.id }));
    problems.push(...unknownSkills(goal.skills, skills, (position) => path.at('goals', index, 'skills', position)));
  });
  return problems.map((found) => ({ ...found, file: path.file }));
}

/**
 * How many places of each row the bank can fill at once when every row wants twice its count and no item fills two places:
 * a maximum matching of places to items by augmenting paths (H. W. Kuhn, 1955). Rows in the order of the blueprint.
 */
export function fillBlueprint(
  rows: ReadonlyArray<{ skills: ReadonlyArray<string>; count: number }>,
  items: ReadonlyArray<{ skills: ReadonlyArray<string> }>,
): Array<number> {
  const places = rows.flatMap((row, index) => Array.from({ length: row.count * 2 }, () => index));
  const fits = rows.map((row) => items.map((item) => item.skills.some((skill) => row.skills.includes(skill))));
  const takenBy = items.map(() => -1);
  function seat(place: number, tried: Set<number>): boolean {
    for (let item = 0; item < items.length; item++) {
      if (!fits[places[place]!]![item] || tried.has(item)) continue;
      tried.add(item);
      if (takenBy[item]! < 0 || seat(takenBy[item]!, tried)) {
        takenBy[item] = place;
        return true;
      }
    }
    return false;
  }
  const filled = rows.map(() => 0);
  places.forEach((row, place) => {
    if (seat(place, new Set())) filled[row]!++;
  });
  return filled;
}
