// Both secured forms: a vector of the Open Badges implementation guide, round trips, and keys that may not sign.
import { verifyCredential } from '@digitalbazaar/vc';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { createDocumentLoader } from './contexts';
import { buildDocument } from './document';
import { buildDidDocument, buildJwks, readDidDocument, toDidWeb, toPublicKey, type SigningKey } from './keys';
import { sampleAward, sampleIssuer, SAMPLE_DID } from './sample';
import { signDataIntegrity } from './sign-data-integrity';
import { signJwt } from './sign-jwt';

function base64url(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}

test('the test vector of the Open Badges 3.0 implementation guide is reproduced', async () => {
  const controller = 'https://example.edu/issuers/565049';
  const publicJwk = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: base64url('4bdeafde2ea8beefadd8c699b5c7e0704cf51154d52e17b20b71337ca04cc5a5'),
  };
  const key: SigningKey = {
    id: `${controller}#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi`,
    controller,
    algorithm: 'Ed25519',
    purpose: 'credential',
    publicJwk,
    revokedAt: null,
    privateJwk: { ...publicJwk, d: base64url('6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4') },
  };
  const document = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'http://example.com/credentials/3527',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: controller, type: ['Profile'], url: 'https://www.imsglobal.org', name: 'Example Corp' },
    validFrom: '2010-01-01T00:00:00Z',
    name: 'Teamwork Badge',
    credentialSubject: {
      id: 'did:example:ebfeb1f712ebc6f1c276e12ec21',
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://example.com/achievements/21st-century-skills/teamwork',
        type: ['Achievement'],
        criteria: {
          narrative:
            'Team members are nominated for this badge by their peers and recognized upon review by Example Corp management.',
        },
        description: 'This badge recognizes the development of the capacity to collaborate within a group environment.',
        name: 'Teamwork',
      },
    },
  };
  const signed = JSON.parse(await signDataIntegrity(document, key, '2010-01-01T19:23:24Z'));
  expect(signed.proof[0].proofValue).toBe(
    'z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr',
  );
});

test('the JWT form has the header and claims of Open Badges 3.0', async () => {
  const { rs256, trusted } = await sampleIssuer();
  const document = buildDocument(sampleAward());
  const jwt = await signJwt(document, rs256);
  expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'did:web:academy.example#rs256-2026' });
  const { payload } = await jwtVerify(jwt, createLocalJWKSet(buildJwks(trusted.keys)), {
    currentDate: new Date('2026-12-01'),
  });
  expect(payload).toEqual({
    ...document,
    iss: SAMPLE_DID,
    jti: document.id,
    sub: document.credentialSubject.id,
    nbf: Date.parse('2026-11-20T09:00:00Z') / 1000,
    exp: Date.parse('2028-11-20T09:00:00Z') / 1000,
  });
  expect(jwt.length).toBeLessThan(8_000);
});

test('the W3C profile signs the credential alone', async () => {
  const { es256, trusted } = await sampleIssuer();
  const document = buildDocument(sampleAward());
  const jwt = await signJwt(document, es256, 'vc-jose-cose');
  expect(decodeProtectedHeader(jwt)).toMatchObject({ alg: 'ES256', typ: 'vc+jwt' });
  const { payload } = await jwtVerify(jwt, createLocalJWKSet(buildJwks(trusted.keys)));
  expect(payload).toEqual(document);
});

