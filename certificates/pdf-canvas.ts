// Drawing on a tagged PDF page: lines of shaped text, curves, a QR code. Knows pdfkit, not what a certificate is.
import type { Font } from 'fontkit';
import { create as createQr } from 'qrcode';
import type { Face } from './fonts';
import type { Curve } from './pdf-ornament';
import { shapeForPdf } from './shaping';
import { BOX_EM, missingCharacters, type Line, type TextFormat } from './text-runs';

export type Canvas = {
  doc: PDFKit.PDFDocument;
  /** The structure element that everything on the page hangs on. */
  root: StructureElement;
  /** Characters drawn as a box, because no font on board has them. */
  missing: Set<string>;
};

type StructureElement = PDFKit.PDFStructureElement;
/** Draws what a reading voice should skip: ground, ornament, rules. */
export function drawArtifact({ doc }: Canvas, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** Draws content under one structure element; `actual` is its text in reading order, `alt` its description. */
export function drawTagged(
  { doc, root }: Canvas,
  type: string,
  options: { actual?: string; alt?: string; bbox?: [number, number, number, number] },
  draw: (element: StructureElement) => void,
): void {
  const element = doc.struct(type, options as Parameters<typeof doc.struct>[1]);
  root.add(element);
  element.add(() => draw(element));
  element.end();
}

/** Draws one line with its baseline at `y`; returns where it ends. */
export function drawLine(canvas: Canvas, line: Line, x: number, y: number, format: TextFormat, color: string): number {
  const { doc, missing } = canvas;
  for (const run of line.runs) {
    if (run.face) {
      doc
        .fillColor(color)
        .font(registerFace(doc, run.face, run.isRightToLeft))
        .fontSize(format.size);
      // features, even none, make pdfkit shape the run as a whole instead of word by word
      const options = {
        lineBreak: false,
        baseline: 'alphabetic',
        features: [],
        characterSpacing: format.tracking ?? 0,
      };
      doc.text(run.text, x, y, options as PDFKit.Mixins.TextOptions);
    } else {
      drawBoxes(canvas, [...run.text].length, x, y, format.size, color);
    }
    x += run.width;
  }
  for (const character of missingCharacters(line)) missing.add(character);
  return x;
}

/** Draws curves as hairlines of the given width. A page has some ten thousand pieces, so they are written in one go. */
export function drawCurves({ doc }: Canvas, curves: Array<Curve>, lineWidth: number): void {
  doc.lineWidth(lineWidth);
  for (const { start, segments, color } of curves) {
    let path = `${start[0]} ${start[1]} m`;
    for (const [one, two, end] of segments) path += ` ${one[0]} ${one[1]} ${two[0]} ${two[1]} ${end[0]} ${end[1]} c`; // m, c, S: ISO 32000-2, table 58
    doc.strokeColor(color).addContent(`${path} S`);
  }
}

/** Draws a QR code as one filled path, without its quiet zone. `size` in points; error correction level M. */
export function drawQr({ doc }: Canvas, text: string, x: number, y: number, size: number, color: string): void {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  const step = size / modules.size;
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      // runs of dark modules become one rectangle, so that no hairline shows between them
      let end = column;
      while (end < modules.size && modules.get(row, end)) end++;
      doc.rect(x + column * step, y + row * step, (end - column) * step, step + 0.01);
      column = end;
    }
  }
  doc.fill(color);
}

function drawBoxes({ doc }: Canvas, count: number, x: number, y: number, size: number, color: string): void {
  for (let index = 0; index < count; index++) {
    const left = x + (index * BOX_EM + 0.06) * size;
    doc
      .lineWidth(Math.max(0.4, size * 0.035))
      .rect(left, y - size * 0.66, (BOX_EM - 0.12) * size, size * 0.66)
      .stroke(color);
  }
}

/** pdfkit cannot be told a direction, so each direction of a face is registered as a font of its own. */
function registerFace(doc: PDFKit.PDFDocument, face: Face, isRightToLeft: boolean): string {
  const { key, font } = face;
  const direction = isRightToLeft ? 'rtl' : 'ltr';
  const name = `${key}-${direction}`;
  const registered = (doc as unknown as { _registeredFonts: Record<string, unknown> })._registeredFonts;
  if (!registered[name]) {
    const directed = Object.create(font, {
      postscriptName: { value: isRightToLeft ? `${font.postscriptName}-rtl` : font.postscriptName },
      layout: { value: (text: string) => shapeForPdf(face, text, isRightToLeft) },
    }) as Font;
    doc.registerFont(name, directed as unknown as PDFKit.Mixins.PDFFontSource);
  }
  return name;
}
