// Learning's tables of proofs: placement, placement_answer, skill_proof, and the consents to the experiment.
import { isUniqueViolation, prisma, type Prisma, sql, type Tx } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import type { GivenResponse } from './learning';
import { CONFIRM_BY_EXAM, PLACEMENT, PLACEMENT_CHANGE } from './statements.server';
import { changeValues, eventsJson, type Guard, skillValues, type StateChange } from './store.server';

/** What a finished sitting found; stored as it was shown. */
export type StoredResult = {
  version: string;
  findings: Array<{
    skill: string;
    verdict: 'credited' | 'not-known' | 'unsure';
    /** Chance that the skill is known, 0 to 1. */
    probability: number;
    /** Answers that speak for or against it, the nearest first. */
    evidence: Array<{
      /** The skill that was asked. */
      asked: string;
      relation: 'direct' | 'builds-on-it' | 'it-builds-on';
      response: 'right' | 'wrong' | 'unknown';
    }>;
  }>;
  answers: number;
  minutes: number;
};

export type PlacementRow = {
  id: string;
  itemIds: Array<string>;
  prior: Record<string, number>;
  startedMs: number;
  finishedMs: number | null;
  ending: 'done' | 'stopped' | null;
  result: StoredResult | null;
};

export type PlacementAnswerRow = {
  number: number;
  itemVersionId: string;
  response: GivenResponse;
  correct: boolean;
  responseMs: number | null;
  atMs: number;
  key: string;
};

export type PlacementState = {
  guard: Guard;
  learnerState: Uint8Array | null;
  pathId: string;
  placement: PlacementRow | null;
  answers: Array<PlacementAnswerRow>;
  /** [skill, state in base64] */
  skills: Array<[string, string]>;
  /** [course id, item id, last answer in milliseconds], practice and placement. */
  seen: Array<[string, string, number]>;
};

/** One sitting with everything it moves: the one with this id, or the open one, or the latest. In one statement. */
export async function loadPlacement(userId: string, id: string | null): Promise<PlacementState> {
  const [row] = await sql<PlacementState>('learning.placement', PLACEMENT, [userId, id]);
  return row!;
}

/** Begins a sitting, unless one is open. */
export async function insertPlacement(
  tx: Tx,
  row: { id: string; userId: string; itemIds: ReadonlyArray<string>; prior: Record<string, number>; startedAt: Date },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    insert into placement (id, user_id, item_ids, prior, started_at)
    values (${row.id}::uuid, ${row.userId}::uuid, ${[...row.itemIds]}::uuid[], ${JSON.stringify(row.prior)}::jsonb, ${row.startedAt})
    on conflict (user_id) where finished_at is null do nothing`;
  return count === 1;
}

export type NewPlacementAnswer = {
  id: string;
  number: number;
  itemVersionId: string;
  itemId: string;
  courseId: string;
  skillId: string;
  response: GivenResponse;
  correct: boolean;
  score: number;
  responseMs: number | null;
  predicted: number;
  engineVersion: string;
  key: string;
  at: Date;
};

export type PlacementEnding = {
  ending: 'done' | 'stopped';
  result: StoredResult;
  credited: ReadonlyArray<string>;
};

/**
 * Stores an answer of a sitting, its end, or both, with everything they move, in one statement. False when the person's state
 * moved since it was read. Throws `conflict` when the key belongs to an answer of another sitting.
 */
export async function savePlacement(
  change: StateChange,
  placementId: string,
  answer: NewPlacementAnswer | null,
  end: PlacementEnding | null,
): Promise<boolean> {
  const rows = await sql('learning.placement-change', PLACEMENT_CHANGE, [
    ...changeValues(change),
    answer?.id ?? null,
    placementId,
    answer?.number ?? null,
    answer?.itemVersionId ?? null,
    answer?.itemId ?? null,
    answer?.courseId ?? null,
    answer?.skillId ?? null,
    answer && JSON.stringify(answer.response),
    answer?.correct ?? null,
    answer?.score ?? null,
    answer?.responseMs ?? null,
    answer?.predicted ?? null,
    answer?.engineVersion ?? null,
    answer?.key ?? null,
    answer?.at ?? null,
    ...skillValues(change.skills),
    end?.ending ?? null,
    end && JSON.stringify(end.result),
    end?.credited ?? [],
    eventsJson(change.events),
  ]).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new AppError('conflict', { reason: 'key-reused', cause: error }) : error;
  });
  return rows.length === 1;
}

/** Whether this attempt has proved something before. */
export async function hasProof(userId: string, sourceId: string): Promise<boolean> {
  return (await prisma().skillProof.findFirst({ where: { userId, sourceId }, select: { id: true } })) !== null;
}

/** Stores what a passed exam confirms, with everything it moves. False when the person's state moved since it was read. */
export async function saveExamProof(change: StateChange, attemptId: string): Promise<boolean> {
  const values = [...changeValues(change), attemptId, ...skillValues(change.skills), eventsJson(change.events)];
  return (await sql('learning.confirm-by-exam', CONFIRM_BY_EXAM, values)).length === 1;
}

/** The latest yes or no to an experiment; null when the person was never asked or never answered. */
export async function findConsent(userId: string, experiment: string): Promise<{ given: boolean; at: Date } | null> {
  const row = await prisma().experimentConsent.findFirst({
    where: { userId, experiment },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { given: true, createdAt: true },
  });
  return row && { given: row.given, at: row.createdAt };
}

export async function insertConsent(
  tx: Tx,
  row: { userId: string; experiment: string; given: boolean; createdAt: Date },
): Promise<void> {
  await tx.experimentConsent.create({ data: row satisfies Prisma.ExperimentConsentCreateInput, select: { id: true } });
}