test('the embedded proof stands in an array and verifies with the library of Digital Bazaar', async () => {
  const { ed25519: key, trusted, didDocument } = await sampleIssuer();
  const signed = JSON.parse(await signDataIntegrity(buildDocument(sampleAward()), key, '2026-11-20T09:00:05Z'));
  expect(signed.proof).toEqual([
    {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-11-20T09:00:05Z',
      verificationMethod: `${trusted.did}#ed-2026`,
      proofPurpose: 'assertionMethod',
      proofValue: expect.stringMatching(/^z/),
    },
  ]);
  const method = (didDocument.verificationMethod as Array<Record<string, unknown>>).find(({ id }) => id === key.id);
  const documents = new Map<string, unknown>([
    [key.id, { '@context': 'https://w3id.org/security/multikey/v1', ...method }],
    [trusted.did, didDocument],
  ]);
  const options = {
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: createDocumentLoader(documents),
    now: '2026-12-01T00:00:00Z',
    checkStatus: async () => ({ verified: true }),
  };
  expect(await verifyCredential({ credential: signed, ...options })).toMatchObject({ verified: true });
  signed.credentialSubject.identifier[0].identityHash = 'Eva Pérez';
  expect(await verifyCredential({ credential: signed, ...options })).toMatchObject({ verified: false });
});

test('a key signs only for its own issuer, only while it stands, only in its form', async () => {
  const { rs256, ed25519: key } = await sampleIssuer();
  const document = buildDocument(sampleAward());
  const unsuitable = expect.objectContaining({ code: 'key-unsuitable' });
  await expect(signJwt(document, { ...rs256, revokedAt: '2026-11-01T00:00:00Z' })).rejects.toThrow(unsuitable);
  await expect(signJwt(document, { ...rs256, controller: 'did:web:other.example' })).rejects.toThrow(unsuitable);
  await expect(signJwt(document, key)).rejects.toThrow(unsuitable);
  await expect(signDataIntegrity(document, rs256, '2026-11-20T09:00:00Z')).rejects.toThrow(unsuitable);
});

test('no private member reaches the DID document, the JWKS or a public key', async () => {
  const { rs256, es256, ed25519: key } = await sampleIssuer();
  const published = JSON.stringify([
    await buildDidDocument(SAMPLE_DID, [rs256, es256, key]),
    buildJwks([rs256, es256, key]),
    toPublicKey(rs256),
  ]);
  for (const secret of [rs256.privateJwk.d, rs256.privateJwk.p, es256.privateJwk.d, key.privateJwk.d]) {
    expect(secret).toBeTruthy();
    expect(published).not.toContain(secret);
  }
  expect(buildJwks([rs256, es256, key]).keys.map(({ alg }) => alg)).toEqual(['RS256', 'ES256']);
});

test('a compromised key leaves the DID document and the JWKS; a DID document reads back as its keys', async () => {
  const { rs256, es256, ed25519: key, didDocument } = await sampleIssuer();
  const compromised = { ...rs256, revokedAt: '2026-12-01T00:00:00Z' };
  const document = await buildDidDocument(SAMPLE_DID, [compromised, es256, key]);
  expect(document.assertionMethod).toEqual([es256.id, key.id]);
  expect(buildJwks([compromised, es256]).keys.map(({ kid }) => kid)).toEqual([es256.id]);
  const issuer = await readDidDocument(didDocument);
  expect(issuer.keys.map(({ id, algorithm }) => [id.split('#')[1], algorithm])).toEqual([
    ['rs256-2026', 'RS256'],
    ['es256-2026', 'ES256'],
    ['ed-2026', 'Ed25519'],
    ['status-2026', 'Ed25519'],
  ]);
  expect(issuer.keys[2]?.publicJwk).toEqual(key.publicJwk);
  await expect(readDidDocument({ id: SAMPLE_DID })).rejects.toThrow(expect.objectContaining({ code: 'did-invalid' }));
});

test('a web origin becomes its did:web', () => {
  expect(toDidWeb('https://academy.example')).toBe('did:web:academy.example');
  expect(toDidWeb('http://127.0.0.1:3000')).toBe('did:web:127.0.0.1%3A3000');
});

test('the document loader throws on an address that is not on board', async () => {
  await expect(createDocumentLoader()('https://evil.example/context')).rejects.toThrow(
    expect.objectContaining({ code: 'context-unknown' }),
  );
});
