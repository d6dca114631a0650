// The design of the certificate page, A4 landscape: where each thing stands. Measures in points from the top left.
import { toPlainText } from './document';
import { drawArtifact, drawLine, drawTagged, type Canvas } from './pdf-canvas';
import { fillLabel, type PdfLabels } from './pdf-labels';
import { BAND, drawBand, drawGround, PAGE, type PageContent, type Sheet } from './pdf-band';
import { themeOf, type Design } from './pdf-designs/design';
import { fitLines, layOutClipped, layOutLine, type TextFormat } from './text-runs';

const INK = '#1c1b3a';
const GREY = '#5b5975';
const RULE = '#d8d6e8';

/** Free space between band and text, and on the other side of the text. */
const GAP = 54;
const MARGIN = 52;
const WIDTH = PAGE.width - BAND - GAP - MARGIN;
const FACTS_Y = 446;

const LABEL: TextFormat = { style: 'text', size: 7, weight: 600, tracking: 1.1 };
const SMALL: TextFormat = { style: 'text', size: 7.5 };
const BODY: TextFormat = { style: 'text', size: 9.5 };
const VALUE: TextFormat = { style: 'text', size: 11, weight: 500 };

/** Draws the whole page in reading order. */
export function drawPage(canvas: Canvas, content: PageContent): void {
  const theme = themeOf(content.design);
  const left = theme.side === 'left' ? BAND + GAP : MARGIN;
  const bandLeft = theme.side === 'left' ? 0 : PAGE.width - BAND;
  const sheet = { ...content, theme, frame: { left, right: left + WIDTH, bandLeft, bandMiddle: bandLeft + BAND / 2 } };
  drawArtifact(canvas, () => drawGround(canvas, sheet));
  drawHead(canvas, sheet);
  const nameBottom = drawName(canvas, sheet);
  const titleBottom = drawTitle(canvas, sheet, nameBottom);
  const skillsBottom = drawSkills(canvas, sheet, titleBottom);
  drawCriteria(canvas, sheet, skillsBottom);
  drawFacts(canvas, sheet);
  drawFoot(canvas, sheet);
  drawBand(canvas, sheet);
}

function drawHead(canvas: Canvas, { labels, shortId, design, theme, frame }: Sheet): void {
  const kind = headingOf(labels, design);
  const heading = kind.toLocaleUpperCase();
  const format: TextFormat = { ...LABEL, size: 9, tracking: 3 };
  drawTagged(canvas, 'H1', { actual: kind }, () =>
    drawLine(canvas, layOutLine(heading, format), frame.left, 68, format, theme.accentOnWhite),
  );
  const number = `${labels.number} ${shortId}`;
  const line = layOutLine(number, SMALL);
  drawTagged(canvas, 'P', { actual: number }, () => drawLine(canvas, line, frame.right - line.width, 68, SMALL, GREY));
}

/** What kind of certificate it is, in words; a company's own is plainly a certificate. */
function headingOf(labels: PdfLabels, design: Design | undefined): string {
  if (design === undefined || design.kind === 'custom') return labels.certificate;
  if (design.kind === 'level') return fillLabel(labels.ofLevel, { level: design.level, levels: design.levels });
  return { skill: labels.ofSkill, role: labels.ofRole, industry: labels.ofIndustry }[design.kind];
}

/** The name takes one line down to 26 pt, then up to three lines that shrink further. */
function drawName(canvas: Canvas, { award, labels, theme, frame }: Sheet): number {
  const name = toPlainText(award.holder.name);
  const largest: TextFormat = { style: 'display', size: 46, weight: 400 };
  let fitted = fitLines(name, largest, { width: WIDTH, maxLines: 1, minSize: 26 });
  if (fitted.lines.length > 1)
    fitted = fitLines(name, { ...largest, size: 26 }, { width: WIDTH, maxLines: 2, minSize: 17 });
  if (fitted.lines.length > 2)
    fitted = fitLines(name, { ...largest, size: 17 }, { width: WIDTH, maxLines: 4, minSize: 6 });

  drawTagged(canvas, 'P', { actual: labels.awardedTo }, () =>
    drawLine(canvas, layOutLine(labels.awardedTo, BODY), frame.left, 108, BODY, GREY),
  );
  const { lines, format } = fitted;
  const step = format.size * 1.22;
  // one line hangs from a fixed baseline; more lines grow downwards from a little higher
  const first = lines.length === 1 ? 156 : 118 + format.size * 1.05;
  drawTagged(canvas, 'H2', { actual: name }, () => {
    for (const [index, line] of lines.entries())
      drawLine(canvas, line, frame.left, first + index * step, format, theme.ink);
  });
  const depth = lines.at(-1)?.depth ?? 0;
  const bottom = Math.max(156, first + (lines.length - 1) * step) + Math.max(20, depth + 9);
  drawArtifact(canvas, () => canvas.doc.rect(frame.left, bottom, 54, 1.6).fill(theme.accent));
  return bottom;
}

