// Hands settled events to the queue, in order, at least once. The event table is the outbox: nothing is enqueued elsewhere.
import { connection } from '~/platform/db.server';
import type { RecordedEvent } from '~/platform/events.server';
import { log } from '~/platform/log.server';
import { queue } from '~/platform/queue.server';
import { reactionsTo } from './reactions';

/** Events handed over per round. */
const BATCH = 500;
/** Milliseconds between looks when there was nothing. */
const IDLE_MS = 250;

type Row = RecordedEvent & { txId: string; position: string };

/**
 * One round: takes the next events whose transactions are settled, adds their reactions to the queue, moves the cursor.
 * A kill between adding and moving adds them again under the same job ids, which the queue takes as the same jobs.
 *
 * Why tx_id: with a plain sequence, number 7 may commit after number 8 was read and would be skipped. Below the oldest
 * running transaction (pg_snapshot_xmin) nothing can appear any more.
 * @returns how many events were handed over
 */
export async function relayOnce(): Promise<number> {
  const client = await connection();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query(
      `insert into relay_cursor (name, tx_id, position, updated_at) values ('queue', 0, 0, now()) on conflict do nothing`,
    );
    const cursor = await client.query<{ tx: string; position: string }>(
      `select tx_id as tx, position from relay_cursor where name = 'queue' for update`,
    );
    const { tx, position } = cursor.rows[0]!;
    const { rows } = await client.query<Row>(
      `select id, type, actor_id as "actorId", subject_type as "subjectType", subject_id as "subjectId", data,
              created_at as "createdAt", tx_id as "txId", position
         from event
        where (tx_id, position) > ($1::bigint, $2::bigint) and tx_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        order by tx_id, position limit ${BATCH}`,
      [tx, position],
    );
    const jobs = rows.flatMap(({ txId: _tx, position: _position, ...event }) =>
      reactionsTo(event.type).map((reaction) => ({
        name: reaction,
        data: event,
        opts: { jobId: `${event.id}-${reaction}` },
      })),
    );
    if (jobs.length > 0) await queue('reactions').addBulk(jobs);
    const last = rows.at(-1);
    if (last)
      await client.query(`update relay_cursor set tx_id = $1, position = $2, updated_at = now() where name = 'queue'`, [
        last.txId,
        last.position,
      ]);
    await client.query('commit');
    return rows.length;
  } catch (error) {
    broken = error as Error;
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Relays until stopped; the returned function ends it after the round under way. */
export function startRelay(): () => Promise<void> {
  let stopping = false;
  const done = (async () => {
    while (!stopping) {
      let moved = 0;
      try {
        moved = await relayOnce();
      } catch (error) {
        log().warn({ err: (error as Error).message }, 'relay: will try again');
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
      if (moved < BATCH && !stopping) await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    }
  })();
  return async () => {
    stopping = true;
    await done;
  };
}
