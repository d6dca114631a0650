// Verifiers that are not ours look at what we issue: @digitalbazaar/vc, @digitalcredentials/verifier-core, jose.
// Good ones pass; tampered, forged, expired and revoked ones do not. The network is a table of answers.
import { verifyCredential as verifyByDigitalBazaar } from '@digitalbazaar/vc';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, expect, test, vi } from 'vitest';
import { OPEN_BADGE_SCHEMA } from '../../certificates/badge-schema';
import { BADGE_SCHEMA_URL, DID_CONTEXT, MULTIKEY_CONTEXT } from '../../certificates/context-urls';
import { createDocumentLoader } from '../../certificates/contexts';
import { buildDocument } from '../../certificates/document';
import { buildJwks } from '../../certificates/keys';
import { sampleAward, sampleIssuer, SAMPLE_DID, SAMPLE_LIST_URL } from '../../certificates/sample';
import { signDataIntegrity } from '../../certificates/sign-data-integrity';
import { signJwt } from '../../certificates/sign-jwt';
import { buildStatusListCredential, createStatusList, setStatus } from '../../certificates/status-list';

const REGISTRY_URL = 'https://registry.example/issuers.json';
const DAY_MS = 86_400_000;
const now = Date.now();
const at = (days: number) => new Date(now + days * DAY_MS).toISOString();

const issuer = await sampleIssuer();
const forger = await sampleIssuer(); // says it is the same issuer, has other keys
const award = sampleAward({ awardedAt: at(-30), validFrom: at(-30), validUntil: at(300) });
const document = buildDocument(award);
const sign = async (unsigned = document, by = issuer) =>
  JSON.parse(await signDataIntegrity(unsigned, by.ed25519, at(-30)));

async function statusList(isRevoked: boolean): Promise<string> {
  const list = buildStatusListCredential({
    listUrl: SAMPLE_LIST_URL,
    issuerDid: SAMPLE_DID,
    list: setStatus(createStatusList(), award.status.index, isRevoked),
    validFrom: at(-1),
    validUntil: at(6),
  });
  return signDataIntegrity(list, issuer.statusList, at(-1));
}

const answers = new Map<string, unknown>([
  ['https://academy.example/.well-known/did.json', issuer.didDocument],
  [REGISTRY_URL, { registry: { [SAMPLE_DID]: { name: 'Pericia', url: 'https://academy.example', location: 'ES' } } }],
  [BADGE_SCHEMA_URL, { $schema: 'https://json-schema.org/draft/2019-09/schema', ...OPEN_BADGE_SCHEMA }],
  [SAMPLE_LIST_URL, JSON.parse(await statusList(false))],
]);

// before the verifier is loaded: its http client keeps the function it finds
const network = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
  const url = String(input instanceof Request ? input.url : input);
  const answer = answers.get(url);
  return answer === undefined ? new Response('not found', { status: 404 }) : Response.json(answer);
});
const verifierCore: any = await import('@digitalcredentials/verifier-core');
afterAll(() => network.mockRestore());

/** The log of verifier-core as `step: valid`, or the name of the error that ended it. */
async function askVerifierCore(credential: unknown): Promise<Record<string, boolean | string>> {
  const answer = await verifierCore.verifyCredential({
    credential,
    knownDIDRegistries: [{ name: 'Test', type: 'dcc-legacy', url: REGISTRY_URL }],
  });
  if (answer.errors?.length) return { error: answer.errors[0].name };
  return Object.fromEntries(answer.log.map((entry: any) => [entry.id, entry.valid]));
}

async function askDigitalBazaar(credential: object): Promise<boolean> {
  const loader = createDocumentLoader(documents);
  const suite = new DataIntegrityProof({ cryptosuite });
  const checkStatus = async () => ({ verified: true });
  return (await verifyByDigitalBazaar({ credential, suite, documentLoader: loader, checkStatus })).verified;
}

const methods = (issuer.didDocument.verificationMethod as Array<any>).map((method) => [
  method.id,
  { '@context': MULTIKEY_CONTEXT, ...method },
]);
const documents = new Map<string, unknown>([
  [SAMPLE_DID, { ...issuer.didDocument, '@context': [DID_CONTEXT, MULTIKEY_CONTEXT] }],
  ...(methods as Array<[string, unknown]>),
]);

test('a sound badge passes every step of verifier-core, its issuer known and its schema fulfilled', async () => {
  const credential = await sign();
  expect(await askVerifierCore(credential)).toEqual({
    valid_signature: true,
    expiration: true,
    revocation_status: true,
    registered_issuer: true,
  });
  const { additionalInformation } = await verifierCore.verifyCredential({ credential, knownDIDRegistries: [] });
  expect(JSON.stringify(additionalInformation)).toContain('"valid":true');
});

test('verifier-core refuses a tampered, a forged, an expired and a revoked badge', async () => {
  const tampered = await sign();
  tampered.credentialSubject.identifier[0].identityHash = 'Eva Pérez';
  expect(await askVerifierCore(tampered)).toEqual({ error: 'invalid_signature' });
  expect(await askVerifierCore(await sign(document, forger))).toEqual({ error: 'invalid_signature' });
  const renamed = await sign();
  renamed.issuer.id = 'did:web:other.example';
  expect(await askVerifierCore(renamed)).toHaveProperty('error');

  const over = buildDocument({ ...award, validFrom: at(-30), validUntil: at(-1) });
  expect(await askVerifierCore(await sign(over))).toMatchObject({ valid_signature: true, expiration: false });

  answers.set(SAMPLE_LIST_URL, JSON.parse(await statusList(true)));
  expect(await askVerifierCore(await sign())).toMatchObject({ valid_signature: true, revocation_status: false });
  answers.set(SAMPLE_LIST_URL, JSON.parse(await statusList(false)));
});

test('@digitalbazaar/vc accepts a sound badge and its status list', async () => {
  expect(await askDigitalBazaar(await sign())).toBe(true);
  expect(await askDigitalBazaar(JSON.parse(await statusList(false)))).toBe(true);
});

test('@digitalbazaar/vc refuses a tampered, a forged and an expired badge', async () => {
  const good = await sign();
  expect(await askDigitalBazaar({ ...good, name: 'Otro' })).toBe(false);
  expect(await askDigitalBazaar({ ...good, undefinedTerm: 'x' })).toBe(false);
  expect(await askDigitalBazaar({ ...good, issuer: { ...good.issuer, id: 'did:web:other.example' } })).toBe(false);
  expect(await askDigitalBazaar(await sign(document, forger))).toBe(false);
  expect(await askDigitalBazaar(await sign(buildDocument({ ...award, validUntil: at(-1) })))).toBe(false);
});

test('jose verifies both algorithms with the published key set, and refuses a forger', async () => {
  const jwks = createLocalJWKSet(buildJwks(issuer.trusted.keys));
  const options = { issuer: SAMPLE_DID, algorithms: ['RS256', 'ES256'] };
  for (const key of [issuer.rs256, issuer.es256]) {
    const { payload } = await jwtVerify(await signJwt(document, key), jwks, options);
    expect(payload.jti).toBe(award.credentialId);
  }
  await expect(jwtVerify(await signJwt(document, forger.rs256), jwks, options)).rejects.toThrow('signature');
  const over = buildDocument({ ...award, validUntil: at(-1) });
  await expect(jwtVerify(await signJwt(over, issuer.rs256), jwks, options)).rejects.toThrow('exp');
});
