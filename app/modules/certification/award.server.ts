// What a certificate will say: the award frozen at the decision, and the same award as certificates/ takes it.
import { randomBytes, randomInt } from 'node:crypto';
import { type Award, toPlainText } from '@certificates/document';
import type { Locale, Localized } from '~/i18n/locale';
import type { ProgramDefinition, Skill } from '~/modules/catalog/catalog';
import { publicUrl } from '~/platform/env.server';
import { publicId, uuid7 } from '~/platform/ids.server';
import { paths } from '~/platform/paths';
import type { FrozenAward } from './certification';
import { sittingRules } from './eligibility';
import type { AttemptRow } from './exam-store.server';
import { ISSUER_NAME, issuerDid, statusListUrl } from './issuer.server';

/** Entries of a status list. */
export const LIST_LENGTH = 131_072;

type Decision = {
  attempt: AttemptRow;
  definition: ProgramDefinition;
  skills: ReadonlyArray<Skill>;
  holderName: string;
  statusListId: number;
  /** The certificate that this one renews: same credential, same first award. */
  renews: FrozenAward | null;
  now: Date;
};

/** Freezes a passed attempt into an award: texts in both languages, times in whole seconds UTC. Draws its ids and status index. */
export function freezeAward({
  attempt,
  definition,
  skills,
  holderName,
  statusListId,
  renews,
  now,
}: Decision): FrozenAward {
  const validFrom = wholeSeconds(now);
  const { minutes, passPercent } = sittingRules(definition, attempt.kind);
  const texts = (value: Localized): Localized => ({ es: toPlainText(value.es), en: toPlainText(value.en) });
  const meanings = new Map(skills.map((skill) => [skill.id, skill]));
  return {
    format: 1,
    credentialId: renews?.credentialId ?? `urn:uuid:${uuid7(now.getTime())}`,
    publicId: publicId(),
    subjectId: renews?.subjectId ?? `urn:uuid:${crypto.randomUUID()}`,
    holderName: toPlainText(holderName),
    programId: definition.id,
    programVersion: definition.version,
    design: definition.design ?? definition.type,
    courseId: definition.course,
    title: texts(definition.title),
    summary: texts(definition.summary),
    proves: texts(definition.proves),
    criteria: texts(definition.criteria),
    skills: definition.skills.flatMap((id) => {
      const skill = meanings.get(id);
      return skill ? [{ id, title: texts(skill.title), description: texts(skill.description) }] : [];
    }),
    exam: { questions: attempt.itemIds.length, minutes },
    scorePercent: Math.floor(attempt.scorePercent ?? 0),
    passPercent,
    hours: definition.hours,
    locale: attempt.locale,
    issuer: { did: issuerDid(), name: ISSUER_NAME, url: publicUrl() },
    statusListUrl: statusListUrl(statusListId),
    statusIndex: randomInt(LIST_LENGTH),
    awardedAt:
      renews?.awardedAt ?? wholeSeconds(attempt.submittedAt && attempt.submittedAt < now ? attempt.submittedAt : now),
    validFrom,
    validUntil: wholeSeconds(addMonths(new Date(validFrom), definition.validMonths)),
    refreshToken: refreshToken(),
  };
}

/** 128 random bits, base64url: whoever has the address may fetch the newest version (Open Badges 3.0, refreshService). */
function refreshToken(): string {
  return randomBytes(16).toString('base64url');
}

/** The same award put right: another holder's name, a new beginning, public id, status index and refresh address. */
export function correctAward(
  award: FrozenAward,
  { holderName, statusListId, now }: { holderName: string; statusListId: number; now: Date },
): FrozenAward {
  // A version is told from another by its beginning, in whole seconds: two within one second must not share it.
  const after = new Date(Math.max(now.getTime(), Date.parse(award.validFrom) + 1_000));
  return {
    ...award,
    publicId: publicId(),
    holderName: toPlainText(holderName),
    statusListUrl: statusListUrl(statusListId),
    statusIndex: randomInt(LIST_LENGTH),
    issuer: { did: issuerDid(), name: ISSUER_NAME, url: publicUrl() },
    validFrom: wholeSeconds(after),
    refreshToken: refreshToken(),
  };
}

function wholeSeconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** The same day and time some months later, UTC; the month's last day when it has no such day. */
export function addMonths(at: Date, months: number): Date {
  const result = new Date(at);
  result.setUTCDate(1);
  result.setUTCMonth(result.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return result;
}

const SCORE_NAME = { es: 'Resultado del examen', en: 'Exam result' } as const;

/** The award in one language, as certificates/ signs and draws it. */
export function toAward(frozen: FrozenAward, locale: Locale): Award {
  const { url } = frozen.issuer;
  const program = `${url}${paths.exam(frozen.programId)}`;
  return {
    credentialId: frozen.credentialId,
    licenseNumber: frozen.publicId,
    issuer: frozen.issuer,
    achievement: {
      id: `${program}?v=${frozen.programVersion}`,
      version: String(frozen.programVersion),
      name: frozen.title[locale],
      description: frozen.proves[locale],
      criteriaNarrative: frozen.criteria[locale],
      criteriaUrl: program,
      language: locale,
      type: 'Certification',
      tags: [],
      skills: frozen.skills.map((skill) => ({
        id: skill.id,
        name: skill.title[locale],
        description: skill.description[locale],
        url: `${program}#${skill.id}`,
        framework: ISSUER_NAME,
      })),
    },
    holder: { name: frozen.holderName, subjectId: frozen.subjectId },
    result: { scorePercent: frozen.scorePercent, requiredPercent: frozen.passPercent, description: SCORE_NAME[locale] },
    hours: frozen.hours,
    evidence: [],
    awardedAt: frozen.awardedAt,
    validFrom: frozen.validFrom,
    validUntil: frozen.validUntil,
    status: { listUrl: frozen.statusListUrl, index: frozen.statusIndex },
    ...(frozen.refreshToken ? { refreshUrl: `${url}${paths.refresh(frozen.refreshToken)}` } : {}),
  };
}
