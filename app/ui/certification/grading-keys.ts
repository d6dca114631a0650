// The marker's keys: digits choose a level, N and P change the criterion, Enter hands in. Silent while somebody types.
import { useEffect, useRef } from 'react';
import { singleKeysOn } from '~/ui/shell/shortcuts';

export type GradingKeys = { onLevel: (level: number) => void; onStep: (step: -1 | 1) => void; onSubmit: () => void };

/** What a key means to a marker; null for none. A control keeps Enter for itself, and a text keeps every key. */
export function readKey(
  key: string,
  target: { tagName: string; type?: string } | null,
): number | 'next' | 'previous' | 'submit' | null {
  const isChoice = target?.tagName === 'INPUT' && target.type === 'radio';
  if (target && !isChoice && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return null;
  if (/^[1-5]$/.test(key)) return Number(key);
  if (key === 'n' || key === 'N') return 'next';
  if (key === 'p' || key === 'P') return 'previous';
  if (key === 'Enter' && !(target && /^(BUTTON|A|SUMMARY)$/.test(target.tagName))) return 'submit';
  return null;
}

export function useGradingKeys(keys: GradingKeys): void {
  const heard = useRef(keys);
  heard.current = keys;
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
      if (document.querySelector('dialog[open]') || !singleKeysOn()) return;
      const means = readKey(event.key, event.target instanceof HTMLElement ? (event.target as HTMLInputElement) : null);
      if (means === null) return;
      event.preventDefault();
      const { onLevel, onStep, onSubmit } = heard.current;
      if (means === 'submit') onSubmit();
      else if (typeof means === 'number') onLevel(means);
      else onStep(means === 'next' ? 1 : -1);
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
