// Bodies that a verifier must survive, for the conformance test and for the bench that times the answers.

const V2 = 'https://www.w3.org/ns/credentials/v2';
const DID = 'did:key:z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj';

export const HOSTILE_PROOF = {
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  verificationMethod: `${DID}#${DID.slice('did:key:'.length)}`,
  proofPurpose: 'assertionMethod',
  proofValue: `z${'5'.repeat(87)}`,
};

/** A credential of good form whose proof does not fit, with parts replaced. */
export function hostileCredential(change: object): any {
  return {
    '@context': [V2, 'https://www.w3.org/ns/credentials/examples/v2'],
    type: ['VerifiableCredential'],
    issuer: DID,
    credentialSubject: { id: 'did:example:subject' },
    proof: HOSTILE_PROOF,
    ...change,
  };
}

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const body = (change: object) => JSON.stringify({ verifiableCredential: hostileCredential(change) });
const many = (count: number, make: (n: number) => object) => Array.from({ length: count }, (_, n) => make(n));
/** Nodes without a name that point at each other in circles: telling them apart takes the most work. */
const circle = (count: number) =>
  many(count, (n) => ({ id: `_:b${n}`, knows: [{ id: `_:b${(n + 1) % count}` }, { id: `_:b${(n + 7) % count}` }] }));
const longMethod = { ...HOSTILE_PROOF, verificationMethod: `did:key:z${'6'.repeat(300_000)}#x` };

/** Bodies for POST /credentials/verify. Each must be answered with 400 and a problem in words. */
export const HOSTILE_BODIES: Array<[name: string, body: string]> = [
  ['10,000 levels', `{"verifiableCredential":${nested(10_000)}}`],
  ['100,000 brackets', `{"verifiableCredential":${'['.repeat(100_000)}`],
  ['10,000 levels inside a credential', body({ deep: 0 }).replace('"deep":0', `"deep":${nested(10_000)}`)],
  ['5,000 nodes without a name', body({ evidence: many(5_000, () => ({ type: 'Evidence' })) })],
  ['a circle of unnamed nodes', body({ credentialSubject: circle(400) })],
  ['300 equal unnamed nodes', body({ termsOfUse: many(300, () => ({ type: 'Same' })) })],
  ['a thousand contexts', body({ '@context': [V2, ...many(1_000, () => ({ a: 'urn:a' }))] })],
  ['a number of 400,000 digits', `{"verifiableCredential":{"a":${'9'.repeat(400_000)}}}`],
  ['a key of half a million characters', JSON.stringify({ verifiableCredential: { ['k'.repeat(500_000)]: 1 } })],
  ['a did:key of 300,000 characters', body({ proof: longMethod })],
  ['a token of dots', JSON.stringify({ verifiableCredential: '.'.repeat(400_000) })],
  ['__proto__', '{"verifiableCredential":{"__proto__":{"type":["VerifiableCredential"]}}}'],
];
