import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawChanged, drawItems } from './draw';

const SKILLS = ['a', 'b', 'c', 'd', 'e'];
const bankOf = (skills: ReadonlyArray<ReadonlyArray<string>>) =>
  skills.map((own, index) => ({ id: `v${index}`, itemId: `i${index}`, skills: own }));
const skillSets = fc.uniqueArray(fc.constantFrom(...SKILLS), { minLength: 1, maxLength: 3 });
const blueprints = fc.array(fc.record({ skills: skillSets, count: fc.integer({ min: 1, max: 4 }) }), {
  minLength: 1,
  maxLength: 4,
});

/** Whether the items can be dealt to the blueprint's rows, each to one row whose skills it trains: tried out, not computed. */
function meets(
  blueprint: ReadonlyArray<{ skills: ReadonlyArray<string>; count: number }>,
  items: ReadonlyArray<{ skills: ReadonlyArray<string> }>,
): boolean {
  const left = blueprint.map((row) => row.count);
  function deal(index: number): boolean {
    if (index === items.length) return left.every((count) => count === 0);
    return blueprint.some((row, at) => {
      if (left[at] === 0 || !row.skills.some((skill) => items[index]!.skills.includes(skill))) return false;
      left[at]!--;
      const dealt = deal(index + 1);
      left[at]!++;
      return dealt;
    });
  }
  return deal(0);
}

test('every draw meets the blueprint exactly, without repeating an item', () => {
  fc.assert(
    fc.property(
      blueprints,
      fc.array(skillSets, { maxLength: 24 }),
      fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      fc.array(fc.nat(23)),
      (blueprint, skills, seed, seenIndexes) => {
        const bank = bankOf(skills);
        const drawn = drawItems(blueprint, bank, new Set(seenIndexes.map((index) => `i${index}`)), seed);
        if (!drawn) return;
        const items = drawn.map((id) => bank.find((item) => item.id === id)!);
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn).toHaveLength(blueprint.reduce((sum, row) => sum + row.count, 0));
        expect(meets(blueprint, items)).toBe(true);
      },
    ),
  );
});

test('a draw fails only when the bank cannot meet the blueprint, and uses seen items only when it must', () => {
  const bank = bankOf([['a', 'b'], ['a'], ['b'], ['b', 'c'], ['c']]);
  const blueprint = [
    { skills: ['a'], count: 2 },
    { skills: ['b'], count: 1 },
    { skills: ['c'], count: 2 },
  ];
  for (let seed = 0; seed < 50; seed++) {
    // Only one dealing works: greedy picks would spend "a, b" on b, or "b, c" on b and then lack one.
    expect(drawItems(blueprint, bank, new Set(), seed)?.toSorted()).toEqual(['v0', 'v1', 'v2', 'v3', 'v4']);
    expect(drawItems([...blueprint, { skills: ['a'], count: 1 }], bank, new Set(), seed)).toBeNull();
    const unseen = drawItems([{ skills: ['b'], count: 2 }], bank, new Set(['i0', 'i2']), seed);
    expect(unseen).toContain('v3');
    expect(unseen).toHaveLength(2);
    expect(drawItems([{ skills: ['b'], count: 1 }], bank, new Set(['i0', 'i2']), seed)).toEqual(['v3']);
  }
});

test('the same seed draws the same, and skills of a row take turns', () => {
  const bank = bankOf(Array.from({ length: 30 }, (_, index) => [SKILLS[index % 3]!]));
  const blueprint = [{ skills: ['a', 'b', 'c'], count: 6 }];
  for (let seed = 0; seed < 30; seed++) {
    const drawn = drawItems(blueprint, bank, new Set(), seed)!;
    expect(drawItems(blueprint, bank, new Set(), seed)).toEqual(drawn);
    const counts = SKILLS.slice(0, 3).map(
      (skill) => drawn.filter((id) => bank.find((item) => item.id === id)!.skills[0] === skill).length,
    );
    expect(counts).toEqual([2, 2, 2]);
  }
});

test('a renewal has as many questions as its blueprint, what changed first, none twice', () => {
  fc.assert(
    fc.property(
      blueprints,
      fc.array(skillSets, { maxLength: 24 }),
      fc.array(fc.nat(23)),
      fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      (blueprint, skills, changedIndexes, seed) => {
        const bank = bankOf(skills);
        const changed = bank.filter((_, index) => changedIndexes.includes(index));
        const drawn = drawChanged(blueprint, bank, changed, new Set(), seed);
        if (!drawn) return;
        const places = blueprint.reduce((sum, row) => sum + row.count, 0);
        expect(drawn).toHaveLength(places);
        expect(new Set(drawn).size).toBe(places);
        const fromChanged = drawn.filter((id) => changed.some((item) => item.id === id)).length;
        expect(fromChanged).toBeGreaterThanOrEqual(Math.min(places, changed.length));
        expect(drawChanged(blueprint, bank, changed, new Set(), seed)).toEqual(drawn);
      },
    ),
  );
});
