// The foot of every page: the way to everything public, the language, and what is simulated.
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { paths } from '~/platform/paths';
import { Link } from '~/ui/kit/link';
import { LanguageLink } from './language-link';
import { Logo } from './logo';

const COLUMNS = [
  {
    title: 'learning',
    links: [
      ['courses', paths.catalog()],
      ['certifications', paths.certifications()],
      ['plans', paths.plans()],
    ],
  },
  {
    title: 'trust',
    links: [
      ['verify', paths.verify()],
      ['about', paths.about()],
      ['privacy', paths.privacy()],
    ],
  },
] as const;

export function Footer({ outbox }: { outbox: boolean }) {
  const t = useMessages(commonMessages);
  return (
    <footer className="foot no-print">
      <div className="foot-inner">
        <div className="foot-brand">
          <p className="logo">
            <Logo />
          </p>
          <p>{t('footer.tagline')}</p>
          <LanguageLink className="link" />
        </div>
        <nav aria-label={t('footer.label')}>
          {COLUMNS.map((column) => (
            <ul key={column.title}>
              <li className="foot-title">{t(`footer.${column.title}`)}</li>
              {column.links.map(([key, to]) => (
                <li key={key}>
                  <Link to={to}>{t(`nav.${key}`)}</Link>
                </li>
              ))}
              {outbox && column.title === 'trust' && (
                <li>
                  <Link to={paths.outbox()}>{t('nav.outbox')}</Link>
                </li>
              )}
            </ul>
          ))}
        </nav>
        <p className="foot-note">{t('footer.simulated')}</p>
      </div>
    </footer>
  );
}
