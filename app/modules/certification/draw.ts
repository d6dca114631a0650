// Draws an exam from its bank: the blueprint is met exactly, and items seen before come last. Pure; the seed decides.
import { type Blueprint, type ItemMeta, shuffle } from '~/modules/catalog/catalog';

type Candidate = Pick<ItemMeta, 'id' | 'itemId' | 'skills'>;

/**
 * Version ids in the order shown, or null when the bank cannot meet the blueprint. Items may fit several rows, so rows are
 * filled by augmenting paths (Kuhn 1955, bipartite matching): first with unseen items only, then with the rest, which never
 * drops an unseen item already placed. Within a row its skills take turns.
 *
 * @param seen author's ids of items of the person's earlier attempts
 */
export function drawItems(
  blueprint: Blueprint,
  bank: ReadonlyArray<Candidate>,
  seen: ReadonlySet<string>,
  seed: number,
): Array<string> | null {
  const slots = blueprint.flatMap((row, index) => Array.from({ length: row.count }, () => index));
  const orders = blueprint.map((row, index) => inTurns(row.skills, shuffle(`${seed}:row:${index}`, bank)));
  const holder = new Map<string, number>();
  const filled = new Set<number>();

  function place(slot: number, allowed: (item: Candidate) => boolean, visited: Set<string>): boolean {
    for (const item of orders[slots[slot]!]!) {
      if (visited.has(item.id) || !(holder.has(item.id) || allowed(item))) continue;
      visited.add(item.id);
      const other = holder.get(item.id);
      if (other === undefined || place(other, allowed, visited)) {
        holder.set(item.id, slot);
        return true;
      }
    }
    return false;
  }

  for (const allowed of [(item: Candidate) => !seen.has(item.itemId), () => true]) {
    slots.forEach((_, slot) => {
      if (!filled.has(slot) && place(slot, allowed, new Set())) filled.add(slot);
    });
  }
  return filled.size === slots.length ? shuffle(`${seed}:order`, [...holder.keys()].sort()) : null;
}

/**
 * The same for a renewal: as many of the `changed` items as the blueprint has places, unseen ones first, and the rest by the
 * blueprint. A changed item takes a place of a row that it fits, or of the longest row left. Null when the bank is too small.
 */
export function drawChanged(
  blueprint: Blueprint,
  bank: ReadonlyArray<Candidate>,
  changed: ReadonlyArray<Candidate>,
  seen: ReadonlySet<string>,
  seed: number,
): Array<string> | null {
  const places = blueprint.reduce((sum, row) => sum + row.count, 0);
  const count = Math.min(places, changed.length);
  const everySkill = [...new Set(changed.flatMap((item) => item.skills))];
  const first = drawItems([{ skills: everySkill, count }], changed, seen, seed) ?? [];
  const left = blueprint.map((row) => ({ ...row }));
  for (const id of first) {
    const { skills } = changed.find((item) => item.id === id)!;
    const open = left.filter((row) => row.count > 0);
    const row = open.find((one) => one.skills.some((skill) => skills.includes(skill))) ?? longest(open);
    row.count--;
  }
  const taken = new Set(first);
  const rest = drawItems(
    left.filter((row) => row.count > 0),
    bank.filter((item) => !taken.has(item.id)),
    seen,
    seed,
  );
  return rest && shuffle(`${seed}:renewal`, [...first, ...rest].sort());
}

function longest(rows: ReadonlyArray<Blueprint[number]>): Blueprint[number] {
  return rows.reduce((best, row) => (row.count > best.count ? row : best));
}

/** The items that train one of the skills, so ordered that each skill has its turn. */
function inTurns(skills: ReadonlyArray<string>, items: ReadonlyArray<Candidate>): Array<Candidate> {
  const queues = skills.map((skill) => items.filter((item) => skills.find((s) => item.skills.includes(s)) === skill));
  const ordered: Array<Candidate> = [];
  for (let turn = 0; queues.some((queue) => queue.length > turn); turn++) {
    for (const queue of queues) if (queue[turn]) ordered.push(queue[turn]!);
  }
  return ordered;
}
