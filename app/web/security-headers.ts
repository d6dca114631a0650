// The security headers of every response, and the two forms of the Content-Security-Policy.
import type { ServerResponse } from 'node:http';
import { env, publicUrl } from '~/platform/env.server';

/** Hosts of the players an author may embed; nothing of theirs loads before a click. */
const FRAMES = 'https://www.youtube-nocookie.com https://player.vimeo.com';

function policy(scripts: string): string {
  const development = env().NODE_ENV === 'development';
  return [
    `default-src 'self'`,
    `script-src ${scripts}`,
    // Vite injects styles and speaks over a web socket in development only.
    `style-src 'self'${development ? ` 'unsafe-inline'` : ''}`,
    // React sets style attributes for measured values such as the width of a progress bar.
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${development ? ' ws: http:' : ''}`,
    `media-src 'self' https:`,
    `frame-src 'self' ${FRAMES}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

let nonceParts: [string, string] | undefined;

/** For a page rendered for this request: its scripts carry the nonce. */
export function policyWithNonce(nonce: string): string {
  nonceParts ??= policy(`'nonce-#' 'strict-dynamic'`).split('#') as [string, string];
  return nonceParts[0] + nonce + nonceParts[1];
}

/** For a page kept and sent to many: a nonce that repeats protects nothing, so its inline scripts are named by their hashes. */
export function policyWithHashes(hashes: ReadonlyArray<string>): string {
  return policy([`'self'`, ...hashes.map((hash) => `'sha256-${hash}'`)].join(' '));
}

let fixed: Array<[string, string]> | undefined;

function headers(): Array<[string, string]> {
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['X-Permitted-Cross-Domain-Policies', 'none'],
    ...(publicUrl().startsWith('https://')
      ? ([['Strict-Transport-Security', 'max-age=63072000; includeSubDomains']] as Array<[string, string]>)
      : []),
  ];
}

/** Sets everything but the policy, leaving what the answer has set for itself (a credential file is readable from everywhere). */
export function setSecurityHeaders(res: ServerResponse): void {
  for (const [name, value] of (fixed ??= headers())) if (!res.hasHeader(name)) res.setHeader(name, value);
  // An answer that may be framed says so in its policy; the older header knows no such word and is left out.
  if (res.getHeader('X-Frame-Options') === '') res.removeHeader('X-Frame-Options');
}
