// From a lesson's source to its tree, or to the list of everything wrong with it. Pure: the same source gives the same result.
import type { Locale } from '~/i18n/locale';
import type { Json, OutlineEntry } from '../catalog';
import { isError, type Place, type Problem, problem } from '../problems';
import { nameBlocks } from './anchors';
import { checkTree, type Facts } from './check';
import { type MdNode, parseMdx } from './parse';
import { type Picture, writeTree } from './tree';

/** Raised when trees come out differently for the same source, so that stored ones are made anew. */
export const TREE_FORMAT = 1;

export type CompileOptions = {
  locale: Locale;
  /** Pictures beside the lesson by `src`. */
  pictures: Readonly<Record<string, Picture>>;
  /** The lesson's item ids; null when they are not known, then `<Check>` is not compared. */
  items: ReadonlyArray<string> | null;
};

export type FrontMatter = { source: string; /** Line of its first line in the file. */ line: number };

export type Compiled = {
  /** Null when there is an error among the problems. */
  tree: Array<Json> | null;
  problems: Array<Problem>;
  frontMatter: FrontMatter | null;
  outline: Array<OutlineEntry>;
  /** Ids of `<Anchor>`s in order. */
  anchors: Array<string>;
  words: number;
  facts: Facts | null;
};

function frontMatterOf(root: MdNode): FrontMatter | null {
  const first = root.children?.[0];
  if (first?.type !== 'yaml') return null;
  return { source: first.value ?? '', line: (first.position?.start.line ?? 1) + 1 };
}

function missing<T extends Place>(
  places: ReadonlyArray<T>,
  known: (place: T) => boolean,
  tell: (place: T) => Problem,
): Array<Problem> {
  return places.filter((place) => !known(place)).map(tell);
}

/** Compiles a lesson in one language. Never throws for anything an author can write; takes its time: see `compileWithLimit`. */
export function compileLesson(source: string, { locale, pictures, items }: CompileOptions): Compiled {
  const empty = { tree: null, frontMatter: null, outline: [], anchors: [], words: 0, facts: null };
  const parsed = parseMdx(source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if (!parsed.root) return { ...empty, problems: parsed.problems };
  const root = parsed.root as MdNode;
  const frontMatter = frontMatterOf(root);
  const { problems, facts } = checkTree(root);
  const named = nameBlocks(root);
  const known = new Map(Object.entries(pictures));
  problems.push(
    ...named.problems,
    ...missing(
      facts.jumps,
      ({ anchor }) => named.ids.has(anchor),
      (jump) => problem(jump, 'mdx-anchor-unknown', { anchor: jump.anchor }),
    ),
    ...missing(
      facts.pictures,
      ({ src }) => known.has(src),
      (picture) => problem(picture, 'mdx-picture-missing', { src: picture.src }),
    ),
    ...(items
      ? missing(
          facts.checks,
          ({ itemId }) => items.includes(itemId),
          (check) => problem(check, 'mdx-check-unknown', { item: check.itemId }),
        )
      : []),
  );
  const tree = problems.some(isError) ? null : writeTree(parsed.root, locale, known);
  return { tree, problems, frontMatter, outline: named.outline, anchors: named.anchors, words: facts.words, facts };
}
