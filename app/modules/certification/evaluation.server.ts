// Marking portfolios: a queue without names, one marker at a time, marks saved as they are given, and what follows from them.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Locale } from '~/i18n/locale';
import type { PortfolioDefinition } from '~/modules/catalog/catalog';
import { type Actor, requireRole } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError, invariant } from '~/platform/errors';
import type { EventInput } from '~/platform/events.server';
import { isUuid, uuid7 } from '~/platform/ids.server';
import { limit } from '~/platform/limits.server';
import {
  COMMENT_MAX,
  FEEDBACK_MAX,
  type MarkingEntry,
  type MarkingQueue,
  type MarkingView,
  type MarksOutcome,
} from './assessment';
import * as evaluationStore from './evaluation-store.server';
import { countOpenReviews } from './integrity-store.server';
import { toTask } from './portfolio.server';
import { decideMarks, percentOf, rubricError, unmarked } from './rubric';

type Deps = { clock?: Clock };

const SAVES_PER_MINUTE = 120;
/** Works listed as open or marked. */
const LISTED = 30;

function requireMarker(actor: Actor | null): Actor {
  return requireRole(actor, 'instructor', 'admin');
}

function portfolioOf(row: evaluationStore.EvaluationRow): PortfolioDefinition {
  invariant(row.definition.portfolio, `program ${row.programId} has no portfolio`);
  return row.definition.portfolio;
}

/** What waits for this marker, what they have open and what they marked last. Throws `unauthenticated`, `forbidden`. */
export async function getMarkingQueue(actor: Actor | null, locale: Locale, deps: Deps = {}): Promise<MarkingQueue> {
  const marker = requireMarker(actor);
  const now = (deps.clock ?? systemClock)();
  const [programs, own, heldAttempts] = await Promise.all([
    evaluationStore.listWaiting(marker.userId, now),
    evaluationStore.listOwn(marker.userId, now, LISTED),
    countOpenReviews(marker.userId),
  ]);
  const entries = own.map((row) => toEntry(row, locale));
  return {
    waiting: programs.reduce((sum, { waiting }) => sum + waiting, 0),
    programs: programs.map(({ programId, title, waiting, oldestAt }) => ({
      programId,
      title: title[locale],
      waiting,
      oldestAt: oldestAt.toISOString(),
    })),
    open: entries.filter(({ markedAt }) => markedAt === null),
    marked: entries.filter(({ markedAt }) => markedAt !== null),
    heldAttempts,
  };
}

function toEntry(row: evaluationStore.EvaluationRow, locale: Locale): MarkingEntry {
  return {
    evaluationId: row.id,
    alias: row.alias,
    programId: row.programId,
    title: row.definition.title[locale],
    locale: row.locale,
    words: row.words,
    submittedAt: row.handedInAt.toISOString(),
    leaseUntil: row.submittedAt ? null : row.leaseUntil.toISOString(),
    markedAt: row.submittedAt?.toISOString() ?? null,
    scorePercent: row.scorePercent,
  };
}

/**
 * The marker's next work: the one they have open, or one of the longest waiting, at random; it is theirs while they save.
 * Null when nothing waits. Throws `unauthenticated`, `forbidden`.
 */
export async function claimNextWork(
  actor: Actor | null,
  input: { programId?: string | null } = {},
  deps: Deps = {},
): Promise<string | null> {
  const marker = requireMarker(actor);
  const now = (deps.clock ?? systemClock)();
  return evaluationStore.claimNext({ id: uuid7(now.getTime()), markerId: marker.userId, now }, input.programId ?? null);
}

async function requireEvaluation(marker: Actor, id: string): Promise<evaluationStore.EvaluationRow> {
  const row = isUuid(id) ? await evaluationStore.findEvaluation(marker.userId, id) : null;
  if (!row) throw new AppError('not-found');
  return row;
}

