// The page of a path: what comes next and why, the map of skills, the lessons with their ways in, and how far the goal is.
import { learningMessages } from '~/i18n/learning';
import { mapMessages } from '~/i18n/learning-map';
import { useMessages } from '~/i18n/use-messages';
import type { LessonStateView, PathView, SkillStateView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { Badge, StateBadge } from '~/ui/kit/badge';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';
import { Meter } from '~/ui/kit/progress';
import { GoalGap, ProgressAndMastery } from './goal-gap';
import { NextCard } from './next-card';
import { PlacementOffer } from './placement-offer';
import { SkillMap } from './skill-map';

const SIGN = { 'not-started': 'idle', started: 'active', done: 'done', locked: 'locked' } as const;

function Lock({ lesson }: { lesson: LessonStateView }) {
  const t = useMessages(learningMessages);
  if (!lesson.lock) return null;
  return (
    <details className="lock">
      <summary>{t('path.lock')}</summary>
      <p>{t('path.missing', { skills: lesson.lock.missing.join(', ') })}</p>
      {lesson.lock.way.length > 0 && (
        <>
          <p>{t('path.way')}</p>
          <ol>
            {lesson.lock.way.map(({ title, href, minutes }) => (
              <li key={href}>
                <Link className="link" to={href}>
                  {title}
                </Link>{' '}
                <small>{t('dashboard.minutesWhole', { count: minutes })}</small>
              </li>
            ))}
          </ol>
        </>
      )}
    </details>
  );
}

function LessonNode({
  lesson,
  suggested,
  skills,
}: {
  lesson: LessonStateView;
  suggested: boolean;
  skills: ReadonlyMap<string, SkillStateView>;
}) {
  const t = useMessages(learningMessages);
  const state = lesson.lock ? 'locked' : lesson.state;
  const label = lesson.lock
    ? 'path.openAnyway'
    : lesson.state === 'started'
      ? 'path.continue'
      : lesson.state === 'done'
        ? 'path.again'
        : 'path.open';
  return (
    <li className={`stop stop-${state}${suggested ? ' stop-next' : ''}`}>
      <span className="stop-mark" aria-hidden>
        {lesson.state === 'done' ? <Icon name="check" /> : lesson.number}
      </span>
      <article className="card stop-card">
        <div className="stop-head">
          <p className="stop-number">
            {t('path.lesson', { number: lesson.number })} · {t('dashboard.minutesWhole', { count: lesson.minutes })}
          </p>
          {suggested && <Badge tone="warm">{t('path.next')}</Badge>}
          <StateBadge state={SIGN[state]}>{t(`path.state.${state}`)}</StateBadge>
        </div>
        <h4 className="stop-title">
          <Link to={lesson.href}>{lesson.title}</Link>
        </h4>
        <p className="stop-summary">{lesson.summary}</p>
        {lesson.state === 'started' && (
          <div>
            <Meter
              value={lesson.share}
              label={t('path.answered', { answered: lesson.answered, items: lesson.items, right: lesson.right })}
            />
          </div>
        )}
        <ul className="chips" aria-label={t('path.teaches')}>
          {lesson.skills.map((id) => {
            const skill = skills.get(id);
            return (
              skill && (
                <li key={id}>
                  <Link to={paths.skill(id)} className={`chip chip-${skill.state}`}>
                    {skill.title} <small>{t(`mastery.${skill.state}`)}</small>
                  </Link>
                </li>
              )
            );
          })}
        </ul>
        <div className="stop-foot">
          <Lock lesson={lesson} />
          <Link
            to={lesson.href}
            className={suggested ? 'btn btn-primary btn-sm' : 'btn btn-secondary btn-sm'}
            aria-label={`${t(label)}: ${lesson.title}`}
          >
            {t(label)}
          </Link>
        </div>
      </article>
    </li>
  );
}

export function PathMap({ view }: { view: PathView }) {
  const t = useMessages(learningMessages);
  const say = useMessages(mapMessages);
  const skills = new Map<string, SkillStateView>(view.skills.map((skill) => [skill.id, skill]));
  return (
    <Page>
      <PageHeader
        eyebrow={view.goalTitle ? t('dashboard.goal', { goal: view.goalTitle }) : view.pathTitle}
        title={t('path.title')}
        lead={t('path.lead')}
      />
      <div className="path-page">
        {view.merged.map(({ from, into }) => (
          <Alert key={from} kind="info">
            <p>
              {say('map.merged', { from, into: into.title })}{' '}
              <Link className="link" to={paths.skill(into.id)}>
                {into.title}
              </Link>
            </p>
          </Alert>
        ))}
        <PlacementOffer state={view.placement} />
        <NextCard view={view} />
        <SkillMap view={view} />
        <div className="path-columns">
          <section id="lessons" aria-labelledby="lessons-title" className="path-lessons">
            <h2 id="lessons-title">{say('map.lessons')}</h2>
            <p className="hint">{say('map.lessonsLead')}</p>
            {view.courses.map((course) => (
              <section key={course.id} aria-labelledby={`course-${course.id}`}>
                <div className="map-course">
                  <h3 id={`course-${course.id}`}>{course.title}</h3>
                  <Meter
                    value={course.share}
                    label={t('dashboard.lessons', { done: course.done, of: course.lessons })}
                  />
                </div>
                <ol className="stops">
                  {course.lessonStates.map((lesson) => (
                    <LessonNode
                      key={lesson.lessonId}
                      lesson={lesson}
                      suggested={lesson.lessonId === view.nextLessonId}
                      skills={skills}
                    />
                  ))}
                </ol>
              </section>
            ))}
            {view.exam && (
              <p className="stop stop-end">
                <span className="stop-mark" aria-hidden>
                  <Icon name="certificate" />
                </span>
                <Link className="link" to={view.exam.href}>
                  {t('path.exam')}
                </Link>
              </p>
            )}
          </section>
          <div className="path-side">
            <GoalGap view={view} />
            <ProgressAndMastery view={view} />
          </div>
        </div>
      </div>
    </Page>
  );
}
