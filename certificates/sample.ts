// A sample award, issuer and keys for tests and trials. Fictional; nothing in production imports it.
import type { Award } from './document';
import { buildDidDocument, generateSigningKey, toPublicKey, type SigningKey, type TrustedIssuer } from './keys';
import { renderPdf } from './pdf';
import { PDF_LABELS } from './pdf-labels';
import { openSeal, type PdfSeal } from './pdf-seal';
import { makeSealCertificate, type SealKey } from './pdf-seal-certificate';

export const SAMPLE_DID = 'did:web:academy.example';
export const SAMPLE_LIST_URL = 'https://academy.example/status/r1';
/** A moment inside the sample award's validity. */
export const SAMPLE_NOW = new Date('2026-12-01T12:00:00Z');

/** Returns an award that builds and lints, with the parts given replaced. */
export function sampleAward(parts: Partial<Award> = {}): Award {
  return {
    credentialId: 'urn:uuid:7d0f4a6e-3f0b-4f36-9a55-0c5a1f1f2b61',
    licenseNumber: 'k3WqY7Zr2mXc9PfT4hNd8A',
    issuer: { did: SAMPLE_DID, name: 'Pericia', url: 'https://academy.example' },
    achievement: {
      id: 'https://academy.example/achievements/ai-marketing-foundations/v/1',
      version: '1',
      name: 'Fundamentos de marketing con IA',
      description: 'Planifica, mide y mejora campañas con ayuda de inteligencia artificial.',
      criteriaNarrative: 'Aprobar el examen final con 70 % o más y entregar el laboratorio de campaña.',
      criteriaUrl: 'https://academy.example/achievements/ai-marketing-foundations/v/1/criteria',
      imageUrl: 'https://academy.example/achievements/ai-marketing-foundations/v/1/image.png',
      language: 'es',
      type: 'Certification',
      tags: ['marketing', 'inteligencia artificial'],
      skills: [
        {
          id: 'funnel-metrics',
          name: 'Métricas del embudo',
          description: 'Lee un embudo y encuentra dónde se pierde gente.',
          url: 'https://academy.example/skills/funnel-metrics',
          framework: 'Pericia',
        },
        {
          id: 'unit-economics',
          name: 'Economía por unidad',
          description: 'Calcula CPA, ROAS y margen, y decide con ellos.',
          url: 'https://academy.example/skills/unit-economics',
          framework: 'Pericia',
        },
        {
          id: 'ad-auctions',
          name: 'Subastas de anuncios',
          description: 'Explica qué decide una subasta y puja en consecuencia.',
          url: 'https://academy.example/skills/ad-auctions',
          framework: 'Pericia',
        },
        {
          id: 'prompt-design',
          name: 'Diseño de instrucciones para IA',
          description: 'Escribe instrucciones que dan resultados útiles y comprobables.',
          url: 'https://academy.example/skills/prompt-design',
          framework: 'Pericia',
        },
        {
          id: 'experiments',
          name: 'Experimentos',
          description: 'Diseña una prueba que puede salir mal.',
          url: 'https://academy.example/skills/experiments',
          framework: 'Pericia',
        },
        {
          id: 'responsible-ai',
          name: 'Uso responsable de la IA',
          description: 'Reconoce riesgos y sabe qué no delegar.',
          url: 'https://academy.example/skills/responsible-ai',
          framework: 'Pericia',
        },
      ],
    },
    holder: { name: 'Ana Pérez Íñiguez', subjectId: 'urn:uuid:2a1f9a10-58c0-4f6b-8f5e-6f7a3a9d1c22' },
    result: { scorePercent: 88, requiredPercent: 70, description: 'Examen final' },
    hours: 24,
    evidence: [
      {
        id: 'https://academy.example/evidence/9f2c',
        name: 'Laboratorio de campaña',
        description: 'Campaña simulada con objetivo de CPA.',
        genre: 'Lab',
      },
    ],
    awardedAt: '2026-11-20T09:00:00Z',
    validFrom: '2026-11-20T09:00:00Z',
    validUntil: '2028-11-20T09:00:00Z',
    status: { listUrl: SAMPLE_LIST_URL, index: 94_567 },
    refreshUrl: 'https://academy.example/refresh/2c9d1e6f0a7b4c8d9e0f1a2b3c4d5e6f',
    ...parts,
  };
}

export type SampleIssuer = {
  rs256: SigningKey;
  es256: SigningKey;
  ed25519: SigningKey;
  statusList: SigningKey;
  trusted: TrustedIssuer;
  didDocument: Record<string, unknown>;
};

/** Generates an issuer with a key for each form and one for status lists. */
export async function sampleIssuer(did = SAMPLE_DID): Promise<SampleIssuer> {
  const [rs256, es256, ed25519, statusList] = await Promise.all([
    generateSigningKey({ algorithm: 'RS256', controller: did, fragment: 'rs256-2026', purpose: 'credential' }),
    generateSigningKey({ algorithm: 'ES256', controller: did, fragment: 'es256-2026', purpose: 'credential' }),
    generateSigningKey({ algorithm: 'Ed25519', controller: did, fragment: 'ed-2026', purpose: 'credential' }),
    generateSigningKey({ algorithm: 'Ed25519', controller: did, fragment: 'status-2026', purpose: 'status-list' }),
  ]);
  const keys = [rs256, es256, ed25519, statusList].map(toPublicKey);
  return {
    rs256,
    es256,
    ed25519,
    statusList,
    trusted: { did, name: 'Pericia', keys },
    didDocument: await buildDidDocument(did, keys),
  };
}

export type SampleSeal = { seal: PdfSeal; sealKeys: Array<SealKey>; certificate: Uint8Array };

/** Generates a sealing key of an issuer with its certificate. */
export async function sampleSeal(did = SAMPLE_DID): Promise<SampleSeal> {
  const key = await generateSigningKey({
    algorithm: 'ES256',
    controller: did,
    fragment: 'seal-2026',
    purpose: 'credential',
  });
  const period = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2036-01-01T00:00:00Z') };
  const certificate = await makeSealCertificate(key, 'Pericia', period);
  return { seal: openSeal(key, certificate), sealKeys: [toPublicKey(key)], certificate };
}

/** Draws and seals the sample certificate around the two forms of its credential. */
export async function samplePdf(jwt: string, json: string, seal?: PdfSeal, award = sampleAward()): Promise<Uint8Array> {
  const attachments = [
    { name: 'credential.json', mediaType: 'application/vc', bytes: Buffer.from(json), description: 'Data Integrity' },
    { name: 'credential.jwt', mediaType: 'application/vc+jwt', bytes: Buffer.from(jwt), description: 'JWT' },
  ];
  const { bytes } = await renderPdf({
    award,
    labels: PDF_LABELS.es,
    locale: 'es',
    verifyUrl: `https://academy.example/verify/${award.licenseNumber}`,
    shortId: 'PER-7D0F-4A6E',
    attachments,
    createdAt: SAMPLE_NOW,
    seal,
  });
  return bytes;
}

/** Returns an ES256 token with the other signature that verifies, (r, n - s). */
export function toTwin(token: string): string {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const end = token.lastIndexOf('.') + 1;
  const signature = Buffer.from(token.slice(end), 'base64url');
  const s = order - BigInt(`0x${signature.subarray(32).toString('hex')}`);
  signature.set(Buffer.from(s.toString(16).padStart(64, '0'), 'hex'), 32);
  return token.slice(0, end) + signature.toString('base64url');
}
