// The catalog's browser door: shapes of skills, paths, courses, lessons, items and answers, and the rules that need no server.
import type { Locale, Localized } from '~/i18n/locale';

export { say, type Said } from './say';
export { foldText } from './fold';
export { shuffle } from './shuffle';
export {
  type Blueprint,
  type PortfolioDefinition,
  PROGRAM_TYPES,
  type ProgramDefinition,
  type RubricCriterion,
} from './program';

export const SKILL_AREAS = [
  'foundations',
  'audience',
  'content',
  'channels',
  'buying',
  'measurement',
  'responsibility',
] as const;
export type SkillArea = (typeof SKILL_AREAS)[number];

export const LEVELS = ['foundation', 'intermediate', 'advanced'] as const;
export type Level = (typeof LEVELS)[number];

export const ITEM_TYPES = ['single', 'multiple', 'order', 'match', 'numeric', 'short'] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

// Texts come as `Localized` from `structure`, `getItems` and grading, and as plain strings once `say(value, locale)` chose.

export type Skill<Text = Localized> = {
  id: string;
  area: SkillArea;
  title: Text;
  description: Text;
  /** Skill ids. */
  prerequisites: ReadonlyArray<string>;
};

export type Goal<Text = Localized> = { id: string; title: Text; skills: ReadonlyArray<string> };

export type Path<Text = Localized> = {
  id: string;
  title: Text;
  summary: Text;
  audience: Text;
  /** Course ids in order. */
  courses: ReadonlyArray<string>;
  /** Program id. */
  certification: string | null;
  goals: ReadonlyArray<Goal<Text>>;
};

/** What planning needs to know of an item; neither its text nor its key. */
export type ItemMeta = {
  /** Version id (a UUID): what answers refer to. */
  id: string;
  /** The author's id, the same over versions. */
  itemId: string;
  /** Course id for practice items, program id for exam items. */
  ownerId: string;
  use: 'practice' | 'exam';
  type: ItemType;
  skills: ReadonlyArray<string>;
  /** 1 easy … 5 hard, the author's label. */
  difficulty: number;
  /** Anchor in the lesson of the paragraph that explains it. */
  see: string | null;
};

/** A lesson as it stands now, without its text. */
export type LessonEntry<Text = Localized> = {
  id: string;
  courseId: string;
  slug: string;
  /** 1 for the course's first. */
  position: number;
  versionId: string;
  /** 1 for the first version. */
  version: number;
  title: Text;
  summary: Text;
  skills: ReadonlyArray<string>;
  /** Reading time without items. */
  minutes: number;
  /** Item version ids in the author's order. */
  itemIds: ReadonlyArray<string>;
};

export type Course<Text = Localized> = {
  id: string;
  level: Level;
  title: Text;
  summary: Text;
  /** Plain text; an empty line parts paragraphs. */
  description: Text;
  audience: Text;
  outcomes: ReadonlyArray<Text>;
  proves: Text;
  authors: ReadonlyArray<string>;
  lessons: ReadonlyArray<LessonEntry<Text>>;
};

/** Everything current that planning and pages need, held in memory; texts of lessons and items are read by id. */
export type CatalogStructure = {
  /** Changes with every change of the catalog: a key for caches of what is derived from it. */
  revision: string;
  skills: ReadonlyMap<string, Skill>;
  /** Skills that became part of another, by their old id. Older versions of lessons and items may name them. */
  mergedSkills: ReadonlyMap<string, { into: string; title: Localized }>;
  /** In the catalogue's order. */
  paths: ReadonlyMap<string, Path>;
  /** In the catalogue's order, without withdrawn ones. */
  courses: ReadonlyMap<string, Course>;
  /** By lesson id. */
  lessons: ReadonlyMap<string, LessonEntry>;
  /** Current practice items by version id. */
  items: ReadonlyMap<string, ItemMeta & { lessonId: string }>;
  /** Current exam items by program id. */
  banks: ReadonlyMap<string, ReadonlyArray<ItemMeta>>;
};

export type CourseCard = {
  id: string;
  level: Level;
  title: string;
  summary: string;
  lessons: number;
  /** Reading time of all lessons. */
  minutes: number;
  items: number;
};

