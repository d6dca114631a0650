// Writes a checked lesson as data: [tag or component, properties, ...children]. What is not on the lists does not get through.
import type { Element, Nodes, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Locale } from '~/i18n/locale';
import type { Json, JsonProps } from '../catalog';
import { attributesOf } from './check';
import { componentRule } from './components';
import { componentName, isJsx, type MdNode } from './parse';
import type { PictureInfo } from './svg';

/** Elements that Markdown itself makes, and the properties it gives them. `id` may stand on each. */
const TAGS: Readonly<Record<string, ReadonlyArray<string>>> = {
  p: [],
  h2: ['className'],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  em: [],
  strong: [],
  del: [],
  blockquote: [],
  br: [],
  hr: [],
  pre: [],
  code: ['className'],
  ul: ['className'],
  ol: ['start', 'className'],
  li: ['className'],
  table: [],
  thead: [],
  tbody: [],
  tr: [],
  th: ['align'],
  td: ['align'],
  a: ['href', 'title', 'dataFootnoteRef', 'dataFootnoteBackref', 'ariaDescribedBy', 'ariaLabel', 'className'],
  input: ['type', 'checked', 'disabled'],
  sup: [],
  section: ['dataFootnotes', 'className'],
};

const FOOTNOTES: Readonly<Record<Locale, { label: string; back: (number: number) => string }>> = {
  es: { label: 'Notas', back: (number) => `Volver a la llamada ${number}` },
  en: { label: 'Notes', back: (number) => `Back to reference ${number}` },
};

/** A picture of the lesson as its tree names it. */
export type Picture = PictureInfo & { hash: string };

const processors = new Map<Locale, (root: Root) => HastRoot>();

function toHast(locale: Locale): (root: Root) => HastRoot {
  let run = processors.get(locale);
  if (!run) {
    const processor = unified().use(remarkRehype, {
      passThrough: ['mdxJsxFlowElement', 'mdxJsxTextElement'] as never,
      allowDangerousHtml: false,
      clobberPrefix: 'note-',
      footnoteLabel: FOOTNOTES[locale].label,
      footnoteBackLabel: (index: number) => FOOTNOTES[locale].back(index + 1),
    });
    run = (root) => processor.runSync(root) as HastRoot;
    processors.set(locale, run);
  }
  return run;
}

function componentProps(node: MdNode, name: string, pictures: ReadonlyMap<string, Picture>): JsonProps {
  const props: Record<string, string | number | boolean> = {};
  const rules = componentRule(name)!.attributes;
  for (const [attribute, value] of Object.entries(attributesOf(node))) {
    const { kind } = rules[attribute]!;
    props[attribute] = kind === 'number' ? Number(value) : kind === 'flag' ? value === 'true' : value;
  }
  if (name === 'Figure') {
    const picture = pictures.get(String(props.src));
    if (picture) Object.assign(props, { asset: picture.hash, width: picture.width, height: picture.height });
    delete props.src;
  }
  const { hProperties, level } = node.data ?? {};
  if (hProperties?.id) props.id = hProperties.id;
  if (level) props.level = level;
  return props;
}

function toJson(node: Nodes, pictures: ReadonlyMap<string, Picture>): Array<Json> {
  if (node.type === 'text') return [node.value];
  const children = 'children' in node ? node.children.flatMap((child) => toJson(child, pictures)) : [];
  if (node.type === 'root') return children;
  if (isJsx(node as MdNode)) {
    const name = componentName(node as MdNode);
    if (!componentRule(name)) return [];
    // Line breaks between blocks mean nothing inside a block component.
    const inside = componentRule(name)!.inline
      ? children
      : children.filter((child) => typeof child !== 'string' || child.trim());
    const props = componentProps(node as MdNode, name!, pictures);
    return [[name!, Object.keys(props).length > 0 ? props : null, ...inside]];
  }
  if (node.type !== 'element') return [];
  const { tagName, properties } = node as Element;
  const allowed = Object.hasOwn(TAGS, tagName) ? TAGS[tagName]! : null;
  if (!allowed) return children;
  const props: Record<string, JsonProps[string]> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (name !== 'id' && !allowed.includes(name)) continue;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') props[name] = value;
    else if (Array.isArray(value)) props[name] = value.map(String);
  }
  const blank = /^(?:ul|ol|table|thead|tbody|tr|blockquote|section)$/.test(tagName);
  const inside = blank ? children.filter((child) => typeof child !== 'string' || child.trim()) : children;
  return [[tagName, Object.keys(props).length > 0 ? props : null, ...inside]];
}

/** The tree of a lesson whose Markdown tree was checked and named. `pictures` are looked up by `src`. */
export function writeTree(root: Root, locale: Locale, pictures: ReadonlyMap<string, Picture>): Array<Json> {
  const hast = toHast(locale)(root);
  return toJson(hast, pictures).filter((node) => typeof node !== 'string' || node.trim() !== '');
}
