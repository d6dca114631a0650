// What a certificate states, read from its signed text and from its record, so that the two can be laid side by side. Browser-safe.
import type { Locale } from '~/i18n/locale';
import type { FrozenAward } from './certification';

/** The statements that matter to somebody who relies on a certificate. Texts in the language that was signed. */
export type SignedFacts = {
  credentialId: string;
  publicId: string;
  holderName: string;
  title: string;
  proves: string;
  criteria: string;
  language: string;
  /** "id: name: description" each, in order. */
  skills: string;
  scorePercent: string;
  passPercent: string;
  hours: string;
  awardedAt: string;
  validFrom: string;
  validUntil: string;
  issuer: string;
};
export type FactName = keyof SignedFacts;

type Fields = Record<string, unknown>;

function object(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
function list(value: unknown): Array<Fields> {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(object);
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Reads an Open Badges 3.0 credential of ours whose signature was checked. What is missing comes out empty. */
export function readSignedFacts(credential: unknown): SignedFacts {
  const document = object(credential);
  const subject = object(document.credentialSubject);
  const achievement = object(subject.achievement);
  const results = list(subject.result);
  const descriptions = list(achievement.resultDescription);
  const valueOf = (end: string) => text(results.find((result) => text(result.resultDescription).endsWith(end))?.value);
  return {
    credentialId: text(document.id),
    publicId: text(subject.licenseNumber),
    holderName: text(list(subject.identifier).find((identifier) => identifier.identityType === 'name')?.identityHash),
    title: text(achievement.name),
    proves: text(achievement.description),
    criteria: text(object(achievement.criteria).narrative),
    language: text(achievement.inLanguage),
    skills: list(achievement.alignment)
      .map((skill) => `${text(skill.targetCode)}: ${text(skill.targetName)}: ${text(skill.targetDescription)}`)
      .join('\n'),
    scorePercent: valueOf('#score'),
    passPercent: text(descriptions.find((description) => text(description.id).endsWith('#score'))?.requiredValue),
    hours: valueOf('#hours'),
    awardedAt: text(document.awardedDate),
    validFrom: text(document.validFrom),
    validUntil: text(document.validUntil),
    issuer: text(object(document.issuer).id) || text(document.issuer),
  };
}

/** The same statements as the record has them, in the language that was signed. */
export function factsOfAward(award: FrozenAward): SignedFacts {
  const locale: Locale = award.locale;
  return {
    credentialId: award.credentialId,
    publicId: award.publicId,
    holderName: award.holderName,
    title: award.title[locale],
    proves: award.proves[locale],
    criteria: award.criteria[locale],
    language: locale,
    skills: award.skills.map((skill) => `${skill.id}: ${skill.title[locale]}: ${skill.description[locale]}`).join('\n'),
    scorePercent: String(award.scorePercent),
    passPercent: String(award.passPercent),
    hours: String(award.hours),
    awardedAt: award.awardedAt,
    validFrom: award.validFrom,
    validUntil: award.validUntil,
    issuer: award.issuer.did,
  };
}

/** The names of statements in `shown` that differ from what was signed; an empty array means none. */
export function differingFacts(signed: SignedFacts, shown: Partial<SignedFacts>): Array<FactName> {
  return (Object.keys(shown) as Array<FactName>).filter((name) => signed[name] !== shown[name]);
}
