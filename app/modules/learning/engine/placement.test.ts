// Placement: beliefs against exact enumeration, closed credits, resuming from answers, limits, and courses of every size.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SkillNode } from './graph';
import { createParameters } from './parameters';
import {
  applyPlacementAnswer,
  type Placement,
  type PlacementAnswer,
  placementItems,
  placementMinutes,
  placementResult,
  placementStep,
  startPlacement,
} from './placement';
import { createBeliefs, createNetwork, marginals, observe } from './placement-network';
import { likelihoods, type PlacementItem, type PlacementResponse } from './placement-response';
import { createRandom } from './random';

function itemsFor(skills: ReadonlyArray<SkillNode>, perSkill = 6): Array<PlacementItem> {
  return skills.flatMap(({ id }) =>
    Array.from({ length: perSkill }, (_, k) => ({
      item: `${id}.${k}`,
      skills: [id],
      easiness: (k - perSkill / 2) / 3,
      variance: 0.2,
      guess: k % 2 === 0 ? 0.25 : 0,
    })),
  );
}

const node = (id: string, ...prerequisites: Array<string>): SkillNode => ({ id, prerequisites });
const graph = [node('a'), node('b', 'a'), node('c', 'a'), node('d', 'b', 'c'), node('e', 'd'), node('f')];

/** A made-up person: what they know, and how they answer. */
function answerer(known: ReadonlySet<string>, seed: string): (skills: ReadonlyArray<string>) => PlacementResponse {
  const random = createRandom(seed);
  return (skills) => {
    const knows = skills.every((skill) => known.has(skill));
    if (random() < (knows ? 0.9 : 0.25)) return 'right';
    return !knows && random() < 0.3 ? 'unknown' : 'wrong';
  };
}

function run(placement: Placement, answer: (skills: ReadonlyArray<string>) => PlacementResponse): Placement {
  let running = placement;
  for (let step = placementStep(running); step.kind === 'ask'; step = placementStep(running)) {
    const { skills } = running.bank.byId.get(step.item)!;
    running = applyPlacementAnswer(running, { item: step.item, response: answer(skills), seconds: null });
  }
  return running;
}

test('who knows everything is credited everything, who knows nothing nothing, in few questions', () => {
  const all = run(startPlacement(graph, itemsFor(graph), { seed: 'p' }), () => 'right');
  expect(placementResult(all).credited).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  const none = run(startPlacement(graph, itemsFor(graph), { seed: 'p' }), () => 'unknown');
  expect(placementResult(none).credited).toEqual([]);
  expect(placementResult(none).findings.every(({ verdict }) => verdict === 'not-known')).toBe(true);
  expect(none.answers.length).toBeLessThan(all.answers.length + 1);
  expect(all.answers.length).toBeLessThan(20);
});

test('the findings name the answers that speak for and against a skill, the nearest first', () => {
  const answers: Array<PlacementAnswer> = [
    { item: 'd.1', response: 'right', seconds: 20 },
    { item: 'd.3', response: 'right', seconds: 20 },
    { item: 'f.1', response: 'unknown', seconds: 5 },
  ];
  const result = placementResult(startPlacement(graph, itemsFor(graph), {}, answers));
  const finding = (skill: string) => result.findings.find((one) => one.skill === skill)!;
  expect(finding('b').evidence).toEqual([
    { item: 'd.1', response: 'right', asked: 'd', relation: 'builds-on-it', steps: 1, speaks: 'for' },
    { item: 'd.3', response: 'right', asked: 'd', relation: 'builds-on-it', steps: 1, speaks: 'for' },
  ]);
  expect(finding('a').evidence[0]).toMatchObject({ relation: 'builds-on-it', steps: 2 });
  expect(finding('f').evidence).toEqual([
    { item: 'f.1', response: 'unknown', asked: 'f', relation: 'direct', steps: 0, speaks: 'against' },
  ]);
  expect(finding('e').evidence).toEqual([]);
  expect(finding('a').probability).toBeGreaterThan(finding('d').probability);
});

