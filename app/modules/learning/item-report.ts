// What instructors read of their items, as pages show it. Browser-safe shapes.
import type { AttentionReason } from './engine/item-attention';
import type { ItemStatistics } from './engine/item-statistics';

export type { AttentionReason } from './engine/item-attention';
export type { ItemStatistics } from './engine/item-statistics';

/** An item version in the list of its course. */
export type ItemRow = {
  itemVersionId: string;
  /** The author's id, and the version of its text, 1 for the first. */
  item: string;
  version: number;
  /** An older text: nobody meets it any more, its answers stay. */
  retired: boolean;
  stem: string;
  type: string;
  skills: ReadonlyArray<string>;
  answers: number;
  /** 0 to 1; null without answers. */
  shareRight: number | null;
  difficulty: ItemStatistics['difficulty'];
  /** 0 needs none. */
  attention: number;
  reasons: ReadonlyArray<AttentionReason>;
  /** Options in words, in the author's order; empty for questions without. */
  options: ReadonlyArray<{ id: string; text: string }>;
};

export type ItemReport = ItemRow & {
  statistics: ItemStatistics;
  lessonHref: string | null;
};

export type ItemList = {
  courses: ReadonlyArray<{ id: string; title: string }>;
  courseId: string;
  items: ReadonlyArray<ItemRow>;
  /** The latest recalibration; null before the first. */
  calibrated: { at: string; answers: number; learners: number; movedItems: number } | null;
};
