// Brings exam answers to the server one after another, and keeps what is not there yet: through lost connections, reloads and sign-outs.
import type { Response, SavedAnswer } from '~/modules/certification/certification';

export type Save = { itemId: string; response: Response | null; flagged: boolean; sequence: number };

/** What a try to send came to. */
export type SendOutcome =
  | { kind: 'saved' | 'newer'; answer: SavedAnswer; serverNow: string }
  /** The question does not take this answer. */
  | { kind: 'refused'; reason: string }
  /** The time is over, or the exam is handed in. */
  | { kind: 'over' }
  | { kind: 'signed-out' }
  /** Not reached, or asked to wait. */
  | { kind: 'failed'; retryAfterSeconds?: number };

export type QueueState = 'idle' | 'saving' | 'saved' | 'waiting' | 'signed-out' | 'refused';

export type QueueEvents = {
  onState: (state: QueueState, reason?: string) => void;
  /** An answer reached the server; `adopt` when the server's one should be shown instead of ours. */
  onAnswer: (itemId: string, answer: SavedAnswer, adopt: boolean) => void;
  /** The server's time, with each of its answers. */
  onTime: (serverNow: string) => void;
  onOver: () => void;
};

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Seconds before the first new try; doubled up to the last. */
const FIRST_RETRY_SECONDS = 1;
const LAST_RETRY_SECONDS = 15;

export type SaveQueue = {
  /** Takes an answer; the newest of an item replaces what had not been sent. */
  put: (itemId: string, response: Response | null, flagged: boolean) => void;
  /** Tries now: the connection is back. */
  kick: () => void;
  /** Resolves when nothing is on its way any more, or `seconds` are over. */
  settle: (seconds: number) => Promise<boolean>;
  pending: () => number;
  stop: () => void;
};

/**
 * One at a time and in order, so that the server sees sequences rise. An answer given here, now, wins over one of another
 * screen; one left over from before a reload does not: then the server's is adopted.
 *
 * @param sequence the greatest that the server knows
 */
export function createSaveQueue(options: {
  key: string;
  sequence: number;
  send: (save: Save) => Promise<SendOutcome>;
  storage: Kept | null;
  events: QueueEvents;
}): SaveQueue {
  const { key, send, storage, events } = options;
  let sequence = options.sequence;
  let stopped = false;
  let sending = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retrySeconds = FIRST_RETRY_SECONDS;
  const waiting = new Map<string, Save & { live: boolean }>();
  let settled: Array<() => void> = [];

  for (const save of readKept(storage, key)) {
    waiting.set(save.itemId, { ...save, live: false });
    sequence = Math.max(sequence, save.sequence);
  }

  function keep() {
    try {
      if (waiting.size === 0) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify([...waiting.values()].map(({ live: _, ...save }) => save)));
    } catch {
      // Storage may be full or refused; the answers then live as long as the page.
    }
  }

  function done() {
    if (waiting.size > 0) return;
    for (const resolve of settled) resolve();
    settled = [];
  }

  async function next(): Promise<void> {
    const [save] = waiting.values();
    if (sending || stopped || !save) return;
    sending = true;
    clearTimeout(timer);
    events.onState('saving');
    const { live, ...body } = save;
    const outcome = await send(body).catch((): SendOutcome => ({ kind: 'failed' }));
    sending = false;
    if (!stopped) settle(save, live, outcome);
  }

  function settle(save: Save & { live: boolean }, live: boolean, outcome: SendOutcome) {
    // It may have been replaced by a newer one while it was on its way.
    const isLatest = waiting.get(save.itemId) === save;
    if (outcome.kind === 'failed' || outcome.kind === 'signed-out') {
      const seconds =
        outcome.kind === 'failed' && outcome.retryAfterSeconds ? Math.min(60, outcome.retryAfterSeconds) : retrySeconds;
      retrySeconds = Math.min(LAST_RETRY_SECONDS, retrySeconds * 2);
      events.onState(outcome.kind === 'failed' ? 'waiting' : 'signed-out');
      timer = setTimeout(() => void next(), seconds * 1_000);
      return;
    }
    retrySeconds = FIRST_RETRY_SECONDS;
    if (outcome.kind === 'over') {
      waiting.clear();
      keep();
      done();
      events.onOver();
      return;
    }
    if (outcome.kind === 'newer' && live && isLatest) {
      // Another screen was ahead; what was chosen here just now is the person's latest word.
      events.onTime(outcome.serverNow);
      sequence = Math.max(sequence, outcome.answer.sequence);
      waiting.set(save.itemId, { ...save, sequence: ++sequence });
      keep();
      void next();
      return;
    }
    if (isLatest) waiting.delete(save.itemId);
    keep();
    if (outcome.kind === 'refused') events.onState('refused', outcome.reason);
    else {
      sequence = Math.max(sequence, outcome.answer.sequence);
      events.onTime(outcome.serverNow);
      if (isLatest) events.onAnswer(save.itemId, outcome.answer, outcome.kind === 'newer');
      if (waiting.size === 0) events.onState('saved');
    }
    done();
    void next();
  }

  if (waiting.size > 0) void next();
  return {
    put(itemId, response, flagged) {
      // Moved to the end: it is the newest.
      waiting.delete(itemId);
      waiting.set(itemId, { itemId, response, flagged, sequence: ++sequence, live: true });
      keep();
      void next();
    },
    kick() {
      retrySeconds = FIRST_RETRY_SECONDS;
      void next();
    },
    settle(seconds) {
      if (waiting.size === 0 && !sending) return Promise.resolve(true);
      void next();
      return new Promise((resolve) => {
        const limit = setTimeout(() => resolve(false), seconds * 1_000);
        settled.push(() => {
          clearTimeout(limit);
          resolve(true);
        });
      });
    },
    pending: () => waiting.size,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function readKept(storage: Kept | null, key: string): Array<Save> {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? '[]');
    return Array.isArray(kept)
      ? (kept as Array<Save>).filter((save) => typeof save?.itemId === 'string' && Number.isInteger(save.sequence))
      : [];
  } catch {
    return [];
  }
}

/** Sends one save to `address` and reads what became of it. */
export async function sendSave(address: string, save: Save): Promise<SendOutcome> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(save),
    // The last answer gets through when the page is closed.
    keepalive: true,
    signal: AbortSignal.timeout(15_000),
  });
  const body = (await response.json().catch(() => null)) as {
    outcome?: 'saved' | 'newer';
    answer?: SavedAnswer;
    serverNow?: string;
    code?: string;
    reason?: string;
  } | null;
  if (response.ok && body?.outcome && body.answer && body.serverNow)
    return { kind: body.outcome, answer: body.answer, serverNow: body.serverNow };
  if (response.status === 401) return { kind: 'signed-out' };
  if (response.status === 410 || response.status === 404) return { kind: 'over' };
  if (response.status === 422) return { kind: 'refused', reason: body?.reason ?? 'invalid' };
  const retryAfterSeconds = Number(response.headers.get('Retry-After')) || undefined;
  return { kind: 'failed', ...(retryAfterSeconds ? { retryAfterSeconds } : {}) };
}
