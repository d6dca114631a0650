// Certification's browser door: shapes of programs, exams and certificates, and the rules that need no server.
import type { Locale } from '~/i18n/locale';
import type { ItemPrompt, Response, SkillArea } from '~/modules/catalog/catalog';
import { paths } from '~/platform/paths';
import type { ProgramType, RefusalReason, Requirement } from './assessment';

export type { ItemPrompt, Response, SkillArea } from '~/modules/catalog/catalog';
export { bandOf, eligibilityOf, scoreOf, type AttemptFact } from './rules';
export {
  COMMENT_MAX,
  type CriterionOutcome,
  type DraftOutcome,
  FEEDBACK_MAX,
  type HeldAttempt,
  type IntegrityFlag,
  LEASE_MINUTES,
  LINK_LABEL_MAX,
  LINK_URL_MAX,
  type MarkingEntry,
  type MarkingQueue,
  type MarkingView,
  type MarkReason,
  type MarksOutcome,
  type PortfolioContent,
  type PortfolioState,
  type PortfolioTask,
  type PortfolioView,
  type ProgramReport,
  type ProgramType,
  REFUSAL_REASONS,
  type RefusalReason,
  type Requirement,
  SECTION_MAX,
  type SubmissionSummary,
  type SubmissionView,
} from './assessment';
export { countWords } from './portfolio';
export {
  type CertificateFacts,
  type CertificateList,
  type CertificateReport,
  type CertificateRow,
  type CertificateState,
  type CheckName,
  type CheckResult,
  type Concern,
  CONCERNS,
  type CorrectionRequest,
  type CorrectionRow,
  EXPIRY_REMINDER_DAYS,
  type FrozenAward,
  type HandedInVerdict,
  type IssueBatch,
  type ListVerdict,
  type MyCertificate,
  type PublicCertificate,
  type RecordState,
  RENEWAL_GRACE_DAYS,
  RENEWAL_WINDOW_DAYS,
  REVOCATION_REASONS,
  type RevocationReason,
  SUSPENSION_REASONS,
  type SuspensionReason,
  VISIBILITIES,
  type Visibility,
} from './certificate';
export { differingFacts, type FactName, readSignedFacts, type SignedFacts } from './signed-facts';

/** Seconds after the deadline in which an answer that was on its way is still taken. */
export const SAVE_GRACE_SECONDS = 5;
/** Window in which the program's number of attempts counts. */
export const ATTEMPT_WINDOW_DAYS = 30;
// ---- programs and exams -------------------------------------------------------------------------------------------

export type ProgramSkill = { id: string; title: string; description: string };

export type ExamRules = {
  questions: number;
  minutes: number;
  /** 1 to 100. */
  passPercent: number;
  /** Within ATTEMPT_WINDOW_DAYS. */
  attempts: number;
  retakeAfterHours: number;
  /** Failing within one standard error of the mark: the next attempt needs no pause. */
  borderlineRetake: boolean;
};

/** The short exam by which a certificate is renewed. */
export type RenewalRules = Pick<ExamRules, 'questions' | 'minutes' | 'passPercent'> & {
  draw: 'changes' | 'blueprint';
};

export type ProgramCard = {
  id: string;
  type: ProgramType;
  title: string;
  summary: string;
  hours: number;
  validMonths: number;
  skills: number;
  exam: ExamRules;
  /** Whether people mark a portfolio too. */
  portfolio: boolean;
};

/** What anybody may read about a program. */
export type ProgramView = ProgramCard & {
  version: number;
  proves: string;
  criteria: string;
  courseId: string;
  courseTitle: string;
  skillList: Array<ProgramSkill>;
  /** Everything that is asked for, in the order to do it. States are null for visitors. */
  requirements: Array<Requirement>;
  renewal: RenewalRules | null;
  languages: ReadonlyArray<Locale>;
};

export type AttemptKind = 'exam' | 'renewal';

