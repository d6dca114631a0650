// Data Integrity, VC-JOSE-COSE, presentations and status lists through the VC-API, with documents that other libraries made.
import { issue as issueOutside, signPresentation } from '@digitalbazaar/vc';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as ed25519 from '@digitalbazaar/ed25519-multikey';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { createDocumentLoader } from '../../certificates/contexts';
import { signProof } from '../../certificates/data-integrity';
import { didKeyUrl, toDidKey } from '../../certificates/did-key';
import { deriveKeyIssuer } from '../../certificates/issue-any';
import { startVcApi } from './vc-api';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const api = await startVcApi();
afterAll(() => api.close());

const alice = deriveKeyIssuer(Buffer.from('alice'), 'Ed25519');
const mallory = deriveKeyIssuer(Buffer.from('mallory'), 'Ed25519');
const documentLoader = createDocumentLoader(
  new Map<string, unknown>([
    [alice.did, { '@context': 'https://www.w3.org/ns/did/v1', id: alice.did, assertionMethod: [alice.keyId] }],
  ]),
);

async function outsideSuite(): Promise<unknown> {
  const pair = await ed25519.fromJwk({
    jwk: alice.privateJwk,
    secretKey: true,
    id: alice.keyId,
    controller: alice.did,
  });
  return new DataIntegrityProof({ signer: pair.signer(), cryptosuite });
}

function unsecured(change: object = {}): any {
  return {
    '@context': [V2],
    id: 'urn:uuid:86294362-4254-4f36-854f-3952fe42555d',
    type: ['VerifiableCredential'],
    issuer: alice.did,
    credentialSubject: { id: 'did:example:subject', name: 'Example' },
    ...change,
  };
}

const OPTIONS = {
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  created: '2026-01-01T00:00:00Z',
  verificationMethod: alice.keyId,
  proofPurpose: 'assertionMethod',
};

/** A credential whose proof is made over exactly these options; undefined leaves one out. What cannot be signed is swapped in. */
async function secured(change: object = {}, document: any = unsecured()): Promise<any> {
  const options = JSON.parse(JSON.stringify({ ...OPTIONS, ...change }));
  const proof = await signProof(document, options, alice.privateJwk).catch(async () => ({
    ...(await signProof(document, OPTIONS, alice.privateJwk)),
    ...change,
  }));
  return { ...document, proof };
}

async function verify(verifiableCredential: unknown, options: object = { checks: ['proof'] }): Promise<string> {
  const { status, body } = await api.post('/credentials/verify', { verifiableCredential, options });
  expect(status).toBe(body.verified ? 200 : 400);
  return body.verified ? 'verified' : body.problemDetails[0].name;
}

test('a credential signed by another library verifies, and each change of it does not', async () => {
  const signed: any = await issueOutside({ credential: unsecured(), suite: await outsideSuite(), documentLoader });
  expect(await verify(signed)).toBe('verified');
  expect(await verify({ ...signed, proof: [signed.proof] })).toBe('verified');
  expect(await verify({ ...signed, name: 'x' })).toBe('PROOF_VERIFICATION_ERROR');
  expect(await verify({ ...signed, issuer: mallory.did })).toBe('PROOF_VERIFICATION_ERROR');
});

test('a credential of version 1.1 with a Data Integrity proof still verifies', async () => {
  const { issuer, credentialSubject } = unsecured();
  const old = {
    '@context': ['https://www.w3.org/2018/credentials/v1', 'https://w3id.org/security/data-integrity/v2'],
    id: 'urn:uuid:86294362-4254-4f36-854f-3952fe42555d',
    type: ['VerifiableCredential'],
    issuer,
    issuanceDate: '2023-01-01T00:00:00Z',
    credentialSubject: { id: credentialSubject.id },
  };
  expect(await verify(await secured({}, old))).toBe('verified');
  expect(await verify(await secured({}, { ...old, expirationDate: '2024-01-01T00:00:00Z' }))).toBe('expired');
  expect(await verify(await secured({}, { ...old, issuanceDate: '2023-01-01' }))).toBe('MALFORMED_VALUE_ERROR');
  expect((await api.post('/credentials/issue', { credential: old })).status).toBe(201);
});

