// The exam's keys: digits choose, arrows change the question, F flags. Silent while somebody types or uses a control's own keys.
import { useEffect, useRef } from 'react';
import { singleKeysOn } from '~/ui/shell/shortcuts';

export type ExamKeys = { onDigit: (digit: number) => void; onStep: (step: -1 | 1) => void; onFlag: () => void };

/** Whether the control that has the focus needs this key itself. */
export function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && (target.type === 'radio' || target.type === 'checkbox'))
    return key.startsWith('Arrow');
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

export function useExamKeys(keys: ExamKeys, enabled: boolean): void {
  const heard = useRef(keys);
  heard.current = keys;
  useEffect(() => {
    if (!enabled) return;
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTaken(event.target, event.key) || document.querySelector('dialog[open]') || !singleKeysOn()) return;
      const { onDigit, onStep, onFlag } = heard.current;
      if (/^[1-9]$/.test(event.key)) onDigit(Number(event.key));
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') onStep(event.key === 'ArrowLeft' ? -1 : 1);
      else if (event.key.toLowerCase() === 'f') onFlag();
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled]);
}
