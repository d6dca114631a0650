// Certificates' shapes and the words of their life: what holders, admins, visitors and reports see. Browser-safe.
import type { Locale, Localized } from '~/i18n/locale';
import type { ProgramSkill, ProgramType, ScoreBand } from './certification';

/** A certificate may be renewed by a new exam from this many days before it expires. */
export const RENEWAL_WINDOW_DAYS = 90;
/** The short renewal exam is open until this many days after it expired; then everything is sat again. */
export const RENEWAL_GRACE_DAYS = 90;

/** Days before the expiry at which its holder is reminded, the earliest first. */
export const EXPIRY_REMINDER_DAYS = [90, 30, 7] as const;

/** Why a certificate was withdrawn: what the public page names. */
export const REVOCATION_REASONS = ['issued-in-error', 'misconduct', 'holder-request', 'other'] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** Why a certificate is suspended while something is looked into. */
export const SUSPENSION_REASONS = ['under-review', 'appeal', 'other'] as const;
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];

/** What a visitor may report about a certificate. */
export const CONCERNS = ['another-person', 'altered', 'misused', 'other'] as const;
export type Concern = (typeof CONCERNS)[number];

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
  /** Of the address that gives out the newest version; awards from before there was one have none. */
  refreshToken?: string;
  /** The drawing of PDF and badge. Awards from before there were several have none. */
  design?: ProgramType;
};

export type CertificateState =
  'valid' | 'expired' | 'revoked' | 'suspended' | 'replaced' | 'erased' | 'pending' | 'invalid' | 'unknown';

/** Who may read a certificate's page: whoever has its address, search engines too, or its holder alone. */
export const VISIBILITIES = ['link', 'public', 'private'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

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
  /** Null when the holder does not show it here; the signed file has it all the same. */
  scorePercent: number | null;
  passPercent: number;
  band: ScoreBand | null;
  hours: number;
  awardedAt: string;
  validFrom: string;
  validUntil: string;
  issuer: { did: string; name: string; url: string; keyId: string | null };
  visibility: Visibility;
  /** What was signed, where it differs from the page because the page speaks the other language. */
  signed: { locale: Locale; title: string };
  credentialId: string;
  programId: string;
  revoked: { at: string; reason: RevocationReason } | null;
  suspended: { at: string; reason: SuspensionReason } | null;
  /** It was first signed with a key that is withdrawn since, and signed anew. */
  resigned: { at: string; formerKeyId: string } | null;
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
  /** Null when nothing is known under this id, and where the state alone may be told (erased, replaced by a corrected one). */
  facts: CertificateFacts | null;
  /** The public id of the certificate that took its place, also where there are no facts. */
  newer: string | null;
  /** Set when the holder had it erased. `verifiable`: a file that they present can still be checked. */
  erased: { at: string; verifiable: boolean } | null;
};

/** A certificate's state as its holder and admins see it. */
export type RecordState = 'pending' | 'valid' | 'expired' | 'revoked' | 'suspended' | 'replaced';

/** A card on "my certificates". */
export type MyCertificate = {
  id: string;
  publicId: string;
  state: RecordState;
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
  visibility: Visibility;
  /** What its public page shows. */
  showScore: boolean;
  showEvidence: boolean;
};

/** A row of the admin's list. */
export type CertificateRow = {
  id: string;
  publicId: string;
  userId: string;
  holderName: string;
  programId: string;
  title: Localized;
  state: RecordState;
  scorePercent: number;
  createdAt: string;
  issuedAt: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
  revokedReason: RevocationReason | null;
  suspendedAt: string | null;
  suspendedReason: SuspensionReason | null;
};

export type CertificateList = {
  certificates: Array<CertificateRow>;
  /** Hand in as `cursor` for the next page; null on the last. */ nextCursor: string | null;
};

/** What a holder asked to have put right. Times are ISO 8601. */
export type CorrectionRequest = {
  id: string;
  certificateId: string;
  /** name: another name. correction: something else, told in `text`. */
  kind: 'name' | 'correction';
  proposedName: string | null;
  text: string | null;
  state: 'open' | 'approved' | 'refused' | 'cancelled';
  /** Why it was refused. */
  reason: string | null;
  createdAt: string;
  decidedAt: string | null;
};

/** The same as admins see it. */
export type CorrectionRow = CorrectionRequest & {
  userId: string;
  publicId: string;
  /** What the certificate says now. */
  holderName: string;
  title: Localized;
  decidedBy: string | null;
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

/** A line of a recruiter's list. `verdict` is null where the line holds no certificate. */
export type ListVerdict = {
  /** In the list, 1 for the first. */
  line: number;
  /** What else the line says, shortened: perhaps a name to compare with. */
  note: string;
  verdict: HandedInVerdict | null;
};

// ---- reports ------------------------------------------------------------------------------------------------------

/** What the issuer learns about a period. Days and months are UTC. */
export type CertificateReport = {
  /** First and last day, `2026-11-22`. */
  from: string;
  to: string;
  totals: {
    attempts: number;
    passed: number;
    issued: number;
    revoked: number;
    erased: number;
    opened: number;
    verified: number;
  };
  months: Array<{
    /** `2026-11` */
    month: string;
    programId: string;
    attempts: number;
    passed: number;
    issued: number;
    revoked: number;
    erased: number;
    /** 0 to 1; null without attempts. */
    passRate: number | null;
  }>;
  revocations: Array<{ reason: RevocationReason; count: number }>;
  views: Array<{ day: string; opened: number; verified: number }>;
  expiring: { inForce: number; within30: number; within90: number };
};

/** Certificates that are issued together, and how far that is. */
export type IssueBatch = {
  id: string;
  programId: string | null;
  total: number;
  issued: number;
  createdAt: string;
  finishedAt: string | null;
};
