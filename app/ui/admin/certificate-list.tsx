// Certificates as the administration lists them; with `canRevoke` each in force can be withdrawn.
import { Form } from '@remix-run/react';
import { adminMessages } from '~/i18n/admin';
import { formatDate } from '~/i18n/format';
import { inLocale } from '~/i18n/locale';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { type CertificateRow, REVOCATION_REASONS } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { type StateKind, StateBadge } from '~/ui/kit/badge';
import { SubmitButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { Table } from '~/ui/kit/table';
import { Link } from '~/ui/kit/link';

const STATES = {
  pending: 'pending',
  valid: 'done',
  expired: 'attention',
  revoked: 'failed',
  replaced: 'idle',
} as const satisfies Record<CertificateRow['state'], StateKind>;

/** A closed fold with the form, so that one click never revokes. */
function Revoke({ certificate }: { certificate: CertificateRow }) {
  const t = useMessages(adminMessages);
  const id = `reason-${certificate.id}`;
  return (
    <details className="col-span-full">
      <summary className="link inline-block" aria-label={t('certificates.revokeOne', { name: certificate.holderName })}>
        {t('certificates.revoke')}
      </summary>
      <Form method="post" className="mt-2 grid grid-cols-1 gap-2 text-left">
        <p className="text-sm text-muted">{t('certificates.revokeLead')}</p>
        <input type="hidden" name="certificateId" value={certificate.id} />
        <label className="label" htmlFor={id}>
          {t('certificates.reason')}
        </label>
        <select id={id} name="reason" required className="input" defaultValue="" aria-describedby={`${id}-hint`}>
          <option value="" disabled />
          {REVOCATION_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {t(`reason.${reason}`)}
            </option>
          ))}
        </select>
        <p id={`${id}-hint`} className="hint">
          {t('certificates.reasonHint')}
        </p>
        <SubmitButton size="sm" variant="danger" className="justify-self-start">
          {t('certificates.revokeConfirm')}
        </SubmitButton>
      </Form>
    </details>
  );
}

type Props = { certificates: ReadonlyArray<CertificateRow>; timeZone: string; canRevoke?: boolean };

export function CertificateList({ certificates, timeZone, canRevoke }: Props) {
  const t = useMessages(adminMessages);
  const locale = useLocale();
  const date = (at: string | null) => (at ? formatDate(at, locale, timeZone) : '—');
  return (
    <Table
      caption={t('certificates.caption')}
      hideCaption
      rows={certificates}
      rowKey={(one) => one.id}
      columns={[
        {
          key: 'holder',
          title: t('certificates.holder'),
          header: true,
          cell: (one) => (
            <div className="col-span-full">
              <Link className="link" to={paths.adminPerson(one.userId)}>
                {one.holderName}
              </Link>
              <span className="block text-sm font-normal text-muted">{inLocale(one.title, locale)}</span>
            </div>
          ),
        },
        {
          key: 'state',
          title: t('certificates.status'),
          cell: (one) => (
            <span className="inline-grid justify-items-start gap-1">
              <StateBadge state={STATES[one.state]}>{t(`certificateState.${one.state}`)}</StateBadge>
              {one.revokedReason && <span className="text-sm text-muted">{t(`reason.${one.revokedReason}`)}</span>}
            </span>
          ),
        },
        { key: 'issued', title: t('certificates.issued'), cell: (one) => date(one.issuedAt) },
        {
          key: 'expires',
          title: t('certificates.expires'),
          cell: (one) => (one.expiresAt ? date(one.expiresAt) : t('certificates.forever')),
        },
        {
          key: 'public',
          title: t('certificates.see'),
          cell: (one) => (
            <a
              className="link inline-flex items-center gap-1 font-mono text-sm break-all"
              href={paths.verify(one.publicId)}
              aria-label={`${t('certificates.see')}: ${one.holderName}`}
            >
              {one.publicId.slice(0, 8)}…
              <Icon name="external" />
            </a>
          ),
        },
        ...(canRevoke
          ? [
              {
                key: 'revoke',
                title: t('certificates.revoke'),
                label: '',
                cell: (one: CertificateRow) =>
                  one.state === 'valid' || one.state === 'expired' ? <Revoke certificate={one} /> : null,
              },
            ]
          : []),
      ]}
    />
  );
}
