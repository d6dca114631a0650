// Ids of blocks: `<Anchor>` names the block that follows it, headings are named after their words. Also the lesson's outline.
import type { OutlineEntry } from '../catalog';
import { type Problem, problem } from '../problems';
import { attributesOf } from './check';
import { componentName, type MdNode, plainText } from './parse';

/** A heading's words as an id: without accents, in lower case, hyphens between. Empty when nothing is left. */
export function slugOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
}

export type Anchored = {
  /** Ids that the author gave, in order. */
  anchors: Array<string>;
  /** Everything a link can jump to. */
  ids: ReadonlySet<string>;
  /** The h2 headings outside of components. */
  outline: Array<OutlineEntry>;
  problems: Array<Problem>;
};

function nameBlock(node: MdNode, id: string): void {
  node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } };
}

/** Takes the `<Anchor>`s out of the tree and gives their ids to the blocks after them. Changes the tree. */
function takeAnchors(node: MdNode, anchors: Array<string>, problems: Array<Problem>): void {
  const kept: Array<MdNode> = [];
  let waiting: MdNode | null = null;
  for (const child of node.children ?? []) {
    if (componentName(child) !== 'Anchor') {
      if (waiting) nameBlock(child, attributesOf(waiting).id ?? '');
      waiting = null;
      takeAnchors(child, anchors, problems);
      kept.push(child);
      continue;
    }
    const { id = '' } = attributesOf(child);
    if (waiting)
      problems.push(problem(waiting.position?.start, 'anchor-dangling', { anchor: attributesOf(waiting).id ?? '' }));
    if (anchors.includes(id)) problems.push(problem(child.position?.start, 'anchor-repeated', { anchor: id }));
    anchors.push(id);
    waiting = child;
  }
  if (waiting)
    problems.push(problem(waiting.position?.start, 'anchor-dangling', { anchor: attributesOf(waiting).id ?? '' }));
  if (node.children) node.children = kept;
}

/**
 * Gives every `Tab` and `Exercise` the heading level its title has: one below the heading it stands under, 3 to 6. Components
 * render apart from each other and cannot know.
 */
function setLevels(node: MdNode, depth: { now: number }): void {
  if (node.type === 'heading') depth.now = (node as MdNode & { depth: number }).depth;
  const name = componentName(node);
  if (name === 'Tab' || name === 'Exercise') {
    const level = Math.min(6, Math.max(3, depth.now + 1));
    node.data = { ...node.data, level };
    const within = { now: level };
    for (const child of node.children ?? []) setLevels(child, within);
    return;
  }
  for (const child of node.children ?? []) setLevels(child, depth);
}

/** Names blocks and headings; a heading with an `<Anchor>` keeps the author's id. Changes the tree. */
export function nameBlocks(root: MdNode): Anchored {
  const anchors: Array<string> = [];
  const problems: Array<Problem> = [];
  takeAnchors(root, anchors, problems);
  setLevels(root, { now: 2 });
  const ids = new Set(anchors);
  const outline: Array<OutlineEntry> = [];
  (function visit(node: MdNode): void {
    const { depth } = node as MdNode & { depth?: number };
    if (node.type === 'heading' && (depth === 2 || depth === 3)) {
      let id = node.data?.hProperties?.id;
      if (!id) {
        const slug = slugOf(plainText(node)) || 'section';
        id = slug;
        for (let n = 2; ids.has(id); n++) id = `${slug}-${n}`;
        ids.add(id);
        nameBlock(node, id);
      }
      if (depth === 2 && root.children!.includes(node)) outline.push({ id, title: plainText(node).trim() });
    }
    for (const child of node.children ?? []) visit(child);
  })(root);
  return { anchors, ids, outline, problems };
}