/** Whether a person may begin an exam now. Times are ISO 8601. */
export type Eligibility =
  /** `kind`: the whole exam, or the short one by which a certificate is renewed. */
  | { state: 'ready'; attemptsLeft: number; renewal: boolean; kind: AttemptKind }
  | { state: 'open'; attemptId: string; deadlineAt: string }
  | { state: 'verify-email' }
  /** Something else is asked for first: the requirements say what. */
  | { state: 'locked' }
  /** Too soon after the last attempt. */
  | { state: 'wait'; until: string; attemptsLeft: number }
  /** All attempts of the window are used. */
  | { state: 'exhausted'; until: string }
  /** Passed, and something else is missing before there is a certificate. */
  | { state: 'awaiting'; attemptId: string; for: 'portfolio' | 'review' }
  /** Passed, and the certificate is not signed yet. */
  | { state: 'issuing'; attemptId: string }
  | { state: 'certified'; publicId: string; expiresAt: string | null; renewFrom: string | null };

export type AttemptSummary = {
  id: string;
  /** 1 for the person's first. */
  number: number;
  startedAt: string;
  deadlineAt: string;
  submittedAt: string | null;
  /** 0 to 100, one decimal rounded down; null until submitted. */
  scorePercent: number | null;
  /** Percent points; null until submitted, and for attempts of before it was reckoned. */
  standardError: number | null;
  passed: boolean | null;
  kind: AttemptKind;
};

/** The page before the start. */
export type ExamEntry = {
  program: ProgramView;
  eligibility: Eligibility;
  attempts: Array<AttemptSummary>;
  /** Advice, not a gate; null when nothing was learned here yet. */
  preparation: {
    lessonsDone: number;
    lessons: number;
    /** Certified skills believed mastered. */ mastered: number;
    skills: number;
  } | null;
};

/** An exam in progress. Holds no key: nothing in it tells which answer is right. */
export type ExamView = {
  attemptId: string;
  programId: string;
  programTitle: string;
  locale: Locale;
  number: number;
  startedAt: string;
  deadlineAt: string;
  /** The server's clock when this was made; the page counts from it, not from the visitor's clock. */
  serverNow: string;
  /** In the order shown; options already shuffled for this attempt. */
  items: Array<ExamItem>;
  /** The greatest sequence saved so far: the next save uses a greater one. */
  sequence: number;
  /** Where to continue: position in `items`, 0 for the first. */
  resumeAt: number;
};

export type ExamItem = {
  prompt: ItemPrompt<string>;
  saved: SavedAnswer | null;
};

/** `response` null: flagged only, or cleared. */
export type SavedAnswer = { response: Response | null; flagged: boolean; sequence: number; savedAt: string };

/** The page of an attempt's result. */
export function resultPath(programId: string, attemptId: string): string {
  return `${paths.examAttempt(programId, attemptId)}/result`;
}

/** Where a visitor reports a concern about a certificate. */
export function concernPath(publicId: string): string {
  return `${paths.verify()}/concern/${publicId}`;
}

/** `saved`: this one stands. `newer`: a newer one stood already, and is returned. */
export type SaveOutcome = { outcome: 'saved' | 'newer'; answer: SavedAnswer };

/** `lessons` lead back to what to practise; empty when there is no need. */
export type SkillResult = {
  id: string;
  title: string;
  practise: boolean;
  lessons: Array<{ slug: string; title: string }>;
};

/** `share` of the points that the area's questions were worth, 0 to 1. */
export type AreaResult = { area: SkillArea; share: number; skills: Array<SkillResult> };

export type ExamResult = {
  attemptId: string;
  programId: string;
  courseId: string;
  programTitle: string;
  number: number;
  submittedAt: string;
  /** Submitted by the clock, with what was saved. */
  overdue: boolean;
  answered: number;
  questions: number;
  scorePercent: number;
  /** Percent points; null for attempts of before it was reckoned. */
  standardError: number | null;
  passPercent: number;
  passed: boolean;
  kind: AttemptKind;
  /** Failed, within one standard error of the mark. */
  borderline: boolean;
  /** What the program says about that. */
  borderlineRetake: boolean;
  band: ScoreBand;
  areas: Array<AreaResult>;
  /** For a passed one: where its certificate stands, or what it still waits for. */
  certificate: CertificateProgress | null;
};

/** `awaiting`: nothing is signed before it is there. `refused`: a person looked at the attempt and it does not count. */
export type CertificateProgress =
  | { state: 'pending' }
  | { state: 'awaiting'; for: 'portfolio' | 'review' }
  | { state: 'refused'; reason: RefusalReason }
  | { state: 'issued'; publicId: string };

/** Percent limits, both included. */
export type ScoreBand = { from: number; to: number };
