// Whatever somebody was handed: each form is valid, each says which part is not, and odd names survive in all of them.
import { expect, test } from 'vitest';
import { drawBadge } from './badge-image';
import { bakePng } from './bake-png';
import { bakeSvg } from './bake-svg';
import { buildDocument, toPlainText } from './document';
import { sampleAward, sampleIssuer, samplePdf, sampleSeal, SAMPLE_NOW } from './sample';
import { signDataIntegrity } from './sign-data-integrity';
import { signJwt } from './sign-jwt';
import { verifyFile, type FileVerification, type VerifyFileOptions } from './verify-file';

const issuer = await sampleIssuer();
const { seal, sealKeys } = await sampleSeal();
const badge = drawBadge({ title: 'IA', heading: 'Certificado', issuerName: 'Pericia', seed: 'x', language: 'es' });
const png = badge.png(64);

function options(parts: Partial<VerifyFileOptions> = {}): VerifyFileOptions {
  return {
    issuers: [issuer.trusted],
    sealKeys,
    now: SAMPLE_NOW,
    lookUpStatus: () => ({ state: 'clear' }),
    lookUpSuperseded: () => 'current',
    ...parts,
  };
}

async function forms(
  name: string,
): Promise<{ award: ReturnType<typeof sampleAward>; files: Record<string, string | Uint8Array> }> {
  const award = sampleAward({ holder: { ...sampleAward().holder, name } });
  const document = buildDocument(award);
  const jwt = await signJwt(document, issuer.rs256);
  const json = await signDataIntegrity(document, issuer.ed25519, SAMPLE_NOW);
  const files = {
    'none jwt': jwt,
    'none data-integrity': Buffer.from(json),
    'png jwt': bakePng(png, jwt),
    'png data-integrity': bakePng(png, json),
    'svg jwt': bakeSvg(badge.svg, jwt),
    'svg data-integrity': Buffer.from(bakeSvg(badge.svg, json)),
    'pdf jwt': await samplePdf(jwt, json, seal, award),
  };
  return { award, files };
}

/** State, and every check that did not pass. */
function summary({ state, verdicts }: FileVerification): string {
  const open = Object.entries(verdicts).filter(([, { outcome }]) => outcome !== 'pass');
  return [state, ...open.map(([check, { reason }]) => `${check} ${reason}`)].join(', ');
}

test(
  'every form is valid on every check it has, and says whose it is, whatever the name',
  { timeout: 60_000 },
  async () => {
    const names = [
      'Ana Pérez Íñiguez',
      '\u202EzenìgidÍ\u0000\u0007 Ana\n\tB',
      'محمد علي (ابن أحمد)',
      '田中 太郎 🚀👩‍👩‍👧',
      `${'Ñ'.repeat(299)}a`,
      '<script>&"\'</script> ]]> --> Ana',
    ];
    for (const name of names) {
      const { files } = await forms(name);
      for (const [form, file] of Object.entries(files)) {
        const result = await verifyFile(file, options());
        expect(summary(result), `${name} ${form}`).toBe('valid');
        expect(`${result.container} ${result.form}`).toBe(form);
        expect(JSON.stringify(result.credential)).toContain(JSON.stringify(toPlainText(name)));
        expect('file' in result.verdicts).toBe(!form.startsWith('none'));
        expect('seal' in result.verdicts).toBe(form.startsWith('pdf'));
      }
    }
  },
);

test('a PDF is called out when its page cannot be believed, though the credential inside is sound', async () => {
  const { files } = await forms('Ana Pérez');
  const pdf = Buffer.from(files['pdf jwt'] as Uint8Array);
  const edited = Buffer.from(pdf);
  edited[2_000] = edited[2_000]! ^ 1;
  expect(summary(await verifyFile(edited, options()))).toBe('invalid, seal seal-mismatch');
  expect((await verifyFile(edited, options())).credential?.name).toBe('Fundamentos de marketing con IA');
  expect(summary(await verifyFile(Buffer.concat([pdf, Buffer.from('\n')]), options()))).toBe(
    'invalid, seal seal-partial',
  );
  expect(summary(await verifyFile(pdf, options({ sealKeys: [] })))).toBe('invalid, seal seal-untrusted');
  const bare = await samplePdf(files['none jwt'] as string, String(files['none data-integrity']));
  expect(summary(await verifyFile(bare, options()))).toBe('unknown, seal seal-absent');
  expect(summary(await verifyFile(bare, options({ now: new Date('2030-01-01') })))).toBe(
    'expired, period expired, seal seal-absent',
  );
  const foreign = await sampleSeal('did:web:stranger.example');
  const resealed = await samplePdf(files['none jwt'] as string, String(files['none data-integrity']), foreign.seal);
  expect(summary(await verifyFile(resealed, options({ sealKeys: [...sealKeys, ...foreign.sealKeys] })))).toBe(
    'invalid, seal seal-foreign',
  );
});

test('status, period and issuer count in every form', async () => {
  const { files } = await forms('Ana Pérez');
  for (const [form, file] of Object.entries(files)) {
    const state = async (parts: Partial<VerifyFileOptions>) => (await verifyFile(file, options(parts))).state;
    expect(await state({ lookUpStatus: () => ({ state: 'set' }) }), form).toBe('revoked');
    expect(await state({ now: new Date('2030-01-01') }), form).toBe('expired');
    expect(await state({ issuers: [] }), form).toBe('invalid');
    expect(await state({ lookUpStatus: undefined }), form).toBe('unknown');
  }
});

test('what is no certificate gets a reason: pictures, PDFs, pages, too much of anything', async () => {
  const cases: Array<[string | Uint8Array, string]> = [
    [png, 'file credential-missing'],
    [png.subarray(0, 100), 'file file-damaged'],
    [bakePng(png, 'hello'), 'shape not-recognized'],
    [badge.svg, 'file credential-missing'],
    ['<!doctype html><html></html>', 'file file-damaged'],
    [Buffer.from('%PDF-1.7\n%%EOF'), 'file credential-missing'],
    [Buffer.alloc(5_000_000), 'shape too-large'],
    ['x'.repeat(5_000_000), 'shape too-large'],
    [Buffer.alloc(70_000, 0x7b), 'shape too-large'],
    [Buffer.from([0xff, 0xfe, 0x00]), 'shape not-text'],
    ['', 'shape not-recognized'],
    ['{"a":1,"a":2}', 'shape json-invalid'],
    [`{"a":${'['.repeat(30_000)}`, 'shape too-deep'],
    [`{"a":[${'1,'.repeat(6_000)}1]}`, 'shape too-large'],
  ];
  for (const [input, expected] of cases) {
    const result = await verifyFile(input, options());
    expect(result.state).toBe('invalid');
    expect(summary(result).split(', ')).toContain(expected);
    expect(result.credential).toBeNull();
  }
});
