// The notices on screen: a list outside React, so that anything in the browser may add to it.

export type ToastKind = 'success' | 'error' | 'info';
export type Toast = { id: number; kind: ToastKind; text: string };

/** Time a notice stays, milliseconds: at least six seconds, longer for longer texts (about 15 characters a second are read). */
export function toastDuration(text: string): number {
  return Math.max(6_000, 3_000 + text.length * 66);
}

let toasts: ReadonlyArray<Toast> = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: ReadonlyArray<Toast>) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a notice. A text that is already on screen is not shown twice; beyond three the oldest leaves. */
export function toast({ kind = 'success', text }: { kind?: ToastKind; text: string }): void {
  if (toasts.some((shown) => shown.text === text)) return;
  change([...toasts, { id: ++last, kind, text }].slice(-3));
}

export function dismissToast(id: number): void {
  change(toasts.filter((shown) => shown.id !== id));
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): ReadonlyArray<Toast> {
  return toasts;
}

const NONE: ReadonlyArray<Toast> = [];

/** There are no notices on the server. */
export function serverToasts(): ReadonlyArray<Toast> {
  return NONE;
}
