// PFA and Best-LR: logistic regressions on counts of successes and failures, fitted by AdaGrad and then frozen.
import { type Fitted, getOrMake, logistic, type Rival, type Row } from './rival';

type Counts = { right: number; wrong: number };
type History = { all: Counts; skills: Map<number, Counts> };
/** Names of the inputs of a row and their values. */
type Inputs = Array<readonly [name: string, value: number]>;

const PASSES = 6;
const RATE = 0.15;
const RIDGE = 1e-5;

function none(): Counts {
  return { right: 0, wrong: 0 };
}

/** Performance factors analysis: easiness of the skill, and its counts (Pavlik, Cen and Koedinger 2009). */
function pfaInputs(row: Row, { skills }: History): Inputs {
  return row.skills.flatMap((skill): Inputs => {
    const { right, wrong } = skills.get(skill) ?? none();
    return [
      [`k${skill}`, 1],
      [`r${skill}`, right / 10],
      [`w${skill}`, wrong / 10],
    ];
  });
}

/** Best-LR: items, skills, and logarithms of counts in the skill and in all (Gervet, Koedinger, Schneider and Mitchell 2020). */
function bestInputs(row: Row, { all, skills }: History): Inputs {
  const ln = Math.log1p;
  return [
    [`i${row.item}`, 1],
    ['r', ln(all.right) / 3],
    ['w', ln(all.wrong) / 3],
    ...row.skills.flatMap((skill): Inputs => {
      const { right, wrong } = skills.get(skill) ?? none();
      return [
        [`k${skill}`, 1],
        [`r${skill}`, ln(right) / 2],
        [`w${skill}`, ln(wrong) / 2],
        ['kr', ln(right) / 2],
        ['kw', ln(wrong) / 2],
      ];
    }),
  ];
}

function regression(name: string, inputsOf: (row: Row, history: History) => Inputs): Rival {
  return {
    name,
    fit(rows) {
      const weights = new Map<string, { value: number; squares: number }>();
      const weight = (key: string) => getOrMake(weights, key, () => ({ value: 0, squares: 1e-6 }));
      const bias = weight('');
      const sum = (inputs: Inputs) =>
        inputs.reduce((total, [key, value]) => total + value * (weights.get(key)?.value ?? 0), bias.value);
      const step = (key: string, gradient: number) => {
        const at = weight(key);
        at.squares += gradient * gradient;
        at.value += (RATE * gradient) / Math.sqrt(at.squares) - RIDGE * at.value;
      };
      for (let pass = 0; pass < PASSES; pass++) {
        const going = remember(inputsOf);
        for (const row of rows) {
          const inputs = going.inputs(row);
          const error = (row.correct ? 1 : 0) - logistic(sum(inputs));
          step('', error);
          for (const [key, value] of inputs) if (value !== 0) step(key, error * value);
          going.learn(row);
        }
      }
      const going = remember(inputsOf);
      for (const row of rows) going.learn(row);
      return { predict: (row) => logistic(sum(going.inputs(row))), learn: going.learn } satisfies Fitted;
    },
  };
}

function remember(inputsOf: (row: Row, history: History) => Inputs) {
  const learners = new Map<number, History>();
  const of = (row: Row) => getOrMake(learners, row.learner, () => ({ all: none(), skills: new Map() }));
  return {
    inputs: (row: Row) => inputsOf(row, of(row)),
    learn(row: Row): void {
      const { all, skills } = of(row);
      const counts = [all, ...row.skills.map((skill) => getOrMake(skills, skill, none))];
      for (const count of counts) count[row.correct ? 'right' : 'wrong']++;
    },
  };
}

export const PFA = regression('PFA', pfaInputs);
export const BEST_LR = regression('Best-LR', bestInputs);