test('a proof that breaks a rule of Data Integrity is refused', async () => {
  const good = await secured();
  expect(await verify(good)).toBe('verified');
  expect(await verify(await secured({ created: undefined }))).toBe('verified');
  expect(await verify(await secured({ expires: '2099-01-01T00:00:00Z' }))).toBe('verified');
  const { proof: __, ...noProof } = good;
  const broken: Array<[name: string, credential: any]> = [
    ['no proof', noProof],
    ['a null proof', { ...good, proof: null }],
    ['a proof that is a text', { ...good, proof: 'z' }],
    ['an empty proof set', { ...good, proof: [] }],
    ['no type', { ...good, proof: { ...good.proof, type: undefined } }],
    ['an unknown type', await secured({ type: 'UnknownProofType' })],
    ['no method', await secured({ verificationMethod: undefined })],
    ['a method that is no key', await secured({ verificationMethod: 'did:key:invalidVm' })],
    ['a method of somebody else', await secured({ verificationMethod: mallory.keyId })],
    ['a fragment that is not there', await secured({ verificationMethod: `${alice.did}#other` })],
    ['a DID method nobody here resolves', await secured({ verificationMethod: 'did:example:x#key-1' })],
    ['no purpose', await secured({ proofPurpose: undefined })],
    ['another purpose', await secured({ proofPurpose: 'authentication' })],
    ['no value', { ...good, proof: { ...good.proof, proofValue: undefined } }],
    ['a null value', { ...good, proof: { ...good.proof, proofValue: null } }],
    ['a value without header', { ...good, proof: { ...good.proof, proofValue: good.proof.proofValue.slice(1) } }],
    [
      'a value in another base',
      { ...good, proof: { ...good.proof, proofValue: `u${good.proof.proofValue.slice(1)}` } },
    ],
    ['a value of more bytes', { ...good, proof: { ...good.proof, proofValue: `${good.proof.proofValue}111` } }],
    ['a time that is none', await secured({ created: 'invalidDate' })],
    ['a time without zone', await secured({ created: '2026-01-01T00:00:00' })],
    ['an expired proof', await secured({ expires: '2026-01-02T00:00:00Z' })],
    ['no cryptosuite', await secured({ cryptosuite: undefined })],
    ['an unknown cryptosuite', await secured({ cryptosuite: 'UnknownCryptosuite' })],
    ['a cryptosuite of the same family', await secured({ cryptosuite: 'eddsa-jcs-2022' })],
    [
      'a previous proof that is not there',
      await secured({ previousProof: 'urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544' }),
    ],
    ['a previous proof that is no text', { ...good, proof: { ...good.proof, previousProof: { id: 'x' } } }],
    ['an id that is no URL', await secured({ id: 'x y' })],
    ['a term added afterwards', { ...good, credentialSubject: { ...good.credentialSubject, undefinedTerm: 'x' } }],
    ['a type added afterwards', { ...good, type: [...good.type, 'UndefinedType'] }],
    ['nine proofs', { ...good, proof: Array(9).fill(good.proof) }],
  ];
  for (const [name, credential] of broken) expect(await verify(credential), name).not.toBe('verified');
});

test('purpose, domain and challenge are those that the verifier expects', async () => {
  const bound = await secured({
    proofPurpose: 'authentication',
    domain: ['a.example', 'domain.example'],
    challenge: '1235',
  });
  const expected = { expectedProofPurpose: 'authentication', domain: 'domain.example', challenge: '1235' };
  expect(await verify(bound, expected)).toBe('verified');
  expect(await verify(bound, { ...expected, domain: 'other.example' })).toBe('INVALID_DOMAIN_ERROR');
  expect(await verify(bound, { ...expected, challenge: 'other' })).toBe('INVALID_CHALLENGE_ERROR');
  expect(await verify(await secured(), { expectedProofPurpose: 'authentication' })).toBe('PROOF_VERIFICATION_ERROR');
  expect(await verify(await secured(), { domain: 'domain.example' })).toBe('INVALID_DOMAIN_ERROR');
});

