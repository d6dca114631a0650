// Reads the small part of XML that an image needs, as tokens: elements, text and CDATA. No entities of one's own, no DTD.

export type XmlToken = { start: number; end: number } & (
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string>; isEmpty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }
);

/** A drawing of ours has some hundred elements; an exported logo some thousand. */
const MAX_TOKENS = 50_000;
const MAX_DEPTH = 64;

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const OPEN = new RegExp(`<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'y');
const CLOSE = new RegExp(`</(${NAME})\\s*>`, 'y');
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'g');
const SPANS = [
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Returns the tokens of a well-formed document, comments and processing instructions left out; null for anything malformed, with a
 * DOCTYPE, an unknown entity, a doubled attribute, or beyond 64 levels or 50,000 tokens.
 */
export function readXml(text: string): Array<XmlToken> | null {
  const tokens: Array<XmlToken> = [];
  const open: Array<string> = [];
  let hasRoot = false;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    if (tokens.length > MAX_TOKENS || open.length > MAX_DEPTH) return null;
    const span = SPANS.find(([start]) => text.startsWith(start, at));
    if (span) {
      const end = text.indexOf(span[1], at + span[0].length);
      if (end < 0) return null;
      at = end + span[1].length;
      continue;
    }
    const token = readToken(text, at);
    if (!token) return null;
    if (token.kind === 'open') {
      if (hasRoot && open.length === 0) return null;
      hasRoot = true;
      if (!token.isEmpty) open.push(token.name);
    } else if (token.kind === 'close') {
      if (open.pop() !== token.name) return null;
    } else if (open.length === 0 && token.text.trim() !== '') return null;
    tokens.push(token);
    at = token.end;
  }
  return hasRoot && open.length === 0 ? tokens : null;
}

function readToken(text: string, start: number): XmlToken | null {
  if (text.startsWith('<![CDATA[', start)) {
    const end = text.indexOf(']]>', start);
    return end < 0 ? null : { kind: 'text', text: text.slice(start + 9, end), start, end: end + 3 };
  }
  if (text[start] !== '<') {
    const next = text.indexOf('<', start);
    const end = next < 0 ? text.length : next;
    const plain = unescape(text.slice(start, end));
    return plain === null ? null : { kind: 'text', text: plain, start, end };
  }
  CLOSE.lastIndex = start;
  const close = CLOSE.exec(text);
  if (close) return { kind: 'close', name: close[1] as string, start, end: CLOSE.lastIndex };
  OPEN.lastIndex = start;
  const open = OPEN.exec(text);
  const attributes = open && readAttributes(open[2] as string);
  if (!open || !attributes) return null;
  return { kind: 'open', name: open[1] as string, attributes, isEmpty: open[3] === '/', start, end: OPEN.lastIndex };
}

function readAttributes(text: string): Map<string, string> | null {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    const value = unescape(double ?? single ?? '');
    if (value === null || attributes.has(name)) return null;
    attributes.set(name, value);
  }
  return attributes;
}

function unescape(text: string): string | null {
  let isKnown = true;
  const plain = text.replace(/&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w*));?/g, (entity, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
    const character = code === undefined ? ENTITIES[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    if (character === undefined || !entity.endsWith(';')) isKnown = false;
    return character ?? '';
  });
  return isKnown ? plain : null;
}

/** Escapes a text for use in an element or a double-quoted attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&${{ '<': 'lt', '>': 'gt', '&': 'amp', '"': 'quot' }[character]};`);
}
