// What a passed exam says of skills: a reaction to certification's event, part of the log like any answer.
import { z } from 'zod';
import { structure } from '../catalog/catalog.server';
import { isUniqueViolation } from '~/platform/db.server';
import { systemClock } from '~/platform/clock';
import { isUuid } from '~/platform/ids.server';
import { masteryEvents } from './answers.server';
import type { SkillChange } from './engine/answer';
import { assessMastery } from './engine/mastery';
import { newSkill } from './engine/model';
import { packLearnerState } from './engine/state';
import { takeProof, toSeconds, toSkillRow } from './fold';
import { currentSkills } from './merged';
import { modelParameters } from './model.server';
import * as placementStore from './placement-store.server';
import { type Deps, momentAfter, toMemory, untilDone } from './state.server';

const PassedSchema = z.object({
  programId: z.string().default(''),
  /** Skills that the exam showed; absent from events recorded before it told. */
  skills: z.array(z.string().max(80)).max(500).default([]),
});

/**
 * Confirms the skills that a passed exam showed, once an attempt, however often the event is handed over. `event` is
 * `certification.exam-passed`: who passed, the attempt, and in its data the skills. Without skills nothing happens.
 */
export async function confirmSkillsByExam(
  event: { actorId: string | null; subjectId: string; data: Record<string, unknown> },
  { now = systemClock }: Deps = {},
): Promise<void> {
  const passed = PassedSchema.safeParse(event.data);
  const { actorId: userId, subjectId: attemptId } = event;
  if (!passed.success || passed.data.skills.length === 0 || userId === null || !isUuid(attemptId)) return;
  if (await placementStore.hasProof(userId, attemptId)) return;
  const catalog = await structure();
  const skills = currentSkills(catalog, passed.data.skills).filter((skill) => catalog.skills.has(skill));
  if (skills.length === 0) return;
  const path = [...catalog.paths.values()].find(({ certification }) => certification === passed.data.programId);
  await untilDone(userId, async () => {
    const parameters = await modelParameters(catalog);
    const stored = await placementStore.loadPlacement(userId, null);
    const memory = toMemory(catalog, parameters, stored);
    const at = momentAfter(stored.guard, now);
    const seconds = toSeconds(at.getTime());
    const taken = takeProof(parameters, memory, 'exam', skills, at.getTime());
    const changes = skills.map((skill): SkillChange => {
      const before = memory.skills.get(skill) ?? newSkill(parameters);
      const stand = (state: typeof before) => assessMastery(parameters, memory.learner, skill, state, seconds);
      return { skill, before: stand(before), after: stand(taken.get(skill)!) };
    });
    const change = {
      userId,
      pathId: stored.pathId || (path?.id ?? ''),
      guard: stored.guard,
      learnerState: packLearnerState(memory.learner),
      at,
      skills: changes.map(({ skill, after }) =>
        toSkillRow(parameters, memory.learner, skill, taken.get(skill)!, at.getTime(), after),
      ),
      events: masteryEvents(changes, { attemptId }),
    };
    try {
      return (await placementStore.saveExamProof(change, attemptId)) || null;
    } catch (error) {
      // Handed over twice at the same time: the other one wrote it.
      if (isUniqueViolation(error)) return true;
      throw error;
    }
  });
}
