// The lesson's text in the page: server HTML as it is, brought to life once the browser runs.
import { useNavigate } from '@remix-run/react';
import { memo, type MouseEvent, useEffect, useRef, useState } from 'react';
import { readingMessages } from '~/i18n/learning-lesson';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { enhanceLesson } from '~/ui/lesson/enhance';
import { LESSON_BODY_ID, lessonHtml } from './lesson-html';

/** Never rendered again for the same text: enhancements change the DOM under it. */
const Text = memo(
  function Text({ id, html, label }: { id: string; html: string; label: string }) {
    const root = useRef<HTMLDivElement>(null);
    const locale = useLocale();
    useEffect(() => (root.current ? enhanceLesson(root.current, locale) : undefined), [locale]);
    return (
      <div
        ref={root}
        id={LESSON_BODY_ID}
        data-lesson={id}
        className="lesson-body"
        aria-label={label}
        role="article"
        suppressHydrationWarning
        dangerouslySetInnerHTML={{ __html: html }}
      />
    );
  },
  (before, after) => before.id === after.id,
);

/** `html` comes with client navigations; a page load brings it in the document. Give it a key that changes with the text. */
export function LessonBody({ id, html }: { id: string; html: string | null }) {
  const t = useMessages(readingMessages);
  const navigate = useNavigate();
  const [text] = useState(() => html ?? lessonHtml(id) ?? '');

  /** Links to other pages of ours do not load the document anew. */
  function follow(event: MouseEvent) {
    const link = (event.target as Element).closest('a');
    if (
      !link ||
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    if (
      link.origin !== location.origin ||
      link.target ||
      link.hasAttribute('download') ||
      !link.pathname.startsWith('/learn/') ||
      (link.pathname === location.pathname && link.hash)
    )
      return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  }

  return (
    // Keyboards reach the links themselves; this only shortens their way.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div onClick={follow}>
      <Text id={id} html={text} label={t('body')} />
    </div>
  );
}
