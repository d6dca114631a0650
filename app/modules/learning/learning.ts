// Learning's browser door: the shapes that pages show and the few rules that need no server. No texts, no state.
import type { Response, Solution } from '../catalog/catalog';
import type { ActivityKind } from './engine/next-step-score';
import type { MasteryState } from './engine/mastery';
import type { GapView, MapSkillView, PlacementOffer, SkillLink, SkillStateView } from './skill-views';

export type { ExperimentReport } from './engine/experiment';
export type { AttentionReason, ItemList, ItemReport, ItemRow, ItemStatistics } from './item-report';
export { readResponse } from './response-form';
export type { ActivityKind } from './engine/next-step-score';
export type { MasteryState } from './engine/mastery';
export type {
  EvidenceView,
  GapView,
  MapSkillView,
  OutlookView,
  PlacementIntroView,
  PlacementOffer,
  PlacementSaved,
  ReviewView,
  ReviewsView,
  SkillLink,
  SkillPageView,
  SkillStateView,
  WeekChangeView,
  WeekView,
} from './skill-views';

/** Formats a person can say they like. A preference that breaks ties, never a diagnosis. */
export const FORMATS = ['text', 'interactive', 'lab', 'video'] as const;
export type Format = (typeof FORMATS)[number];

/** Offered on the welcome page; any whole number within the limits is accepted. */
export const WEEKLY_MINUTES = [30, 60, 120, 240] as const;
export const WEEKLY_MINUTES_MIN = 15;
export const WEEKLY_MINUTES_MAX = 2400;

/** Characters of a note. */
export const NOTE_MAX = 20_000;
/** Longest time from showing a question to answering it that is kept, milliseconds: 24 hours. */
export const RESPONSE_MS_MAX = 86_400_000;

/** The comparison that people may take part in: this engine's order against the authors'. */
export const EXPERIMENT = 'author-order-1';
/** Share of those taking part who get the authors' order; the consent says so in words. */
export const AUTHOR_ORDER_SHARE = 0.1;

/** Days after a placement test before its questions tell something new. */
export const PLACEMENT_RETAKE_DAYS = 7;

/** One question of the test. Nothing of right or wrong. */
export type PlacementQuestionView = {
  placementId: string;
  number: number;
  /** About how many are left, this one among them. */
  left: number;
  /** Stored so far. */
  answered: number;
  question: QuestionView;
  /** Names this showing: sending it twice has one effect. */
  key: string;
};

export type PlacementResultView = {
  timeZone: string;
  at: string;
  answers: number;
  minutes: number;
  /** The person ended it early. */
  stopped: boolean;
  found: ReadonlyArray<{
    id: string;
    title: string;
    verdict: 'credited' | 'not-known' | 'unsure';
    /** Chance that the skill is known, 0 to 1. */
    probability: number;
    /** Questions on the skill itself, and right ones among them. */
    asked: number;
    right: number;
    /** Titles of related skills whose questions spoke too. */
    through: ReadonlyArray<string>;
  }>;
  /** Lessons all of whose skills are held. */
  skipped: ReadonlyArray<{ title: string; href: string; minutes: number }>;
  next: StepView | null;
  retakeFrom: string;
};

export type ProfileView = {
  pathId: string;
  goalId: string | null;
  minutesPerWeek: number;
  formats: ReadonlyArray<string>;
};

/** What the welcome page offers. */
export type PathChoice = {
  id: string;
  title: string;
  summary: string;
  /** Reading and questions of the whole path. */
  minutes: number;
  courses: ReadonlyArray<string>;
  goals: ReadonlyArray<{ id: string; title: string; skills: ReadonlyArray<string> }>;
};

/** What a step asks for now. */
export type StepAction = 'read' | 'practise' | 'practise-missed' | 'try-first' | 'review' | 'exam';

