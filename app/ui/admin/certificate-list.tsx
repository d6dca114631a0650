// Certificates as the administration lists them; with `canChange` each can be suspended, or withdrawn for good.
import { Form } from '@remix-run/react';
import { adminMessages } from '~/i18n/admin';
import { formatDate } from '~/i18n/format';
import { inLocale } from '~/i18n/locale';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { type CertificateRow, REVOCATION_REASONS, SUSPENSION_REASONS } from '~/modules/certification/certification';
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
  suspended: 'attention',
  replaced: 'idle',
} as const satisfies Record<CertificateRow['state'], StateKind>;

type ChangeProps = {
  certificate: CertificateRow;
  intent: 'revoke' | 'suspend';
  reasons: ReadonlyArray<readonly [string, string]>;
};

function ChangeForm({ certificate, intent, reasons }: ChangeProps) {
  const t = useMessages(adminMessages);
  const id = `${intent}-${certificate.id}`;
  return (
    <Form method="post" className="grid grid-cols-1 gap-2 text-left">
      <p className="text-sm text-muted">{t(`certificates.${intent}Lead`)}</p>
      <input type="hidden" name="certificateId" value={certificate.id} />
      <label className="label" htmlFor={id}>
        {t('certificates.reason')}
      </label>
      <select id={id} name="reason" required className="input" defaultValue="" aria-describedby={`${id}-hint`}>
        <option value="" disabled />
        {reasons.map(([reason, words]) => (
          <option key={reason} value={reason}>
            {words}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className="hint">
        {t('certificates.reasonHint')}
      </p>
      <SubmitButton
        size="sm"
        intent={intent}
        variant={intent === 'revoke' ? 'danger' : 'secondary'}
        className="justify-self-start"
      >
        {t(intent === 'revoke' ? 'certificates.revokeConfirm' : 'certificates.suspend')}
      </SubmitButton>
    </Form>
  );
}

/** A closed fold with the forms, so that one click never changes anything. */
function Change({ certificate }: { certificate: CertificateRow }) {
  const t = useMessages(adminMessages);
  const { state } = certificate;
  if (state !== 'valid' && state !== 'expired' && state !== 'suspended') return null;
  return (
    <details className="col-span-full">
      <summary
        className="link inline-block"
        aria-label={t(state === 'suspended' ? 'certificates.manageSuspendedOne' : 'certificates.manageOne', {
          name: certificate.holderName,
        })}
      >
        {t(state === 'suspended' ? 'certificates.manageSuspended' : 'certificates.manage')}
      </summary>
      <div className="mt-2 grid gap-5 sm:w-60">
        {state === 'suspended' && (
          <Form method="post">
            <input type="hidden" name="certificateId" value={certificate.id} />
            <SubmitButton size="sm" intent="lift">
              {t('certificates.lift')}
            </SubmitButton>
          </Form>
        )}
        {state === 'valid' && (
          <ChangeForm
            certificate={certificate}
            intent="suspend"
            reasons={SUSPENSION_REASONS.map((one) => [one, t(`suspensionReason.${one}`)])}
          />
        )}
        <ChangeForm
          certificate={certificate}
          intent="revoke"
          reasons={REVOCATION_REASONS.map((one) => [one, t(`reason.${one}`)])}
        />
      </div>
    </details>
  );
}

type Props = { certificates: ReadonlyArray<CertificateRow>; timeZone: string; canChange?: boolean };

export function CertificateList({ certificates, timeZone, canChange }: Props) {
  const t = useMessages(adminMessages);
  const locale = useLocale();
  const date = (at: string | null) => (
    <span className="whitespace-nowrap">{at ? formatDate(at, locale, timeZone) : '—'}</span>
  );
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
              {one.suspendedReason && (
                <span className="text-sm text-muted">{t(`suspensionReason.${one.suspendedReason}`)}</span>
              )}
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
        ...(canChange
          ? [
              {
                key: 'change',
                title: t('certificates.manage'),
                label: '',
                cell: (one: CertificateRow) => <Change certificate={one} />,
              },
            ]
          : []),
      ]}
    />
  );
}
