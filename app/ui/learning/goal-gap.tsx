// How far the goal is: what is missing, in minutes and in order, when it may be done, and how it rests on what is held.
import { formatDate } from '~/i18n/format';
import { learningMessages } from '~/i18n/learning';
import { mapMessages } from '~/i18n/learning-map';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { PathView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Meter } from '~/ui/kit/progress';
import { hoursAndMinutes } from './duration';

/** Missing skills shown before "all". */
const FIRST = 4;

function Missing({ missing }: { missing: PathView['gap']['missing'] }) {
  const t = useMessages(mapMessages);
  return (
    <>
      {missing.map(({ id, title, minutes, unlocks }) => (
        <li key={id}>
          <Link to={paths.skill(id)}>{title}</Link>{' '}
          <small>
            {unlocks === 0 ? t('gap.skill_zero', { minutes }) : t('gap.skill', { minutes, count: unlocks })}
          </small>
        </li>
      ))}
    </>
  );
}

export function GoalGap({ view: { gap, goalTitle } }: { view: PathView }) {
  const t = useMessages(mapMessages);
  const rest = gap.missing.slice(FIRST);
  return (
    <section className="card figures" aria-labelledby="gap-title">
      <h2 id="gap-title">{t(goalTitle ? 'gap.title' : 'gap.titleWhole')}</h2>
      {goalTitle && <p className="hint">{goalTitle}</p>}
      {gap.missing.length === 0 ? (
        <p>{t('gap.none')}</p>
      ) : (
        <>
          <p>{t('gap.missing', { count: gap.missing.length, time: hoursAndMinutes(gap.minutes) })}</p>
          <p className="hint">{t('gap.order')}</p>
          <ol className="gap-list">
            <Missing missing={gap.missing.slice(0, FIRST)} />
          </ol>
          {rest.length > 0 && (
            <details className="gap-more">
              <summary>{t('gap.more', { count: gap.missing.length })}</summary>
              <ol className="gap-list" start={FIRST + 1}>
                <Missing missing={rest} />
              </ol>
            </details>
          )}
        </>
      )}
      <Link className="link" to={paths.welcome()}>
        {t('gap.change')}
      </Link>
    </section>
  );
}

/** What was done and what is held, apart, and why they differ. */
export function ProgressAndMastery({ view }: { view: PathView }) {
  const t = useMessages(mapMessages);
  const say = useMessages(learningMessages);
  const locale = useLocale();
  const done = view.courses.reduce((sum, course) => sum + course.done, 0);
  const lessons = view.courses.reduce((sum, course) => sum + course.lessons, 0);
  const held = view.mastery.mastered + view.mastery.provisional;
  const { finish, timeZone } = view;
  return (
    <section className="card figures" aria-labelledby="both-title">
      <h2 id="both-title">{t('map.progressAndMastery')}</h2>
      <Meter
        value={done / Math.max(1, lessons)}
        label={say('dashboard.progress')}
        text={t('map.done', { done, of: lessons })}
      />
      <Meter
        value={held / Math.max(1, view.skills.length)}
        tone="good"
        label={say('dashboard.mastery')}
        text={t('map.held', { count: held, of: view.skills.length })}
      />
      {view.differ && <p className="differ">{view.differ}</p>}
      {finish && (
        <div className="finish">
          <p>
            <Icon name="calendar" />{' '}
            {say('dashboard.finish', {
              from: formatDate(finish.earliest, locale, timeZone),
              to: formatDate(finish.latest, locale, timeZone),
            })}
          </p>
          <p className="hint">{say(`dashboard.finishBasis.${finish.basis}`, { minutes: finish.minutesPerWeek })}</p>
        </div>
      )}
      <p className="path-links">
        <Link className="link" to={paths.week()}>
          {t('gap.week')}
        </Link>
        <Link className="link" to={paths.reviews()}>
          {t('gap.reviews')}
        </Link>
      </p>
    </section>
  );
}
