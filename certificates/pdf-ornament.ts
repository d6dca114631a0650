// Guilloche: fine woven lines and rosettes as on banknotes, drawn from the certificate's id. Same id, same lines.
import { createHash } from 'node:crypto';

/** A cubic path: a start and segments of three points each. Units are points on the page. */
export type Curve = { start: Point; segments: Array<[Point, Point, Point]>; color: string };
type Point = [x: number, y: number];

/** Returns a source of numbers in [0, 1) that depends on the seed alone. */
export function seededNumbers(seed: string): () => number {
  let block = createHash('sha256').update(seed, 'utf8').digest();
  let offset = 0;
  return () => {
    if (offset + 4 > block.length) {
      block = createHash('sha256').update(block).digest();
      offset = 0;
    }
    offset += 4;
    return block.readUInt32BE(offset - 4) / 2 ** 32;
  };
}

/**
 * Returns closed curves woven into a ring: r(θ) = m + a·cos(nθ + φ + 2πk/K)·(1 + e·cos(pθ + ψ)), curve k of K. All share
 * one amplitude and differ in phase, so they cross in a lattice; the slow term swells it into `petals`.
 */
export function rosette(options: {
  seed: string;
  center: Point;
  /** Radii between which the lattice lies, in points. */
  inner: number;
  outer: number;
  lines: number;
  colors: [from: string, to: string];
  /** Waves around the ring; by default 16 to 22, by the seed. */
  waves?: number;
}): Array<Curve> {
  const next = seededNumbers(options.seed);
  const waves = options.waves ?? 16 + Math.floor(next() * 7);
  const petals = 5 + Math.floor(next() * 5);
  const phase = next() * Math.PI * 2;
  const turn = next() * Math.PI * 2;
  const swell = 0.22 + next() * 0.16;
  const [cx, cy] = options.center;
  const middle = (options.inner + options.outer) / 2;
  const amplitude = (options.outer - options.inner) / 2 / (1 + swell);
  return Array.from({ length: options.lines }, (_, index) => {
    const share = index / options.lines;
    const at = (part: number): Point => {
      const angle = part * Math.PI * 2;
      const wave =
        Math.cos(waves * angle + phase + share * Math.PI * 2) * (1 + swell * Math.cos(petals * angle + turn));
      const radius = middle + amplitude * wave;
      return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
    };
    return sampleCurve(at, waves * 5, mix(...options.colors, Math.abs(share * 2 - 1)));
  });
}

/** Returns upright waves that cross each other inside a band; the phases of neighbours drift, which makes the weave. */
export function weave(options: {
  seed: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  lines: number;
  colors: [from: string, to: string];
}): Array<Curve> {
  const next = seededNumbers(options.seed);
  const { left, right, top, bottom, lines } = options;
  const height = bottom - top;
  const long = 1.1 + next() * 0.6;
  const short = long * (2 + Math.floor(next() * 2));
  const drift = 1.5 + next() * 1.5;
  const phase = next() * Math.PI * 2;
  return Array.from({ length: lines }, (_, index) => {
    const share = index / (lines - 1);
    const middle = left + share * (right - left);
    const at = (part: number): Point => {
      const wave =
        Math.sin(part * Math.PI * 2 * long + phase + share * drift * Math.PI) * (right - left) * 0.17 +
        Math.sin(part * Math.PI * 2 * short - phase + share * drift * 2 * Math.PI) * (right - left) * 0.05;
      return [middle + wave, top + part * height];
    };
    return sampleCurve(at, 22, mix(...options.colors, Math.abs(share * 2 - 1)));
  });
}

/** Returns the colour between two, `share` from 0 to 1. */
export function mix(from: string, to: string, share: number): string {
  const channel = (color: string, index: number) => Number.parseInt(color.slice(1 + index * 2, 3 + index * 2), 16);
  return `#${[0, 1, 2]
    .map((index) => Math.round(channel(from, index) * (1 - share) + channel(to, index) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}

/** Turns a function over [0, 1] into a smooth path of `count` pieces: Hermite tangents by central difference, as Bézier handles. */
export function sampleCurve(at: (part: number) => Point, count: number, color: string): Curve {
  const step = 1 / count;
  const nudge = step / 50;
  const slope = (part: number): Point => {
    const [ahead, behind] = [at(part + nudge), at(part - nudge)];
    return [(ahead[0] - behind[0]) / (2 * nudge), (ahead[1] - behind[1]) / (2 * nudge)];
  };
  const segments = Array.from({ length: count }, (_, index): [Point, Point, Point] => {
    const [from, to] = [index * step, (index + 1) * step];
    const [a, b, da, db] = [at(from), at(to), slope(from), slope(to)];
    return [
      round([a[0] + (da[0] * step) / 3, a[1] + (da[1] * step) / 3]),
      round([b[0] - (db[0] * step) / 3, b[1] - (db[1] * step) / 3]),
      round(b),
    ];
  });
  return { start: round(at(0)), segments, color };
}

/** A hundredth of a point is finer than any printer, and keeps the file small. */
function round([x, y]: Point): Point {
  return [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
}
