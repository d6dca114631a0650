// One of my certificates: how it looks, and every way to show it.
import { certificateHolderMessages } from '~/i18n/certificate-holder';
import { certificateMessages } from '~/i18n/certificates';
import { formatDate } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { MyCertificate } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { Badge, StateBadge, type StateKind } from '~/ui/kit/badge';
import { LinkButton } from '~/ui/kit/button';
import { CopyButton } from '~/ui/kit/copy-button';
import { Icon } from '~/ui/kit/icon';
import { linkedInAddress } from './linkedin';
import { Paper } from './paper';

const STATES = {
  pending: 'pending',
  valid: 'done',
  expired: 'attention',
  revoked: 'failed',
  suspended: 'attention',
  replaced: 'idle',
} as const satisfies Record<MyCertificate['state'], StateKind>;

function Dates({ certificate }: { certificate: MyCertificate }) {
  const t = useMessages(certificateMessages);
  const locale = useLocale();
  const { state, issuedAt, expiresAt, revokedAt } = certificate;
  if (state === 'pending') return <p>{t('pending')}</p>;
  if (state === 'revoked' && revokedAt) return <p>{t('revoked', { date: formatDate(revokedAt, locale) })}</p>;
  const held =
    expiresAt &&
    state !== 'replaced' &&
    t(state === 'expired' ? 'expired' : 'expires', { date: formatDate(expiresAt, locale) });
  return (
    <p>
      {issuedAt && t('issued', { date: formatDate(issuedAt, locale) })}
      {held && `; ${held}`}
    </p>
  );
}

function Files({ certificate }: { certificate: MyCertificate }) {
  const t = useMessages(certificateMessages);
  const { publicId } = certificate;
  const files = [
    [`${paths.credentialFile(publicId, 'pdf')}?lang=es`, t('pdfEs')],
    [`${paths.credentialFile(publicId, 'pdf')}?lang=en`, t('pdfEn')],
    [paths.credentialFile(publicId, 'json'), t('json')],
    [paths.credentialFile(publicId, 'jwt'), t('jwt')],
    [paths.credentialFile(publicId, 'png'), t('png')],
    [paths.credentialFile(publicId, 'svg'), t('svg')],
  ] as const;
  return (
    <section>
      <h2 className="mb-1 text-base">{t('files')}</h2>
      <ul className="flex flex-wrap gap-x-5">
        {files.map(([address, label]) => (
          <li key={address}>
            <a className="link inline-flex min-h-9 items-center gap-1.5" href={address} download>
              <Icon name="download" />
              {label}
            </a>
          </li>
        ))}
      </ul>
      <p className="hint mt-1">{t('filesHint')}</p>
    </section>
  );
}

type Props = {
  certificate: MyCertificate;
  /** The address people use, for links that leave this site. */
  origin: string;
  /** Links to the certificate's own page, with everything that can be set. */
  manage?: boolean;
};

export function CertificateCard({ certificate, origin, manage }: Props) {
  const holder = useMessages(certificateHolderMessages);
  const t = useMessages(certificateMessages);
  const { publicId, state } = certificate;
  const address = origin + paths.verify(publicId);
  const hidden = certificate.visibility === 'private';
  // What took its place is shared instead; the files of a corrected one are gone.
  const replaced = state === 'replaced';
  const shareable = !hidden && (state === 'valid' || state === 'expired');
  return (
    <div className="certificate-card">
      <Paper
        label={t('awardedTo')}
        holderName={certificate.holderName}
        title={certificate.title}
        proves={certificate.proves}
        faded={state !== 'valid'}
      >
        <Dates certificate={certificate} />
        <p>
          {t('number')} <span className="font-mono text-sm">{publicId}</span>
        </p>
      </Paper>
      <div className="grid content-start gap-5">
        <div>
          <p className="flex flex-wrap gap-2">
            <StateBadge state={STATES[state]}>{t(`state.${state}`)}</StateBadge>
            {hidden && <Badge icon="eye-off">{holder('visibility.private')}</Badge>}
          </p>
          <p className="mt-2 text-muted">
            {t('score', { score: certificate.scorePercent })} · {t('skills', { count: certificate.skills })} ·{' '}
            {t('hours', { count: certificate.hours })}
          </p>
        </div>
        {state !== 'pending' && (
          <div className="flex flex-wrap gap-3">
            <LinkButton to={paths.verify(publicId)} icon="eye">
              {t(hidden || replaced ? 'seeAlone' : 'see')}
            </LinkButton>
            {!hidden && !replaced && <CopyButton text={address} label={t('copy')} size="md" />}
            {manage && !replaced && (
              <LinkButton to={paths.certificate(certificate.id)} variant="ghost" icon="settings">
                {holder('manage')}
              </LinkButton>
            )}
          </div>
        )}
        {shareable && (
          <div>
            <a
              className="btn btn-secondary"
              href={linkedInAddress({ ...certificate, address })}
              target="_blank"
              rel="noopener noreferrer"
            >
              <Icon name="external" />
              <span>{t('linkedin')}</span>
            </a>
            <p className="hint mt-1">{t('linkedinHint')}</p>
          </div>
        )}
        {state !== 'pending' && !replaced && <Files certificate={certificate} />}
        {state === 'expired' && (
          <LinkButton to={paths.exam(certificate.programId)} variant="secondary" icon="refresh">
            {t('renew')}
          </LinkButton>
        )}
      </div>
    </div>
  );
}
