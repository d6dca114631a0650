// The picture of a badge: one drawing for everybody who earns the same certificate, as SVG or as PNG. Letters are drawn as outlines.
import { toPlainText } from './document';
import { themeOf, type Design, type Theme } from './pdf-designs/design';
import { envelope, whirl } from './pdf-designs/ornaments';
import { mix, rosette, type Curve } from './pdf-ornament';
import { rasterize, type PathStep, type Shape } from './raster';
import { shape } from './shaping';
import { BOX_EM, fitLines, layOutClipped, layOutLine, type Line, type TextFormat } from './text-runs';
import { escapeXml } from './xml';

export type BadgeInput = {
  /** What was achieved, in one language. */
  title: string;
  /** The kind in a few words, for example `PDF_LABELS.es.ofSkill`. */
  heading: string;
  issuerName: string;
  design?: Design;
  /** The ornament follows from it: the achievement's id, so that a badge looks the same each time it is drawn. */
  seed: string;
  /** BCP 47 tag of the texts. */
  language: string;
};

export type BadgeImage = { svg: string; png: (size: number) => Uint8Array };

const SIDE = 1024;
const MIDDLE = SIDE / 2;
const EDGE = 496;
const DISC = 338;
/** Of the title's lines. */
const WIDTH = 560;
const DISPLAY: TextFormat = { style: 'display', size: 112, weight: 600 };
const WHITE = '#ffffff';
/** For phones' lists and for print. */
const PNG_SIZES = { min: 16, max: 2_048 };

/**
 * Draws the badge of a certificate. The same input gives the same bytes, so draw once and bake each person's credential into a copy.
 * The title is legible from about 96 pixels on; a very long one is cut with an ellipsis. The SVG needs no font and loads nothing.
 * `png` throws RangeError for sizes outside 16 to 2,048 pixels.
 */
export function drawBadge(input: BadgeInput): BadgeImage {
  const theme = themeOf(input.design);
  const shapes = [...drawBody(theme, input), ...drawTexts(theme, input)];
  return {
    svg: toSvg(shapes, input),
    png: (size) => {
      if (!Number.isInteger(size) || size < PNG_SIZES.min || size > PNG_SIZES.max)
        throw new RangeError(`A badge is drawn from ${PNG_SIZES.min} to ${PNG_SIZES.max} pixels`);
      return rasterize(shapes, SIDE, size);
    },
  };
}

function drawBody(theme: Theme, { design, seed }: BadgeInput): Array<Shape> {
  const { band, accent, light } = theme;
  const center: [number, number] = [MIDDLE, MIDDLE];
  const colors: [string, string] = [light, mix(light, WHITE, 0.6)];
  const outline = outlineOf(design);
  const ring = (): { curves: Array<Curve>; lineWidth: number } => {
    if (design?.kind === 'role')
      return {
        curves: whirl({ center, radius: 470, sides: 6, count: 10, shrink: 0.962, turn: 0.105, colors }),
        lineWidth: 3.2,
      };
    if (design?.kind === 'industry')
      return { curves: envelope({ seed, center, radius: 452, inner: DISC + 8, points: 132, colors }), lineWidth: 1.8 };
    const waves = design?.kind === 'level' ? 40 : 24;
    return { curves: rosette({ seed, center, inner: DISC + 8, outer: 452, lines: 10, colors, waves }), lineWidth: 2 };
  };
  const { curves, lineWidth } = ring();
  return [
    { path: outline(EDGE), color: mix(band, '#000000', 0.25) },
    { path: outline(EDGE - 9), color: accent },
    { path: outline(EDGE - 18), color: band },
    ...curves.map(({ start, segments, color }): Shape => ({ path: toPath(start, segments), color, lineWidth })),
    { path: circle(DISC), color: accent },
    { path: circle(DISC - 5), color: band },
  ];
}

/** Each kind has a silhouette of its own, so that badges are told apart when they are too small to read. */
function outlineOf(design: Design | undefined): (radius: number) => Array<PathStep> {
  if (design?.kind === 'role') return (radius) => polygon(6, radius);
  if (design?.kind === 'industry') return (radius) => polygon(12, radius);
  if (design?.kind === 'level') return circle;
  return (radius) => scallops(28, radius);
}

function drawTexts(theme: Theme, { title, heading, issuerName, design }: BadgeInput): Array<Shape> {
  const text = toPlainText(title);
  // a word is never broken as long as it can be read whole
  const widest = Math.max(...text.split(' ').map((word) => layOutLine(word, { ...DISPLAY, size: 1 }, text).width));
  const size = Math.max(46, Math.min(112, WIDTH / widest));
  let fitted = fitLines(text, { ...DISPLAY, size }, { width: WIDTH, maxLines: 2, minSize: Math.min(size, 84) });
  if (fitted.lines.length > 2)
    fitted = fitLines(text, { ...DISPLAY, size: Math.min(size, 84) }, { width: WIDTH, maxLines: 4, minSize: 46 });
  const { format } = fitted;
  const lines = layOutClipped(text, format, WIDTH, 4);
  const step = format.size * 1.14;
  const first = MIDDLE - ((lines.length - 1) * step) / 2 + format.size * 0.34;
  const top = first - format.size * 0.72;
  const bottom = first + (lines.length - 1) * step;
  const issuer: TextFormat = { style: 'text', size: 36, weight: 600 };
  const label: TextFormat = { style: 'text', size: 30, weight: 500 };
  return [
    ...centred(
      layOutClipped(toPlainText(issuerName), issuer, 380, 1),
      issuer,
      Math.min(300, top - 44),
      theme.accentOnBand,
    ),
    ...lines.flatMap((line, index) => centred([line], format, first + index * step, WHITE)),
    ...centred(
      layOutClipped(toPlainText(heading), label, 440, 1),
      label,
      Math.max(716, bottom + 78),
      theme.accentOnBand,
    ),
    ...drawPips(theme, design, Math.max(764, bottom + 124)),
  ];
}