/** One thing to do, with where it is and why it is worth doing. */
export type StepView = {
  activityId: string;
  kind: ActivityKind;
  action: StepAction;
  href: string;
  /** Of the lesson, the skill under review or the exam's course. */
  title: string;
  courseTitle: string;
  /** What is left of it, whole minutes, at least 1. */
  minutes: number;
  /** Of the lesson, 0 to 1. */
  share: number;
  /** Question to go on at and how many there are; null when the step is not at a question. */
  question: { number: number; of: number } | null;
  /** Sentences, the weightiest first. */
  why: ReadonlyArray<string>;
};

/** What stands before something, and the shortest way in: lessons in order. */
export type LockView = {
  missing: ReadonlyArray<string>;
  way: ReadonlyArray<{ title: string; href: string; minutes: number }>;
};

export type LessonStateView = {
  lessonId: string;
  courseId: string;
  slug: string;
  number: number;
  title: string;
  summary: string;
  href: string;
  state: 'not-started' | 'started' | 'done';
  /** 0 to 1; 1 exactly when done. */
  share: number;
  minutes: number;
  answered: number;
  right: number;
  items: number;
  skills: ReadonlyArray<string>;
  lock: LockView | null;
};

export type CourseStateView = {
  id: string;
  title: string;
  done: number;
  lessons: number;
  /** 0 to 1, weighed by minutes. */
  share: number;
  minutesLeft: number;
};

export type MasteryCounts = Record<MasteryState, number>;

export type ActivityEntry = {
  id: string;
  kind:
    | 'path-started'
    | 'lesson-opened'
    | 'lesson-read'
    | 'answers'
    | 'lesson-completed'
    | 'skill-mastered'
    | 'skill-slipped'
    | 'next-overridden'
    | 'version-moved';
  /** Of the lesson, skill or path; empty when it is gone. */
  title: string;
  href: string | null;
  /** Answers only. */
  answered: number;
  right: number;
  /** ISO 8601. */
  at: string;
};

export type FinishView = {
  /** ISO 8601; four in five people with this history finish between them. */
  earliest: string;
  latest: string;
  minutesPerWeek: number;
  basis: 'plan' | 'observed' | 'both';
};

export type DashboardView = {
  /** IANA, for the dates. */
  timeZone: string;
  pathTitle: string;
  goalTitle: string | null;
  /** Nothing is left when null. */
  next: StepView | null;
  recommendationId: string;
  /** The person took something else than what was proposed. */
  ownChoice: boolean;
  reviews: { skills: number; minutes: number; href: string } | null;
  alternatives: ReadonlyArray<StepView>;
  courses: ReadonlyArray<CourseStateView>;
  mastery: MasteryCounts;
  skills: ReadonlyArray<Pick<SkillStateView, 'id' | 'title' | 'state' | 'probability'>>;
  /** Why progress and mastery differ; null when they do not. */
  differ: string | null;
  finish: FinishView | null;
  activity: ReadonlyArray<ActivityEntry>;
  exam: { href: string; title: string; /** Its certificate is held. */ passed: boolean } | null;
  placement: PlacementOffer;
};

export type PathView = {
  timeZone: string;
  pathTitle: string;
  goalTitle: string | null;
  nextLessonId: string | null;
  courses: ReadonlyArray<CourseStateView & { lessonStates: ReadonlyArray<LessonStateView> }>;
  skills: ReadonlyArray<MapSkillView>;
  /** The cautious estimate at which a skill is won, 0 to 1. */
  threshold: number;
  areas: ReadonlyArray<{ area: string; rows: number }>;
  columns: number;
  exam: DashboardView['exam'];
  next: StepView | null;
  recommendationId: string;
  ownChoice: boolean;
  alternatives: ReadonlyArray<StepView>;
  mastery: MasteryCounts;
  differ: string | null;
  finish: FinishView | null;
  gap: GapView;
  reviews: DashboardView['reviews'];
  /** Skills that became part of others lately, with what this person did under them. */
  merged: ReadonlyArray<{ from: string; into: SkillLink }>;
  placement: PlacementOffer;
};

/** The rule that makes a lesson done, with what it still asks for. */
export type CompletionView = {
  state: 'not-started' | 'started' | 'done';
  read: boolean;
  items: number;
  answered: number;
  right: number;
  /** Right answers the rule asks for. */
  rightNeeded: number;
};

