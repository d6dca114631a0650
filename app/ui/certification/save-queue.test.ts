import { beforeEach, expect, test, vi } from 'vitest';
import type { SavedAnswer } from '~/modules/certification/certification';
import { createSaveQueue, type QueueState, type Save, type SendOutcome } from './save-queue';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const choose = (option: string) => ({ type: 'single', option }) as const;
const ack = (save: Save): SendOutcome => ({
  kind: 'saved',
  serverNow: 'now',
  answer: { response: save.response, flagged: save.flagged, sequence: save.sequence, savedAt: 'now' },
});
const newer = (sequence: number, option: string): SendOutcome => ({
  kind: 'newer',
  serverNow: 'now',
  answer: { response: choose(option), flagged: false, sequence, savedAt: 'now' },
});

function memory(initial: Record<string, string> = {}) {
  const values = new Map(Object.entries(initial));
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

function setUp(
  answers: Array<SendOutcome | Error | ((save: Save) => SendOutcome | Promise<SendOutcome>)>,
  options: { sequence?: number; storage?: ReturnType<typeof memory> } = {},
) {
  const sent: Array<Save> = [];
  const states: Array<QueueState> = [];
  const adopted: Array<[string, SavedAnswer]> = [];
  const over = vi.fn();
  const storage = options.storage ?? memory();
  const queue = createSaveQueue({
    key: 'k',
    sequence: options.sequence ?? 0,
    storage,
    send: async (save) => {
      sent.push(save);
      const answer = answers.shift() ?? ack;
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(save) : answer;
    },
    events: {
      onState: (state) => states.push(state),
      onAnswer: (itemId, answer, adopt) => adopt && adopted.push([itemId, answer]),
      onTime: () => {},
      onOver: over,
    },
  });
  return { queue, sent, states, adopted, over, storage };
}

test('"saved" comes after the acknowledgement, and sequences continue from the server’s', async () => {
  let release = () => {};
  const { queue, sent, states, storage } = setUp(
    [(save) => new Promise((resolve) => (release = () => resolve(ack(save))))],
    { sequence: 41 },
  );
  queue.put('a', choose('x'), false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(states).toEqual(['saving']);
  expect(storage.values.get('k')).toContain('"sequence":42');
  release();
  await vi.advanceTimersByTimeAsync(0);
  expect(states.at(-1)).toBe('saved');
  expect(sent).toEqual([{ itemId: 'a', response: choose('x'), flagged: false, sequence: 42 }]);
  expect(storage.values.has('k')).toBe(false);
});

test('a lost connection is tried again with growing pauses and nothing is lost', async () => {
  const { queue, sent, states } = setUp([
    new Error('offline'),
    new Error('offline'),
    { kind: 'failed', retryAfterSeconds: 7 },
  ]);
  queue.put('a', choose('x'), true);
  await vi.advanceTimersByTimeAsync(0);
  expect(states.at(-1)).toBe('waiting');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(sent).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(7_000);
  expect(states.at(-1)).toBe('saved');
  expect(new Set(sent.map((save) => save.sequence))).toEqual(new Set([1]));
});

test('changing an answer while it is on its way sends the newest after it, and only the newest waits', async () => {
  let release = () => {};
  const { queue, sent } = setUp([(save) => new Promise((resolve) => (release = () => resolve(ack(save))))]);
  queue.put('a', choose('x'), false);
  queue.put('a', choose('y'), false);
  queue.put('a', choose('z'), false);
  expect(sent).toHaveLength(1);
  release();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map((save) => save.response)).toEqual([choose('x'), choose('z')]);
  expect(queue.pending()).toBe(0);
});

test('what was left before a reload is sent, and gives way to a newer answer of another screen', async () => {
  const storage = memory({
    k: JSON.stringify([
      { itemId: 'a', response: choose('old'), flagged: false, sequence: 3 },
      { itemId: 'b', response: choose('kept'), flagged: false, sequence: 4 },
    ]),
  });
  const { sent, adopted, queue } = setUp([newer(9, 'theirs')], { storage, sequence: 9 });
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map((save) => save.itemId)).toEqual(['a', 'b']);
  expect(adopted).toEqual([['a', expect.objectContaining({ sequence: 9, response: choose('theirs') })]]);
  queue.put('c', choose('x'), false);
  expect(sent.at(-1)!.sequence).toBe(10);
});

test('a choice made here and now goes ahead of another screen’s', async () => {
  const { queue, sent, adopted } = setUp([newer(20, 'theirs')]);
  queue.put('a', choose('mine'), false);
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map((save) => [save.sequence, save.response])).toEqual([
    [1, choose('mine')],
    [21, choose('mine')],
  ]);
  expect(adopted).toEqual([]);
});

test('the end of the exam empties the queue, a refusal drops only its answer, a sign-out waits', async () => {
  const { queue, states, over, sent } = setUp([
    { kind: 'signed-out' },
    { kind: 'refused', reason: 'number-unreadable' },
    { kind: 'over' },
  ]);
  queue.put('a', choose('x'), false);
  await vi.advanceTimersByTimeAsync(0);
  expect(states.at(-1)).toBe('signed-out');
  queue.kick();
  await vi.advanceTimersByTimeAsync(0);
  expect(states.at(-1)).toBe('refused');
  queue.put('b', choose('y'), false);
  queue.put('c', choose('y'), false);
  expect(await queue.settle(1)).toBe(true);
  expect(over).toHaveBeenCalledOnce();
  expect(sent.map((save) => save.itemId)).toEqual(['a', 'a', 'b']);
  expect(queue.pending()).toBe(0);
});

test('settling gives up after its time, and damaged storage is no storage', async () => {
  const { queue } = setUp([() => new Promise(() => {})], { storage: memory({ k: '{"not":"a list"}' }) });
  expect(await queue.settle(1)).toBe(true);
  queue.put('a', null, true);
  const settled = queue.settle(3);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await settled).toBe(false);
});
