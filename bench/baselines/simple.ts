// Item average, Elo and a Glicko-like filter: models that know learners and items by one number each, or two.
import { type Fitted, getOrMake, logistic, online, type Row } from './rival';

/** Share of right answers to the item so far, drawn towards ½ as if seen twice. */
function itemAverage(): Fitted {
  const items = new Map<number, { right: number; n: number }>();
  const of = (row: Row) => getOrMake(items, row.item, () => ({ right: 1, n: 2 }));
  return {
    predict: (row) => of(row).right / of(row).n,
    learn(row) {
      const item = of(row);
      item.n++;
      if (row.correct) item.right++;
    },
  };
}

type Rating = { value: number; n: number };

/** Elo with the falling step 1 / (1 + .05n) for learner, learner-skill and item (Pelánek 2016). */
function elo(): Fitted {
  const learners = new Map<number, Rating>();
  const skills = new Map<string, Rating>();
  const items = new Map<number, Rating>();
  const rating = (): Rating => ({ value: 0, n: 0 });
  const parts = (row: Row) => [
    getOrMake(learners, row.learner, rating),
    ...row.skills.map((skill) => getOrMake(skills, `${row.learner} ${skill}`, rating)),
  ];
  const item = (row: Row) => getOrMake(items, row.item, rating);
  const predict = (row: Row) => {
    const [learner, ...own] = parts(row);
    return logistic(learner!.value + own.reduce((sum, { value }) => sum + value / own.length, 0) - item(row).value);
  };
  return {
    predict,
    learn(row) {
      const error = (row.correct ? 1 : 0) - predict(row);
      for (const part of parts(row)) part.value += error / (1 + 0.05 * part.n++);
      const what = item(row);
      what.value -= error / (1 + 0.05 * what.n++);
    },
  };
}

type Estimate = { mean: number; variance: number };

/** Learner-skill and item, each with a variance that answers shrink and time opens (after Glicko, Glickman 1999). */
function glicko(): Fitted {
  const skills = new Map<string, Estimate>();
  const items = new Map<number, Estimate>();
  const parts = (row: Row) => [
    ...row.skills.map((skill) => getOrMake(skills, `${row.learner} ${skill}`, () => ({ mean: 0, variance: 1 }))),
    getOrMake(items, row.item, () => ({ mean: 0, variance: 1.5 })),
  ];
  const weight = (row: Row, index: number) => (index < row.skills.length ? 1 / row.skills.length : 1);
  const moments = (row: Row) => {
    let logit = 0;
    let variance = 0;
    parts(row).forEach((part, i) => {
      logit += weight(row, i) * part.mean;
      variance += weight(row, i) ** 2 * part.variance;
    });
    return { logit, variance };
  };
  return {
    predict(row) {
      const { logit, variance } = moments(row);
      return logistic(logit / Math.sqrt(1 + (Math.PI * variance) / 8));
    },
    learn(row) {
      const { logit, variance } = moments(row);
      const q = logistic(logit);
      const information = Math.max(1e-4, q * (1 - q));
      const divisor = 1 + information * variance;
      parts(row).forEach((part, i) => {
        const gain = weight(row, i) * part.variance;
        part.mean += (gain * ((row.correct ? 1 : 0) - q)) / divisor;
        part.variance = Math.min(1.5, part.variance - (gain * gain * information) / divisor + 0.01);
      });
    },
  };
}

export const ITEM_AVERAGE = online('item average', itemAverage);
export const ELO = online('Elo', elo);
export const GLICKO = online('Glicko-like', glicko);
