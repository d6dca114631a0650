// Learning a whole answer log: priors that suit it, then the parameters and everybody's state in one replay.
import type { Answer } from './model';
import { createParameters, DEFAULT_PRIORS, type Priors, type Question } from './parameters';
import { hashText } from './random';
import { type Replay, replayAnswer, startReplay } from './replay';

/** One line of an answer log. Lines of one learner come in their order. */
export type LoggedAnswer = { learner: string; question: Question; answer: Answer };

/** Priors that move together, and by what factor they are tried larger and smaller. */
const KNOBS: ReadonlyArray<{ priors: ReadonlyArray<keyof Priors>; factor: number }> = [
  { priors: ['learner'], factor: 2 },
  { priors: ['skill'], factor: 2 },
  { priors: ['learnerDrift', 'skillDrift'], factor: 5 },
  { priors: ['skillDriftDay'], factor: 10 },
  { priors: ['item', 'combination'], factor: 2 },
  { priors: ['context'], factor: 4 },
  { priors: ['skillPattern'], factor: 4 },
  { priors: ['skillPosition'], factor: 5 },
  { priors: ['memory', 'itemMemory'], factor: 3 },
  { priors: ['itemStream'], factor: 4 },
];
/** A knob is turned at most this often one way. */
const TURNS = 3;
/** Answers of whole learners on which the priors are tried; a log of fewer than the least keeps the defaults. */
const SAMPLE = 50_000;
const SAMPLE_LEAST = 2_000;
/** Nats an answer that a change must win: less is noise. */
const WORTH = 1e-4;

/** Whole learners, picked by their names' hash, in the order of the log. */
function sample(log: ReadonlyArray<LoggedAnswer>): Array<LoggedAnswer> {
  const share = Math.min(1, SAMPLE / log.length) * 2 ** 32;
  return share >= 2 ** 32 ? [...log] : log.filter(({ learner }) => hashText(`sample ${learner}`) < share);
}

/** Mean −ln p of what happened in the second half of the log, each answer predicted before it is taken in. */
function surprise(log: ReadonlyArray<LoggedAnswer>, priors: Priors): number {
  const replay = startReplay(createParameters([], priors), { remember: true });
  const from = log.length >> 1;
  let sum = 0;
  log.forEach(({ learner, question, answer }, i) => {
    const p = replayAnswer(replay, learner, question, answer);
    if (i >= from) sum -= Math.log(answer.correct ? p : 1 - p);
  });
  return sum / (log.length - from);
}

/**
 * The priors under which a log is least surprising: each group of variances in turn is made larger or smaller for as
 * long as that pays (empirical Bayes by coordinates). The defaults for a log too short to tell. Deterministic; about
 * thirty replays of at most 50,000 answers.
 */
export function fitPriors(log: ReadonlyArray<LoggedAnswer>, start: Priors = DEFAULT_PRIORS): Priors {
  const answers = sample(log);
  if (answers.length < SAMPLE_LEAST) return start;
  let best = start;
  let least = surprise(answers, start);
  const turned = (names: ReadonlyArray<keyof Priors>, factor: number): boolean => {
    const tried = { ...best };
    for (const name of names) tried[name] *= factor;
    const found = surprise(answers, tried);
    if (found > least - WORTH) return false;
    best = tried;
    least = found;
    return true;
  };
  for (const { priors, factor } of KNOBS) {
    for (const step of [factor, 1 / factor]) {
      let turns = 0;
      while (turns < TURNS && turned(priors, step)) turns++;
      if (turns > 0) break;
    }
  }
  return best;
}

/** A learning replay of the whole log under priors that suit it. It remembers items and may go on. */
export function fitLog(log: ReadonlyArray<LoggedAnswer>): Replay {
  const replay = startReplay(createParameters([], fitPriors(log)), { remember: true });
  for (const { learner, question, answer } of log) replayAnswer(replay, learner, question, answer);
  return replay;
}
