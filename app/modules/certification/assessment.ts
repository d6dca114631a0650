// Shapes of assessments beyond the exam: requirements, portfolios, marking with a rubric, held attempts, figures of programs. Browser-safe.
import type { Locale } from '~/i18n/locale';
import type { PortfolioDefinition, ProgramDefinition, RubricCriterion } from '~/modules/catalog/catalog';
import type { IntegrityFlag } from './integrity';
import type { MarkReason } from './rubric';

export type { IntegrityFlag } from './integrity';
export type { MarkReason } from './rubric';

export type ProgramType = ProgramDefinition['type'];

/** Days a marker keeps a work that they opened and do not touch. In minutes: saving begins them anew. */
export const LEASE_MINUTES = 30;
/** Characters of a marker's comment on a criterion, of their feedback, and of an appeal. */
export const COMMENT_MAX = 1000;
export const FEEDBACK_MAX = 4000;
/** Characters of one section of a portfolio, and of a link's label and address. */
export const SECTION_MAX = 40_000;
export const LINK_LABEL_MAX = 120;
export const LINK_URL_MAX = 500;

// ---- what a program asks for --------------------------------------------------------------------------------------

export type RequirementState = 'done' | 'missing' | 'evaluating';

/** One thing a program asks for. `state` null: nobody is signed in. */
export type Requirement = { state: RequirementState | null } & (
  | { kind: 'program'; programId: string; title: string }
  | { kind: 'skill'; skillId: string; title: string }
  | {
      kind: 'exam';
      questions: number;
      passPercent: number;
      scorePercent: number | null;
      standardError: number | null;
      /** Passed, and looked at by a person before it counts. */ held: boolean;
    }
  | {
      kind: 'portfolio';
      title: string;
      passPercent: number;
      scorePercent: number | null;
      standardError: number | null;
      /** A draft is begun. */ draft: boolean;
      /** The last one did not pass. */ failed: boolean;
    }
  | { kind: 'overall'; passPercent: number; examShare: number; percent: number | null }
);

// ---- a portfolio --------------------------------------------------------------------------------------------------

export type PortfolioContent = {
  sections: Record<string, string>;
  links: Array<{ label: string; url: string }>;
};

export type PortfolioSection = {
  id: string;
  title: string;
  instructions: string;
  minWords: number;
  maxWords: number;
};

/** What a portfolio asks for, in one language. */
export type PortfolioTask = {
  title: string;
  brief: ReadonlyArray<string>;
  sections: ReadonlyArray<PortfolioSection>;
  links: { min: number; max: number; instructions: string };
  rubric: ReadonlyArray<RubricCriterion<string>>;
  passPercent: number;
  submissions: number;
  appealDays: number;
  doubleMarkPercent: number;
};

/** Whether a person may hand in now, and if not, why. */
export type PortfolioState =
  | { state: 'writing'; submissionsLeft: number }
  | { state: 'evaluating'; submissionId: string }
  | { state: 'passed'; submissionId: string }
  /** All submissions are used, and the last one did not pass. */
  | { state: 'exhausted'; submissionId: string }
  | { state: 'verify-email' }
  /** Something else is asked for first. */
  | { state: 'locked' };

export type SubmissionSummary = {
  id: string;
  number: number;
  submittedAt: string;
  decidedAt: string | null;
  outcome: 'passed' | 'failed' | null;
  scorePercent: number | null;
  standardError: number | null;
};

/** The page where a portfolio is written. */
export type PortfolioView = {
  programId: string;
  programTitle: string;
  task: PortfolioTask;
  state: PortfolioState;
  content: PortfolioContent;
  /** Of the draft; 0 when there is none. The next save says on which one it builds. */
  revision: number;
  savedAt: string | null;
  submissions: Array<SubmissionSummary>;
  languages: ReadonlyArray<Locale>;
};

/** `conflict`: another window saved in between; its text comes back and nothing was overwritten. */
export type DraftOutcome =
  | { outcome: 'saved'; revision: number; savedAt: string }
  | { outcome: 'conflict'; revision: number; savedAt: string; content: PortfolioContent };

