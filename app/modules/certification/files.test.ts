import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '~/platform/errors';
import { GENESIS, hashEntry, findBreak, type LedgerRow } from './ledger.server';
import { answerFile, answerJson } from './problem.server';
import { addMonths } from './award.server';
import { prefersJwt } from './refresh.server';

test('a chain of ledger rows holds, and any change to any row is found at that row or the next', () => {
  const rows: Array<LedgerRow> = [];
  for (let number = 1; number <= 6; number++) {
    const entry = {
      number,
      certificateId: `c${number}`,
      action: 'issue-jwt',
      kid: 'k',
      digest: 'd',
      createdAt: new Date(number).toISOString(),
    };
    const previous = rows.at(-1)?.hash ?? GENESIS;
    rows.push({ ...entry, previous, hash: hashEntry(previous, entry) });
  }
  expect(findBreak(rows, GENESIS, 1)).toBeNull();
  fc.assert(
    fc.property(
      fc.nat(5),
      fc.constantFrom('certificateId', 'action', 'kid', 'digest', 'createdAt', 'previous', 'hash'),
      (at, member) => {
        const changed = rows.map((row, index) =>
          index === at ? { ...row, [member]: `${row[member as 'kid']}x` } : row,
        );
        expect([at + 1, at + 2]).toContain(findBreak(changed, GENESIS, 1));
      },
    ),
  );
  expect(
    findBreak(
      rows.filter((row) => row.number !== 3),
      GENESIS,
      1,
    ),
  ).toBe(3);
  expect(findBreak([rows[1]!, rows[0]!], GENESIS, 1)).toBe(1);
});

test('months end where the calendar ends', () => {
  const plus = (from: string, months: number) => addMonths(new Date(from), months).toISOString().slice(0, 10);
  expect(plus('2026-11-22T10:00:00Z', 24)).toBe('2028-11-22');
  expect(plus('2026-08-31T10:00:00Z', 6)).toBe('2027-02-28');
  expect(plus('2024-02-29T10:00:00Z', 12)).toBe('2025-02-28');
});

test('public files are readable from everywhere, are not sent twice, and failures are problems', async () => {
  const file = { bytes: Buffer.from('x'), mime: 'text/plain', etag: '"e"', name: 'x.jwt' };
  const answer = await answerFile(new Request('http://x/'), () => Promise.resolve(file), { maxAgeSeconds: 60 });
  expect([
    answer.status,
    answer.headers.get('Access-Control-Allow-Origin'),
    answer.headers.get('ETag'),
    await answer.text(),
  ]).toEqual([200, '*', '"e"', 'x']);
  const again = await answerFile(
    new Request('http://x/', { headers: { 'If-None-Match': 'W/"a", "e"' } }),
    () => Promise.resolve(file),
    { maxAgeSeconds: 60 },
  );
  expect([again.status, await again.text()]).toEqual([304, '']);
  const missing = await answerFile(new Request('http://x/'), () => Promise.reject(new AppError('not-found')), {
    maxAgeSeconds: 60,
  });
  expect(missing.status).toBe(404);
  const limited = await answerJson(() =>
    Promise.reject(new AppError('limit-reached', { reason: 'rate', retryAfterSeconds: 7 })),
  );
  expect([
    limited.status,
    limited.headers.get('Retry-After'),
    limited.headers.get('Content-Type'),
    await limited.json(),
  ]).toEqual([
    429,
    '7',
    'application/problem+json',
    { type: 'about:blank', title: 'limit-reached', status: 429, code: 'limit-reached', reason: 'rate' },
  ]);
  await expect(answerJson(() => Promise.reject(new Error('ours')))).rejects.toThrow('ours');
});

test.each([
  ['', false],
  ['*/*', false],
  ['application/json', false],
  ['application/vc+ld+json, text/plain;q=0.5', false],
  ['text/plain', true],
  ['application/vc+jwt', true],
  ['application/json;q=0.2, application/jwt;q=0.9', true],
  [';;q=x,,jwt;q=abc', false],
])('a refresh request that accepts %j gets a JWT: %s', (accept, jwt) => {
  expect(prefersJwt(accept)).toBe(jwt);
});
