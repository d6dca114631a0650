// A certificate as anybody with its link sees it: the verdict first, then whose it is, what it proves, and how we know.
import { formatDate } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { verifyMessages } from '~/i18n/verify';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { CertificateFacts, PublicCertificate } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { BrowserAlarm, BrowserCheckLine } from './browser-check';
import { Assessment, Downloads, Elsewhere, OtherWays, Technical } from './certificate-details';
import { CheckedAt, Checks } from './checks';
import { Paper } from './paper';
import { SkillMeanings } from './program-facts';
import { Verdict } from './verdict';
import { Alert } from '~/ui/kit/alert';
import { Link } from '~/ui/kit/link';

/** The day that the verdict's sentence names. */
function verdictDate({ state, facts, erased }: PublicCertificate, locale: Locale): string {
  const at =
    state === 'erased'
      ? erased?.at
      : ((state === 'revoked' ? facts?.revoked?.at : state === 'suspended' ? facts?.suspended?.at : undefined) ??
        facts?.validUntil);
  return at ? formatDate(at, locale) : '';
}

/** What follows from the verdict: why, and where to go on. */
function Aftermath({ certificate }: { certificate: PublicCertificate }) {
  const t = useMessages(verifyMessages);
  const { state, facts, newer, erased } = certificate;
  if (state === 'revoked' && facts?.revoked)
    return <p>{t('reason', { reason: t(`reasons.${facts.revoked.reason}`) })}</p>;
  if (state === 'suspended' && facts?.suspended)
    return <p>{t('reason', { reason: t(`suspensions.${facts.suspended.reason}`) })}</p>;
  if (state === 'unknown' && facts) return <p>{t('unverified')}</p>;
  if (state === 'erased' && erased)
    return (
      <>
        <p>{t(erased.verifiable ? 'erasedKept' : 'erasedWithdrawn')}</p>
        {erased.verifiable && (
          <p>
            <Link className="link font-semibold" to={paths.verify()}>
              {t('checkFile')}
            </Link>
          </p>
        )}
      </>
    );
  if (!newer) return null;
  return (
    <>
      {!facts && <p>{t('corrected')}</p>}
      <p>
        <Link className="link font-semibold" to={paths.verify(newer)}>
          {t('newest')}
        </Link>
      </p>
    </>
  );
}

/** How the end of its period is called where it does not simply hold until then. */
const UNTIL: Partial<Record<PublicCertificate['state'], 'heldUntil' | 'wouldHold'>> = {
  expired: 'heldUntil',
  revoked: 'wouldHold',
  replaced: 'wouldHold',
};

function Dates({ facts, state }: { facts: CertificateFacts; state: PublicCertificate['state'] }) {
  const t = useMessages(verifyMessages);
  const locale = useLocale();
  const renewed = facts.awardedAt.slice(0, 10) !== facts.validFrom.slice(0, 10);
  const dates: ReadonlyArray<[string, string]> = [
    [t('issued'), facts.validFrom],
    ...(renewed ? ([[t('firstAwarded'), facts.awardedAt]] as Array<[string, string]>) : []),
    [t(UNTIL[state] ?? 'validUntil'), facts.validUntil],
  ];
  return (
    <dl className="paper-dates">
      {dates.map(([name, at]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <time dateTime={at}>{formatDate(at, locale)}</time>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('issuer')}</dt>
        <dd>{facts.issuer.name}</dd>
      </div>
      <div>
        <dt>{t('number')}</dt>
        <dd className="font-mono text-sm break-all">{facts.publicId}</dd>
      </div>
    </dl>
  );
}

function Body({ certificate, facts }: { certificate: PublicCertificate; facts: CertificateFacts }) {
  const t = useMessages(verifyMessages);
  const locale = useLocale();
  const translated = locale !== facts.signed.locale;
  return (
    <>
      <BrowserAlarm />
      {facts.visibility === 'private' && (
        <Alert kind="info" className="no-print mb-4">
          {t('private')}
        </Alert>
      )}
      <Verdict state={certificate.state} date={verdictDate(certificate, locale)}>
        <Aftermath certificate={certificate} />
        <CheckedAt at={certificate.checkedAt} />
      </Verdict>
      <div className="verify-columns">
        <div className="verify-main">
          <Paper
            as="h2"
            label={t('holder')}
            holderName={facts.holderName}
            title={facts.title}
            proves={facts.proves}
            faded={certificate.state !== 'valid'}
          >
            <Dates facts={facts} state={certificate.state} />
            <p className="mt-2 text-sm text-muted">{t('dates')}</p>
          </Paper>
          <p className="holder-note">{t('holderNote')}</p>
          {facts.resigned && (
            <p className="holder-note">
              {t('resigned', { key: facts.resigned.formerKeyId, date: formatDate(facts.resigned.at, locale) })}
            </p>
          )}
          <Assessment facts={facts} />
          <section aria-labelledby="skills" className="verify-later">
            <h2 id="skills">{t('skills', { count: facts.skills.length })}</h2>
            {translated && (
              <p className="mt-1 text-muted">{t('translation', { language: t(`language.${facts.signed.locale}`) })}</p>
            )}
            <div className="mt-4">
              <SkillMeanings skills={facts.skills} />
            </div>
          </section>
        </div>
        <aside className="verify-side">
          <section className="card" aria-labelledby="checks">
            <h2 id="checks" className="mb-4 text-lg">
              {t('checks')}
            </h2>
            <Checks checks={certificate.checks} issuer={facts.issuer.did} />
            {certificate.state !== 'pending' && <BrowserCheckLine facts={facts} />}
            <p className="no-print mt-4">
              <a className="link" href={paths.verify(facts.publicId)}>
                {t('again')}
              </a>
            </p>
          </section>
          {certificate.state !== 'pending' && <Downloads publicId={facts.publicId} />}
          <div className="verify-last grid gap-4">
            <Elsewhere />
            <Technical facts={facts} />
            <OtherWays publicId={facts.publicId} />
          </div>
        </aside>
      </div>
    </>
  );
}

export function PublicCertificatePage({ certificate }: { certificate: PublicCertificate }) {
  const locale = useLocale();
  if (certificate.facts) return <Body certificate={certificate} facts={certificate.facts} />;
  return (
    <>
      <Verdict state={certificate.state} date={verdictDate(certificate, locale)}>
        <Aftermath certificate={certificate} />
        <CheckedAt at={certificate.checkedAt} />
      </Verdict>
      {certificate.state === 'unknown' ? <UnknownBody certificate={certificate} /> : <OtherWays publicId={null} />}
    </>
  );
}

function UnknownBody({ certificate }: { certificate: PublicCertificate }) {
  const t = useMessages(verifyMessages);
  return (
    <div className="verify-columns">
      <section className="verify-main" aria-labelledby="where">
        <h2 id="where">{t('where')}</h2>
        <ul className="ml-5 grid list-disc gap-1.5">
          <li>{t('whereLink')}</li>
          <li>{t('whereNumber')}</li>
          <li>{t('whereFile')}</li>
        </ul>
        <OtherWays publicId={null} />
      </section>
      <aside className="verify-side">
        <section className="card" aria-labelledby="checks">
          <h2 id="checks" className="mb-4 text-lg">
            {t('checks')}
          </h2>
          <Checks checks={certificate.checks} />
        </section>
      </aside>
    </div>
  );
}
