// Components that enhance.ts brings to life: tabs, the prompt try-out, and the way into practice. All make sense without it.
import { type ReactNode, useId } from 'react';
import type { Json } from '~/modules/catalog/catalog';
import { paths } from '~/platform/paths';
import { Title } from './blocks';
import { type LessonPlace, type LessonTranslate, text } from './context';

/** Panels one below the other, each with its heading, until a script makes tabs of them. */
export function Tabs({ id, t, children }: { id: string | undefined; t: LessonTranslate; children: ReactNode }) {
  return (
    <div className="lesson-tabs" id={id} data-lesson-tabs={t('tabs')}>
      {children}
    </div>
  );
}

export function Tab({
  id,
  title,
  level,
  children,
}: {
  id: string | undefined;
  title: string;
  level: number;
  children: ReactNode;
}) {
  const generated = useId();
  return (
    <section className="lesson-tab" id={id ?? generated} data-lesson-tab={title}>
      <Title level={level} className="lesson-tab-title">
        {title}
      </Title>
      {children}
    </section>
  );
}

type TryoutProps = {
  id: string | undefined;
  t: LessonTranslate;
  task: string;
  placeholder: string | undefined;
  minWords: number | undefined;
  criteria: ReadonlyArray<Json>;
};

function Criterion({ name, hint, any, words }: { name: string; hint: string; any?: string; words?: number }) {
  return (
    <li className="lesson-criterion" data-any={any} data-words={words}>
      <b>{name}</b>
      <span className="lesson-criterion-hint">{hint}</span>
      <span className="lesson-unseen" data-lesson-state />
    </li>
  );
}

export function PromptTryout({ id, t, task, placeholder, minWords, criteria }: TryoutProps) {
  const fieldId = useId();
  return (
    <section
      className="lesson-tryout"
      id={id}
      aria-labelledby={`${fieldId}t`}
      data-lesson-tryout
      data-status={t('tryout.status', { met: '{met}', total: '{total}' })}
      data-met={t('tryout.met')}
      data-open={t('tryout.open')}
    >
      <p className="lesson-overline" id={`${fieldId}t`}>
        {t('tryout.title')}
      </p>
      <p className="lesson-tryout-task" id={`${fieldId}d`}>
        {task}
      </p>
      <label htmlFor={fieldId}>{t('tryout.label')}</label>
      <textarea
        id={fieldId}
        rows={6}
        maxLength={4000}
        placeholder={placeholder}
        aria-describedby={`${fieldId}d ${fieldId}n`}
      />
      <p className="lesson-tryout-status" role="status" hidden />
      <p className="lesson-criteria-title">{t('tryout.criteria')}</p>
      <ul className="lesson-criteria">
        {criteria.map((criterion, index) => {
          if (typeof criterion === 'string') return null;
          const [, props] = criterion;
          return (
            <Criterion
              key={index}
              name={text(props, 'name') ?? ''}
              hint={text(props, 'hint') ?? ''}
              any={text(props, 'any') ?? ''}
            />
          );
        })}
        {minWords ? (
          <Criterion name={t('tryout.words', { count: minWords })} hint={t('tryout.wordsHint')} words={minWords} />
        ) : null}
      </ul>
      <p className="lesson-note" id={`${fieldId}n`}>
        {t('tryout.note')}
      </p>
    </section>
  );
}

/** The way into some of the lesson's questions. Leads to the first; the practice goes on with the others. */
export function Check({
  id,
  t,
  place,
  itemIds,
}: {
  id: string | undefined;
  t: LessonTranslate;
  place: LessonPlace;
  itemIds: ReadonlyArray<string>;
}) {
  return (
    <div className="lesson-check" id={id}>
      <p className="lesson-block-title">{t('check.title')}</p>
      <a href={paths.practice(place.courseId, place.slug, itemIds[0])} data-lesson-check={itemIds.join(' ')}>
        {t('check.link', { count: itemIds.length })}
        <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
          <path d="M5 12h14M13 6l6 6-6 6" />
        </svg>
      </a>
    </div>
  );
}
