import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut } from './map-layout';

const AREAS = ['a', 'b', 'c'];

/** Any graph, circles included. */
const graphs = fc
  .array(fc.record({ area: fc.constantFrom(...AREAS), links: fc.array(fc.nat(30), { maxLength: 4 }) }), {
    maxLength: 30,
  })
  .map((list) =>
    list.map(({ area, links }, at) => ({
      id: `s${at}`,
      area,
      prerequisites: links.filter((link) => link < list.length && link !== at).map((link) => `s${link}`),
    })),
  );

test('every skill has a place of its own within the rows of its area', () => {
  fc.assert(
    fc.property(graphs, (nodes) => {
      const { places, areas, columns } = layOut(nodes, AREAS);
      expect(new Set([...places.values()].map(({ column, row }) => `${column}/${row}`)).size).toBe(nodes.length);
      let first = 0;
      for (const { area, rows } of areas) {
        for (const { id } of nodes.filter((node) => node.area === area)) {
          const { row, column } = places.get(id)!;
          expect(row).toBeGreaterThanOrEqual(first);
          expect(row).toBeLessThan(first + rows);
          expect(column).toBeLessThan(columns);
        }
        first += rows;
      }
    }),
  );
});

test('a skill stands to the right of everything it builds on', () => {
  fc.assert(
    fc.property(graphs, (nodes) => {
      // Only earlier ones: no circle.
      const acyclic = nodes.map((node, at) => ({
        ...node,
        prerequisites: node.prerequisites.filter((id) => Number(id.slice(1)) < at),
      }));
      const { places } = layOut(acyclic, AREAS);
      for (const { id, prerequisites } of acyclic)
        for (const before of prerequisites) expect(places.get(before)!.column).toBeLessThan(places.get(id)!.column);
    }),
  );
});

test('no skills make an empty map, one skill a map of one place', () => {
  expect(layOut([], AREAS)).toMatchObject({ areas: [], columns: 1 });
  const one = layOut([{ id: 'x', area: 'b', prerequisites: ['elsewhere'] }], AREAS);
  expect(one.areas).toEqual([{ area: 'b', rows: 1 }]);
  expect(one.places.get('x')).toEqual({ column: 0, row: 0 });
});
