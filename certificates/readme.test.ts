// The program printed in the README runs as printed, on real files.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { buildDocument } from './document';
import { buildJwks } from './keys';
import { sampleAward, sampleIssuer, SAMPLE_DID, SAMPLE_LIST_URL } from './sample';
import { signDataIntegrity } from './sign-data-integrity';
import { signJwt } from './sign-jwt';
import { buildStatusListCredential, createStatusList, setStatus } from './status-list';

test('the check in the README tells valid from revoked and refuses a forgery', { timeout: 30_000 }, async () => {
  const program = /```js\n([\s\S]+?)```/.exec(
    readFileSync(new URL('./README.md', import.meta.url), 'utf8'),
  )?.[1] as string;
  const issuer = await sampleIssuer();
  const mallory = await sampleIssuer();
  // valid for centuries, since the program looks at the real clock
  const document = buildDocument(
    sampleAward({
      awardedAt: '2020-01-01T00:00:00Z',
      validFrom: '2020-01-01T00:00:00Z',
      validUntil: '2999-01-01T00:00:00Z',
    }),
  );
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));

  async function run(jwt: string, isRevoked: boolean): Promise<string> {
    const list = buildStatusListCredential({
      listUrl: SAMPLE_LIST_URL,
      issuerDid: SAMPLE_DID,
      list: setStatus(createStatusList(), 94_567, isRevoked),
      validFrom: '2026-12-01T00:00:00Z',
      validUntil: '2026-12-02T00:00:00Z',
    });
    const files = {
      'credential.jwt': jwt,
      'jwks.json': JSON.stringify(buildJwks(issuer.trusted.keys)),
      'status-list.json': await signDataIntegrity(list, issuer.statusList, '2026-12-01T00:00:00Z'),
    };
    const paths = Object.entries(files).map(([name, text]) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    const cwd = fileURLToPath(new URL('.', import.meta.url));
    return execFileSync(process.execPath, ['--input-type=module', '-', ...paths, SAMPLE_DID], {
      cwd,
      input: program,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }

  try {
    expect(await run(await signJwt(document, issuer.rs256), false)).toBe(
      'valid Ana Pérez Íñiguez - Fundamentos de marketing con IA\n',
    );
    expect(await run(await signJwt(document, issuer.es256), true)).toMatch(/^revoked /);
    await expect(run(await signJwt(document, mallory.rs256), false)).rejects.toThrow(/signature verification failed/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
