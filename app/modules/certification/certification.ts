// Certification's browser door: shapes of programs, exams and certificates, and the rules that need no server.
import type { Locale, Localized } from '~/i18n/locale';
import type { ItemPrompt, Response, SkillArea } from '~/modules/catalog/catalog';
import { paths } from '~/platform/paths';

export type { ItemPrompt, Response, SkillArea } from '~/modules/catalog/catalog';
export { bandOf, eligibilityOf, scoreOf, type AttemptFact } from './rules';
export { differingFacts, type FactName, readSignedFacts, type SignedFacts } from './signed-facts';

/** Seconds after the deadline in which an answer that was on its way is still taken. */
export const SAVE_GRACE_SECONDS = 5;
/** Window in which the program's number of attempts counts. */
export const ATTEMPT_WINDOW_DAYS = 30;
/** A certificate may be renewed by a new exam from this many days before it expires. */
export const RENEWAL_WINDOW_DAYS = 90;

/** Why a certificate was withdrawn: what the public page names. */
export const REVOCATION_REASONS = ['issued-in-error', 'misconduct', 'holder-request', 'other'] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** What a visitor may report about a certificate. */
export const CONCERNS = ['another-person', 'altered', 'misused', 'other'] as const;
export type Concern = (typeof CONCERNS)[number];

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
};

export type ProgramCard = {
  id: string;
  title: string;
  summary: string;
  hours: number;
  validMonths: number;
  skills: number;
  exam: ExamRules;
};

/** What anybody may read about a program. */
export type ProgramView = ProgramCard & {
  version: number;
  proves: string;
  criteria: string;
  courseId: string;
  courseTitle: string;
  skillList: Array<ProgramSkill>;
};

/** Whether a person may begin an exam now. Times are ISO 8601. */
export type Eligibility =
  | { state: 'ready'; attemptsLeft: number; renewal: boolean }
  | { state: 'open'; attemptId: string; deadlineAt: string }
  | { state: 'verify-email' }
  /** Too soon after the last attempt. */
  | { state: 'wait'; until: string; attemptsLeft: number }
  /** All attempts of the window are used. */
  | { state: 'exhausted'; until: string }
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
  passed: boolean | null;
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
  passPercent: number;
  passed: boolean;
  band: ScoreBand;
  areas: Array<AreaResult>;
  /** For a passed one: where its certificate stands. */
  certificate: { state: 'pending' } | { state: 'issued'; publicId: string } | null;
};

/** Percent limits, both included. */
export type ScoreBand = { from: number; to: number };

// ---- certificates -------------------------------------------------------------------------------------------------

/** Everything a certificate says, in both languages, as it was at the decision. Stored once, never changed. */
export type FrozenAward = {
  /** Shape of this record. */
  format: 1;
  credentialId: string;
  publicId: string;
  /** `urn:uuid`, different for each certificate. */
  subjectId: string;
  holderName: string;
  programId: string;
  programVersion: number;
  courseId: string;
  title: Localized;
  summary: Localized;
  proves: Localized;
  criteria: Localized;
  skills: Array<{ id: string; title: Localized; description: Localized }>;
  exam: { questions: number; minutes: number };
  /** Whole percent, rounded down. */
  scorePercent: number;
  passPercent: number;
  hours: number;
  /** Language of the exam and of the signed text. */
  locale: Locale;
  issuer: { did: string; name: string; url: string };
  statusListUrl: string;
  statusIndex: number;
  /** First award: kept over renewals. ISO 8601, whole seconds, like the next two. */
  awardedAt: string;
  validFrom: string;
  validUntil: string;
};

export type CertificateState = 'valid' | 'expired' | 'revoked' | 'replaced' | 'pending' | 'invalid' | 'unknown';

export type CheckName = 'signature' | 'issuer' | 'period' | 'status' | 'content';
/** `reason` is a stable code of certificates/ or of this module. */
export type CheckResult = { check: CheckName; outcome: 'pass' | 'fail' | 'unknown'; reason: string };

/** What the public page shows of a known certificate, in one language. */
export type CertificateFacts = {
  publicId: string;
  holderName: string;
  title: string;
  proves: string;
  criteria: string;
  skills: Array<ProgramSkill>;
  questions: number;
  minutes: number;
  scorePercent: number;
  passPercent: number;
  band: ScoreBand;
  hours: number;
  awardedAt: string;
  validFrom: string;
  validUntil: string;
  issuer: { did: string; name: string; url: string; keyId: string | null };
  /** What was signed, where it differs from the page because the page speaks the other language. */
  signed: { locale: Locale; title: string };
  credentialId: string;
  programId: string;
  revoked: { at: string; reason: RevocationReason } | null;
  /** The newer certificate that took its place. */
  replacedBy: string | null;
  /** Place in the issuance ledger; null while pending. */
  ledgerNumber: number | null;
};

export type PublicCertificate = {
  state: CertificateState;
  checks: Array<CheckResult>;
  /** ISO 8601, the server's clock. */
  checkedAt: string;
  /** Null when nothing is known under this id. */
  facts: CertificateFacts | null;
};

/** A card on "my certificates". */
export type MyCertificate = {
  id: string;
  publicId: string;
  state: 'pending' | 'valid' | 'expired' | 'revoked' | 'replaced';
  programId: string;
  title: string;
  holderName: string;
  proves: string;
  skills: number;
  scorePercent: number;
  passPercent: number;
  hours: number;
  issuedAt: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
};

/** A row of the admin's list. */
export type CertificateRow = {
  id: string;
  publicId: string;
  userId: string;
  holderName: string;
  programId: string;
  title: Localized;
  state: 'pending' | 'valid' | 'expired' | 'revoked' | 'replaced';
  scorePercent: number;
  createdAt: string;
  issuedAt: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
  revokedReason: RevocationReason | null;
};

export type CertificateList = {
  certificates: Array<CertificateRow>;
  /** Hand in as `cursor` for the next page; null on the last. */ nextCursor: string | null;
};

/** Verdict over something somebody handed in: an id, an address, a JWT, a JSON credential or our PDF. */
export type HandedInVerdict = {
  state: CertificateState;
  /** How it was secured; null for ids, addresses and what is no credential. */
  form: 'id' | 'jwt' | 'data-integrity' | null;
  publicId: string | null;
  checks: Array<CheckResult>;
  checkedAt: string;
  /** From what was signed, never from unsigned input; null unless the signature holds. */
  credential: {
    id: string;
    holderName: string;
    title: string;
    validFrom: string;
    validUntil: string | null;
    issuer: string;
  } | null;
};
