// A sitting of the placement test as it stands: folded from its questions, its answers and its id, the same on every device.
import type { CatalogStructure, ItemPrompt } from '../catalog/catalog';
import { getItems, structure } from '../catalog/catalog.server';
import type { SkillNode } from './engine/graph';
import { assessMastery } from './engine/mastery';
import { isFirstAttempt } from './engine/model';
import type { ModelParameters } from './engine/parameters';
import {
  type Placement,
  type PlacementAnswer,
  placementItems,
  placementResult,
  type PlacementStep,
  placementStep,
  startPlacement,
} from './engine/placement';
import { type Memory, toSeconds } from './fold';
import { underCurrentSkills } from './merged';
import { modelParameters, toQuestion } from './model.server';
import * as store from './placement-store.server';
import { toMemory } from './state.server';

/** Chances from earlier answers are believed no further than this: the test may always find otherwise. */
const PRIOR_MIN = 0.05;

export type Sitting = {
  catalog: CatalogStructure;
  parameters: ModelParameters;
  stored: store.PlacementState;
  row: store.PlacementRow;
  memory: Memory;
  prompts: ReadonlyMap<string, ItemPrompt>;
  placement: Placement;
  step: PlacementStep;
};

export type Loaded = Omit<Sitting, 'row' | 'prompts' | 'placement' | 'step'>;

/** These skills and all they build on. */
function closure({ skills }: CatalogStructure, wanted: Iterable<string>): Array<SkillNode> {
  const found = new Set<string>(wanted);
  for (const skill of found) for (const before of skills.get(skill)?.prerequisites ?? []) found.add(before);
  // In the catalogue's order, which no answer changes.
  return [...skills.values()].filter(({ id }) => found.has(id));
}

/** How the engine takes an answer that is stored. */
export function toPlacementAnswer(
  answer: Pick<store.PlacementAnswerRow, 'itemVersionId' | 'response' | 'correct' | 'responseMs'>,
): PlacementAnswer {
  const wrong = answer.response.type === 'unknown' ? 'unknown' : 'wrong';
  return {
    item: answer.itemVersionId,
    response: answer.correct ? 'right' : wrong,
    seconds: answer.responseMs === null ? null : answer.responseMs / 1000,
  };
}

/** What is stored of one person's placement: the sitting with this id, or the open one, or the latest. */
export async function loadStored(userId: string, id: string | null): Promise<Loaded> {
  const catalog = await structure();
  const parameters = await modelParameters(catalog);
  const stored = await store.loadPlacement(userId, id);
  return { catalog, parameters, stored, memory: toMemory(catalog, parameters, stored) };
}

/** The sitting with what to ask now. Null when there is none. */
export async function openSitting(loaded: Loaded): Promise<Sitting | null> {
  const { catalog, parameters, stored } = loaded;
  const row = stored.placement;
  if (!row) return null;
  const prompts = await getItems(row.itemIds);
  const questions = prompts.map((prompt) => underCurrentSkills(catalog, toQuestion(prompt)));
  const graph = closure(
    catalog,
    questions.flatMap(({ skills }) => skills),
  );
  const placement = startPlacement(
    graph,
    placementItems(parameters, questions),
    { seed: row.id, prior: new Map(Object.entries(row.prior)) },
    stored.answers.map(toPlacementAnswer),
  );
  return {
    ...loaded,
    row,
    prompts: new Map(prompts.map((prompt) => [prompt.id, prompt])),
    placement,
    step: placementStep(placement),
  };
}

/** Practice questions of these courses that would tell something now: unseen, or long enough ago to count again. */
export function questionsFor(
  { catalog, stored }: Pick<Loaded, 'catalog' | 'stored'>,
  courses: ReadonlyArray<string>,
  nowMs: number,
): Array<string> {
  const seen = new Map(stored.seen.map(([course, item, atMs]) => [`${course}/${item}`, atMs]));
  return [...catalog.items.values()]
    .filter(({ ownerId, itemId, use }) => {
      const atMs = seen.get(`${ownerId}/${itemId}`);
      const tells = isFirstAttempt(atMs === undefined ? null : toSeconds(atMs), toSeconds(nowMs));
      return use === 'practice' && courses.includes(ownerId) && tells;
    })
    .map(({ id }) => id);
}

/** Chance that each skill answered before is known, as the learner model sees it now. */
export function priorOf({ parameters, memory }: Loaded, nowMs: number): Record<string, number> {
  const prior: Record<string, number> = {};
  for (const [skill, state] of memory.skills) {
    if (state.successes + state.failures === 0) continue;
    const { state: at, confidence } = assessMastery(parameters, memory.learner, skill, state, toSeconds(nowMs));
    const known = at === 'mastered' || at === 'provisional' ? confidence : 1 - confidence;
    prior[skill] = Math.min(1 - PRIOR_MIN, Math.max(PRIOR_MIN, known));
  }
  return prior;
}

/** What the sitting found, as it is stored and shown. */
export function resultOf(placement: Placement): { result: store.StoredResult; credited: ReadonlyArray<string> } {
  const { version, findings, credited, answers, minutes } = placementResult(placement);
  return {
    credited,
    result: {
      version,
      answers,
      minutes,
      findings: findings.map(({ skill, verdict, probability, evidence }) => ({
        skill,
        verdict,
        probability,
        evidence: evidence.map(({ asked, relation, response }) => ({ asked, relation, response })),
      })),
    },
  };
}
