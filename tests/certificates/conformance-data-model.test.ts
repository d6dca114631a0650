// W3C Verifiable Credentials Data Model 2.0 through the VC-API: what must be issued, and what must be refused.
// With PERICIA_BENCH_DATA, the fixtures of a suite in <folder>/vc-data-model as well: *-ok.json is issued, *-fail.json is not.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startVcApi } from './vc-api';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2';
const api = await startVcApi();
afterAll(() => api.close());

type Change = (credential: any) => void;

function credential(change: Change = () => {}): any {
  const made = { '@context': [V2], type: ['VerifiableCredential'], credentialSubject: { id: 'did:example:subject' } };
  change(made);
  return made;
}

const term = (name: string) => ({ [name]: `https://example.org/terms#${name}` });
/** A property of the credential whose value is an object of a type that a context of its own defines. */
const extension =
  (name: string, value: object): Change =>
  (c) => {
    c['@context'].push(term('ExampleType'));
    c[name] = value;
  };
const text = (...languages: Array<string>) => languages.map((tag) => ({ '@value': 'Dog', '@language': tag }));
const DIGEST = { digestSRI: 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU' };
const MULTIBASE = { digestMultibase: 'uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ' };
const resource = (...resources: Array<unknown>): Change => extension('relatedResource', resources);
const entry =
  (change: object): Change =>
  (c) =>
    (c.credentialStatus = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
      statusListCredential: 'https://example.com/list',
      ...change,
    });

const ISSUED: Array<[name: string, change: Change]> = [
  ['the least a credential can say', () => {}],
  ['a second context by address', (c) => c['@context'].push(EXAMPLES)],
  ['a context written out', (c) => (c['@context'].push(term('ExampleCredential')), c.type.push('ExampleCredential'))],
  ['an id that is a DID', (c) => (c.id = 'did:example:credential')],
  ['types in any order', (c) => (c.type = ['https://example.org/#A', 'VerifiableCredential'])],
  ['one type alone', (c) => (c.type = 'VerifiableCredential')],
  ['an issuer that is an object', (c) => (c.issuer = { id: 'did:example:issuer', name: 'Issuer' })],
  ['two subjects', (c) => (c.credentialSubject = [{ id: 'did:example:a' }, { id: 'did:example:b' }])],
  ['a name as text', (c) => (c.name = 'Dog')],
  ['a name in three languages', (c) => (c.name = text('en', 'fr', 'it'))],
  ['a name with a direction', (c) => (c.name = { '@value': 'HTML', '@language': 'ar', '@direction': 'rtl' })],
  [
    'an issuer with a description in a language',
    (c) => (c.issuer = { id: 'did:example:i', description: text('en')[0] }),
  ],
  ['milliseconds', (c) => (c.validFrom = '2023-02-26T01:21:23.123Z')],
  [
    'an offset',
    (c) => Object.assign(c, { validFrom: '2023-02-26T01:21:23Z', validUntil: '2023-02-25T19:21:29-06:00' }),
  ],
  ['the last second of a day as 24:00:00', (c) => (c.validFrom = '2023-02-26T24:00:00Z')],
  ['a future start', (c) => (c.validFrom = '2099-01-01T00:00:00Z')],
  ['a status without id', extension('credentialStatus', { type: 'ExampleType' })],
  ['a status list entry', entry({ id: 'https://example.com/list#7' })],
  [
    'a status list entry with messages',
    entry({
      statusPurpose: 'message',
      statusSize: 2,
      statusMessage: [0, 1, 2, 3].map((status) => ({ status: `0x${status}`, message: `state ${status}` })),
    }),
  ],
  [
    'two schemas',
    extension(
      'credentialSchema',
      [1, 2].map((n) => ({ id: `did:example:${n}`, type: 'ExampleType' })),
    ),
  ],
  [
    'refresh services',
    extension('refreshService', [{ id: 'did:example:r/1', type: 'ExampleType' }, { type: 'ExampleType' }]),
  ],
  ['terms of use', extension('termsOfUse', [{ type: 'ExampleType' }, { id: 'did:example:t', type: 'ExampleType' }])],
  ['evidence', extension('evidence', [{ type: ['ExampleType'] }])],
  ['a resource with a digest', resource({ id: V2, ...DIGEST })],
  ['a resource with a bare multibase digest', resource({ id: V2, ...MULTIBASE, mediaType: 'application/ld+json' })],
  [
    'a resource nobody here has, with a multihash',
    resource({ id: 'https://example.com/x', digestMultibase: 'uEiAjCHMnK5-ayOIZLWo_TBoKYVvSAprlkYEjRlm19Cj0uw' }),
  ],
];

