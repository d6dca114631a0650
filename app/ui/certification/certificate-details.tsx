// The rest of a public certificate: how it was assessed, what each skill means, technical details, files, and a way to object.
import { formatDateTime } from '~/i18n/format';
import { verifyMessages } from '~/i18n/verify';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { type CertificateFacts, concernPath } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { Button } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';

export function Assessment({ facts }: { facts: CertificateFacts }) {
  const t = useMessages(verifyMessages);
  return (
    <section aria-labelledby="assessed" className="verify-later">
      <h2 id="assessed">{t('assessed')}</h2>
      <dl className="facts mt-3">
        {facts.questions > 0 && (
          <div>
            <dt>{t('exam')}</dt>
            <dd>{t('examText', { questions: facts.questions, minutes: facts.minutes })}</dd>
          </div>
        )}
        <div>
          <dt>{t('score')}</dt>
          <dd>
            {facts.scorePercent === null || facts.band === null
              ? t('hidden')
              : t('scoreText', {
                  score: facts.scorePercent,
                  from: facts.band.from,
                  to: facts.band.to,
                  pass: facts.passPercent,
                })}
          </dd>
        </div>
        <div>
          <dt>{t('study')}</dt>
          <dd>{t('studyText', { count: facts.hours })}</dd>
        </div>
        <div>
          <dt>{t('criteria')}</dt>
          <dd>{facts.criteria}</dd>
        </div>
      </dl>
    </section>
  );
}

export function Technical({ facts }: { facts: CertificateFacts }) {
  const t = useMessages(verifyMessages);
  const locale = useLocale();
  const rows: ReadonlyArray<[string, string | number | null]> = [
    [t('issuerId'), facts.issuer.did],
    [t('key'), facts.issuer.keyId],
    [t('fact.credentialId'), facts.credentialId],
    [t('issued'), `${formatDateTime(facts.validFrom, locale)} UTC`],
    [t('firstAwarded'), `${formatDateTime(facts.awardedAt, locale)} UTC`],
    [t('ledger'), facts.ledgerNumber],
    [t('signedIn', { language: t(`language.${facts.signed.locale}`) }), facts.signed.title],
  ];
  return (
    <details className="technical">
      <summary>{t('technical')}</summary>
      <dl className="facts">
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="break-all">{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="mt-3 flex flex-wrap gap-x-5">
        <a className="link" href="/.well-known/did.json">
          did.json
        </a>
        <a className="link" href="/.well-known/jwks.json">
          jwks.json
        </a>
      </p>
    </details>
  );
}

export function Downloads({ publicId }: { publicId: string }) {
  const t = useMessages(verifyMessages);
  const locale = useLocale();
  const files = [
    [`${paths.credentialFile(publicId, 'pdf')}?lang=${locale}`, t('pdf')],
    [paths.credentialFile(publicId, 'json'), t('json')],
    [paths.credentialFile(publicId, 'jwt'), t('jwt')],
    [paths.credentialFile(publicId, 'png'), t('png')],
    [paths.credentialFile(publicId, 'svg'), t('svg')],
  ] as const;
  return (
    <section className="no-print" aria-labelledby="downloads">
      <h2 id="downloads" className="mb-3 text-lg">
        {t('downloads')}
      </h2>
      <div className="flex flex-wrap gap-2">
        {files.map(([address, label]) => (
          <a key={address} className="btn btn-secondary btn-sm" href={address} download>
            <Icon name="download" />
            <span>{label}</span>
          </a>
        ))}
        <Button className="js-only" variant="ghost" size="sm" icon="printer" data-print onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <p className="hint mt-2">{t('badgeHint')}</p>
    </section>
  );
}

/** Checkers that others run or wrote: nobody has to take our word. */
export function Elsewhere() {
  const t = useMessages(verifyMessages);
  const verifiers = [
    ['https://verifierplus.org/', t('verifierPlus')],
    ['https://github.com/1EdTech/digital-credentials-public-validator', t('publicValidator')],
  ] as const;
  return (
    <section className="no-print" aria-labelledby="elsewhere">
      <h2 id="elsewhere" className="mb-1 text-lg">
        {t('elsewhere')}
      </h2>
      <p className="text-sm text-muted">{t('elsewhereText')}</p>
      <ul className="mt-1 grid">
        {verifiers.map(([address, name]) => (
          <li key={address}>
            <a className="link inline-flex items-center gap-1.5 py-1" href={address} rel="noopener noreferrer">
              {name}
              <Icon name="external" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What else a visitor may want: another check, or to object to this one. */
export function OtherWays({ publicId }: { publicId: string | null }) {
  const t = useMessages(verifyMessages);
  return (
    <ul className="no-print grid gap-1">
      {publicId && (
        <li>
          <Link className="link inline-block py-1" to={concernPath(publicId)}>
            {t('concern.title')}
          </Link>
        </li>
      )}
      <li>
        <Link className="link inline-block py-1" to={paths.verify()}>
          {t('other')}
        </Link>
      </li>
    </ul>
  );
}
