// Bayesian knowledge tracing (Corbett and Anderson 1995), four numbers a skill found by expectation–maximisation.
import { type Fitted, getOrMake, type Rival, type Row } from './rival';

type Numbers = { known: number; learn: number; forget: number; guess: number; slip: number };

const ROUNDS = 15;
const START: Numbers = { known: 0.4, learn: 0.15, forget: 0, guess: 0.25, slip: 0.15 };

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function emit({ guess, slip }: Numbers, correct: boolean): [unknown: number, known: number] {
  return correct ? [guess, 1 - slip] : [1 - guess, slip];
}

/** Chance of knowing after an answer and the chance to learn or forget that follows it. */
function advance(numbers: Numbers, known: number, correct: boolean): number {
  const [without, having] = emit(numbers, correct);
  const after = (known * having) / (known * having + (1 - known) * without);
  return after * (1 - numbers.forget) + (1 - after) * numbers.learn;
}

/** One round of Baum–Welch over the answer sequences of one skill. */
function round(numbers: Numbers, sequences: ReadonlyArray<ReadonlyArray<boolean>>, forgets: boolean): Numbers {
  const sum = { first: 0, sequences: 0, learned: 0, unknown: 0, forgot: 0, knew: 0, luck: 0, slips: 0, off: 0, on: 0 };
  for (const answers of sequences) {
    const n = answers.length;
    const alpha: Array<[number, number]> = [];
    let now: [number, number] = [1 - numbers.known, numbers.known];
    for (const correct of answers) {
      const e = emit(numbers, correct);
      const joint: [number, number] = [now[0] * e[0], now[1] * e[1]];
      const scale = joint[0] + joint[1];
      const at: [number, number] = [joint[0] / scale, joint[1] / scale];
      alpha.push(at);
      now = [
        at[0] * (1 - numbers.learn) + at[1] * numbers.forget,
        at[0] * numbers.learn + at[1] * (1 - numbers.forget),
      ];
    }
    let beta: [number, number] = [1, 1];
    for (let t = n - 1; t >= 0; t--) {
      const at = alpha[t]!;
      const scale = at[0] * beta[0] + at[1] * beta[1];
      const gamma = (at[1] * beta[1]) / scale;
      sum.on += gamma;
      sum.off += 1 - gamma;
      if (answers[t]) sum.luck += 1 - gamma;
      else sum.slips += gamma;
      if (t === 0) {
        sum.first += gamma;
        sum.sequences++;
        continue;
      }
      const e = emit(numbers, answers[t]!);
      const next: [number, number] = [e[0] * beta[0], e[1] * beta[1]];
      const before = alpha[t - 1]!;
      const stay = before[0] * (1 - numbers.learn) * next[0];
      const learn = before[0] * numbers.learn * next[1];
      const forget = before[1] * numbers.forget * next[0];
      const keep = before[1] * (1 - numbers.forget) * next[1];
      const total = stay + learn + forget + keep;
      sum.learned += learn / total;
      sum.unknown += (stay + learn) / total;
      sum.forgot += forget / total;
      sum.knew += (forget + keep) / total;
      const back: [number, number] = [
        (1 - numbers.learn) * next[0] + numbers.learn * next[1],
        numbers.forget * next[0] + (1 - numbers.forget) * next[1],
      ];
      const size = back[0] + back[1];
      beta = [back[0] / size, back[1] / size];
    }
  }
  // One pseudo-answer each keeps a number where there is nothing to count.
  return {
    known: clamp((sum.first + START.known) / (sum.sequences + 1), 0.01, 0.99),
    learn: clamp((sum.learned + START.learn) / (sum.unknown + 1), 0.001, 0.9),
    forget: forgets ? clamp((sum.forgot + 0.02) / (sum.knew + 1), 0.0005, 0.5) : 0,
    guess: clamp((sum.luck + START.guess) / (sum.off + 1), 0.01, 0.5),
    slip: clamp((sum.slips + START.slip) / (sum.on + 1), 0.01, 0.5),
  };
}

function bkt(name: string, forgets: boolean): Rival {
  return {
    name,
    fit(rows) {
      const sequences = new Map<number, Map<number, Array<boolean>>>();
      for (const row of rows) {
        for (const skill of row.skills) {
          const learners = getOrMake(sequences, skill, () => new Map<number, Array<boolean>>());
          getOrMake(learners, row.learner, () => []).push(row.correct);
        }
      }
      const fitted = new Map<number, Numbers>();
      for (const [skill, learners] of sequences) {
        let numbers: Numbers = { ...START, forget: forgets ? 0.02 : 0 };
        for (let i = 0; i < ROUNDS; i++) numbers = round(numbers, [...learners.values()], forgets);
        fitted.set(skill, numbers);
      }
      return trace(fitted, rows);
    },
  };
}

function trace(fitted: ReadonlyMap<number, Numbers>, seen: ReadonlyArray<Row>): Fitted {
  const states = new Map<string, number>();
  const numbersOf = (skill: number) => fitted.get(skill) ?? START;
  const knownOf = (row: Row, skill: number) => states.get(`${row.learner} ${skill}`) ?? numbersOf(skill).known;
  const learn = (row: Row) => {
    for (const skill of row.skills) {
      states.set(`${row.learner} ${skill}`, advance(numbersOf(skill), knownOf(row, skill), row.correct));
    }
  };
  for (const row of seen) learn(row);
  return {
    learn,
    predict: (row) =>
      row.skills.reduce((sum, skill) => {
        const known = knownOf(row, skill);
        const { guess, slip } = numbersOf(skill);
        return sum + (known * (1 - slip) + (1 - known) * guess) / row.skills.length;
      }, 0),
  };
}

export const BKT = bkt('BKT (EM)', false);
export const BKT_FORGETTING = bkt('BKT + forgetting (EM)', true);
