// `npm run verify` as an employer runs it: files and addresses, both languages, exit codes, and nothing fetched from where it should not be.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { buildDocument } from '../../certificates/document';
import { toPublicKey } from '../../certificates/keys';
import { sampleAward, sampleIssuer, samplePdf, sampleSeal } from '../../certificates/sample';
import { withSealKeys } from '../../certificates/pdf-seal-certificate';
import { signDataIntegrity } from '../../certificates/sign-data-integrity';
import { signJwt } from '../../certificates/sign-jwt';
import { buildStatusListCredential, createStatusList, setStatus } from '../../certificates/status-list';
import { verifyCommand } from '../../tools/verify-command';
import { didDocumentUrl, isOwnList } from '../../tools/verify-network';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
const files = new Map<string, string | Uint8Array>();
const asked: Array<string> = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  const file = files.get(request.url ?? '');
  if (request.url === '/moved') response.writeHead(302, { Location: 'https://evil.example/' }).end();
  else if (request.url === '/endless') response.writeHead(200).end(Buffer.alloc(6_000_000));
  else if (file === undefined) response.writeHead(404).end();
  else response.writeHead(200).end(file);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const port = (server.address() as AddressInfo).port;
const origin = `http://127.0.0.1:${port}`;
const did = `did:web:127.0.0.1%3A${port}`;
const issuer = await sampleIssuer(did);
const { seal, sealKeys } = await sampleSeal(did);
const award = sampleAward({
  issuer: { did, name: 'Pericia', url: origin },
  awardedAt: '2020-01-01T00:00:00Z',
  validFrom: '2020-01-01T00:00:00Z',
  validUntil: '2999-01-01T00:00:00Z',
  status: { listUrl: `${origin}/status/r1`, index: 7 },
});
const document = buildDocument(award);
const jwt = await signJwt(document, issuer.es256);
const json = await signDataIntegrity(document, issuer.ed25519, '2020-01-01T00:00:00Z');
const list = (isRevoked: boolean) =>
  signDataIntegrity(
    buildStatusListCredential({
      listUrl: `${origin}/status/r1`,
      issuerDid: did,
      list: setStatus(createStatusList(), 7, isRevoked),
      validFrom: '2020-01-01T00:00:00Z',
      validUntil: '2999-01-01T00:00:00Z',
    }),
    issuer.statusList,
    '2020-01-01T00:00:00Z',
  );
const key = sealKeys[0]!;
const didDocument = withSealKeys(issuer.didDocument, [{ ...toPublicKey({ ...issuer.es256, ...key }), id: key.id }]);
files.set('/.well-known/did.json', JSON.stringify(didDocument));
files.set('/status/r1', await list(false));
files.set('/credentials/k3WqY7Zr2mXc9PfT4hNd8A.jwt', jwt);
files.set('/other.json', json);

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function run(
  args: Array<string>,
  environment: Record<string, string> = {},
): Promise<{ code: number; text: string }> {
  asked.length = 0;
  return verifyCommand(args, { LANG: 'C', ...environment });
}

test('it runs as printed in the README, and its exit code is that of the verdict', { timeout: 60_000 }, async () => {
  const args = ['run', '--silent', 'verify', '--', write('a.jwt', jwt), '--issuer', did];
  const program = spawn('npm', args, { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: 'pipe' });
  let text = '';
  program.stdout.on('data', (chunk) => (text += chunk));
  const code = await new Promise((resolve) => program.on('close', resolve));
  expect(text).toMatch(/genuine|auténtico/);
  expect(code).toBe(0);
});

