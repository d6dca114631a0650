// The bar above a question: the way out, and one dot per question of the round.
import { practiceMessages } from '~/i18n/learning-practice';
import type { Translate } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import type { DotState, PracticeQuestionView, PracticeSummaryView } from '~/modules/learning/learning';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';

type PracticeTranslate = typeof practiceMessages extends { keys?: infer Keys } ? Translate<NonNullable<Keys>> : never;

/** The round's name. */
export function roundTitle(
  t: PracticeTranslate,
  view: Pick<PracticeSummaryView, 'mode' | 'skillTitle' | 'lesson'>,
): string {
  const { mode, skillTitle, lesson } = view;
  if (mode === 'review')
    return skillTitle ? t('title.review', { skill: skillTitle }) : t('title.reviewLesson', { lesson: lesson.title });
  return t(`title.${mode}`, { lesson: lesson.title });
}

/** `answered`: what has just become of the current question, before the page is loaded again. */
export function PracticeTop({
  view,
  answered,
}: {
  view: PracticeQuestionView | PracticeSummaryView;
  answered: Exclude<DotState, 'open'> | null;
}) {
  const t = useMessages(practiceMessages);
  return (
    <header className="practice-top">
      <Link to={view.lesson.href} className="btn btn-ghost btn-icon" aria-label={t('leave')} title={t('leave')}>
        <Icon name="close" />
      </Link>
      <div className="practice-where">
        <p className="practice-title">{roundTitle(t, view)}</p>
        <nav aria-label={t('progress')}>
          <ol className="dots">
            {view.dots.map(({ href, state, current }, index) => {
              const shown = current && answered ? answered : state;
              return (
                <li key={href}>
                  <Link
                    to={href}
                    className={`dot dot-${shown}`}
                    aria-current={current ? 'step' : undefined}
                    aria-label={t(`dot.${shown}`, { number: index + 1 })}
                  />
                </li>
              );
            })}
          </ol>
        </nav>
      </div>
    </header>
  );
}
