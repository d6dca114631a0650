// Lays out text in any script: font per character, right-to-left order, line breaks. Measures, draws nothing.
import bidiFactory from 'bidi-js';
import { findFace, fontOrder, isEmojiFace, type Face, type FontStyle } from './fonts';
import { shape } from './shaping';

/**
 * A stretch of one line in one face and one direction. Without a face its characters have no glyph on board.
 * `width` and `depth`, how far ink reaches below the baseline, are in points.
 */
export type Run = { face: Face | null; text: string; isRightToLeft: boolean; width: number; depth: number };

/** Runs in the order in which they stand on paper, left to right. Widths in points. */
export type Line = { runs: Array<Run>; width: number; depth: number; text: string };

export type TextFormat = {
  style: FontStyle;
  size: number;
  weight?: number;
  /** Points between letters. */ tracking?: number;
};

/** A missing character is shown as a box this wide, in em. */
export const BOX_EM = 0.62;

const bidi = bidiFactory();
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });
/** Scripts that are written without spaces. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}]/u;
const INVISIBLE = /^\p{Default_Ignorable_Code_Point}$/u;
const NEUTRAL = /^[\p{Script=Common}\p{Script=Inherited}]+$/u;

/** Lines kept: labels, titles and skills come again on the next certificate. */
const MAX_LINES = 4_000;
const laidOut = new Map<string, Line>();

/** Returns the text as one line, whatever its width. `whole` is the text it is part of, which decides the fonts. */
export function layOutLine(text: string, format: TextFormat, whole = text): Line {
  const { style, size, weight, tracking } = format;
  const key = [style, size, weight, tracking, text === whole ? '' : whole, text].join('\n');
  const known = laidOut.get(key);
  if (known) return known;
  const line = layOut(text, format, whole);
  if (laidOut.size >= MAX_LINES) laidOut.clear();
  laidOut.set(key, line);
  return line;
}

function layOut(text: string, format: TextFormat, whole: string): Line {
  const { levels } = bidi.getEmbeddingLevels(text, 'auto');
  const pieces: Array<{ level: number; face: Face | null; text: string }> = [];
  const order = fontOrder(format.style, whole);
  let previous: Face | null = null;
  for (const { segment, index } of graphemes.segment(text)) {
    for (const { part, face } of toFaces(segment, order, format.weight, previous)) {
      const level = levels[index] ?? 0;
      const last = pieces.at(-1);
      if (last && last.level === level && last.face === face) last.text += part;
      else pieces.push({ level, face, text: part });
      previous = face;
    }
  }
  const runs = toVisualOrder(pieces).map(({ level, face, text: piece }): Run => {
    const isRightToLeft = level % 2 === 1;
    const shown = isRightToLeft ? mirror(piece) : piece;
    return { face, text: shown, isRightToLeft, ...measure(shown, face, isRightToLeft, format) };
  });
  return {
    runs,
    width: runs.reduce((sum, run) => sum + run.width, 0),
    depth: Math.max(0, ...runs.map(({ depth }) => depth)),
    text,
  };
}

/** Returns the text broken into lines of at most `maxWidth` points; a word wider than that is broken inside. */
export function layOutLines(text: string, format: TextFormat, maxWidth: number): Array<Line> {
  return breakLines(toWords(text, format), maxWidth / format.size).map((line) => layOutLine(line, format, text));
}

/** Returns the text on at most `maxLines` lines, the rest replaced by an ellipsis. */
export function layOutClipped(text: string, format: TextFormat, maxWidth: number, maxLines: number): Array<Line> {
  const lines = layOutLines(text, format, maxWidth);
  if (lines.length <= maxLines) return lines;
  let last = lines[maxLines - 1]?.text ?? '';
  while (last && layOutLine(`${last}…`, format, text).width > maxWidth)
    last = [...last].slice(0, -1).join('').trimEnd();
  return [...lines.slice(0, maxLines - 1), layOutLine(`${last}…`, format, text)];
}

/** Returns the largest format, down to `minSize`, in which the text takes at most `maxLines` lines, and the lines. */
export function fitLines(
  text: string,
  format: TextFormat,
  box: { width: number; maxLines: number; minSize: number },
): { format: TextFormat; lines: Array<Line> } {
  const measured = toWords(text, format);
  let size = format.size;
  while (size > box.minSize && breakLines(measured, box.width / size).length > box.maxLines)
    size = Math.max(box.minSize, size * 0.94);
  const fitted = { ...format, size };
  return {
    format: fitted,
    lines: breakLines(measured, box.width / size).map((line) => layOutLine(line, fitted, text)),
  };
}

