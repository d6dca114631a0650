// The typefaces of a certificate: which of the fonts on board has a character, opened once and kept.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { freezeWeight } from './font-instance';
import { unpackWoff2 } from './woff2';

/** `display` is for the name and the title, `text` for everything small. */
export type FontStyle = 'display' | 'text';

export type Face = {
  /** Unique per file and weight; pdfkit keeps fonts apart by it. */
  key: string;
  font: Font;
};

/** OFL-licensed packages. Each splits its family into files by Unicode range; only the files needed are opened. */
const DISPLAY = 'noto-serif-display';
const TEXT = 'noto-sans';
const JAPANESE = 'noto-serif-jp';
const CHINESE = 'noto-serif-sc';
const KOREAN = 'noto-serif-kr';
const EMOJI = 'noto-emoji';
const OTHER_SCRIPTS = [
  'noto-naskh-arabic',
  'noto-serif-hebrew',
  'noto-serif-thai',
  'noto-sans-bengali',
  'noto-sans-tamil',
  'noto-sans-telugu',
  'noto-serif-georgian',
  'noto-sans-armenian',
  'noto-sans-ethiopic',
  'noto-sans-khmer',
];

/** The CJK files begin at ExtraLight, which would be faint beside the Latin. */
const REGULAR = 400;

type Package = {
  /** Sorted, [first, last, file]. */
  ranges: Array<[first: number, last: number, subset: string]>;
};

/** About 1 MB each once used; the CJK families alone have some 360 files. */
const MAX_OPEN_FACES = 64;

const locate = createRequire(import.meta.url).resolve;
const packages = new Map<string, Package>();
const faces = new Map<string, Face>();

/**
 * Returns the packages to look in, best first. Han characters are drawn differently in Japan, China and Korea:
 * kana or hangul in the same text decide, then whichever font has all of them.
 */
export function fontOrder(style: FontStyle, text: string): Array<string> {
  const latin = style === 'display' ? [DISPLAY, TEXT] : [TEXT, DISPLAY];
  return [...latin, ...OTHER_SCRIPTS, ...cjkOrder(text), EMOJI];
}

/** Whether a face is the emoji font, whose spaces and punctuation are as wide as its pictures. */
export function isEmojiFace({ key }: Face): boolean {
  return key.startsWith(EMOJI);
}

function cjkOrder(text: string): Array<string> {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return [JAPANESE, CHINESE, KOREAN];
  if (/\p{Script=Hangul}/u.test(text)) return [KOREAN, JAPANESE, CHINESE];
  const han = [...text].filter((character) => /\p{Script=Han}/u.test(character));
  const whole = [JAPANESE, CHINESE].find((name) =>
    han.every((character) => findSubsets(name, character.codePointAt(0) as number).length > 0),
  );
  return whole === CHINESE ? [CHINESE, JAPANESE, KOREAN] : [JAPANESE, CHINESE, KOREAN];
}

/**
 * Returns a face that has all the code points, or undefined. Characters that draw nothing (joiners, variation
 * selectors) count only where a font has them. `weight` from 100 to 900 applies to the two Latin families.
 */
export function findFace(
  order: ReadonlyArray<string>,
  codePoints: ReadonlyArray<number>,
  weight = REGULAR,
): Face | undefined {
  const [first] = codePoints;
  if (first === undefined) return undefined;
  for (const name of order) {
    for (const subset of findSubsets(name, first)) {
      const face = openFace(name, subset, weightIn(name, order, weight));
      if (codePoints.every((codePoint) => face.font.hasGlyphForCodePoint(codePoint))) return face;
    }
  }
  return undefined;
}

/** A sans among display letters looks heavier than they do, so it stands in one step lighter. */
function weightIn(name: string, order: ReadonlyArray<string>, weight: number): number {
  if (name === TEXT) return order[0] === DISPLAY ? weight - 100 : weight;
  return name === DISPLAY ? weight : REGULAR;
}

function findSubsets(name: string, codePoint: number): Array<string> {
  const { ranges } = packages.get(name) ?? openPackage(name);
  return ranges.filter(([first, last]) => codePoint >= first && codePoint <= last).map(([, , subset]) => subset);
}

function openPackage(name: string): Package {
  const subsets = JSON.parse(readFileSync(locate(`@fontsource-variable/${name}/unicode.json`), 'utf8')) as Record<
    string,
    string
  >;
  const ranges = Object.entries(subsets).flatMap(([subset, text]) =>
    text.split(',').map((range): [number, number, string] => {
      const [first = '', last = first] = range.trim().slice(2).split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16), subset.replace(/[[\]]/g, '')];
    }),
  );
  const opened = { ranges: ranges.sort((one, other) => one[0] - other[0]) };
  packages.set(name, opened);
  return opened;
}

function openFace(name: string, subset: string, weight: number): Face {
  const key = `${name}-${subset}-${weight}`;
  const known = faces.get(key);
  if (known) {
    faces.delete(key); // to the end of the order of use
    faces.set(key, known);
    return known;
  }
  const file = readFileSync(locate(`@fontsource-variable/${name}/files/${name}-${subset}-wght-normal.woff2`));
  const font = create(freezeWeight(unpackWoff2(file), weight));
  // two weights of one file bear the same name, and pdfkit would take them for one font
  Object.defineProperty(font, 'postscriptName', { value: `${font.postscriptName.split('-')[0]}-${subset}-${weight}` });
  const face = { key, font };
  const [oldest] = faces.keys();
  if (faces.size >= MAX_OPEN_FACES && oldest !== undefined) faces.delete(oldest);
  faces.set(key, face);
  return face;
}