test('a good general impression alone credits nothing', () => {
  const flat = Array.from({ length: 12 }, (_, i) => node(`s${i}`));
  const answers = flat
    .slice(0, 11)
    .flatMap(({ id }) =>
      [1, 3].map((k): PlacementAnswer => ({ item: `${id}.${k}`, response: 'right', seconds: null })),
    );
  const result = placementResult(startPlacement(flat, itemsFor(flat), { maxItems: 50 }, answers));
  expect(result.findings[11]!.probability).toBeGreaterThan(0.9);
  expect(result.credited).not.toContain('s11');
});

test('"I don’t know" weighs more than a wrong answer, a wrong one more than nothing, a lucky kind less than a typed one', () => {
  const after = (response: PlacementResponse, item = 'a.1') =>
    placementResult(startPlacement(graph, itemsFor(graph), {}, [{ item, response, seconds: null }])).findings[0]!;
  const before = placementResult(startPlacement(graph, itemsFor(graph))).findings[0]!;
  expect(after('unknown').probability).toBeLessThan(after('wrong').probability);
  expect(after('wrong').probability).toBeLessThan(before.probability);
  const typed = { easiness: 0, variance: 0.2, guess: 0 };
  const ratio = ({ known, unknown }: { known: number; unknown: number }) => known / unknown;
  expect(ratio(likelihoods(typed, 'right'))).toBeGreaterThan(ratio(likelihoods({ ...typed, guess: 0.5 }, 'right')));
});

test('the chance of a skill falls with its depth before any answer, and the prior from elsewhere counts', () => {
  const chain = Array.from({ length: 8 }, (_, i) => node(`s${i}`, ...(i > 0 ? [`s${i - 1}`] : [])));
  const { findings } = placementResult(startPlacement(chain, itemsFor(chain)));
  findings.slice(1).forEach(({ probability }, i) => expect(probability).toBeLessThan(findings[i]!.probability));
  const told = placementResult(startPlacement(chain, itemsFor(chain), { prior: new Map([['s5', 0.95]]) }));
  expect(told.findings[2]!.probability).toBeGreaterThan(findings[2]!.probability + 0.2);
});

/** P(known) of each skill by summing over all 2ⁿ states: what the network approximates. */
function enumerate(
  nodes: ReadonlyArray<SkillNode>,
  seen: ReadonlyArray<[skills: Array<number>, known: number, unknown: number]>,
) {
  const levels = [-4, -3, -2, -1, 0, 1, 2, 3, 4.5];
  const weights = [2, 2, 2, 1.5, 1.5, 1.5, 1.5, 1, 1];
  const index = new Map(nodes.map(({ id }, i) => [id, i]));
  const sums = new Float64Array(nodes.length);
  let total = 0;
  levels.forEach((level, l) => {
    const p = 1 / (1 + Math.exp(-level));
    for (let state = 0; state < 2 ** nodes.length; state++) {
      const has = (i: number) => ((state >>> i) & 1) === 1;
      let weight = weights[l]!;
      nodes.forEach(({ prerequisites }, i) => {
        const chance = prerequisites.every((before) => has(index.get(before)!)) ? p : Math.min(0.02, p);
        weight *= has(i) ? chance : 1 - chance;
      });
      for (const [skills, known, unknown] of seen) weight *= skills.every(has) ? known : unknown;
      total += weight;
      nodes.forEach((_, i) => {
        if (has(i)) sums[i]! += weight;
      });
    }
  });
  return sums.map((sum) => sum / total);
}

const answersOn = (count: number) =>
  fc.array(fc.record({ skill: fc.nat(count - 1), right: fc.boolean() }), { maxLength: 8 });

