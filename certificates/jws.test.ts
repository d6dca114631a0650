// Compact JWS: jose reads what we write and the reverse; of two signatures that verify, one is written and accepted.
import { compactVerify, CompactSign, exportJWK, generateKeyPair } from 'jose';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildDocument } from './document';
import { algorithmOf, hasLowS, isTokenSound, readToken, signToken } from './jws';
import { sampleAward, sampleIssuer, SAMPLE_NOW, toTwin } from './sample';
import { signJwt } from './sign-jwt';
import { verify } from './verify';

const signatureOf = (token: string) => Buffer.from(token.split('.')[2] ?? '', 'base64url');

test.each(['RS256', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const)(
  '%s is signed for jose and checked from jose',
  async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true, ...(alg === 'EdDSA' ? { crv: 'Ed25519' } : {}) });
    const publicJwk = await exportJWK(pair.publicKey);
    expect(algorithmOf(publicJwk)).toBe(alg);
    const ours = signToken({ alg, kid: 'k' }, { a: 'ñ' }, await exportJWK(pair.privateKey));
    expect(new TextDecoder().decode((await compactVerify(ours, pair.publicKey)).payload)).toBe('{"a":"ñ"}');
    expect(readToken(ours)).toEqual({ header: { alg, kid: 'k' }, payload: { a: 'ñ' } });
    const theirs = await new CompactSign(Buffer.from('{}')).setProtectedHeader({ alg }).sign(pair.privateKey);
    expect(isTokenSound(theirs, alg, publicJwk)).toBe(true);
    expect(isTokenSound(`${theirs.slice(0, -8)}AAAAAAAA`, alg, publicJwk)).toBe(false);
    for (const other of ['RS256', 'ES256', 'EdDSA'] as const)
      if (other !== alg) expect(isTokenSound(theirs, other, publicJwk)).toBe(false);
  },
);

test('an ES256 signature has the smaller s, its twin verifies and is refused', async () => {
  const issuer = await sampleIssuer();
  const options = { issuers: [issuer.trusted], lookUpStatus: () => ({ state: 'clear' }) as const, now: SAMPLE_NOW };
  for (let round = 0; round < 12; round++) {
    const token = await signJwt(buildDocument(sampleAward()), issuer.es256);
    expect(hasLowS(signatureOf(token))).toBe(true);
    const twin = toTwin(token);
    expect(hasLowS(signatureOf(twin))).toBe(false);
    expect(isTokenSound(twin, 'ES256', issuer.es256.publicJwk)).toBe(true);
    expect((await verify(token, options)).state).toBe('valid');
    const { state, verdicts } = await verify(twin, options);
    expect([state, verdicts.signature.reason]).toEqual(['invalid', 'encoding-not-canonical']);
  }
});

test('a short RSA key and a key of another kind sign nothing', () => {
  expect(algorithmOf({ kty: 'RSA', n: Buffer.alloc(128, 1).toString('base64url'), e: 'AQAB' })).toBeNull();
  expect(algorithmOf({ kty: 'oct', k: 'c2VjcmV0' })).toBeNull();
  expect(algorithmOf({ kty: 'EC', crv: 'secp256k1', x: 'AA', y: 'AA' })).toBeNull();
  expect(isTokenSound('a.b.c', 'ES256', { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' })).toBe(false);
});

test('what is no token is none', () => {
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.string()).map((parts) => parts.join('.')),
  );
  fc.assert(fc.property(text, (token) => readToken(token) === null));
  for (const token of ['', '..', 'e30.e30', 'e30.W10.AA', 'e30.e31.AA', 'e30.e30.AB', 'e30=.e30.AA'])
    expect(readToken(token), token).toBeNull();
  expect(readToken('e30.e30.AA')).toEqual({ header: {}, payload: {} });
});
