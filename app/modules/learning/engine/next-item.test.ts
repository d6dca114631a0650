// Choosing a question: close to the target, unseen first, luck counted, one item is enough, exploration with its propensity.
import { expect, test } from 'vitest';
import { newLearner, newSkill } from './model';
import { chooseItem, type ItemCandidate, TARGET_PROBABILITY } from './next-item';
import { createParameters, type Question } from './parameters';

const NOW = 1_760_000_000;
const DAY = 86_400;
const questions: Array<Question> = [1, 2, 3, 4, 5].map((difficulty) => ({
  item: `d${difficulty}`,
  skills: ['s'],
  difficulty,
}));
const parameters = createParameters([...questions, { item: 'lucky', skills: ['s'], difficulty: 3, guess: 0.5 }]);
const known = { learner: newLearner(parameters), skills: [newSkill(parameters)] };

function candidate(item: string, lastAtSeconds: number | null = null): ItemCandidate {
  return { question: { item, skills: ['s'] }, known, lastAtSeconds };
}
const options = { nowSeconds: NOW, seed: 'seed' };

test('the question nearest to the target chance is asked', () => {
  const all = questions.map(({ item }) => candidate(item));
  const choice = chooseItem(parameters, all, options)!;
  const chances = all.map((one) => chooseItem(parameters, [one], options)!.probability);
  const nearest = Math.min(...chances.map((chance) => Math.abs(chance - TARGET_PROBABILITY)));
  expect(Math.abs(choice.probability - TARGET_PROBABILITY)).toBeCloseTo(nearest, 12);
  expect(chooseItem(parameters, all, { ...options, target: 0.99 })!.item).toBe('d1');
});

test('unseen comes before seen long ago, that before seen today; today’s longest unseen first', () => {
  expect(chooseItem(parameters, [candidate('d3', NOW - 3 * DAY), candidate('d5')], options)!.item).toBe('d5');
  expect(chooseItem(parameters, [candidate('d3', NOW - 60), candidate('d5', NOW - 2 * DAY)], options)!.item).toBe('d5');
  expect(chooseItem(parameters, [candidate('d3', NOW - 60), candidate('d5', NOW - 90)], options)!.item).toBe('d5');
});

test('of two questions equally hard the one without luck is asked', () => {
  const choice = chooseItem(parameters, [candidate('lucky'), candidate('d2')], options)!;
  expect(choice.item).toBe('d2');
});

test('one question is asked for certain, none gives none', () => {
  expect(chooseItem(parameters, [candidate('d3')], options)).toMatchObject({
    item: 'd3',
    propensity: 1,
    explored: false,
  });
  expect(chooseItem(parameters, [], options)).toBeNull();
});

test('near-ties are drawn in 5 % of cases, with their probability', () => {
  const twins = ['x', 'y'].map((item) => ({ ...candidate(item), question: { item, skills: ['s'], difficulty: 3 } }));
  let explored = 0;
  const runs = 3000;
  for (let i = 0; i < runs; i++) {
    const choice = chooseItem(parameters, twins, { nowSeconds: NOW, seed: `${i}` })!;
    if (choice.explored) explored++;
    expect(choice.propensity).toBeCloseTo(choice.item === 'x' ? 0.975 : 0.025, 12);
  }
  expect(Math.abs(explored / runs - 0.05)).toBeLessThan(0.012);
});
