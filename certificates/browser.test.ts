// The browser's re-check agrees with the verifier on what it covers.
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { recheckJwt } from './browser';
import { buildDocument } from './document';
import { buildJwks } from './keys';
import { sampleAward, sampleIssuer, SAMPLE_NOW, toTwin } from './sample';
import { signJwt } from './sign-jwt';

const issuer = await sampleIssuer();
const jwks = buildJwks(issuer.trusted.keys);

test('a sound JWT passes with either algorithm and gives back what was signed', async () => {
  for (const key of [issuer.rs256, issuer.es256]) {
    const result = await recheckJwt(await signJwt(buildDocument(sampleAward()), key), jwks, SAMPLE_NOW);
    expect(result).toMatchObject({
      signature: 'pass',
      period: 'pass',
      reason: 'ok',
      credential: { jti: sampleAward().credentialId },
    });
  }
});

test('period, tampering and tricks each have their reason', async () => {
  const jwt = await signJwt(buildDocument(sampleAward()), issuer.rs256);
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const reason = async (token: string, now = SAMPLE_NOW) => (await recheckJwt(token, jwks, now)).reason;
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const kid = issuer.rs256.id;

  expect(await reason(jwt, new Date('2029-01-01'))).toBe('expired');
  expect(await reason(jwt, new Date('2026-01-01'))).toBe('not-yet-valid');
  expect(await reason(`${header}.${payload.slice(0, 100)}A${payload.slice(101)}.${signature}`)).toBe(
    'signature-mismatch',
  );
  expect(await reason(`${encode({ alg: 'none', kid })}.${payload}.`)).toBe('algorithm-not-allowed');
  expect(await reason(`${encode({ alg: 'HS256', kid })}.${payload}.${signature}`)).toBe('algorithm-not-allowed');
  expect(await reason(`${encode({ alg: 'RS256', kid, jwk: {} })}.${payload}.${signature}`)).toBe('header-not-allowed');
  expect(await reason(`${encode({ alg: 'RS256', kid: 'x' })}.${payload}.${signature}`)).toBe('key-unknown');
  expect(await reason('not a token')).toBe('not-recognized');
  const strayBits = jwt.slice(0, -1) + String.fromCharCode(jwt.charCodeAt(jwt.length - 1) + 1);
  expect(await reason(strayBits)).toBe('encoding-not-canonical');

  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const other = await new SignJWT({ ...claims, jti: 'urn:other' })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(issuer.rs256.privateJwk);
  expect(await reason(other)).toBe('claims-mismatch');
});

test('the other signature of a signature is refused', async () => {
  const jwt = await signJwt(buildDocument(sampleAward()), issuer.es256);
  expect((await recheckJwt(jwt, jwks, SAMPLE_NOW)).reason).toBe('ok');
  expect((await recheckJwt(toTwin(jwt), jwks, SAMPLE_NOW)).reason).toBe('encoding-not-canonical');
});

test('the file reaches no Node built-in', async () => {
  const { readFileSync } = await import('node:fs');
  const source = readFileSync(new URL('./browser.ts', import.meta.url), 'utf8');
  expect([...source.matchAll(/from '(.+?)'/g)].map((match) => match[1])).toEqual(['jose']);
  expect(source).not.toMatch(/\bBuffer\b|\bprocess\b/);
});
