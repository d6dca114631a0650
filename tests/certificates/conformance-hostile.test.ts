// Hostile input to the VC-API and to the verifier behind it: an answer in words, and the next request is served.
import { afterAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { verifyAnyCredential, verifyAnyPresentation } from '../../certificates/any-credential';
import { HOSTILE_BODIES, HOSTILE_PROOF as PROOF, hostileCredential as credential } from './hostile';
import { startVcApi } from './vc-api';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const api = await startVcApi();
afterAll(() => api.close());

test.each(HOSTILE_BODIES)('%s is answered in words', async (_name, body) => {
  const { status, body: answer } = await api.post('/credentials/verify', body);
  expect(status).toBe(400);
  expect(answer.problemDetails[0].detail.length).toBeGreaterThan(5);
  expect((await api.get('/issuer')).status).toBe(200);
});

test('what is larger than the limit is refused unread, and the API keeps answering', async () => {
  const { status, body } = await api.post('/credentials/verify', `{"a":"${'x'.repeat(3_000_000)}"}`);
  expect([status, body.detail]).toEqual([413, 'the body has more than 524288 bytes']);
  expect((await api.get('/issuer')).status).toBe(200);
});

test('a page of another site and a rebound name are refused', async () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${api.url}/credentials/issue`, { method: 'POST', body: '{}', headers }).then(({ status }) => status);
  expect(await post({ Origin: 'https://evil.example' })).toBe(403);
  expect(await post({ Origin: 'null' })).toBe(403);
  expect(await post({ Origin: new URL(api.url).origin })).toBe(400);
});

test('the verifier answers any JSON without throwing, and believes none of it', async () => {
  const now = new Date('2026-12-01T00:00:00Z');
  const value = fc.oneof(
    fc.jsonValue(),
    fc.jsonValue().map((part) => credential({ credentialSubject: part })),
    fc.jsonValue().map((part) => credential({ proof: part })),
    fc.jsonValue().map((part) => credential({ '@context': part })),
    fc.jsonValue().map((part) => ({ '@context': V2, type: 'EnvelopedVerifiableCredential', id: part })),
    fc.jsonValue().map((part) => ({
      '@context': [V2],
      type: ['VerifiablePresentation'],
      verifiableCredential: part,
      proof: PROOF,
    })),
    fc
      .tuple(fc.jsonValue(), fc.jsonValue())
      .map((parts) =>
        [...parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')), 'AA'].join('.'),
      ),
  );
  await fc.assert(
    fc.asyncProperty(value, async (input) => {
      for (const verify of [verifyAnyCredential, verifyAnyPresentation]) {
        const { verified, problems } = await verify(input, { now });
        expect(verified).toBe(false);
        expect(problems.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 150 },
  );
});
