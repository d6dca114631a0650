// did:key, did:jwk and the multibase texts in them, against published examples.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didKeyUrl, readDidWithKey, toDidKey } from './did-key';
import { deriveKeyIssuer } from './issue-any';
import { fromMultibase, fromPublicKeyMultibase, toBase58Multibase, toPublicKeyMultibase } from './multibase';

/** The did:key method and the Open Badges implementation guide publish these. */
const EXAMPLES = [
  [
    'did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi',
    {
      kty: 'OKP',
      crv: 'Ed25519',
      x: Buffer.from('4bdeafde2ea8beefadd8c699b5c7e0704cf51154d52e17b20b71337ca04cc5a5', 'hex').toString('base64url'),
    },
  ],
  [
    'did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169',
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI',
      y: 'hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU',
    },
  ],
] as const;

test.each(EXAMPLES)('%s holds its key', (did, jwk) => {
  expect(readDidWithKey(did)).toEqual({ id: didKeyUrl(did), controller: did, publicJwk: jwk });
  expect(toDidKey(jwk)).toBe(did);
});

test('a did:jwk holds its key, unless it is private or none', () => {
  const encode = (value: unknown) => `did:jwk:${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
  const jwk = EXAMPLES[1][1];
  expect(readDidWithKey(encode(jwk))).toMatchObject({ id: `${encode(jwk)}#0`, publicJwk: jwk });
  for (const value of [{ ...jwk, d: 'x' }, {}, null, 'text', 7]) expect(readDidWithKey(encode(value))).toBeNull();
});

test('what is no such DID has no key', () => {
  const bad = [
    '',
    'did:key:',
    'did:key:z',
    'did:key:invalidVm',
    'did:web:academy.example',
    'did:jwk:%',
    'did:key:z6Mk',
  ];
  for (const did of [...bad, `did:key:z${'6'.repeat(100_000)}`, 'did:key:u7QE'])
    expect(readDidWithKey(did), did).toBeNull();
  expect(() => toDidKey({ kty: 'RSA', n: 'AQAB', e: 'AQAB' })).toThrow(
    expect.objectContaining({ code: 'did-invalid' }),
  );
});

test('bytes survive base58, leading zeros included, and each text has one reading', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(fromMultibase(toBase58Multibase(bytes))).toEqual(bytes);
    }),
  );
  for (const text of ['', 'a', 'z0', 'zO', 'zl', 'uAB', 'uA=', 'u A', 7])
    expect(fromMultibase(text), String(text)).toBeNull();
});

test('keys of every curve survive multibase; a point that is on no curve does not', () => {
  for (const curve of ['Ed25519', 'P-256'] as const) {
    for (const secret of ['a', 'b', 'c', 'd']) {
      const { did, keyId, privateJwk } = deriveKeyIssuer(Buffer.from(secret), curve);
      const { d: _, ...publicJwk } = privateJwk;
      expect(fromPublicKeyMultibase(toPublicKeyMultibase(publicJwk))).toEqual(publicJwk);
      expect(readDidWithKey(did)).toEqual({ id: keyId, controller: did, publicJwk });
      expect(deriveKeyIssuer(Buffer.from(secret), curve).did).toBe(did);
    }
  }
  const offCurve = toBase58Multibase(Uint8Array.from([0x80, 0x24, 2, ...new Uint8Array(31), 5]));
  const results = [offCurve, toBase58Multibase(Uint8Array.from([0x80, 0x24, 9, ...new Uint8Array(32)]))].map(
    fromPublicKeyMultibase,
  );
  expect(results).toContain(null);
});
