// What an exam must cover: shares of skills with hard bounds, and which skill is due next. Knows no ability.

/** `weight` is the wanted share relative to the other parts; the bounds hold for every finished exam. */
export type BlueprintPart = { skill: string; weight: number; minItems?: number; maxItems?: number };

/** A blueprint being filled. */
export type Blueprint = {
  readonly parts: ReadonlyArray<{ skill: string; share: number; minItems: number; maxItems: number }>;
  /** Part of each item of the bank; −1 for items of no part, which are never asked. */
  readonly partOf: Int16Array;
  readonly counts: Uint16Array;
};

/**
 * An empty blueprint for the items with these skills. Throws `RangeError` when its bounds cannot be kept: by the bank, by
 * the length of the exam, or because they contradict each other.
 */
export function createBlueprint(
  wanted: ReadonlyArray<BlueprintPart>,
  skills: ReadonlyArray<string | null>,
  { minItems, maxItems }: { minItems: number; maxItems: number },
): Blueprint {
  const total = wanted.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0) || wanted.some(({ weight }) => !(weight >= 0))) {
    throw new RangeError('A blueprint needs weights of 0 or more, at least one of them above 0');
  }
  const index = new Map(wanted.map(({ skill }, part) => [skill, part]));
  if (index.size !== wanted.length) throw new RangeError('A skill appears twice in the blueprint');
  const partOf = Int16Array.from(skills, (skill) => (skill === null ? -1 : (index.get(skill) ?? -1)));
  const held = new Uint32Array(wanted.length);
  for (const part of partOf) if (part >= 0) held[part]! += 1;
  const parts = wanted.map((part, k) => {
    const least = part.minItems ?? 0;
    const most = Math.min(part.maxItems ?? Infinity, held[k]!);
    if (!(least >= 0 && least <= most)) {
      throw new RangeError(`Skill ${part.skill}: at least ${least} items wanted, at most ${most} possible`);
    }
    return { skill: part.skill, share: part.weight / total, minItems: least, maxItems: most };
  });
  const least = parts.reduce((sum, part) => sum + part.minItems, 0);
  const most = parts.reduce((sum, part) => sum + part.maxItems, 0);
  if (least > maxItems) throw new RangeError(`The blueprint needs ${least} items, the exam ends after ${maxItems}`);
  if (most < minItems) throw new RangeError(`The blueprint allows ${most} items, the exam needs ${minItems}`);
  return { parts, partOf, counts: new Uint16Array(wanted.length) };
}

/** Items still to be asked before every lower bound is met. */
export function missingItems({ parts, counts }: Blueprint): number {
  return parts.reduce((sum, { minItems }, part) => sum + Math.max(0, minItems - counts[part]!), 0);
}

/**
 * The parts that the next item may come from, the one furthest behind its share first (Kingsbury & Zara 1989). When the
 * slots left are just enough for the lower bounds, only parts below theirs.
 */
export function partsInOrder(blueprint: Blueprint, slotsLeft: number): Array<number> {
  const { parts, counts } = blueprint;
  const forced = missingItems(blueprint) >= slotsLeft;
  const asked = counts.reduce((sum, count) => sum + count, 0);
  const behind = (part: number) => parts[part]!.share * (asked + 1) - counts[part]!;
  return parts
    .map((_, part) => part)
    .filter((part) => counts[part]! < parts[part]![forced ? 'minItems' : 'maxItems'])
    .sort((left, right) => behind(right) - behind(left) || left - right);
}

/** Counts an asked item. */
export function countPart({ partOf, counts }: Blueprint, item: number): void {
  const part = partOf[item]!;
  if (part >= 0) counts[part]! += 1;
}
