// Draws an exam from its bank: the blueprint is met exactly, and items seen before come last. Pure; the seed decides.
import { type ItemMeta, type ProgramDefinition, shuffle } from '~/modules/catalog/catalog';

type Blueprint = ProgramDefinition['exam']['blueprint'];
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

/** The items that train one of the skills, so ordered that each skill has its turn. */
function inTurns(skills: ReadonlyArray<string>, items: ReadonlyArray<Candidate>): Array<Candidate> {
  const queues = skills.map((skill) => items.filter((item) => skills.find((s) => item.skills.includes(s)) === skill));
  const ordered: Array<Candidate> = [];
  for (let turn = 0; queues.some((queue) => queue.length > turn); turn++) {
    for (const queue of queues) if (queue[turn]) ordered.push(queue[turn]!);
  }
  return ordered;
}