export type CourseView = CourseCard & {
  description: ReadonlyArray<string>;
  audience: string;
  outcomes: ReadonlyArray<string>;
  proves: string;
  authors: ReadonlyArray<string>;
  /** In order of first appearance. */
  skills: ReadonlyArray<Skill<string>>;
  syllabus: ReadonlyArray<LessonEntry<string>>;
};

/** Values that a tree's elements carry. */
export type JsonProps = { readonly [name: string]: string | number | boolean | ReadonlyArray<string> };
/** A checked lesson as data: text, or `[tag or component, properties, ...children]`. Rendered, never evaluated. */
// Written as ReadonlyArray the type would refer to itself.
// eslint-disable-next-line @typescript-eslint/array-type
export type Json = string | readonly [string, JsonProps | null, ...Json[]];

export type OutlineEntry = { id: string; title: string };

/** One version of a lesson in one language, to read. */
export type LessonView = {
  lessonId: string;
  courseId: string;
  slug: string;
  versionId: string;
  version: number;
  locale: Locale;
  title: string;
  summary: string;
  objectives: ReadonlyArray<string>;
  outline: ReadonlyArray<OutlineEntry>;
  /** SHA-256 of the source. */
  hash: string;
  words: number;
  minutes: number;
  skills: ReadonlyArray<string>;
  itemIds: ReadonlyArray<string>;
  tree: ReadonlyArray<Json>;
};

export type PromptOption<Text = Localized> = { id: string; text: Text };

type PromptOf<Text> = ItemMeta & {
  /** Inline Markdown: emphasis and code. So are options and reasons. */
  stem: Text;
};

/**
 * What may be shown of an item before an answer is in. Options stand in an order that says nothing; show them in
 * `shuffle(seed, ids)`.
 */
export type ItemPrompt<Text = Localized> =
  | (PromptOf<Text> & { type: 'single' | 'multiple'; options: ReadonlyArray<PromptOption<Text>> })
  | (PromptOf<Text> & { type: 'order'; elements: ReadonlyArray<PromptOption<Text>> })
  | (PromptOf<Text> & {
      type: 'match';
      lefts: ReadonlyArray<PromptOption<Text>>;
      rights: ReadonlyArray<PromptOption<Text>>;
    })
  | (PromptOf<Text> & { type: 'numeric'; unit: Text | null })
  | (PromptOf<Text> & { type: 'short' });

/** A person's answer. `value` and `text` are as typed. */
export type Response =
  | { type: 'single'; option: string }
  | { type: 'multiple'; options: ReadonlyArray<string> }
  | { type: 'order'; order: ReadonlyArray<string> }
  | { type: 'match'; pairs: ReadonlyArray<{ left: string; right: string }> }
  | { type: 'numeric'; value: string }
  | { type: 'short'; text: string };

/** The right answer, to show after answering. */
export type Solution<Text = Localized> =
  | { type: 'options'; optionIds: ReadonlyArray<string> }
  | { type: 'order'; order: ReadonlyArray<string> }
  | { type: 'match'; pairs: ReadonlyArray<{ left: string; right: string }> }
  | { type: 'numeric'; value: number; tolerance: number; unit: Text | null }
  | { type: 'short'; text: Text };

export type Feedback<Text = Localized> = {
  correct: boolean;
  /** 0 to 1; in between only for multiple, order and match. */
  score: number;
  /**
   * One entry an option (single, multiple), an element in the right order (order) or a left side (match); empty for numeric
   * and short. `chosen`: the person picked it (always true for order and match). `correct`: it belongs to the right answer
   * (single, multiple), or stands in its place (order, match).
   */
  options: ReadonlyArray<{ optionId: string; chosen: boolean; correct: boolean; reason: Text | null }>;
  /** numeric and short: why the answer is right, or which mistake leads to it; null when the mistake is not known. */
  reason: Text | null;
  solution: Solution<Text>;
  /** What to take away, whatever was answered. */
  explanation: Text | null;
};

/** Where an asset of a lesson is served. `hash` is lower-case hex. */
export function assetPath(hash: string): string {
  return `/media/${hash}`;
}
