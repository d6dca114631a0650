// The rules of a lesson's tree: only allowed components with allowed attributes in allowed places, safe links, sane headings.
import { type Place, type Problem, problem, type Rule } from '../problems';
import { isAllowedLink, isAllowedSource } from './address';
import {
  type AttributeRule,
  COMPONENTS,
  type ComponentRule,
  componentRule,
  EMBED_IDS,
  KEBAB,
  PICTURE,
} from './components';
import { checkChartTable } from './chart-table';
import { componentName, type JsxNode, type MdNode, plainText } from './parse';

/** What stands in the tree, with places, for rules that look beyond one file. */
export type Facts = {
  pictures: Array<Place & { src: string }>;
  /** Ids named by `<Check>`. */
  checks: Array<Place & { itemId: string }>;
  /** Links to `#…`. */
  jumps: Array<Place & { anchor: string }>;
  exercises: number;
  sources: number;
  /** Figures, charts and videos. */
  visuals: number;
  words: number;
};

const WORD = /[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu;

/** Words of running text: letters and digits, joined by apostrophes, hyphens and the marks inside numbers. */
export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

function wordsIn(node: MdNode): number {
  if (node.type === 'code' || node.type === 'yaml') return 0;
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell')
    return countWords(plainText(node));
  return (node.children ?? []).reduce((sum, child) => sum + wordsIn(child), 0);
}

/** Reads one attribute's value as its rule says. Only bare numbers and booleans are read out of braces, as text. */
function checkValue(
  rule: AttributeRule,
  value: string | null,
  code: string | null,
): [Rule, Record<string, string | number>] | null {
  if (code !== null) {
    const bare = code.trim();
    if (rule.kind === 'number' && /^-?\d+(?:\.\d+)?$/.test(bare)) value = bare;
    else if (rule.kind === 'flag' && /^(?:true|false)$/.test(bare)) value = bare;
    else return ['mdx-attribute-code', {}];
  }
  const text = value ?? 'true';
  switch (rule.kind) {
    case 'text':
      if (value === null || !text.trim()) return ['mdx-attribute-empty', {}];
      return text.length > rule.max ? ['mdx-attribute-long', { max: rule.max }] : null;
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(text) && Number(text) >= rule.min && Number(text) <= rule.max
        ? null
        : ['mdx-attribute-number', { min: rule.min, max: rule.max }];
    case 'flag':
      return /^(?:true|false)$/.test(text) ? null : ['mdx-attribute-flag', {}];
    case 'choice':
      return rule.of.includes(text) ? null : ['mdx-attribute-choice', { choices: rule.of.join(', ') }];
    case 'id':
      return KEBAB.test(text) ? null : ['mdx-attribute-id', {}];
    case 'ids':
      return text.trim() &&
        text
          .trim()
          .split(/\s+/)
          .every((id) => KEBAB.test(id))
        ? null
        : ['mdx-attribute-id', {}];
    case 'address':
      return isAllowedSource(text) ? null : ['mdx-attribute-address', {}];
    case 'picture':
      return PICTURE.test(text) ? null : ['mdx-attribute-picture', {}];
  }
}

/** The attributes of a component as plain text by name; only those that its rule knows. */
export function attributesOf(node: MdNode): Record<string, string> {
  const found: Record<string, string> = {};
  const rule = componentRule(componentName(node));
  for (const attribute of (node as unknown as JsxNode).attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || !rule || !Object.hasOwn(rule.attributes, attribute.name)) continue;
    const { value } = attribute;
    found[attribute.name] = typeof value === 'string' ? value : (value?.value.trim() ?? 'true');
  }
  return found;
}

type Walk = { problems: Array<Problem>; facts: Facts; headingDepth: number };

function checkAttributes(node: JsxNode, name: string, rule: ComponentRule, problems: Array<Problem>): void {
  const given = new Set<string>();
  for (const attribute of node.attributes) {
    const place = attribute.position?.start ?? node.position?.start;
    if (attribute.type !== 'mdxJsxAttribute') {
      problems.push(problem(place, 'mdx-spread', { component: name }));
      continue;
    }
    const at = { component: name, attribute: attribute.name };
    const allowed = Object.hasOwn(rule.attributes, attribute.name) ? rule.attributes[attribute.name] : undefined;
    if (!allowed) {
      const known = Object.keys(rule.attributes).join(', ');
      problems.push(problem(place, known ? 'mdx-attribute-unknown' : 'mdx-attribute-none', { ...at, known }));
      continue;
    }
    if (given.has(attribute.name)) problems.push(problem(place, 'mdx-attribute-repeated', at));
    given.add(attribute.name);
    const { value } = attribute;
    const fault = checkValue(
      allowed,
      typeof value === 'string' ? value : null,
      value && typeof value === 'object' ? value.value : null,
    );
    if (fault) problems.push(problem(place, fault[0], { ...at, ...fault[1] }));
  }
  for (const [attribute, { required }] of Object.entries(rule.attributes)) {
    if (required && !given.has(attribute)) {
      problems.push(problem(node.position?.start, 'mdx-attribute-missing', { component: name, attribute }));
    }
  }
}

