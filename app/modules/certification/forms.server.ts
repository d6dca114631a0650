// The forms of a certificate: linted, signed as JWT and as JSON, drawn, baked into its badge. Touches no table; runs in the worker.
import { buildDocument } from '@certificates/document';
import { PDF_LABELS } from '@certificates/pdf-labels';
import { signDataIntegrity } from '@certificates/sign-data-integrity';
import { signJwt } from '@certificates/sign-jwt';
import type { Locale } from '~/i18n/locale';
import { log } from '~/platform/log.server';
import { paths } from '~/platform/paths';
import { toAward } from './award.server';
import { bandOf, type FrozenAward } from './certification';
import { pdfSeal, signingKey } from './keyring.server';
import { digestOf } from './ledger.server';
import type { FileKind, SignedFile } from './store.server';

/** Open Badges 3.0, sections 8.2.3 and 8.3: the media types of its two forms. */
const JWT_TYPE = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/vc+ld+json';

/** What the ledger keeps of each signature: the key, and the digest of the signed bytes. */
export type Signed = {
  files: Array<SignedFile>;
  jwt: { kid: string; digest: string };
  json: { kid: string; digest: string };
};

/** Lints the document, signs both forms, draws the PDF in the language that was signed, bakes the badge. Throws CertificateError when the linter finds anything. */
export async function makeForms(award: FrozenAward, now: Date): Promise<Signed> {
  const document = buildDocument(toAward(award, award.locale));
  const [jwtKey, integrityKey] = await Promise.all([
    signingKey('credential-jwt', now),
    signingKey('credential-di', now),
  ]);
  const jwt = toFile('jwt', JWT_TYPE, await signJwt(document, jwtKey));
  const json = toFile('json', JSON_TYPE, await signDataIntegrity(document, integrityKey, now));
  const pdf = await drawPdf(award, award.locale, { jwt, json }, now);
  const badges = await bake(award, Buffer.from(jwt.bytes).toString('utf8'));
  return {
    files: [jwt, json, pdf, ...badges],
    jwt: { kid: jwtKey.id, digest: jwt.sha256 },
    json: { kid: integrityKey.id, digest: json.sha256 },
  };
}

function toFile(kind: FileKind, mime: string, content: string | Uint8Array): SignedFile {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { kind, mime, bytes, sha256: digestOf(bytes) };
}

const ATTACHED = {
  es: { json: 'Credencial firmada, Open Badges 3.0', jwt: 'La misma credencial, firmada como JWT' },
  en: { json: 'Signed credential, Open Badges 3.0', jwt: 'The same credential, signed as a JWT' },
} as const;

/** The sealed PDF in one language, with both signed files attached. */
export async function drawPdf(
  award: FrozenAward,
  locale: Locale,
  signed: { jwt: Pick<SignedFile, 'bytes'>; json: Pick<SignedFile, 'bytes'> },
  now: Date,
): Promise<SignedFile> {
  // Fonts and pdfkit: the web process, which shares this module, never needs them.
  const { renderPdf } = await import('@certificates/pdf');
  const band = bandOf(award.scorePercent, award.passPercent);
  const { bytes, warnings } = await renderPdf({
    award: toAward(award, locale),
    labels: PDF_LABELS[locale],
    locale,
    design: designOf(award),
    verifyUrl: `${award.issuer.url}${paths.verify(award.publicId)}`,
    shortId: award.publicId,
    scoreBand: `${band.from}–${band.to} %`,
    attachments: [
      {
        name: 'credential.json',
        mediaType: 'application/vc',
        bytes: signed.json.bytes,
        description: ATTACHED[locale].json,
      },
      {
        name: 'credential.jwt',
        mediaType: 'application/vc+jwt',
        bytes: signed.jwt.bytes,
        description: ATTACHED[locale].jwt,
      },
    ],
    createdAt: now,
    seal: await pdfSeal(now),
  });
  // The signed credential has the name in full; only the drawing lacks a letter.
  if (warnings.length > 0)
    log().warn(
      { certificate: award.credentialId, codePoints: warnings.map((warning) => warning.codePoint) },
      'a certificate was drawn with missing glyphs',
    );
  return toFile(`pdf-${locale}`, 'application/pdf', bytes);
}

/** Pixels of the baked PNG's side. */
const BADGE_PIXELS = 600;
/** Badges kept drawn: one a program, version and language. */
const MOST_BADGES = 64;
const badges = new Map<string, { svg: string; png: Uint8Array }>();

/** The badge with the JWT baked in (Open Badges 3.0, sections 5.3.1 and 5.3.2). Drawn once an achievement; only the baking is each person's. */
async function bake(award: FrozenAward, jwt: string): Promise<Array<SignedFile>> {
  const { bakePng } = await import('@certificates/bake-png');
  const { bakeSvg } = await import('@certificates/bake-svg');
  const { drawBadge } = await import('@certificates/badge-image');
  const { locale, design = 'skill' } = award;
  const key = JSON.stringify([award.programId, award.programVersion, locale, award.title[locale], design]);
  let badge = badges.get(key);
  if (!badge) {
    const image = drawBadge({
      title: award.title[locale],
      heading: headingOf(award, locale),
      issuerName: award.issuer.name,
      design: designOf(award),
      seed: award.programId,
      language: locale,
    });
    badge = { svg: image.svg, png: image.png(BADGE_PIXELS) };
    if (badges.size >= MOST_BADGES) badges.clear();
    badges.set(key, badge);
  }
  return [
    toFile('png', 'image/png', bakePng(badge.png, jwt)),
    toFile('svg', 'image/svg+xml; charset=utf-8', bakeSvg(badge.svg, jwt)),
  ];
}

/** How a certificate looks: programs about a role or an industry have a look of their own. */
function designOf({ design }: FrozenAward): { kind: 'skill' | 'role' | 'industry' } {
  return { kind: design === 'role' || design === 'industry' ? design : 'skill' };
}

function headingOf(award: FrozenAward, locale: Locale): string {
  const { ofSkill, ofRole, ofIndustry } = PDF_LABELS[locale];
  return { skill: ofSkill, role: ofRole, industry: ofIndustry }[designOf(award).kind];
}
