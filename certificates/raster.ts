// Turns flat shapes into pixels, with smooth edges, and pixels into a PNG. Knows lines and curves, no files and no fonts.
import { deflateSync } from 'node:zlib';
import { writeChunks } from './png-chunks';

/** A path in absolute coordinates, as in SVG: move, line, quadratic and cubic curve, close. */
export type PathStep =
  | ['M' | 'L', number, number]
  | ['Q', number, number, number, number]
  | ['C', number, number, number, number, number, number]
  | ['Z'];

/** One colour each, `#rrggbb`. A `lineWidth` draws the path as a line of that width instead of filling it. */
export type Shape = { path: Array<PathStep>; color: string; lineWidth?: number };

/** Steps between not covered and covered. More would not be seen, and every one makes the file larger. */
const SHADES = 8;

type Polyline = Array<[x: number, y: number]>;

/** Signed area by sample, and the part of it that is not zero. */
type Coverage = { samples: Float32Array; size: number; top: number; bottom: number; left: number };

/** Returns a PNG of `size` by `size` pixels of shapes on a transparent square of `side` units, later ones above. */
export function rasterize(shapes: ReadonlyArray<Shape>, side: number, size: number): Uint8Array {
  const pixels = new Uint8ClampedArray(size * size * 4);
  const scale = size / side;
  // one sample more on the right takes what falls on the edge
  const coverage: Coverage = { samples: new Float32Array((size + 2) * size), size, top: size, bottom: 0, left: size };
  for (const { path, color, lineWidth } of shapes) {
    const lines = flatten(path, scale);
    for (const contour of lineWidth === undefined ? lines : lines.flatMap((line) => toQuads(line, lineWidth * scale)))
      cover(coverage, contour);
    paint(pixels, coverage, color);
  }
  return encode(pixels, size);
}

/** Turns curves into lines short enough that no corner shows, in pixels. */
function flatten(path: Array<PathStep>, scale: number): Array<Polyline> {
  const contours: Array<Polyline> = [];
  let current: Polyline = [];
  for (const [command, ...values] of path) {
    const points = values.map((value) => value * scale);
    const [x0, y0] = current.at(-1) ?? [0, 0];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = points;
    if (command === 'M') contours.push((current = [[x1, y1]]));
    else if (command === 'L') current.push([x1, y1]);
    else if (command === 'Q') {
      const steps = stepsFor(Math.hypot(x1 - x0, y1 - y0) + Math.hypot(x2 - x1, y2 - y1));
      for (let step = 1; step <= steps; step++) {
        const [t, u] = [step / steps, 1 - step / steps];
        current.push([u * u * x0 + 2 * u * t * x1 + t * t * x2, u * u * y0 + 2 * u * t * y1 + t * t * y2]);
      }
    } else if (command === 'C') {
      const length = Math.hypot(x1 - x0, y1 - y0) + Math.hypot(x2 - x1, y2 - y1) + Math.hypot(x3 - x2, y3 - y2);
      const steps = stepsFor(length);
      for (let step = 1; step <= steps; step++) {
        const [t, u] = [step / steps, 1 - step / steps];
        const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
        current.push([a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3]);
      }
    } else if (current[0]) current.push([...current[0]]);
  }
  return contours;
}

function stepsFor(length: number): number {
  return Math.min(40, Math.max(1, Math.ceil(Math.sqrt(length) * 1.2)));
}

/** Each piece of a line as an upright rectangle of its own, a little longer than it is, all turning the same way. */
function toQuads(line: Polyline, width: number): Array<Polyline> {
  return line.slice(1).flatMap(([x1, y1], index): Array<Polyline> => {
    const [x0, y0] = line[index] as [number, number];
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length === 0) return [];
    const [dx, dy] = [((x1 - x0) / length) * width, ((y1 - y0) / length) * width];
    const [ax, ay, bx, by] = [x0 - dx / 8, y0 - dy / 8, x1 + dx / 8, y1 + dy / 8];
    const [nx, ny] = [-dy / 2, dx / 2];
    return [
      [
        [ax + nx, ay + ny],
        [bx + nx, by + ny],
        [bx - nx, by - ny],
        [ax - nx, ay - ny],
      ],
    ];
  });
}

