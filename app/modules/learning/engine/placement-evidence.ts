// Which answers of a placement speak for or against each skill, and how they are related to it: the words behind the numbers.
import type { PlacementEntry } from './placement-choice';
import type { Network } from './placement-network';
import type { PlacementResponse } from './placement-response';

export type PlacementEvidence = {
  item: string;
  response: PlacementResponse;
  /** The skill that was asked. */
  asked: string;
  /** `direct`: the skill itself; `builds-on-it`: the asked skill needs this one; `it-builds-on`: this one needs the asked one. */
  relation: 'direct' | 'builds-on-it' | 'it-builds-on';
  /** Prerequisite steps between the two; 0 when direct. */
  steps: number;
  speaks: 'for' | 'against';
};

/** Answers named for one skill at most. */
const EVIDENCE_MAX = 5;

/**
 * By skill index: the answers that concern it, the nearest first. A right answer speaks for a skill and all it builds on, any
 * other one against the skill and all that builds on it. What general impression the answers made is not listed.
 */
export function evidenceOf(
  network: Network,
  bank: ReadonlyMap<string, PlacementEntry>,
  answers: ReadonlyArray<{ item: string; response: PlacementResponse }>,
): Array<Array<PlacementEvidence>> {
  const found: Array<Array<PlacementEvidence>> = network.ids.map(() => []);
  for (const { item, response } of answers) {
    const entry = bank.get(item);
    if (!entry) continue;
    const right = response === 'right';
    const steps = stepsFrom(network, entry.skillsAt, right ? 'up' : 'down');
    for (const [skill, { from, distance }] of steps) {
      found[skill]!.push({
        item,
        response,
        asked: network.ids[from]!,
        relation: distance === 0 ? 'direct' : right ? 'builds-on-it' : 'it-builds-on',
        steps: distance,
        speaks: right ? 'for' : 'against',
      });
    }
  }
  return found.map((evidence) => evidence.sort((left, right) => left.steps - right.steps).slice(0, EVIDENCE_MAX));
}

/** Skills reached from these along prerequisites (`up`) or against them (`down`), with the fewest steps. */
function stepsFrom(
  { parentStart, parent, childStart, childEdge, child }: Network,
  skills: ReadonlyArray<number>,
  way: 'up' | 'down',
): Map<number, { from: number; distance: number }> {
  const steps = new Map(skills.map((skill) => [skill, { from: skill, distance: 0 }]));
  const start = way === 'up' ? parentStart : childStart;
  for (const [skill, { from, distance }] of steps) {
    for (let k = start[skill]!; k < start[skill + 1]!; k++) {
      const next = way === 'up' ? parent[k]! : child[childEdge[k]!]!;
      if (!steps.has(next)) steps.set(next, { from, distance: distance + 1 });
    }
  }
  return steps;
}
