// How well a typed query fits a text: letters in order, better at the starts of words. Pure.

/** Lower case without accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * 0 when the letters of `query` do not all appear in order in `text`; otherwise higher is better: one point a letter, three more
 * at the start of a word or directly after the previous letter, and a little for short texts.
 * Best of all placements (dynamic programming over query × text), so a lucky early letter never hides a better fit.
 */
export function fit(query: string, text: string): number {
  const q = [...fold(query)].filter((letter) => letter !== ' ');
  const t = [...fold(text)];
  if (q.length === 0) return 1;
  // best[j]: best score with the letters so far, the last of them at or before j; ending[j]: exactly at j.
  let best: Array<number> = Array.from({ length: t.length + 1 }, () => 0);
  let ending: Array<number> = Array.from({ length: t.length + 1 }, () => -Infinity);
  q.forEach((letter, i) => {
    const nextBest: Array<number> = [-Infinity];
    const nextEnding: Array<number> = [-Infinity];
    t.forEach((character, j) => {
      let score = -Infinity;
      if (character === letter) {
        const start = j === 0 || /[^\p{L}\p{N}]/u.test(t[j - 1]!) ? 3 : 0;
        score = 1 + start + Math.max(i === 0 ? 0 : best[j]!, ending[j]! + (start ? 0 : 3));
      }
      nextEnding.push(score);
      nextBest.push(Math.max(nextBest[j]!, score));
    });
    best = nextBest;
    ending = nextEnding;
  });
  const score = best[t.length]!;
  return score === -Infinity ? 0 : score + 1 / (1 + t.length);
}