test('on a tree the beliefs are exact', () => {
  const tree = [node('a'), node('b', 'a'), node('c', 'a'), node('d', 'b'), node('e', 'b'), node('f', 'c'), node('g')];
  const network = createNetwork(tree);
  fc.assert(
    fc.property(answersOn(tree.length), (answers) => {
      let beliefs = createBeliefs(network, new Map());
      const seen = answers.map(({ skill, right }): [Array<number>, number, number] =>
        right ? [[skill], 0.9, 0.35] : [[skill], 0.1, 0.65],
      );
      for (const [skills, known, unknown] of seen) beliefs = observe(network, beliefs, { skills, known, unknown });
      const exact = enumerate(tree, seen);
      marginals(network, beliefs).forEach((probability, i) =>
        expect(Math.abs(probability - exact[i]!)).toBeLessThan(0.01),
      );
    }),
    { numRuns: 60 },
  );
});

test('on graphs with loops and with items of two skills the beliefs stay near the exact ones', () => {
  const network = createNetwork(graph);
  let worst = 0;
  let sum = 0;
  let count = 0;
  const pairs = fc.array(fc.record({ first: fc.nat(5), second: fc.nat(5), right: fc.boolean() }), { maxLength: 6 });
  for (const answers of fc.sample(pairs, { numRuns: 150, seed: 11 })) {
    let beliefs = createBeliefs(network, new Map());
    const seen = answers.map(({ first, second, right }): [Array<number>, number, number] => {
      const skills = [...new Set([first, second])];
      return right ? [skills, 0.9, 0.35] : [skills, 0.1, 0.65];
    });
    for (const [skills, known, unknown] of seen) beliefs = observe(network, beliefs, { skills, known, unknown });
    const exact = enumerate(graph, seen);
    marginals(network, beliefs).forEach((probability, i) => {
      const off = Math.abs(probability - exact[i]!);
      worst = Math.max(worst, off);
      sum += off;
      count++;
    });
  }
  expect(sum / count).toBeLessThan(0.02);
  expect(worst).toBeLessThan(0.15);
});

const anyGraph = fc
  .record({
    count: fc.integer({ min: 1, max: 14 }),
    picks: fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 14, maxLength: 14 }),
    cyclic: fc.boolean(),
  })
  .map(({ count, picks, cyclic }) =>
    Array.from({ length: count }, (_, i) => ({
      id: `s${i}`,
      prerequisites: picks[i]!.map((pick) => `s${cyclic ? pick : pick % Math.max(1, i)}`).filter(
        (id) => id !== `s${i}`,
      ),
    })),
  );

test('in any graph, cycles and unknown prerequisites included: it ends within its limits, credits are closed, nothing is asked twice', () => {
  fc.assert(
    fc.property(
      anyGraph,
      fc.string(),
      fc.integer({ min: 1, max: 25 }),
      fc.subarray(Array.from({ length: 14 }, (_, i) => `s${i}`)),
      (nodes, seed, maxItems, known) => {
        const ended = run(startPlacement(nodes, itemsFor(nodes), { seed, maxItems }), answerer(new Set(known), seed));
        expect(ended.answers.length).toBeLessThanOrEqual(maxItems);
        expect(placementMinutes(ended)).toBeLessThanOrEqual(ended.settings.maxMinutes);
        expect(new Set(ended.answers.map(({ item }) => item)).size).toBe(ended.answers.length);
        const { findings, credited } = placementResult(ended);
        const here = new Set(nodes.map(({ id }) => id));
        for (const { id, prerequisites } of nodes) {
          if (!credited.includes(id)) continue;
          for (const before of prerequisites) if (here.has(before)) expect(credited).toContain(before);
        }
        for (const { skill, probability, verdict } of findings) {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
          expect(verdict === 'credited').toBe(credited.includes(skill));
          if (verdict === 'credited') expect(probability).toBeGreaterThanOrEqual(0.9);
        }
      },
    ),
    { numRuns: 120 },
  );
});

