// The visitor's own check: fetches the signed credential and the public key, verifies with WebCrypto, compares with the page.
import { useEffect, useState } from 'react';
import type { Locale } from '~/i18n/locale';
import {
  type CertificateFacts,
  differingFacts,
  type FactName,
  readSignedFacts,
  type SignedFacts,
} from '~/modules/certification/certification';
import { paths } from '~/platform/paths';

export type BrowserCheck =
  | { state: 'checking' }
  | { state: 'pass'; at: Date; facts: number }
  | { state: 'fail' }
  | {
      state: 'differs';
      facts: ReadonlyArray<{ name: FactName; /** What was signed, when it is short. */ signed: string | null }>;
    }
  | { state: 'unavailable'; why: 'insecure' | 'fetch' };

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
    scorePercent: String(facts.scorePercent),
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

async function check(publicId: string, shown: Partial<SignedFacts>): Promise<BrowserCheck> {
  if (!globalThis.crypto?.subtle) return { state: 'unavailable', why: 'insecure' };
  let fetched;
  try {
    // The library loads only here: no other page needs it.
    fetched = await Promise.all([
      import('@certificates/browser'),
      fetch(paths.credentialFile(publicId, 'jwt'), { cache: 'no-cache' }).then((response) =>
        response.ok ? response.text() : Promise.reject(new Error('jwt')),
      ),
      fetch('/.well-known/jwks.json', { cache: 'no-cache' }).then((response) =>
        response.ok ? response.json() : Promise.reject(new Error('jwks')),
      ),
    ]);
  } catch {
    return { state: 'unavailable', why: 'fetch' };
  }
  const [{ recheckJwt }, jwt, jwks] = fetched;
  const { signature, credential } = await recheckJwt(jwt.trim(), jwks as Parameters<typeof recheckJwt>[1], new Date());
  if (signature === 'fail') return { state: 'fail' };
  const signed = readSignedFacts(credential);
  const facts = differingFacts(signed, shown).map((name) => ({
    name,
    signed: signed[name].length <= 120 ? signed[name] : null,
  }));
  return facts.length > 0
    ? { state: 'differs', facts }
    : { state: 'pass', at: new Date(), facts: Object.keys(shown).length };
}

/** Null until there is something to check. */
export function useBrowserCheck(facts: CertificateFacts | null, signed: boolean, locale: Locale): BrowserCheck | null {
  const [result, setResult] = useState<BrowserCheck | null>(null);
  useEffect(() => {
    if (!facts || !signed) return;
    let gone = false;
    setResult({ state: 'checking' });
    void check(facts.publicId, shownFacts(facts, locale)).then((found) => !gone && setResult(found));
    return () => {
      gone = true;
    };
  }, [facts, signed, locale]);
  return result;
}
