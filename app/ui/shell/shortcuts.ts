// What the shell does in the browser: keys (never while somebody types), and menus that close.
import { useEffect, useState } from 'react';
import { useNavigate } from '@remix-run/react';
import { paths } from '~/platform/paths';

export type Layer = 'palette' | 'keyboard' | null;

/** Keys after `g`, and where they lead. */
export const GO_KEYS: Readonly<Record<string, string>> = {
  l: paths.dashboard(),
  p: paths.path(),
  c: paths.certificates(),
  k: paths.catalog(),
  v: paths.verify(),
};

/** The second key of a pair counts for this long, milliseconds. */
const PAIR_MS = 1_200;
const SWITCH = 'pericia-single-keys';

/** WCAG 2.1.4: whoever dictates or trembles can turn single keys off. Browser only. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(SWITCH, on ? 'on' : 'off');
  } catch {
    // Storage may be refused; the switch then lasts as long as the page.
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

let show: ((layer: Layer) => void) | undefined;

/** For links that stand in for the palette without JavaScript. */
export function openPalette(event: { preventDefault: () => void }): void {
  if (!show) return;
  event.preventDefault();
  show('palette');
}

function closeMenus(except?: Node | null): HTMLDetailsElement | undefined {
  let closed: HTMLDetailsElement | undefined;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (except && menu.contains(except)) continue;
    menu.open = false;
    closed = menu;
  }
  return closed;
}

/** Installs the keys and the menus' closing; returns the layer that is open. */
export function useShortcuts(enabled: boolean): [Layer, (layer: Layer) => void] {
  const [layer, setLayer] = useState<Layer>(null);
  const navigate = useNavigate();
  useEffect(() => {
    if (!enabled) return;
    show = setLayer;
    let pairUntil = 0;
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const key = event.key.toLowerCase();
      if ((event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && key === 'k') {
        event.preventDefault();
        setLayer('palette');
        return;
      }
      if (key === 'escape') closeMenus()?.querySelector('summary')?.focus();
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || !singleKeysOn()) return;
      if (document.querySelector('dialog[open]')) return;
      const target = event.timeStamp < pairUntil ? GO_KEYS[key] : undefined;
      pairUntil = key === 'g' ? event.timeStamp + PAIR_MS : 0;
      if (target) navigate(target);
      else if (key === '/' || key === '?') {
        event.preventDefault();
        setLayer(key === '/' ? 'palette' : 'keyboard');
      }
    }
    function onClick(event: MouseEvent) {
      const target = event.target as Element;
      // A choice inside a menu closes it too; the summary and what is neither link nor button do not.
      closeMenus(target.closest('.menu-panel a, .menu-panel .menu-item') ? null : target);
    }
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', onClick);
    return () => {
      show = undefined;
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', onClick);
    };
  }, [enabled, navigate]);
  return [layer, setLayer];
}
