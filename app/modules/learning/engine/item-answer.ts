// One answer as evidence about an item: who answered (an ability, no name), what, when. The rows that item statistics read.
import { combinationKey, type Question } from './parameters';
import { type Replay, replayPrediction } from './replay';

/** A first-attempt answer. Nothing in it says whose it is. */
export type ItemAnswer = {
  correct: boolean;
  /** Logit of this person answering an item of difficulty 0 in the item's skills, just before; and its standard deviation. */
  ability: number;
  abilitySd: number;
  /** Probability of a right answer that the model gave just before, 0–1. */
  predicted: number;
  /** Ids of the options chosen; empty when the item has none. */
  options: ReadonlyArray<string>;
  responseMs: number | null;
  /** Calendar month, `2026-11`. */
  month: string;
  /** The engine chose the item for this person; false when its author's order did. */
  adaptive: boolean;
};

/**
 * What an answer to this question will say about it: the person's side of the prediction, before the answer. Take it from
 * a replay under the final parameters (`learn: false`), then replay the answer itself.
 */
export function standBefore(
  replay: Replay,
  learner: string,
  question: Question,
  atSeconds: number,
): Pick<ItemAnswer, 'ability' | 'abilitySd' | 'predicted'> {
  const predicted = replayPrediction(replay, learner, question, atSeconds);
  const item = replay.items.get(question.item)!;
  const combination = replay.combinations.get(combinationKey(question.skills))!;
  return {
    ability: replay.step.logit - item.mean - combination.mean,
    abilitySd: Math.sqrt(Math.max(0, replay.step.variance - item.variance - combination.variance)),
    predicted,
  };
}
