// Reads MDX into a Markdown tree without running any of it, and tells syntax faults in our own words.
import type { Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { type Place, type Problem, problem } from '../problems';
import { componentRule, LIMITS } from './components';

export type JsxNode = MdxJsxFlowElement | MdxJsxTextElement;
/** A node of the tree as the passes over it see it. */
export type MdNode = {
  type: string;
  position?: { start: Place; end: Place };
  children?: Array<MdNode>;
  value?: string;
  /** What the tree's writer needs beyond Markdown. */
  data?: { hProperties?: { id?: string }; level?: number };
};

const processor = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkMdx).use(remarkGfm).freeze();

export function isJsx(node: MdNode): boolean {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

/** The component's name of a JSX node; null for a fragment and for other nodes. */
export function componentName(node: MdNode): string | null {
  return isJsx(node) ? (node as unknown as JsxNode).name : null;
}

type ParserError = {
  line?: number;
  column?: number;
  ruleId?: string;
  source?: string;
  reason?: string;
  message: string;
};

/** A syntax fault of the parser as a problem; the line's own text tells the common slips apart. */
function syntaxProblem(error: ParserError, source: string): Problem {
  const opened = /\((\d+):(\d+)-\d+:\d+\)/.exec(error.reason ?? '');
  const place = error.line
    ? { line: error.line, column: error.column ?? 1 }
    : opened
      ? { line: Number(opened[1]), column: Number(opened[2]) }
      : { line: 1, column: 1 };
  const line = source.split('\n')[place.line - 1] ?? '';
  if (/import|export/.test(error.source ?? '') || error.source === 'micromark-extension-mdxjs-esm')
    return problem(place, 'mdx-import');
  if (error.ruleId === 'end-tag-mismatch' || error.ruleId === 'unexpected-closing-slash') {
    return problem(place, 'mdx-tag-mismatch', { tag: /`<\/?([^>`]*)>`/.exec(error.reason ?? '')?.[1] ?? '' });
  }
  if (error.source === 'micromark-extension-mdx-expression') return problem(place, 'mdx-expression');
  if (error.ruleId === 'unexpected-character') {
    const tag = line.slice(Math.max(0, line.lastIndexOf('<', place.column - 1)));
    if (tag.startsWith('<!') || tag.startsWith('<?')) return problem(place, 'mdx-html');
    if (/^<(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|[^\s<>]+@)/i.test(tag)) return problem(place, 'mdx-autolink');
  }
  return problem(place, 'mdx-syntax', { detail: (error.reason ?? error.message).replace(/\s*\(.*$/s, '') });
}

/** Whether the nesting stays within `left` levels. Not recursive itself: the tree may be as deep as its source is long. */
function tooDeep(root: MdNode): MdNode | null {
  const queue: Array<[MdNode, number]> = [[root, 0]];
  for (let entry = queue.pop(); entry; entry = queue.pop()) {
    const [node, depth] = entry;
    if (depth > LIMITS.depth) return node;
    for (const child of node.children ?? []) queue.push([child, depth + 1]);
  }
  return null;
}

function countNodes(root: MdNode): number {
  let count = 0;
  const queue = [root];
  for (let node = queue.pop(); node; node = queue.pop()) {
    count++;
    queue.push(...(node.children ?? []));
  }
  return count;
}

const isPhrasing = (node: MdNode) =>
  /^(?:text|emphasis|strong|delete|inlineCode|break|link|linkReference|image|imageReference|footnoteReference|mdxTextExpression|mdxJsxTextElement)$/.test(
    node.type,
  );

/**
 * `<Callout>text</Callout>` on one line parses as a component within a paragraph, and a `<Term>` alone on its line as a block:
 * lifts the first out, wraps the second in, and puts bare text of a block component into a paragraph.
 */
function settle(node: MdNode): void {
  if (!node.children) return;
  const settled: Array<MdNode> = [];
  for (const child of node.children) {
    const rule = componentRule(componentName(child));
    if (child.type === 'paragraph' && child.children!.some(isJsx)) {
      const parts = child.children!.filter((part) => part.type !== 'text' || part.value?.trim());
      if (parts.every((part) => isJsx(part) && !componentRule(componentName(part))?.inline)) {
        settled.push(...parts.map((part) => ({ ...part, type: 'mdxJsxFlowElement' })));
        continue;
      }
    }
    if (child.type === 'mdxJsxFlowElement' && rule?.inline) {
      const unwrapped = child.children?.flatMap((inner) => (inner.type === 'paragraph' ? inner.children! : [inner]));
      const inline = { ...child, type: 'mdxJsxTextElement', children: unwrapped ?? [] };
      settled.push({ type: 'paragraph', children: [inline], ...(child.position && { position: child.position }) });
      continue;
    }
    settled.push(child);
  }
  node.children = settled;
  if (node.type === 'mdxJsxFlowElement' && node.children.length > 0 && node.children.every(isPhrasing)) {
    const { position } = node.children[0]!;
    node.children = [{ type: 'paragraph', children: node.children, ...(position && { position }) }];
  }
  for (const child of node.children) settle(child);
}

export type Parsed = { root: Root; problems: [] } | { root: null; problems: [Problem] };

/** The tree of a lesson's source, or the one reason why there is none. Refuses what is too large or nested too deep. */
export function parseMdx(source: string): Parsed {
  const refuse = (found: Problem): Parsed => ({ root: null, problems: [found] });
  const bytes = new TextEncoder().encode(source).length;
  if (bytes > LIMITS.bytes) return refuse(problem(undefined, 'mdx-too-large', { bytes, max: LIMITS.bytes }));
  let root: Root;
  try {
    root = processor.parse(source);
  } catch (error) {
    if (error instanceof RangeError) return refuse(problem(undefined, 'mdx-too-deep', { max: LIMITS.depth }));
    return refuse(syntaxProblem(error as ParserError, source));
  }
  const deep = tooDeep(root as MdNode);
  if (deep) return refuse(problem(deep.position?.start, 'mdx-too-deep', { max: LIMITS.depth }));
  const nodes = countNodes(root as MdNode);
  if (nodes > LIMITS.nodes) return refuse(problem(undefined, 'mdx-too-many-nodes', { nodes, max: LIMITS.nodes }));
  settle(root as MdNode);
  return { root, problems: [] };
}

/** The plain text within a node. */
export function plainText(node: MdNode | RootContent): string {
  const { type, value, children } = node as MdNode;
  if (type === 'text' || type === 'inlineCode') return value ?? '';
  if (type === 'break') return ' ';
  return (children ?? []).map(plainText).join('');
}
