// Freezes a variable font at one weight. fontkit can draw such an instance but not embed it, so the outlines are rewritten.
import { create, type Font } from 'fontkit';
import { assembleFont, readTables, Reader, tableOf, writeOutline, Writer, type Step } from './sfnt';

/** Tables that only make sense while the font still varies. */
const VARIATION_TABLES = ['fvar', 'gvar', 'avar', 'HVAR', 'VVAR', 'MVAR', 'cvar', 'STAT'];
/** Hints belong to the outlines that were drawn by hand; on a printed page nobody misses them. */
const HINT_TABLES = ['cvt ', 'fpgm', 'prep', 'gasp', 'hdmx', 'VDMX', 'LTSH'];

/**
 * Returns the file with every outline and width as they are at `weight` (100 to 900, clamped to the font's range),
 * glyphs composed of others drawn out. Kerning stays that of the default weight. A font without a weight axis, or whose
 * default weight is asked for, comes back as it was.
 */
export function freezeWeight(file: Uint8Array, weight: number): Uint8Array {
  const variable = create(file);
  const axis = variable.variationAxes.wght;
  const wanted = axis && Math.min(Math.max(weight, axis.min), axis.max);
  if (wanted === undefined || wanted === axis?.default) return file;
  const instance = variable.getVariation({ wght: wanted });
  const { flavor, tables } = readTables(file);
  const glyphCount = new Reader(tableOf(tables, 'maxp')).at(4).uint16();

  const [glyf, loca, hmtx] = [new Writer(), new Writer(), new Writer()];
  let mostPoints = 0;
  let mostContours = 0;
  for (let glyph = 0; glyph < glyphCount; glyph++) {
    loca.uint32(glyf.length);
    const { ends, steps, box } = outlineOf(instance, glyph);
    if (steps.length > 0) writeOutline(glyf, { ends, steps, box, instructions: new Uint8Array(), overlaps: true });
    glyf.align(4);
    hmtx.uint16(Math.round(instance.getGlyph(glyph).advanceWidth));
    hmtx.int16(box[0] as number);
    mostPoints = Math.max(mostPoints, steps.length);
    mostContours = Math.max(mostContours, ends.length);
  }
  loca.uint32(glyf.length);

  for (const tag of [...VARIATION_TABLES, ...HINT_TABLES]) tables.delete(tag);
  tables.set('glyf', glyf.toBytes());
  tables.set('loca', loca.toBytes());
  tables.set('hmtx', hmtx.toBytes());
  tables.set('head', patched(tableOf(tables, 'head'), [[50, 1]])); // long offsets
  tables.set('hhea', patched(tableOf(tables, 'hhea'), [[34, glyphCount]])); // one width a glyph
  tables.set(
    'maxp',
    patched(tableOf(tables, 'maxp'), [
      [6, mostPoints],
      [8, mostContours],
    ]),
  );
  return assembleFont(flavor, tables);
}

type Outline = { ends: Array<number>; steps: Array<Step>; box: Array<number> };

/** Turns the path of a glyph back into TrueType points. */
function outlineOf(font: Font, glyph: number): Outline {
  const contours: Array<Array<[onCurve: number, x: number, y: number]>> = [];
  for (const { command, args } of font.getGlyph(glyph).path.commands) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = args.map(Math.round);
    if (command === 'moveTo') contours.push([[1, x1, y1]]);
    else if (command === 'lineTo') contours.at(-1)?.push([1, x1, y1]);
    else if (command === 'quadraticCurveTo') contours.at(-1)?.push([0, x1, y1], [1, x2, y2]);
  }
  const outline: Outline = { ends: [], steps: [], box: [0, 0, 0, 0] };
  let [x, y] = [0, 0];
  for (const contour of contours) {
    const [first, last] = [contour[0], contour.at(-1)];
    // the path repeats the first point to close; TrueType closes by itself
    if (contour.length > 1 && first && last && last[0] === 1 && first[1] === last[1] && first[2] === last[2])
      contour.pop();
    for (const [onCurve, px, py] of contour) {
      outline.steps.push([onCurve, px - x, py - y]);
      [x, y] = [px, py];
    }
    outline.ends.push(outline.steps.length - 1);
  }
  const points = contours.flat();
  if (points.length > 0) {
    const [xs, ys] = [points.map(([, px]) => px), points.map(([, , py]) => py)];
    outline.box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }
  return outline;
}

function patched(table: Uint8Array, values: Array<[offset: number, value: number]>): Uint8Array {
  const copy = Uint8Array.from(table);
  const view = new DataView(copy.buffer);
  for (const [offset, value] of values) view.setUint16(offset, value);
  return copy;
}
