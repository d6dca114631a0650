// The design of the certificate page, A4 landscape: where each thing stands. Measures in points from the top left.
import type { Award } from './document';
import { toPlainText } from './document';
import { drawArtifact, drawCurves, drawLine, drawQr, drawTagged, type Canvas } from './pdf-canvas';
import { fillLabel, type PdfLabels } from './pdf-labels';
import { mix, rosette, weave } from './pdf-ornament';
import { fitLines, layOutClipped, layOutLine, type TextFormat } from './text-runs';

export const PAGE = { width: 841.89, height: 595.28 };

const INDIGO = '#2b2a6b';
const VIOLET = '#4338ca';
const ORANGE = '#e0803a';
/** The orange, dark enough for small letters on white (contrast 5:1). */
const RUST = '#a8541a';
const INK = '#1c1b3a';
const GREY = '#5b5975';
const RULE = '#d8d6e8';
const WHITE = '#ffffff';

const BAND = 214;
const LEFT = 268;
const RIGHT = PAGE.width - 52;
const WIDTH = RIGHT - LEFT;
const SEAL_Y = 246;
const FACTS_Y = 446;

const LABEL: TextFormat = { style: 'text', size: 7, weight: 600, tracking: 1.1 };
const SMALL: TextFormat = { style: 'text', size: 7.5 };
const BODY: TextFormat = { style: 'text', size: 9.5 };
const VALUE: TextFormat = { style: 'text', size: 11, weight: 500 };

export type PageContent = {
  award: Award;
  labels: PdfLabels;
  /** BCP 47; dates and numbers are written its way. */
  locale: string;
  verifyUrl: string;
  shortId: string;
  /** For example "con distinción"; stands beside the score. */
  scoreBand?: string;
};

/** Draws the whole page in reading order. */
export function drawPage(canvas: Canvas, content: PageContent): void {
  drawArtifact(canvas, () => drawGround(canvas, content.award.credentialId));
  drawHead(canvas, content);
  const nameBottom = drawName(canvas, content);
  const titleBottom = drawTitle(canvas, content, nameBottom);
  const skillsBottom = drawSkills(canvas, content, titleBottom);
  drawCriteria(canvas, content, skillsBottom);
  drawFacts(canvas, content);
  drawFoot(canvas, content);
  drawBand(canvas, content);
}

function drawGround(canvas: Canvas, seed: string): void {
  const { doc } = canvas;
  doc.rect(0, 0, PAGE.width, PAGE.height).fill(WHITE);
  // a watermark of the same pattern, just above the white
  doc
    .save()
    .rect(BAND, 0, PAGE.width - BAND, PAGE.height)
    .clip();
  const faint: [string, string] = [mix(WHITE, VIOLET, 0.085), mix(WHITE, ORANGE, 0.11)];
  const corner: [number, number] = [PAGE.width - 40, PAGE.height - 40];
  drawCurves(
    canvas,
    rosette({ seed: `${seed} watermark`, center: corner, inner: 128, outer: 262, lines: 10, colors: faint, waves: 14 }),
    0.5,
  );
  doc.restore();

  doc.rect(0, 0, BAND, PAGE.height).fill(INDIGO);
  doc.save().rect(0, 0, BAND, PAGE.height).clip();
  const threads: [string, string] = [mix(INDIGO, '#8f8bf0', 0.62), mix(INDIGO, VIOLET, 0.75)];
  drawCurves(
    canvas,
    weave({ seed, left: -12, right: BAND + 12, top: -4, bottom: PAGE.height + 4, lines: 34, colors: threads }),
    0.4,
  );
  doc.restore();
  doc.rect(BAND, 0, 2.4, PAGE.height).fill(ORANGE);

  const center: [number, number] = [BAND / 2, SEAL_Y];
  doc.circle(...center, 90).fill(INDIGO);
  drawCurves(
    canvas,
    rosette({
      seed: `${seed} outer`,
      center,
      inner: 53,
      outer: 88,
      lines: 9,
      colors: [mix(INDIGO, '#a5a1ff', 0.75), '#eeecff'],
    }),
    0.32,
  );
  drawCurves(
    canvas,
    rosette({
      seed: `${seed} inner`,
      center,
      inner: 34,
      outer: 53,
      lines: 6,
      colors: [ORANGE, mix(ORANGE, WHITE, 0.4)],
    }),
    0.36,
  );
  doc.circle(...center, 33).fill(INDIGO);
  doc
    .lineWidth(0.7)
    .circle(...center, 33)
    .stroke(ORANGE);
}

