// Calibrating items from an answer log: the model learns the log, then each item is described by answers seen under what was learned.
import type { Solution } from '../catalog/catalog';
import { type Attention, rankAttention } from './engine/item-attention';
import { type ItemAnswer, standBefore } from './engine/item-answer';
import { describeItem, type ItemStatistics, type MeasuredItem } from './engine/item-statistics';
import { isFirstAttempt } from './engine/model';
import { combinationKey, createParameters, type ModelParameters, type Question } from './engine/parameters';
import { replayAnswer, replayedParameters, startReplay } from './engine/replay';

/** One answer of the log as calibration sees it. `learner` is any name that tells people apart. */
export type LogLine = {
  learner: string;
  /** Tells repeats: the author's item, whatever its wording. */
  item: string;
  itemVersionId: string;
  options: ReadonlyArray<string>;
  correct: boolean;
  responseMs: number | null;
  atSeconds: number;
  adaptive: boolean;
};

/** An item version as its author published it. */
export type PublishedItem = {
  question: Question;
  /** The author's label, 1 to 5. */
  label: number;
  options: MeasuredItem['options'];
  people: number;
};

export type Calibration = {
  parameters: ModelParameters;
  statistics: Map<string, ItemStatistics>;
  attention: Map<string, Attention>;
  /** First attempts, and how many people gave them. */
  answers: number;
  learners: number;
};

/** Ids of the options that an answer chose: what statistics of options are made of. Empty for answers without options. */
export function chosenOptions(response: unknown): ReadonlyArray<string> {
  const { type, option, options } = (response ?? {}) as {
    type?: string;
    option?: string;
    options?: ReadonlyArray<string>;
  };
  if (type === 'single' && typeof option === 'string') return [option];
  return type === 'multiple' && Array.isArray(options) ? options : [];
}

/** Options with whether each is right, for the types that have them. */
export function optionsOf(ids: ReadonlyArray<string>, solution: Solution<unknown>): MeasuredItem['options'] {
  if (solution.type !== 'options') return [];
  return ids.map((id) => ({ id, correct: solution.optionIds.includes(id) }));
}

/** Lines that count as evidence, each with its question: those of known items, and of each person and item only fresh ones. */
function firstAttempts(
  log: ReadonlyArray<LogLine>,
  items: ReadonlyMap<string, PublishedItem>,
): Array<{ line: LogLine; question: Question }> {
  const lastAt = new Map<string, number>();
  const counted: Array<{ line: LogLine; question: Question }> = [];
  for (const line of log) {
    const question = items.get(line.itemVersionId)?.question;
    const key = `${line.learner}\n${line.item}`;
    const fresh = isFirstAttempt(lastAt.get(key) ?? null, line.atSeconds);
    lastAt.set(key, line.atSeconds);
    if (question && fresh) counted.push({ line, question });
  }
  return counted;
}

/**
 * Learns the log, oldest line first, from the authors' labels on, and describes every item that was published. The same log gives
 * the same calibration. An answer's ability is the person's just before it, under everything that was learned.
 */
export function calibrate(log: ReadonlyArray<LogLine>, items: ReadonlyMap<string, PublishedItem>): Calibration {
  const counted = firstAttempts(log, items);
  const labels = createParameters([...items.values()].map(({ question }) => question));
  const learning = startReplay(labels, { learn: true });
  const step = ({ line, question }: (typeof counted)[number]) =>
    [
      line.learner,
      question,
      { correct: line.correct, firstAttempt: true, hints: 0, atSeconds: line.atSeconds },
    ] as const;
  for (const one of counted) replayAnswer(learning, ...step(one));
  const parameters = replayedParameters(learning);

  const looking = startReplay(parameters, { learn: false });
  const answers = new Map<string, Array<ItemAnswer>>();
  const learners = new Set<string>();
  for (const one of counted) {
    const { line, question } = one;
    learners.add(line.learner);
    const stand = standBefore(looking, line.learner, question, line.atSeconds);
    replayAnswer(looking, ...step(one));
    const rows = answers.get(line.itemVersionId) ?? [];
    if (rows.length === 0) answers.set(line.itemVersionId, rows);
    rows.push({
      ...stand,
      correct: line.correct,
      options: line.options,
      responseMs: line.responseMs,
      month: new Date(line.atSeconds * 1000).toISOString().slice(0, 7),
      adaptive: line.adaptive,
    });
  }

  const statistics = new Map<string, ItemStatistics>();
  for (const [id, { question, label, options, people }] of items) {
    const item = parameters.items.get(id);
    const combination = parameters.combinations.get(combinationKey(question.skills));
    const learned = item && combination && answers.has(id) ? { item, combination } : null;
    const guess = item?.guess ?? question.guess ?? 0;
    const measured = { item: id, label, guess, options, learned, answers: answers.get(id) ?? [], people };
    statistics.set(id, describeItem(measured));
  }
  const attention = new Map(rankAttention(statistics.values()).map((one) => [one.item, one]));
  return { parameters, statistics, attention, answers: counted.length, learners: learners.size };
}

/** Whether a difficulty moved by more than its error allows: two standard errors of the change. */
export function hasMoved(before: { value: number; se: number }, after: { value: number; se: number }): boolean {
  return Math.abs(after.value - before.value) > 2 * Math.sqrt(before.se ** 2 + after.se ** 2);
}