/** A work to mark, in the language of its author's page. Throws `unauthenticated`, `forbidden`, `not-found`, `gone` once marked or passed on. */
export async function getMarking(
  actor: Actor | null,
  input: { evaluationId: string; locale: Locale },
  deps: Deps = {},
): Promise<MarkingView> {
  const marker = requireMarker(actor);
  const now = (deps.clock ?? systemClock)();
  const row = await requireEvaluation(marker, input.evaluationId);
  if (row.submittedAt) throw new AppError('gone', { reason: 'marked' });
  if (row.leaseUntil <= now) throw new AppError('gone', { reason: 'passed-on' });
  const waiting = await evaluationStore.listWaiting(marker.userId, now);
  return {
    evaluationId: row.id,
    alias: row.alias,
    programId: row.programId,
    programTitle: row.definition.title[input.locale],
    task: toTask(portfolioOf(row), input.locale),
    content: row.content,
    locale: row.locale,
    words: row.words,
    submittedAt: row.handedInAt.toISOString(),
    // Why it is marked again would colour the second mark; only who settles something is told what.
    reason: row.marksReason === 'disagreement' || row.marksReason === 'appeal' ? row.marksReason : null,
    appeal: row.marksReason === 'appeal' ? row.appeal : null,
    levels: row.levels,
    comments: row.comments,
    feedback: row.feedback,
    revision: row.revision,
    leaseUntil: row.leaseUntil.toISOString(),
    waiting: waiting.reduce((sum, program) => sum + program.waiting, 0),
  };
}

export const MarksSchema = z.object({
  evaluationId: z.uuid(),
  levels: z.record(z.string().max(80), z.coerce.number().int().min(1).max(5)),
  comments: z.record(z.string().max(80), z.string().max(COMMENT_MAX)),
  feedback: z.string().max(FEEDBACK_MAX),
  /** The save this one builds on. */
  revision: z.coerce.number().int().min(0),
});
export type MarksInput = z.output<typeof MarksSchema>;

/** What belongs to the rubric; anything else that was sent is dropped. */
function fitting(portfolio: PortfolioDefinition, input: MarksInput): Pick<MarksInput, 'levels' | 'comments'> {
  const known = <T>(values: Record<string, T>, keep: (value: T, levels: number) => boolean) =>
    Object.fromEntries(
      portfolio.rubric.flatMap(({ id, levels }) => {
        const value = values[id];
        return value !== undefined && keep(value, levels.length) ? [[id, value]] : [];
      }),
    );
  return {
    levels: known(input.levels, (level, highest) => level <= highest),
    comments: known(input.comments, (text) => text.trim() !== ''),
  };
}

/**
 * Saves marks as they are given; the work stays the marker's for another LEASE_MINUTES. Answers `conflict` when another window
 * saved in between. Throws `unauthenticated`, `forbidden`, `not-found`, `gone` once marked or passed on, `limit-reached`.
 */
export async function saveWorkMarks(actor: Actor | null, input: MarksInput, deps: Deps = {}): Promise<MarksOutcome> {
  const marker = requireMarker(actor);
  const now = (deps.clock ?? systemClock)();
  await limit(`marks-save:${marker.userId}`, SAVES_PER_MINUTE, 60);
  const row = await requireEvaluation(marker, input.evaluationId);
  const marks = { ...fitting(portfolioOf(row), input), feedback: input.feedback };
  const saved = await evaluationStore.saveMarks({
    markerId: marker.userId,
    id: row.id,
    ...marks,
    revision: input.revision,
    now,
  });
  if (saved) return { outcome: 'saved', revision: saved.revision, leaseUntil: saved.leaseUntil.toISOString() };
  const standing = await requireEvaluation(marker, input.evaluationId);
  if (standing.submittedAt || standing.leaseUntil <= now)
    throw new AppError('gone', { reason: standing.submittedAt ? 'marked' : 'passed-on' });
  const { levels, comments, feedback, revision, leaseUntil } = standing;
  // Sent again because the answer was lost: it is saved.
  if (isDeepStrictEqual({ levels, comments, feedback }, marks))
    return { outcome: 'saved', revision, leaseUntil: leaseUntil.toISOString() };
  return { outcome: 'conflict', revision };
}

