// Gaps: everything missing, in an order that can be learned, the most useful minutes first; and what effort to expect.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANSWERS_MAX, expectEffort, findGaps } from './gaps';
import type { SkillNode } from './graph';
import { newLearner, newSkill, update } from './model';
import { createParameters, type Question } from './parameters';

function graphOf(prerequisites: Record<string, Array<string>>): Map<string, SkillNode> {
  return new Map(Object.entries(prerequisites).map(([id, needs]) => [id, { id, prerequisites: needs }]));
}

const twenty = () => 20;

test('the closure of the goal less what is mastered, prerequisites first', () => {
  const nodes = graphOf({ a: [], b: ['a'], c: ['b'], d: ['a'], other: [] });
  const { gaps, minutes, masteredSkills } = findGaps({
    nodes,
    goal: new Map([['c', 1]]),
    isMastered: (skill) => skill === 'a',
    minutesOf: twenty,
  });
  expect(gaps.map(({ skill }) => skill)).toEqual(['b', 'c']);
  expect(gaps[0]).toEqual({ skill: 'b', goalSkill: 'c', minutes: 20, unlocks: 1, weightPerHour: 4.5, missing: [] });
  expect(gaps[1]).toMatchObject({ unlocks: 0, missing: ['b'] });
  expect(minutes).toBe(40);
  expect(masteredSkills).toBe(1);
});

test('what opens more for the same minutes, or the same for fewer, comes first', () => {
  const nodes = graphOf({ hub: [], leaf: [], x: ['hub'], y: ['hub'], z: ['leaf'] });
  const goal = new Map(['x', 'y', 'z'].map((skill) => [skill, 1]));
  const order = (minutesOf: (skill: string) => number) =>
    findGaps({ nodes, goal, isMastered: () => false, minutesOf }).gaps.map(({ skill }) => skill);
  expect(order(twenty)[0]).toBe('hub');
  expect(order((skill) => (skill === 'leaf' ? 5 : 20))[0]).toBe('leaf');
});

test('a cycle ends, and nothing is lost in it', () => {
  const nodes = graphOf({ a: ['b'], b: ['a'], c: ['a'] });
  const { gaps } = findGaps({ nodes, goal: new Map([['c', 1]]), isMastered: () => false, minutesOf: twenty });
  expect(new Set(gaps.map(({ skill }) => skill))).toEqual(new Set(['a', 'b', 'c']));
});

test('every skill that is missing appears once, after its missing prerequisites, whatever the graph', () => {
  const shape = fc.record({
    edges: fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 50 }),
    mastered: fc.array(fc.nat(19)),
    minutes: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 20, maxLength: 20 }),
  });
  fc.assert(
    fc.property(shape, ({ edges, mastered, minutes }) => {
      const needs = Array.from({ length: 20 }, () => new Set<string>());
      for (const [one, two] of edges) if (one !== two) needs[Math.max(one, two)]!.add(`${Math.min(one, two)}`);
      const nodes = graphOf(Object.fromEntries(needs.map((own, i) => [`${i}`, [...own]])));
      const known = new Set(mastered.map(String));
      const { gaps, minutes: total } = findGaps({
        nodes,
        goal: new Map([
          ['19', 1],
          ['12', 0.5],
        ]),
        isMastered: (skill) => known.has(skill),
        minutesOf: (skill) => minutes[Number(skill)]!,
      });
      const placed = new Set<string>();
      for (const { skill, missing } of gaps) {
        expect(known.has(skill)).toBe(false);
        expect(placed.has(skill)).toBe(false);
        for (const prerequisite of nodes.get(skill)!.prerequisites) {
          expect(known.has(prerequisite) || placed.has(prerequisite)).toBe(true);
          expect(missing.includes(prerequisite)).toBe(!known.has(prerequisite));
        }
        placed.add(skill);
      }
      expect(total).toBe(gaps.reduce((sum, gap) => sum + gap.minutes, 0));
    }),
  );
});

const questions: Array<Question> = Array.from({ length: 8 }, (_, i) => ({
  item: `q${i}`,
  skills: ['s'],
  difficulty: 3,
}));
const parameters = createParameters(questions);
const work = { skill: 's', questions, lessons: 1, lessonMinutes: 8, minutesPerAnswer: 1.5 };

/** A person after so many answers in the skill, all right or all wrong. */
function personAfter(answers: number, correct: boolean) {
  let known = { learner: newLearner(parameters), skills: [newSkill(parameters)] as const };
  for (let n = 0; n < answers; n++) {
    const given = { correct, firstAttempt: true, hints: 0, atSeconds: n * 60 };
    const { learner, skills } = update(parameters, known, questions[n % 8]!, given);
    known = { learner, skills: [skills[0]!] };
  }
  return { learner: known.learner, state: known.skills[0] };
}

test('expected effort: lessons and answers, fewer for who is nearly there, none for who is', () => {
  const fresh = expectEffort(parameters, personAfter(0, true), work, 10_000);
  expect(fresh.answers).toBeGreaterThanOrEqual(3);
  expect(fresh.answers).toBeLessThanOrEqual(ANSWERS_MAX);
  expect(fresh.minutes).toBeCloseTo(8 + 1.5 * fresh.answers, 10);
  const near = expectEffort(parameters, personAfter(4, true), work, 10_000);
  const far = expectEffort(parameters, personAfter(6, false), work, 10_000);
  expect(near.answers).toBeLessThan(fresh.answers);
  expect(far.answers).toBeGreaterThan(fresh.answers);
  expect(
    expectEffort(parameters, personAfter(20, true), { ...work, lessons: 0, lessonMinutes: 0 }, 10_000).minutes,
  ).toBe(0);
});

test('the same person and skill give the same minutes, and a skill without questions has some too', () => {
  const person = personAfter(2, true);
  expect(expectEffort(parameters, person, work, 10_000)).toEqual(expectEffort(parameters, person, work, 10_000));
  expect(expectEffort(parameters, person, { ...work, questions: [] }, 10_000).answers).toBeGreaterThan(0);
});