test('proofs make a set or a chain; a broken link breaks the chain', async () => {
  const first = { proof: { id: 'urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544' } };
  const one = (await api.post('/credentials/issue', { credential: unsecured(), options: first })).body
    .verifiableCredential;
  const set = (await api.post('/credentials/issue', { credential: one })).body.verifiableCredential;
  const chained = { proof: { previousProof: first.proof.id } };
  const chain = (await api.post('/credentials/issue', { credential: one, options: chained })).body.verifiableCredential;
  expect([one, set, chain].map(({ proof }) => [proof].flat().length)).toEqual([1, 2, 2]);
  for (const credential of [one, set, chain]) expect(await verify(credential)).toBe('verified');
  expect(await verify({ ...chain, proof: [...chain.proof].reverse() })).toBe('verified');
  expect(await verify({ ...chain, proof: [chain.proof[1]] })).toBe('PROOF_VERIFICATION_ERROR');
  const renamed = { ...chain.proof[0], id: 'urn:uuid:00000000-bec9-4b2e-88cb-a7c7d9dc4544' };
  expect(await verify({ ...chain, proof: [renamed, chain.proof[1]] })).toBe('PROOF_VERIFICATION_ERROR');
  expect(await verify({ ...set, proof: [set.proof[0], { ...set.proof[1], created: '2020-01-01T00:00:00Z' }] })).toBe(
    'PROOF_VERIFICATION_ERROR',
  );
  const missing = { credential: one, options: { proof: { previousProof: 'urn:uuid:none' } } };
  expect((await api.post('/credentials/issue', missing)).status).toBe(400);
  // a proof of a kind nobody here knows decides nothing beside one that is known
  expect(await verify({ ...one, proof: [one.proof, { type: 'Ed25519Signature2020', proofValue: 'z1' }] })).toBe(
    'verified',
  );
});

type Signer = { alg: string; did: string; kid: string; key: CryptoKey };

async function signer(alg: 'ES256' | 'ES384' | 'EdDSA' | 'RS256'): Promise<Signer> {
  const pair = await generateKeyPair(alg, { extractable: true, ...(alg === 'EdDSA' ? { crv: 'Ed25519' } : {}) });
  const jwk = await exportJWK(pair.publicKey);
  if (alg !== 'RS256') {
    const did = toDidKey(jwk);
    return { alg, did, kid: didKeyUrl(did), key: pair.privateKey as CryptoKey };
  }
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  return { alg, did, kid: `${did}#0`, key: pair.privateKey as CryptoKey };
}

async function token(by: Signer, payload: object, header: object = {}): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: by.alg, kid: by.kid, typ: 'vc+jwt', cty: 'vc', ...header })
    .sign(by.key);
}

const enveloped = (jwt: string, kind = 'Credential', type = kind === 'Credential' ? 'vc+jwt' : 'vp+jwt') => ({
  '@context': V2,
  type: `EnvelopedVerifiable${kind}`,
  id: `data:application/${type},${jwt}`,
});

test.each(['ES256', 'ES384', 'EdDSA', 'RS256'] as const)(
  'a vc+jwt signed with %s by another library verifies',
  async (alg) => {
    const by = await signer(alg);
    const document = unsecured({ issuer: { id: by.did } });
    const jwt = await token(by, {
      ...document,
      iss: by.did,
      jti: document.id,
      iat: 1_700_000_000,
      someClaim: undefined,
    });
    expect(await verify(enveloped(jwt))).toBe('verified');
    expect(await verify(jwt)).toBe('verified');
    const [head, body, signature] = jwt.split('.') as [string, string, string];
    const other = Buffer.from(JSON.stringify({ ...document, name: 'x' })).toString('base64url');
    expect(await verify(enveloped(`${head}.${other}.${signature}`))).toBe('CRYPTOGRAPHIC_SECURITY_ERROR');
    expect(await verify(enveloped(`${head}.${body}.`))).not.toBe('verified');
  },
);