test('resumed from its answers at any point it is the same placement, and the same seed asks the same', () => {
  fc.assert(
    fc.property(anyGraph, fc.string(), fc.nat(12), (nodes, seed, pause) => {
      const items = itemsFor(nodes);
      const through = run(startPlacement(nodes, items, { seed }), answerer(new Set(['s0', 's1']), seed));
      const resumed = startPlacement(nodes, items, { seed }, through.answers.slice(0, pause));
      const rest = through.answers.slice(pause).reduce(applyPlacementAnswer, resumed);
      expect(placementStep(rest)).toEqual(placementStep(through));
      expect(placementResult(rest)).toEqual(placementResult(through));
      const next = placementStep(resumed);
      if (pause < through.answers.length)
        expect(next).toMatchObject({ kind: 'ask', item: through.answers[pause]!.item });
    }),
    { numRuns: 60 },
  );
});

test('one skill with one item, no items at all and an empty graph end decently', () => {
  const one = [node('only')];
  const single = startPlacement(one, itemsFor(one, 1), { seed: 'x' });
  expect(placementStep(single)).toMatchObject({ kind: 'ask', item: 'only.0', skill: 'only', number: 1 });
  const asked = applyPlacementAnswer(single, { item: 'only.0', response: 'right', seconds: 30 });
  expect(placementStep(asked)).toEqual({ kind: 'done', reason: 'no-items' });
  expect(placementResult(asked).findings[0]!.verdict).toBe('unsure');
  expect(placementStep(startPlacement(one, []))).toEqual({ kind: 'done', reason: 'no-items' });
  expect(placementStep(startPlacement([], []))).toEqual({ kind: 'done', reason: 'settled' });
});

test('time that was measured counts, a long pause only a little, and the limit ends it', () => {
  const slow = (seconds: number): PlacementAnswer => ({ item: 'a.1', response: 'right', seconds });
  const after = (answers: Array<PlacementAnswer>) => startPlacement(graph, itemsFor(graph), { maxMinutes: 5 }, answers);
  expect(placementMinutes(after([slow(60)]))).toBe(1);
  expect(placementMinutes(after([slow(86_400)]))).toBe(3);
  const two = [slow(86_400), { ...slow(86_400), item: 'b.1' }];
  expect(placementStep(after(two))).toEqual({ kind: 'done', reason: 'max-minutes' });
});

test('an item that left the bank, or was answered twice, moves nothing', () => {
  const start = startPlacement(graph, itemsFor(graph));
  const gone = applyPlacementAnswer(start, { item: 'gone', response: 'right', seconds: null });
  expect(gone.beliefs).toEqual(start.beliefs);
  const once = applyPlacementAnswer(start, { item: 'a.1', response: 'right', seconds: null });
  expect(applyPlacementAnswer(once, { item: 'a.1', response: 'wrong', seconds: null })).toEqual(once);
});

test('questions come with their measured easiness, or with their author’s label', () => {
  const questions = [
    { item: 'easy', skills: ['a'], difficulty: 1, guess: 0.25 },
    { item: 'hard', skills: ['a'], difficulty: 5 },
  ];
  const [easy, hard] = placementItems(createParameters(questions), questions);
  expect(easy!.easiness).toBeGreaterThan(hard!.easiness);
  expect(easy).toMatchObject({ item: 'easy', skills: ['a'], guess: 0.25 });
});

test('ten thousand skills: most of what a person knows is found or left open, little is credited wrongly', () => {
  const random = createRandom('large');
  const large = Array.from({ length: 10_000 }, (_, i) =>
    node(`s${i}`, ...(i < 500 ? [] : [`s${Math.floor(i * (0.5 + 0.5 * random()))}`].filter((id) => id !== `s${i}`))),
  );
  const known = new Set<string>();
  for (const { id, prerequisites } of large) {
    if (prerequisites.every((before) => known.has(before)) && random() < 0.97) known.add(id);
  }
  const ended = run(
    startPlacement(large, itemsFor(large, 3), { seed: 'large', maxItems: 40, maxMinutes: 30 }),
    answerer(known, 'large'),
  );
  const { credited } = placementResult(ended);
  expect(ended.answers.length).toBeGreaterThan(10);
  expect(credited.length).toBeGreaterThan(0);
  expect(credited.filter((skill) => !known.has(skill)).length / credited.length).toBeLessThan(0.2);
});
