// A sample of what an employer sees when checking a certificate, for the landing page; it leads to the real thing.
import { commonMessages } from '~/i18n/common';
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import { paths } from '~/platform/paths';
import { Badge } from '~/ui/kit/badge';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Mark } from '~/ui/shell/logo';

const CHECKS = ['verdict.signature', 'verdict.revoked', 'verdict.expiry'] as const;

export function VerdictPiece() {
  const t = useMessages(siteMessages);
  const common = useMessages(commonMessages);
  return (
    <figure className="piece card card-raised card-link overflow-hidden [--mark-paper:var(--surface)]">
      <figcaption className="flex items-center justify-between gap-3">
        <span className="badge tone-good text-base">
          <Icon name="success" />
          {t('verdict.valid')}
        </span>
        <Badge>{common('state.example')}</Badge>
      </figcaption>
      <div className="my-6 flex items-start justify-between gap-4">
        <div>
          <p className="text-muted">{t('verdict.holder')}</p>
          <p className="display text-2xl">{t('verdict.title')}</p>
        </div>
        <Mark size={52} />
      </div>
      <ul className="grid gap-2 border-t border-line pt-4">
        {CHECKS.map((key) => (
          <li key={key} className="grid grid-cols-[auto_1fr] gap-3">
            <Icon name="check" className="mt-0.5 text-good" />
            {t(key)}
          </li>
        ))}
      </ul>
      <p className="mt-5">
        <Link to={paths.verify()} className="link cover font-semibold">
          {t('verdict.try')}
        </Link>
      </p>
    </figure>
  );
}
