// A last net under every redirect: an answer of ours never sends a visitor to a host we do not name.
import type { ServerResponse } from 'node:http';
import { publicUrl } from '~/platform/env.server';
import { log } from '~/platform/log.server';

/** Hosts that we send people to on purpose. */
const ALLOWED = new Set(['checkout.stripe.com', 'billing.stripe.com', 'www.linkedin.com']);

/** Whether a Location header's value stays with us or goes to a named host, as a browser would read it. */
export function isAllowedRedirect(location: string, host: string | undefined): boolean {
  // Browsers drop tabs and newlines and read a backslash as a slash before they look for a host.
  const read = location
    .replace(/[\t\n\r]/g, '')
    .replaceAll('\\', '/')
    .trim();
  try {
    const base = `http://${host ?? 'pericia.invalid'}`;
    const url = new URL(read, base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
    return (
      url.host === new URL(base).host ||
      url.origin === new URL(publicUrl()).origin ||
      (url.protocol === 'https:' && ALLOWED.has(url.host))
    );
  } catch {
    return false;
  }
}

/** Replaces a foreign Location by `/` and says so in the log. Called just before the head of an answer is written. */
export function guardRedirect(res: ServerResponse, host: string | undefined): void {
  const location = res.getHeader('Location');
  if (typeof location !== 'string' || isAllowedRedirect(location, host)) return;
  log().warn({ requestId: res.getHeader('X-Request-Id') }, 'a redirect to another host was stopped');
  res.setHeader('Location', '/');
}
