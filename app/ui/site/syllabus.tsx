// The lessons of a course in order: title, what each is about, how long it takes and how much it asks.
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import type { LessonEntry } from '~/modules/catalog/catalog';

type Lesson = Pick<LessonEntry<string>, 'id' | 'position' | 'title' | 'summary' | 'minutes' | 'itemIds'>;

export function Syllabus({ lessons }: { lessons: ReadonlyArray<Lesson> }) {
  const t = useMessages(siteMessages);
  return (
    <section>
      <h2 className="mb-2">{t('course.syllabus')}</h2>
      <ol>
        {lessons.map((lesson) => (
          <li key={lesson.id} className="grid grid-cols-[2.25rem_1fr] gap-x-2 border-b border-line py-4 last:border-0">
            <span className="display text-xl text-accent tabular-nums" aria-hidden>
              {lesson.position}
            </span>
            <div className="min-w-0">
              <h3>{lesson.title}</h3>
              <p className="mt-1 text-muted">{lesson.summary}</p>
              <p className="mt-1.5 text-[0.9375rem] tabular-nums">
                {t('course.minutesShort', { minutes: lesson.minutes })} ·{' '}
                {t('catalog.items', { count: lesson.itemIds.length })}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
