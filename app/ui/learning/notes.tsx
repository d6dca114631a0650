// The notes of a lesson: saved while typing; "saved" only after the server said so; two places writing lose nothing.
import { type RefObject, useEffect, useRef, useState } from 'react';
import { readingMessages } from '~/i18n/learning-lesson';
import { useMessages } from '~/i18n/use-messages';
import type { LessonPageView } from '~/modules/learning/learning';
import { Button } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { type Conflict, createNoteSaver, keptDraft, type NoteSaver, type NoteState } from './save-note';

const NOTE_URL = '/resources/note';

function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function Resolve({ mine, conflict, onChoose }: { mine: string; conflict: Conflict; onChoose: (body: string) => void }) {
  const t = useMessages(readingMessages);
  return (
    <div className="conflict" role="alert">
      <strong>{t('notes.conflict.title')}</strong>
      <p>{t('notes.conflict.text')}</p>
      <p className="label">{t('notes.conflict.here')}</p>
      <pre>{mine}</pre>
      <p className="label">{t('notes.conflict.there')}</p>
      <pre>{conflict.body}</pre>
      <Button size="sm" onClick={() => onChoose(`${mine}\n\n${t('notes.conflict.divider')}\n\n${conflict.body}`)}>
        {t('notes.conflict.both')}
      </Button>
      <Button size="sm" variant="secondary" onClick={() => onChoose(mine)}>
        {t('notes.conflict.mine')}
      </Button>
      <Button size="sm" variant="secondary" onClick={() => onChoose(conflict.body)}>
        {t('notes.conflict.theirs')}
      </Button>
    </div>
  );
}

function Status({ state, empty }: { state: NoteState; empty: boolean }) {
  const t = useMessages(readingMessages);
  const key = state === 'idle' ? (empty ? 'empty' : 'saved') : state;
  return (
    <p className={`note-status note-${key}`} role="status">
      {key === 'saved' && <Icon name="check" />}
      {(key === 'kept' || key === 'signedOut' || key === 'refused') && <Icon name="warning" />}
      {t(`notes.state.${key}`)}
    </p>
  );
}

type NotesProps = {
  view: Pick<LessonPageView, 'lessonId' | 'courseId' | 'slug' | 'note'>;
  panel: RefObject<HTMLDetailsElement>;
};

/** Give it a key that changes with the lesson. Folded until asked for. */
export function Notes({ view: { lessonId, courseId, slug, note }, panel }: NotesProps) {
  const t = useMessages(readingMessages);
  const [body, setBody] = useState(note.body);
  const [[state, conflict], setState] = useState<[NoteState, Conflict | null]>(['idle', null]);
  const saver = useRef<NoteSaver | null>(null);

  useEffect(() => {
    const storage = browserStorage();
    const later = (run: () => void, ms: number) => {
      const timer = window.setTimeout(run, ms);
      return () => window.clearTimeout(timer);
    };
    const draft = keptDraft(storage, lessonId);
    const options = {
      url: NOTE_URL,
      place: { courseId, lesson: slug },
      lessonId,
      revision: draft?.revision ?? note.revision,
    };
    const created = createNoteSaver(
      options,
      { fetch: (input, init) => window.fetch(input, init), storage, later },
      (next, found) => setState([next, found]),
    );
    saver.current = created;
    if (draft && draft.body !== note.body) {
      setBody(draft.body);
      created.type(draft.body);
    }
    const online = () => created.flush();
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('online', online);
      created.flush();
      created.stop();
    };
    // A panel belongs to one lesson: it is keyed by it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  function choose(text: string) {
    const upon = conflict?.revision ?? note.revision;
    setBody(text);
    setState(['saving', null]);
    saver.current?.settle(text, upon);
  }

  return (
    <details className="notes" ref={panel} id="notes">
      <summary className="notes-summary">
        <Icon name="note" />
        <span>{t('notes.title')}</span>
        <Status state={state} empty={body === ''} />
      </summary>
      <form
        method="post"
        action={NOTE_URL}
        className="notes-form"
        onSubmit={(event) => (event.preventDefault(), saver.current?.flush())}
      >
        <label className="label" htmlFor="note-body">
          {t('notes.label')} <small>{t('notes.hint')}</small>
        </label>
        <textarea
          id="note-body"
          name="body"
          className="input"
          value={body}
          placeholder={t('notes.placeholder')}
          maxLength={20_000}
          onChange={(event) => {
            setBody(event.target.value);
            saver.current?.type(event.target.value);
          }}
          onBlur={() => saver.current?.flush()}
        />
        <input type="hidden" name="courseId" value={courseId} />
        <input type="hidden" name="lesson" value={slug} />
        <input type="hidden" name="revision" value={note.revision} />
        <noscript>
          <button className="btn btn-secondary">{t('notes.save')}</button>
        </noscript>
        {conflict && <Resolve mine={body} conflict={conflict} onChoose={choose} />}
      </form>
    </details>
  );
}
