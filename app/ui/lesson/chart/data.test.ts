import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '~/modules/catalog/catalog';
import { createWriter, niceTicks, rangeOf, readChart, suitsColumns } from './data';
import { placesOf } from './lines';

const row = (tag: 'th' | 'td', ...cells: Array<string>): Json => [
  'tr',
  null,
  ...cells.map((cell): Json => [tag, null, cell]),
];
const table = (head: Array<string>, ...rows: Array<Array<string>>): Array<Json> => [
  ['table', null, ['thead', null, row('th', ...head)], ['tbody', null, ...rows.map((cells) => row('td', ...cells))]],
];

test('a table reads as labels and series', () => {
  expect(readChart(table(['Month', 'Cost', 'Sales'], ['Jan', '1.5', '-2'], ['Feb', '3', '4']))).toEqual({
    dimension: 'Month',
    labels: ['Jan', 'Feb'],
    series: [
      { name: 'Cost', values: [1.5, 3] },
      { name: 'Sales', values: [-2, 4] },
    ],
  });
});

test.each([
  ['es', '%', undefined, 12, '12\u00a0%'],
  ['en', '%', undefined, 12, '12%'],
  ['es', '€', 2, 1290.5, '1290,50\u00a0€'],
  ['en', '€', 2, 1290.5, '€1,290.50'],
  ['en', '$', undefined, -3, '−$3'],
  ['es', '$', undefined, -3, '−3\u00a0$'],
  ['es', 'min', undefined, 12345, '12.345\u00a0min'],
  ['en', '', 1, 2, '2.0'],
  ['en', 'answers', undefined, 12, '12'],
] as const)('in %s with unit "%s" and %s decimals, %d is written %s', (locale, unit, decimals, value, written) => {
  expect(createWriter(locale, [{ name: 'a', values: [value] }], unit, decimals).value(value)).toBe(written);
});

test('a long unit stands beside the title', () => {
  expect(createWriter('en', [], 'answers').aside).toBe('answers');
  expect(createWriter('en', [], '%').aside).toBeNull();
});

test.each([
  [0, 25, 4, [0, 10, 20, 30]],
  [0, 1290, 5, [0, 500, 1000, 1500]],
  [-3, 8, 4, [-5, 0, 5, 10]],
  [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
  [0, 0, 4, [0, 1]],
  [5, 5, 4, [0, 2, 4, 6]],
])('from %d to %d in about %d steps: %j', (min, max, count, ticks) => {
  expect(niceTicks(min, max, count)).toEqual(ticks);
});

test('ticks cover the range, grow by one step and are few', () => {
  const bound = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(bound, bound, fc.integer({ min: 2, max: 8 }), (a, b, count) => {
      const [min, max] = [Math.min(a, b), Math.max(a, b)];
      fc.pre(max - min > Math.max(Math.abs(min), Math.abs(max)) * 1e-6 && max - min > 1e-6);
      const ticks = niceTicks(min, max, count);
      const step = ticks[1]! - ticks[0]!;
      expect(ticks[0]!).toBeLessThanOrEqual(min + step * 1e-6);
      expect(ticks.at(-1)!).toBeGreaterThanOrEqual(max - step * 1e-6);
      expect(ticks.length).toBeLessThanOrEqual(count + 2);
    }),
  );
});

test('bars begin at zero, lines only when their values come near it', () => {
  const chart = (...values: Array<number>) => ({
    dimension: '',
    labels: values.map(String),
    series: [{ name: 'a', values }],
  });
  expect(rangeOf(chart(90, 100), 'bar')).toEqual([0, 100]);
  expect(rangeOf(chart(90, 100), 'line')).toEqual([90, 100]);
  expect(rangeOf(chart(10, 100), 'line')).toEqual([0, 100]);
  expect(rangeOf(chart(-10, -5), 'bar')).toEqual([-10, 0]);
  expect(
    rangeOf(
      {
        dimension: '',
        labels: ['x'],
        series: [
          { name: 'a', values: [1] },
          { name: 'b', values: [2] },
        ],
      },
      'stacked',
    ),
  ).toEqual([0, 3]);
});

test('columns are for many short labels', () => {
  const chart = (labels: Array<string>, series = 1) => ({
    dimension: '',
    labels,
    series: Array.from({ length: series }, () => ({ name: 'a', values: labels.map(() => 1) })),
  });
  expect(suitsColumns(chart(['1', '2', '5', '10']))).toBe(true);
  expect(suitsColumns(chart(['1', '2', '5', '10'], 3))).toBe(false);
  expect(suitsColumns(chart(['By hand', 'With AI', 'Both', 'None']))).toBe(false);
});

test('points stand in proportion when their labels are growing numbers', () => {
  expect(placesOf(['0', '1', '4']).map((place) => Number(place.toFixed(4)))).toEqual([0.03, 0.265, 0.97]);
  expect(placesOf(['a', 'b', 'c']).map((place) => Number(place.toFixed(4)))).toEqual([0.03, 0.5, 0.97]);
  expect(placesOf(['3', '2', '1']).map((place) => Number(place.toFixed(4)))).toEqual([0.03, 0.5, 0.97]);
});
