// Bayesian knowledge tracing with four numbers for the whole domain, fitted to answer sequences by expectation–maximisation.

export type BktParameters = { initial: number; learn: number; guess: number; slip: number };

/**
 * The four numbers after `rounds` of Baum–Welch over sequences of right and wrong, one for each person and skill (Corbett and
 * Anderson 1995). Guess and slip stay under .4, so that "known" keeps its meaning.
 */
export function fitBkt(sequences: ReadonlyArray<ReadonlyArray<boolean>>, rounds = 40): BktParameters {
  let fit: BktParameters = { initial: 0.4, learn: 0.15, guess: 0.25, slip: 0.12 };
  for (let round = 0; round < rounds; round++) {
    let first = 0;
    let stayed = 0;
    let left = 0;
    const known = { right: 0, all: 0 };
    const unknown = { right: 0, all: 0 };
    for (const answers of sequences) {
      const seen = answers.map(
        (right) => [right ? fit.guess : 1 - fit.guess, right ? 1 - fit.slip : fit.slip] as const,
      );
      // forward[t]: chance of "known" at t given answers up to t; backward[t]: likelihood of the later ones if not, if known.
      const forward: Array<number> = [];
      let prior = fit.initial;
      for (const [ifNot, ifKnown] of seen) {
        const after = (prior * ifKnown) / (prior * ifKnown + (1 - prior) * ifNot);
        forward.push(after);
        prior = after + (1 - after) * fit.learn;
      }
      let backward: readonly [number, number] = [1, 1];
      for (let t = answers.length - 1; t >= 0; t--) {
        const at = forward[t]!;
        const own = (at * backward[1]) / (at * backward[1] + (1 - at) * backward[0]);
        known.all += own;
        unknown.all += 1 - own;
        if (answers[t]) {
          known.right += own;
          unknown.right += 1 - own;
        }
        if (t === 0) {
          first += own;
          break;
        }
        const [ifNot, ifKnown] = seen[t]!;
        const learned = fit.learn * ifKnown * backward[1];
        const not = (1 - fit.learn) * ifNot * backward[0];
        const before = forward[t - 1]!;
        const chance = before * ifKnown * backward[1] + (1 - before) * (learned + not);
        stayed += ((1 - before) * not) / chance;
        left += ((1 - before) * learned) / chance;
        const scale = learned + not + ifKnown * backward[1];
        backward = [(learned + not) / scale, (ifKnown * backward[1]) / scale];
      }
    }
    fit = {
      initial: first / sequences.length,
      learn: left / (left + stayed),
      guess: Math.min(0.4, unknown.right / unknown.all),
      slip: Math.min(0.4, 1 - known.right / known.all),
    };
  }
  return fit;
}
