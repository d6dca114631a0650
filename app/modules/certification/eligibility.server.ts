// Where a person stands with a program, and whether a passed attempt entitles to a certificate: reckoned anew from rows each time.
import type { ProgramDefinition } from '~/modules/catalog/catalog';
import { getItemKeys, getItems } from '~/modules/catalog/catalog.server';
import { getProgress } from '~/modules/learning/learning.server';
import type { Actor } from '~/platform/actor';
import { AppError, invariant } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import { ATTEMPT_WINDOW_DAYS, type Eligibility, RENEWAL_GRACE_DAYS, RENEWAL_WINDOW_DAYS } from './certification';
import { hasPrerequisites, overallPercent, type PersonFacts, sittingRules } from './eligibility';
import * as examStore from './exam-store.server';
import * as integrityStore from './integrity-store.server';
import * as portfolioStore from './portfolio-store.server';
import { rulesView } from './programs.server';
import { decideMarks } from './rubric';
import { eligibilityOf, scoreOf } from './rules';
import { isBorderline } from './score-error';
import { pointsByItem } from './score.server';
import * as store from './store.server';

const DAY_MS = 86_400_000;

export type Situation = { standing: examStore.Standing; facts: PersonFacts; eligibility: Eligibility };

/** Where this person stands with a program now. */
export async function loadSituation(actor: Actor, definition: ProgramDefinition, now: Date): Promise<Situation> {
  const [standing, held, mastered] = await Promise.all([
    examStore.loadStanding(actor.userId, definition.id),
    definition.prerequisites?.programs ? store.heldPrograms(actor.userId, now) : [],
    definition.prerequisites?.skills ? masteredSkills(actor, definition) : [],
  ]);
  const passed = standing.attempts.find(({ id }) => id === standing.passedWithoutCertificate) ?? null;
  const counts = passed && (await ruledBy(definition, passed));
  const facts: PersonFacts = {
    held: new Set(held),
    mastered: new Set(mastered),
    exam: examFacts(standing, passed),
    portfolio: standing.portfolio,
    draft: standing.draft,
  };
  const awaiting = passed && counts ? awaited(counts, passed, facts) : null;
  return { standing, facts, eligibility: decide(actor, definition, standing, facts, awaiting, now) };
}

type StandingAttempt = examStore.Standing['attempts'][number];
/** `blocked`: as things stand it leads to no certificate, and the exam may be sat again. */
type Awaiting = 'portfolio' | 'review' | 'blocked' | null;

/** The definition an attempt was begun under: a newer one does not change what it takes. */
async function ruledBy(newest: ProgramDefinition, attempt: StandingAttempt): Promise<ProgramDefinition> {
  if (attempt.programVersion === newest.version) return newest;
  const definition = await examStore.findDefinition(newest.id, attempt.programVersion);
  invariant(definition, `program ${newest.id} version ${attempt.programVersion} is not stored`);
  return definition;
}

async function masteredSkills(actor: Actor, { course }: ProgramDefinition): Promise<Array<string>> {
  const { skills } = await getProgress(actor, { courseId: course });
  return skills.filter(({ state }) => state === 'mastered').map(({ id }) => id);
}

/** The exam that counts: the passed one without a certificate, or the one the certificate in force stands on. */
function examFacts(standing: examStore.Standing, passed: StandingAttempt | null): PersonFacts['exam'] {
  const counting = passed ?? standing.attempts.find(({ id }) => id === standing.certificate?.attemptId);
  if (!counting) return null;
  const { scorePercent, standardError, review } = counting;
  return { scorePercent, standardError, held: review !== null && review.outcome === null };
}

function awaited(definition: ProgramDefinition, attempt: StandingAttempt, facts: PersonFacts): Awaiting {
  if (attempt.review && attempt.review.outcome === null) return 'review';
  if (attempt.kind === 'renewal') return null;
  const { portfolio } = facts;
  if (!hasPrerequisites({ prerequisites: { programs: definition.prerequisites?.programs } }, facts)) return 'blocked';
  if (definition.portfolio && portfolio?.outcome !== 'passed') return 'portfolio';
  const together = overallPercent(definition, attempt.scorePercent, portfolio?.scorePercent ?? null);
  return together !== null && together < definition.overall!.passPercent ? 'blocked' : null;
}