test('a valid certificate ends with 0, by address, by page, by file, as PDF, in both languages', async () => {
  const page = await run([`${origin}/verify/k3WqY7Zr2mXc9PfT4hNd8A`]);
  expect(page).toMatchObject({ code: 0, text: expect.stringContaining('VALID: genuine') });
  expect(page.text).toMatch(/Holder +Ana Pérez Íñiguez/);
  expect(asked).toEqual(['/credentials/k3WqY7Zr2mXc9PfT4hNd8A.jwt', '/.well-known/did.json', '/status/r1']);
  const spanish = await run([write('c.json', json), '--issuer', did], { LANG: 'es_ES.UTF-8' });
  expect(spanish).toMatchObject({ code: 0, text: expect.stringContaining('VÁLIDO: auténtico') });
  const pdf = await run([write('c.pdf', await samplePdf(jwt, json, seal, award)), '--json'], { PUBLIC_URL: origin });
  expect(pdf.code).toBe(0);
  expect(JSON.parse(pdf.text)).toMatchObject({
    state: 'valid',
    container: 'pdf',
    verdicts: { seal: { outcome: 'pass' } },
  });
  const offline = await run([
    write('c.jwt', jwt),
    '--did',
    write('did.json', JSON.stringify(didDocument)),
    '--list',
    write('list.json', await list(false)),
    '--offline',
  ]);
  expect(offline).toMatchObject({ code: 0 });
  expect(asked).toEqual([]);
});

test('any other verdict ends with 1 and says why', async () => {
  const file = write('d.jwt', jwt);
  files.set('/status/r1', await list(true));
  expect(await run([file, '--issuer', did])).toMatchObject({ code: 1, text: expect.stringContaining('WITHDRAWN') });
  files.set('/status/r1', 'nonsense');
  expect(await run([file, '--issuer', did])).toMatchObject({ code: 1, text: expect.stringContaining('UNKNOWN') });
  files.set('/status/r1', await list(false));
  expect(await run([file, '--issuer', did, '--at', '3000-01-01T00:00:00Z'])).toMatchObject({ code: 1 });
  const stranger = await sampleIssuer('did:web:stranger.example');
  const own = buildDocument(
    sampleAward({ issuer: { did: 'did:web:stranger.example', name: 'x\u001b[2J', url: origin } }),
  );
  const foreign = await run([write('e.jwt', await signJwt(own, stranger.rs256)), '--issuer', did]);
  expect(foreign).toMatchObject({ code: 1, text: expect.stringContaining('--issuer did:web:stranger.example') });
  // an issuer that only the file names is never asked
  expect(asked).toEqual(['/.well-known/did.json']);
});

test('what cannot be checked ends with 2 and says what is missing', async () => {
  const file = write('f.jwt', jwt);
  for (const [args, says] of [
    [[file], 'Which issuer do you trust'],
    [[join(folder, 'missing.jwt'), '--issuer', did], 'ENOENT'],
    [[`${origin}/moved`], 'HTTP 302'],
    [[`${origin}/endless`], '> 4 MB'],
    [['http://example.com/c.jwt'], 'begin with https://'],
    [[file, '--issuer', 'did:key:z6Mk'], 'Not understood'],
    [[file, '--did', file], 'Not a DID document'],
    [[file, '--nonsense'], 'Usage'],
    [[file, '--at', 'soon', '--issuer', did], '--at soon'],
  ] as const)
    expect(await run([...args]), says).toMatchObject({ code: 2, text: expect.stringContaining(says) });
});

test('keys and lists are fetched from the issuer’s own host only', () => {
  expect(didDocumentUrl('did:web:academy.example')).toBe('https://academy.example/.well-known/did.json');
  expect(didDocumentUrl('did:web:academy.example:a:b')).toBe('https://academy.example/a/b/did.json');
  expect(didDocumentUrl('did:web:127.0.0.1%3A3000')).toBe('http://127.0.0.1:3000/.well-known/did.json');
  for (const odd of [
    'did:web:',
    'did:web:a%2Fb',
    'did:web:user%40host',
    'did:web:host%3Fx',
    'did:web:a%23b',
    'did:web:%',
    'did:key:z',
  ])
    expect(didDocumentUrl(odd), odd).toBeNull();
  const entry = { index: 1, purpose: 'revocation', issuerDid: 'did:web:academy.example' } as const;
  expect(isOwnList({ ...entry, listUrl: 'https://academy.example/status/1' })).toBe(true);
  for (const listUrl of [
    'http://academy.example/1',
    'https://academy.example:8443/1',
    'https://academy.example.evil.example/1',
    'http://169.254.169.254/',
    'file:///etc/passwd',
    'x',
  ])
    expect(isOwnList({ ...entry, listUrl }), listUrl).toBe(false);
});