const REFUSED: Array<[name: string, change: Change]> = [
  ['no context', (c) => delete c['@context']],
  ['a context that is a text', (c) => (c['@context'] = V2)],
  ['another context first', (c) => (c['@context'] = [EXAMPLES, V2])],
  ['no base context', (c) => (c['@context'] = [EXAMPLES])],
  ['a context nobody has', (c) => c['@context'].push('https://example.com')],
  ['a context that is no address', (c) => c['@context'].push('https ://not-a-url/contexts/v1')],
  ['a context that is a number', (c) => c['@context'].push(123_192_875)],
  ['an empty id', (c) => (c.id = '')],
  ['an id that is null', (c) => (c.id = null)],
  ['two ids', (c) => (c.id = ['did:example:1', 'did:example:2'])],
  ['an id that is no URL', (c) => (c.id = 'https ://not-a-url/1')],
  ['a relative id', (c) => (c.id = 'credential-1')],
  ['two ids of a subject', (c) => (c.credentialSubject.id = ['did:example:1', 'did:example:2'])],
  ['no type', (c) => delete c.type],
  ['the type missing', (c) => (c.type = ['https://example.org/#A'])],
  ['a type that is a number', (c) => c.type.push(2)],
  ['a type no context defines', (c) => c.type.push('Unmapped')],
  ['a type led to no address', (c) => (c['@context'].push({ Odd: 'https ://not-a-url#Odd' }), c.type.push('Odd'))],
  ['a protected type redefined', (c) => c['@context'].push({ VerifiableCredential: 'https://example.org/#Bad' })],
  [
    'a term of its own, protected and redefined',
    (c) => c['@context'].push({ '@protected': true, ...term('Own') }, { Own: 'https://example.org/#other' }),
  ],
  ['a term no context defines', (c) => (c.credentialSubject.undefinedTerm = 'x')],
  ['a misplaced status entry', (c) => (c.statusEntry = { type: 'BitstringStatusListEntry', statusListIndex: true })],
  ['an issuer that is no URL', (c) => (c.issuer = 'fake-issuer')],
  ['an issuer that is null', (c) => (c.issuer = null)],
  ['an issuer that is a list', (c) => (c.issuer = [])],
  ['an issuer object with a null id', (c) => (c.issuer = { id: null })],
  ['an issuer object with an id that is no URL', (c) => (c.issuer = { id: 'not-a-url' })],
  ['no subject', (c) => delete c.credentialSubject],
  ['an empty subject', (c) => (c.credentialSubject = {})],
  ['an empty subject among others', (c) => (c.credentialSubject = [{ id: 'did:example:a' }, {}])],
  ['no subjects', (c) => (c.credentialSubject = [])],
  ['subjects that are no objects', (c) => (c.credentialSubject = [null, true, 4])],
  ['a name with a strange member', (c) => (c.name = { '@value': 'x', '@language': 'en', url: 'did:example:x' })],
  [
    'an issuer description with one',
    (c) => (c.issuer = { id: 'did:example:i', description: { '@value': 'x', url: 'y' } }),
  ],
  ['a name that is a number', (c) => (c.name = 7)],
  ['a start without zone', (c) => (c.validFrom = '2023-02-26T01:21:23')],
  ['a start without time', (c) => (c.validFrom = '2023-02-26')],
  ['a start that is no time', (c) => (c.validFrom = '2023-02-30T25:00:00Z')],
  ['an end that is a number', (c) => (c.validUntil = 1_700_000_000)],
  [
    'an end before the start',
    (c) => Object.assign(c, { validFrom: '2027-01-01T00:00:00Z', validUntil: '2025-01-01T00:00:00Z' }),
  ],
  ['a status without type', (c) => (c.credentialStatus = { id: 'did:example:s' })],
  ['a status with a number as type', extension('credentialStatus', { id: 'did:example:s', type: 2 })],
  [
    'a status with two ids',
    extension('credentialStatus', { id: ['did:example:1', 'did:example:2'], type: 'ExampleType' }),
  ],
  ['a status whose id is no URL', extension('credentialStatus', { id: 'https ://x', type: 'ExampleType' })],
  ['a status index that is a number', entry({ statusListIndex: 7 })],
  ['a status index below zero', entry({ statusListIndex: '-1' })],
  ['a status index with a leading zero', entry({ statusListIndex: '07' })],
  ['a status list that is no URL', entry({ statusListCredential: 'list' })],
  ['a status without purpose', entry({ statusPurpose: undefined })],
  ['a status whose id is the list', entry({ id: 'https://example.com/list' })],
  ['a status size of zero', entry({ statusSize: 0 })],
  ['a status size without messages', entry({ statusSize: 2 })],
  ['too few status messages', entry({ statusSize: 2, statusMessage: [{ status: '0x0', message: 'a' }] })],
  ['a status reference that is no URL', entry({ statusReference: 'x y' })],
  ['a schema without type', (c) => (c.credentialSchema = { id: 'did:example:s' })],
  ['a schema without id', extension('credentialSchema', { type: 'ExampleType' })],
  ['a schema whose id is no URL', extension('credentialSchema', { id: 'https ://x', type: 'ExampleType' })],
  ['a refresh service without type', (c) => (c.refreshService = { id: 'did:example:r' })],
  ['a refresh service with a relative id', extension('refreshService', { id: '//x/8e96', type: 'ExampleType' })],
  ['terms of use without type', (c) => (c.termsOfUse = [{ id: 'did:example:t' }])],
  ['evidence without type', (c) => (c.evidence = { id: 'did:example:e' })],
  ['evidence that is a text', (c) => (c.evidence = ['did:example:e'])],
  ['a proof without type', (c) => (c.proof = { proofPurpose: 'assertionMethod' })],
  ['resources that are texts', resource(V2)],
  ['a resource without id', resource(DIGEST)],
  ['a resource named twice', resource({ id: V2, ...DIGEST }, { id: V2, ...MULTIBASE })],
  ['a resource without digest', resource({ id: V2 })],
  ['a digest in hexadecimal', resource({ id: 'https://example.com/x', digestSRI: `sha256-${'ca3d163b'.repeat(8)}` })],
  ['a digest of another length', resource({ id: 'https://example.com/x', digestMultibase: 'uZTQ0MjM1NiAgcmVwb3J0' })],
  ['a digest that does not match', resource({ id: V2, digestSRI: `sha384-${'A'.repeat(64)}` })],
];

