// The reading page: what the lesson is for, its text, where one stands in it, and the ways on.
import { Form } from '@remix-run/react';
import { useRef, useState } from 'react';
import { readingMessages } from '~/i18n/learning-lesson';
import { useMessages } from '~/i18n/use-messages';
import type { LessonPageView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { LessonEnd } from './completion';
import { LessonBody } from './lesson-body';
import { Notes } from './notes';
import { useLessonKeys } from './use-lesson-keys';

function Outline({ outline }: { outline: LessonPageView['outline'] }) {
  return (
    <ol className="toc">
      {outline.map(({ id, title }) => (
        <li key={id}>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
    </ol>
  );
}

function Head({ view }: { view: LessonPageView }) {
  const t = useMessages(readingMessages);
  return (
    <header className="lesson-head">
      <p className="eyebrow">{t('eyebrow', { number: view.number, of: view.of })}</p>
      <h1>{view.title}</h1>
      <p className="lesson-lead">{view.summary}</p>
      <ul className="lesson-meta">
        <li>
          <Icon name="clock" /> {t('minutes', { count: view.minutes })}
        </li>
        {view.completion.items > 0 && (
          <li>
            <Icon name="checklist" /> {t('questions', { count: view.completion.items })}
          </li>
        )}
        <li>
          <Icon name="target" /> <span className="sr-only">{t('skills')}:</span>{' '}
          {view.skills.map(({ title }) => title).join(' · ')}
        </li>
      </ul>
      <section className="objectives" aria-labelledby="objectives-title">
        <h2 id="objectives-title" className="section-title">
          {t('objectives')}
        </h2>
        <ul>
          {view.objectives.map((objective) => (
            <li key={objective}>
              <Icon name="check" />
              {objective}
            </li>
          ))}
        </ul>
      </section>
    </header>
  );
}

function NewerVersion({ view }: { view: LessonPageView }) {
  const t = useMessages(readingMessages);
  if (view.newerVersion === null) return null;
  return (
    <Alert kind="info" title={t('newer.title')} className="mb-6">
      <p>{t('newer.text', { version: view.version, newer: view.newerVersion })}</p>
      <Form method="post" className="mt-2">
        <button name="intent" value="move" className="btn btn-secondary btn-sm">
          {t('newer.move')}
        </button>
      </Form>
    </Alert>
  );
}

function Neighbours({ previous, next }: Pick<LessonPageView, 'previous' | 'next'>) {
  const t = useMessages(readingMessages);
  return (
    <nav className="neighbours no-print" aria-label={t('nav.label')}>
      {previous ? (
        <Link to={previous.href} rel="prev" className="neighbour">
          <small>
            <Icon name="arrow-left" /> {t('nav.previous')}
          </small>
          <span>{previous.title}</span>
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link to={next.href} rel="next" className="neighbour neighbour-next">
          <small>
            {t('nav.next')} <Icon name="arrow-right" />
          </small>
          <span>{next.title}</span>
        </Link>
      )}
    </nav>
  );
}

/** `html` is null on a page load: the document already holds it. Give it a key that changes with version and language. */
export function LessonPage({ view: loaded, html, id }: { view: LessonPageView; html: string | null; id: string }) {
  const t = useMessages(readingMessages);
  const [completion, setCompletion] = useState(loaded.completion);
  const notes = useRef<HTMLDetailsElement>(null);
  const view = { ...loaded, completion };
  useLessonKeys({ previous: view.previous?.href ?? null, next: view.next?.href ?? null, notes });
  return (
    <div className="page reading">
      <Breadcrumbs
        trail={[
          { to: paths.path(), label: t('nav.path') },
          { to: paths.course(view.courseId), label: view.courseTitle },
        ]}
      />
      <div className="reading-grid">
        <div className="reading-main">
          <NewerVersion view={view} />
          <Head view={view} />
          <details className="toc-fold no-print">
            <summary>{t('outline')}</summary>
            <Outline outline={view.outline} />
          </details>
          <LessonBody id={id} html={html} />
          <LessonEnd view={view} onRead={setCompletion} />
          <Neighbours previous={view.previous} next={view.next} />
        </div>
        <aside className="reading-aside no-print">
          <nav className="toc-side" aria-label={t('outline')}>
            <p className="section-title">{t('outline')}</p>
            <Outline outline={view.outline} />
          </nav>
          <Notes view={view} panel={notes} />
          <p className="reading-keys">{t('keys')}</p>
        </aside>
      </div>
    </div>
  );
}
