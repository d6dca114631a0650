import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { prisma, transaction } from '~/platform/db.server';
import { record } from '~/platform/events.server';
import { uuid7 } from '~/platform/ids.server';
import { closeQueues, prepareQueue, queue, work } from '~/platform/queue.server';
import { REACTIONS, react } from './reactions';
import { relayOnce } from './relay';

const ran: Array<string> = [];
beforeAll(async () => {
  await prepareQueue();
  REACTIONS['test-reaction'] = { on: 'test.happened', run: (event) => Promise.resolve(void ran.push(event.subjectId)) };
});
afterAll(closeQueues);

const happened = (subjectId: string) =>
  ({ type: 'test.happened', actorId: null, subjectType: 'test', subjectId }) as const;
const waiting = async () =>
  (await queue('reactions').getJobs(['waiting', 'delayed', 'active'])).map(
    (job) => (job.data as { subjectId: string }).subjectId,
  );

test('what was recorded is handed over once; what was rolled back never', async () => {
  await transaction((tx) => record(tx, happened('kept')));
  await expect(
    transaction(async (tx) => {
      await record(tx, happened('undone'));
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await vi.waitFor(async () => expect(await relayOnce()).toBe(1));
  expect(await relayOnce()).toBe(0);
  expect(await waiting()).toEqual(['kept']);
});

test('an event whose transaction is still open is not skipped by a later one that committed first', async () => {
  const slow = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await slow.connect();
  await slow.query('begin');
  await slow.query(
    `insert into event (id, type, subject_type, subject_id) values ($1, 'test.happened', 'test', 'early')`,
    [uuid7()],
  );
  await transaction((tx) => record(tx, happened('late')));
  expect(await relayOnce()).toBe(0);
  await slow.query('commit');
  await slow.end();
  await vi.waitFor(async () => expect(await relayOnce()).toBe(2));
  expect(await waiting()).toEqual(expect.arrayContaining(['early', 'late']));
});

test('a relay that was killed before it moved its cursor hands over the same jobs, not new ones', async () => {
  const before = (await waiting()).length;
  await prisma().$executeRaw`update relay_cursor set tx_id = 0, position = 0`;
  await vi.waitFor(async () => expect(await relayOnce()).toBeGreaterThanOrEqual(3));
  expect(await waiting()).toHaveLength(before);
});

test('the worker runs each reaction with its event', async () => {
  const worker = work('reactions', (job) => react(job.name, job.data), 2);
  await vi.waitFor(() => expect([...ran].sort()).toEqual(['early', 'kept', 'late']), { timeout: 10_000 });
  await worker.close();
});

test('events cannot be changed or removed', async () => {
  await expect(prisma().$executeRaw`update event set type = 'test.forged'`).rejects.toThrow(/append-only/);
  await expect(prisma().$executeRaw`delete from event`).rejects.toThrow(/append-only/);
  await expect(prisma().$executeRaw`truncate event`).rejects.toThrow(/append-only/);
});
