// Refusals before any product code runs: malformed addresses, foreign origins, too large bodies, too many requests.
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { publicUrl } from '~/platform/env.server';
import { AppError, isAppError } from '~/platform/errors';
import { limit } from '~/platform/limits.server';
import { networkOf } from './context';
import { sendPlainError } from './plain-error';

const KB = 1024;
/** Largest body by route; the first match counts. */
const BODY_LIMITS: ReadonlyArray<[RegExp, number]> = [
  [/^\/verify/, 1024 * KB],
  [/^\/api\//, 512 * KB],
  [/^\/hooks\//, 512 * KB],
  [/^\/resources\/note/, 256 * KB],
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

/** Whether the raw target can be a path of ours: decodable, no NUL, no empty first segment that a URL parser takes for a host. */
export function isWellFormed(target: string): boolean {
  if (target.length > 2_048 || !target.startsWith('/') || target.startsWith('//') || target.includes('\\')) return false;
  if (!target.includes('%')) return true;
  try {
    const path = decodeURIComponent(target.split('?')[0]!);
    return !path.includes('\0') && !path.startsWith('//') && !path.startsWith('/\\');
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
  if (!['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(req.method)) return sendPlainError(req, res, 405, 'method');
  if (!isApi && req.method !== 'POST') return sendPlainError(req, res, 405, 'method');
  if (!isApi && !fromOwnOrigin(req)) return sendPlainError(req, res, 403, 'origin');
  const maximum = BODY_LIMITS.find(([pattern]) => pattern.test(req.path))![1];
  const length = req.headers['content-length'];
  if (length === undefined && req.headers['transfer-encoding'] !== undefined) return sendPlainError(req, res, 411, 'length');
  if (Number(length ?? 0) > maximum) return sendPlainError(req, res, 413, 'too-large');
  const [, name, max] = WRITE_LIMITS.find(([pattern]) => pattern.test(req.path))!;
  limit(`web:${name}:${networkOf(req.ip ?? '')}`, max, 60).then(
    () => next(),
    (error: unknown) => {
      const seconds = isAppError(error) ? ((error as AppError).retryAfterSeconds ?? 60) : 60;
      res.setHeader('Retry-After', String(seconds));
      sendPlainError(req, res, 429, 'limit');
    },
  );
};
