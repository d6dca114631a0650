// The options of a choice question: who chose which, by ability. Finds distractors nobody takes and those the able fall for.
import type { ItemAnswer } from './item-answer';

export type ItemOption = { id: string; correct: boolean };

/** `never-chosen`: a distractor that misleads nobody; `chosen-by-the-able`: a wrong option that the able prefer; `key-avoided`: a right one they avoid. */
export type OptionFault = 'never-chosen' | 'chosen-by-the-able' | 'key-avoided';

export type OptionStatistics = ItemOption & {
  chosen: number;
  /** Share of people choosing it, 0–1: of all, and of the weakest, middle and strongest third. */
  share: number;
  sharesByThird: [weakest: number, middle: number, strongest: number];
  /** Correlation of choosing it with ability, −1 to 1; null when all or none chose it, or all are alike. */
  pointBiserial: number | null;
  faults: Array<OptionFault>;
};

/** A point-biserial further than this many standard errors (1/√(n − 1)) from 0 is no chance. */
const DEVIATIONS = 2.5;

/** Correlation of membership with ability; null without variation. */
function correlateChoice(abilities: ReadonlyArray<number>, chosen: ReadonlyArray<boolean>): number | null {
  const n = abilities.length;
  const mean = abilities.reduce((sum, ability) => sum + ability, 0) / n;
  const variance = abilities.reduce((sum, ability) => sum + (ability - mean) ** 2, 0) / n;
  let count = 0;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (!chosen[i]) continue;
    count++;
    sum += abilities[i]! - mean;
  }
  if (count === 0 || count === n || variance === 0) return null;
  const share = count / n;
  return sum / n / Math.sqrt(variance * share * (1 - share));
}

/** A row for each option, in the author's order. People are parted in thirds by their ability before the answer. */
export function describeOptions(
  options: ReadonlyArray<ItemOption>,
  answers: ReadonlyArray<Pick<ItemAnswer, 'ability' | 'options'>>,
): Array<OptionStatistics> {
  const sorted = [...answers].sort((left, right) => left.ability - right.ability);
  const abilities = sorted.map(({ ability }) => ability);
  const n = sorted.length;
  const edges = [0, Math.round(n / 3), Math.round((2 * n) / 3), n];
  return options.map(({ id, correct }) => {
    const chosen = sorted.map((answer) => answer.options.includes(id));
    const shareOf = (from: number, to: number) => {
      let count = 0;
      for (let i = from; i < to; i++) if (chosen[i]) count++;
      return to > from ? count / (to - from) : 0;
    };
    const pointBiserial = correlateChoice(abilities, chosen);
    const strength = pointBiserial === null ? 0 : pointBiserial * Math.sqrt(Math.max(0, n - 1));
    const count = chosen.filter(Boolean).length;
    const faults: Array<OptionFault> = [];
    if (!correct && count === 0) faults.push('never-chosen');
    if (!correct && strength > DEVIATIONS) faults.push('chosen-by-the-able');
    if (correct && strength < -DEVIATIONS) faults.push('key-avoided');
    return {
      id,
      correct,
      chosen: count,
      share: shareOf(0, n),
      sharesByThird: [shareOf(edges[0]!, edges[1]!), shareOf(edges[1]!, edges[2]!), shareOf(edges[2]!, edges[3]!)],
      pointBiserial,
      faults,
    };
  });
}
