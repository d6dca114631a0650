// Records facts in the event table, inside the transaction that makes them true. Who reacts is not known here.
import { type Prisma, sql, type Tx } from './db.server';

export type EventInput = {
  /** "module.past-tense", e.g. `certification.exam-passed`. */
  type: `${string}.${string}`;
  actorId: string | null;
  subjectType: string;
  subjectId: string;
  /** Small, without personal data: ids, numbers, codes. */
  data?: Prisma.InputJsonObject;
};

/** Records one event; `tx` must be the transaction of the change it tells of. */
export async function record(tx: Tx, event: EventInput): Promise<void> {
  await tx.event.create({
    data: {
      type: event.type,
      actorId: event.actorId,
      subjectType: event.subjectType,
      subjectId: event.subjectId,
      data: event.data ?? {},
    },
    select: { id: true },
  });
}

/** An event as the relay and the activity views read it. */
export type RecordedEvent = {
  id: string;
  type: string;
  actorId: string | null;
  subjectType: string;
  subjectId: string;
  data: Record<string, unknown>;
  createdAt: Date;
};

/** What a person did in one module, newest first. The caller has made sure that it is their own. */
export async function listOwnEvents(
  personId: string,
  module: string,
  limit: number,
): Promise<Array<{ id: string; type: string; subjectId: string; data: Record<string, unknown>; at: Date }>> {
  return sql(
    'events.own',
    `select id, type, subject_id as "subjectId", data, created_at as at from event
      where actor_id = $1 and starts_with(type, $2 || '.') order by created_at desc, position desc limit $3`,
    [personId, module, limit],
  );
}
