// The rest of a public certificate: how it was assessed, what each skill means, technical details, files, and a way to object.
import { Form, Link } from '@remix-run/react';
import { formatDateTime } from '~/i18n/format';
import { verifyMessages } from '~/i18n/verify';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { type CertificateFacts, CONCERNS } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { Button, SubmitButton } from '~/ui/kit/button';
import { RadioCards } from '~/ui/kit/choice';
import { useFormState } from '~/ui/kit/form';
import { Icon } from '~/ui/kit/icon';

export function Assessment({ facts }: { facts: CertificateFacts }) {
  const t = useMessages(verifyMessages);
  return (
    <section aria-labelledby="assessed" className="verify-later">
      <h2 id="assessed">{t('assessed')}</h2>
      <dl className="facts mt-3">
        <div>
          <dt>{t('exam')}</dt>
          <dd>{t('examText', { questions: facts.questions, minutes: facts.minutes })}</dd>
        </div>
        <div>
          <dt>{t('score')}</dt>
          <dd>{t('scoreText', { score: facts.scorePercent, from: facts.band.from, to: facts.band.to, pass: facts.passPercent })}</dd>
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
        <Button className="js-only" variant="ghost" size="sm" icon="printer" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
    </section>
  );
}

/** `answer`: what the form's action said. */
export function Concern({ answer }: { answer: unknown }) {
  const t = useMessages(verifyMessages);
  const form = useFormState(answer);
  const sent = typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
  if (sent) {
    return (
      <Alert kind="good" live className="no-print">
        {t('concern.thanks')}
      </Alert>
    );
  }
  return (
    <details className="technical no-print" open={form.issues.length > 0 || undefined}>
      <summary>{t('concern.title')}</summary>
      <p className="mb-4">{t('concern.text')}</p>
      <Form method="post" className="form max-w-[34rem]" preventScrollReset>
        <RadioCards name="concern" label={t('concern.legend')} options={CONCERNS.map((value) => ({ value, label: t(`concern.options.${value}`) }))} form={form} required />
        <SubmitButton variant="secondary">{t('concern.submit')}</SubmitButton>
      </Form>
    </details>
  );
}

export function CheckAnother() {
  const t = useMessages(verifyMessages);
  return (
    <p className="no-print">
      <Link className="link" to={paths.verify()}>
        {t('other')}
      </Link>
    </p>
  );
}
