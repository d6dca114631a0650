// A person's stored state as the engine's memory, and the loop in which it moves: read, decide, write unless it moved meanwhile.
import type { LessonEntry } from '../catalog/catalog';
import { structure } from '../catalog/catalog.server';
import type { CatalogStructure } from '../catalog/catalog';
import type { Actor } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import { newLearner } from './engine/model';
import type { ModelParameters } from './engine/parameters';
import { packLearnerState, unpackLearnerState, unpackSkillState } from './engine/state';
import { type Memory, takeLesson, toSkillRow } from './fold';
import { type PinnedLesson, pinnedLesson } from './lessons.server';
import { currentSkills, withFormer } from './merged';
import { forgetSnapshot, modelParameters } from './model.server';
import { rebuildLearner } from './rebuild.server';
import * as store from './store.server';

/** What tests hand in instead of the real thing. */
export type Deps = { now?: Clock };

/** How often a change is tried again because the person's state moved in between. Each round, somebody wins. */
const TRIES = 60;

/**
 * The stored bytes as memory. Throws `RangeError` when another version of the engine or another snapshot of its parameters wrote
 * them, or when one of the skills has become part of another since: the state is then due for a rebuild.
 */
export function toMemory(
  { mergedSkills }: CatalogStructure,
  parameters: ModelParameters,
  stored: { learnerState: Uint8Array | null; skills: ReadonlyArray<[string, string]> },
): Memory {
  const merged = stored.skills.find(([skill]) => mergedSkills.has(skill));
  if (merged) throw new RangeError(`Skill ${merged[0]} is part of another now`);
  const learner = stored.learnerState ? unpackLearnerState(stored.learnerState) : newLearner(parameters);
  if (learner.snapshot !== parameters.snapshot) {
    forgetSnapshot();
    throw new RangeError(`State of snapshot ${learner.snapshot}, expected ${parameters.snapshot}`);
  }
  return {
    learner,
    skills: new Map(stored.skills.map(([skill, bytes]) => [skill, unpackSkillState(Buffer.from(bytes, 'base64'))])),
  };
}

/** The moment of a change: now, but later than whatever the person did before, so that the log has one order. */
export function momentAfter(guard: store.Guard, now: Clock = systemClock): Date {
  const at = now();
  return guard && guard.getTime() >= at.getTime() ? new Date(guard.getTime() + 1) : at;
}

/** The path under which somebody is kept who learns before choosing one. */
export function pathOf(catalog: CatalogStructure, courseId: string): string {
  for (const path of catalog.paths.values()) if (path.courses.includes(courseId)) return path.id;
  return catalog.paths.keys().next().value ?? '';
}

/** Repeats `attempt` until it gives something else than null; states of an older engine are rebuilt on the way. */
export async function untilDone<T>(userId: string, attempt: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      const done = await attempt();
      if (done !== null) return done;
    } catch (error) {
      if (!(error instanceof RangeError) || tries > 1) throw error;
      await rebuildLearner(userId);
    }
  }
  throw new AppError('conflict', { reason: 'busy' });
}

export type OpenLesson = {
  catalog: CatalogStructure;
  parameters: ModelParameters;
  lesson: PinnedLesson;
  state: store.LessonState & { versionId: string; startedAt: Date };
  /** Opened by this very call. */
  first: boolean;
};

/**
 * A person's lesson, opened: the first time pins the current version and notes its skills. One statement, two the first time.
 * `record: false` (a prefetch) opens nothing.
 */
export async function openState(
  actor: Actor,
  entry: LessonEntry,
  ask: { itemId?: string; skills?: ReadonlyArray<string>; key?: string; note?: boolean; record?: boolean },
  { now = systemClock }: Deps = {},
): Promise<OpenLesson> {
  const catalog = await structure();
  const taught = currentSkills(catalog, entry.skills);
  const skills = withFormer(catalog, [...new Set([...taught, ...(ask.skills ?? [])])]);
  return untilDone(actor.userId, async () => {
    const parameters = await modelParameters(catalog);
    const state = await store.loadLessonState(actor.userId, entry.id, { ...ask, courseId: entry.courseId, skills });
    const lesson = await pinnedLesson(catalog, entry, state.versionId);
    if (state.versionId !== null && state.startedAt !== null) {
      return {
        catalog,
        parameters,
        lesson,
        state: { ...state, versionId: state.versionId, startedAt: state.startedAt },
        first: false,
      };
    }
    const at = momentAfter(state.guard, now);
    const opened = { ...state, versionId: entry.versionId, startedAt: at, guard: at };
    if (ask.record === false) return { catalog, parameters, lesson, state: opened, first: true };
    const memory = toMemory(catalog, parameters, state);
    const taken = takeLesson(parameters, memory, taught, at.getTime());
    const rows = [...taken].map(([skill, after]) => toSkillRow(parameters, memory.learner, skill, after, at.getTime()));
    const learnerState = packLearnerState(memory.learner);
    const done = await store.insertLessonStart(
      {
        userId: actor.userId,
        pathId: pathOf(catalog, entry.courseId),
        guard: state.guard,
        learnerState,
        at,
        skills: rows,
        events: [
          {
            type: 'learning.lesson-opened',
            subjectType: 'lesson',
            subjectId: entry.id,
            data: { courseId: entry.courseId, version: entry.version },
          },
        ],
      },
      {
        lessonId: entry.id,
        courseId: entry.courseId,
        versionId: entry.versionId,
        activityId: `lesson:${entry.courseId}/${entry.slug}`,
      },
    );
    if (!done) return null;
    const untouched = state.skills.filter(([skill]) => !taken.has(skill));
    const touched = rows.map((row): [string, string] => [row.skillId, Buffer.from(row.state).toString('base64')]);
    return {
      catalog,
      parameters,
      lesson,
      state: { ...opened, learnerState, skills: [...untouched, ...touched] },
      first: true,
    };
  });
}