test.each(ISSUED)('%s is issued and verifies', async (_name, change) => {
  const issued = await api.post('/credentials/issue', { credential: credential(change) });
  expect(issued.status, JSON.stringify(issued.body)).toBe(201);
  const { verifiableCredential } = issued.body;
  expect(verifiableCredential['@context'][0]).toBe(V2);
  const verified = await api.post('/credentials/verify', { verifiableCredential, options: { checks: ['proof'] } });
  const isFuture = verifiableCredential.validFrom?.startsWith('2099');
  const isPast = verifiableCredential.validUntil !== undefined;
  expect(verified.status, JSON.stringify(verified.body)).toBe(isFuture || isPast ? 400 : 200);
});

test.each(REFUSED)('%s is refused with a problem', async (_name, change) => {
  const { status, body } = await api.post('/credentials/issue', { credential: credential(change) });
  expect(status).toBe(400);
  expect(body.type).toMatch(/^https:\/\/www\.w3\.org\/TR\/vc-data-model#|^https:\/\/w3id\.org\/security#/);
  expect(body.detail).not.toBe('');
});

test.each(REFUSED.filter(([name]) => !/proof/.test(name)))(
  '%s is refused when it is verified, too',
  async (_name, change) => {
    const { body } = await api.post('/credentials/issue', { credential: credential() });
    const verifiableCredential = body.verifiableCredential;
    change(verifiableCredential);
    const verified = await api.post('/credentials/verify', { verifiableCredential });
    expect(verified.status).toBe(400);
    expect(verified.body).toMatchObject({ verified: false });
  },
);

test('the issuer becomes the one whose key signs, and keeps the rest of its object', async () => {
  const { issuer } = (await api.get('/issuer')).body;
  const asked = credential((c) => (c.issuer = { id: 'did:example:other', name: 'Example', description: 'x' }));
  const { body } = await api.post('/credentials/issue', { credential: asked });
  expect(body.verifiableCredential.issuer).toEqual({ id: issuer, name: 'Example', description: 'x' });
  expect(issuer).toMatch(/^did:key:z6Mk/);
});

test('a request without the credential, or with a body that is no JSON, is refused', async () => {
  for (const body of [{}, { verifiableCredential: credential() }, '{', '[]', 'null', '']) {
    expect((await api.post('/credentials/issue', body)).status, JSON.stringify(body)).toBe(400);
    expect((await api.post('/presentations/verify', body)).status).toBe(400);
  }
  expect((await api.post('/credentials/verify', { verifiableCredential: { type: ['Other'] } })).status).toBe(400);
  expect((await api.post('/credentials/verify', { verifiableCredential: credential() })).status).toBe(400);
  expect((await api.post('/nothing', {})).status).toBe(404);
});

const folder = path.join(process.env.PERICIA_BENCH_DATA ?? '/nowhere', 'vc-data-model');
const fixtures = existsSync(folder)
  ? readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => /(^|\/)(credential|issuer|relatedResource)-[\w-]+-(ok|fail)\.json$/.test(file))
  : [];

test.skipIf(fixtures.length === 0)(
  'fixtures of a suite, given by PERICIA_BENCH_DATA, are issued or refused as named',
  async () => {
    const wrong: Array<string> = [];
    for (const file of fixtures) {
      const fixture = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
      if (fixture.issuer && typeof fixture.issuer === 'object' && fixture.issuer.id === undefined)
        fixture.issuer.id = 'did:example:issuer'; // as the suite does
      const { status, body } = await api.post('/credentials/issue', { credential: fixture });
      if ((status === 201) !== file.endsWith('-ok.json')) wrong.push(`${file}: ${status} ${body.detail ?? ''}`);
    }
    expect(wrong).toEqual([]);
  },
);
