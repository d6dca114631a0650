// The region where notices appear, and the hook that shows one after an action.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { Icon, type IconName } from './icon';
import {
  currentToasts,
  dismissToast,
  serverToasts,
  subscribeToToasts,
  type Toast,
  toast,
  toastDuration,
  type ToastKind,
} from './toast-store';

const LOOKS = {
  success: { icon: 'success', color: 'text-good' },
  error: { icon: 'error', color: 'text-bad' },
  info: { icon: 'info', color: 'text-info' },
} as const satisfies Record<ToastKind, { icon: IconName; color: string }>;

function Notice({ shown: { id, kind, text }, paused }: { shown: Toast; paused: boolean }) {
  const t = useMessages(commonMessages);
  useEffect(() => {
    if (paused) return;
    const timer = setTimeout(() => dismissToast(id), toastDuration(text));
    return () => clearTimeout(timer);
  }, [id, text, paused]);
  return (
    <div className={`toast ${LOOKS[kind].color}`}>
      <Icon name={LOOKS[kind].icon} label={t(`toast.${kind}`)} />
      <p>{text}</p>
      <button
        type="button"
        className="btn btn-ghost btn-sm btn-icon"
        aria-label={t('action.close')}
        onClick={() => dismissToast(id)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Stands once in the shell, empty, so that assistive technology hears what enters it. Pointer or focus inside pauses the clocks. */
export function ToastRegion() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts, serverToasts);
  const [paused, setPaused] = useState(false);
  return (
    <div
      className="toasts no-print"
      role="status"
      aria-live="polite"
      onMouseEnter={() => setPaused(true)}
      onMouseLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      {toasts.map((shown) => (
        <Notice key={shown.id} shown={shown} paused={paused} />
      ))}
    </div>
  );
}

/**
 * Shows a notice each time `when` becomes another truthy value, such as an action's answer.
 * @example useToastWhen(answer?.ok && answer, t('state.saved'))
 */
export function useToastWhen(when: unknown, text: string, kind: ToastKind = 'success'): void {
  useEffect(() => {
    if (when) toast({ kind, text });
    // Only the answer is an occasion; a change of language is not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [when]);
}
