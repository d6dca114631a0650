// The script of a public certificate, instead of React: the visitor's own check, the appearance, printing, menus that close.
import type { Theme } from '~/ui/shell/root-data';
import { setTheme } from '~/ui/shell/theme';
import { runOwnCheck } from './own-check-view';

/** Everything that the shell does on pages with React, as far as this page needs it. */
function start(): void {
  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    const theme = target.closest<HTMLButtonElement>('.theme-switch button');
    if (theme) {
      event.preventDefault();
      setTheme(theme.value as Theme);
    }
    if (target.closest('[data-print]')) window.print();
    for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]'))
      if (!menu.contains(target)) menu.open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const menu = document.querySelector<HTMLDetailsElement>('details.menu[open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  void runOwnCheck();
}

start();
