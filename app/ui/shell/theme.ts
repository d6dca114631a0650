// Sets the appearance at once in the browser; the cookie makes the server's next page agree.
import type { Theme } from './root-data';

export const THEME_COOKIE = 'pericia_theme';
export const THEMES: ReadonlyArray<Theme> = ['light', 'dark', 'system'];

/** The cookie as a Set-Cookie value and as document.cookie take it. Kept a year. */
export function themeCookie(theme: Theme): string {
  return `${THEME_COOKIE}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

/** Browser only. */
export function setTheme(theme: Theme): void {
  document.cookie = themeCookie(theme);
  document.documentElement.dataset.theme = theme;
  for (const button of document.querySelectorAll<HTMLButtonElement>('.theme-switch button')) {
    button.setAttribute('aria-pressed', String(button.value === theme));
  }
}
