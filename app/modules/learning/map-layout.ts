// Where skills stand on the map: columns by how deep they build on others, rows by area. Pure.

type Node = { id: string; area: string; prerequisites: ReadonlyArray<string> };

/** Both from 0. */
export type Place = { column: number; row: number };

export type Layout = {
  places: ReadonlyMap<string, Place>;
  /** In the order shown, with how many rows each takes. */
  areas: Array<{ area: string; rows: number }>;
  columns: number;
};

/** The longest way of prerequisites to each skill, among these skills. A circle counts as no way. */
function depths(nodes: ReadonlyArray<Node>): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<string, number>();
  const open = new Set<string>();
  function depth(id: string): number {
    const known = found.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return -1;
    open.add(id);
    const before = byId.get(id)!.prerequisites.filter((skill) => byId.has(skill));
    const deepest = before.reduce((most, skill) => Math.max(most, depth(skill)), -1) + 1;
    open.delete(id);
    found.set(id, deepest);
    return deepest;
  }
  for (const { id } of nodes) depth(id);
  return found;
}

/** A skill stands to the right of everything it builds on, within the rows of its area; no two share a place. */
export function layOut(nodes: ReadonlyArray<Node>, order: ReadonlyArray<string>): Layout {
  const depthOf = depths(nodes);
  const places = new Map<string, Place>();
  const areas: Layout['areas'] = [];
  let first = 0;
  for (const area of order) {
    const taken = new Map<number, number>();
    for (const { id, area: own } of nodes) {
      if (own !== area) continue;
      const column = depthOf.get(id)!;
      const above = taken.get(column) ?? 0;
      taken.set(column, above + 1);
      places.set(id, { column, row: first + above });
    }
    const rows = Math.max(0, ...taken.values());
    if (rows > 0) areas.push({ area, rows });
    first += rows;
  }
  return { places, areas, columns: Math.max(0, ...depthOf.values()) + 1 };
}
