// Saves what is written or marked while it is written or marked: one request at a time, tried again, kept in the browser meanwhile.

export type SaverState = 'idle' | 'saving' | 'saved' | 'kept' | 'signedOut' | 'refused' | 'conflict';

type Answer = { outcome: 'saved' | 'conflict'; revision: number };

export type SaverDeps = {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Runs later, unless what it returns is called. */
  later: (run: () => void, ms: number) => () => void;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
};

export type Saver<Value> = {
  change: (value: Value) => void;
  /** Sends now what waits; true once everything is saved. */
  flush: () => Promise<boolean>;
  /** After a conflict: goes on from `value`, upon the revision that stands. */
  settle: (value: Value, revision: number) => void;
  revision: () => number;
  stop: () => void;
};

const PAUSE_MS = 800;
const RETRY_MS = [2_000, 5_000, 15_000];

/** What this browser kept and the server may not have; null when there is nothing, or it cannot be read. */
export function keptValue<Value>(
  storage: SaverDeps['storage'],
  key: string,
): { value: Value; revision: number } | null {
  try {
    const kept = storage?.getItem(key);
    return kept ? (JSON.parse(kept) as { value: Value; revision: number }) : null;
  } catch {
    return null;
  }
}

/**
 * Posts `{ ...toBody(value), revision }` as JSON and reads back `{ outcome, revision }`. "saved" is said only after the server
 * did. A conflict stops it until `settle`.
 */
export function createSaver<Value, Found extends Answer>(
  options: { url: string; key: string; revision: number; toBody: (value: Value) => object },
  { fetch, later, storage }: SaverDeps,
  onState: (state: SaverState, found: Found | null) => void,
): Saver<Value> {
  let { revision } = options;
  let waiting: { value: Value } | null = null;
  let sending: Promise<void> | null = null;
  let cancel = () => {};
  let failures = 0;
  let stopped = false;
  let halted = false;

  function keep(value: Value | null): void {
    try {
      if (value === null) storage?.removeItem(options.key);
      else storage?.setItem(options.key, JSON.stringify({ value, revision }));
    } catch {
      // No room: the server still gets it.
    }
  }

  function retry(state: SaverState): void {
    onState(state, null);
    const wait = RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]!;
    if (!stopped) cancel = later(() => void flush(), wait);
  }

  async function send(value: Value): Promise<void> {
    onState('saving', null);
    let response: Response;
    try {
      response = await fetch(options.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ ...options.toBody(value), revision }),
        keepalive: JSON.stringify(value).length < 30_000,
      });
    } catch {
      waiting ??= { value };
      return retry('kept');
    }
    if (response.status === 401) {
      waiting ??= { value };
      return retry('signedOut');
    }
    if (response.status === 429 || response.status >= 500) {
      waiting ??= { value };
      return retry('kept');
    }
    if (!response.ok) {
      halted = true;
      return onState('refused', null);
    }
    const answer = (await response.json()) as Found;
    if (answer.outcome === 'conflict') {
      halted = true;
      return onState('conflict', answer);
    }
    failures = 0;
    ({ revision } = answer);
    if (waiting) return;
    keep(null);
    onState('saved', null);
  }

  async function flush(): Promise<boolean> {
    cancel();
    while (sending) await sending;
    if (halted) return false;
    const next = waiting;
    if (!next) return true;
    waiting = null;
    sending = send(next.value).finally(() => (sending = null));
    await sending;
    // Typed while it was under way: send that too; a failure has set its own retry.
    return waiting === null ? !halted : failures > 0 ? false : flush();
  }

  function change(value: Value): void {
    waiting = { value };
    keep(value);
    if (halted) return;
    cancel();
    cancel = later(() => void flush(), PAUSE_MS);
  }

  return {
    change,
    flush,
    settle: (value, upon) => {
      halted = false;
      revision = upon;
      change(value);
      void flush();
    },
    revision: () => revision,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
