// What a model to compare with must do: be fitted on whole learners, then say how each answer will go before it learns it.

export type Row = {
  learner: number;
  item: number;
  skills: ReadonlyArray<number>;
  correct: boolean;
  /** Seconds; 0 throughout when the log has no times. */
  at: number;
};

/** A model that was fitted: `predict` never sees the row's label, `learn` comes right after it. */
export type Fitted = { predict(row: Row): number; learn(row: Row): void };

export type Rival = { name: string; fit(rows: ReadonlyArray<Row>): Fitted };

export function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

export function logistic(z: number): number {
  return 1 / (1 + Math.exp(-Math.min(30, Math.max(-30, z))));
}

/** A model that learns while it predicts needs no other fit than to go through the rows. */
export function online(name: string, start: () => Fitted): Rival {
  return {
    name,
    fit(rows) {
      const fitted = start();
      for (const row of rows) {
        fitted.predict(row);
        fitted.learn(row);
      }
      return fitted;
    },
  };
}