/** One diamond a level, those reached filled. */
function drawPips(theme: Theme, design: Design | undefined, y: number): Array<Shape> {
  if (design?.kind !== 'level') return [];
  const gap = 46;
  return Array.from({ length: design.levels }, (_, index): Shape => {
    const x = MIDDLE + (index - (design.levels - 1) / 2) * gap;
    const path: Array<PathStep> = [['M', x, y - 14], ['L', x + 14, y], ['L', x, y + 14], ['L', x - 14, y], ['Z']];
    return index < design.level
      ? { path, color: theme.accentOnBand }
      : { path, color: mix(theme.band, theme.accentOnBand, 0.55), lineWidth: 3 };
  });
}

function centred(lines: Array<Line>, format: TextFormat, y: number, color: string): Array<Shape> {
  return lines.flatMap((line) => outlines(line, MIDDLE - line.width / 2, y, format, color));
}

/** A line of text as shapes, one a run; what no font has is a box. */
function outlines(line: Line, left: number, y: number, { size }: TextFormat, color: string): Array<Shape> {
  let x = left;
  return line.runs.map(({ face, text, isRightToLeft, width }): Shape => {
    const start = x;
    x += width;
    if (!face) return { path: boxes([...text].length, start, y, size), color, lineWidth: size * 0.05 };
    const run = shape(face, text, isRightToLeft);
    const scale = size / face.font.unitsPerEm;
    const path: Array<PathStep> = [];
    let pen = start;
    for (const [index, glyph] of run.glyphs.entries()) {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = run.positions[index] ?? {};
      for (const { command, args } of glyph.path.commands) {
        const points = args.map((value, at) =>
          at % 2 === 0 ? round(pen + (value + xOffset) * scale) : round(y - (value + yOffset) * scale),
        );
        path.push([LETTERS[command] ?? 'Z', ...points] as PathStep);
      }
      pen += xAdvance * scale;
    }
    return { path, color };
  });
}

const LETTERS: Record<string, PathStep[0]> = { moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'Q', bezierCurveTo: 'C' };

function boxes(count: number, left: number, y: number, size: number): Array<PathStep> {
  return Array.from({ length: count }, (_, index): Array<PathStep> => {
    const [x, width, height] = [left + (index * BOX_EM + 0.06) * size, (BOX_EM - 0.12) * size, 0.66 * size];
    return [['M', x, y], ['L', x + width, y], ['L', x + width, y - height], ['L', x, y - height], ['Z']];
  }).flat();
}

/** Four cubic arcs; 0.5523 is the usual handle for a quarter of a circle. */
function circle(radius: number): Array<PathStep> {
  const [m, r, k] = [MIDDLE, radius, radius * 0.5523];
  return [
    ['M', m + r, m],
    ['C', m + r, m + k, m + k, m + r, m, m + r],
    ['C', m - k, m + r, m - r, m + k, m - r, m],
    ['C', m - r, m - k, m - k, m - r, m, m - r],
    ['C', m + k, m - r, m + r, m - k, m + r, m],
    ['Z'],
  ];
}

/** With rounded corners, one of them at the top. */
function polygon(sides: number, radius: number): Array<PathStep> {
  const corner = (index: number): [number, number] => {
    const angle = (index / sides) * Math.PI * 2 - Math.PI / 2;
    return [MIDDLE + radius * Math.cos(angle), MIDDLE + radius * Math.sin(angle)];
  };
  const rounding = 0.14;
  return [
    ...Array.from({ length: sides }, (_, index): Array<PathStep> => {
      const [before, at, after] = [corner(index - 1), corner(index), corner(index + 1)];
      const from = at.map((value, axis) => value + ((before[axis] as number) - value) * rounding) as [number, number];
      const to = at.map((value, axis) => value + ((after[axis] as number) - value) * rounding) as [number, number];
      return [[index === 0 ? 'M' : 'L', ...from] as PathStep, ['Q', ...at, ...to]];
    }).flat(),
    ['Z'],
  ];
}

function scallops(count: number, radius: number): Array<PathStep> {
  const at = (index: number, reach: number): [number, number] => {
    const angle = (index / count) * Math.PI * 2;
    return [round(MIDDLE + reach * Math.cos(angle)), round(MIDDLE + reach * Math.sin(angle))];
  };
  return [
    ['M', ...at(-0.5, radius - 14)],
    ...Array.from({ length: count }, (_, index): PathStep => [
      'Q',
      ...at(index, radius + 14),
      ...at(index + 0.5, radius - 14),
    ]),
    ['Z'],
  ];
}

function toPath(start: Curve['start'], segments: Curve['segments']): Array<PathStep> {
  return [['M', ...start], ...segments.map(([one, two, end]): PathStep => ['C', ...one, ...two, ...end])];
}

function toSvg(shapes: ReadonlyArray<Shape>, { title, heading, issuerName, language }: BadgeInput): string {
  const drawn = shapes.map(({ path, color, lineWidth }) => {
    const d = path.map(([command, ...points]) => command + points.map(round).join(' ')).join('');
    return lineWidth === undefined
      ? `<path fill="${color}" d="${d}"/>`
      : `<path fill="none" stroke="${color}" stroke-width="${round(lineWidth)}" d="${d}"/>`;
  });
  const label = escapeXml(toPlainText(title));
  const description = escapeXml(toPlainText(`${heading} · ${issuerName}`));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" role="img" lang="${escapeXml(language)}"><title>${label}</title><desc>${description}</desc>${drawn.join('')}</svg>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