test('a token that breaks a rule of VC-JOSE-COSE is refused', async () => {
  const by = await signer('ES256');
  const other = await signer('ES256');
  const document = unsecured({ issuer: by.did });
  const none = `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'vc+jwt' })).toString('base64url')}.${Buffer.from(JSON.stringify(document)).toString('base64url')}.`;
  const tokens: Array<[name: string, jwt: string]> = [
    ['another typ', await token(by, document, { typ: 'bad+typ' })],
    ['another cty', await token(by, document, { cty: 'bad+cty' })],
    ['the typ of a presentation', await token(by, document, { typ: 'vp+jwt' })],
    ['claims vc and vp', await token(by, { ...document, vc: 'oops', vp: 'nooo' })],
    ['a claim vc in place of the document', await token(by, { vc: document })],
    ['another iss', await token(by, { ...document, iss: other.did })],
    ['another jti', await token(by, { ...document, jti: 'urn:uuid:other' })],
    ['another sub', await token(by, { ...document, sub: 'did:example:other' })],
    ['a key of somebody else', await token({ ...other, kid: by.kid }, document)],
    ['a kid of somebody else', await token(other, document)],
    ['no issuer', await token(by, { ...document, issuer: undefined })],
    ['a past exp', await token(by, { ...document, exp: 1_700_000_000 })],
    ['a future nbf', await token(by, { ...document, nbf: 4_000_000_000 })],
    ['an undefined term', await token(by, { ...document, unknownTerm: 'x' })],
    ['no type', await token(by, { ...document, type: undefined })],
    ['no integrity', none],
    ['nothing at all', 'a.b'],
  ];
  for (const [name, jwt] of tokens) expect(await verify(enveloped(jwt)), name).not.toBe('verified');
});

test('an envelope that breaks a rule of the data model is refused', async () => {
  const by = await signer('ES256');
  const jwt = await token(by, unsecured({ issuer: by.did }));
  const good = enveloped(jwt);
  expect(await verify(good)).toBe('verified');
  expect(await verify({ ...good, '@context': [V2] })).toBe('verified');
  const bad: Array<object> = [
    { ...good, '@context': [] },
    { ...good, '@context': 'https://www.w3.org/ns/credentials/examples/v2' },
    { ...good, id: jwt },
    { ...good, id: `data:text/plain,${jwt}` },
    { ...good, id: `data:application/vp+jwt,${jwt}` },
    { ...good, type: undefined },
    { ...good, type: 'VerifiableCredential' },
    { ...good, type: ['EnvelopedVerifiableCredential', 'VerifiableCredential'] },
  ];
  for (const envelope of bad)
    expect(await verify(envelope), JSON.stringify(envelope).slice(0, 90)).not.toBe('verified');
});

async function verifyPresentation(verifiablePresentation: unknown, options: object = { checks: [] }): Promise<string> {
  const { status, body } = await api.post('/presentations/verify', { verifiablePresentation, options });
  expect(status).toBe(body.verified ? 200 : 400);
  return body.verified ? 'verified' : body.problemDetails[0].detail;
}

async function presented(change: object = {}): Promise<any> {
  const presentation = { '@context': [V2], type: ['VerifiablePresentation'], ...change };
  const options = { suite: await outsideSuite(), documentLoader, challenge: 'c-1', domain: 'd.example' };
  return signPresentation({ presentation, ...options });
}

test('a presentation signed by another library verifies with everything in it', async () => {
  const own = await secured();
  const foreign = (await api.post('/credentials/issue', { credential: unsecured() })).body.verifiableCredential;
  const context = [V2, { Special: 'https://example.org/#Special' }];
  for (const presentation of [
    await presented(),
    await presented({ id: 'urn:uuid:9c9a36f8-518f-4976-a934-6649502d0008', verifiableCredential: [] }),
    await presented({ '@context': context, type: ['VerifiablePresentation', 'Special'] }),
    await presented({ verifiableCredential: [foreign] }),
    await presented({ holder: alice.did, verifiableCredential: [own, foreign] }),
    await presented({ holder: { id: alice.did }, verifiableCredential: [own] }),
  ])
    expect(await verifyPresentation(presentation)).toBe('verified');
  const good = await presented({ holder: alice.did });
  expect(await verifyPresentation(good, { challenge: 'c-1', domain: 'd.example' })).toBe('verified');
  expect(await verifyPresentation(good, { challenge: 'c-2' })).toMatch(/challenge/);
  expect(await verifyPresentation(good, { domain: 'e.example' })).toMatch(/domain/);
});

