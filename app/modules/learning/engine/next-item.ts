// Which question of a skill to ask next in practice: neither too easy nor too hard for this person, and worth an answer.
import { isFirstAttempt, type Known, predict } from './model';
import type { ModelParameters, Question } from './parameters';
import { createRandom } from './random';

/** A question with what the person has of it. */
export type ItemCandidate = {
  question: Question;
  known: Known;
  /** When they last answered it; null when they never did. */
  lastAtSeconds: number | null;
};

export type ItemChoice = {
  item: string;
  /** Chance of a right answer, 0–1. */
  probability: number;
  /** Probability with which this item is chosen on this input, 0–1. */
  propensity: number;
  explored: boolean;
};

/** Chance of a right answer that practice aims at: mostly success, with something left to learn. */
export const TARGET_PROBABILITY = 0.75;
/** A fifth of luck makes an answer tell about a fifth less; this many points of distance from the target it is worth. */
const GUESS_WEIGHT = 0.5;
const EXPLORATION = 0.05;
const NEAR_TIE = 0.05;

/**
 * The question closest to the target chance; luck counts against it. Questions never seen come before those whose answer
 * counts again, these before those answered within the day. Null without questions. 5 % are drawn among near-ties.
 */
export function chooseItem(
  parameters: ModelParameters,
  candidates: ReadonlyArray<ItemCandidate>,
  { nowSeconds, seed, target = TARGET_PROBABILITY }: { nowSeconds: number; seed: string; target?: number },
): ItemChoice | null {
  const rated = candidates.map(({ question, known, lastAtSeconds }) => {
    const { probability } = predict(parameters, known, question, nowSeconds);
    const guess = parameters.items.get(question.item)?.guess ?? question.guess ?? 0;
    const tier = lastAtSeconds === null ? 0 : isFirstAttempt(lastAtSeconds, nowSeconds) ? 1 : 2;
    return {
      item: question.item,
      probability,
      tier,
      lastAtSeconds,
      miss: Math.abs(probability - target) + GUESS_WEIGHT * guess,
    };
  });
  const tier = Math.min(...rated.map((one) => one.tier));
  // Of questions answered within the day the longest unseen comes first: nothing else is to be learned from them.
  const oldest = (one: (typeof rated)[number]) => (tier === 2 ? (one.lastAtSeconds ?? 0) : 0);
  const ranked = rated
    .filter((one) => one.tier === tier)
    .sort((left, right) => oldest(left) - oldest(right) || left.miss - right.miss);
  const [best] = ranked;
  if (!best) return null;
  const ties = tier === 2 ? 1 : ranked.filter(({ miss }) => miss - best.miss <= NEAR_TIE).length;
  const random = createRandom(`item/${seed}`);
  const explored = ties > 1 && random() < EXPLORATION;
  const index = explored ? Math.floor(random() * ties) : 0;
  const share = ties > 1 ? EXPLORATION / ties : 0;
  const { item, probability } = ranked[index]!;
  return {
    item,
    probability,
    propensity: index === 0 && ties > 1 ? 1 - EXPLORATION + share : ties > 1 ? share : 1,
    explored,
  };
}
