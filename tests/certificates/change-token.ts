// Changes of the JWT form: headers that other libraries fell for, other spellings, parts of two tokens put together.
import { createHmac, createPrivateKey, sign as signRaw, type JsonWebKey } from 'node:crypto';
import { toPublicJwk, type SigningKey } from '../../certificates/keys';
import type { SampleIssuer } from '../../certificates/sample';
import { encode, type Mutation } from './mutation';

/** Headers that other libraries fell for, with whatever signature the trick needs. */
export function* headerTricks(jwt: string, key: SigningKey, stranger: SampleIssuer, spki: string): Generator<Mutation> {
  const form = 'jwt';
  const payload = jwt.split('.')[1] ?? '';
  const kid = key.id;
  const mine = createPrivateKey({ key: stranger.rs256.privateJwk as JsonWebKey, format: 'jwk' });
  const forge = (header: object, body = payload) => {
    const input = `${encode(header)}.${body}`;
    return `${input}.${signRaw('sha256', Buffer.from(input), mine).toString('base64url')}`;
  };
  const eve = encode(
    JSON.parse(Buffer.from(payload, 'base64url').toString().replace('Ana Pérez Íñiguez', 'Eve Mallory')),
  );
  for (const body of [payload, eve]) {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '', null, undefined])
      for (const signature of ['', jwt.split('.')[2]])
        yield { form, title: `alg ${alg}`, input: `${encode({ alg, typ: 'JWT', kid })}.${body}.${signature}` };
    for (const [alg, hash] of [
      ['HS256', 'sha256'],
      ['HS384', 'sha384'],
      ['HS512', 'sha512'],
    ] as const)
      for (const secret of [spki, spki.trim(), JSON.stringify(toPublicJwk(key)), key.publicJwk.n ?? '']) {
        const input = `${encode({ alg, typ: 'JWT', kid })}.${body}`;
        yield {
          form,
          title: `${alg} with the public key`,
          input: `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`,
        };
      }
    const jwk = toPublicJwk(stranger.rs256);
    const extras: Array<object> = [
      { jwk },
      { jwk: { ...jwk, kid } },
      { jku: 'https://evil.example/jwks.json' },
      { x5u: 'https://evil.example/x.pem' },
      { x5c: ['MIIB'] },
      { x5t: 'AAAA' },
      { 'x5t#S256': 'AAAA' },
      { crit: ['b64'] },
      { crit: [] },
      { b64: false },
      { b64: false, crit: ['b64'] },
      { zip: 'DEF' },
      { cty: 'JWT' },
      { epk: jwk },
      { iss: 'did:web:academy.example' },
      { kid: stranger.rs256.id },
      { kid: [kid] },
      { kid: `${kid}\u0000` },
      { kid: kid.toUpperCase() },
      { kid: `${kid}#` },
      { kid: undefined },
      { kid: '../../../../etc/passwd' },
      { typ: 'at+jwt' },
      { typ: ['JWT'] },
      { alg: 'RS512' },
      { alg: 'PS256' },
      { alg: 'ES256' },
      { alg: 'EdDSA' },
      { alg: 'rs256' },
      { alg: ['RS256'] },
    ];
    for (const extra of extras)
      yield {
        form,
        title: `header ${JSON.stringify(extra).slice(0, 60)}`,
        input: forge({ alg: 'RS256', typ: 'JWT', kid, ...extra }, body),
      };
    yield {
      form,
      title: 'a key of one’s own under the issuer’s key id',
      input: forge({ alg: 'RS256', typ: 'JWT', kid }, body),
    };
  }
  const [header = '', , signature = ''] = jwt.split('.');
  yield {
    form,
    title: 'header members doubled',
    input: `${encode(`{"alg":"none",${Buffer.from(header, 'base64url').toString().slice(1)}`)}.${payload}.${signature}`,
  };
}

/** Other spellings of the same token, and parts of two tokens put together. */
export function* tokenTricks(rs256: string, es256: string, other: string): Generator<Mutation> {
  const form = 'jwt';
  const [header = '', payload = '', signature = ''] = rs256.split('.');
  const [otherHeader = '', otherPayload = '', otherSignature = ''] = other.split('.');
  for (const [title, input] of Object.entries({
    'payload of somebody else': `${header}.${otherPayload}.${signature}`,
    'signature of somebody else': `${header}.${payload}.${otherSignature}`,
    'header and payload of somebody else': `${otherHeader}.${otherPayload}.${signature}`,
    'padding added': `${header}.${payload}.${signature}==`,
    'plain base64': `${header}.${payload.replaceAll('-', '+').replaceAll('_', '/')}.${signature.replaceAll('-', '+').replaceAll('_', '/')}=`,
    'a fourth part': `${rs256}.x`,
    'a line break inside': `${header}.${payload.slice(0, 60)}\n${payload.slice(60)}.${signature}`,
    'no signature': `${header}.${payload}.`,
    'signature cut off': rs256.slice(0, -4),
    'signature doubled': `${rs256}${signature}`,
    'payload re-spaced': `${header}.${encode(JSON.stringify(JSON.parse(Buffer.from(payload, 'base64url').toString()), null, 1))}.${signature}`,
    'a disclosure behind': `${rs256}~`,
    'in a JSON serialisation': JSON.stringify({ protected: header, payload, signature }),
  }))
    yield { form, title, input };
  for (const token of [rs256, es256]) {
    const last = token.at(-1) as string;
    for (const twin of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      if (twin !== last) yield { form, title: `last character ${twin}`, input: token.slice(0, -1) + twin };
  }
  const [h = '', p = '', s = ''] = es256.split('.');
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const raw = Buffer.from(s, 'base64url');
  const twin = (order - BigInt(`0x${raw.subarray(32).toString('hex')}`)).toString(16).padStart(64, '0');
  yield {
    form,
    title: 'the twin (r, n − s)',
    input: `${h}.${p}.${Buffer.concat([raw.subarray(0, 32), Buffer.from(twin, 'hex')]).toString('base64url')}`,
  };
  yield { form, title: 'an empty ES256 signature', input: `${h}.${p}.${Buffer.alloc(64).toString('base64url')}` };
}
