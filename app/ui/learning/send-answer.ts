// Sends an answer until the server has it: kept in the tab's storage first, sent again by itself, one key for all tries. No React.
import type { AnswerResult, GivenResponse } from '~/modules/learning/learning';

export type AnswerBody = {
  courseId: string;
  lesson: string;
  itemVersionId: string;
  attempt: number;
  key: string;
  response: GivenResponse;
  responseMs: number | null;
  /** Query of the round, "" for the lesson's own. */
  search: string;
};

/** Anything that answers a showing of a question: `attempt` tells showings of one item apart. */
export type Sendable = { itemVersionId: string; attempt: number | string };

/** `retrying`: kept, not saved yet. `refused`: will never be saved as it is; nothing is kept. */
export type SendState<Result = AnswerResult> =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'retrying'; offline: boolean }
  | { kind: 'signed-out' }
  | { kind: 'refused'; reason: 'unreadable' | 'invalid' | 'stale' }
  | { kind: 'saved'; result: Result };

type Reply<Result> = { ok: true; result: Result } | { ok: false; code: string; reason?: string | null };

/** What the browser does, so that tests can do it by hand. */
export type Surroundings = {
  fetch: typeof fetch;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  online: () => boolean;
  /** Calls back after the time or when the connection returns, whichever comes first; gives back how to cancel. */
  later: (run: () => void, ms: number) => () => void;
};

/** Milliseconds before each further try; the last one repeats. */
export const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;
/** Milliseconds after which a request without an answer counts as failed. */
const TIMEOUT_MS = 12_000;

export function pendingName(itemVersionId: string, attempt: Sendable['attempt']): string {
  return `pericia-answer:${itemVersionId}:${attempt}`;
}

/** The answer that this tab still owes the server for this showing, if any. */
export function pendingAnswer<Body extends Sendable = AnswerBody>(
  storage: Surroundings['storage'],
  itemVersionId: string,
  attempt: Sendable['attempt'],
): Body | null {
  try {
    const kept = storage?.getItem(pendingName(itemVersionId, attempt));
    return kept ? (JSON.parse(kept) as Body) : null;
  } catch {
    return null;
  }
}

function keep({ storage }: Surroundings, body: Sendable): void {
  try {
    storage?.setItem(pendingName(body.itemVersionId, body.attempt), JSON.stringify(body));
  } catch {
    // Storage may be refused or full: the answer then lives as long as the page.
  }
}

/** Nothing is owed any more for this showing. */
export function forgetAnswer(storage: Surroundings['storage'], body: Sendable): void {
  try {
    storage?.removeItem(pendingName(body.itemVersionId, body.attempt));
  } catch {
    // As above.
  }
}

/** What to do with a reply: `retry` in so many milliseconds (null: as usual), or a final state. */
async function read<Result>(response: Response): Promise<SendState<Result> | { kind: 'retry'; ms: number | null }> {
  if (response.status === 401) return { kind: 'signed-out' };
  if (response.status === 429) return { kind: 'retry', ms: (Number(response.headers.get('Retry-After')) || 5) * 1000 };
  if (response.status >= 500 || response.redirected) return { kind: 'retry', ms: null };
  const reply = (await response.json().catch(() => ({ ok: false, code: 'unreadable' }))) as Reply<Result>;
  if (reply.ok) return { kind: 'saved', result: reply.result };
  if (reply.code === 'invalid')
    return { kind: 'refused', reason: reply.reason === 'number-unreadable' ? 'unreadable' : 'invalid' };
  return { kind: 'refused', reason: 'stale' };
}

export type Sender<Body = AnswerBody> = { send: (body: Body) => void; again: () => void; stop: () => void };

/** One sender a showing. `send` while one is under way does nothing: a double click is one answer. */
export function createSender<Body extends Sendable = AnswerBody, Result = AnswerResult>(
  url: string,
  around: Surroundings,
  tell: (state: SendState<Result>) => void,
): Sender<Body> {
  let body: Body | null = null;
  let tries = 0;
  let busy = false;
  let stopped = false;
  let cancel = () => {};

  function wait(ms: number | null): void {
    tell({ kind: 'retrying', offline: !around.online() });
    cancel = around.later(() => void attempt(), ms ?? RETRY_MS[Math.min(tries, RETRY_MS.length) - 1]!);
  }

  async function attempt(): Promise<void> {
    if (stopped || busy || !body) return;
    busy = true;
    tries++;
    if (tries === 1) tell({ kind: 'saving' });
    let outcome: Awaited<ReturnType<typeof read<Result>>>;
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
      outcome = await read<Result>(
        await around.fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal }),
      );
    } catch {
      outcome = { kind: 'retry', ms: null };
    }
    busy = false;
    if (outcome.kind === 'saved' || outcome.kind === 'refused') forgetAnswer(around.storage, body);
    if (outcome.kind !== 'retry' && outcome.kind !== 'signed-out') body = null;
    if (stopped) return;
    if (outcome.kind === 'retry') wait(outcome.ms);
    else tell(outcome);
  }

  return {
    send(next) {
      if (body) return;
      body = next;
      tries = 0;
      keep(around, next);
      void attempt();
    },
    again() {
      cancel();
      void attempt();
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

/** The browser itself. */
export function browserSurroundings(): Surroundings {
  let storage: Storage | null = null;
  try {
    storage = window.sessionStorage;
  } catch {
    // Refused by the browser's settings.
  }
  return {
    fetch: (input, init) => window.fetch(input, init),
    storage,
    online: () => navigator.onLine,
    later(run, ms) {
      const timer = window.setTimeout(done, ms);
      function done() {
        undo();
        run();
      }
      function undo() {
        window.clearTimeout(timer);
        window.removeEventListener('online', done);
      }
      window.addEventListener('online', done);
      return undo;
    },
  };
}
