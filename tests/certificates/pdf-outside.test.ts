// Sealed PDFs before programs of others: poppler's pdfsig, OpenSSL's CAdES check, qpdf. Skipped, saying so, where one is not installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildDocument } from '../../certificates/document';
import { sampleAward, sampleIssuer, samplePdf, sampleSeal, SAMPLE_NOW } from '../../certificates/sample';
import { signDataIntegrity } from '../../certificates/sign-data-integrity';
import { signJwt } from '../../certificates/sign-jwt';

const folder = mkdtempSync(join(tmpdir(), 'sealed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const issuer = await sampleIssuer();
const document = buildDocument(sampleAward());
const jwt = await signJwt(document, issuer.rs256);
const json = await signDataIntegrity(document, issuer.ed25519, SAMPLE_NOW);
const { seal, certificate } = await sampleSeal();
const pdf = Buffer.from(await samplePdf(jwt, json, seal));

function write(name: string, bytes: Uint8Array | string): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

function isInstalled(program: string, argument: string): boolean {
  const isThere = spawnSync(program, [argument], { stdio: 'ignore' }).error === undefined;
  if (!isThere) console.warn(`${program} is not installed: its check of sealed PDFs is skipped`);
  return isThere;
}

const hasPdfsig = isInstalled('pdfsig', '-v');
const hasOpenssl = isInstalled('openssl', 'version');
const hasQpdf = isInstalled('qpdf', '--version');

test.skipIf(!hasPdfsig)(
  'pdfsig: valid and the whole document signed; edited: not valid; appended: not the whole',
  () => {
    const judge = (bytes: Uint8Array) => spawnSync('pdfsig', [write('a.pdf', bytes)], { encoding: 'utf8' }).stdout;
    expect(judge(pdf)).toMatch(/Signature Type: ETSI\.CAdES\.detached/);
    expect(judge(pdf)).toMatch(/Signature is Valid/);
    expect(judge(pdf)).toMatch(/- Total document signed/);
    const edited = Buffer.from(pdf);
    edited[pdf.indexOf('/Title (') + 12]! ^= 1;
    expect(judge(edited)).not.toMatch(/Signature is Valid/);
    expect(judge(Buffer.concat([pdf, Buffer.from('% more\n')]))).toMatch(/Not total document signed/);
  },
);

test.skipIf(!hasOpenssl)('OpenSSL: the signature is CAdES, by the certificate that makeSealCertificate made', () => {
  const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(pdf.toString('latin1'))!.slice(1).map(Number);
  const [start = 0, end = 0] = range;
  const padded = Buffer.from(pdf.toString('latin1', start + 1, end - 1), 'hex');
  const cms = padded.subarray(0, 4 + padded.readUInt16BE(2));
  const files = {
    cms: write('seal.der', cms),
    content: write('content', Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)])),
    pem: write(
      'ca.pem',
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate)
        .toString('base64')
        .replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
    ),
  };
  const verify = (content: string) =>
    spawnSync(
      'openssl',
      [
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'der',
        '-in',
        files.cms,
        '-content',
        content,
        '-CAfile',
        files.pem,
        '-purpose',
        'any',
        '-out',
        join(folder, 'out'),
      ],
      { encoding: 'utf8' },
    );
  expect(verify(files.content).stderr).toMatch(/CAdES Verification successful/);
  expect(verify(write('other', 'something else')).status).not.toBe(0);
  expect(
    execFileSync('openssl', ['x509', '-in', files.pem, '-noout', '-subject', '-ext', 'subjectAltName,keyUsage'], {
      encoding: 'utf8',
    }),
  ).toMatch(
    /Digital Signature, Non Repudiation[\s\S]*URI:did:web:academy\.example#seal-2026|URI:did:web:academy\.example#seal-2026[\s\S]*Digital Signature, Non Repudiation/,
  );
});

test.skipIf(!hasQpdf)('qpdf: no fault in the structure, and both attachments come out byte for byte', () => {
  const file = write('b.pdf', pdf);
  expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toMatch(
    /No syntax or stream encoding errors found/,
  );
  for (const [name, text] of [
    ['credential.jwt', jwt],
    ['credential.json', json],
  ] as const)
    expect(execFileSync('qpdf', [`--show-attachment=${name}`, file], { encoding: 'utf8' })).toBe(text);
  expect(readFileSync(file)).toEqual(pdf);
});
