// The dark band of a certificate page and all that lies under its text: emblem, wordmark or logo, QR code, ornaments.
import { toPlainText, type Award } from './document';
import { drawArtifact, drawCurves, drawLine, drawQr, drawTagged, type Canvas } from './pdf-canvas';
import type { Design, Theme } from './pdf-designs/design';
import type { Logo } from './pdf-designs/logo';
import { fillLabel, type PdfLabels } from './pdf-labels';
import { mix, rosette } from './pdf-ornament';
import { fitLines, layOutClipped, layOutLine, type TextFormat } from './text-runs';

/** A4 landscape, in points. */
export const PAGE = { width: 841.89, height: 595.28 };
/** Width of the band. */
export const BAND = 214;
const EMBLEM_Y = 246;
const WHITE = '#ffffff';

export type PageContent = {
  award: Award;
  labels: PdfLabels;
  /** BCP 47; dates and numbers are written its way. */
  locale: string;
  verifyUrl: string;
  shortId: string;
  /** For example "con distinción"; stands beside the score. */
  scoreBand?: string;
  design?: Design;
};

/** Where the text and the band stand, which depends on the theme's side. */
type Frame = { left: number; right: number; bandLeft: number; bandMiddle: number };

/** What every part of the page is drawn from. */
export type Sheet = PageContent & { theme: Theme; frame: Frame };

/** Draws what lies under everything: white ground, watermark, the band with its ornament and emblem. */
export function drawGround(canvas: Canvas, { award, theme, frame }: Sheet): void {
  const { doc } = canvas;
  const seed = award.credentialId;
  const { bandLeft, bandMiddle } = frame;
  const isLeft = theme.side === 'left';
  doc.rect(0, 0, PAGE.width, PAGE.height).fill(WHITE);
  // a watermark of the same pattern, just above the white
  doc
    .save()
    .rect(isLeft ? BAND : 0, 0, PAGE.width - BAND, PAGE.height)
    .clip();
  const faint: [string, string] = [mix(WHITE, theme.bar, 0.085), mix(WHITE, theme.accent, 0.11)];
  const corner: [number, number] = [isLeft ? PAGE.width - 40 : 40, PAGE.height - 40];
  drawCurves(
    canvas,
    rosette({ seed: `${seed} watermark`, center: corner, inner: 128, outer: 262, lines: 10, colors: faint, waves: 14 }),
    0.5,
  );
  doc.restore();

  doc.rect(bandLeft, 0, BAND, PAGE.height).fill(theme.band);
  doc.save().rect(bandLeft, 0, BAND, PAGE.height).clip();
  const box = { left: bandLeft, right: bandLeft + BAND, top: 0, bottom: PAGE.height };
  const ornament = theme.bandOrnament(seed, box);
  drawCurves(canvas, ornament.curves, ornament.lineWidth);
  doc.restore();
  doc.rect(isLeft ? BAND : bandLeft - 2.4, 0, 2.4, PAGE.height).fill(theme.accent);

  const center: [number, number] = [bandMiddle, EMBLEM_Y];
  doc.circle(...center, 90).fill(theme.band);
  for (const { curves, lineWidth } of theme.emblem(seed, center)) drawCurves(canvas, curves, lineWidth);
  doc.circle(...center, 33).fill(theme.band);
  doc
    .lineWidth(0.7)
    .circle(...center, 33)
    .stroke(theme.accent);
}