function drawHead(canvas: Canvas, { labels, shortId }: PageContent): void {
  const heading = labels.certificate.toLocaleUpperCase();
  const format: TextFormat = { ...LABEL, size: 9, tracking: 3 };
  drawTagged(canvas, 'H1', { actual: labels.certificate }, () =>
    drawLine(canvas, layOutLine(heading, format), LEFT, 68, format, RUST),
  );
  const number = `${labels.number} ${shortId}`;
  const line = layOutLine(number, SMALL);
  drawTagged(canvas, 'P', { actual: number }, () => drawLine(canvas, line, RIGHT - line.width, 68, SMALL, GREY));
}

/** The name takes one line down to 26 pt, then up to three lines that shrink further. */
function drawName(canvas: Canvas, { award, labels }: PageContent): number {
  const name = toPlainText(award.holder.name);
  const largest: TextFormat = { style: 'display', size: 46, weight: 400 };
  let fitted = fitLines(name, largest, { width: WIDTH, maxLines: 1, minSize: 26 });
  if (fitted.lines.length > 1)
    fitted = fitLines(name, { ...largest, size: 26 }, { width: WIDTH, maxLines: 2, minSize: 17 });
  if (fitted.lines.length > 2)
    fitted = fitLines(name, { ...largest, size: 17 }, { width: WIDTH, maxLines: 4, minSize: 6 });

  drawTagged(canvas, 'P', { actual: labels.awardedTo }, () =>
    drawLine(canvas, layOutLine(labels.awardedTo, BODY), LEFT, 108, BODY, GREY),
  );
  const { lines, format } = fitted;
  const step = format.size * 1.22;
  // one line hangs from a fixed baseline; more lines grow downwards from a little higher
  const first = lines.length === 1 ? 156 : 118 + format.size * 1.05;
  drawTagged(canvas, 'H2', { actual: name }, () => {
    for (const [index, line] of lines.entries()) drawLine(canvas, line, LEFT, first + index * step, format, INDIGO);
  });
  const depth = lines.at(-1)?.depth ?? 0;
  const bottom = Math.max(156, first + (lines.length - 1) * step) + Math.max(20, depth + 9);
  drawArtifact(canvas, () => canvas.doc.rect(LEFT, bottom, 54, 1.6).fill(ORANGE));
  return bottom;
}

function drawTitle(canvas: Canvas, { award, labels }: PageContent, top: number): number {
  const title = toPlainText(award.achievement.name);
  const description = toPlainText(award.achievement.description);
  drawTagged(canvas, 'P', { actual: labels.forEarning }, () =>
    drawLine(canvas, layOutLine(labels.forEarning, BODY), LEFT, top + 28, BODY, GREY),
  );

  const largest: TextFormat = { style: 'display', size: 25, weight: 500 };
  let fitted = fitLines(title, largest, { width: WIDTH, maxLines: 1, minSize: 19 });
  if (fitted.lines.length > 1)
    fitted = fitLines(title, { ...largest, size: 19 }, { width: WIDTH, maxLines: 2, minSize: 14 });
  const { format } = fitted;
  const lines = layOutClipped(title, format, WIDTH, 2);
  const step = format.size * 1.2;
  drawTagged(canvas, 'H2', { actual: title }, () => {
    for (const [index, line] of lines.entries()) drawLine(canvas, line, LEFT, top + 58 + index * step, format, INK);
  });
  let bottom = top + 58 + (lines.length - 1) * step;

  const clipped = layOutClipped(description, BODY, WIDTH * 0.86, 2);
  drawTagged(canvas, 'P', { actual: description }, () => {
    for (const [index, line] of clipped.entries()) drawLine(canvas, line, LEFT, bottom + 20 + index * 14, BODY, GREY);
  });
  bottom += 20 + (clipped.length - 1) * 14;
  return bottom;
}

/** Two columns; as many rows as fit above the facts, the rest counted. Returns where the block ends. */
function drawSkills(canvas: Canvas, { award, labels }: PageContent, top: number): number {
  const { skills } = award.achievement;
  if (skills.length === 0) return top;
  const rowHeight = 17;
  const first = top + 36;
  const rows = Math.max(1, Math.min(6, Math.floor((FACTS_Y - 22 - first) / rowHeight)));
  const capacity = rows * 2;
  const shown = skills.length > capacity ? skills.slice(0, capacity - 1) : skills;
  const rest = skills.length - shown.length;
  const entries = [
    ...shown.map(({ name }) => toPlainText(name)),
    ...(rest > 0 ? [fillLabel(labels.moreSkills, { count: rest })] : []),
  ];
  const perColumn = Math.ceil(entries.length / 2);
  const columnWidth = WIDTH / 2;

  drawLabel(canvas, 'H3', labels.skills, first);
  for (const [index, entry] of entries.entries()) {
    const x = LEFT + Math.floor(index / perColumn) * columnWidth;
    const y = first + 19 + (index % perColumn) * rowHeight;
    const isCount = rest > 0 && index === entries.length - 1;
    if (!isCount) drawArtifact(canvas, () => drawDiamond(canvas, x + 2.2, y - 3.3));
    const [line] = layOutClipped(entry, BODY, columnWidth - 28, 1);
    if (line)
      drawTagged(canvas, 'P', { actual: entry }, () => drawLine(canvas, line, x + 12, y, BODY, isCount ? GREY : INK));
  }
  return first + 19 + (perColumn - 1) * rowHeight;
}