test('a presentation that breaks a rule of the data model is refused', async () => {
  const good = await presented();
  const own = await secured();
  const revokedProof = { ...good, proof: { ...good.proof, proofValue: 'z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh' } };
  const bad: Array<[name: string, presentation: any]> = [
    ['another proof value', revokedProof],
    ['no proof', { ...good, proof: undefined }],
    ['no context', { ...good, '@context': undefined }],
    ['no base context', { ...good, '@context': ['https://www.w3.org/ns/credentials/examples/v2'] }],
    ['contexts in another order', { ...good, '@context': ['https://www.w3.org/ns/credentials/examples/v2', V2] }],
    ['a context nobody has', { ...good, '@context': [V2, 'https://example.com'] }],
    ['a context that is a number', { ...good, '@context': [V2, 7] }],
    ['no type', { ...good, type: undefined }],
    ['another type', { ...good, type: ['VerifiableCredential'] }],
    ['a credential that is an address', { ...good, verifiableCredential: ['https://example.com/credential'] }],
    ['a holder without id', await presented({ holder: alice.did }).then((p) => ({ ...p, holder: { name: 'x' } }))],
    ['a credential that is not secured', await presented({ holder: alice.did, verifiableCredential: [unsecured()] })],
    ['a self-asserted credential without holder', await presented({ verifiableCredential: [own] })],
    [
      'a self-asserted credential with another holder',
      await presented({ holder: 'did:example:acme', verifiableCredential: [own] }),
    ],
    [
      'a credential changed inside',
      {
        ...(await presented({ holder: alice.did, verifiableCredential: [own] })),
        verifiableCredential: [{ ...own, name: 'x' }],
      },
    ],
  ];
  for (const [name, presentation] of bad) expect(await verifyPresentation(presentation), name).not.toBe('verified');
});

test('an enveloped presentation verifies when everything in it is enveloped', async () => {
  const by = await signer('EdDSA');
  const issuer = await signer('ES256');
  const credential = enveloped(await token(issuer, unsecured({ issuer: issuer.did })));
  const presentation = {
    '@context': [V2],
    type: ['VerifiablePresentation'],
    holder: by.did,
    verifiableCredential: [credential],
  };
  const make = (payload: object, header: object = { typ: 'vp+jwt', cty: 'vp' }) => token(by, payload, header);
  const good = enveloped(await make({ ...presentation, iss: by.did, nonce: 'n-1', aud: 'd.example' }), 'Presentation');
  expect(await verifyPresentation(good)).toBe('verified');
  expect(await verifyPresentation(good, { challenge: 'n-1', domain: 'd.example' })).toBe('verified');
  expect(await verifyPresentation(good, { challenge: 'n-2' })).toMatch(/challenge/);
  const bad: Array<object> = [
    { ...good, '@context': [] },
    { ...good, id: good.id.split(',')[1] },
    { ...good, type: ['VerifiablePresentation'] },
    enveloped(await make(presentation, { typ: 'vc+jwt' }), 'Presentation'),
    enveloped(await make({ ...presentation, vp: {} }), 'Presentation'),
    enveloped(await make({ ...presentation, holder: issuer.did }), 'Presentation'),
    enveloped(await make({ ...presentation, verifiableCredential: [await secured()] }), 'Presentation'),
    enveloped(await make({ ...presentation, verifiableCredential: [unsecured()] }), 'Presentation'),
    enveloped(
      await make({ ...presentation, verifiableCredential: [{ ...credential, id: `${credential.id}x` }] }),
      'Presentation',
    ),
  ];
  for (const envelope of bad)
    expect(await verifyPresentation(envelope), JSON.stringify(envelope).slice(0, 90)).not.toBe('verified');
});
