// A shuffle that gives the same order for the same seed, so that a reload shows the same page. Browser-safe.

/** 32-bit FNV-1a over UTF-16 code units (Fowler, Noll, Vo; draft-eastlake-fnv). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Uniform numbers in [0, 1): mulberry32 (Tommy Ettinger, public domain). */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * `values` in an order fixed by `seed` (Fisher and Yates). Give each item its own seed, e.g. attempt and item id, or items of
 * equal length are shuffled alike. The input is left as it was.
 */
export function shuffle<T>(seed: string | number, values: ReadonlyArray<T>): Array<T> {
  const random = generator(hash(String(seed)));
  const shuffled = [...values];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}