/** What had to be done, where the skills leave room for it. */
function drawCriteria(canvas: Canvas, { award, labels }: PageContent, top: number): void {
  const first = top + 34;
  const room = Math.min(3, Math.floor((FACTS_Y - 14 - first - 18) / 13) + 1);
  if (room < 1) return;
  const criteria = toPlainText(award.achievement.criteriaNarrative);
  const format = { ...BODY, size: 9 };
  drawLabel(canvas, 'H3', labels.criteria, first);
  drawTagged(canvas, 'P', { actual: criteria }, () => {
    for (const [index, line] of layOutClipped(criteria, format, WIDTH * 0.86, room).entries()) {
      drawLine(canvas, line, LEFT, first + 18 + index * 13, format, GREY);
    }
  });
}

function drawLabel(canvas: Canvas, type: 'H3', text: string, y: number): void {
  drawTagged(canvas, type, { actual: text }, () =>
    drawLine(canvas, layOutLine(text.toLocaleUpperCase(), LABEL), LEFT, y, LABEL, RUST),
  );
}

function drawDiamond({ doc }: Canvas, x: number, y: number): void {
  doc
    .moveTo(x, y - 2.4)
    .lineTo(x + 2.4, y)
    .lineTo(x, y + 2.4)
    .lineTo(x - 2.4, y)
    .closePath()
    .fill(ORANGE);
}

function drawFacts(canvas: Canvas, { award, labels, locale, scoreBand }: PageContent): void {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const { result } = award;
  const isRenewed = Date.parse(award.validFrom) > Date.parse(award.awardedAt);
  const required = fillLabel(labels.required, { percent: percent.format(result.requiredPercent / 100) });
  const facts: Array<{ label: string; value: string; note?: string }> = [
    {
      label: labels.result,
      value: percent.format(result.scorePercent / 100),
      note: scoreBand ? `${scoreBand} · ${required}` : required,
    },
    { label: labels.learning, value: fillLabel(labels.hours, { hours: number.format(award.hours) }) },
    {
      label: labels.awarded,
      value: date.format(new Date(award.awardedAt)),
      ...(isRenewed ? { note: `${labels.renewed} ${date.format(new Date(award.validFrom))}` } : {}),
    },
    {
      label: labels.validUntil,
      value: award.validUntil === undefined ? labels.noExpiry : date.format(new Date(award.validUntil)),
    },
  ];

  const top = FACTS_Y;
  drawArtifact(canvas, () => canvas.doc.lineWidth(0.6).moveTo(LEFT, top).lineTo(RIGHT, top).stroke(RULE));
  const lefts = [0, 0.22, 0.41, 0.71].map((share) => LEFT + share * WIDTH);
  const rights = [...lefts.slice(1), RIGHT + 10];
  const rooms = lefts.map((left, index) => (rights[index] as number) - left - 10);
  // one size for all four, the smallest that any of them needs
  const sizes = facts.map(
    ({ value }, index) =>
      fitLines(value, VALUE, { width: rooms[index] as number, maxLines: 1, minSize: 9 }).format.size,
  );
  const format = { ...VALUE, size: Math.min(...sizes) };
  for (const [index, { label, value, note }] of facts.entries()) {
    const x = lefts[index] as number;
    const room = rooms[index] as number;
    drawTagged(canvas, 'P', { actual: `${label}: ${value}${note ? `, ${note}` : ''}` }, () => {
      drawLine(canvas, layOutLine(label.toLocaleUpperCase(), LABEL), x, top + 21, LABEL, GREY);
      const [line] = layOutClipped(value, format, room, 1);
      if (line) drawLine(canvas, line, x, top + 40, format, INK);
      const [noteLine] = note && index > 0 ? layOutClipped(note, SMALL, room, 1) : [];
      if (noteLine) drawLine(canvas, noteLine, x, top + 54, SMALL, GREY);
    });
    if (index === 0) drawScale(canvas, x, top + 50, Math.min(room - 12, 92), award, note ?? '');
  }
}

