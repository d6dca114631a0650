// The weekly review: time against plan, what moved and why, and the days to come.
import { formatDate, formatPercent, formatWeekday } from '~/i18n/format';
import { learningMessages } from '~/i18n/learning';
import { mapMessages } from '~/i18n/learning-map';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { WeekChangeView, WeekView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { StateBadge } from '~/ui/kit/badge';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';
import { Meter } from '~/ui/kit/progress';
import { Stats } from '~/ui/kit/stat';
import { MASTERY_SIGN } from './mastery-sign';

const WAY_ICON = { up: 'arrow-up', begun: 'play', down: 'arrow-down' } as const;

function Days({ view: { days, timeZone } }: { view: WeekView }) {
  const t = useMessages(mapMessages);
  const locale = useLocale();
  const most = Math.max(30, ...days.map(({ minutes }) => minutes));
  return (
    <ol className="days">
      {days.map(({ at, minutes }) => (
        <li key={at}>
          <span className="sr-only">
            {t('week.day', { day: formatWeekday(at, locale, timeZone, 'long'), minutes })}
          </span>
          <span className="day-bar" aria-hidden>
            <i style={{ height: `${(100 * minutes) / most}%` }} />
          </span>
          <span aria-hidden>{formatWeekday(at, locale, timeZone, 'short')}</span>
          <small className="tabular-nums" aria-hidden>
            {minutes || '·'}
          </small>
        </li>
      ))}
    </ol>
  );
}

function Time({ view }: { view: WeekView }) {
  const t = useMessages(mapMessages);
  const { minutes, planned } = view;
  const text =
    planned === null
      ? t('week.minutes', { minutes })
      : minutes > planned
        ? t('week.over', { minutes, more: minutes - planned })
        : t('week.ofPlan', { minutes, planned });
  return (
    <section className="card card-raised figures" aria-labelledby="time-title">
      <h2 id="time-title">{t('week.time')}</h2>
      <Meter value={planned ? minutes / planned : 0} label={t('week.time')} text={text} />
      <Days view={view} />
      <p className="hint">{t('week.how')}</p>
      <Stats
        figures={[
          { label: t('week.answers'), value: view.answers, note: t('week.right', { right: view.right }) },
          { label: t('week.reviews'), value: view.reviews },
          { label: t('week.lessonsRead'), value: view.lessonsRead },
        ]}
      />
    </section>
  );
}

function Change({ change }: { change: WeekChangeView }) {
  const t = useMessages(mapMessages);
  const say = useMessages(learningMessages);
  const locale = useLocale();
  const recall = change.recall === null ? '' : formatPercent(change.recall, locale);
  return (
    <li className="moved">
      <Icon name={WAY_ICON[change.way]} />
      <div>
        <Link to={paths.skill(change.id)}>{change.title}</Link>
        <p className="hint">
          {t(`week.because.${change.because}`, { right: change.right, wrong: change.wrong, recall })}
        </p>
      </div>
      <span className="moved-states">
        <small>{say(`mastery.${change.from}`)} →</small>
        <StateBadge state={MASTERY_SIGN[change.state]}>{say(`mastery.${change.state}`)}</StateBadge>
      </span>
    </li>
  );
}

function Changes({ changes }: { changes: WeekView['changes'] }) {
  const t = useMessages(mapMessages);
  return (
    <section className="card figures" aria-labelledby="changes-title">
      <h2 id="changes-title">{t('week.changes')}</h2>
      {changes.length === 0 && <p className="hint">{t('week.noChanges')}</p>}
      {(['up', 'begun', 'down'] as const).map((way) => {
        const moved = changes.filter((change) => change.way === way);
        return (
          moved.length > 0 && (
            <div key={way} className={`moved-${way}`}>
              <h3>{t(`week.${way}`)}</h3>
              <ul>
                {moved.map((change) => (
                  <Change key={change.id} change={change} />
                ))}
              </ul>
            </div>
          )
        );
      })}
    </section>
  );
}

function Proposal({ proposal, planned }: { proposal: NonNullable<WeekView['proposal']>; planned: number | null }) {
  const t = useMessages(mapMessages);
  const { reviews, reviewMinutes, steps, minutes } = proposal;
  return (
    <section className="card figures" aria-labelledby="proposal-title">
      <h2 id="proposal-title">{t('week.proposal')}</h2>
      <ol className="proposal">
        <li>
          {reviews > 0 ? (
            <Link className="link" to={paths.reviews()}>
              {t('week.proposalReviews', { count: reviews, minutes: reviewMinutes })}
            </Link>
          ) : (
            <span className="hint">{t('week.proposalNoReviews')}</span>
          )}
        </li>
        {steps.map((step) => (
          <li key={step.href}>
            <Link className="link" to={step.href}>
              {step.title}
            </Link>
            <small className="tabular-nums">{t('week.minutes', { minutes: step.minutes })}</small>
          </li>
        ))}
      </ol>
      {steps.length === 0 && <p className="hint">{t('week.proposalNone')}</p>}
      {planned !== null && minutes > 0 && <p className="hint">{t('week.proposalSum', { minutes, planned })}</p>}
    </section>
  );
}

/** `oldest`: how many weeks one can go back. */
export function Week({ view, oldest }: { view: WeekView; oldest: number }) {
  const t = useMessages(mapMessages);
  const locale = useLocale();
  const date = (at: string) => formatDate(at, locale, view.timeZone);
  const quiet = view.minutes === 0 && view.answers === 0 && view.changes.length === 0;
  return (
    <Page>
      <PageHeader
        eyebrow={t('week.range', { from: date(view.from), to: date(view.to) })}
        title={t('week.title')}
        actions={
          <nav className="week-nav" aria-label={t('week.title')}>
            {view.back < oldest && (
              <Link className="btn btn-ghost btn-sm" to={paths.week(view.back + 1)}>
                <Icon name="chevron-left" />
                <span>{t('week.previous')}</span>
              </Link>
            )}
            {view.back > 0 && (
              <Link className="btn btn-ghost btn-sm" to={paths.week(view.back - 1)}>
                <span>{t(view.back === 1 ? 'week.current' : 'week.following')}</span>
                <Icon name="chevron-right" />
              </Link>
            )}
          </nav>
        }
      />
      {quiet && <p className="week-quiet">{t('week.empty')}</p>}
      <div className="week-page">
        <Time view={view} />
        <div>
          <Changes changes={view.changes} />
          {view.proposal && <Proposal proposal={view.proposal} planned={view.planned} />}
        </div>
      </div>
    </Page>
  );
}