/** Returns the characters of a line that no font on board can draw. */
export function missingCharacters(line: Line): Array<string> {
  return line.runs.filter(({ face }) => face === null).flatMap(({ text }) => [...text]);
}

/** A word with the space or hyphen after it. Widths in em, so that they hold for every size. */
type Word = {
  text: string;
  width: number;
  /** Without the space at its end. */ inkWidth: number;
  letters: () => Array<Word>;
};

/** Measures each word once; a line is then as wide as the sum, since kerning hardly crosses a space. */
function toWords(text: string, format: TextFormat): Array<Word> {
  const unit = { ...format, size: 1, tracking: 0 };
  const widthOf = (part: string) => layOutLine(part, unit, text).width;
  const toWord = (part: string): Word => {
    const inkWidth = widthOf(part.trimEnd());
    let letters: Array<Word> | undefined;
    return {
      text: part,
      inkWidth,
      width: part === part.trimEnd() ? inkWidth : widthOf(part),
      letters: () => (letters ??= [...graphemes.segment(part)].map(({ segment }) => toWord(segment))),
    };
  };
  return breakable(text).map(toWord);
}

/** Fills lines of `maxEm` one after another. */
function breakLines(measured: Array<Word>, maxEm: number): Array<string> {
  const lines: Array<string> = [];
  let line = '';
  let width = 0;
  function place(word: Word): void {
    if (line && width + word.inkWidth > maxEm) {
      lines.push(line.trim());
      line = '';
      width = 0;
    }
    line += word.text;
    width += word.width;
  }
  for (const word of measured) {
    if (word.inkWidth > maxEm) word.letters().forEach(place);
    else place(word);
  }
  if (line.trim()) lines.push(line.trim());
  return lines;
}

/** Splits where a line may end: after spaces and hyphens, and between words of scripts without spaces. */
function breakable(text: string): Array<string> {
  const parts: Array<string> = [];
  for (const { segment } of words.segment(text)) {
    const last = parts.at(-1);
    const mayBreak =
      last === undefined ||
      (/[\s\-/]$/.test(last) && !/^\s/.test(segment)) ||
      (UNSPACED.test(segment) && UNSPACED.test(last));
    if (mayBreak) parts.push(segment);
    else parts[parts.length - 1] = last + segment;
  }
  return parts;
}

/** One face for the whole grapheme if there is one; neutral characters stay in the face beside them. */
function toFaces(
  grapheme: string,
  order: Array<string>,
  weight: number | undefined,
  previous: Face | null,
): Array<{ part: string; face: Face | null }> {
  const codePoints = [...grapheme].map((character) => character.codePointAt(0) as number);
  const drawn = codePoints.filter((codePoint) => !INVISIBLE.test(String.fromCodePoint(codePoint)));
  const isNeutral = NEUTRAL.test(grapheme) && !/\p{Extended_Pictographic}/u.test(grapheme);
  if (
    previous &&
    isNeutral &&
    !isEmojiFace(previous) &&
    codePoints.every((codePoint) => previous.font.hasGlyphForCodePoint(codePoint))
  ) {
    return [{ part: grapheme, face: previous }];
  }
  const face = findFace(order, codePoints, weight) ?? findFace(order, drawn, weight);
  if (face) return [{ part: grapheme, face }];
  if (drawn.length === 0) return [];
  return drawn.map((codePoint) => ({
    part: String.fromCodePoint(codePoint),
    face: findFace(order, [codePoint], weight) ?? null,
  }));
}

/** Unicode TR9, rule L2: reverse every stretch at each level, from the highest down to the lowest odd one. */
function toVisualOrder<Piece extends { level: number }>(pieces: Array<Piece>): Array<Piece> {
  const ordered = [...pieces];
  const highest = Math.max(0, ...pieces.map(({ level }) => level));
  for (let level = highest; level >= 1; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start;
      while (end < ordered.length && (ordered[end] as Piece).level >= level) end++;
      if (end > start) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = Math.max(start, end);
    }
  }
  return ordered;
}

/** Unicode TR9, rule L4: brackets face the other way in right-to-left text. */
function mirror(text: string): string {
  return [...text].map((character) => bidi.getMirroredCharacter(character) ?? character).join('');
}

function measure(
  text: string,
  face: Face | null,
  isRightToLeft: boolean,
  { size, tracking = 0 }: TextFormat,
): { width: number; depth: number } {
  if (!face) return { width: [...text].length * BOX_EM * size, depth: 0 };
  const run = shape(face, text, isRightToLeft);
  const scale = size / face.font.unitsPerEm;
  return { width: run.advanceWidth * scale + tracking * [...text].length, depth: Math.max(0, -run.bbox.minY * scale) };
}
