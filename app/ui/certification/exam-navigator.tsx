// The list of an exam's questions with their states. Its buttons belong to the question's form: going elsewhere saves it.
import { useEffect, useRef } from 'react';
import { examMessages } from '~/i18n/exam';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/kit/icon';

type Props = {
  total: number;
  /** Position of the question shown; null on the page before handing in. */
  current: number | null;
  isAnswered: (index: number) => boolean;
  isFlagged: (index: number) => boolean;
  /** Id of the form that its buttons send. */
  form: string;
};

export function ExamNavigator({ total, current, isAnswered, isFlagged, form }: Props) {
  const t = useMessages(examMessages);
  const strip = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const shown = strip.current?.querySelector<HTMLElement>('[aria-current]');
    if (shown && strip.current)
      strip.current.scrollLeft = shown.offsetLeft - strip.current.clientWidth / 2 + shown.offsetWidth / 2;
  }, [current]);
  const indexes = Array.from({ length: total }, (_, index) => index);
  return (
    <nav className="exam-nav" aria-label={t('navigator')}>
      <p className="exam-count">{t('answered', { answered: indexes.filter(isAnswered).length, total })}</p>
      <ol ref={strip}>
        {indexes.map((index) => {
          const words = [
            t('question', { number: index + 1, total }),
            t(isAnswered(index) ? 'state.answered' : 'state.open'),
          ];
          if (isFlagged(index)) words.push(t('state.flagged'));
          return (
            <li key={index}>
              <button
                type="submit"
                form={form}
                name="go"
                value={index}
                className={isAnswered(index) ? 'exam-stone exam-stone-done' : 'exam-stone'}
                aria-current={index === current ? 'step' : undefined}
                aria-label={words.join(', ')}
              >
                {index + 1}
                {isFlagged(index) && <Icon name="flag" />}
              </button>
            </li>
          );
        })}
      </ol>
      <button
        type="submit"
        form={form}
        name="go"
        value="review"
        className="btn btn-secondary exam-review"
        aria-current={current === null ? 'step' : undefined}
      >
        <Icon name="checklist" />
        <span>{t('review')}</span>
      </button>
    </nav>
  );
}
