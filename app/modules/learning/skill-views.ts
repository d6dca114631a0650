// Shapes that pages show of skills, reviews, the week and the placement test around its questions. Browser-safe, no rules.
import type { MasteryState } from './engine/mastery';

export type SkillLink = { id: string; title: string; state: MasteryState };

export type SkillStateView = {
  id: string;
  title: string;
  description: string;
  area: string;
  state: MasteryState;
  /** Expected share of right answers, 0 to 1; null while there is no evidence. */
  probability: number | null;
  /** First-attempt answers. */
  answers: number;
  /** Sentences. */
  why: ReadonlyArray<string>;
  /** Lesson that teaches it. */
  lesson: { title: string; href: string } | null;
};

/** A skill on the map: its column is how deep it stands on others, its row keeps areas together. */
export type MapSkillView = SkillStateView & {
  column: number;
  row: number;
  range: { low: number; high: number } | null;
  /** Of this path, by id. */
  prerequisites: ReadonlyArray<string>;
  /** Titles of prerequisites that are not held yet. */
  waitsFor: ReadonlyArray<string>;
  /** Part of the goal, or of what the goal builds on. */
  forGoal: boolean;
  next: boolean;
};

/** A skill's review: why and when, and where to begin it. */
export type ReviewView = {
  skill: string;
  title: string;
  lessonTitle: string;
  courseTitle: string;
  /** Begins it. */
  href: string;
  minutes: number;
  /** ISO 8601. */
  dueAt: string;
  overdueDays: number;
  /** Chance that it is still there, 0 to 1. */
  recall: number;
  /** Credit to be checked; no longer sure; or its day has come. */
  because: 'placement' | 'slipped' | 'due';
};

export type ReviewsView = {
  timeZone: string;
  /** Due by the end of today. */
  today: ReadonlyArray<ReviewView>;
  tomorrow: ReadonlyArray<ReviewView>;
  /** The five days after. */
  week: ReadonlyArray<ReviewView>;
  later: number;
  /** Done since midnight. */
  doneToday: number;
};

/** One thing that moved a skill. */
export type EvidenceView = {
  kind: 'lesson' | 'right' | 'wrong' | 'placement-right' | 'placement-wrong' | 'placement' | 'exam';
  /** ISO 8601. */
  at: string;
  /** Of the lesson it came from; empty when that is gone. */
  title: string;
  from: MasteryState;
  to: MasteryState;
  before: number;
  after: number;
  /** Answers too soon after the last one to the same question move nothing. */
  counted: boolean;
};

/** What further answers would do, found by trying them on the model. */
export type OutlookView = {
  /** Right answers to new questions until it is mastered; 0 when it is, null when ten would not do. */
  toMaster: number | null;
  /** Right answers on a later day until it is certified; 0 when it is, null when five would not do. */
  toCertify: number | null;
  /** From when they count for that, ISO 8601. */
  certifyFrom: string | null;
  /** Where one wrong answer now would take it. */
  ifWrong: MasteryState;
};

export type SkillPageView = SkillStateView & {
  timeZone: string;
  /** Expected share of right answers holds between them four times in five; null without evidence. */
  range: { low: number; high: number } | null;
  /** The cautious estimate at which it is won, 0 to 1. */
  threshold: number;
  certified: boolean;
  evidence: ReadonlyArray<EvidenceView>;
  outlook: OutlookView;
  prerequisites: ReadonlyArray<SkillLink>;
  unlocks: ReadonlyArray<SkillLink>;
  lessons: ReadonlyArray<{ title: string; href: string; courseTitle: string }>;
  review: ReviewView | null;
  /** Where its questions are, to practise now. */
  practiceHref: string | null;
};

export type WeekChangeView = SkillLink & {
  from: MasteryState;
  /** `begun`: from not started to learning, which is neither. */
  way: 'up' | 'begun' | 'down';
  /** In the week. */
  right: number;
  wrong: number;
  because: 'answers' | 'placement' | 'exam' | 'faded' | 'lesson';
  recall: number | null;
};

export type WeekView = {
  timeZone: string;
  /** ISO 8601: its first day, and the last one shown. */
  from: string;
  to: string;
  /** 0 is the current week. */
  back: number;
  minutes: number;
  planned: number | null;
  /** Monday first. */
  days: ReadonlyArray<{ at: string; minutes: number }>;
  answers: number;
  right: number;
  reviews: number;
  lessonsRead: number;
  changes: ReadonlyArray<WeekChangeView>;
  /** The seven days to come; the current week only. */
  proposal: {
    reviews: number;
    reviewMinutes: number;
    steps: ReadonlyArray<{ title: string; href: string; minutes: number }>;
    minutes: number;
  } | null;
};

/** What is missing to the goal (to the whole path without one). */
export type GapView = {
  held: number;
  of: number;
  /** Minutes of lessons and questions that teach what is missing. */
  minutes: number;
  /** Missing skills in an order in which each stands on firm ground. */
  missing: ReadonlyArray<SkillLink & { minutes: number; unlocks: number }>;
};

/** `offer`: never taken. `open`: begun. `again`: taken, and its questions tell something new by now. */
export type PlacementOffer = 'offer' | 'open' | 'done' | 'again';

/** Before the test. Times are ISO 8601. */
export type PlacementIntroView = {
  timeZone: string;
  /** One that was begun and not finished; `left` is about how many questions follow. */
  open: { answered: number; left: number } | null;
  last: { at: string; answers: number; credited: number } | null;
  /** Null when one may be begun now. */
  retakeFrom: string | null;
};

export type PlacementSaved = {
  answered: number;
  /** The test has ended. */
  done: boolean;
  /** The question had been answered before this came in: that answer stands. */
  already: boolean;
};
