// A sample of the learner's "next" card, for the landing page. Nothing in it can be pressed.
import { commonMessages } from '~/i18n/common';
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import { Badge } from '~/ui/kit/badge';
import { Icon, type IconName } from '~/ui/kit/icon';

const REASONS: ReadonlyArray<['next.reason1' | 'next.reason2' | 'next.reason3', IconName]> = [
  ['next.reason1', 'success'],
  ['next.reason2', 'target'],
  ['next.reason3', 'trend'],
];

export function NextStepPiece() {
  const t = useMessages(siteMessages);
  const common = useMessages(commonMessages);
  return (
    <figure className="piece card card-raised">
      <figcaption className="mb-4 flex items-center justify-between gap-3">
        <span className="eyebrow">{t('next.label')}</span>
        <Badge>{common('state.example')}</Badge>
      </figcaption>
      <p className="display text-2xl">{t('next.title')}</p>
      <p className="mt-1 text-muted">{t('next.facts')}</p>
      <p className="mt-5 mb-2 text-sm font-semibold">{t('next.why')}</p>
      <ul className="grid gap-2">
        {REASONS.map(([key, icon]) => (
          <li key={key} className="grid grid-cols-[auto_1fr] gap-3">
            <Icon name={icon} className="mt-0.5 text-accent" />
            {t(key)}
          </li>
        ))}
      </ul>
      <div className="mt-6 flex flex-wrap gap-3" aria-hidden>
        <span className="btn btn-primary pointer-events-none">{t('next.action')}</span>
        <span className="btn btn-ghost pointer-events-none">{t('next.other')}</span>
      </div>
    </figure>
  );
}
