// The quiet components of a lesson: callouts, key ideas, terms, steps, exercises with their solutions, sources.
import { type ReactNode, useId } from 'react';
import type { LessonTranslate } from './context';

type Block = { id: string | undefined; t: LessonTranslate; children: ReactNode };

const ICONS = {
  note: 'M12 8v.01M11 12h1v4h1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  tip: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9c.4.3.5.7.5 1.1h6c0-.4.1-.8.5-1.1A6 6 0 0 0 12 3Z',
  warning: 'M12 9v5M12 17v.01M12 3.5 2.5 20h19Z',
  example: 'M4 5h16M4 10h10M4 15h16M4 20h7',
} as const;
export type CalloutKind = keyof typeof ICONS;

function Icon({ kind }: { kind: CalloutKind }) {
  return (
    <svg className="lesson-icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={ICONS[kind]} />
    </svg>
  );
}

export function Callout({ id, t, kind, title, children }: Block & { kind: CalloutKind; title: string | undefined }) {
  const titleId = useId();
  return (
    <div className={`lesson-callout lesson-callout-${kind}`} id={id} role="note" aria-labelledby={titleId}>
      <p className="lesson-block-title" id={titleId}>
        <Icon kind={kind} />
        {/* The kind is said, not only coloured, when the author's title does not say it. */}
        {title ? <span className="lesson-unseen">{t(`callout.${kind}`)}: </span> : null}
        {title ?? t(`callout.${kind}`)}
      </p>
      {children}
    </div>
  );
}

export function KeyIdea({ id, t, children }: Block) {
  const titleId = useId();
  return (
    <div className="lesson-key-idea" id={id} role="note" aria-labelledby={titleId}>
      <p className="lesson-overline" id={titleId}>
        {t('keyIdea')}
      </p>
      {children}
    </div>
  );
}

/** A word whose definition opens on a press: the browser's own popover, no script. */
export function Term({
  t,
  definition,
  word,
  children,
}: {
  t: LessonTranslate;
  definition: string;
  word: string;
  children: ReactNode;
}) {
  const id = useId();
  const popover = { popover: 'auto', id, role: 'note' } as object;
  return (
    <>
      <button
        type="button"
        className="lesson-term"
        aria-label={`${word}. ${t('term', { word })}`}
        {...{ popovertarget: id }}
      >
        {children}
      </button>
      <span className="lesson-definition" {...popover}>
        <b>{word}</b> {definition}
      </span>
    </>
  );
}

export function Steps({ id, children }: Omit<Block, 't'>) {
  return (
    <ol className="lesson-steps" id={id}>
      {children}
    </ol>
  );
}

export function Step({ id, title, children }: Omit<Block, 't'> & { title: string }) {
  return (
    <li className="lesson-step" id={id}>
      <p className="lesson-block-title">{title}</p>
      {children}
    </li>
  );
}

/** A heading at the level at which its component stands, 3 to 6. */
export function Title({
  level,
  id,
  className,
  children,
}: {
  level: number;
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  const Heading = `h${Math.min(6, Math.max(3, level))}` as 'h3';
  return (
    <Heading id={id} className={className}>
      {children}
    </Heading>
  );
}

export function Exercise({
  id,
  t,
  title,
  minutes,
  level,
  children,
}: Block & { title: string; minutes: number | undefined; level: number }) {
  const titleId = useId();
  return (
    <section className="lesson-exercise" id={id} aria-labelledby={titleId}>
      <p className="lesson-overline">
        {t('exercise')}
        {minutes ? <span className="lesson-minutes">{t('minutes', { count: minutes })}</span> : null}
      </p>
      <Title level={level} id={titleId}>
        {title}
      </Title>
      {children}
    </section>
  );
}

export function Solution({ id, t, children }: Block) {
  return (
    <details className="lesson-fold lesson-solution" id={id}>
      <summary>{t('solution')}</summary>
      <div className="lesson-fold-body">{children}</div>
    </details>
  );
}

export function Sources({ id, t, children }: Block) {
  return (
    <section className="lesson-sources" id={id} aria-label={t('sources')}>
      <p className="lesson-overline">{t('sources')}</p>
      {children}
    </section>
  );
}
