// A correction that a holder asks for: what is, what should be, and the decision.
import { Form } from '@remix-run/react';
import { adminCertificateMessages } from '~/i18n/admin-certificates';
import { formatDate } from '~/i18n/format';
import { inLocale } from '~/i18n/locale';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { CorrectionRow } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { SubmitButton } from '~/ui/kit/button';
import { Link } from '~/ui/kit/link';

function Decision({ correction }: { correction: CorrectionRow }) {
  const t = useMessages(adminCertificateMessages);
  const { id, proposedName, holderName } = correction;
  return (
    <div className="mt-4 grid gap-6 border-t border-line pt-4 sm:grid-cols-2">
      <Form method="post" className="grid content-start gap-2">
        <input type="hidden" name="requestId" value={id} />
        <label className="label" htmlFor={`name-${id}`}>
          {t('holderName')}
        </label>
        <input
          id={`name-${id}`}
          name="holderName"
          className="input"
          defaultValue={proposedName ?? holderName}
          required
          minLength={2}
          maxLength={100}
        />
        <SubmitButton intent="approve" size="sm" className="justify-self-start">
          {t('approve')}
        </SubmitButton>
      </Form>
      <Form method="post" className="grid content-start gap-2">
        <input type="hidden" name="requestId" value={id} />
        <label className="label" htmlFor={`reason-${id}`}>
          {t('reason')}
        </label>
        <textarea id={`reason-${id}`} name="reason" className="input" rows={2} required maxLength={500} />
        <SubmitButton intent="refuse" size="sm" variant="secondary" className="justify-self-start">
          {t('refuse')}
        </SubmitButton>
      </Form>
    </div>
  );
}

export function CorrectionCard({ correction, timeZone }: { correction: CorrectionRow; timeZone: string }) {
  const t = useMessages(adminCertificateMessages);
  const locale = useLocale();
  const { proposedName, text, reason, state } = correction;
  return (
    <li className="card">
      <p className="eyebrow">{t(`kind.${correction.kind}`)}</p>
      <h2 className="text-lg">
        <Link className="link" to={paths.adminPerson(correction.userId)}>
          {correction.holderName}
        </Link>
      </h2>
      <p className="text-muted">{inLocale(correction.title, locale)}</p>
      <dl className="facts mt-3">
        <div>
          <dt>{t('now')}</dt>
          <dd>{correction.holderName}</dd>
        </div>
        {proposedName && (
          <div>
            <dt>{t('wanted')}</dt>
            <dd className="font-semibold">{proposedName}</dd>
          </div>
        )}
        {text && (
          <div>
            <dt>{t('told')}</dt>
            <dd className="whitespace-pre-line">{text}</dd>
          </div>
        )}
        {reason && (
          <div>
            <dt>{t('reason')}</dt>
            <dd>{reason}</dd>
          </div>
        )}
      </dl>
      <p className="mt-3 flex flex-wrap gap-x-5 text-sm text-muted">
        {t('asked', { date: formatDate(correction.createdAt, locale, timeZone) })}
        <a className="link" href={paths.verify(correction.publicId)}>
          {t('see')}
        </a>
      </p>
      {state === 'open' && <Decision correction={correction} />}
    </li>
  );
}
