// Figures of the certificates library on one core: verifying JWTs and Data Integrity, issuing in all forms, sizes. `npx tsx bench/certificates.ts [certificates]`.
import { cpuUsage } from 'node:process';
import { drawBadge } from '../certificates/badge-image';
import { bakePng } from '../certificates/bake-png';
import { bakeSvg } from '../certificates/bake-svg';
import { buildDocument, type Award } from '../certificates/document';
import { renderPdf } from '../certificates/pdf';
import { PDF_LABELS } from '../certificates/pdf-labels';
import { sampleAward, sampleIssuer, samplePdf, sampleSeal, SAMPLE_NOW } from '../certificates/sample';
import { signDataIntegrity } from '../certificates/sign-data-integrity';
import { signJwt } from '../certificates/sign-jwt';
import { verify } from '../certificates/verify';
import { verifyFile } from '../certificates/verify-file';
import { figure, heading } from './measure';

const COUNT = Number(process.argv[2] ?? 200);
const NAMES = ['Ana Pérez Íñiguez', 'Zoë O’Neill', 'محمد علي', '田中 太郎', 'Nguyễn Thị Ánh', 'Владимир Ильин'];
/** Asked for a thousand certificates in all forms, in seconds of one core. */
const THOUSAND_SECONDS = 60;
const SEAL_MS = 40;

const issuer = await sampleIssuer();
const { seal, sealKeys } = await sampleSeal();
const options = {
  issuers: [issuer.trusted],
  sealKeys,
  now: SAMPLE_NOW,
  lookUpStatus: () => ({ state: 'clear' as const }),
};
const badge = drawBadge({
  title: 'Fundamentos de marketing con IA',
  heading: PDF_LABELS.es.ofSkill,
  issuerName: 'Pericia',
  seed: 'x',
  language: 'es',
});
const picture = badge.png(512);

/** CPU milliseconds that one call takes, user and system, over all calls; other processes do not count. */
async function cost(count: number, work: (index: number) => Promise<unknown>): Promise<number> {
  const start = cpuUsage();
  for (let index = 0; index < count; index++) await work(index);
  const { user, system } = cpuUsage(start);
  return (user + system) / 1_000 / count;
}

function award(index: number): Award {
  const parts = sampleAward();
  const digits = String(index).padStart(12, '0');
  const name = NAMES[index % NAMES.length] as string;
  return {
    ...parts,
    credentialId: `urn:uuid:7d0f4a6e-3f0b-4f36-9a55-${digits}`,
    licenseNumber: `k3WqY7Zr2m${digits}`,
    holder: { ...parts.holder, name: `${name} ${index}` },
    status: { ...parts.status, index },
  };
}

async function draw(content: Award, locale: 'es' | 'en', jwt: string, json: string): Promise<Uint8Array> {
  const attachments = [
    { name: 'credential.json', mediaType: 'application/vc', bytes: Buffer.from(json), description: 'JSON' },
    { name: 'credential.jwt', mediaType: 'application/vc+jwt', bytes: Buffer.from(jwt), description: 'JWT' },
  ];
  const { bytes } = await renderPdf({
    award: content,
    labels: PDF_LABELS[locale],
    locale,
    verifyUrl: `https://academy.example/verify/${content.licenseNumber}`,
    shortId: content.licenseNumber.slice(0, 12),
    attachments,
    createdAt: SAMPLE_NOW,
    seal,
  });
  return bytes;
}

const document = buildDocument(sampleAward());
const tokens = { RS256: await signJwt(document, issuer.rs256), ES256: await signJwt(document, issuer.es256) };
const json = await signDataIntegrity(document, issuer.ed25519, SAMPLE_NOW);
const pdf = await samplePdf(tokens.RS256, json, seal);
const baked = { png: bakePng(picture, tokens.RS256), svg: bakeSvg(badge.svg, tokens.RS256) };

// warm-up: fonts, schemas, compiled code
await cost(50, () => verify(json, options));
await cost(300, () => verify(tokens.RS256, options));
await cost(12, (index) => draw(award(index), 'es', tokens.RS256, json));

heading('Certificates: verify, one core');
for (const [name, token] of Object.entries(tokens)) {
  const ms = await cost(2_000, () => verify(token, options));
  figure(`JWT ${name}`, `${Math.round(1_000 / ms)}/s`, '≥ 1,500/s', 1_000 / ms >= 1_500);
}
const di = await cost(200, () => verify(json, options));
figure('Data Integrity', `${Math.round(1_000 / di)}/s`, '≥ 50/s', 1_000 / di >= 50);
for (const [name, file] of Object.entries({ ...baked, pdf })) {
  const ms = await cost(200, () => verifyFile(file, options));
  figure(`${name.toUpperCase()} with a JWT inside`, `${Math.round(1_000 / ms)}/s`, '≥ 50/s', 1_000 / ms >= 50);
}

heading('Certificates: issue, one core');
const steps: Record<string, (index: number) => Promise<unknown>> = {
  'document and JWT': (index) => signJwt(buildDocument(award(index)), issuer.rs256),
  'Data Integrity': (index) => signDataIntegrity(buildDocument(award(index)), issuer.ed25519, SAMPLE_NOW),
  'PDF drawn and sealed': (index) => draw(award(index), 'es', tokens.RS256, json),
  'PNG and SVG baked': async () => [bakePng(picture, tokens.RS256), bakeSvg(badge.svg, tokens.RS256)],
};
for (const [name, step] of Object.entries(steps)) {
  const ms = await cost(Math.min(COUNT, 200), step);
  figure(
    name,
    `${ms.toFixed(1)} ms`,
    name.startsWith('PDF') ? `≤ ${SEAL_MS} ms` : 'stated',
    !name.startsWith('PDF') || ms <= SEAL_MS,
  );
}
async function issueAll(index: number, locales: ReadonlyArray<'es' | 'en'>): Promise<void> {
  const content = award(index);
  const unsigned = buildDocument(content);
  const jwt = await signJwt(unsigned, issuer.rs256);
  const proof = await signDataIntegrity(unsigned, issuer.ed25519, SAMPLE_NOW);
  for (const locale of locales) await draw(content, locale, jwt, proof);
  bakePng(picture, jwt);
  bakeSvg(badge.svg, jwt);
}
for (const locales of [['es'], ['es', 'en']] as const) {
  const ms = await cost(COUNT, (index) => issueAll(index, locales));
  const label = `1,000 with JWT, JSON, PNG, SVG and ${locales.length === 1 ? 'one PDF' : 'a PDF in each language'}`;
  figure(label, `${ms.toFixed(1)} s (from ${COUNT})`, `≤ ${THOUSAND_SECONDS} s`, ms <= THOUSAND_SECONDS);
}

heading('Certificates: size');
const sizes = { JWT: tokens.RS256, JSON: json, PDF: pdf, 'PNG, 512 px': baked.png, SVG: baked.svg };
for (const [name, file] of Object.entries(sizes))
  figure(name, `${(Buffer.byteLength(file) / 1_000).toFixed(1)} kB`, '≤ 200 kB', Buffer.byteLength(file) <= 200_000);