function drawTitle(canvas: Canvas, { award, labels, frame }: Sheet, top: number): number {
  const title = toPlainText(award.achievement.name);
  const description = toPlainText(award.achievement.description);
  drawTagged(canvas, 'P', { actual: labels.forEarning }, () =>
    drawLine(canvas, layOutLine(labels.forEarning, BODY), frame.left, top + 28, BODY, GREY),
  );

  const largest: TextFormat = { style: 'display', size: 25, weight: 500 };
  let fitted = fitLines(title, largest, { width: WIDTH, maxLines: 1, minSize: 19 });
  if (fitted.lines.length > 1)
    fitted = fitLines(title, { ...largest, size: 19 }, { width: WIDTH, maxLines: 2, minSize: 14 });
  const { format } = fitted;
  const lines = layOutClipped(title, format, WIDTH, 2);
  const step = format.size * 1.2;
  drawTagged(canvas, 'H2', { actual: title }, () => {
    for (const [index, line] of lines.entries())
      drawLine(canvas, line, frame.left, top + 58 + index * step, format, INK);
  });
  let bottom = top + 58 + (lines.length - 1) * step;

  const clipped = layOutClipped(description, BODY, WIDTH * 0.86, 2);
  drawTagged(canvas, 'P', { actual: description }, () => {
    for (const [index, line] of clipped.entries())
      drawLine(canvas, line, frame.left, bottom + 20 + index * 14, BODY, GREY);
  });
  bottom += 20 + (clipped.length - 1) * 14;
  return bottom;
}

/** Two columns; as many rows as fit above the facts, the rest counted. Returns where the block ends. */
function drawSkills(canvas: Canvas, sheet: Sheet, top: number): number {
  const { award, labels, theme, frame } = sheet;
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

  drawLabel(canvas, sheet, labels.skills, first);
  for (const [index, entry] of entries.entries()) {
    const x = frame.left + Math.floor(index / perColumn) * columnWidth;
    const y = first + 19 + (index % perColumn) * rowHeight;
    const isCount = rest > 0 && index === entries.length - 1;
    if (!isCount) drawArtifact(canvas, () => drawDiamond(canvas, x + 2.2, y - 3.3, theme.accent));
    const [line] = layOutClipped(entry, BODY, columnWidth - 28, 1);
    if (line)
      drawTagged(canvas, 'P', { actual: entry }, () => drawLine(canvas, line, x + 12, y, BODY, isCount ? GREY : INK));
  }
  return first + 19 + (perColumn - 1) * rowHeight;
}

/** What had to be done, where the skills leave room for it. */
function drawCriteria(canvas: Canvas, sheet: Sheet, top: number): void {
  const { award, labels, frame } = sheet;
  const first = top + 34;
  const room = Math.min(3, Math.floor((FACTS_Y - 14 - first - 18) / 13) + 1);
  if (room < 1) return;
  const criteria = toPlainText(award.achievement.criteriaNarrative);
  const format = { ...BODY, size: 9 };
  drawLabel(canvas, sheet, labels.criteria, first);
  drawTagged(canvas, 'P', { actual: criteria }, () => {
    for (const [index, line] of layOutClipped(criteria, format, WIDTH * 0.86, room).entries()) {
      drawLine(canvas, line, frame.left, first + 18 + index * 13, format, GREY);
    }
  });
}

function drawLabel(canvas: Canvas, { theme, frame }: Sheet, text: string, y: number): void {
  drawTagged(canvas, 'H3', { actual: text }, () =>
    drawLine(canvas, layOutLine(text.toLocaleUpperCase(), LABEL), frame.left, y, LABEL, theme.accentOnWhite),
  );
}

function drawDiamond({ doc }: Canvas, x: number, y: number, color: string): void {
  doc
    .moveTo(x, y - 2.4)
    .lineTo(x + 2.4, y)
    .lineTo(x, y + 2.4)
    .lineTo(x - 2.4, y)
    .closePath()
    .fill(color);
}

function drawFacts(canvas: Canvas, sheet: Sheet): void {
  const { award, labels, locale, scoreBand, frame } = sheet;
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
  drawArtifact(canvas, () => canvas.doc.lineWidth(0.6).moveTo(frame.left, top).lineTo(frame.right, top).stroke(RULE));
  const lefts = [0, 0.22, 0.41, 0.71].map((share) => frame.left + share * WIDTH);
  const rights = [...lefts.slice(1), frame.right + 10];
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
    if (index === 0) drawScale(canvas, x, top + 50, Math.min(room - 12, 92), sheet, note ?? '');
  }
}

/** The score on a scale from 0 to 100, with the pass mark. */
function drawScale(canvas: Canvas, x: number, y: number, width: number, { award, theme }: Sheet, note: string): void {
  const { doc } = canvas;
  const { result } = award;
  drawArtifact(canvas, () => {
    doc.rect(x, y, width, 2.6).fill('#e9e7f4');
    doc.rect(x, y, (width * result.scorePercent) / 100, 2.6).fill(theme.bar);
    doc.rect(x + (width * result.requiredPercent) / 100 - 0.6, y - 2, 1.2, 6.6).fill(theme.accent);
  });
  const [line] = layOutClipped(note, SMALL, width + 26, 1);
  if (line) drawTagged(canvas, 'Span', { actual: note }, () => drawLine(canvas, line, x, y + 15, SMALL, GREY));
}

function drawFoot(canvas: Canvas, { award, labels, frame }: Sheet): void {
  const issuer = `${toPlainText(award.issuer.name)} · ${award.issuer.did}`;
  drawArtifact(canvas, () => canvas.doc.lineWidth(0.6).moveTo(frame.left, 526).lineTo(frame.right, 526).stroke(RULE));
  drawTagged(canvas, 'P', { actual: `${labels.issuer}: ${issuer}` }, () => {
    const end = drawLine(canvas, layOutLine(`${labels.issuer}  `, SMALL), frame.left, 544, SMALL, GREY);
    const [line] = layOutClipped(issuer, { ...SMALL, weight: 600 }, frame.right - end - 2, 1);
    if (line) drawLine(canvas, line, end + 2, 544, { ...SMALL, weight: 600 }, INK);
  });
  drawTagged(canvas, 'P', { actual: labels.attached }, () => {
    const [line] = layOutClipped(labels.attached, SMALL, WIDTH, 1);
    if (line) drawLine(canvas, line, frame.left, 557, SMALL, GREY);
  });
}
