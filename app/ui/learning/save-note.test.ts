// Notes: saved while typing, never over somebody else's words, never called saved before the server said so.
import { expect, test } from 'vitest';
import {
  type Conflict,
  createNoteSaver,
  draftName,
  keptDraft,
  type NoteState,
  type NoteSurroundings,
} from './save-note';

type Sent = { body: string; revision: number };

function surroundings(reply: (sent: Sent) => Response) {
  const kept = new Map<string, string>();
  const sent: Array<Sent> = [];
  const waits: Array<() => void> = [];
  const told: Array<[NoteState, Conflict | null]> = [];
  const around: NoteSurroundings = {
    fetch: async (_url, init) => {
      const one = JSON.parse(String(init!.body)) as Sent;
      sent.push(one);
      return reply(one);
    },
    storage: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    },
    later: (run) => {
      waits.push(run);
      return () => {
        waits.splice(waits.indexOf(run), 1);
      };
    },
  };
  const saver = createNoteSaver(
    { url: '/note', place: { courseId: 'c', lesson: 'l' }, lessonId: 'L', revision: 3 },
    around,
    (state, conflict) => told.push([state, conflict]),
  );
  const run = async () => {
    waits.pop()?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { kept, sent, told, saver, around, run };
}

test('what is typed is kept on the device at once and saved after a pause, upon the revision it was read at', async () => {
  const { kept, sent, told, saver, run } = surroundings(({ revision }) =>
    Response.json({ ok: true, revision: revision + 1 }),
  );
  saver.type('one');
  saver.type('one two');
  expect(JSON.parse(kept.get(draftName('L'))!)).toEqual({ body: 'one two', revision: 3 });
  await run();
  expect(sent).toEqual([{ courseId: 'c', lesson: 'l', body: 'one two', revision: 3 }]);
  expect(told.at(-1)).toEqual(['saved', null]);
  expect(kept.size).toBe(0);
  saver.type('three');
  await run();
  expect(sent.at(-1)!.revision).toBe(4);
});

test('a conflict stops saving, shows the other text, and settles upon it', async () => {
  const { kept, sent, told, saver, run } = surroundings(({ revision }) =>
    revision === 3
      ? Response.json({ ok: false, body: 'theirs', revision: 8 }, { status: 409 })
      : Response.json({ ok: true, revision: revision + 1 }),
  );
  saver.type('mine');
  await run();
  expect(told.at(-1)).toEqual(['typing', { body: 'theirs', revision: 8 }]);
  saver.type('mine and more');
  expect(JSON.parse(kept.get(draftName('L'))!).body).toBe('mine and more');
  await run();
  expect(sent).toHaveLength(1);
  saver.settle('mine and more\n\ntheirs', 8);
  await run();
  expect(sent.at(-1)).toMatchObject({ body: 'mine and more\n\ntheirs', revision: 8 });
  expect(told.at(-1)).toEqual(['saved', null]);
});

test('without a connection the text stays on the device and is tried again', async () => {
  let away = true;
  const { kept, told, saver, run } = surroundings(() => {
    if (away) throw new TypeError('Failed to fetch');
    return Response.json({ ok: true, revision: 4 });
  });
  saver.type('words');
  await run();
  expect(told.at(-1)).toEqual(['kept', null]);
  expect(kept.size).toBe(1);
  away = false;
  await run();
  expect(told.at(-1)).toEqual(['saved', null]);
  expect(kept.size).toBe(0);
});

test('signed out and too long are told apart; a draft that cannot be read is none', async () => {
  for (const [status, expected] of [
    [401, 'signedOut'],
    [422, 'refused'],
  ] as const) {
    const { told, saver, run, kept } = surroundings(() => Response.json({}, { status }));
    saver.type('words');
    await run();
    expect(told.at(-1)![0]).toBe(expected);
    expect(kept.size).toBe(1);
  }
  expect(keptDraft({ getItem: () => '{', setItem: () => {}, removeItem: () => {} }, 'L')).toBeNull();
});
