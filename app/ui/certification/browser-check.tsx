// The places where the visitor's own browser says what it found: an alarm above all, a line beside the server's checks.
import { useEffect } from 'react';
import type { Locale } from '~/i18n/locale';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { verifyMessages } from '~/i18n/verify';
import type { CertificateFacts, FactName } from '~/modules/certification/certification';
import { Icon } from '~/ui/kit/icon';
import { shownFacts } from './own-check';

/** Sentences with `{time}`, `{fact}`, `{facts}` and `{signed}` still to be filled in. */
export type CheckTexts = Record<'checking' | 'pass' | 'fail' | 'differs' | 'was' | 'insecure' | 'fetch', string> & {
  facts: Record<FactName, string>;
  /** BCP 47, for the time of day. */
  language: string;
};

const FACTS = [
  'credentialId',
  'publicId',
  'holderName',
  'title',
  'proves',
  'criteria',
  'language',
  'skills',
  'scorePercent',
  'passPercent',
  'hours',
  'awardedAt',
  'validFrom',
  'validUntil',
  'issuer',
] as const satisfies ReadonlyArray<FactName>;

function useTexts(count: number, locale: Locale): CheckTexts {
  const t = useMessages(verifyMessages);
  return {
    checking: t('browser.checking'),
    pass: t('browser.pass', { time: '{time}', count }),
    fail: t('browser.fail'),
    differs: t('browser.differs', { facts: '{facts}' }),
    was: t('browser.was', { fact: '{fact}', signed: '{signed}' }),
    insecure: t('browser.unavailable', { why: t('browser.insecure') }),
    fetch: t('browser.unavailable', { why: t('browser.fetch') }),
    facts: Object.fromEntries(FACTS.map((name) => [name, t(`fact.${name}`)])) as Record<FactName, string>,
    language: locale === 'es' ? 'es-ES' : 'en-GB',
  };
}

/** Above everything else on the page; hidden while all is well. */
export function BrowserAlarm() {
  return (
    <div className="alert tone-bad mb-4 text-lg font-semibold" role="alert" data-own-alarm hidden>
      <Icon name="error" />
      <div className="alert-body" data-words />
    </div>
  );
}

/** `data-state`, set by the check, says which sign is shown. */
export function BrowserCheckLine({ facts }: { facts: CertificateFacts }) {
  const t = useMessages(verifyMessages);
  const locale: Locale = useLocale();
  const shown = shownFacts(facts, locale);
  const texts = useTexts(Object.keys(shown).length, locale);
  // Reached without a new document, from another page of ours: the page's script is not there to do it.
  useEffect(() => void import('./own-check-view').then(({ runOwnCheck }) => runOwnCheck()), [facts.publicId, locale]);
  return (
    <div className="browser-check" data-own-check={JSON.stringify({ shown, texts })} data-state="checking">
      <Icon name="success" className="text-good on-pass" />
      <Icon name="error" className="text-bad on-fail" />
      <Icon name="device" className="text-muted on-open" />
      <div>
        <strong>{t('browser.title')}</strong>
        <p role="status" />
        <p className="on-pass text-sm text-muted">{t('browser.why')}</p>
        <noscript>
          <p>{t('browser.off')}</p>
        </noscript>
      </div>
    </div>
  );
}
