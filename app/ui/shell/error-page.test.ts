// Which page a failure gets.
import { expect, test } from 'vitest';
import { ERROR_STATUS, type ErrorCode } from '~/platform/errors';
import { failureTitle, toFailure } from './error-page';

/** What a route that threw `data(body, { status })` looks like to the boundary. */
function thrown(status: number, data: unknown = null) {
  return { status, statusText: '', internal: false, data };
}

test('each code’s status leads back to its page, in both languages', () => {
  for (const [code, status] of Object.entries(ERROR_STATUS)) {
    expect(toFailure(thrown(status)).kind).toBe(code as ErrorCode);
    expect(failureTitle(thrown(status), 'es')).not.toBe(failureTitle(thrown(status), 'en'));
  }
});

test('a limit says when to come back, if the answer does', () => {
  expect(toFailure(thrown(429, { code: 'limit-reached', retryAfterSeconds: 41.2 })).retryAfterSeconds).toBe(42);
  expect(toFailure(thrown(429, { code: 'limit-reached' })).retryAfterSeconds).toBeNull();
  expect(toFailure(thrown(429, 'nonsense')).retryAfterSeconds).toBeNull();
});

test('statuses nobody listed: 5xx is ours, 4xx is the request’s', () => {
  expect(toFailure(thrown(502)).kind).toBe('unexpected');
  expect(toFailure(thrown(405)).kind).toBe('invalid');
});

test('a thrown error is ours; a fetch that failed is the connection’s', () => {
  expect(toFailure(new Error('boom'))).toMatchObject({ kind: 'unexpected', status: 500 });
  expect(toFailure(new TypeError('Failed to fetch'))).toMatchObject({ kind: 'offline', status: 0 });
  expect(toFailure(undefined).kind).toBe('unexpected');
});
