// Turns untrusted text or bytes into a parsed credential, or says why not. Size and depth are capped before parsing.
import type { Reason } from './errors';

/** Largest credential read, in bytes. */
export const MAX_INPUT_BYTES = 65_536;
/** Deepest nesting of objects and arrays. Our deepest document has 6 levels. */
const MAX_DEPTH = 24;
/** Members and elements in all. Our longest document, with forty skills, has some 400. */
const MAX_VALUES = 5_000;

export type Fields = Record<string, unknown>;

export type JwtInput = { form: 'jwt'; token: string; header: Fields; document: Fields; canonical: boolean };
export type DataIntegrityInput = { form: 'data-integrity'; document: Fields };
export type Refusal = { form: null; reason: Reason; detail: string };
export type ReadInput = JwtInput | DataIntegrityInput | Refusal;

/** Reads a compact JWT or a JSON object. Never throws on content. */
export function readInput(input: string | Uint8Array, maxBytes = MAX_INPUT_BYTES): ReadInput {
  if (typeof input !== 'string' && !(input instanceof Uint8Array))
    throw new TypeError('input must be a string or bytes');
  // a string of n UTF-16 units has at least n bytes, so this refuses before anything is copied
  if (input.length > maxBytes) return refuse('too-large', `more than ${maxBytes} bytes`);
  const text = typeof input === 'string' ? input.trim() : decodeUtf8(input)?.trim();
  if (text === undefined) return refuse('not-text', 'the bytes are not UTF-8');
  if (Buffer.byteLength(text, 'utf8') > maxBytes) return refuse('too-large', `more than ${maxBytes} bytes`);
  if (text.startsWith('{')) return readJson(text);
  if (/^[^.\s]+\.[^.\s]+\.[^.\s]*$/.test(text)) return readJwt(text);
  return refuse('not-recognized', 'neither a compact JWT nor a JSON object');
}

function readJson(text: string): DataIntegrityInput | Refusal {
  const document = parseObject(text);
  return isRefusal(document) ? document : { form: 'data-integrity', document };
}

function readJwt(token: string): JwtInput | Refusal {
  const [headerPart = '', payloadPart = '', signaturePart = ''] = token.split('.');
  const headerText = decodeUtf8(Buffer.from(headerPart, 'base64url'));
  const payloadText = decodeUtf8(Buffer.from(payloadPart, 'base64url'));
  if (headerText === undefined || payloadText === undefined)
    return refuse('not-text', 'a part of the JWT is not UTF-8');
  const header = parseObject(headerText);
  if (isRefusal(header)) return header;
  const document = parseObject(payloadText);
  if (isRefusal(document)) return document;
  return {
    form: 'jwt',
    token,
    header,
    document,
    canonical: [headerPart, payloadPart, signaturePart].every(isCanonicalBase64Url),
  };
}

/** A last character with stray bits decodes to the same bytes; such a twin of a token is refused. */
function isCanonicalBase64Url(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}

function parseObject(text: string): Fields | Refusal {
  const fault = findJsonFault(text);
  if (fault) return fault;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('json-invalid', 'not well-formed JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('not-recognized', 'not a JSON object');
  const key = findForbiddenKey(value as Fields, true);
  if (key !== null) return refuse('key-not-allowed', `member name ${JSON.stringify(key.slice(0, 60))}`);
  return value as Fields;
}

/**
 * Looks at the text before it is parsed, in one pass: too deep, too many values, or a member named twice. Of two members with one
 * name, parsers keep the first or the last, so that one reader would check what another does not show. What is not well-formed
 * passes here and fails in the parser.
 */
function findJsonFault(text: string): Refusal | null {
  const names: Array<Set<string> | null> = [];
  let values = 0;
  let isName = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const start = at;
      while (++at < text.length && text[at] !== '"') if (text[at] === '\\') at++;
      const known = names.at(-1);
      if (isName && known) {
        const name = readString(text.slice(start, at + 1));
        if (known.has(name)) return refuse('json-invalid', `member ${JSON.stringify(name.slice(0, 60))} stands twice`);
        known.add(name);
      }
      isName = false;
    } else if (character === '{' || character === '[') {
      names.push(character === '{' ? new Set() : null);
      isName = character === '{';
      if (names.length > MAX_DEPTH) return refuse('too-deep', `nested beyond ${MAX_DEPTH} levels`);
      values++;
    } else if (character === '}' || character === ']') names.pop();
    else if (character === ',') {
      isName = names.at(-1) instanceof Set;
      values++;
    }
    if (values > MAX_VALUES) return refuse('too-large', `more than ${MAX_VALUES} values`);
  }
  return null;
}

/** A name may be written with escapes; its spelling does not make it another. */
function readString(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

/**
 * JSON-LD would let `validUntil` hide behind its full address or a keyword alias: the signed graph stays the same
 * while a reader of the JSON no longer sees the date. Plain member names leave one way to say a thing.
 */
function findForbiddenKey(value: unknown, isTop: boolean): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const isArray = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    if (!isArray && (/[:@]/.test(key) || key === '__proto__') && !(isTop && key === '@context')) return key;
    const found = findForbiddenKey(inner, false);
    if (found !== null) return found;
  }
  return null;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refuse(reason: Reason, detail: string): Refusal {
  return { form: null, reason, detail };
}

function isRefusal(value: Fields | Refusal): value is Refusal {
  return value.form === null && 'reason' in value;
}
