// What makes a lesson done, in words, with how far one is and the two things to do: mark it read, practise.
import { type FormEvent, useState } from 'react';
import { readingMessages } from '~/i18n/learning-lesson';
import { useMessages } from '~/i18n/use-messages';
import type { CompletionView, LessonPageView } from '~/modules/learning/learning';
import { StateBadge } from '~/ui/kit/badge';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';

const SIGN = { 'not-started': 'idle', started: 'active', done: 'done' } as const;

function Line({ met, children }: { met: boolean; children: string }) {
  return (
    <li className={met ? 'rule-line rule-met' : 'rule-line'}>
      <Icon name={met ? 'success' : 'circle'} />
      {children}
    </li>
  );
}

/** The rule and where one stands. `completion` is kept by the page: marking as read changes it in place. */
export function CompletionRule({ completion }: { completion: CompletionView }) {
  const t = useMessages(readingMessages);
  const { state, read, items, answered, right, rightNeeded } = completion;
  return (
    <>
      <div className="rule-head">
        <h2 id="rule-title" className="section-title">
          {t('done.title')}
        </h2>
        <StateBadge state={SIGN[state]}>{t(`done.state.${state}`)}</StateBadge>
      </div>
      <p className="rule-text">{items > 0 ? t('done.rule', { items, right: rightNeeded }) : t('done.ruleNoItems')}</p>
      <ul className="rule-lines">
        <Line met={read}>{t(read ? 'done.read' : 'done.unread')}</Line>
        {items > 0 && <Line met={answered >= items}>{t('done.answered', { answered, items })}</Line>}
        {items > 0 && <Line met={right >= rightNeeded}>{t('done.right', { right, needed: rightNeeded })}</Line>}
      </ul>
    </>
  );
}

type Marking = 'idle' | 'marking' | 'failed' | 'marked';

/** Marks the lesson read: at once with scripts, by a plain form without. */
function MarkRead({ view, onRead }: { view: LessonPageView; onRead: (completion: CompletionView) => void }) {
  const t = useMessages(readingMessages);
  const [state, setState] = useState<Marking>('idle');

  async function mark(event: FormEvent) {
    event.preventDefault();
    if (state === 'marking') return;
    setState('marking');
    try {
      const body = JSON.stringify({ courseId: view.courseId, lesson: view.slug });
      const response = await fetch('/resources/progress', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
      });
      const reply = (await response.json()) as { ok: boolean; completion: CompletionView };
      if (!response.ok || !reply.ok) throw new Error('refused');
      setState('marked');
      onRead(reply.completion);
    } catch {
      setState('failed');
    }
  }

  if (view.completion.read) {
    return (
      <p className="marked" role="status">
        <Icon name="success" />
        {t(state === 'marked' ? 'done.marked' : 'done.read')}
      </p>
    );
  }
  return (
    <form method="post" onSubmit={mark}>
      <button
        name="intent"
        value="read"
        className="btn btn-secondary btn-lg"
        aria-disabled={state === 'marking' || undefined}
      >
        <Icon name={state === 'failed' ? 'warning' : 'check'} />
        <span aria-live="polite">
          {t(state === 'marking' ? 'done.marking' : state === 'failed' ? 'done.failed' : 'done.mark')}
        </span>
      </button>
    </form>
  );
}

/** The foot of a lesson. */
export function LessonEnd({ view, onRead }: { view: LessonPageView; onRead: (completion: CompletionView) => void }) {
  const t = useMessages(readingMessages);
  const { items, answered } = view.completion;
  const label =
    answered === 0
      ? t('practice.start', { items })
      : answered < items
        ? t('practice.resume', { answered, items })
        : t('practice.review');
  return (
    <section className="card lesson-end no-print" aria-labelledby="rule-title">
      <CompletionRule completion={view.completion} />
      <div className="lesson-end-actions">
        <MarkRead view={view} onRead={onRead} />
        {items > 0 && (
          <Link to={view.practiceHref} className="btn btn-primary btn-lg">
            <span>{label}</span>
            <Icon name="arrow-right" />
          </Link>
        )}
      </div>
      {items > 0 && <p className="hint">{t('practice.text')}</p>}
    </section>
  );
}
