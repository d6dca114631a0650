// The learner's first page: what next, how far, how firm, and what happened lately.
import { formatDate, formatPercent } from '~/i18n/format';
import { learningMessages } from '~/i18n/learning';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { ActivityEntry, DashboardView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { StateBadge } from '~/ui/kit/badge';
import { Icon, type IconName } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Meter } from '~/ui/kit/progress';
import { RelativeTime } from '~/ui/kit/relative-time';
import { hoursAndMinutes } from './duration';
import { MASTERY_ORDER, MASTERY_SIGN } from './mastery-sign';
import { NextCard } from './next-card';
import { PlacementOffer } from './placement-offer';

function ProgressCard({ view }: { view: DashboardView }) {
  const t = useMessages(learningMessages);
  const locale = useLocale();
  const { courses, finish, timeZone } = view;
  return (
    <section className="card figures" aria-labelledby="progress-title">
      <header>
        <h2 id="progress-title">{t('dashboard.progress')}</h2>
        <p className="hint">{t('dashboard.progressText')}</p>
      </header>
      {courses.map((course) => (
        <div key={course.id}>
          <Meter value={course.share} label={course.title} text={formatPercent(course.share, locale)} />
          <p className="hint tabular-nums">
            {t('dashboard.lessons', { done: course.done, of: course.lessons })}
            {course.minutesLeft > 0 && ` · ${t('dashboard.left', { minutes: hoursAndMinutes(course.minutesLeft) })}`}
          </p>
        </div>
      ))}
      {finish && (
        <div className="finish">
          <p>
            <Icon name="calendar" />{' '}
            {t('dashboard.finish', {
              from: formatDate(finish.earliest, locale, timeZone),
              to: formatDate(finish.latest, locale, timeZone),
            })}
          </p>
          <p className="hint">{t(`dashboard.finishBasis.${finish.basis}`, { minutes: finish.minutesPerWeek })}</p>
        </div>
      )}
      <Link className="link" to={paths.week()}>
        {t('dashboard.week')}
      </Link>
    </section>
  );
}

function MasteryCard({ view: { mastery, skills, differ } }: { view: DashboardView }) {
  const t = useMessages(learningMessages);
  const locale = useLocale();
  const moving = skills.filter(({ state }) => state !== 'not-started');
  return (
    <section className="card figures" aria-labelledby="mastery-title">
      <header>
        <h2 id="mastery-title">{t('dashboard.mastery')}</h2>
        <p className="hint">{t('dashboard.masteryText')}</p>
      </header>
      <div className="stack" aria-hidden>
        {MASTERY_ORDER.map(
          (state) =>
            mastery[state] > 0 && <i key={state} className={`stack-${state}`} style={{ flexGrow: mastery[state] }} />,
        )}
      </div>
      <dl className="legend">
        {MASTERY_ORDER.map((state) => (
          <div key={state}>
            <dt>
              <i className={`swatch stack-${state}`} aria-hidden /> {t(`mastery.${state}`)}
            </dt>
            <dd>{mastery[state]}</dd>
          </div>
        ))}
      </dl>
      {moving.length > 0 && (
        <ul className="skill-lines">
          {moving.map(({ id, title, state, probability }) => (
            <li key={id}>
              <Link to={paths.skill(id)}>{title}</Link>
              <StateBadge state={MASTERY_SIGN[state]}>{t(`mastery.${state}`)}</StateBadge>
              <small>
                {probability === null
                  ? t('dashboard.noEvidence')
                  : t('dashboard.expected', { percent: formatPercent(probability, locale) })}
              </small>
            </li>
          ))}
        </ul>
      )}
      {differ && (
        <details className="differ">
          <summary>{t('dashboard.differ')}</summary>
          <p>{differ}</p>
        </details>
      )}
      <Link className="link" to={`${paths.path()}#skills`}>
        {t('dashboard.allSkills')}
      </Link>
    </section>
  );
}

const ACTIVITY_ICON: Record<ActivityEntry['kind'], IconName> = {
  'path-started': 'path',
  'lesson-opened': 'book',
  'lesson-read': 'check',
  answers: 'checklist',
  'lesson-completed': 'star',
  'skill-mastered': 'trend',
  'skill-slipped': 'refresh',
  'next-overridden': 'list',
  'version-moved': 'sparkle',
};

function Activity({ view: { activity, timeZone } }: { view: DashboardView }) {
  const t = useMessages(learningMessages);
  return (
    <section className="card figures" aria-labelledby="activity-title">
      <h2 id="activity-title">{t('dashboard.activity')}</h2>
      {activity.length === 0 && <p className="hint">{t('dashboard.activityEmpty')}</p>}
      <ol className="lately">
        {activity.map(({ id, kind, title, href, answered, right, at }) => {
          const text =
            kind === 'answers'
              ? t('activity.answers', { count: answered, right, title })
              : t(`activity.${kind}`, { title });
          return (
            <li key={id}>
              <Icon name={ACTIVITY_ICON[kind]} />
              <span>{href ? <Link to={href}>{text}</Link> : text}</span>
              <small>
                <RelativeTime at={at} timeZone={timeZone} />
              </small>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function ExamCard({ exam: { href, title, passed } }: { exam: NonNullable<DashboardView['exam']> }) {
  const t = useMessages(learningMessages);
  return (
    <section className="card figures" aria-labelledby="exam-title">
      <h2 id="exam-title">{t('dashboard.exam')}</h2>
      <p>{t(passed ? 'dashboard.examPassed' : 'dashboard.examText', { title })}</p>
      <Link className="link" to={passed ? paths.certificates() : href}>
        {t(passed ? 'dashboard.examCertificates' : 'dashboard.examLink')}
      </Link>
    </section>
  );
}

export function Dashboard({ view }: { view: DashboardView }) {
  const t = useMessages(learningMessages);
  return (
    <div className="page dash">
      <header className="dash-head">
        <div>
          <h1>{view.pathTitle}</h1>
          <p>{view.goalTitle ? t('dashboard.goal', { goal: view.goalTitle }) : t('dashboard.noGoal')}</p>
        </div>
        <Link className="btn btn-ghost btn-sm" to={paths.welcome()}>
          <Icon name="settings" />
          <span>{t('dashboard.change')}</span>
        </Link>
      </header>
      {view.placement !== 'again' && <PlacementOffer state={view.placement} />}
      <NextCard view={view} />
      <div className="dash-grid">
        <div className="dash-column">
          <ProgressCard view={view} />
          {view.exam && <ExamCard exam={view.exam} />}
          <Activity view={view} />
        </div>
        <MasteryCard view={view} />
      </div>
    </div>
  );
}
