// Rate limits. Per process without Redis, shared with it. A limiter that cannot be asked lets the request through.
import { Redis } from 'ioredis';
import { AppError } from './errors';
import { env } from './env.server';
import { log } from './log.server';

type Window = { count: number; resetAt: number };
const windows = new Map<string, Window>();
/** Memory bound: past this, finished windows are swept, then the oldest fall. */
const MAX_WINDOWS = 50_000;

let redis: Redis | null | undefined;
function shared(): Redis | null {
  if (redis !== undefined) return redis;
  const url = env().REDIS_URL;
  redis = url ? new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: false }) : null;
  redis?.on('error', (error) => log().warn({ err: error.message }, 'limits: redis'));
  return redis;
}

function sweep(now: number) {
  for (const [key, window] of windows) if (window.resetAt <= now) windows.delete(key);
  for (const key of windows.keys()) {
    if (windows.size <= MAX_WINDOWS) break;
    windows.delete(key);
  }
}

/** Counts one use of `key`; throws `limit-reached` past `max` uses in `windowSeconds`. */
export async function limit(key: string, max: number, windowSeconds: number, now = Date.now()): Promise<void> {
  const store = shared();
  if (store) {
    try {
      const id = `{pericia}:limit:${key}`;
      const count = await store.incr(id);
      if (count === 1) await store.expire(id, windowSeconds);
      if (count > max)
        throw new AppError('limit-reached', { reason: 'rate', retryAfterSeconds: Math.max(1, await store.ttl(id)) });
      return;
    } catch (error) {
      if (error instanceof AppError) throw error;
      return; // Redis is away: serving people matters more than counting them.
    }
  }
  let window = windows.get(key);
  if (!window || window.resetAt <= now) {
    if (windows.size >= MAX_WINDOWS) sweep(now);
    windows.set(key, (window = { count: 0, resetAt: now + windowSeconds * 1000 }));
  }
  if (++window.count > max) {
    throw new AppError('limit-reached', {
      reason: 'rate',
      retryAfterSeconds: Math.ceil((window.resetAt - now) / 1000),
    });
  }
}

/** Closes the connection; the process is ending. */
export function closeLimits(): void {
  redis?.disconnect();
  redis = undefined;
}
