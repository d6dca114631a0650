// The verifier: what passes, what each fault is called, and that no trick turns a fault into "valid".
import { CompactSign, exportSPKI, importJWK, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { createStatusLookup } from './check-status';
import { buildDocument } from './document';
import { toPublicJwk } from './keys';
import { sampleAward, sampleIssuer, SAMPLE_DID, SAMPLE_LIST_URL, SAMPLE_NOW } from './sample';
import { signDataIntegrity } from './sign-data-integrity';
import { signJwt } from './sign-jwt';
import { buildStatusListCredential, createStatusList, setStatus } from './status-list';
import { verify, type VerifyOptions } from './verify';

const issuer = await sampleIssuer();
const document = buildDocument(sampleAward());
const jwt = await signJwt(document, issuer.rs256);
const json = await signDataIntegrity(document, issuer.ed25519, '2026-11-20T09:00:05Z');

function options(parts: Partial<VerifyOptions> = {}): VerifyOptions {
  return {
    issuers: [issuer.trusted],
    lookUpStatus: () => ({ state: 'clear' }),
    lookUpSuperseded: () => 'current',
    now: SAMPLE_NOW,
    ...parts,
  };
}

/** State and the reason of the first check that did not pass. */
async function outcome(input: string | Uint8Array, parts: Partial<VerifyOptions> = {}): Promise<string> {
  const { state, verdicts } = await verify(input, options(parts));
  const first = Object.values(verdicts).find(({ outcome }) => outcome !== 'pass');
  return `${state} ${first?.reason ?? ''}`.trim();
}

function forge(
  header: object,
  payload: object | string = { ...JSON.parse(payloadOf(jwt)) },
  signature = jwt.split('.')[2],
): string {
  const encode = (part: object | string) =>
    Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
  return `${encode(header)}.${encode(payload)}.${signature}`;
}

function payloadOf(token: string): string {
  return Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
}

test('both forms of a sound certificate are valid on all six checks', async () => {
  for (const input of [jwt, json, Buffer.from(jwt), Buffer.from(json), `\n${jwt}\n`]) {
    const result = await verify(input, options());
    expect(result.state).toBe('valid');
    expect(Object.values(result.verdicts).map((verdict) => verdict.outcome)).toEqual(Array(6).fill('pass'));
    expect(result.credential).toEqual(document);
    expect(result.checkedAt).toBe('2026-12-01T12:00:00.000Z');
  }
  expect((await verify(jwt, options())).form).toBe('jwt');
  expect((await verify(json, options())).form).toBe('data-integrity');
});

test('ES256 and the W3C profile are valid too', async () => {
  expect(await outcome(await signJwt(document, issuer.es256))).toBe('valid');
  expect(await outcome(await signJwt(document, issuer.rs256, 'vc-jose-cose'))).toBe('valid');
});

test('the period decides between not yet valid, valid and expired, to the second', async () => {
  expect(await outcome(jwt, { now: new Date('2026-11-20T08:59:59Z') })).toBe('not-yet-valid not-yet-valid');
  expect(await outcome(jwt, { now: new Date('2026-11-20T09:00:00Z') })).toBe('valid');
  expect(await outcome(json, { now: new Date('2028-11-20T08:59:59Z') })).toBe('valid');
  expect(await outcome(json, { now: new Date('2028-11-20T09:00:00Z') })).toBe('expired expired');
});

test('a revoked, a replaced and an unknown status are never valid', async () => {
  expect(await outcome(jwt, { lookUpStatus: () => ({ state: 'set' }) })).toBe('revoked revoked');
  expect(await outcome(jwt, { lookUpStatus: () => ({ state: 'set' }), now: new Date('2029-01-01') })).toBe(
    'revoked expired',
  );
  expect(await outcome(jwt, { lookUpStatus: () => ({ state: 'unknown', reason: 'status-unavailable' }) })).toBe(
    'unknown status-unavailable',
  );
  expect(await outcome(jwt, { lookUpStatus: undefined })).toBe('unknown not-checked');
  expect(await outcome(jwt, { lookUpSuperseded: () => 'replaced', lookUpStatus: () => ({ state: 'set' }) })).toBe(
    'replaced revoked',
  );
  expect(await outcome(jwt, { lookUpSuperseded: () => 'unknown' })).toBe('valid superseded-unavailable');
});

test('a signed status list answers; a stale, foreign, forged or missing one answers unknown', async () => {
  const list = setStatus(createStatusList(), 94_567, true);
  const parts = {
    listUrl: SAMPLE_LIST_URL,
    issuerDid: SAMPLE_DID,
    validFrom: '2026-12-01T00:00:00Z',
    validUntil: '2026-12-02T00:00:00Z',
  };
  const clear = buildStatusListCredential({ ...parts, list: createStatusList() });
  const sign = (credential: Record<string, unknown>) =>
    signDataIntegrity(credential, issuer.statusList, '2026-12-01T00:00:00Z');
  const stranger = await sampleIssuer('did:web:stranger.example');

  async function withList(text: string | undefined, now = SAMPLE_NOW): Promise<string> {
    const lists = new Map(text === undefined ? [] : [[SAMPLE_LIST_URL, text]]);
    return outcome(json, {
      now,
      lookUpStatus: createStatusLookup({ lists, issuers: [issuer.trusted, stranger.trusted], now }),
    });
  }

  expect(await withList(await sign(clear))).toBe('valid');
  expect(await withList(await sign(buildStatusListCredential({ ...parts, list })))).toBe('revoked revoked');
  expect(
    await withList(await sign(buildStatusListCredential({ ...parts, list: setStatus(list, 94_567, false) }))),
  ).toBe('valid');
  expect(await withList(undefined)).toBe('unknown status-unavailable');
  expect(await withList(await sign(clear), new Date('2026-12-02T00:00:00Z'))).toBe('unknown status-list-stale');
  expect(await withList(await sign(clear), new Date('2026-11-30T00:00:00Z'))).toBe('unknown status-list-stale');
  expect(await withList(await sign({ ...clear, id: 'https://academy.example/status/r2' }))).toBe(
    'unknown status-list-invalid',
  );
  expect(await withList(await sign(buildStatusListCredential({ ...parts, list, purpose: 'suspension' })))).toBe(
    'unknown status-list-invalid',
  );
  // a key for certificates may not sign lists, nor another issuer's key
  expect(await withList(await signDataIntegrity(clear, issuer.ed25519, '2026-12-01T00:00:00Z'))).toBe(
    'unknown status-list-invalid',
  );
  const foreign = buildStatusListCredential({ ...parts, issuerDid: stranger.trusted.did, list: createStatusList() });
  expect(await withList(await signDataIntegrity(foreign, stranger.statusList, '2026-12-01T00:00:00Z'))).toBe(
    'unknown status-list-invalid',
  );
  expect(await withList((await sign(clear)).replace(/"encodedList":"u..../, '"encodedList":"uH5sI'))).toBe(
    'unknown status-list-invalid',
  );
});

test('an index beyond the list is unknown', async () => {
  const far = buildDocument(sampleAward({ status: { listUrl: SAMPLE_LIST_URL, index: 200_000 } }));
  const list = buildStatusListCredential({
    listUrl: SAMPLE_LIST_URL,
    issuerDid: SAMPLE_DID,
    list: createStatusList(),
    validFrom: '2026-12-01T00:00:00Z',
    validUntil: '2026-12-02T00:00:00Z',
  });
  const lists = new Map([[SAMPLE_LIST_URL, await signDataIntegrity(list, issuer.statusList, '2026-12-01T00:00:00Z')]]);
  const lookUpStatus = createStatusLookup({ lists, issuers: [issuer.trusted], now: SAMPLE_NOW });
  expect(await outcome(await signJwt(far, issuer.rs256), { lookUpStatus })).toBe('unknown status-index-out-of-range');
});

test('a change anywhere in the payload of a JWT is refused', async () => {
  const bytes = Buffer.from(jwt.split('.')[1] ?? '', 'base64url');
  for (let position = 0; position < bytes.length; position += 7) {
    const changed = Buffer.from(bytes);
    changed[position] = (changed[position] ?? 0) ^ 1;
    const [header, , signature] = jwt.split('.');
    expect(
      (await verify(`${header}.${changed.toString('base64url')}.${signature}`, options())).state,
      `byte ${position}`,
    ).toBe('invalid');
  }
});

test('a change anywhere in header or signature of a JWT is refused', async () => {
  const [header = '', payload, signature = ''] = jwt.split('.');
  for (let position = 0; position < header.length; position++) {
    const changed = header.slice(0, position) + (header[position] === 'A' ? 'B' : 'A') + header.slice(position + 1);
    expect((await verify(`${changed}.${payload}.${signature}`, options())).state, `header ${position}`).toBe('invalid');
  }
  for (let position = 0; position < signature.length; position += 5) {
    const changed =
      signature.slice(0, position) + (signature[position] === 'A' ? 'B' : 'A') + signature.slice(position + 1);
    expect((await verify(`${header}.${payload}.${changed}`, options())).state, `signature ${position}`).toBe('invalid');
  }
});

test('a change of any value in the JSON form is refused', async () => {
  const paths: Array<Array<string | number>> = [];
  (function walk(value: unknown, path: Array<string | number>): void {
    if (typeof value === 'string') paths.push(path);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
  })(JSON.parse(json), []);
  expect(paths.length).toBeGreaterThan(70);
  for (const path of paths) {
    const changed = JSON.parse(json);
    const last = path.at(-1) as string;
    const holder = path.slice(0, -1).reduce((value: any, key) => value[key], changed);
    // A moment stays a moment; a proof may end in Z too.
    holder[last] = /T.*\dZ$/.test(holder[last])
      ? holder[last].replace(/\dZ$/, (end: string) => (end === '9Z' ? '8Z' : '9Z'))
      : `${holder[last]}x`;
    if (holder[last] === undefined) continue;
    expect((await verify(JSON.stringify(changed), options())).state, path.join('.')).toBe('invalid');
  }
});

test('header tricks are refused', async () => {
  const payload = payloadOf(jwt);
  const kid = issuer.rs256.id;
  const mallory = await sampleIssuer();
  expect(await outcome(forge({ alg: 'none', typ: 'JWT', kid }, payload, ''))).toBe('invalid algorithm-not-allowed');
  expect(await outcome(forge({ alg: 'None', typ: 'JWT', kid }, payload, ''))).toBe('invalid algorithm-not-allowed');
  expect(await outcome(forge({ typ: 'JWT', kid }, payload))).toBe('invalid algorithm-not-allowed');
  expect(await outcome(forge({ alg: 'RS256', typ: 'JWT', kid: 'did:web:academy.example#other' }, payload))).toBe(
    'invalid key-unknown',
  );
  expect(await outcome(forge({ alg: 'RS256', typ: 'JWT' }, payload))).toBe('invalid key-unknown');
  expect(await outcome(forge({ alg: 'RS256', typ: 'JWT', kid: 7 }, payload))).toBe('invalid key-unknown');
  expect(await outcome(forge({ alg: 'RS256', typ: 'at+jwt', kid }, payload))).toBe('invalid header-not-allowed');
  expect(await outcome(forge({ alg: 'ES256', typ: 'JWT', kid }, payload))).toBe('invalid algorithm-not-allowed');
  const extras = {
    jwk: toPublicJwk(mallory.rs256),
    jku: 'https://evil.example/jwks',
    x5u: 'https://evil.example/x',
    x5c: ['MII'],
    crit: ['b64'],
    b64: false,
    zip: 'DEF',
  };
  for (const [name, value] of Object.entries(extras)) {
    const protectedHeader = { alg: 'RS256', typ: 'JWT', kid, [name]: value };
    const token = await signWith(mallory.rs256.privateJwk, protectedHeader, payload);
    expect(await outcome(token), name).toBe('invalid header-not-allowed');
  }
  // the attacker's key under our key id
  expect(await outcome(await signWith(mallory.rs256.privateJwk, { alg: 'RS256', typ: 'JWT', kid }, payload))).toBe(
    'invalid signature-mismatch',
  );
});

async function signWith(jwk: object, protectedHeader: Record<string, unknown>, payload: string): Promise<string> {
  // jose refuses to write unknown `crit` and `b64`; sign the same bytes by hand
  const key = await importJWK(jwk, 'RS256');
  const signer = new CompactSign(new TextEncoder().encode(payload));
  if ('crit' in protectedHeader || 'b64' in protectedHeader) return forge(protectedHeader, payload);
  return signer.setProtectedHeader(protectedHeader as { alg: string }).sign(key);
}

test('an HMAC keyed with the public key is refused', async () => {
  const spki = await exportSPKI(
    (await importJWK(toPublicJwk(issuer.rs256), 'RS256', { extractable: true })) as CryptoKey,
  );
  for (const secret of [spki, JSON.stringify(toPublicJwk(issuer.rs256))]) {
    const token = await new SignJWT(JSON.parse(payloadOf(jwt)))
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: issuer.rs256.id })
      .sign(new TextEncoder().encode(secret));
    expect(await outcome(token)).toBe('invalid algorithm-not-allowed');
  }
});

test('a stranger is not trusted, whoever it says it is', async () => {
  const stranger = await sampleIssuer('did:web:stranger.example');
  const own = buildDocument(
    sampleAward({ issuer: { did: stranger.trusted.did, name: 'Pericia', url: 'https://academy.example' } }),
  );
  expect(await outcome(await signJwt(own, stranger.rs256))).toBe('invalid issuer-untrusted');
  expect(await outcome(await signDataIntegrity(own, stranger.ed25519, SAMPLE_NOW))).toBe('invalid issuer-untrusted');
  // our name, the stranger's key
  const claimsOurs = { ...stranger.ed25519, controller: SAMPLE_DID };
  expect(await outcome(await signDataIntegrity(document, claimsOurs, SAMPLE_NOW))).toBe('invalid key-unknown');
  // both trusted: still each only for itself
  const both = { issuers: [issuer.trusted, stranger.trusted] };
  expect(await outcome(await signJwt(document, { ...stranger.rs256, controller: SAMPLE_DID }), both)).toBe(
    'invalid key-unknown',
  );
});

test('a revoked key proves nothing, whatever the date; a key for status lists signs no certificate', async () => {
  const keys = issuer.trusted.keys.map((key) => ({ ...key, revokedAt: '2026-12-31T00:00:00Z' }));
  expect(await outcome(jwt, { issuers: [{ did: SAMPLE_DID, keys }] })).toBe('invalid key-revoked');
  expect(await outcome(json, { issuers: [{ did: SAMPLE_DID, keys }] })).toBe('invalid key-revoked');
  expect(await outcome(await signDataIntegrity(document, issuer.statusList, SAMPLE_NOW))).toBe(
    'invalid key-wrong-purpose',
  );
});

test('claims that do not repeat the credential are refused', async () => {
  const payload = JSON.parse(payloadOf(jwt));
  for (const [name, value] of Object.entries({
    iss: 'did:web:x.example',
    jti: 'urn:x',
    sub: 'urn:y',
    nbf: 1,
    exp: 1,
    vc: {},
  })) {
    const token = await signWith(
      issuer.rs256.privateJwk,
      { alg: 'RS256', typ: 'JWT', kid: issuer.rs256.id },
      JSON.stringify({ ...payload, [name]: value }),
    );
    expect(await outcome(token), name).toBe('invalid claims-mismatch');
    delete payload[name];
    const without = await signWith(
      issuer.rs256.privateJwk,
      { alg: 'RS256', typ: 'JWT', kid: issuer.rs256.id },
      JSON.stringify(payload),
    );
    if (name !== 'vc') expect(await outcome(without), `no ${name}`).toBe('invalid claims-mismatch');
    Object.assign(payload, JSON.parse(payloadOf(jwt)));
  }
});

test('nothing of the signed JSON can be hidden, doubled or smuggled in', async () => {
  const changes: Array<[title: string, change: (document: any) => void, reason: string]> = [
    ['no proof', (d) => delete d.proof, 'proof-missing'],
    ['an empty proof', (d) => (d.proof = []), 'proof-missing'],
    ['a second proof', (d) => d.proof.push({ ...d.proof[0], proofValue: 'z1' }), 'proof-ambiguous'],
    ['another cryptosuite', (d) => (d.proof[0].cryptosuite = 'eddsa-jcs-2022'), 'algorithm-not-allowed'],
    ['another purpose', (d) => (d.proof[0].proofPurpose = 'authentication'), 'proof-not-allowed'],
    ['a domain in the proof', (d) => (d.proof[0].domain = 'x.example'), 'proof-not-allowed'],
    ['an inline context', (d) => d['@context'].push({ x: 'https://x.example/' }), 'context-not-allowed'],
    ['an unknown context', (d) => d['@context'].push('https://evil.example/c'), 'context-not-allowed'],
    ['no context', (d) => delete d['@context'], 'context-not-allowed'],
    ['an unknown member', (d) => (d.grade = 'A'), 'signature-mismatch'],
    ['no end', (d) => delete d.validUntil, 'signature-mismatch'],
    ['no status', (d) => delete d.credentialStatus, 'signature-mismatch'],
    [
      'an end hidden behind its address',
      (d) => hide(d, 'validUntil', 'https://www.w3.org/2018/credentials#validUntil'),
      'key-not-allowed',
    ],
    [
      'a status hidden behind its address',
      (d) => hide(d, 'credentialStatus', 'https://www.w3.org/2018/credentials#credentialStatus'),
      'key-not-allowed',
    ],
    ['an alias of id', (d) => hide(d, 'id', '@id'), 'key-not-allowed'],
    [
      'a prototype',
      (d) => Object.defineProperty(d, '__proto__', { value: { x: 1 }, enumerable: true }),
      'key-not-allowed',
    ],
    [
      'another subject',
      (d) => (d.credentialSubject.id = 'urn:uuid:00000000-0000-4000-8000-000000000000'),
      'signature-mismatch',
    ],
    ['a graph', (d) => (d['@graph'] = []), 'key-not-allowed'],
  ];
  for (const [title, change, reason] of changes) {
    const changed = JSON.parse(json);
    change(changed);
    expect(await outcome(JSON.stringify(changed)), title).toBe(`invalid ${reason}`);
  }
});

function hide(document: any, name: string, alias: string): void {
  document[alias] = document[name];
  delete document[name];
}

test('a token with stray bits in its encoding is refused', async () => {
  const token = await signJwt(document, issuer.es256);
  // 64 bytes leave the last of 86 characters with four unused bits
  const last = token.at(-1) as string;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const twin = token.slice(0, -1) + alphabet[alphabet.indexOf(last) + 1];
  expect(await outcome(twin)).toBe('invalid encoding-not-canonical');
});

test('hostile input is refused in words, fast', async () => {
  const started = performance.now();
  const deep = '['.repeat(10_000);
  expect(await outcome('x'.repeat(10_000_000))).toBe('invalid too-large');
  expect(await outcome(new Uint8Array(10_000_000))).toBe('invalid too-large');
  expect(await outcome(`{"a":${deep}`)).toBe('invalid too-deep');
  expect(await outcome(`${Buffer.from(`{"a":${deep}`).toString('base64url')}.e30.`)).toBe('invalid too-deep');
  expect(await outcome('é'.repeat(40_000))).toBe('invalid too-large');
  expect(await outcome(Uint8Array.of(0x7b, 0xff, 0xfe))).toBe('invalid not-text');
  expect(await outcome('')).toBe('invalid not-recognized');
  expect(await outcome('hello')).toBe('invalid not-recognized');
  expect(await outcome('..')).toBe('invalid not-recognized');
  expect(await outcome('{"a":')).toBe('invalid json-invalid');
  expect(await outcome('[]')).toBe('invalid not-recognized');
  expect(await outcome('{}')).toBe('invalid proof-missing');
  expect(await outcome('W10.W10.W10')).toBe('invalid not-recognized');
  const floods = JSON.parse(json);
  floods.evidence = Array.from({ length: 1_000 }, () => ({ type: ['Evidence'] }));
  expect(await outcome(JSON.stringify(floods))).toBe('invalid schema-mismatch');
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('the worst document that the shape allows is refused within a second', async () => {
  const flood = JSON.parse(json);
  flood.evidence = Array.from({ length: 32 }, () => ({ type: ['Evidence'] }));
  flood.credentialSubject.identifier = Array.from({ length: 8 }, () => ({
    type: 'IdentityObject',
    hashed: false,
    identityHash: 'x',
    identityType: 'name',
  }));
  flood.credentialSubject.result = Array.from({ length: 16 }, () => ({ type: ['Result'] }));
  flood.credentialSubject.achievement.alignment = Array.from({ length: 64 }, () => ({
    type: ['Alignment'],
    targetName: 'x',
    targetUrl: 'https://x.example/',
  }));
  const started = performance.now();
  expect(await outcome(JSON.stringify(flood))).toBe('invalid signature-mismatch');
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a wrong option is a TypeError, not a verdict', async () => {
  await expect(verify(jwt, options({ now: new Date('never') }))).rejects.toThrow(TypeError);
  await expect(verify(7 as never, options())).rejects.toThrow(TypeError);
});
