// The learner model's parameters for the catalogue as it stands: items at their authors' labels. Made once a catalogue revision.
import type { CatalogStructure, ItemPrompt } from '../catalog/catalog';
import { getItems } from '../catalog/catalog.server';
import { createParameters, guessFloor, type ModelParameters, type Question } from './engine/parameters';

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

let made: { revision: string; parameters: Promise<ModelParameters> } | undefined;

/**
 * A snapshot that answers do not move: the same answers give the same state on every process and in every rebuild. A later
 * revision of the catalogue gives another snapshot; states are then brought up by a rebuild, or answer by answer.
 */
export function modelParameters({ revision, items }: CatalogStructure): Promise<ModelParameters> {
  if (made?.revision !== revision) {
    const parameters = getItems([...items.keys()]).then((prompts) => createParameters(prompts.map(toQuestion)));
    // One that failed is made again by the next request.
    parameters.catch(() => (made = undefined));
    made = { revision, parameters };
  }
  return made.parameters;
}
