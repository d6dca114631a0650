// The colours keep WCAG 2.2 contrast in both appearances, and the two ways into dark agree.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The custom properties of the first block after `selector`. */
function block(selector: string): Record<string, string> {
  const from = css.indexOf('{', css.indexOf(selector));
  const body = css.slice(from + 1, css.indexOf('}', from));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]),
  );
}

const LIGHT = block(':root {');
const DARK = block(":root[data-theme='dark']");
const SYSTEM = block(":root[data-theme='system']");

/** Relative luminance of #rrggbb, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high! + 0.05) / (low! + 0.05);
}

const GROUNDS = ['bg', 'surface', 'surface-2', 'sunken'];
const WORDS = ['text', 'text-muted', 'accent', 'accent-strong', 'warm', 'good', 'warn', 'bad', 'info'];
const SHAPES = ['border-strong', 'ring', 'chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5'];
const SOFT = ['accent', 'warm', 'good', 'warn', 'bad', 'info'];

/** [foreground, ground, least contrast] */
const PAIRS: ReadonlyArray<[string, string, number]> = [
  ...GROUNDS.flatMap((ground) => WORDS.map((word): [string, string, number] => [word, ground, 4.5])),
  ...GROUNDS.flatMap((ground) => SHAPES.map((shape): [string, string, number] => [shape, ground, 3])),
  ...SOFT.flatMap((tone): Array<[string, string, number]> => [
    [tone, `${tone}-soft`, 4.5],
    ['text', `${tone}-soft`, 4.5],
    ['text-muted', `${tone}-soft`, 4.5],
  ]),
  ['accent-strong', 'accent-soft', 4.5],
  ['accent-contrast', 'accent', 4.5],
  ['accent-contrast', 'accent-strong', 4.5],
  ['accent-contrast', 'bad', 4.5],
];

for (const [name, theme] of [
  ['light', LIGHT],
  ['dark', DARK],
] as const) {
  test(`every word and shape can be told from its ground (${name})`, () => {
    const poor = PAIRS.filter(([fore, ground, least]) => contrast(theme[fore]!, theme[ground]!) < least);
    expect(poor).toEqual([]);
  });
}

test('"system" in the dark is the same as "dark"', () => {
  expect(SYSTEM).toEqual(DARK);
});

test('dark redefines every colour that light defines', () => {
  const colours = Object.keys(LIGHT).filter((name) => LIGHT[name]!.startsWith('#'));
  expect(colours.filter((name) => !(name in DARK))).toEqual([]);
});
