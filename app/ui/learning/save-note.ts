// Saves a note while it is typed: a draft on the device until the server has it, one save at a time, conflicts never overwritten. No React.

export type NoteState = 'idle' | 'typing' | 'saving' | 'saved' | 'kept' | 'signedOut' | 'refused';
export type Conflict = { body: string; revision: number };
type Draft = { body: string; revision: number };

export type NoteSurroundings = {
  fetch: typeof fetch;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  later: (run: () => void, ms: number) => () => void;
};

/** Milliseconds without a key before a save; and before a failed one is tried again. */
export const PAUSE_MS = 800;
export const RETRY_MS = 5_000;

export function draftName(lessonId: string): string {
  return `pericia-note:${lessonId}`;
}

/** The text this device still owes the server, if any. */
export function keptDraft(storage: NoteSurroundings['storage'], lessonId: string): Draft | null {
  try {
    const kept = storage?.getItem(draftName(lessonId));
    return kept ? (JSON.parse(kept) as Draft) : null;
  } catch {
    return null;
  }
}

export type NoteSaver = {
  /** The text as it now stands in the field. */
  type: (body: string) => void;
  /** After a conflict: saves this text upon what the server has. */
  settle: (body: string, revision: number) => void;
  /** Saves now what is not saved. */
  flush: () => void;
  stop: () => void;
};

/** `place` names the lesson for the server; `lessonId` names the draft on the device. */
export function createNoteSaver(
  options: { url: string; place: { courseId: string; lesson: string }; lessonId: string; revision: number },
  around: NoteSurroundings,
  tell: (state: NoteState, conflict: Conflict | null) => void,
): NoteSaver {
  const { url, place, lessonId } = options;
  let { revision } = options;
  let wanted: string | null = null;
  let busy = false;
  let blocked = false;
  let cancel = () => {};

  function keep(body: string): void {
    try {
      around.storage?.setItem(draftName(lessonId), JSON.stringify({ body, revision }));
    } catch {
      // Storage may be refused or full: the text then lives as long as the page.
    }
  }

  function forget(): void {
    try {
      around.storage?.removeItem(draftName(lessonId));
    } catch {
      // As above.
    }
  }

  function plan(ms: number): void {
    cancel();
    cancel = around.later(() => void save(), ms);
  }

  async function save(): Promise<void> {
    if (busy || blocked || wanted === null) return;
    const body = wanted;
    busy = true;
    tell('saving', null);
    let response: Response | null = null;
    let reply: { ok?: boolean; revision?: number; body?: string } = {};
    try {
      const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
      response = await around.fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify({ ...place, body, revision }),
        signal: AbortSignal.timeout(12_000),
      });
      if (response.ok || response.status === 409) reply = (await response.json()) as typeof reply;
    } catch {
      response = null;
    }
    busy = false;
    if (response?.ok && reply.ok && !response.redirected) {
      revision = reply.revision!;
      if (wanted === body) {
        wanted = null;
        forget();
        tell('saved', null);
      } else {
        keep(wanted!);
        plan(0);
      }
    } else if (response?.status === 409) {
      blocked = true;
      tell('typing', { body: reply.body ?? '', revision: reply.revision ?? 0 });
    } else if (response?.status === 401) tell('signedOut', null);
    else if (response?.status === 422) tell('refused', null);
    else {
      tell('kept', null);
      plan(RETRY_MS);
    }
  }

  return {
    type(body) {
      wanted = body;
      keep(body);
      if (blocked) return;
      tell('typing', null);
      plan(PAUSE_MS);
    },
    settle(body, upon) {
      revision = upon;
      blocked = false;
      wanted = body;
      keep(body);
      plan(0);
    },
    flush() {
      cancel();
      void save();
    },
    stop() {
      cancel();
    },
  };
}
