// Builds the unsigned Open Badges 3.0 document from a frozen award. Signs nothing and decides nothing.
import { createHash } from 'node:crypto';
import { BADGE_CONTEXT, BADGE_SCHEMA_URL, CREDENTIALS_CONTEXT, EXTENSIONS_CONTEXT } from './context-urls';
import { CertificateError } from './errors';
import { lint } from './lint';

/** The same skill in a framework of others, for example ESCO or a national catalogue of qualifications. */
export type AwardAlignment = {
  /** The name that framework gives it. */
  name: string;
  /** Its address there, for example `http://data.europa.eu/esco/skill/…`. */
  url: string;
  framework: string;
  code?: string;
};

export type AwardSkill = {
  id: string;
  name: string;
  description: string;
  url: string;
  framework?: string;
  /** Written after the skill itself, as alignments of their own. */
  alignments?: Array<AwardAlignment>;
};

export type AwardEvidence = {
  /** Immutable https address, or left out when the evidence is described but not published. */
  id?: string;
  name: string;
  description: string;
  genre?: string;
};

/** Everything a certificate says, frozen at the moment of the decision. Times are ISO 8601 with a zone. */
export type Award = {
  /** `urn:uuid:…`; kept through renewals and corrections. */
  credentialId: string;
  /** The public id printed on the certificate and used in its address. */
  licenseNumber: string;
  issuer: { did: string; name: string; url: string };
  achievement: {
    /** https address of this version of what was achieved. */
    id: string;
    version: string;
    name: string;
    description: string;
    criteriaNarrative: string;
    criteriaUrl: string;
    imageUrl?: string;
    /** BCP 47 tag of the texts in this award. */
    language: string;
    type: 'Certification';
    tags: Array<string>;
    skills: Array<AwardSkill>;
  };
  holder: {
    name: string;
    /** `urn:uuid:…`, different for each certificate of the same person so that two cannot be linked by it. */
    subjectId: string;
    /** Made with `hashIdentity`. Avoids plain disclosure; does not hide the address from someone who guesses it. */
    emailHash?: { salt: string; hash: string };
  };
  /** Percentages from 0 to 100. */
  result: { scorePercent: number; requiredPercent: number; description: string };
  /** Learning time in hours. */
  hours: number;
  evidence: Array<AwardEvidence>;
  /** First award; stays the same when the certificate is renewed. */
  awardedAt: string;
  /** Start of this period of validity; moves when the certificate is renewed. */
  validFrom: string;
  validUntil?: string;
  /** Where its revocation bit is. */
  status: { listUrl: string; index: number };
  /** An address with an unguessable token: whoever holds it may fetch the newest version. */
  refreshUrl?: string;
};

export type CredentialDocument = Record<string, unknown> & {
  '@context': Array<string>;
  id: string;
  type: Array<string>;
  issuer: { id: string; type: Array<string>; name: string; url: string };
  validFrom: string;
  validUntil?: string;
  credentialSubject: Record<string, unknown> & { id: string };
};

/** Control characters and the invisible marks that reorder the text around them (Unicode TR9 explicit formatting). */
const UNPRINTABLE = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * Returns one line of text as it will be signed: NFC, no controls, no explicit direction marks, single spaces.
 * Letters, emoji, joiners and combining marks stay.
 */
export function toPlainText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(UNPRINTABLE, '')
    .trim();
}

/**
 * Returns the instant as UTC with whole seconds, since a JWT's `nbf` must equal `validFrom` exactly
 * (Open Badges 3.0, JSON Web Token Proof Format). Throws `award-invalid` for a text without a time zone.
 */
