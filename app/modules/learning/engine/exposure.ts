// How often the items of an exam are shown: a cap kept over a sequence of people by drawing for each which items they may meet.

/** Counts over people so far. */
export type Exposure = {
  /** Largest share of people that an item may be shown to, 0–1; 1 is no limit. */
  readonly cap: number;
  persons: number;
  /** People admitted before the item joined the bank; its share counts those after. */
  readonly joined: Uint32Array;
  readonly shown: Uint32Array;
};

/** Nobody has been examined yet. Throws `RangeError` on a cap outside (0, 1]. */
export function startExposure(size: number, cap: number): Exposure {
  if (!(cap > 0 && cap <= 1)) throw new RangeError(`An exposure cap of ${cap}, must be above 0 and at most 1`);
  const zeros = () => new Uint32Array(size);
  return { cap, persons: 0, joined: zeros(), shown: zeros() };
}

/**
 * Counts the next person and draws the items withheld from them, ascending. `random` gives numbers in [0, 1).
 *
 * Eligibility as van der Linden & Veldkamp (2007) draw it before the exam, with another rule for its probability: cap times
 * the showings the item has left (cap · people − times shown), nothing below one showing. Their rule lets the share of a
 * wanted item overshoot by chance (.25 became .33 over 500 people); this one keeps it at or below the cap from the first
 * repetition on, in as many items asked, and whoever sees an item cannot tell who sees it next. An item nobody has met may
 * always be shown. What it does not cover: people of one ability may meet an item more often than the cap says; and an
 * exam whose bank is too small shows withheld items after all.
 */
export function admitPerson(exposure: Exposure, random: () => number): Array<number> {
  const { cap, joined, shown } = exposure;
  exposure.persons += 1;
  const items: Array<number> = [];
  if (cap === 1) return items;
  for (let i = 0; i < shown.length; i++) {
    const count = shown[i]!;
    if (count === 0) continue;
    const left = cap * (exposure.persons - joined[i]!) - count;
    if (left < 1 || random() >= cap * left) items.push(i);
  }
  return items;
}

/** Counts that an item was put before the person admitted last; an exam that is broken off counts as well. */
export function noteShown(exposure: Exposure, item: number): void {
  exposure.shown[item]! += 1;
}

/** Share of people who met each item since it joined, 0–1; zeros before anybody. */
export function exposureShares({ persons, joined, shown }: Exposure): Float64Array {
  return Float64Array.from(shown, (count, i) => count / Math.max(1, persons - joined[i]!));
}

/** Counts as plain JSON, by item id. */
export type EncodedExposure = {
  cap: number;
  persons: number;
  items: Array<[id: string, joined: number, shown: number]>;
};

export function encodeExposure(exposure: Exposure, ids: ReadonlyArray<string>): EncodedExposure {
  const { cap, persons, joined, shown } = exposure;
  return { cap, persons, items: ids.map((id, i) => [id, joined[i]!, shown[i]!]) };
}

/** The counts in this JSON for a bank that may have changed: items that left are dropped, new ones join now. */
export function decodeExposure(encoded: EncodedExposure, indexes: ReadonlyMap<string, number>): Exposure {
  const exposure = startExposure(indexes.size, encoded.cap);
  exposure.persons = encoded.persons;
  exposure.joined.fill(encoded.persons);
  for (const [id, joined, shown] of encoded.items) {
    const i = indexes.get(id);
    if (i === undefined) continue;
    exposure.joined[i] = joined;
    exposure.shown[i] = shown;
  }
  return exposure;
}
