// Skills that became part of others: older versions of lessons and items still name them. Pure.
import type { CatalogStructure } from '../catalog/catalog';
import type { Question } from './engine/parameters';

/** The skills as they stand now, each once, in order. */
export function currentSkills(
  { mergedSkills }: CatalogStructure,
  skills: ReadonlyArray<string>,
): ReadonlyArray<string> {
  if (mergedSkills.size === 0 || !skills.some((skill) => mergedSkills.has(skill))) return skills;
  return [...new Set(skills.map((skill) => mergedSkills.get(skill)?.into ?? skill))];
}

/** A question under today's skills. */
export function underCurrentSkills(catalog: CatalogStructure, question: Question): Question {
  const skills = currentSkills(catalog, question.skills);
  return skills === question.skills ? question : { ...question, skills };
}

/** These skills and the former ones that are part of them: whoever has a state under such an id is due for a rebuild. */
export function withFormer({ mergedSkills }: CatalogStructure, skills: ReadonlyArray<string>): ReadonlyArray<string> {
  if (mergedSkills.size === 0) return skills;
  return [...skills, ...[...mergedSkills].flatMap(([old, { into }]) => (skills.includes(into) ? [old] : []))];
}
