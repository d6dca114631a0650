import { expect, test } from 'vitest';
import { createSaver, keptValue, type SaverState } from './portfolio-saver';

type Reply = number | 'away' | { outcome: 'saved' | 'conflict'; revision: number };

/** A saver whose clock and server the test moves by hand. */
function harness(replies: Array<Reply>) {
  const sent: Array<{ text: string; revision: number }> = [];
  const states: Array<SaverState> = [];
  const timers: Array<() => void> = [];
  const kept = new Map<string, string>();
  const saver = createSaver<string, { outcome: 'saved' | 'conflict'; revision: number }>(
    { url: '/x', key: 'k', revision: 3, toBody: (text) => ({ text }) },
    {
      fetch: (_, init) => {
        sent.push(JSON.parse(String(init.body)) as { text: string; revision: number });
        const reply = replies.shift() ?? 500;
        if (reply === 'away') return Promise.reject(new TypeError('away'));
        if (typeof reply === 'number') return Promise.resolve(new Response('{}', { status: reply }));
        return Promise.resolve(Response.json(reply));
      },
      later: (run) => {
        timers.push(run);
        return () => void timers.splice(timers.indexOf(run) >>> 0, 1);
      },
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
    },
    (state) => void states.push(state),
  );
  return { saver, sent, states, timers, kept };
}

test('what is changed in a row is sent once, upon the revision that stands', async () => {
  const { saver, sent, states, kept } = harness([
    { outcome: 'saved', revision: 4 },
    { outcome: 'saved', revision: 5 },
  ]);
  saver.change('a');
  saver.change('ab');
  expect(await saver.flush()).toBe(true);
  saver.change('abc');
  expect(await saver.flush()).toBe(true);
  expect(sent).toEqual([
    { text: 'ab', revision: 3 },
    { text: 'abc', revision: 4 },
  ]);
  expect(states.at(-1)).toBe('saved');
  expect(kept.size).toBe(0);
});

test('what could not be sent stays in the browser and is tried again', async () => {
  const { saver, states, timers, kept, sent } = harness(['away', 401, 503, { outcome: 'saved', revision: 4 }]);
  saver.change('a');
  for (const expected of ['kept', 'signedOut', 'kept']) {
    expect(await saver.flush()).toBe(false);
    expect(states.at(-1)).toBe(expected);
    expect(
      keptValue<string>({ getItem: (key) => kept.get(key) ?? null, setItem: () => {}, removeItem: () => {} }, 'k'),
    ).toEqual({
      value: 'a',
      revision: 3,
    });
    expect(timers).toHaveLength(1);
  }
  expect(await saver.flush()).toBe(true);
  expect(sent).toHaveLength(4);
  expect(kept.size).toBe(0);
});

test('a conflict stops saving until it is settled', async () => {
  const { saver, states, sent } = harness([
    { outcome: 'conflict', revision: 9 },
    { outcome: 'saved', revision: 10 },
  ]);
  saver.change('mine');
  expect(await saver.flush()).toBe(false);
  saver.change('mine still');
  expect(await saver.flush()).toBe(false);
  expect(sent).toHaveLength(1);
  saver.settle('mine still', 9);
  expect(await saver.flush()).toBe(true);
  expect(sent[1]).toEqual({ text: 'mine still', revision: 9 });
  expect(states.at(-1)).toBe('saved');
});

test('what cannot be read from the browser counts as nothing', () => {
  expect(keptValue({ getItem: () => '{', setItem: () => {}, removeItem: () => {} }, 'k')).toBeNull();
  expect(keptValue(null, 'k')).toBeNull();
});
