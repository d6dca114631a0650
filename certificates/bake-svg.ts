// Puts a credential into an SVG and takes it out again (Open Badges 3.0, section 5.3.2, Baking). The drawing stays as it is.
import { CertificateError, type Reason } from './errors';
import { MAX_INPUT_BYTES } from './read-input';
import { escapeXml, readXml, type XmlToken } from './xml';

const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';
const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

type Found = { start: number; end: number; text: string | null };

/**
 * Returns the SVG with the credential right after its opening tag: a compact JWT in the attribute `verify`, JSON as CDATA. One that
 * was there before is replaced. Throws `image-invalid` for what is no well-formed SVG.
 */
export function bakeSvg(svg: string, credential: string): string {
  let bare = svg;
  for (const { start, end } of [...(findCredentials(svg) ?? [])].reverse())
    bare = bare.slice(0, start) + bare.slice(end);
  const root = readXml(bare)?.find(({ kind }) => kind === 'open');
  if (root?.kind !== 'open' || !isSvgRoot(root))
    throw new CertificateError('image-invalid', 'The image to bake into is not a well-formed SVG');
  const element = credential.startsWith('{')
    ? `<openbadges:credential><![CDATA[${credential.replaceAll(']]>', ']]]]><![CDATA[>')}]]></openbadges:credential>`
    : `<openbadges:credential verify="${escapeXml(credential)}"></openbadges:credential>`;
  const isDeclared = root.attributes.get('xmlns:openbadges') === NAMESPACE;
  const opening = bare.slice(root.start, root.end).replace(/\s*\/?>$/, '');
  const closing = root.isEmpty ? `</${root.name}>` : '';
  return `${bare.slice(0, root.start)}${opening}${isDeclared ? '' : ` xmlns:openbadges="${NAMESPACE}"`}>${element}${closing}${bare.slice(root.end)}`;
}

/** Returns the text of the one credential in an SVG, or why there is none. */
export function readBakedSvg(svg: string): { text: string } | { reason: Reason } {
  const credentials = findCredentials(svg);
  if (!credentials) return { reason: 'file-damaged' };
  const [found, ...more] = credentials;
  if (!found) return { reason: 'credential-missing' };
  // with two, or with an attribute beside a content, readers could differ on which one counts
  if (more.length > 0 || found.text === null) return { reason: 'credential-ambiguous' };
  return found.text.length > MAX_INPUT_BYTES ? { reason: 'too-large' } : { text: found.text };
}

/** Whether a text can only be an SVG among the forms a credential has: it begins with a tag. */
export function isSvg(text: string): boolean {
  return /^\uFEFF?\s*</.test(text);
}

function isSvgRoot({ name, attributes }: Extract<XmlToken, { kind: 'open' }>): boolean {
  const [local, prefix] = name.split(':').reverse();
  return local === 'svg' && attributes.get(prefix === undefined ? 'xmlns' : `xmlns:${prefix}`) === SVG_NAMESPACE;
}

/** The elements named `credential` in the namespace, whatever their prefix; null when the drawing is not well-formed SVG. */
function findCredentials(svg: string): Array<Found> | null {
  const tokens = readXml(svg);
  const root = tokens?.find(({ kind }) => kind === 'open');
  if (!tokens || root?.kind !== 'open' || !isSvgRoot(root)) return null;
  const scopes: Array<Map<string, string>> = [];
  const found: Array<Found> = [];
  let current: { start: number; depth: number; attribute: string | undefined; content: string } | null = null;
  for (const token of tokens) {
    if (token.kind === 'text') {
      if (current) current.content += token.text;
      continue;
    }
    if (token.kind === 'open') {
      const scope = new Map(scopes.at(-1));
      for (const [name, value] of token.attributes)
        if (name === 'xmlns' || name.startsWith('xmlns:')) scope.set(name.slice(6), value);
      scopes.push(scope);
      const [local, prefix = ''] = token.name.split(':').reverse();
      if (local === 'credential' && scope.get(prefix) === NAMESPACE && !current)
        current = { start: token.start, depth: scopes.length, attribute: token.attributes.get('verify'), content: '' };
      else if (current) current.content += '\0'; // an element inside: no credential has one
    }
    if (token.kind === 'close' || token.isEmpty) {
      if (current?.depth === scopes.length) {
        found.push({ start: current.start, end: token.end, text: toText(current.attribute, current.content) });
        current = null;
      }
      scopes.pop();
    }
  }
  return found;
}

function toText(attribute: string | undefined, content: string): string | null {
  const inner = content.trim();
  if (attribute !== undefined && inner !== '') return null;
  return attribute?.trim() ?? inner;
}
