// A made-up domain for the learning simulator: skills in a prerequisite graph and a bank of questions, all from a seed.
import { createRandom, normal } from '../../app/modules/learning/engine/random';

export type SimulatedItem = {
  item: string;
  skill: string;
  /** On the scale of strength: who is as strong is right in half of the cases, luck aside. */
  difficulty: number;
  guess: number;
};

export type Domain = {
  seed: string;
  /** Prerequisites come before what builds on them. */
  skills: ReadonlyArray<{ id: string; prerequisites: ReadonlyArray<string> }>;
  items: ReadonlyArray<SimulatedItem>;
  itemsOf: ReadonlyMap<string, ReadonlyArray<SimulatedItem>>;
  /** What a lesson and the feedback to an answer add to strength at best, and the share of it that a repeated lesson adds. */
  teaching: { lesson: number; feedback: number; again: number };
};

const ITEMS_PER_SKILL = 14;
const ROOTS = 4;

/**
 * A domain of `count` skills, each but the first four with one or two prerequisites among the latest ones before it (how far
 * back differs between domains: from narrow ladders to broad bushes), and 14 questions a skill, 60 % of them with a fifth
 * chance of luck.
 */
export function createDomain(seed: string, count = 40): Domain {
  const random = createRandom(`domain/${seed}`);
  const back = 3 + Math.floor(random() * 10);
  const second = 0.2 + 0.3 * random();
  const skills = Array.from({ length: count }, (_, i) => {
    const pick = () => `s${i - 1 - Math.floor(random() * Math.min(i, back))}`;
    const prerequisites = i < ROOTS ? [] : random() < second ? [...new Set([pick(), pick()])] : [pick()];
    return { id: `s${i}`, prerequisites };
  });
  const itemsOf = new Map<string, Array<SimulatedItem>>();
  for (const { id } of skills) {
    const difficulties = Array.from({ length: ITEMS_PER_SKILL }, () => 0.7 * normal(random));
    const mean = difficulties.reduce((sum, difficulty) => sum + difficulty, 0) / ITEMS_PER_SKILL;
    const items = difficulties.map((difficulty, k) => ({
      item: `${id}.${k}`,
      skill: id,
      difficulty: difficulty - mean,
      guess: random() < 0.6 ? 0.2 : 0.02,
    }));
    itemsOf.set(id, items);
  }
  const teaching = {
    lesson: 1.4 + 0.6 * random(),
    feedback: 0.1 + 0.1 * random(),
    again: 0.5 + 0.3 * random(),
  };
  return { seed, skills, items: [...itemsOf.values()].flat(), itemsOf, teaching };
}
