// Which design a certificate has, and the theme that follows: colours, the side of the band, the ornaments on band and emblem.
import { CertificateError } from '../errors';
import type { Curve } from '../pdf-ornament';
import { mix, rosette, weave } from '../pdf-ornament';
import { readableOn } from './contrast';
import type { Logo } from './logo';
import { envelope, stairs, waves, whirl } from './ornaments';

/** What a certificate is about; each kind looks different from afar. */
export type DesignKind = 'skill' | 'role' | 'industry' | 'level';

export type Design =
  | { kind: 'skill' }
  | { kind: 'role' }
  | { kind: 'industry' }
  /** `level` of `levels`, counted from 1; at most 6. */
  | { kind: 'level'; level: number; levels: number }
  /** A company's own: its colour in any shade, its logo, a line on who stands behind the certificate. */
  | { kind: 'custom'; accent: string; logo?: Logo; issuerLine?: string };

export type Box = { left: number; right: number; top: number; bottom: number };
export type Point = [x: number, y: number];
/** Curves and how wide they are drawn, in points. */
export type Drawing = { curves: Array<Curve>; lineWidth: number };

export type Theme = {
  side: 'left' | 'right';
  /** The ground of the band, dark enough for white letters. */
  band: string;
  /** Rules and marks; too light for letters on white. */
  accent: string;
  /** The accent for small letters on white, and for those on the band. */
  accentOnWhite: string;
  accentOnBand: string;
  /** The bright end of the ornaments on the band. */
  light: string;
  /** The holder's name. */
  ink: string;
  /** The bar of the score. */
  bar: string;
  bandOrnament: (seed: string, box: Box) => Drawing;
  /** Drawn in a circle of 88 points around the centre; the innermost 33 stay free for a letter. */
  emblem: (seed: string, center: Point) => Array<Drawing>;
};

const WHITE = '#ffffff';
const BLACK = '#000000';

type Palette = { band: string; thread: string; glow: string; accent: string };

const PALETTES: Record<DesignKind, Palette> = {
  skill: { band: '#2b2a6b', thread: '#8f8bf0', glow: '#4338ca', accent: '#e0803a' },
  role: { band: '#0d3b3a', thread: '#6fc3ae', glow: '#1f7a68', accent: '#d3a13c' },
  industry: { band: '#47132f', thread: '#d987a3', glow: '#8d2a57', accent: '#e0915c' },
  level: { band: '#14304f', thread: '#7fb4e6', glow: '#2a66a8', accent: '#43b3ae' },
};

/** Returns the theme of a design; without one, that of `skill`. Throws `pdf-invalid` for a level or colour out of range. */
export function themeOf(design: Design = { kind: 'skill' }): Theme {
  if (design.kind === 'custom') return customTheme(design.accent);
  const palette = PALETTES[design.kind];
  if (design.kind === 'skill')
    return { ...paint(palette), side: 'left', bandOrnament: woven(palette), emblem: rings(palette) };
  if (design.kind === 'role')
    return { ...paint(palette), side: 'right', bandOrnament: turned(palette), emblem: facets(palette) };
  if (design.kind === 'industry')
    return { ...paint(palette), side: 'left', bandOrnament: flowing(palette), emblem: strung(palette) };
  const { level, levels } = design;
  const isInRange = Number.isInteger(level) && Number.isInteger(levels) && level >= 1 && level <= levels && levels <= 6;
  if (!isInRange)
    throw new CertificateError('pdf-invalid', 'A level is from 1 to the number of levels, at most 6', 'design');
  return { ...paint(palette), side: 'right', bandOrnament: rising(palette), emblem: steps(palette, level, levels) };
}

function paint({ band, thread, glow, accent }: Palette) {
  return {
    band,
    accent,
    accentOnWhite: readableOn(accent, WHITE, BLACK, 5),
    accentOnBand: readableOn(accent, band, WHITE, 7),
    light: mix(band, thread, 0.85),
    ink: band,
    bar: glow,
  };
}