export type LessonLink = { title: string; href: string };

export type LessonPageView = {
  lessonId: string;
  courseId: string;
  courseTitle: string;
  slug: string;
  number: number;
  of: number;
  versionId: string;
  version: number;
  /** Set when the author has published a newer one. */
  newerVersion: number | null;
  title: string;
  summary: string;
  objectives: ReadonlyArray<string>;
  outline: ReadonlyArray<{ id: string; title: string }>;
  minutes: number;
  skills: ReadonlyArray<{ id: string; title: string }>;
  completion: CompletionView;
  practiceHref: string;
  previous: LessonLink | null;
  next: LessonLink | null;
  note: { body: string; revision: number };
};

export type NoteSaved = { ok: true; revision: number };
/** Somebody, perhaps you in another tab, saved first: nothing was overwritten. */
export type NoteConflict = { ok: false; body: string; revision: number };

/** Texts in one language, options in the order to show. */
export type QuestionView = {
  itemVersionId: string;
  type: 'single' | 'multiple' | 'order' | 'match' | 'numeric' | 'short';
  stem: string;
  /** single, multiple: options; order: elements; match: left sides. */
  options: ReadonlyArray<{ id: string; text: string }>;
  /** match only. */
  rights: ReadonlyArray<{ id: string; text: string }>;
  unit: string | null;
};

/** `unknown` is "I don't know": an answer, counted as not right. */
export type GivenResponse = Response | { type: 'unknown' };

export type FeedbackView = {
  answerId: string;
  attempt: number;
  /** Null when the person said that they do not know. */
  response: GivenResponse;
  correct: boolean;
  score: number;
  options: ReadonlyArray<{ optionId: string; chosen: boolean; correct: boolean; reason: string | null }>;
  /** numeric and short: the belief behind a known mistake. */
  reason: string | null;
  /** numeric and short: how the right answer comes about. */
  how: string | null;
  solution: Solution<string>;
  explanation: string | null;
  /** The paragraph that explains it. */
  seeHref: string | null;
  /** Whether it moved mastery: first answers do, and answers 20 hours or more after the last. */
  counted: boolean;
  changes: ReadonlyArray<SkillChangeView>;
};

export type SkillChangeView = {
  skill: string;
  title: string;
  from: MasteryState;
  to: MasteryState;
  before: number;
  after: number;
};

export type AnswerResult = {
  feedback: FeedbackView;
  /** The item had been answered before this came in: that answer stands. */
  already: boolean;
  completion: CompletionView;
  /** Lesson done by this answer. */
  completed: boolean;
  nextHref: string;
  /** The round has no question left after this one. */
  last: boolean;
};

export type RoundMode = 'lesson' | 'again' | 'review';
export type DotState = 'open' | 'right' | 'wrong';

type PracticeFrame = {
  lesson: { title: string; href: string; number: number };
  courseTitle: string;
  courseId: string;
  slug: string;
  mode: RoundMode;
  /** Of the skill under review. */
  skillTitle: string | null;
  /** One per question of the round. */
  dots: ReadonlyArray<{ href: string; state: DotState; current: boolean }>;
};

export type PracticeQuestionView = PracticeFrame & {
  position: number;
  of: number;
  question: QuestionView;
  /** Which answer to this item the next one will be, 1 for the first. */
  attempt: number;
  /** Names this showing: sending it twice has one effect. */
  key: string;
  /** Set when it is answered. */
  result: AnswerResult | null;
  /** Query of the round, "" for the lesson's own. */
  search: string;
};

export type PracticeSummaryView = PracticeFrame & {
  /** First answers right in this round, and questions in it. */
  right: number;
  of: number;
  missed: number;
  completion: CompletionView;
  changes: ReadonlyArray<SkillChangeView>;
  next: StepView | null;
  againHref: string | null;
};

/** What certification asks: facts to advise with. */
export type ProgressReport = {
  lessons: number;
  lessonsDone: number;
  answers: number;
  right: number;
  minutesLeft: number;
  skills: ReadonlyArray<{ id: string; state: MasteryState; probability: number | null; certifiable: boolean }>;
};