function decide(
  actor: Actor,
  definition: ProgramDefinition,
  standing: examStore.Standing,
  facts: PersonFacts,
  awaiting: Awaiting,
  now: Date,
): Eligibility {
  const rules = rulesView(definition);
  return eligibilityOf({
    attempts: standing.attempts.map((attempt) => ({
      ...attempt,
      sparesPause:
        rules.borderlineRetake &&
        attempt.passed === false &&
        isBorderline(attempt.scorePercent ?? 0, rules.passPercent, attempt.standardError),
    })),
    certificate: standing.certificate,
    passedWithoutCertificate: awaiting === 'blocked' ? null : standing.passedWithoutCertificate,
    awaiting: awaiting === 'blocked' ? null : awaiting,
    locked: !hasPrerequisites(definition, facts),
    shortRenewal: definition.renewal !== undefined,
    rules,
    emailVerified: actor.emailVerified,
    now: now.getTime(),
    windowDays: ATTEMPT_WINDOW_DAYS,
    renewalDays: RENEWAL_WINDOW_DAYS,
    graceDays: RENEWAL_GRACE_DAYS,
  });
}

export type Entitlement = { attempt: examStore.AttemptRow; definition: ProgramDefinition };

/**
 * Whether a passed attempt entitles to a certificate, reckoned from what was answered, marked and decided, never from a flag
 * that was stored: the exam is graded again from its answers, the portfolio's outcome follows again from its marks, nobody may
 * have refused the attempt or still be looking at it, and what must be held first is held. Null when it does not. An attempt
 * without questions was taken over from elsewhere: its stored result stands. Throws `not-found` for an unknown attempt.
 */
export async function findEntitlement(attemptId: string, now: Date): Promise<Entitlement | null> {
  const attempt = isUuid(attemptId) ? await examStore.findAttempt(attemptId) : null;
  if (!attempt) throw new AppError('not-found');
  if (!attempt.submittedAt || !attempt.passed) return null;
  const definition = await examStore.findDefinition(attempt.programId, attempt.programVersion);
  invariant(definition, `program ${attempt.programId} version ${attempt.programVersion} is not stored`);
  const [percent, review] = await Promise.all([gradeAnew(attempt, definition), integrityStore.findReview(attempt.id)]);
  if (percent === null || (review && review.outcome !== 'released')) return null;
  if (attempt.kind === 'renewal') return (await isRenewable(attempt, now)) ? { attempt, definition } : null;
  const work = definition.portfolio ? await findPassedWork(attempt, definition) : null;
  if (definition.portfolio && work === null) return null;
  const together = overallPercent(definition, percent, work);
  if (together !== null && together < definition.overall!.passPercent) return null;
  const needed = definition.prerequisites?.programs ?? [];
  if (needed.length > 0) {
    const held = new Set(await store.heldPrograms(attempt.userId, now));
    if (!needed.every((id) => held.has(id))) return null;
  }
  return { attempt, definition };
}

/** The percent that the saved answers reach by the attempt's rules; null when that is no pass. */
async function gradeAnew(attempt: examStore.AttemptRow, definition: ProgramDefinition): Promise<number | null> {
  if (attempt.itemIds.length === 0) return attempt.scorePercent;
  const [prompts, keys, answers] = await Promise.all([
    getItems(attempt.itemIds),
    getItemKeys(attempt.itemIds),
    examStore.listAnswers(attempt.id),
  ]);
  const points = [...pointsByItem(prompts, keys, answers).values()];
  const { scorePercent, passed } = scoreOf(points, sittingRules(definition, attempt.kind).passPercent);
  return passed ? scorePercent : null;
}

/** A renewal stands on the certificate that it renews. */
async function isRenewable(attempt: examStore.AttemptRow, now: Date): Promise<boolean> {
  const held = await store.findInForce(attempt.userId, attempt.programId);
  if (!held) return false;
  if (held.attemptId === attempt.id) return true;
  const started = Math.min(attempt.startedAt.getTime(), now.getTime());
  return held.expiresAt === null || started < held.expiresAt.getTime() + RENEWAL_GRACE_DAYS * DAY_MS;
}

/** The score of the person's passed portfolio, as its marks give it by the rules of its own version; null without one. */
async function findPassedWork(attempt: examStore.AttemptRow, definition: ProgramDefinition): Promise<number | null> {
  const work = await portfolioStore.findPassed(attempt.userId, attempt.programId);
  if (!work) return null;
  const ruled =
    work.programVersion === definition.version
      ? definition
      : await examStore.findDefinition(attempt.programId, work.programVersion);
  if (!ruled?.portfolio) return null;
  const decision = decideMarks(ruled.portfolio, work.marks, work.marksNeeded, work.marksReason);
  return decision.state === 'decided' && decision.passed ? decision.scorePercent : null;
}

/** The passed attempt that a portfolio's outcome may complete; null when there is none. For the reaction to that outcome. */
export async function findAttemptOfWork(submissionId: string): Promise<string | null> {
  const work = await portfolioStore.findOwner(submissionId);
  if (!work) return null;
  return (await examStore.loadStanding(work.userId, work.programId)).passedWithoutCertificate;
}
