// Which SVG pictures may be shipped: drawings only. Nothing that runs, loads, animates or opens anything.
import { type Problem, problem, type Place } from '../problems';

const ELEMENTS = new Set(
  `svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan textPath marker
   linearGradient radialGradient stop pattern clipPath mask filter feBlend feColorMatrix feComponentTransfer feComposite
   feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feOffset style switch`.split(
    /\s+/,
  ),
);

const NAME = /[A-Za-z_][\w.:-]*/y;
const SPACE = /\s*/y;
const EQUALS = /\s*=\s*/y;
const DECLARATION = /\uFEFF?\s*(?:<\?xml\s[^<>]*?\?>)?/y;

export type PictureInfo = {
  /** Units of the viewBox. */ width: number;
  height: number;
};
export type SvgResult = { info: PictureInfo | null; problems: Array<Problem> };

function place(source: string, at: number): Place {
  const before = source.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** Character references resolved as far as they matter for what follows: a scheme must not hide in them. */
function decoded(value: string): string {
  return value.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));?/gi, (whole, hex: string, decimal: string, name: string) => {
    const code = hex ? parseInt(hex, 16) : decimal ? parseInt(decimal, 10) : NaN;
    if (code > 0x10ffff) return whole;
    if (!Number.isNaN(code)) return String.fromCodePoint(code);
    return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? whole;
  });
}

/** CSS in an attribute or a style element: no rule that loads, no escape that hides one. */
function cssFault(css: string): boolean {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  return (
    /@import|@font-face|expression\s*\(|javascript:|behavior\s*:|-moz-binding|\\/i.test(plain) ||
    /\b(?:image-set|image|src|attr)\s*\(/i.test(plain) ||
    /url\((?!\s*['"]?#)/i.test(plain)
  );
}

function attributeFault(name: string, raw: string): boolean {
  const value = decoded(raw);
  const local = name.toLowerCase().replace(/^.*:/, '');
  if (local.startsWith('on')) return true;
  if (local === 'href' || local === 'src') return !/^#[\w.-]+$/.test(value);
  if (local === 'base' || local === 'attributename') return true;
  if (name === 'xmlns' || name.startsWith('xmlns:')) return !/^http:\/\/www\.w3\.org\//.test(value);
  return cssFault(value);
}

type Scan = {
  source: string;
  at: number;
  problems: Array<Problem>;
  /** Names of the elements around the place read. */
  open: Array<string>;
  viewBox: string | null;
};

/** Faults told before the rest is not read any more. */
const MAX_FAULTS = 20;

function fault(scan: Scan, at: number, rule: 'svg-syntax' | 'svg-element' | 'svg-attribute', what: string): void {
  scan.problems.push(problem(place(scan.source, at), rule, { what: what.slice(0, 60) }));
}

function read(scan: Scan, pattern: RegExp): string {
  pattern.lastIndex = scan.at;
  const [found = ''] = pattern.exec(scan.source) ?? [];
  scan.at += found.length;
  return found;
}

/** Text up to the next tag: no stray references, no loading styles, nothing outside of the root. */
function readText(scan: Scan): void {
  const { source, at, open } = scan;
  const next = source.indexOf('<', at);
  const text = source.slice(at, next < 0 ? undefined : next);
  if (open.length === 0 && text.trim()) fault(scan, at, 'svg-syntax', text.trim());
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(text)) fault(scan, at, 'svg-syntax', '&');
  if (open.at(-1) === 'style' && cssFault(decoded(text))) fault(scan, at, 'svg-attribute', 'style');
  scan.at = next < 0 ? source.length : next;
}

/** The attributes of a start tag, up to its end. Whether they are written as XML wants. */
function readAttributes(scan: Scan, element: string): boolean {
  const { source, open } = scan;
  const names = new Set<string>();
  for (;;) {
    const gap = read(scan, SPACE);
    if (source[scan.at] === '>' || source.startsWith('/>', scan.at)) return true;
    const start = scan.at;
    const name = gap ? read(scan, NAME) : '';
    const equals = read(scan, EQUALS);
    const quote = source[scan.at];
    const end = quote === '"' || quote === "'" ? source.indexOf(quote, scan.at + 1) : -1;
    const value = source.slice(scan.at + 1, Math.max(end, 0));
    if (!name || !equals || end < 0 || value.includes('<') || names.has(name)) {
      fault(scan, start, 'svg-syntax', `<${element} ${name}`);
      return false;
    }
    names.add(name);
    scan.at = end + 1;
    if (attributeFault(name, value)) fault(scan, start, 'svg-attribute', name);
    if (name === 'viewBox' && open.length === 0) scan.viewBox = value;
  }
}

/** One comment, start tag or end tag. Whether reading on makes sense. */
function readTag(scan: Scan): boolean {
  const { source, open } = scan;
  const start = scan.at;
  if (source.startsWith('<!--', start)) {
    const end = source.indexOf('-->', start + 4);
    if (end < 0) fault(scan, start, 'svg-syntax', '<!--');
    scan.at = end + 3;
    return end >= 0;
  }
  const closing = source[start + 1] === '/';
  scan.at += closing ? 2 : 1;
  const name = read(scan, NAME);
  if (!name) {
    fault(scan, start, 'svg-syntax', source.slice(start, start + 20));
    return false;
  }
  if (closing) {
    read(scan, SPACE);
    const closes = source[scan.at] === '>' && open.pop() === name;
    if (!closes) fault(scan, start, 'svg-syntax', `</${name}>`);
    scan.at++;
    return closes;
  }
  const misplaced = open.length === 0 && (name !== 'svg' || scan.viewBox !== null);
  if (!ELEMENTS.has(name) || misplaced) fault(scan, start, 'svg-element', `<${name}>`);
  if (open.length === 0) scan.viewBox ??= '';
  if (!readAttributes(scan, name)) return false;
  const empty = source[scan.at] === '/';
  if (!empty) open.push(name);
  scan.at += empty ? 2 : 1;
  return true;
}

function sizeOf(viewBox: string): PictureInfo | null {
  const numbers = viewBox
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , width = 0, height = 0] = numbers;
  return numbers.length === 4 && numbers.every(Number.isFinite) && width > 0 && height > 0 ? { width, height } : null;
}

/**
 * Checks a drawing token by token against an allow-list of elements; anything not understood is a fault, and a drawing with a
 * fault has no `info`. Strict XML: no doctype (entities), no processing instruction but the XML declaration, no CDATA.
 */
export function checkSvg(source: string): SvgResult {
  const scan: Scan = { source, at: 0, problems: [], open: [], viewBox: null };
  const { problems, open } = scan;
  read(scan, DECLARATION);
  while (scan.at < source.length && problems.length < MAX_FAULTS) {
    readText(scan);
    if (scan.at < source.length && !readTag(scan)) break;
  }
  if (problems.length === 0 && (open.length > 0 || scan.viewBox === null))
    fault(scan, source.length, 'svg-syntax', `<${open.at(-1) ?? 'svg'}>`);
  const info = sizeOf(scan.viewBox ?? '');
  if (problems.length === 0 && !info) problems.push(problem(undefined, 'svg-viewbox'));
  return { info: problems.length > 0 ? null : info, problems };
}
