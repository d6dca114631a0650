// How somebody answers who knows the skills of a question, and somebody who does not: the numbers behind a placement's answers.
import { sigmoid } from './placement-network';

/** A question that placement may ask. Never one of an exam. */
export type PlacementItem = {
  item: string;
  skills: ReadonlyArray<string>;
  /** How much easier than the average item of its skills, logits, and how unsure that is (variance). */
  easiness: number;
  variance: number;
  /** Chance of being right by luck, 0–0.9. */
  guess: number;
};

/** `unknown` is "I don't know": it says more than a wrong answer, which may be a slip. */
export type PlacementResponse = 'right' | 'wrong' | 'unknown';

type Asked = Pick<PlacementItem, 'easiness' | 'variance' | 'guess'>;

/** Logits of a right answer to the skill's average item for who knows the skill, and who does not. */
const KNOWN = 2.2;
const UNKNOWN = -0.7;
/** Variance of those logits between people. */
const SPREAD = 0.6;
/** Share of people who say "I don't know" when they do not see the answer: who does not know the skill, and who slipped. */
const ADMITS_UNKNOWN = 0.35;
const ADMITS_KNOWN = 0.12;

function seesIt(logit: number, { easiness, variance }: Asked): number {
  return sigmoid((logit + easiness) / Math.sqrt(1 + (Math.PI * (variance + SPREAD)) / 8));
}

/** Probability of this response when all skills of the question are known, and when one is not; both in (0, 1). */
export function likelihoods(asked: Asked, response: PlacementResponse): { known: number; unknown: number } {
  const of = (sees: number, admits: number) => {
    if (response === 'unknown') return (1 - sees) * admits;
    const lucky = (1 - sees) * (1 - admits) * asked.guess;
    return response === 'right' ? sees + lucky : (1 - sees) * (1 - admits) * (1 - asked.guess);
  };
  return { known: of(seesIt(KNOWN, asked), ADMITS_KNOWN), unknown: of(seesIt(UNKNOWN, asked), ADMITS_UNKNOWN) };
}
