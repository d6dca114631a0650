// Before the placement test: what it does, what it does not, and the way past it.
import { Form } from '@remix-run/react';
import { formatDate } from '~/i18n/format';
import { placementMessages } from '~/i18n/learning-placement';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { PlacementIntroView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { SubmitButton } from '~/ui/kit/button';
import { Icon, type IconName } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';

const PROMISES = [
  { icon: 'path', title: 'intro.skipTitle', text: 'intro.skip' },
  { icon: 'pause', title: 'intro.stopTitle', text: 'intro.stop' },
  { icon: 'question', title: 'intro.unknownTitle', text: 'intro.unknown' },
  { icon: 'eye-off', title: 'intro.silentTitle', text: 'intro.silent' },
  { icon: 'refresh', title: 'intro.provisionalTitle', text: 'intro.provisional' },
] as const satisfies ReadonlyArray<{ icon: IconName; title: string; text: string }>;

function Standing({ view: { open, last, retakeFrom, timeZone } }: { view: PlacementIntroView }) {
  const t = useMessages(placementMessages);
  const locale = useLocale();
  if (open)
    return (
      <p className="placement-standing">
        <Icon name="success" /> {t('intro.open', { count: open.answered, left: open.left })}
      </p>
    );
  if (!last) return null;
  const date = formatDate(last.at, locale, timeZone);
  return (
    <div className="placement-standing">
      <p>
        {t('intro.last', { count: last.credited, answers: last.answers, date })}{' '}
        <Link className="link" to={paths.placementResult()}>
          {t('intro.result')}
        </Link>
      </p>
      {retakeFrom && <p className="hint">{t('intro.retake', { date: formatDate(retakeFrom, locale, timeZone) })}</p>}
    </div>
  );
}

/** `none`: the path had no question to ask. */
export function PlacementIntro({ view, none }: { view: PlacementIntroView; none: boolean }) {
  const t = useMessages(placementMessages);
  const mayStart = view.open !== null || view.retakeFrom === null;
  const label = view.open ? 'intro.continue' : view.last ? 'intro.again' : 'intro.start';
  return (
    <Page width="narrow">
      <PageHeader title={t('intro.title')} lead={t('intro.lead')} />
      <Standing view={view} />
      {none && <p role="alert">{t('intro.none')}</p>}
      <div className="placement-go">
        {mayStart && !none && (
          <Form method="post">
            <SubmitButton size="lg" icon="play">
              {t(label)}
            </SubmitButton>
          </Form>
        )}
        <Link to={view.last || view.open ? paths.path() : paths.dashboard()} className="btn btn-ghost">
          {t(view.last || view.open ? 'intro.back' : 'intro.later')}
        </Link>
      </div>
      <ul className="promises">
        {PROMISES.map(({ icon, title, text }) => (
          <li key={title}>
            <Icon name={icon} />
            <div>
              <h2>{t(title)}</h2>
              <p>{t(text)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Page>
  );
}
