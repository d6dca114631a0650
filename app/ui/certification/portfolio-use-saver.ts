// The saver of a page: made once, sends when the connection is back and before the page goes, and gives back what a browser kept.
import { useEffect, useRef, useState } from 'react';
import { createSaver, keptValue, type Saver, type SaverState } from './portfolio-saver';

type Options<Value> = { url: string; key: string; revision: number; toBody: (value: Value) => object };

function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** `onKept` gets what this browser kept from an earlier visit and the server may not have. */
export function useSaver<Value, Found extends { outcome: 'saved' | 'conflict'; revision: number }>(
  options: Options<Value>,
  onKept: (value: Value) => void,
) {
  const saver = useRef<Saver<Value> | null>(null);
  const [[state, found], setState] = useState<[SaverState, Found | null]>(['idle', null]);
  useEffect(() => {
    const storage = browserStorage();
    const kept = keptValue<Value>(storage, options.key);
    const later = (run: () => void, ms: number) => {
      const timer = window.setTimeout(run, ms);
      return () => window.clearTimeout(timer);
    };
    const created = createSaver<Value, Found>(
      { ...options, revision: kept?.revision ?? options.revision },
      { fetch: (url, init) => window.fetch(url, init), later, storage },
      (next, answer) => setState([next, answer]),
    );
    saver.current = created;
    if (kept) {
      onKept(kept.value);
      created.change(kept.value);
    }
    const send = () => void created.flush();
    window.addEventListener('online', send);
    window.addEventListener('pagehide', send);
    return () => {
      window.removeEventListener('online', send);
      window.removeEventListener('pagehide', send);
      send();
      created.stop();
    };
    // A page belongs to one draft: it is keyed by it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return { saver, state, found };
}
