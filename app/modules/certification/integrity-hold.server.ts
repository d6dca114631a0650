// Holding back what looks wrong: gathers the evidence of a passed attempt and, when something speaks against it, opens a look.
import type { ProgramDefinition } from '~/modules/catalog/catalog';
import type { Prisma, Tx } from '~/platform/db.server';
import type { AnswerRow, AttemptRow } from './exam-store.server';
import { type AnsweredItem, canonicalResponse, errorsOf, findFlags, LEAST_SAME_ERRORS } from './integrity';
import * as integrityStore from './integrity-store.server';

/** Share of the questions that an earlier attempt must have answered for its score to say something. */
const MOST_ANSWERED = 0.8;

export type GradedAttempt = {
  attempt: AttemptRow;
  definition: ProgramDefinition;
  /** By item version id, 0 to 1. */
  points: ReadonlyMap<string, number>;
  answers: ReadonlyArray<AnswerRow>;
  submittedAt: Date;
  scorePercent: number;
  standardError: number;
};

/** What an event about a passed attempt says: who, which program, which skills. */
export function passFacts(attempt: AttemptRow, definition: ProgramDefinition): Prisma.InputJsonObject {
  const { id, userId, programId, programVersion, number, kind } = attempt;
  return { attemptId: id, userId, programId, programVersion, number, kind, skills: definition.skills };
}

/** Opens a look at a passed attempt when something speaks against it, in the transaction that closes it. Whether it did. */
export async function holdSuspicious(tx: Tx, graded: GradedAttempt): Promise<boolean> {
  const { attempt, definition, answers, points, submittedAt, scorePercent, standardError } = graded;
  const byItem = new Map(answers.map((answer) => [answer.itemVersionId, answer]));
  const items = attempt.itemIds.map((itemVersionId): AnsweredItem => {
    const answer = byItem.get(itemVersionId);
    const given = answer && answer.response !== null;
    return {
      itemVersionId,
      response: given ? canonicalResponse(answer.response) : null,
      points: points.get(itemVersionId) ?? 0,
      savedAt: given ? Date.parse(answer.savedAt) : null,
    };
  });
  const wrong = errorsOf(items).map((item) => item.itemVersionId);
  const others =
    wrong.length < LEAST_SAME_ERRORS
      ? []
      : await integrityStore.listOthers(tx, { ...attempt, submittedAt }, wrong, LEAST_SAME_ERRORS);
  const previous = await integrityStore.findPrevious(tx, attempt, MOST_ANSWERED);
  const flags = findFlags({
    items,
    startedAt: attempt.startedAt.getTime(),
    submittedAt: submittedAt.getTime(),
    scorePercent,
    standardError,
    secondsPerAnswer: definition.integrity?.secondsPerAnswer ?? null,
    others: others.map((other) => ({
      attemptId: other.attemptId,
      responses: new Map(
        other.answers.map(({ itemVersionId, response }) => [itemVersionId, canonicalResponse(response)]),
      ),
    })),
    previous: previous && { ...previous, submittedAt: previous.submittedAt.getTime() },
  });
  if (flags.length === 0) return false;
  await integrityStore.insertReview(tx, attempt, flags, submittedAt);
  return true;
}
