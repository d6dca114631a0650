// The rules of an exam that need no server: when somebody may begin, and what points make a pass. Pure, without a clock.
import type { AttemptKind, Eligibility, ExamRules, ScoreBand } from './certification';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the rules need to know of an attempt. Times are milliseconds since 1970. */
export type AttemptFact = {
  id: string;
  startedAt: number;
  deadlineAt: number;
  submittedAt: number | null;
  /** Failed so near the mark that the program spares the pause. */
  sparesPause?: boolean;
};

/** The certificate of the program that is not revoked and not replaced, if there is one. */
export type HeldCertificate = {
  publicId: string;
  state: 'pending' | 'issued';
  /** Null for one that only corrects another. */
  attemptId: string | null;
  expiresAt: number | null;
  /** When what it says was decided. */
  earnedAt: number;
};

export type EligibilityFacts = {
  rules: Pick<ExamRules, 'attempts' | 'retakeAfterHours'>;
  attempts: ReadonlyArray<AttemptFact>;
  /** A passed attempt whose certificate has not been begun yet. */
  passedWithoutCertificate: string | null;
  certificate: HeldCertificate | null;
  /** What a passed attempt without a certificate still waits for; null when nothing stands in its way. */
  awaiting?: 'portfolio' | 'review' | null;
  /** Other certifications or skills that must be there first are not. */
  locked?: boolean;
  /** The program has a short exam for renewals. */
  shortRenewal?: boolean;
  emailVerified: boolean;
  /** Milliseconds since 1970. */
  now: number;
  windowDays: number;
  renewalDays: number;
  /** Days after expiry in which the short renewal exam is still open. */
  graceDays?: number;
};

/**
 * Whether the person may begin, and if not, why and until when. An attempt counts from its start, so the window frees a place
 * `windowDays` after the oldest counted start; the pause counts from the end of the last attempt.
 */
export function eligibilityOf(facts: EligibilityFacts): Eligibility {
  const { rules, attempts, certificate, now } = facts;
  if (certificate?.state === 'pending' && certificate.attemptId)
    return { state: 'issuing', attemptId: certificate.attemptId };
  if (facts.passedWithoutCertificate) {
    const attemptId = facts.passedWithoutCertificate;
    return facts.awaiting ? { state: 'awaiting', attemptId, for: facts.awaiting } : { state: 'issuing', attemptId };
  }
  const open = attempts.find((attempt) => attempt.submittedAt === null && attempt.deadlineAt > now);
  if (open) return { state: 'open', attemptId: open.id, deadlineAt: iso(open.deadlineAt) };
  if (certificate) {
    const renewFrom = certificate.expiresAt === null ? null : certificate.expiresAt - facts.renewalDays * DAY_MS;
    if (renewFrom === null || now < renewFrom) {
      const { publicId, expiresAt } = certificate;
      return {
        state: 'certified',
        publicId,
        expiresAt: expiresAt === null ? null : iso(expiresAt),
        renewFrom: renewFrom === null ? null : iso(renewFrom),
      };
    }
  }
  if (!facts.emailVerified) return { state: 'verify-email' };
  const kind = renewalKind(facts);
  if (facts.locked && kind === 'exam') return { state: 'locked' };

  const newestFirst = [...attempts].sort((left, right) => right.startedAt - left.startedAt);
  const counted = newestFirst.filter((attempt) => attempt.startedAt > now - facts.windowDays * DAY_MS);
  const attemptsLeft = Math.max(0, rules.attempts - counted.length);
  const last = newestFirst[0];
  const pauseOver = last && !last.sparesPause ? endOf(last) + rules.retakeAfterHours * HOUR_MS : 0;
  if (attemptsLeft === 0) {
    const freed = counted[rules.attempts - 1]!.startedAt + facts.windowDays * DAY_MS;
    return { state: 'exhausted', until: iso(Math.max(freed, pauseOver)) };
  }
  if (pauseOver > now) return { state: 'wait', until: iso(pauseOver), attemptsLeft };
  return { state: 'ready', attemptsLeft, renewal: certificate !== null, kind };
}

/** The short exam renews a certificate about to expire, or expired for no longer than the grace. */
function renewalKind({ certificate, shortRenewal, graceDays = 0, now }: EligibilityFacts): AttemptKind {
  if (!certificate || !shortRenewal) return 'exam';
  return certificate.expiresAt === null || now < certificate.expiresAt + graceDays * DAY_MS ? 'renewal' : 'exam';
}

function endOf(attempt: AttemptFact): number {
  return attempt.submittedAt ?? attempt.deadlineAt;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/**
 * The exam's result from its items' scores (0 to 1 each, equal weight). The comparison is made on the exact mean; the percent
 * is cut, never rounded up, to one decimal, so that a failed 74.96 is not shown as the pass mark.
 */
export function scoreOf(scores: ReadonlyArray<number>, passPercent: number): { scorePercent: number; passed: boolean } {
  if (scores.length === 0) return { scorePercent: 0, passed: false };
  // Sums of thirds and fifths fall a hair short of what they are.
  const percent = (scores.reduce((sum, score) => sum + score, 0) / scores.length) * 100 + 1e-9;
  return { scorePercent: Math.min(100, Math.floor(percent * 10) / 10), passed: percent >= passPercent };
}

/** The band of whole percents in which a score lies: cut at 15 below the pass mark, at the mark, and at 85 and 95 above it. */
export function bandOf(scorePercent: number, passPercent: number): ScoreBand {
  const cuts = [0, Math.max(0, passPercent - 15), passPercent, ...[85, 95].filter((cut) => cut > passPercent), 101];
  const above = cuts.findIndex((cut) => cut > scorePercent);
  return { from: cuts[above - 1] ?? 0, to: (cuts[above] ?? 101) - 1 };
}
