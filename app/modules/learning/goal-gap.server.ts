// What is missing to a person's goal, in an order that can be learned, in minutes that the learner model expects.
import type { CatalogStructure, ItemPrompt } from '../catalog/catalog';
import { getItems } from '../catalog/catalog.server';
import type { Locale } from '~/i18n/locale';
import { expectEffort, findGaps } from './engine/gaps';
import { newSkill } from './engine/model';
import type { Question } from './engine/parameters';
import { ITEM_MINUTES } from './engine/progress';
import { toSeconds } from './fold';
import type { GapView } from './learning';
import { toQuestion } from './model.server';
import type { Situation } from './situation.server';

/** Questions of one skill alone, by skill. */
async function questionsBySkill({ items }: CatalogStructure): Promise<Map<string, Array<Question>>> {
  const alone = [...items.values()].filter(({ skills }) => skills.length === 1);
  const prompts = new Map((await getItems(alone.map(({ id }) => id))).map((prompt) => [prompt.id, prompt]));
  const found = new Map<string, Array<Question>>();
  for (const { id, skills } of alone) {
    const prompt: ItemPrompt | undefined = prompts.get(id);
    if (prompt) found.set(skills[0]!, [...(found.get(skills[0]!) ?? []), toQuestion(prompt)]);
  }
  return found;
}

/** Lessons not read yet that teach a skill, and its share of their minutes: what a lesson teaches besides has its own share. */
function lessonsLeft(situation: Situation, skill: string, isHeld: (skill: string) => boolean) {
  const left = situation.lessons.filter(({ pinned, readMs }) => readMs === null && pinned.skills.includes(skill));
  const share = ({ pinned }: (typeof left)[number]) =>
    pinned.minutes / pinned.skills.filter((other) => other === skill || !isHeld(other)).length;
  return { lessons: left.length, lessonMinutes: left.reduce((sum, lesson) => sum + share(lesson), 0) };
}

/** The gap to the goal, or to the whole path for who has none. */
export async function gapOf(situation: Situation, locale: Locale): Promise<GapView> {
  const { catalog, parameters, memory, standing, goal, skills, now } = situation;
  const isHeld = (skill: string) => ['mastered', 'provisional'].includes(standing.get(skill)?.state ?? '');
  const questions = await questionsBySkill(catalog);
  const nowSeconds = toSeconds(now.getTime());
  const minutesOf = (skill: string) => {
    const person = { learner: memory.learner, state: memory.skills.get(skill) ?? newSkill(parameters) };
    const work = {
      skill,
      questions: questions.get(skill) ?? [],
      ...lessonsLeft(situation, skill, isHeld),
      minutesPerAnswer: ITEM_MINUTES,
    };
    return expectEffort(parameters, person, work, nowSeconds).minutes;
  };
  const wanted = new Map((goal?.skills ?? skills).map((skill) => [skill, 1]));
  const { gaps, minutes, masteredSkills } = findGaps({
    nodes: catalog.skills,
    goal: wanted,
    isMastered: isHeld,
    minutesOf,
  });
  return {
    held: masteredSkills,
    of: masteredSkills + gaps.length,
    minutes: Math.ceil(minutes),
    missing: gaps.map((gap) => ({
      id: gap.skill,
      title: catalog.skills.get(gap.skill)?.title[locale] ?? gap.skill,
      state: standing.get(gap.skill)?.state ?? 'not-started',
      minutes: Math.ceil(gap.minutes),
      unlocks: gap.unlocks,
    })),
  };
}