export function toTimestamp(instant: string | Date, path = 'time'): string {
  const text = instant instanceof Date ? instant.toISOString() : instant;
  const time = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new CertificateError('award-invalid', `${path} is not a time with a zone: ${text}`, path);
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** Hashes an identity the way Open Badges 3.0 asks (`IdentityHash`): SHA-256 over value then salt, as `sha256$<hex>`. */
export function hashIdentity(value: string, salt: string): string {
  return `sha256$${createHash('sha256')
    .update(value + salt, 'utf8')
    .digest('hex')}`;
}

/**
 * Returns the unsigned Open Badges 3.0 credential of an award, already linted.
 * Throws `award-invalid` for numbers and times out of range, `document-invalid` for what the linter finds.
 */
export function buildDocument(award: Award): CredentialDocument {
  requireRange(award.result.scorePercent, 0, 100, 'result.scorePercent');
  requireRange(award.result.requiredPercent, 0, 100, 'result.requiredPercent');
  requireRange(award.hours, 0, 100_000, 'hours');
  requireRange(award.status.index, 0, Number.MAX_SAFE_INTEGER, 'status.index');

  const { achievement, holder, issuer, result } = award;
  const scoreId = `${achievement.id}#score`;
  const hoursId = `${achievement.id}#hours`;
  const document: CredentialDocument = {
    '@context': [CREDENTIALS_CONTEXT, BADGE_CONTEXT, EXTENSIONS_CONTEXT],
    id: award.credentialId,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: toPlainText(achievement.name),
    description: toPlainText(achievement.description),
    issuer: { id: issuer.did, type: ['Profile'], name: toPlainText(issuer.name), url: issuer.url },
    validFrom: toTimestamp(award.validFrom, 'validFrom'),
    awardedDate: toTimestamp(award.awardedAt, 'awardedAt'),
    ...(award.validUntil === undefined ? {} : { validUntil: toTimestamp(award.validUntil, 'validUntil') }),
    credentialSubject: {
      id: holder.subjectId,
      type: ['AchievementSubject'],
      identifier: identifiers(award),
      achievement: {
        id: achievement.id,
        type: ['Achievement'],
        achievementType: achievement.type,
        name: toPlainText(achievement.name),
        description: toPlainText(achievement.description),
        criteria: { id: achievement.criteriaUrl, narrative: toPlainText(achievement.criteriaNarrative) },
        ...(achievement.imageUrl === undefined ? {} : { image: { id: achievement.imageUrl, type: 'Image' } }),
        ...(achievement.tags.length === 0 ? {} : { tag: achievement.tags.map(toPlainText) }),
        inLanguage: achievement.language,
        version: achievement.version,
        ...(achievement.skills.length === 0 ? {} : { alignment: achievement.skills.flatMap(toAlignments) }),
        resultDescription: [
          {
            id: scoreId,
            type: ['ResultDescription'],
            name: toPlainText(result.description),
            resultType: 'Percent',
            valueMin: '0',
            valueMax: '100',
            requiredValue: String(result.requiredPercent),
          },
          {
            id: hoursId,
            type: ['ResultDescription'],
            name: hoursName(achievement.language),
            resultType: 'ext:LearningHours',
          },
        ],
      },
      result: [
        { type: ['Result'], resultDescription: scoreId, value: String(result.scorePercent), status: 'Completed' },
        { type: ['Result'], resultDescription: hoursId, value: String(award.hours) },
      ],
      licenseNumber: award.licenseNumber,
    },
    ...(award.evidence.length === 0 ? {} : { evidence: award.evidence.map(toEvidence) }),
    credentialSchema: [{ id: BADGE_SCHEMA_URL, type: '1EdTechJsonSchemaValidator2019' }],
    credentialStatus: {
      id: `${award.status.listUrl}#${award.status.index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(award.status.index),
      statusListCredential: award.status.listUrl,
    },
    ...(award.refreshUrl === undefined
      ? {}
      : { refreshService: { id: award.refreshUrl, type: '1EdTechCredentialRefresh' } }),
  };

  const [finding] = lint(document);
  if (finding) throw new CertificateError('document-invalid', `${finding.path}: ${finding.message}`, finding.path);
  return document;
}

function identifiers({ holder }: Award): Array<Record<string, unknown>> {
  const named = { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: toPlainText(holder.name) };
  if (!holder.emailHash) return [named];
  const { salt, hash } = holder.emailHash;
  return [named, { type: 'IdentityObject', hashed: true, identityType: 'emailAddress', salt, identityHash: hash }];
}

function toAlignments(skill: AwardSkill): Array<Record<string, unknown>> {
  const own = {
    type: ['Alignment'],
    targetName: toPlainText(skill.name),
    targetDescription: toPlainText(skill.description),
    targetUrl: skill.url,
    targetCode: skill.id,
    ...(skill.framework === undefined ? {} : { targetFramework: skill.framework }),
    targetType: 'ceasn:Competency',
  };
  const others = (skill.alignments ?? []).map(({ name, url, framework, code }) => ({
    type: ['Alignment'],
    targetName: toPlainText(name),
    targetUrl: url,
    ...(code === undefined ? {} : { targetCode: code }),
    targetFramework: toPlainText(framework),
    targetType: 'ceasn:Competency',
  }));
  return [own, ...others];
}

function toEvidence(evidence: AwardEvidence): Record<string, unknown> {
  return {
    ...(evidence.id === undefined ? {} : { id: evidence.id }),
    type: ['Evidence'],
    name: toPlainText(evidence.name),
    description: toPlainText(evidence.description),
    ...(evidence.genre === undefined ? {} : { genre: toPlainText(evidence.genre) }),
  };
}

function hoursName(language: string): string {
  return language.startsWith('es') ? 'Horas de aprendizaje' : 'Learning hours';
}

function requireRange(value: number, min: number, max: number, path: string): void {
  if (typeof value !== 'number') throw new TypeError(`${path} must be a number`);
  if (!(value >= min && value <= max))
    throw new CertificateError('award-invalid', `${path} must be from ${min} to ${max}`, path);
}