/** How a criterion was judged: the level's words, and what the markers wrote. */
export type CriterionOutcome = {
  id: string;
  title: string;
  weight: number;
  /** From 1; a mean of two markers may lie between two levels. */
  level: number;
  levels: ReadonlyArray<{ title: string; descriptor: string }>;
  comments: ReadonlyArray<string>;
};

/** A submission as its author sees it: what was handed in, and once decided, the outcome with its reasons. */
export type SubmissionView = SubmissionSummary & {
  programId: string;
  programTitle: string;
  task: PortfolioTask;
  content: PortfolioContent;
  locale: Locale;
  decision: {
    passPercent: number;
    markers: number;
    criteria: ReadonlyArray<CriterionOutcome>;
    feedback: ReadonlyArray<string>;
  } | null;
  appeal: {
    /** ISO 8601; null when it cannot be appealed any more. */ until: string | null;
    /** What the author wrote, when they did. */ text: string | null;
    /** The appeal is what is being waited for. */ open: boolean;
  };
  submissionsLeft: number;
};

// ---- marking ------------------------------------------------------------------------------------------------------

export type QueueProgram = { programId: string; title: string; waiting: number; oldestAt: string | null };

/** Works a marker has open, and works they marked. */
export type MarkingEntry = {
  evaluationId: string;
  alias: string;
  programId: string;
  title: string;
  locale: Locale;
  words: number;
  submittedAt: string;
  /** Until when it is theirs; null once marked. */
  leaseUntil: string | null;
  markedAt: string | null;
  scorePercent: number | null;
};

export type MarkingQueue = {
  /** Works waiting that this marker may take. */
  waiting: number;
  programs: Array<QueueProgram>;
  open: Array<MarkingEntry>;
  /** Newest first. */
  marked: Array<MarkingEntry>;
  heldAttempts: number;
};

/** One work to mark. Nothing in it names its author. */
export type MarkingView = {
  evaluationId: string;
  alias: string;
  programId: string;
  programTitle: string;
  task: PortfolioTask;
  content: PortfolioContent;
  locale: Locale;
  words: number;
  submittedAt: string;
  reason: MarkReason | null;
  /** What the author wrote against the first decision; for the marker who hears the appeal. */
  appeal: string | null;
  levels: Record<string, number>;
  comments: Record<string, string>;
  feedback: string;
  revision: number;
  leaseUntil: string;
  /** Works waiting after this one. */
  waiting: number;
};

export type MarksOutcome =
  { outcome: 'saved'; revision: number; leaseUntil: string } | { outcome: 'conflict'; revision: number };

// ---- held attempts ------------------------------------------------------------------------------------------------

/** Why an attempt was refused after a look: what its person is told. */
export const REFUSAL_REASONS = ['copied', 'another-person', 'questions-known', 'other'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** A passed attempt that waits for a person's look, or had it. No name: the figures decide. */
export type HeldAttempt = {
  attemptId: string;
  programId: string;
  title: string;
  number: number;
  submittedAt: string;
  minutes: number;
  scorePercent: number;
  standardError: number | null;
  flags: ReadonlyArray<IntegrityFlag>;
  outcome: 'released' | 'refused' | null;
  reason: string | null;
  decidedAt: string | null;
};

// ---- figures of programs ------------------------------------------------------------------------------------------

/** One version of a program, for who runs it. Shares are 0 to 1, null without a case. */
export type ProgramVersionReport = {
  version: number;
  attempts: number;
  passed: number;
  passShare: number | null;
  meanPercent: number | null;
  /** Mean standard error of its scores, percent points. */
  standardError: number | null;
  certificates: number;
};

export type ProgramReport = {
  programId: string;
  type: ProgramType;
  title: string;
  current: number;
  versions: Array<ProgramVersionReport>;
  portfolio: {
    waiting: number;
    decided: number;
    passed: number;
    markedTwice: number;
    markerError: number | null;
  } | null;
  held: number;
};

export type { PortfolioDefinition };
