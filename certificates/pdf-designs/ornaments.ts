// Further ornaments beside the guilloche: whirls of polygons, envelopes of chords, flowing and rising lines. Same seed, same lines.
import { mix, sampleCurve, seededNumbers, type Curve } from '../pdf-ornament';
import type { Box, Point } from './design';

type Colors = [from: string, to: string];

/** Polygons inside one another, each a little smaller and turned: their corners draw spirals. `turn` in radians. */
export function whirl(options: {
  center: Point;
  radius: number;
  sides: number;
  count: number;
  shrink: number;
  turn: number;
  colors: Colors;
}): Array<Curve> {
  const { center, sides, count, shrink, turn } = options;
  return Array.from({ length: count }, (_, index) => {
    const radius = options.radius * shrink ** index;
    const corners = Array.from({ length: sides + 1 }, (_, corner): Point => {
      const angle = (corner / sides) * Math.PI * 2 + index * turn - Math.PI / 2;
      return [center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle)];
    });
    return straight(corners, mix(...options.colors, index / count));
  });
}

/** Chords from point n to point f·n of a circle (the envelope is an epicycloid), kept outside the inner circle. */
export function envelope(options: {
  seed: string;
  center: Point;
  radius: number;
  inner: number;
  points: number;
  colors: Colors;
}): Array<Curve> {
  const next = seededNumbers(options.seed);
  const { center, radius, inner, points } = options;
  // chords of these spans pass the inner circle at a distance; which two are drawn depends on the seed
  const widest = Math.floor((Math.acos(inner / radius) / Math.PI) * points);
  const spans = [widest, Math.floor(widest * (0.55 + next() * 0.2))];
  const turn = next() * Math.PI * 2;
  const at = (index: number): Point => {
    const angle = (index / points) * Math.PI * 2 + turn;
    return [center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle)];
  };
  return spans.flatMap((span, ring) =>
    Array.from({ length: points }, (_, index) =>
      straight([at(index), at(index + span)], mix(...options.colors, ring === 0 ? index / points : 1)),
    ),
  );
}

/** Lines from side to side that follow one another like contours of a hillside. */
export function waves(options: { seed: string; box: Box; lines: number; colors: Colors }): Array<Curve> {
  const next = seededNumbers(options.seed);
  const { left, right, top, bottom } = options.box;
  const [long, short, phase] = [0.7 + next() * 0.5, 1.6 + next(), next() * Math.PI * 2];
  const height = bottom - top;
  return Array.from({ length: options.lines }, (_, index) => {
    const share = index / (options.lines - 1);
    const middle = top - 40 + share * (height + 80);
    const at = (part: number): Point => {
      const swell = Math.sin(part * Math.PI * 2 * long + phase + share * 5.5) * 26;
      const ripple = Math.sin(part * Math.PI * 2 * short - phase + share * 13) * 9;
      return [left + part * (right - left), middle + swell + ripple];
    };
    return sampleCurve(at, 12, mix(...options.colors, Math.abs(share * 2 - 1)));
  });
}

/** Lines that climb in rounded steps from the lower edge to the upper. */
export function stairs(options: { seed: string; box: Box; lines: number; colors: Colors }): Array<Curve> {
  const next = seededNumbers(options.seed);
  const { left, right, top, bottom } = options.box;
  const treads = 3 + Math.floor(next() * 2);
  const phase = next();
  const reach = bottom - top + (right - left) * 1.6;
  return Array.from({ length: options.lines }, (_, index) => {
    const share = index / (options.lines - 1);
    const start = bottom + (right - left) * 1.2 - share * reach * 1.15;
    const at = (part: number): Point => {
      const climb = part * treads + phase;
      const step = Math.floor(climb) + smooth(climb - Math.floor(climb));
      return [left + part * (right - left), start - ((step - phase) / treads) * (right - left) * 1.25];
    };
    return sampleCurve(at, treads * 10, mix(...options.colors, Math.abs(share * 2 - 1)));
  });
}

/** From 0 to 1, flat at both ends and steep in the middle. */
function smooth(part: number): number {
  return part < 0.5 ? 8 * part ** 4 : 1 - 8 * (1 - part) ** 4;
}

function straight(corners: Array<Point>, color: string): Curve {
  const [start = [0, 0], ...rest] = corners.map(([x, y]): Point => [
    Math.round(x * 100) / 100,
    Math.round(y * 100) / 100,
  ]);
  let from = start;
  const segments = rest.map((to): [Point, Point, Point] => {
    const segment: [Point, Point, Point] = [from, to, to];
    from = to;
    return segment;
  });
  return { start, segments, color };
}