/** Wordmark or logo, letter, QR code and the address it leads to, on the dark band. */
export function drawBand(canvas: Canvas, sheet: Sheet): void {
  const { award, labels, verifyUrl, theme, frame } = sheet;
  const { doc } = canvas;
  const middle = frame.bandMiddle;
  drawWordmark(canvas, sheet);
  drawIssuerLine(canvas, sheet);
  const initial: TextFormat = { style: 'display', size: 34, weight: 500 };
  const letter = layOutLine(([...toPlainText(award.issuer.name)][0] ?? '').toLocaleUpperCase(), initial);
  drawArtifact(canvas, () => drawLine(canvas, letter, middle - letter.width / 2, EMBLEM_Y + 12, initial, WHITE));

  const size = 96;
  const box = { x: middle - size / 2 - 10, y: 398, side: size + 20 };
  const bounds: [number, number, number, number] = [box.x, box.y, box.x + box.side, box.y + box.side];
  drawTagged(canvas, 'Figure', { alt: fillLabel(labels.qrAlt, { url: verifyUrl }), bbox: bounds }, () => {
    doc.roundedRect(box.x, box.y, box.side, box.side, 5).fill(WHITE);
    drawQr(canvas, verifyUrl, box.x + 10, box.y + 10, size, theme.band);
  });

  const shown = verifyUrl.replace(/^https?:\/\//, '');
  const small: TextFormat = { style: 'text', size: 6.8 };
  const addressLines = layOutClipped(shown, small, BAND - 36, 3);
  const verifyLine = layOutLine(labels.verify, { ...small, weight: 600 });
  const addressTop = box.y + box.side;
  const height = 14 + addressLines.length * 9;
  const widest = Math.max(verifyLine.width, ...addressLines.map(({ width }) => width));
  // the address stands on plain ground, clear of the threads
  drawArtifact(canvas, () =>
    doc.roundedRect(middle - widest / 2 - 7, addressTop + 6, widest + 14, height + 4, 4).fill(theme.band),
  );
  drawTagged(canvas, 'Link', { actual: `${labels.verify} ${verifyUrl}` }, (element) => {
    doc.link(box.x, box.y, box.side, box.side + height, verifyUrl, {
      structParent: element,
      Contents: new String(labels.verify),
    } as object);
    drawLine(
      canvas,
      verifyLine,
      middle - verifyLine.width / 2,
      addressTop + 16,
      { ...small, weight: 600 },
      theme.accentOnBand,
    );
    for (const [index, line] of addressLines.entries()) {
      drawLine(canvas, line, middle - line.width / 2, addressTop + 26 + index * 9, small, WHITE);
    }
  });
}

/** The issuer's name, or on a company's own design its logo on a white plate. */
function drawWordmark(canvas: Canvas, { award, design, frame }: Sheet): void {
  const name = toPlainText(award.issuer.name);
  if (design?.kind === 'custom' && design.logo) {
    drawLogo(canvas, design.logo, name, frame.bandMiddle);
    return;
  }
  const largest: TextFormat = { style: 'display', size: 25, weight: 500 };
  let fitted = fitLines(name, largest, { width: BAND - 48, maxLines: 1, minSize: 19 });
  if (fitted.lines.length > 1)
    fitted = fitLines(name, { ...largest, size: 18 }, { width: BAND - 48, maxLines: 3, minSize: 9 });
  const { format, lines } = fitted;
  drawTagged(canvas, 'P', { actual: name }, () => {
    for (const [index, line] of lines.entries())
      drawLine(canvas, line, frame.bandMiddle - line.width / 2, 74 + index * format.size * 1.2, format, WHITE);
  });
}

/** On the plate, as large as it fits, keeping its proportions. */
function drawLogo(canvas: Canvas, logo: Logo, name: string, middle: number): void {
  const { doc } = canvas;
  const plate = { x: middle - 74, y: 44, width: 148, height: 74 };
  const scale = Math.min((plate.width - 24) / logo.width, (plate.height - 20) / logo.height);
  const [width, height] = [logo.width * scale, logo.height * scale];
  const [x, y] = [middle - width / 2, plate.y + (plate.height - height) / 2];
  const bbox: [number, number, number, number] = [plate.x, plate.y, plate.x + plate.width, plate.y + plate.height];
  drawTagged(canvas, 'Figure', { alt: name, bbox }, () => {
    doc.roundedRect(plate.x, plate.y, plate.width, plate.height, 6).fill(WHITE);
    if (logo.kind === 'png') {
      doc.image(Buffer.from(logo.bytes), x, y, { width, height });
      return;
    }
    doc.save().rect(x, y, width, height).clip();
    doc.transform(scale, 0, 0, scale, x - logo.left * scale, y - logo.top * scale);
    for (const { path, matrix, fill, stroke, strokeWidth } of logo.shapes) {
      doc.save().transform(...matrix);
      if (fill) doc.path(path).fill(fill);
      if (stroke) doc.lineWidth(strokeWidth).path(path).stroke(stroke);
      doc.restore();
    }
    doc.restore();
  });
}

/** Who stands behind the certificate, in a company's own words. */
function drawIssuerLine(canvas: Canvas, { design, theme, frame }: Sheet): void {
  if (design?.kind !== 'custom' || !design.issuerLine) return;
  const text = toPlainText(design.issuerLine);
  const format: TextFormat = { style: 'text', size: 8.2, weight: 500 };
  const lines = layOutClipped(text, format, BAND - 40, 2);
  const widest = Math.max(...lines.map(({ width }) => width));
  const top = lines.length === 1 ? 370 : 362;
  drawArtifact(canvas, () =>
    canvas.doc
      .roundedRect(frame.bandMiddle - widest / 2 - 7, top - 11, widest + 14, lines.length * 12 + 6, 4)
      .fill(theme.band),
  );
  drawTagged(canvas, 'P', { actual: text }, () => {
    for (const [index, line] of lines.entries())
      drawLine(canvas, line, frame.bandMiddle - line.width / 2, top + index * 12, format, WHITE);
  });
}
