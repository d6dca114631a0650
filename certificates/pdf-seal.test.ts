// The seal of a PDF: what it covers, what breaks it, whose it is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateSigningKey } from './keys';
import { readPdf } from './pdf-attachments';
import { openSeal } from './pdf-seal';
import { makeSealCertificate, readSealKeys, withSealKeys } from './pdf-seal-certificate';
import { sampleIssuer, samplePdf, sampleSeal, SAMPLE_DID } from './sample';

const { seal, sealKeys } = await sampleSeal();
const json = '{"a":"ñ"}';
const pdf = Buffer.from(await samplePdf('aa.bb.cc', json, seal));

test('a sealed PDF names its key, covers the whole file and gives back the JWT', () => {
  expect(readPdf(pdf, sealKeys)).toEqual({
    credential: { text: 'aa.bb.cc' },
    seal: { outcome: 'pass', keyId: `${SAMPLE_DID}#seal-2026`, controller: SAMPLE_DID },
  });
  const text = pdf.toString('latin1');
  expect(text.match(/\/SubFilter \/ETSI\.CAdES\.detached/g)).toHaveLength(1);
  expect(text).toMatch(/\/SigFlags 3/);
  expect(text).toMatch(/\/M \(D:20261201120000Z\)/);
});

test('a change of any byte is noticed, wherever it is', () => {
  fc.assert(
    fc.property(fc.nat(pdf.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const changed = Buffer.from(pdf);
      changed[at] = changed[at]! ^ mask;
      expect(readPdf(changed, sealKeys).seal.outcome).not.toBe('pass');
    }),
    { numRuns: 300 },
  );
});

test('each fault has its name: edited, appended to, by a stranger, without a seal, cut off', async () => {
  const reason = (bytes: Uint8Array, keys = sealKeys) => {
    const answer = readPdf(bytes, keys).seal;
    return answer.outcome === 'pass' ? 'pass' : `${answer.outcome} ${answer.reason}`;
  };
  const edited = Buffer.from(pdf);
  edited[2_000] = edited[2_000]! ^ 1;
  expect(reason(edited)).toBe('fail seal-mismatch');
  expect(reason(Buffer.concat([pdf, Buffer.from('\n')]))).toBe('fail seal-partial');
  expect(reason(pdf, [])).toBe('fail seal-untrusted');
  expect(reason(pdf, (await sampleSeal()).sealKeys)).toBe('fail seal-untrusted');
  expect(reason(await samplePdf('aa.bb.cc', json))).toBe('unknown seal-absent');
  expect(reason(pdf.subarray(0, pdf.length - 10))).toBe('fail seal-damaged');
});

test('what was appended after sealing is not what is read', () => {
  const appended = Buffer.from('\n90 0 obj\n<</Type /EmbeddedFile /Length 8>>\nstream\nee.vv.ee\nendstream\nendobj\n');
  expect(readPdf(Buffer.concat([pdf, appended]), sealKeys).credential).toEqual({ text: 'aa.bb.cc' });
});

test('the seal has one spelling: neither digits in capitals nor padding of another kind pass', () => {
  const at = pdf.indexOf('/Contents <', 0, 'latin1') + '/Contents <'.length;
  const text = pdf.toString('latin1', at, at + 6_144);
  const capital = Buffer.from(pdf);
  capital.write(text.toUpperCase(), at, 'latin1');
  expect(readPdf(capital, sealKeys).seal).toMatchObject({ reason: 'seal-damaged' });
  const padded = Buffer.from(pdf);
  padded.write('1', at + 6_100, 'latin1');
  expect(readPdf(padded, sealKeys).seal).toMatchObject({ reason: 'seal-damaged' });
});

test('sealing keys stand in the DID document, yet may sign no credential', async () => {
  const issuer = await sampleIssuer();
  const key = await generateSigningKey({
    algorithm: 'ES256',
    controller: SAMPLE_DID,
    fragment: 'pdf',
    purpose: 'credential',
  });
  const did = withSealKeys(issuer.didDocument, [
    key,
    { ...key, id: `${SAMPLE_DID}#old`, revokedAt: '2026-01-01T00:00:00Z' },
  ]);
  expect(readSealKeys(did).map(({ id }) => id)).toEqual([key.id]);
  expect(JSON.stringify(did)).not.toContain(key.privateJwk.d);
  expect(did.assertionMethod).not.toContain(key.id);
  expect(readSealKeys(issuer.didDocument)).toEqual([]);
  expect(readSealKeys({ id: SAMPLE_DID, verificationMethod: [null, 7, { id: 1 }] })).toEqual([]);
});

test('a key of another kind, a withdrawn one and another’s certificate are refused', async () => {
  const period = { from: new Date('2026-01-01'), until: new Date('2027-01-01') };
  const options = { controller: SAMPLE_DID, fragment: 'x', purpose: 'credential' } as const;
  const [one, other, rsa] = await Promise.all([
    generateSigningKey({ ...options, algorithm: 'ES256' }),
    generateSigningKey({ ...options, algorithm: 'ES256' }),
    generateSigningKey({ ...options, algorithm: 'RS256' }),
  ]);
  const certificate = await makeSealCertificate(one, 'Ñandú '.repeat(30), period);
  const unsuitable = expect.objectContaining({ code: 'key-unsuitable' });
  expect(openSeal(one, certificate).signerName).toHaveLength(64);
  expect(() => openSeal(other, certificate)).toThrow(unsuitable);
  expect(() => openSeal({ ...one, revokedAt: '2026-02-01T00:00:00Z' }, certificate)).toThrow(unsuitable);
  await expect(makeSealCertificate(rsa, 'x', period)).rejects.toThrow(unsuitable);
});

test('hostile PDFs get an answer, not an error, and bombs are not unpacked', async () => {
  const { deflateSync } = await import('node:zlib');
  const embedded = (content: Buffer, parts = '') =>
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile ${parts} /Length ${content.length} >>\nstream\n`),
      content,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
  const read = (bytes: Uint8Array) => readPdf(bytes, sealKeys).credential;
  expect(read(embedded(deflateSync('{"a":1}'), '/Filter /FlateDecode'))).toEqual({ text: '{"a":1}' });
  expect(read(embedded(deflateSync(Buffer.alloc(50_000_000, 0x7b)), '/Filter /FlateDecode'))).toEqual({
    reason: 'credential-missing',
  });
  expect(read(Buffer.concat([embedded(Buffer.from('aa.bb.cc')), embedded(Buffer.from('dd.ee.ff'))]))).toEqual({
    reason: 'credential-ambiguous',
  });
  expect(read(Buffer.concat([embedded(Buffer.from('aa.bb.cc')), Buffer.from('trailer <</Encrypt 4 0 R>>')]))).toEqual({
    reason: 'file-encrypted',
  });
  expect(read(embedded(Buffer.from('<</JS (app.alert(1))>>')))).toEqual({ reason: 'credential-missing' });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(pdf.length - 1), (noise, at) => {
      readPdf(Buffer.concat([pdf.subarray(0, at), noise]), sealKeys);
      readPdf(Buffer.concat([Buffer.from('%PDF-/ByteRange [0 9 99 1]/EmbeddedFile obj stream '), noise]), sealKeys);
    }),
    { numRuns: 50 },
  );
});