/** The score on a scale from 0 to 100, with the pass mark. */
function drawScale(canvas: Canvas, x: number, y: number, width: number, { result }: Award, note: string): void {
  const { doc } = canvas;
  drawArtifact(canvas, () => {
    doc.rect(x, y, width, 2.6).fill('#e9e7f4');
    doc.rect(x, y, (width * result.scorePercent) / 100, 2.6).fill(VIOLET);
    doc.rect(x + (width * result.requiredPercent) / 100 - 0.6, y - 2, 1.2, 6.6).fill(ORANGE);
  });
  const [line] = layOutClipped(note, SMALL, width + 26, 1);
  if (line) drawTagged(canvas, 'Span', { actual: note }, () => drawLine(canvas, line, x, y + 15, SMALL, GREY));
}

function drawFoot(canvas: Canvas, { award, labels }: PageContent): void {
  const issuer = `${toPlainText(award.issuer.name)} · ${award.issuer.did}`;
  drawArtifact(canvas, () => canvas.doc.lineWidth(0.6).moveTo(LEFT, 526).lineTo(RIGHT, 526).stroke(RULE));
  drawTagged(canvas, 'P', { actual: `${labels.issuer}: ${issuer}` }, () => {
    const end = drawLine(canvas, layOutLine(`${labels.issuer}  `, SMALL), LEFT, 544, SMALL, GREY);
    const [line] = layOutClipped(issuer, { ...SMALL, weight: 600 }, RIGHT - end - 2, 1);
    if (line) drawLine(canvas, line, end + 2, 544, { ...SMALL, weight: 600 }, INK);
  });
  drawTagged(canvas, 'P', { actual: labels.attached }, () => {
    const [line] = layOutClipped(labels.attached, SMALL, WIDTH, 1);
    if (line) drawLine(canvas, line, LEFT, 557, SMALL, GREY);
  });
}

/** Wordmark, seal letter, QR code and the address it leads to, on the dark band. */
function drawBand(canvas: Canvas, { award, labels, verifyUrl }: PageContent): void {
  const { doc } = canvas;
  const name = toPlainText(award.issuer.name);
  const largest: TextFormat = { style: 'display', size: 25, weight: 500 };
  let fitted = fitLines(name, largest, { width: BAND - 48, maxLines: 1, minSize: 19 });
  if (fitted.lines.length > 1)
    fitted = fitLines(name, { ...largest, size: 18 }, { width: BAND - 48, maxLines: 3, minSize: 9 });
  const { format, lines } = fitted;
  drawTagged(canvas, 'P', { actual: name }, () => {
    for (const [index, line] of lines.entries())
      drawLine(canvas, line, BAND / 2 - line.width / 2, 74 + index * format.size * 1.2, format, WHITE);
  });
  const initial: TextFormat = { style: 'display', size: 34, weight: 500 };
  const letter = layOutLine(([...name][0] ?? '').toLocaleUpperCase(), initial);
  drawArtifact(canvas, () => drawLine(canvas, letter, BAND / 2 - letter.width / 2, SEAL_Y + 12, initial, WHITE));

  const size = 96;
  const box = { x: BAND / 2 - size / 2 - 10, y: 398, side: size + 20 };
  const bounds: [number, number, number, number] = [box.x, box.y, box.x + box.side, box.y + box.side];
  drawTagged(canvas, 'Figure', { alt: fillLabel(labels.qrAlt, { url: verifyUrl }), bbox: bounds }, () => {
    doc.roundedRect(box.x, box.y, box.side, box.side, 5).fill(WHITE);
    drawQr(canvas, verifyUrl, box.x + 10, box.y + 10, size, INDIGO);
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
    doc.roundedRect((BAND - widest) / 2 - 7, addressTop + 6, widest + 14, height + 4, 4).fill(INDIGO),
  );
  drawTagged(canvas, 'Link', { actual: `${labels.verify} ${verifyUrl}` }, (element) => {
    doc.link(box.x, box.y, box.side, box.side + height, verifyUrl, {
      structParent: element,
      Contents: new String(labels.verify),
    } as object);
    drawLine(
      canvas,
      verifyLine,
      BAND / 2 - verifyLine.width / 2,
      addressTop + 16,
      { ...small, weight: 600 },
      mix(ORANGE, WHITE, 0.45),
    );
    for (const [index, line] of addressLines.entries()) {
      drawLine(canvas, line, BAND / 2 - line.width / 2, addressTop + 26 + index * 9, small, WHITE);
    }
  });
}
