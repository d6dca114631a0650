// The verdict over what somebody pasted or uploaded.
import { verifyMessages } from '~/i18n/verify';
import { formatDate } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { HandedInVerdict } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { LinkButton } from '~/ui/kit/button';
import { CheckedAt, Checks } from './checks';
import { Verdict } from './verdict';

const KNOWN = [
  'pdf-without-credential',
  'not-recognized',
  'too-large',
  'json-invalid',
  'not-text',
  'issuer-untrusted',
  'signature-mismatch',
  'proof-missing',
  'not-in-register',
] as const;

function reasonOf(verdict: HandedInVerdict): (typeof KNOWN)[number] | 'other' | null {
  const failed = verdict.checks.filter(({ outcome }) => outcome === 'fail').map(({ reason }) => reason);
  return verdict.state === 'invalid' ? (KNOWN.find((reason) => failed.includes(reason)) ?? 'other') : null;
}

export function HandedIn({ verdict }: { verdict: HandedInVerdict }) {
  const t = useMessages(verifyMessages);
  const locale = useLocale();
  const reason = reasonOf(verdict);
  const { credential, publicId } = verdict;
  // Not altered, just none of ours: that is no accusation.
  if (reason && (verdict.form === null || reason === 'issuer-untrusted')) {
    return (
      <section className="mb-10" aria-label={t('handed.title')}>
        <Verdict state="unknown" as="h2" words={{ title: t('handed.none'), text: t(`handed.reasons.${reason}`) }}>
          <CheckedAt at={verdict.checkedAt} />
        </Verdict>
      </section>
    );
  }
  return (
    <section className="mb-10 grid gap-5" aria-label={t('handed.title')}>
      <Verdict
        state={verdict.state}
        as="h2"
        date={credential?.validUntil ? formatDate(credential.validUntil, locale) : ''}
      >
        {reason && <p>{t(`handed.reasons.${reason}`)}</p>}
        {credential && (
          <>
            <p>
              <strong>{credential.holderName}</strong> · {credential.title} · {t(`handed.${verdict.form ?? 'id'}`)}
            </p>
            <p>{t('handed.compare')}</p>
          </>
        )}
        <CheckedAt at={verdict.checkedAt} />
      </Verdict>
      {publicId && (
        <LinkButton to={paths.verify(publicId)} icon="eye" className="-mt-2 justify-self-start">
          {t('handed.open')}
        </LinkButton>
      )}
      {verdict.form && (
        <div className="card">
          <Checks checks={verdict.checks} />
        </div>
      )}
    </section>
  );
}
