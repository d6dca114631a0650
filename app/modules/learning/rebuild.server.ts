// Rebuilds a person's stored state from the log of what they did. The log is the truth; the state is a faster reading of it.
import type { CatalogStructure } from '../catalog/catalog';
import { getItems, getLessonForReading, structure } from '../catalog/catalog.server';
import { transaction } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import type { ModelParameters } from './engine/parameters';
import { foldLog, type LogEntry, type ProofKind, type Rebuilt } from './fold';
import { currentSkills, underCurrentSkills } from './merged';
import { modelParameters, toQuestion } from './model.server';
import * as store from './store.server';

/** Tries against a person who goes on answering meanwhile. */
const TRIES = 20;

async function skillsTaught(
  catalog: CatalogStructure,
  lessonId: string,
  versionId: string,
): Promise<ReadonlyArray<string>> {
  const entry = catalog.lessons.get(lessonId);
  return entry?.versionId === versionId ? entry.skills : (await getLessonForReading(versionId, 'en')).skills;
}

/** A proof's rows, one a skill, as one entry a moment. */
function proofEntries(proofs: ReadonlyArray<store.LoggedProof>): Array<LogEntry> {
  const entries = new Map<string, { kind: ProofKind; atMs: number; id: string; skills: Array<string> }>();
  for (const [atMs, kind, id, skill] of proofs) {
    const entry = entries.get(`${kind}/${id}`) ?? { kind, atMs, id, skills: [] };
    entry.skills.push(skill);
    entries.set(`${kind}/${id}`, entry);
  }
  return [...entries.values()];
}

/** Everything a person did, oldest first, under today's skills, and the guard under which it was read. */
export async function loadEntries(
  userId: string,
): Promise<{ guard: store.Guard; parameters: ModelParameters; log: Array<LogEntry> }> {
  const catalog = await structure();
  const parameters = await modelParameters(catalog);
  const { guard, starts, answers, placed, proofs } = await store.loadLog(userId);
  const versions = [...new Set([...answers, ...placed].map(([, , , itemVersionId]) => itemVersionId))];
  const prompts = new Map((await getItems(versions)).map((prompt) => [prompt.id, prompt]));
  const log: Array<LogEntry> = proofEntries(proofs).map((entry) =>
    entry.kind === 'answer' ? entry : { ...entry, skills: currentSkills(catalog, entry.skills) },
  );
  for (const [lessonId, versionId, startedMs] of starts) {
    const skills = currentSkills(catalog, await skillsTaught(catalog, lessonId, versionId));
    log.push({ kind: 'lesson', atMs: startedMs, id: lessonId, skills });
  }
  const take = (logged: ReadonlyArray<store.LoggedAnswer>, from: 'practice' | 'placement') => {
    for (const [atMs, id, item, itemVersionId, correct] of logged) {
      const prompt = prompts.get(itemVersionId)!;
      const question = underCurrentSkills(catalog, toQuestion(prompt));
      log.push({ kind: 'answer', atMs, id, item: `${prompt.ownerId}/${item}`, question, correct, from });
    }
  };
  take(answers, 'practice');
  take(placed, 'placement');
  log.sort((left, right) => left.atMs - right.atMs);
  return { guard, parameters, log };
}

/** The fold over everything this person did, and the guard under which it was read. */
export async function foldPerson(userId: string): Promise<Rebuilt & { guard: store.Guard }> {
  const { guard, parameters, log } = await loadEntries(userId);
  return { guard, ...foldLog(parameters, log) };
}

/**
 * Writes a person's state anew from their log: after a change of the engine, of the catalogue's labels, of the skills of a
 * lesson version or of which skill is part of which. With none of these it changes no byte. Nothing happens for somebody who
 * never learned. Skills that became part of others are recorded, so that the person can be told.
 */
export async function rebuildLearner(userId: string): Promise<void> {
  const { mergedSkills } = await structure();
  for (let tries = 0; tries < TRIES; tries++) {
    const { guard, learner, skills } = await foldPerson(userId);
    if (!guard) return;
    const at = new Date(Math.max(Date.now(), guard.getTime() + 1));
    const done = await transaction(async (tx) => {
      const replaced = await store.replaceState(tx, userId, guard, at, learner, [...skills.values()]);
      for (const skill of replaced ?? []) {
        const into = mergedSkills.get(skill)?.into;
        if (into === undefined) continue;
        const subject = { subjectType: 'skill', subjectId: skill, data: { into } };
        await record(tx, { type: 'learning.skill-merged', actorId: userId, ...subject });
      }
      return replaced !== null;
    });
    if (done) return;
  }
  throw new AppError('conflict', { reason: 'busy' });
}