/** Adds the signed area that a contour covers to the right of each of its edges, sample by sample (R. Levien, font-rs). */
function cover(coverage: Coverage, contour: Polyline): void {
  const { samples, size } = coverage;
  const stride = size + 2;
  const clamp = (x: number) => Math.min(Math.max(x, 0), size);
  for (const [index, from] of contour.entries()) {
    const to = contour[(index + 1) % contour.length] as [number, number];
    if (from[1] === to[1]) continue;
    const direction = from[1] < to[1] ? 1 : -1;
    const [[x0, y0], [x1, y1]] = direction === 1 ? [from, to] : [to, from];
    const slope = (x1 - x0) / (y1 - y0);
    let x = y0 < 0 ? x0 - y0 * slope : x0;
    for (let row = Math.max(0, Math.floor(y0)); row < Math.min(size, Math.ceil(y1)); row++) {
      const height = Math.min(row + 1, y1) - Math.max(row, y0);
      const next = x + slope * height;
      const left = clamp(Math.min(x, next));
      addEdge(samples, row * stride, left, clamp(Math.max(x, next)), height * direction);
      coverage.top = Math.min(coverage.top, row);
      coverage.bottom = Math.max(coverage.bottom, row + 1);
      coverage.left = Math.min(coverage.left, Math.floor(left));
      x = next;
    }
  }
}

/** An edge within one row, from `left` to `right`: its area spread over the samples it crosses. */
function addEdge(samples: Float32Array, start: number, left: number, right: number, area: number): void {
  const first = Math.floor(left);
  const last = Math.ceil(right);
  const add = (sample: number, value: number) => {
    samples[start + sample] = (samples[start + sample] as number) + value;
  };
  if (last <= first + 1) {
    const middle = (left + right) / 2 - first;
    add(first, area - area * middle);
    add(first + 1, area * middle);
    return;
  }
  const density = 1 / (right - left);
  const lead = 0.5 * density * (1 - (left - first)) ** 2;
  const tail = 0.5 * density * (right - last + 1) ** 2;
  add(first, area * lead);
  if (last === first + 2) add(first + 1, area * (1 - lead - tail));
  else {
    const second = density * (1.5 - (left - first));
    add(first + 1, area * (second - lead));
    for (let sample = first + 2; sample < last - 1; sample++) add(sample, area * density);
    add(last - 1, area * (1 - (second + (last - first - 3) * density) - tail));
  }
  add(last, area * tail);
}

/** Lays the colour over the pixels where it covers them, and empties the coverage for the next shape. */
function paint(pixels: Uint8ClampedArray, coverage: Coverage, color: string): void {
  const { samples, size, top, bottom, left } = coverage;
  const rgb = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  for (let row = top; row < bottom; row++) {
    let sum = 0;
    const start = row * (size + 2);
    for (let column = left; column < size; column++) {
      sum += samples[start + column] as number;
      const share = Math.round(Math.min(1, Math.abs(sum)) * SHADES) / SHADES;
      if (share === 0) continue;
      const at = (row * size + column) * 4;
      const below = ((pixels[at + 3] as number) / 255) * (1 - share);
      const alpha = share + below;
      for (let channel = 0; channel < 3; channel++)
        pixels[at + channel] = ((rgb[channel] as number) * share + (pixels[at + channel] as number) * below) / alpha;
      pixels[at + 3] = alpha * 255;
    }
    samples.fill(0, start, start + size + 2);
  }
  Object.assign(coverage, { top: size, bottom: 0, left: size });
}

/** 8 bits a channel with alpha; each row as the difference from its left neighbours (W3C PNG, section 9.2, Sub). */
function encode(pixels: Uint8ClampedArray, size: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const stride = size * 4;
  const rows = Buffer.alloc((stride + 1) * size);
  for (let row = 0; row < size; row++) {
    rows[row * (stride + 1)] = 1;
    for (let at = 0; at < stride; at++) {
      const left = at >= 4 ? (pixels[row * stride + at - 4] as number) : 0;
      rows[row * (stride + 1) + 1 + at] = (pixels[row * stride + at] as number) - left;
    }
  }
  return writeChunks([
    { type: 'IHDR', data: header },
    { type: 'IDAT', data: deflateSync(rows, { level: 9 }) },
    { type: 'IEND', data: new Uint8Array() },
  ]);
}
