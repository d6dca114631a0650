// Refusals before any product code runs: malformed addresses, foreign origins, too large bodies, too many requests.
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { publicUrl } from '~/platform/env.server';
import { isAppError } from '~/platform/errors';
import { limit } from '~/platform/limits.server';
import { networkOf } from './context';
import { sendPlainError } from './plain-error';

const KB = 1024;
/** Largest body by route; the first match counts. */
const BODY_LIMITS: ReadonlyArray<[RegExp, number]> = [
  [/^\/verify/, 1024 * KB],
  // A hundred credentials as JSON, or a file of 1 MB in base64.
  [/^\/api\/v1\/credentials\/verify$/, 1536 * KB],
  [/^\/api\//, 512 * KB],
  [/^\/hooks\//, 512 * KB],
  [/^\/resources\/note/, 256 * KB],
  [/^\/portfolio\//, 512 * KB],
  [/^/, 100 * KB],
];

/** Writes a minute from one network; the first match counts. Operations have finer limits of their own, per person. */
const WRITE_LIMITS: ReadonlyArray<[RegExp, string, number]> = [
  [/^\/(sign-in|sign-up|forgot-password|reset-password|verify-email)/, 'credentials', 60],
  [/^\/verify/, 'verify', 60],
  [/^\/api\/v1\/credentials\/verify/, 'verify-api', 600],
  [/^\/(resources\/answers|resources\/exam|exams|learn)/, 'learning', 60_000],
  [/^/, 'writes', 3_000],
];

/** Machine doors without cookies: they bring their own proof (a signature, an API key), so the origin says nothing. */
const NO_ORIGIN = /^\/(hooks|api)\//;

/** Longest address: of a page, and of the route manifest, which the browser's router asks for many links at once (@remix-run/react, fog-of-war.js). */
const TARGET_CHARACTERS = 2_048;
const MANIFEST_CHARACTERS = 7_680;
/** Parts of a path, and of all paths asked for at once: the framework matches every beginning of every path against every route. */
const MANIFEST_PARTS_EACH = 8;
const MANIFEST_PARTS = 512;

/** Whether a Host header names a host and nothing else: Remix builds the request's URL from it, so a slash or a hash would move the path. */
export function isWellFormedHost(host: string | undefined): boolean {
  return host !== undefined && /^([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/i.test(host);
}

/** Whether a manifest request asks for no more than a page's links (CVE-2026-55685 has no fix in Remix 2). */
function isModestManifest(query: string): boolean {
  let parts = 0;
  return new URLSearchParams(query).getAll('p').every((path) => {
    const each = path.replace(/^\//, '').split('/').length;
    return each <= MANIFEST_PARTS_EACH && (parts += each) <= MANIFEST_PARTS;
  });
}

/** Whether the raw target can be a path of ours: decodable, no NUL, no dot segment, no empty first segment that a URL parser takes for a host. */
export function isWellFormed(target: string): boolean {
  const manifest = target.startsWith('/__manifest?');
  if (
    target.length > (manifest ? MANIFEST_CHARACTERS : TARGET_CHARACTERS) ||
    !target.startsWith('/') ||
    target.startsWith('//') ||
    target.includes('\\')
  )
    return false;
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark);
  if (manifest && !isModestManifest(query)) return false;
  // Without single fetch Remix asked for one loader by `?_data=`; nothing of ours does, and the door skips the framework's own checks.
  if (/[?&]_data=/.test(query)) return false;
  // Remix resolves dot segments, Express does not: guards and routes would see different paths.
  if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path)) return false;
  if (!path.includes('%')) return true;
  try {
    const decoded = decodeURIComponent(path);
    return !decoded.includes('\0') && !decoded.startsWith('//') && !decoded.startsWith('/\\');
  } catch {
    return false;
  }
}

/**
 * Cross-site request forgery: a request that changes something must come from a page of ours. The browser says so in Origin, else in
 * Sec-Fetch-Site. Covers documents and data requests alike (Remix checks neither).
 */
export function fromOwnOrigin(req: Request): boolean {
  const { origin, referer } = req.headers;
  const site = req.headers['sec-fetch-site'];
  const own = (value: string) => {
    try {
      const url = new URL(value);
      return url.host === req.headers.host || url.origin === new URL(publicUrl()).origin;
    } catch {
      return false;
    }
  };
  if (origin) return own(origin);
  if (site) return site === 'same-origin' || site === 'none';
  return referer ? own(referer) : false;
}

/** All checks of a request that may change something; reading requests pass at once. */
export const guardWrites: RequestHandler = (req: Request, res: Response, next: NextFunction) => {
  if (req.method === 'GET' || req.method === 'HEAD') return next();
  const isApi = NO_ORIGIN.test(req.path);
  if (!['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(req.method))
    return sendPlainError(req, res, 405, 'method');
  if (!isApi && req.method !== 'POST') return sendPlainError(req, res, 405, 'method');
  if (!isApi && !fromOwnOrigin(req)) return sendPlainError(req, res, 403, 'origin');
  const maximum = BODY_LIMITS.find(([pattern]) => pattern.test(req.path))![1];
  const length = req.headers['content-length'];
  if (length === undefined && req.headers['transfer-encoding'] !== undefined)
    return sendPlainError(req, res, 411, 'length');
  if (Number(length ?? 0) > maximum) return sendPlainError(req, res, 413, 'too-large');
  // As the router reads it: whatever the case and escapes, it is the same page and the same limit.
  const path = decodeURIComponent(req.path).toLowerCase();
  const [, name, max] = WRITE_LIMITS.find(([pattern]) => pattern.test(path))!;
  limit(`web:${name}:${networkOf(req.ip ?? '')}`, max, 60).then(
    () => next(),
    (error: unknown) => {
      const seconds = isAppError(error) ? (error.retryAfterSeconds ?? 60) : 60;
      res.setHeader('Retry-After', String(seconds));
      sendPlainError(req, res, 429, 'limit');
    },
  );
};
