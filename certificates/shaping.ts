// Shaped text, remembered: certificates repeat the same words, and shaping them is most of what drawing a page costs.
import type { GlyphRun } from 'fontkit';
import type { Face } from './fonts';

/** Runs kept of one face. A page has some 60; names come and go. */
const MAX_RUNS = 1_500;

const shaped = new WeakMap<Face['font'], Map<string, GlyphRun>>();

/** Returns the glyphs of a text in one face and direction, positions in units of the font. Not to be changed. */
export function shape({ font }: Face, text: string, isRightToLeft: boolean): GlyphRun {
  const runs = shaped.get(font) ?? new Map<string, GlyphRun>();
  if (runs.size === 0) shaped.set(font, runs);
  const key = `${isRightToLeft ? '<' : '>'}${text}`;
  const known = runs.get(key);
  if (known) return known;
  const run = font.layout(text, [], undefined, undefined, isRightToLeft ? 'rtl' : 'ltr');
  if (runs.size >= MAX_RUNS) runs.clear();
  runs.set(key, run);
  return run;
}

/** The same with positions of its own, for pdfkit, which scales them where they stand. */
export function shapeForPdf(face: Face, text: string, isRightToLeft: boolean): GlyphRun {
  const run = shape(face, text, isRightToLeft);
  const positions = run.positions.map((position) => ({ ...position }));
  return Object.assign(Object.create(Object.getPrototypeOf(run) as object), run, { positions }) as GlyphRun;
}
