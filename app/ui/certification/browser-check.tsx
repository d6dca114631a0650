// What the visitor's own browser found, beside what our server says; loud when the two disagree.
import { verifyMessages } from '~/i18n/verify';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { Alert } from '~/ui/kit/alert';
import { Icon } from '~/ui/kit/icon';
import type { BrowserCheck } from './use-browser-check';

function useDiffering(result: BrowserCheck | null): string {
  const t = useMessages(verifyMessages);
  if (result?.state !== 'differs') return '';
  return result.facts
    .map(({ name, signed }) =>
      signed === null ? t(`fact.${name}`) : t('browser.was', { fact: t(`fact.${name}`), signed }),
    )
    .join('; ');
}

/** Above everything else on the page. Nothing while all is well. */
export function BrowserAlarm({ result }: { result: BrowserCheck | null }) {
  const t = useMessages(verifyMessages);
  const facts = useDiffering(result);
  if (result?.state !== 'fail' && result?.state !== 'differs') return null;
  return (
    <Alert kind="bad" live className="mb-4 text-lg font-semibold">
      {result.state === 'fail' ? t('browser.fail') : t('browser.differs', { facts })}
    </Alert>
  );
}

export function BrowserCheckLine({ result }: { result: BrowserCheck | null }) {
  const t = useMessages(verifyMessages);
  const locale = useLocale();
  const facts = useDiffering(result);
  const passed = result?.state === 'pass';
  const failed = result?.state === 'fail' || result?.state === 'differs';
  return (
    <div className="browser-check">
      <Icon
        name={passed ? 'success' : failed ? 'error' : 'device'}
        className={passed ? 'text-good' : failed ? 'text-bad' : 'text-muted'}
      />
      <div>
        <strong>{t('browser.title')}</strong>
        <p role="status">
          {result?.state === 'checking' && t('browser.checking')}
          {passed &&
            t('browser.pass', {
              time: result.at.toLocaleTimeString(locale === 'es' ? 'es-ES' : 'en-GB'),
              count: result.facts,
            })}
          {result?.state === 'fail' && t('browser.fail')}
          {result?.state === 'differs' && t('browser.differs', { facts })}
          {result?.state === 'unavailable' && t('browser.unavailable', { why: t(`browser.${result.why}`) })}
        </p>
        {passed && <p className="text-sm text-muted">{t('browser.why')}</p>}
        {!result && (
          <noscript>
            <p>{t('browser.off')}</p>
          </noscript>
        )}
      </div>
    </div>
  );
}
