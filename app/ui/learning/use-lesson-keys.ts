// Keys of the reading page: N for notes, arrows for the neighbouring lessons. Never while somebody types or a widget has the focus.
import { useNavigate } from '@remix-run/react';
import { type RefObject, useEffect } from 'react';
import { singleKeysOn } from '~/ui/shell/shortcuts';

const BUSY = 'input, textarea, select, [contenteditable], [role=tab], [role=dialog], dialog, .table-wrap, video';

/** `previous` and `next` are addresses, null at the ends. */
export function useLessonKeys({
  previous,
  next,
  notes,
}: {
  previous: string | null;
  next: string | null;
  notes: RefObject<HTMLDetailsElement>;
}): void {
  const navigate = useNavigate();
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (
        event.defaultPrevented ||
        event.isComposing ||
        event.metaKey ||
        event.ctrlKey ||
        event.altKey ||
        event.shiftKey
      )
        return;
      const target = event.target instanceof Element ? event.target : null;
      const panel = notes.current;
      if (event.key === 'Escape' && panel?.open && panel.contains(target)) {
        panel.open = false;
        panel.querySelector('summary')?.focus();
        return;
      }
      if (target?.closest(BUSY) || !singleKeysOn() || document.querySelector('dialog[open]')) return;
      const to = event.key === 'ArrowLeft' ? previous : event.key === 'ArrowRight' ? next : null;
      if (to) navigate(to);
      else if (event.key.toLowerCase() === 'n' && panel) {
        event.preventDefault();
        panel.open = true;
        panel.querySelector('textarea')?.focus();
      }
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [previous, next, navigate, notes]);
}