/** Any colour may come in: its shades are moved until they can be read. */
function customTheme(accent: string): Theme {
  if (!/^#[0-9a-f]{6}$/i.test(accent))
    throw new CertificateError('pdf-invalid', 'An accent colour is written #rrggbb', 'design.accent');
  const band = readableOn(mix(accent, '#101018', 0.35), WHITE, '#101018', 9);
  const palette = { band, thread: mix(accent, WHITE, 0.45), glow: accent, accent: mix(accent, WHITE, 0.15) };
  return { ...paint(palette), bar: band, side: 'left', bandOrnament: woven(palette), emblem: rings(palette) };
}

type Ornament = Theme['bandOrnament'];
type Emblem = Theme['emblem'];

function threads({ band, thread, glow }: Palette): [string, string] {
  return [mix(band, thread, 0.62), mix(band, glow, 0.75)];
}

function woven(palette: Palette): Ornament {
  return (seed, { left, right, top, bottom }) => ({
    curves: weave({
      seed,
      left: left - 12,
      right: right + 12,
      top: top - 4,
      bottom: bottom + 4,
      lines: 34,
      colors: threads(palette),
    }),
    lineWidth: 0.4,
  });
}

function flowing(palette: Palette): Ornament {
  return (seed, box) => ({ curves: waves({ seed, box, lines: 46, colors: threads(palette) }), lineWidth: 0.45 });
}

function turned(palette: Palette): Ornament {
  return (seed, { left, right, top, bottom }) => {
    const middle = (left + right) / 2;
    const far = (right - left) * 0.95;
    const colors = threads(palette);
    const at = (y: number, turn: number) =>
      whirl({ center: [middle, y], radius: far, sides: 6, count: 26, shrink: 0.925, turn, colors });
    return { curves: [...at(top + 60, 0.07), ...at(bottom - 40, -0.07)], lineWidth: 0.4 };
  };
}

function rising(palette: Palette): Ornament {
  return (seed, box) => ({ curves: stairs({ seed, box, lines: 30, colors: threads(palette) }), lineWidth: 0.5 });
}

function rings({ band, thread, accent }: Palette): Emblem {
  return (seed, center) => [
    {
      curves: rosette({
        seed: `${seed} outer`,
        center,
        inner: 53,
        outer: 88,
        lines: 9,
        colors: [mix(band, thread, 0.85), '#eeecff'],
      }),
      lineWidth: 0.32,
    },
    {
      curves: rosette({
        seed: `${seed} inner`,
        center,
        inner: 34,
        outer: 53,
        lines: 6,
        colors: [accent, mix(accent, WHITE, 0.4)],
      }),
      lineWidth: 0.36,
    },
  ];
}

function facets({ band, thread, accent }: Palette): Emblem {
  return (seed, center) => [
    {
      curves: whirl({
        center,
        radius: 88,
        sides: 6,
        count: 17,
        shrink: 0.948,
        turn: 0.11,
        colors: [mix(band, thread, 0.9), WHITE],
      }),
      lineWidth: 0.5,
    },
    {
      curves: rosette({
        seed: `${seed} inner`,
        center,
        inner: 34,
        outer: 46,
        lines: 5,
        colors: [accent, mix(accent, WHITE, 0.5)],
      }),
      lineWidth: 0.45,
    },
  ];
}

function strung({ band, thread, accent }: Palette): Emblem {
  return (seed, center) => [
    {
      curves: envelope({
        seed,
        center,
        radius: 88,
        inner: 50,
        points: 150,
        colors: [mix(band, thread, 0.85), '#fff0f4'],
      }),
      lineWidth: 0.3,
    },
    {
      curves: rosette({
        seed: `${seed} inner`,
        center,
        inner: 34,
        outer: 49,
        lines: 5,
        colors: [accent, mix(accent, WHITE, 0.4)],
      }),
      lineWidth: 0.4,
    },
  ];
}

/** A ring a level; those reached are bright. */
function steps({ band, thread, accent }: Palette, level: number, levels: number): Emblem {
  return (seed, center) => {
    const width = (88 - 36) / levels;
    return Array.from({ length: levels }, (_, index) => {
      const inner = 36 + index * width;
      const isReached = index < level;
      const colors: [string, string] = isReached
        ? [accent, mix(accent, WHITE, 0.55)]
        : [mix(band, thread, 0.3), mix(band, thread, 0.42)];
      const ring = rosette({
        seed: `${seed} ${index}`,
        center,
        inner: inner + 1,
        outer: inner + width - 1,
        lines: isReached ? 7 : 3,
        colors,
        waves: 18 + index * 8,
      });
      return { curves: ring, lineWidth: isReached ? 0.5 : 0.35 };
    });
  };
}
