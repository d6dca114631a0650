// Rebuilds a person's stored state from the log of what they did. The log is the truth; the state is a faster reading of it.
import type { CatalogStructure } from '../catalog/catalog';
import { getItems, getLessonForReading, structure } from '../catalog/catalog.server';
import { transaction } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { foldLog, type LogEntry, type Rebuilt } from './fold';
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

/** The fold over everything this person did, and the guard under which it was read. */
export async function foldPerson(userId: string): Promise<Rebuilt & { guard: store.Guard }> {
  const catalog = await structure();
  const parameters = await modelParameters(catalog);
  const { guard, starts, answers } = await store.loadLog(userId);
  const versions = [...new Set(answers.map(([, , , itemVersionId]) => itemVersionId))];
  const questions = new Map((await getItems(versions)).map((prompt) => [prompt.id, toQuestion(prompt)]));
  const log: Array<LogEntry> = [];
  for (const [lessonId, versionId, startedMs] of starts) {
    log.push({ kind: 'lesson', atMs: startedMs, skills: await skillsTaught(catalog, lessonId, versionId) });
  }
  for (const [atMs, id, item, itemVersionId, correct] of answers) {
    log.push({ kind: 'answer', atMs, id, item, question: questions.get(itemVersionId)!, correct });
  }
  log.sort((left, right) => left.atMs - right.atMs);
  return { guard, ...foldLog(parameters, log) };
}

/**
 * Writes a person's state anew from their log: after a change of the engine, of the catalogue's labels or of the skills of a
 * lesson version. With none of these it changes no byte. Nothing happens for somebody who never learned.
 */
export async function rebuildLearner(userId: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { guard, learner, skills } = await foldPerson(userId);
    if (!guard) return;
    const at = new Date(Math.max(Date.now(), guard.getTime() + 1));
    if (await transaction((tx) => store.replaceState(tx, userId, guard, at, learner, [...skills.values()]))) return;
  }
  throw new AppError('conflict', { reason: 'busy' });
}
