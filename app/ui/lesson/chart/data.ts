// The numbers of a chart: read from its table, written for a language, and scaled to round steps. Pure.
import type { Locale } from '~/i18n/locale';
import type { Json } from '~/modules/catalog/catalog';

export type Series = { name: string; values: ReadonlyArray<number> };
export type ChartData = {
  /** Head of the first column: what the labels are. */
  dimension: string;
  labels: ReadonlyArray<string>;
  series: ReadonlyArray<Series>;
};

export function textOf(node: Json): string {
  if (typeof node === 'string') return node;
  const [, , ...children] = node;
  return children.map(textOf).join('');
}

function descendants(node: Json, tag: string): Array<Exclude<Json, string>> {
  if (typeof node === 'string') return [];
  const [name, , ...children] = node;
  return [...(name === tag ? [node] : []), ...children.flatMap((child) => descendants(child, tag))];
}

/** The table within a `<Chart>`; the catalog has checked that it is one, with numbers in every column but the first. */
export function readChart(children: ReadonlyArray<Json>): ChartData {
  const rows = children
    .flatMap((child) => descendants(child, 'tr'))
    .map(([, , ...cells]) => cells.map((cell) => textOf(cell).trim()));
  const [head = [], ...body] = rows;
  return {
    dimension: head[0] ?? '',
    labels: body.map(([label = '']) => label),
    series: head.slice(1).map((name, column) => ({ name, values: body.map((row) => Number(row[column + 1])) })),
  };
}

const CURRENCIES = ['€', '$', '£'];
/** Units longer than this stand beside the title only, not at every number. */
const SHORT_UNIT = 3;
const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, minimum: number, maximum: number): Intl.NumberFormat {
  const key = `${locale}${minimum}${maximum}`;
  let format = formats.get(key);
  if (!format) {
    const options = { minimumFractionDigits: minimum, maximumFractionDigits: maximum };
    formats.set(key, (format = new Intl.NumberFormat(locale === 'es' ? 'es-ES' : 'en-GB', options)));
  }
  return format;
}

/** Decimal places of a number as written, at most 6. */
function decimalsOf(value: number): number {
  return Math.min(6, (String(value).split('.')[1] ?? '').length);
}

export type Writer = {
  /** With the decimals of the chart and its unit. */
  value: (value: number) => string;
  /** For an axis: no more decimals than needed, short units only. */
  tick: (value: number) => string;
  /** What to write beside the title, when numbers do not carry the unit. */
  aside: string | null;
};

/** Writes the numbers of a chart as readers of `locale` do: `12 %` and `20 €` in Spanish, `12%` and `€20` in English. */
export function createWriter(locale: Locale, series: ReadonlyArray<Series>, unit = '', decimals?: number): Writer {
  const places = decimals ?? Math.max(0, ...series.flatMap(({ values }) => values.map(decimalsOf)));
  const short = unit.length <= SHORT_UNIT;
  function withUnit(text: string, negative: boolean): string {
    if (!unit || !short) return text;
    if (locale === 'es') return `${text}\u00a0${unit}`;
    if (unit === '%') return `${text}%`;
    if (CURRENCIES.includes(unit)) return negative ? `−${unit}${text.slice(1)}` : `${unit}${text}`;
    return `${text}\u00a0${unit}`;
  }
  const write = (value: number, minimum: number, maximum: number) =>
    withUnit(numberFormat(locale, minimum, maximum).format(value).replace('-', '−'), value < 0);
  return {
    value: (value) => write(value, places, places),
    tick: (value) => write(value, 0, Math.max(places, decimalsOf(value))),
    aside: unit && !short ? unit : null,
  };
}

/**
 * Round steps from at or below `min` to at or above `max`: 1, 2 or 5 times a power of ten, about `count` of them (P. Heckbert,
 * "Nice numbers for graph labels", Graphics Gems, 1990).
 */
export function niceTicks(min: number, max: number, count: number): Array<number> {
  if (min === max) return min === 0 ? [0, 1] : niceTicks(Math.min(0, min), Math.max(0, max), count);
  const rough = (max - min) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const first = Math.floor(min / step + 1e-9);
  const last = Math.ceil(max / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Lowest and highest value to show. Bars begin at zero; lines too, unless they stay in the upper part of the drawing. */
export function rangeOf({ series }: ChartData, kind: 'bar' | 'line' | 'stacked'): [number, number] {
  const rows = series[0]?.values.map((_, row) => series.map(({ values }) => values[row]!)) ?? [];
  const values = kind === 'stacked' ? rows.map((row) => row.reduce((sum, value) => sum + value, 0)) : rows.flat();
  const [min, max] = [Math.min(...values), Math.max(...values)];
  if (kind === 'line' && min > 0 && min / max > 0.6) return [min, max];
  return [Math.min(0, min), Math.max(0, max)];
}

/** Columns suit many short labels such as months; everything else is easier to read as rows. */
export function suitsColumns({ labels, series }: ChartData): boolean {
  return labels.length >= 4 && series.length <= 2 && labels.every((label) => label.length <= 4);
}

/** How wide a text will be about, in the units of its font size. */
export function textWidth(text: string, fontSize: number): number {
  return text.length * fontSize * 0.56;
}
