// Priors from a log: they predict it better than the defaults do, the same ones come out twice, and short logs keep the defaults.
import { expect, test } from 'vitest';
import { fitLog, fitPriors, type LoggedAnswer } from './fit';
import { DEFAULT_PRIORS, type Priors } from './parameters';
import { createRandom } from './random';
import { replayAnswer, replayedBytes, replayedParameters, startReplay } from './replay';

/** Items hardly differ and people differ a lot: not what the defaults expect. */
function simulate(seed: string, learners: number): Array<LoggedAnswer> {
  const random = createRandom(seed);
  return Array.from({ length: learners }, (_, person) => {
    const ability = 5 * (random() - 0.5);
    return Array.from({ length: 50 }, (_unused, n) => {
      const item = Math.floor(random() * 80);
      const correct = random() < 1 / (1 + Math.exp(-ability - 0.1 * (item % 3)));
      const question = { item: `i${item}`, skills: [`s${item % 8}`] };
      return { learner: `${seed}${person}`, question, answer: { correct, firstAttempt: true, hints: 0, atSeconds: n } };
    });
  }).flat();
}

function surprise(priors: Priors, training: Array<LoggedAnswer>, held: Array<LoggedAnswer>): number {
  const replay = startReplay({ ...replayedParameters(fitLog([])), priors }, { remember: true });
  const p = (logged: LoggedAnswer) => replayAnswer(replay, logged.learner, logged.question, logged.answer);
  training.forEach(p);
  return (
    held.reduce((sum, logged) => sum - Math.log(logged.answer.correct ? p(logged) : 1 - p(logged)), 0) / held.length
  );
}

test('fitted priors predict other people better than the defaults, and are the same twice', () => {
  const training = simulate('a', 120);
  const fitted = fitPriors(training);
  expect(fitted.learner).toBeGreaterThan(DEFAULT_PRIORS.learner);
  expect(fitted.item).toBeLessThan(DEFAULT_PRIORS.item);
  expect(fitPriors(training)).toEqual(fitted);
  const held = simulate('b', 60);
  expect(surprise(fitted, training, held)).toBeLessThan(surprise(DEFAULT_PRIORS, training, held));
});

test('a log too short to tell keeps the defaults; none at all is a model that knows nothing', () => {
  expect(fitPriors(simulate('a', 20))).toBe(DEFAULT_PRIORS);
  expect(replayedBytes(fitLog([])).total).toBe(0);
});
