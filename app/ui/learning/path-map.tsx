// The map of a path: lessons in order with states and ways in, skills by area with why they stand where they stand.
import { formatPercent } from '~/i18n/format';
import { learningMessages } from '~/i18n/learning';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { LessonStateView, PathView, SkillStateView } from '~/modules/learning/learning';
import { Badge, StateBadge } from '~/ui/kit/badge';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';
import { Meter } from '~/ui/kit/progress';
import { MASTERY_SIGN } from './mastery-sign';

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
        <h3>
          <Link to={lesson.href}>{lesson.title}</Link>
        </h3>
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
                  <a href={`#skill-${id}`} className={`chip chip-${skill.state}`}>
                    {skill.title} <small>{t(`mastery.${skill.state}`)}</small>
                  </a>
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

function SkillRow({ skill }: { skill: SkillStateView }) {
  const t = useMessages(learningMessages);
  const locale = useLocale();
  return (
    <li id={`skill-${skill.id}`} className="skill">
      <details>
        <summary>
          <span className="skill-title">{skill.title}</span>
          <StateBadge state={MASTERY_SIGN[skill.state]}>{t(`mastery.${skill.state}`)}</StateBadge>
          {skill.probability !== null && (
            <small>{t('dashboard.expected', { percent: formatPercent(skill.probability, locale) })}</small>
          )}
        </summary>
        <p>{skill.description}</p>
        <p className="why-title">{t('path.why')}</p>
        <ul className="why">
          {skill.why.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {skill.lesson && (
          <p>
            {t('path.taughtIn')}{' '}
            <Link className="link" to={skill.lesson.href}>
              {skill.lesson.title}
            </Link>
            {skill.answers > 0 && ` · ${t('path.answers', { count: skill.answers })}`}
          </p>
        )}
      </details>
    </li>
  );
}

function byArea(skills: PathView['skills']): Map<string, Array<SkillStateView>> {
  const areas = new Map<string, Array<SkillStateView>>();
  for (const skill of skills) areas.set(skill.area, [...(areas.get(skill.area) ?? []), skill]);
  return areas;
}

export function PathMap({ view }: { view: PathView }) {
  const t = useMessages(learningMessages);
  const skills = new Map(view.skills.map((skill) => [skill.id, skill]));
  return (
    <Page>
      <PageHeader
        eyebrow={view.goalTitle ? t('dashboard.goal', { goal: view.goalTitle }) : view.pathTitle}
        title={t('path.title')}
        lead={t('path.lead')}
      />
      <div className="map">
        {view.courses.map((course) => (
          <section key={course.id} aria-labelledby={`course-${course.id}`}>
            <div className="map-course">
              <h2 id={`course-${course.id}`}>{course.title}</h2>
              <Meter value={course.share} label={t('dashboard.lessons', { done: course.done, of: course.lessons })} />
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
              {view.exam && (
                <li className="stop stop-end">
                  <span className="stop-mark" aria-hidden>
                    <Icon name="certificate" />
                  </span>
                  <Link className="link" to={view.exam.href}>
                    {t('path.exam')}
                  </Link>
                </li>
              )}
            </ol>
          </section>
        ))}
        <section id="skills" aria-labelledby="skills-title" className="map-skills">
          <h2 id="skills-title">{t('path.skills')}</h2>
          <p className="hint">{t('path.skillsLead')}</p>
          {[...byArea(view.skills)].map(([area, held]) => (
            <div key={area}>
              <h3>{t(`path.area.${area}` as 'path.area.content')}</h3>
              <ul className="skill-list">
                {held.map((skill) => (
                  <SkillRow key={skill.id} skill={skill} />
                ))}
              </ul>
            </div>
          ))}
        </section>
      </div>
    </Page>
  );
}