/**
 * Hands marks in: every criterion has its level, and the author gets at least a sentence. What follows is decided at once: a
 * second marker, a third, or the outcome. Doing it twice changes nothing. Throws `unauthenticated`, `forbidden`, `not-found`,
 * `gone` when it was passed on, `conflict` when another window saved in between, `invalid` with the criteria that lack a level.
 */
export async function submitWorkMarks(actor: Actor | null, input: MarksInput, deps: Deps = {}): Promise<void> {
  const marker = requireMarker(actor);
  const now = (deps.clock ?? systemClock)();
  const row = await requireEvaluation(marker, input.evaluationId);
  if (row.submittedAt) return;
  const portfolio = portfolioOf(row);
  const { levels } = fitting(portfolio, input);
  const issues = unmarked(portfolio.rubric, levels).map((id) => ({ path: id, message: 'level-missing' }));
  if (input.feedback.trim().length < 20) issues.push({ path: 'feedback', message: 'tooShort' });
  if (issues.length > 0) throw new AppError('invalid', { reason: 'marks-incomplete', issues });
  const saved = await saveWorkMarks(marker, input, deps);
  if (saved.outcome === 'conflict') throw new AppError('conflict', { reason: 'saved-elsewhere' });
  const pairs = await evaluationStore.listPairs(row.programId);
  const scorePercent = Math.floor(percentOf(portfolio.rubric, levels) * 10) / 10;
  const submitted = await evaluationStore.submitMarks(
    { id: row.id, markerId: marker.userId, submissionId: row.submissionId, levels, scorePercent, now },
    (marks, submission) => conclude(row, marks, submission, { marker, pairs }),
  );
  if (!submitted) throw new AppError('gone', { reason: 'passed-on' });
}

function conclude(
  row: evaluationStore.EvaluationRow,
  marks: Parameters<typeof decideMarks>[1],
  submission: { userId: string; marksNeeded: number; marksReason: evaluationStore.EvaluationRow['marksReason'] },
  { marker, pairs }: { marker: Actor; pairs: ReadonlyArray<readonly [number, number]> },
): evaluationStore.Conclusion {
  const { marksNeeded, marksReason } = submission;
  const about = { subjectType: 'portfolio-submission', subjectId: row.submissionId };
  const marked: EventInput = {
    type: 'certification.portfolio-marked',
    actorId: marker.userId,
    ...about,
    data: { programId: row.programId, slot: row.slot },
  };
  const decision = decideMarks(portfolioOf(row), marks, marksNeeded, marksReason);
  if (decision.state === 'waiting') return { marksNeeded, marksReason, decided: null, events: [marked] };
  if (decision.state === 'more')
    return { marksNeeded: marksNeeded + 1, marksReason: decision.reason, decided: null, events: [marked] };
  const outcome = decision.passed ? 'passed' : 'failed';
  const decided: EventInput = {
    type: `certification.portfolio-${outcome}`,
    actorId: submission.userId,
    ...about,
    data: { programId: row.programId, userId: submission.userId, markers: decision.markers },
  };
  return {
    marksNeeded,
    marksReason,
    decided: { outcome, scorePercent: decision.scorePercent, standardError: rubricError(pairs, decision.markers) },
    events: [marked, decided],
  };
}

/** Gives a work back unmarked, for another marker to take. Throws `unauthenticated`, `forbidden`, `not-found`. */
export async function giveBackWork(actor: Actor | null, evaluationId: string): Promise<void> {
  const marker = requireMarker(actor);
  const row = await requireEvaluation(marker, evaluationId);
  await evaluationStore.releaseEvaluation(marker.userId, row.id);
}
