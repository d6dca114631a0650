// The visitor's own check of a certificate: the signed file and the public key fetched, verified, compared with what the page shows.
import { recheckJwt } from '@certificates/browser';
import {
  type CertificateFacts,
  differingFacts,
  type FactName,
  readSignedFacts,
  type SignedFacts,
} from '~/modules/certification/certification';
import type { Locale } from '~/i18n/locale';
import { paths } from '~/platform/paths';

export type OwnCheck =
  | { state: 'pass'; at: Date }
  | { state: 'fail' }
  /** `signed` is null where the signed text is too long to quote. */
  | { state: 'differs'; facts: ReadonlyArray<{ name: FactName; signed: string | null }> }
  | { state: 'unavailable'; why: 'insecure' | 'fetch' };

/** Characters of a signed text that are still quoted. */
const QUOTED = 120;

/** What this page says, in the terms of what was signed. Texts count when the page speaks the signed language. */
export function shownFacts(facts: CertificateFacts, locale: Locale): Partial<SignedFacts> {
  const texts: Partial<SignedFacts> = {
    title: facts.title,
    proves: facts.proves,
    criteria: facts.criteria,
    skills: facts.skills.map((skill) => `${skill.id}: ${skill.title}: ${skill.description}`).join('\n'),
  };
  return {
    credentialId: facts.credentialId,
    publicId: facts.publicId,
    holderName: facts.holderName,
    ...(facts.scorePercent === null ? {} : { scorePercent: String(facts.scorePercent) }),
    passPercent: String(facts.passPercent),
    hours: String(facts.hours),
    awardedAt: facts.awardedAt,
    validFrom: facts.validFrom,
    validUntil: facts.validUntil,
    issuer: facts.issuer.did,
    language: facts.signed.locale,
    ...(locale === facts.signed.locale ? texts : { title: facts.signed.title }),
  };
}

async function fetchFresh(address: string): Promise<Response> {
  const response = await fetch(address, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

/** Never throws: what could not be checked says so. */
export async function checkMyself(publicId: string, shown: Partial<SignedFacts>): Promise<OwnCheck> {
  if (!globalThis.crypto?.subtle) return { state: 'unavailable', why: 'insecure' };
  let jwt: string;
  let jwks: Parameters<typeof recheckJwt>[1];
  try {
    [jwt, jwks] = await Promise.all([
      fetchFresh(paths.credentialFile(publicId, 'jwt')).then((response) => response.text()),
      fetchFresh('/.well-known/jwks.json').then((response) => response.json()),
    ]);
  } catch {
    return { state: 'unavailable', why: 'fetch' };
  }
  const { signature, credential } = await recheckJwt(jwt.trim(), jwks, new Date());
  if (signature === 'fail') return { state: 'fail' };
  const signed = readSignedFacts(credential);
  const facts = differingFacts(signed, shown).map((name) => ({
    name,
    signed: signed[name].length <= QUOTED ? signed[name] : null,
  }));
  return facts.length > 0 ? { state: 'differs', facts } : { state: 'pass', at: new Date() };
}
