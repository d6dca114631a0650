// The look at held attempts: an instructor or admin sees what spoke against each, and lets it count or refuses it with a reason.
import { z } from 'zod';
import type { Locale } from '~/i18n/locale';
import { type Actor, requireRole } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError, invariant } from '~/platform/errors';
import { type HeldAttempt, REFUSAL_REASONS } from './assessment';
import * as examStore from './exam-store.server';
import { passFacts } from './integrity-hold.server';
import * as integrityStore from './integrity-store.server';

const MINUTE_MS = 60_000;
const LISTED = 200;

/** Held attempts, open ones first. Not one's own. Throws `unauthenticated`, `forbidden`. */
export async function listHeldAttempts(actor: Actor | null, locale: Locale): Promise<Array<HeldAttempt>> {
  const someone = requireRole(actor, 'instructor', 'admin');
  const rows = await integrityStore.listReviews(someone.userId, LISTED);
  return rows.map((row) => ({
    attemptId: row.attemptId,
    programId: row.programId,
    title: row.title[locale],
    number: row.number,
    submittedAt: row.submittedAt.toISOString(),
    minutes: Math.round((row.submittedAt.getTime() - row.startedAt.getTime()) / MINUTE_MS),
    scorePercent: row.scorePercent,
    standardError: row.standardError,
    flags: row.flags,
    outcome: row.outcome,
    reason: row.reason,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  }));
}

export const DecideHeldSchema = z.discriminatedUnion('outcome', [
  z.object({ attemptId: z.uuid(), outcome: z.literal('released') }),
  z.object({ attemptId: z.uuid(), outcome: z.literal('refused'), reason: z.enum(REFUSAL_REASONS) }),
]);

/**
 * Lets a held attempt count, which records its pass and so leads to a certificate, or refuses it with a reason that its person
 * is told. Once. Throws `unauthenticated`, `forbidden` (role, or one's own attempt), `not-found`, `conflict` (decided before).
 */
export async function decideHeldAttempt(
  actor: Actor | null,
  input: z.output<typeof DecideHeldSchema>,
  deps: { clock?: Clock } = {},
): Promise<void> {
  const someone = requireRole(actor, 'instructor', 'admin');
  const [review, attempt] = await Promise.all([
    integrityStore.findReview(input.attemptId),
    examStore.findAttempt(input.attemptId),
  ]);
  if (!review || !attempt) throw new AppError('not-found');
  if (review.userId === someone.userId) throw new AppError('forbidden', { reason: 'own-attempt' });
  const definition = await examStore.findDefinition(attempt.programId, attempt.programVersion);
  invariant(definition, `program ${attempt.programId} version ${attempt.programVersion} is not stored`);
  const about = { subjectType: 'exam-attempt', subjectId: attempt.id };
  const { programId } = attempt;
  const decided = await integrityStore.decideReview(
    attempt.id,
    {
      outcome: input.outcome,
      reviewerId: someone.userId,
      reason: input.outcome === 'refused' ? input.reason : '',
      decidedAt: (deps.clock ?? systemClock)(),
    },
    input.outcome === 'released'
      ? [
          { type: 'certification.attempt-released', actorId: someone.userId, ...about, data: { programId } },
          {
            type: 'certification.exam-passed',
            actorId: attempt.userId,
            ...about,
            data: passFacts(attempt, definition),
          },
        ]
      : [
          {
            type: 'certification.attempt-refused',
            actorId: someone.userId,
            ...about,
            data: { programId, userId: attempt.userId, reason: input.reason },
          },
        ],
  );
  if (!decided) throw new AppError('conflict', { reason: 'decided-before' });
}
