// Which SVG pictures may be shipped: drawings only. Nothing that runs, loads, animates or opens anything.
import { type Problem, problem, type Place } from '../problems';

const ELEMENTS = new Set(
  `svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan textPath marker
   linearGradient radialGradient stop pattern clipPath mask filter feBlend feColorMatrix feComponentTransfer feComposite
   feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feOffset style switch`.split(/\s+/),
);

const NAME = /[A-Za-z_][\w.:-]*/y;
const SPACE = /\s*/y;

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

/**
 * Checks a drawing token by token against an allow-list of elements; anything not understood is a fault. Finds its size from
 * `viewBox`. Strict XML: no doctype (entities), no processing instruction but the XML declaration, no CDATA.
 */
export function checkSvg(source: string): SvgResult {
  const problems: Array<Problem> = [];
  const open: Array<string> = [];
  let info: PictureInfo | null = null;
  let at = source.startsWith('\uFEFF') ? 1 : 0;
  let seen = false;

  function fault(position: number, rule: 'svg-syntax' | 'svg-element' | 'svg-attribute', what: string): void {
    problems.push(problem(place(source, position), rule, { what: what.slice(0, 60) }));
  }
  function read(pattern: RegExp): string {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(source) ?? [];
    at += found.length;
    return found;
  }

  const declaration = /^\s*<\?xml\s[^<>]*?\?>/.exec(source.slice(at));
  if (declaration) at += declaration[0].length;

  while (at < source.length && problems.length < 20) {
    const next = source.indexOf('<', at);
    const text = source.slice(at, next < 0 ? undefined : next);
    if (open.length === 0 && text.trim()) fault(at, 'svg-syntax', text.trim());
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(text)) fault(at, 'svg-syntax', '&');
    if (open.at(-1) === 'style' && cssFault(decoded(text))) fault(at, 'svg-attribute', 'style');
    if (next < 0) break;
    at = next;
    if (source.startsWith('<!--', at)) {
      const end = source.indexOf('-->', at + 4);
      if (end < 0) {
        fault(at, 'svg-syntax', '<!--');
        break;
      }
      at = end + 3;
      continue;
    }
    const start = at;
    const closing = source[at + 1] === '/';
    at += closing ? 2 : 1;
    const name = read(NAME);
    if (!name) {
      fault(start, 'svg-syntax', source.slice(start, start + 20));
      break;
    }
    if (closing) {
      read(SPACE);
      if (source[at] !== '>' || open.pop() !== name) {
        fault(start, 'svg-syntax', `</${name}>`);
        break;
      }
      at++;
      continue;
    }
    if (!ELEMENTS.has(name) || (open.length === 0 && (name !== 'svg' || seen))) fault(start, 'svg-element', `<${name}>`);
    seen = true;
    const names = new Set<string>();
    for (;;) {
      const gap = read(SPACE);
      if (source[at] === '>' || source.startsWith('/>', at)) break;
      const attributeAt = at;
      const attribute = gap ? read(NAME) : '';
      read(SPACE);
      const equals = source[at] === '=';
      if (equals) at++;
      read(SPACE);
      const quote = source[at];
      const end = quote === '"' || quote === "'" ? source.indexOf(quote, at + 1) : -1;
      const value = source.slice(at + 1, end);
      if (!attribute || !equals || end < 0 || value.includes('<') || names.has(attribute)) {
        fault(attributeAt, 'svg-syntax', `<${name} ${attribute}`);
        return { info, problems };
      }
      names.add(attribute);
      at = end + 1;
      if (attributeFault(attribute, value)) fault(attributeAt, 'svg-attribute', attribute);
      const box = attribute === 'viewBox' && open.length === 0 ? value.trim().split(/[\s,]+/).map(Number) : null;
      if (box?.length === 4 && box[2]! > 0 && box[3]! > 0) info = { width: box[2]!, height: box[3]! };
    }
    if (source[at] === '/') at += 2;
    else {
      at++;
      open.push(name);
    }
  }
  if (open.length > 0 && problems.length === 0) fault(source.length, 'svg-syntax', `<${open.at(-1)}>`);
  if (!seen && problems.length === 0) fault(0, 'svg-syntax', '');
  if (!info && problems.length === 0) problems.push(problem(undefined, 'svg-viewbox'));
  return { info: problems.length > 0 ? null : info, problems };
}
