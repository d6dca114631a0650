import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, failure, person } from '../../tests/factories/identity';
import { listActivity, listEventTypes, readQueues, relayLag, retryJob } from './activity.server';
import { prisma, transaction } from './db.server';
import { record } from './events.server';
import { closeQueues, prepareQueue, queue, work } from './queue.server';

beforeAll(() => prepareQueue());
afterAll(() => closeQueues());

async function admin() {
  return actorOf(await person({ roles: ['learner', 'admin'] }));
}

async function happen(type: `test.${string}`, times: number) {
  for (let i = 0; i < times; i++)
    await transaction((tx) =>
      record(tx, { type, actorId: null, subjectType: 'thing', subjectId: String(i), data: { i } }),
    );
}

test('the log is read newest first, a page at a time, by type, without gap or repetition', async () => {
  const boss = await admin();
  await happen('test.one', 45);
  await happen('test.two', 3);
  const first = await listActivity(boss, { type: 'test.one' });
  const second = await listActivity(boss, { type: 'test.one', cursor: first.nextCursor });
  expect([...first.events, ...second.events].map((event) => event.data.i)).toEqual(
    Array.from({ length: 45 }, (_, i) => 44 - i),
  );
  expect(second.nextCursor).toBeNull();
  expect((await listActivity(boss, { limit: 2 })).events.map((event) => event.type)).toEqual(['test.two', 'test.two']);
  expect((await listActivity(boss, { cursor: '1; drop table event' })).events.length).toBe(40);
  expect(await listEventTypes(boss)).toEqual(['test.one', 'test.two']);
});

test('the relay’s lag counts what the cursor has not passed', async () => {
  const boss = await admin();
  const before = await relayLag(boss);
  expect(before.waiting).toBe(48);
  const [last] = await prisma().event.findMany({ orderBy: [{ txId: 'desc' }, { position: 'desc' }], take: 1 });
  await prisma().relayCursor.create({ data: { name: 'queue', txId: last!.txId, position: last!.position } });
  expect(await relayLag(boss)).toEqual({ waiting: 0, seconds: 0 });
  await happen('test.one', 1);
  expect((await relayLag(boss)).waiting).toBe(1);
});

test('a job that gave up is shown without addresses and can be tried again, once', async () => {
  const boss = await admin();
  let broken = true;
  const worker = work('reactions', async () => {
    if (broken) throw new Error('refused for ana@example.com');
  });
  await queue('reactions').add('some-reaction', {}, { attempts: 1 });
  await expect.poll(async () => (await readQueues(boss)).failed.length, { timeout: 20_000 }).toBe(1);
  const { states, failed } = await readQueues(boss);
  expect(failed[0]).toMatchObject({ queue: 'reactions', name: 'some-reaction', attempts: 1, error: 'refused for …' });
  expect(states.find((state) => state.name === 'reactions')).toMatchObject({ failed: 1 });
  broken = false;
  await retryJob(boss, failed[0]!);
  await expect.poll(async () => (await readQueues(boss)).states[0]!.completed, { timeout: 20_000 }).toBe(1);
  expect(await failure(retryJob(boss, failed[0]!))).toMatchObject({ code: 'not-found' });
  expect(await failure(retryJob(boss, { queue: 'other', jobId: '1' }))).toMatchObject({ code: 'not-found' });
  await worker.close();
});

test('only admins read the log and the queue', async () => {
  const support = actorOf(await person({ roles: ['learner', 'support'] }));
  for (const look of [
    listActivity(support, {}),
    listEventTypes(support),
    relayLag(support),
    readQueues(support),
    retryJob(support, { queue: 'reactions', jobId: '1' }),
  ]) {
    expect(await failure(look)).toMatchObject({ code: 'forbidden' });
  }
  expect(await failure(listActivity(null, {}))).toMatchObject({ code: 'unauthenticated' });
});