/** What may stand within: the count and kind of a component's children. */
function checkInside(node: MdNode, name: string, { inside, single }: ComponentRule, problems: Array<Problem>): void {
  const place = node.position?.start;
  const children = node.children ?? [];
  const says = (rule: Rule, params: Record<string, string | number> = {}) =>
    problems.push(problem(place, rule, { component: name, ...params }));
  if (single) {
    const count = children.filter((child) => componentName(child) === single).length;
    if (count > 1) says('mdx-inside-single', { child: single, count });
  }
  if (typeof inside === 'object') {
    const strays = children.filter((child) => componentName(child) !== inside.only);
    for (const stray of strays)
      problems.push(problem(stray.position?.start, 'mdx-inside-only', { component: name, child: inside.only }));
    const count = children.length - strays.length;
    if (count < inside.min || count > inside.max)
      says('mdx-inside-count', { child: inside.only, count, min: inside.min, max: inside.max });
    return;
  }
  const types = children.map((child) => child.type).join(' ');
  if (inside === 'nothing' && children.length > 0) says('mdx-inside-nothing');
  if (inside === 'one paragraph' && types !== 'paragraph') says('mdx-inside-paragraph');
  if (inside === 'one list' && types !== 'list') says('mdx-inside-list');
  if (inside === 'one list' && types === 'list' && children[0]!.children!.length < 2) says('mdx-sources-few');
  if (inside === 'one table' && types !== 'table') says('mdx-inside-table');
  if ((inside === 'markdown' && children.length === 0) || (inside === 'words' && !plainText(node).trim())) {
    says(name === 'Video' ? 'mdx-video-transcript' : 'mdx-inside-empty');
  }
}

function checkComponent(node: MdNode, parents: ReadonlyArray<MdNode>, walk: Walk): void {
  const { problems, facts } = walk;
  const name = componentName(node);
  const rule = componentRule(name);
  const place = node.position?.start;
  if (name === null || !rule) {
    problems.push(
      problem(place, 'mdx-component-unknown', { component: name ?? '', known: Object.keys(COMPONENTS).join(', ') }),
    );
    return;
  }
  checkAttributes(node as unknown as JsxNode, name, rule, problems);
  checkInside(node, name, rule, problems);
  const parent = parents.at(-1);
  if (rule.within && componentName(parent!) !== rule.within) {
    problems.push(problem(place, 'mdx-placement-parent', { component: name, parent: rule.within }));
  }
  if (!rule.inline && node.type === 'mdxJsxTextElement')
    problems.push(problem(place, 'mdx-placement-block', { component: name }));
  if (parents.some((outer) => componentName(outer) === name))
    problems.push(problem(place, 'mdx-placement-itself', { component: name }));
  const values = attributesOf(node);
  const here = place ?? { line: 1, column: 1 };
  if (name === 'Figure' && values.src) facts.pictures.push({ ...here, src: values.src });
  if (name === 'Check')
    for (const itemId of (values.items ?? '').split(/\s+/).filter(Boolean)) facts.checks.push({ ...here, itemId });
  if (
    name === 'Embed' &&
    values.provider &&
    Object.hasOwn(EMBED_IDS, values.provider) &&
    !EMBED_IDS[values.provider]!.test(values.id ?? '')
  ) {
    problems.push(problem(place, 'mdx-embed-id', { provider: values.provider, id: values.id ?? '' }));
  }
  if (name === 'Chart' && node.children?.length === 1 && node.children[0]!.type === 'table') {
    problems.push(...checkChartTable(node.children[0]!, values.kind ?? 'bar'));
  }
  if (name === 'Exercise') facts.exercises++;
  if (name === 'Sources') facts.sources++;
  if (name === 'Figure' || name === 'Chart' || name === 'Video') facts.visuals++;
}

function checkHeading(node: MdNode, parents: ReadonlyArray<MdNode>, walk: Walk): void {
  const { depth } = node as MdNode & { depth: number };
  const place = node.position?.start;
  if (!plainText(node).trim()) walk.problems.push(problem(place, 'heading-empty'));
  if (depth === 1) walk.problems.push(problem(place, 'heading-title'));
  else if (walk.headingDepth === 0) {
    if (depth !== 2) walk.problems.push(problem(place, 'heading-first', { depth }));
  } else if (depth > walk.headingDepth + 1)
    walk.problems.push(problem(place, 'heading-skips', { depth, before: walk.headingDepth }));
  if (depth === 2 && parents.length > 1) walk.problems.push(problem(place, 'heading-inside'));
  walk.headingDepth = Math.max(depth, 2);
}

function visit(node: MdNode, parents: ReadonlyArray<MdNode>, walk: Walk): void {
  const { problems, facts } = walk;
  const place = node.position?.start;
  switch (node.type) {
    case 'mdxjsEsm':
      problems.push(problem(place, 'mdx-import'));
      return;
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      problems.push(problem(place, 'mdx-expression'));
      return;
    case 'html':
      problems.push(problem(place, 'mdx-html'));
      return;
    case 'image':
    case 'imageReference':
      problems.push(problem(place, 'mdx-image'));
      return;
    case 'link':
    case 'definition': {
      const { url } = node as MdNode & { url: string };
      if (!isAllowedLink(url)) problems.push(problem(place, 'mdx-link', { address: url }));
      else if (url.startsWith('#')) facts.jumps.push({ ...(place ?? { line: 1, column: 1 }), anchor: url.slice(1) });
      if (node.type === 'link' && !plainText(node).trim()) problems.push(problem(place, 'mdx-link-empty'));
      break;
    }
    case 'heading':
      checkHeading(node, parents, walk);
      break;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      checkComponent(node, parents, walk);
  }
  for (const child of node.children ?? []) visit(child, [...parents, node], walk);
}

/** Every fault of a parsed lesson that can be seen in it alone, and what stands in it. */
export function checkTree(root: MdNode): { problems: Array<Problem>; facts: Facts } {
  const facts: Facts = {
    pictures: [],
    checks: [],
    jumps: [],
    exercises: 0,
    sources: 0,
    visuals: 0,
    words: wordsIn(root),
  };
  const walk: Walk = { problems: [], facts, headingDepth: 0 };
  visit(root, [], walk);
  return { problems: walk.problems, facts };
}
