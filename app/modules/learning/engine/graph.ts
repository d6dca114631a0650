// The prerequisite graph of skills: what is missing, what opens, how far a goal reaches. A cycle never hangs it.

export type SkillNode = { id: string; prerequisites: ReadonlyArray<string> };

/** Prerequisites of these skills that are not ready, the skills themselves left out; each once, in order of appearance. */
export function missingPrerequisites(
  nodes: ReadonlyMap<string, SkillNode>,
  skills: ReadonlyArray<string>,
  ready: (skill: string) => boolean,
): Array<string> {
  const missing = new Set<string>();
  for (const skill of skills) {
    for (const prerequisite of nodes.get(skill)?.prerequisites ?? []) {
      if (!skills.includes(prerequisite) && !ready(prerequisite)) missing.add(prerequisite);
    }
  }
  return [...missing];
}

/** For each skill not ready yet: how many skills it is the last missing prerequisite of. */
export function unlockedBy(nodes: Iterable<SkillNode>, ready: (skill: string) => boolean): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, prerequisites } of nodes) {
    if (ready(id)) continue;
    const missing = prerequisites.filter((prerequisite) => !ready(prerequisite));
    if (missing.length === 1) counts.set(missing[0]!, (counts.get(missing[0]!) ?? 0) + 1);
  }
  return counts;
}

/**
 * How much a goal needs each skill: its own weight, or that of the skill built upon it times `decay` per step, whichever
 * is largest. Weights 0–1; skills the goal does not reach are absent.
 */
export function goalDistances(
  nodes: ReadonlyMap<string, SkillNode>,
  goal: ReadonlyMap<string, number>,
  decay: number,
): Map<string, { goalSkill: string; weight: number; steps: number }> {
  const reached = new Map<string, { goalSkill: string; weight: number; steps: number }>();
  const queue = [...goal]
    .filter(([, weight]) => weight > 0)
    .map(([skill, weight]) => ({ skill, goalSkill: skill, weight: Math.min(1, weight), steps: 0 }));
  for (let i = 0; i < queue.length; i++) {
    const { skill, ...at } = queue[i]!;
    const known = reached.get(skill);
    // Weights only shrink on the way, so a cycle brings nothing better and ends here.
    if (known && known.weight >= at.weight) continue;
    reached.set(skill, at);
    for (const prerequisite of nodes.get(skill)?.prerequisites ?? []) {
      queue.push({ skill: prerequisite, goalSkill: at.goalSkill, weight: at.weight * decay, steps: at.steps + 1 });
    }
  }
  return reached;
}
