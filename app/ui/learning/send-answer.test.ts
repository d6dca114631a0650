// An answer reaches the server once, whatever the connection does; it is called saved only after the server said so.
import { expect, test } from 'vitest';
import type { AnswerResult } from '~/modules/learning/learning';
import {
  type AnswerBody,
  createSender,
  pendingAnswer,
  pendingName,
  RETRY_MS,
  type SendState,
  type Surroundings,
} from './send-answer';

const BODY: AnswerBody = {
  courseId: 'c',
  lesson: 'l',
  itemVersionId: 'v',
  attempt: 1,
  key: 'key-0001',
  response: { type: 'single', option: 'a' },
  responseMs: 5,
  search: '',
};
const RESULT = { already: false } as AnswerResult;
const saved = () => Response.json({ ok: true, result: RESULT });

function surroundings(replies: Array<() => Response | Promise<Response>>) {
  const kept = new Map<string, string>();
  const sent: Array<AnswerBody> = [];
  const waits: Array<{ ms: number; run: () => void }> = [];
  const around: Surroundings = {
    fetch: async (_url, init) => {
      sent.push(JSON.parse(String(init!.body)) as AnswerBody);
      return (replies.shift() ?? saved)();
    },
    storage: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    },
    online: () => true,
    later: (run, ms) => {
      waits.push({ ms, run });
      return () => {};
    },
  };
  return { around, kept, sent, waits };
}

async function settle() {
  for (let i = 0; i < 20; i++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
}

function offline(): never {
  throw new TypeError('Failed to fetch');
}

test('an answer is kept before it is sent, and forgotten once it is saved', async () => {
  const { around, kept, sent } = surroundings([]);
  const states: Array<SendState['kind']> = [];
  const sender = createSender('/answers', around, ({ kind }) => states.push(kind));
  sender.send(BODY);
  expect(kept.has(pendingName('v', 1))).toBe(true);
  expect(states).toEqual(['saving']);
  await settle();
  expect(states).toEqual(['saving', 'saved']);
  expect(sent).toEqual([BODY]);
  expect(kept.size).toBe(0);
});

test('a double click is one request', async () => {
  const { around, sent } = surroundings([]);
  const sender = createSender('/answers', around, () => {});
  sender.send(BODY);
  sender.send({ ...BODY, key: 'key-0002' });
  await settle();
  expect(sent).toHaveLength(1);
});

test('a lost connection is tried again with the same key and growing pauses, and nothing is called saved meanwhile', async () => {
  const { around, kept, sent, waits } = surroundings([offline, offline, () => new Response('', { status: 503 })]);
  const states: Array<SendState['kind']> = [];
  createSender('/answers', around, ({ kind }) => states.push(kind)).send(BODY);
  for (let k = 0; k < 3; k++) {
    await settle();
    expect(states.at(-1)).toBe('retrying');
    expect(kept.size).toBe(1);
    expect(waits.at(-1)!.ms).toBe(RETRY_MS[k]);
    waits.at(-1)!.run();
  }
  await settle();
  expect(states.at(-1)).toBe('saved');
  expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(['key-0001']));
  expect(kept.size).toBe(0);
});

test('an answer survives a reload of the tab', async () => {
  const { around, kept } = surroundings([offline]);
  const sender = createSender('/answers', around, () => {});
  sender.send(BODY);
  await settle();
  sender.stop();
  expect(kept.size).toBe(1);
  const owed = pendingAnswer(around.storage, 'v', 1);
  expect(owed).toEqual(BODY);
  const states: Array<SendState['kind']> = [];
  createSender('/answers', around, ({ kind }) => states.push(kind)).send(owed!);
  await settle();
  expect(states.at(-1)).toBe('saved');
});

test('somebody signed out keeps the answer; too many requests wait as long as they are told', async () => {
  const { around, kept, waits } = surroundings([
    () => new Response('', { status: 429, headers: { 'Retry-After': '7' } }),
    () => Response.json({ ok: false, code: 'unauthenticated' }, { status: 401 }),
  ]);
  const states: Array<SendState['kind']> = [];
  const sender = createSender('/answers', around, ({ kind }) => states.push(kind));
  sender.send(BODY);
  await settle();
  expect(waits[0]!.ms).toBe(7_000);
  waits[0]!.run();
  await settle();
  expect(states.at(-1)).toBe('signed-out');
  expect(kept.size).toBe(1);
  sender.again();
  await settle();
  expect(states.at(-1)).toBe('saved');
});

test('what the server refuses is told apart and not kept', async () => {
  for (const [code, reason, expected] of [
    ['invalid', 'number-unreadable', 'unreadable'],
    ['invalid', 'response-does-not-fit', 'invalid'],
    ['not-found', 'item', 'stale'],
  ] as const) {
    const { around, kept } = surroundings([
      () => Response.json({ ok: false, code, reason }, { status: code === 'invalid' ? 422 : 404 }),
    ]);
    const states: Array<SendState> = [];
    createSender('/answers', around, (state) => states.push(state)).send(BODY);
    await settle();
    expect(states.at(-1)).toEqual({ kind: 'refused', reason: expected });
    expect(kept.size).toBe(0);
  }
});

test('storage that refuses costs nothing but the reload', async () => {
  const { around } = surroundings([]);
  const refusing = {
    getItem: () => {
      throw new Error('no');
    },
    setItem: () => {
      throw new Error('no');
    },
    removeItem: () => {
      throw new Error('no');
    },
  };
  const states: Array<SendState['kind']> = [];
  createSender('/answers', { ...around, storage: refusing }, ({ kind }) => states.push(kind)).send(BODY);
  await settle();
  expect(states.at(-1)).toBe('saved');
  expect(pendingAnswer(refusing, 'v', 1)).toBeNull();
});
