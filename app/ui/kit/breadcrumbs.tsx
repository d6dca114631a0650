// The way from the top to this page. The page itself is the heading below and does not appear.
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { Link } from './link';

export function Breadcrumbs({ trail }: { trail: ReadonlyArray<{ to: string; label: string }> }) {
  const t = useMessages(commonMessages);
  return (
    <nav aria-label={t('word.breadcrumbs')} className="no-print">
      <ol className="crumbs">
        {trail.map((step) => (
          <li key={step.to}>
            <Link to={step.to}>{step.label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
