// What each request's loaders and actions are given: language, theme, nonce, network and, on demand, the signed-in person.
import type { AppLoadContext } from '@remix-run/node';
import type { Request, Response } from 'express';
import { isLocale, type Locale, LOCALE_COOKIE, localeFromHeader } from '~/i18n/locale';
import { actorFromCookie } from '~/modules/identity/identity.server';
import type { Actor } from '~/platform/actor';

export type Theme = 'light' | 'dark' | 'system';

/** The value of one cookie, without building an object of all of them. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined;
  let at = header.startsWith(`${name}=`) ? 0 : header.indexOf(`; ${name}=`);
  if (at < 0) return undefined;
  at += at === 0 ? name.length + 1 : name.length + 3;
  const end = header.indexOf(';', at);
  return end < 0 ? header.slice(at) : header.slice(at, end);
}

/** The chosen theme of a request. */
export function themeOf(cookies: string | undefined): Theme {
  const theme = cookieValue(cookies, 'pericia_theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** By address (`?lang=`), else what was chosen before, else what the browser asks for. */
export function localeOf(asked: unknown, cookies: string | undefined, acceptLanguage: string | undefined): Locale {
  if (isLocale(asked)) return asked;
  const kept = cookieValue(cookies, LOCALE_COOKIE);
  return isLocale(kept) ? kept : localeFromHeader(acceptLanguage);
}

/** The Set-Cookie header that remembers a language for a year, or null when it is remembered already. */
export function rememberLocale(asked: unknown, cookies: string | undefined): string | null {
  if (!isLocale(asked) || asked === cookieValue(cookies, LOCALE_COOKIE)) return null;
  return `${LOCALE_COOKIE}=${asked}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

/** An address shortened to its network: IPv4 to /24, IPv6 to /48. Enough to count by, too little to follow a person. */
export function networkOf(ip: string): string {
  const plain = ip.startsWith('::ffff:') ? ip.slice(7) : ip;
  if (plain.includes('.')) return plain.slice(0, plain.lastIndexOf('.')) + '.0';
  return plain.split(':').slice(0, 3).join(':') + '::';
}

/** Remix's load context of one request. */
export function loadContext(req: Request, res: Response): AppLoadContext {
  const cookies = req.headers.cookie;
  const setCookie = (header: string) => void res.append('Set-Cookie', header);
  const remember = rememberLocale(req.query.lang, cookies);
  if (remember) setCookie(remember);
  let actor: Promise<Actor | null> | undefined;
  return {
    requestId: res.locals.requestId as string,
    locale: localeOf(req.query.lang, cookies, req.headers['accept-language']),
    theme: themeOf(cookies),
    nonce: res.locals.nonce as string,
    // Few requests ask for it.
    get network() {
      return networkOf(req.ip ?? '');
    },
    userAgent: (req.headers['user-agent'] ?? '').slice(0, 300),
    isDocument: !req.path.endsWith('.data'),
    actor: () => (actor ??= actorFromCookie(cookies, setCookie)),
    setCookie,
  };
}
