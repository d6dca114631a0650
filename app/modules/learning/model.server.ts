// The learner model's parameters for the catalogue as it stands: what the last recalibration learned, else the authors' labels.
import type { CatalogStructure, ItemPrompt } from '../catalog/catalog';
import { getItems } from '../catalog/catalog.server';
import { findAdopted, findAdoptedId, type Snapshot } from './calibration-store.server';
import { createParameters, guessFloor, type ModelParameters, type Question } from './engine/parameters';
import { decodeParameters } from './engine/snapshot';

/** Options, elements or pairs of an item: what its chance by luck hangs on. */
function parts(prompt: ItemPrompt): number {
  if ('options' in prompt) return prompt.options.length;
  if ('elements' in prompt) return prompt.elements.length;
  if ('lefts' in prompt) return prompt.lefts.length;
  return 0;
}

/** An item as the engine knows it. */
export function toQuestion(prompt: ItemPrompt): Question {
  return {
    item: prompt.id,
    skills: prompt.skills,
    difficulty: prompt.difficulty,
    guess: guessFloor(prompt.type, parts(prompt)),
  };
}

/** How long the adopted snapshot is trusted before the database is asked again, milliseconds. */
const TRUST_MS = 60_000;
/** Snapshots are numbered in 16 bits of a learner's state. */
const SNAPSHOTS = 65_536;

let adopted: { snapshot: Snapshot | null; askedAt: number } | undefined;
let asking: Promise<Snapshot | null> | undefined;

async function ask(): Promise<Snapshot | null> {
  const id = await findAdoptedId();
  const snapshot = id === (adopted?.snapshot?.id ?? null) ? (adopted?.snapshot ?? null) : await findAdopted();
  adopted = { snapshot, askedAt: performance.now() };
  return snapshot;
}

async function adoptedSnapshot(): Promise<Snapshot | null> {
  if (adopted && performance.now() - adopted.askedAt < TRUST_MS) return adopted.snapshot;
  asking ??= ask().finally(() => (asking = undefined));
  return asking;
}

/** Makes the next `modelParameters` look at the database: a state was met that another snapshot folded. */
export function forgetSnapshot(): void {
  if (adopted) adopted.askedAt = -Infinity;
}

/** The labels' model with everything that a snapshot learned laid over it: what is newer than the snapshot stands at its labels. */
function overlay(labels: ModelParameters, { id, parameters }: Snapshot): ModelParameters {
  if (parameters.engineVersion !== labels.engineVersion) return labels;
  const learned = decodeParameters(parameters);
  return {
    ...learned,
    snapshot: id % SNAPSHOTS,
    items: new Map([...labels.items, ...learned.items]),
    combinations: new Map([...labels.combinations, ...learned.combinations]),
    skills: new Map([...labels.skills, ...learned.skills]),
  };
}

let made: { revision: string; snapshotId: number; parameters: Promise<ModelParameters> } | undefined;

/**
 * The adopted snapshot over the catalogue's labels, or these alone before the first recalibration. Answers do not move it: the same
 * log gives the same state on every process and in every rebuild. States carry its number, and are rebuilt when another is adopted;
 * after a later revision of the catalogue they are brought up by a rebuild, or answer by answer.
 */
export async function modelParameters({ revision, items }: CatalogStructure): Promise<ModelParameters> {
  const snapshot = await adoptedSnapshot();
  const snapshotId = snapshot?.id ?? 0;
  if (made?.revision !== revision || made.snapshotId !== snapshotId) {
    const parameters = getItems([...items.keys()]).then((prompts) => {
      const labels = createParameters(prompts.map(toQuestion));
      return snapshot ? overlay(labels, snapshot) : labels;
    });
    // One that failed is made again by the next request.
    parameters.catch(() => (made = undefined));
    made = { revision, snapshotId, parameters };
  }
  return made.parameters;
}

/** What is recorded with a prediction: the engine, and the snapshot it used. */
export function versionOf({ engineVersion, snapshot }: ModelParameters): string {
  return `${engineVersion}/${snapshot}`;
}
