// Writing a portfolio: sections that count their words, links, saved while typing, handed in after a question.
import { Form, useSubmit } from '@remix-run/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { portfolioMessages } from '~/i18n/assessment';
import { useLocale, useMessages } from '~/i18n/use-messages';
import {
  countWords,
  type DraftOutcome,
  LINK_LABEL_MAX,
  LINK_URL_MAX,
  type PortfolioContent,
  type PortfolioTask,
  type PortfolioView,
  SECTION_MAX,
} from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { Button, IconButton, SubmitButton } from '~/ui/kit/button';
import { RadioCards } from '~/ui/kit/choice';
import { Dialog } from '~/ui/kit/dialog';
import { FieldError } from '~/ui/kit/field';
import type { FormState } from '~/ui/kit/form';
import { Icon } from '~/ui/kit/icon';
import type { SaverState } from './portfolio-saver';
import { useSaver } from './portfolio-use-saver';

type Links = PortfolioContent['links'];
const LANGUAGES = { es: 'Español', en: 'English' } as const;

export function SaveStatus({
  state,
  words,
}: {
  state: SaverState;
  words: (key: Exclude<SaverState, 'conflict'>) => string;
}) {
  const key = state === 'conflict' ? 'refused' : state;
  return (
    <p className={`save-status save-${key}`} role="status">
      {key === 'saved' && <Icon name="check" />}
      {(key === 'kept' || key === 'signedOut' || key === 'refused') && <Icon name="warning" />}
      {words(key)}
    </p>
  );
}

function WordCount({ text, section }: { text: string; section: PortfolioTask['sections'][number] }) {
  const t = useMessages(portfolioMessages);
  const words = countWords(text);
  const { minWords: min, maxWords: max } = section;
  const fine = words >= min && words <= max;
  return (
    <p className={`word-count ${fine ? 'text-good' : 'text-muted'}`}>
      {fine && <Icon name="check" />}
      {t('words', { words, min, max })}
      {' · '}
      {fine
        ? t('wordsFine')
        : words < min
          ? t('wordsMissing', { count: min - words })
          : t('wordsOver', { count: words - max })}
    </p>
  );
}

type SectionProps = {
  section: PortfolioTask['sections'][number];
  text: string;
  error: string | undefined;
  onText: (text: string) => void;
};

function Section({ section, text, error, onText }: SectionProps) {
  const { id } = section;
  return (
    <div className="field">
      <label className="portfolio-label" htmlFor={id}>
        {section.title}
      </label>
      <p className="hint" id={`${id}-hint`}>
        {section.instructions}
      </p>
      <textarea
        id={id}
        name={`section:${section.id}`}
        className="input portfolio-input"
        rows={10}
        maxLength={SECTION_MAX}
        value={text}
        aria-describedby={`${id}-hint ${id}-count`}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onText(event.target.value)}
      />
      <div id={`${id}-count`}>
        <WordCount text={text} section={section} />
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

function LinkFields({
  task,
  links,
  error,
  onLinks,
}: {
  task: PortfolioTask;
  links: Links;
  error?: string;
  onLinks: (links: Links) => void;
}) {
  const t = useMessages(portfolioMessages);
  const change = (index: number, part: Partial<Links[number]>) =>
    onLinks(links.map((link, at) => (at === index ? { ...link, ...part } : link)));
  if (task.links.max === 0) return null;
  return (
    <fieldset className="field" id="links" tabIndex={-1}>
      <legend className="portfolio-label">{t('links')}</legend>
      <p className="hint mb-2">{task.links.instructions}</p>
      {links.map((link, index) => (
        <div key={index} className="link-row">
          <label>
            <span className="label">{t('linkLabel')}</span>
            <input
              className="input"
              name="label"
              value={link.label}
              maxLength={LINK_LABEL_MAX}
              onChange={(event) => change(index, { label: event.target.value })}
            />
          </label>
          <label>
            <span className="label">{t('linkUrl')}</span>
            <input
              className="input"
              name="url"
              type="url"
              inputMode="url"
              placeholder="https://"
              value={link.url}
              maxLength={LINK_URL_MAX}
              onChange={(event) => change(index, { url: event.target.value })}
            />
          </label>
          <IconButton
            icon="trash"
            label={t('removeLink', { number: index + 1 })}
            onClick={() => onLinks(links.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {error && <FieldError id="links-error">{error}</FieldError>}
      {links.length < task.links.max && (
        <div>
          <Button variant="secondary" size="sm" icon="plus" onClick={() => onLinks([...links, { label: '', url: '' }])}>
            {t('addLink')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** Give it a key that changes with the program. `mayHandIn`: null when something stands in the way. */
export function PortfolioEditor({
  view,
  form,
  mayHandIn,
}: {
  view: PortfolioView;
  form: FormState;
  mayHandIn: number | null;
}) {
  const t = useMessages(portfolioMessages);
  const locale = useLocale();
  const submit = useSubmit();
  const [content, setContent] = useState(view.content);
  const [asking, setAsking] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const { saver, state, found } = useSaver<PortfolioContent, DraftOutcome>(
    {
      url: `${paths.portfolio(view.programId)}/draft`,
      key: `portfolio:${view.programId}`,
      revision: view.revision,
      toBody: (value) => ({ content: value }),
    },
    setContent,
  );
  const { task } = view;

  function change(next: PortfolioContent) {
    setContent(next);
    saver.current?.change(next);
  }

  // What was typed before the page came alive.
  useEffect(() => {
    const typed = Object.fromEntries(
      task.sections.map(({ id }) => [id, element.current?.querySelector<HTMLTextAreaElement>(`#${id}`)?.value ?? '']),
    );
    if (task.sections.some(({ id }) => typed[id] !== (view.content.sections[id] ?? '')))
      change({ ...content, sections: { ...content.sections, ...typed } });
    // Once, on arrival.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  /** With JavaScript a question comes before handing in; without it the button hands in. */
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    const { submitter } = event.nativeEvent as SubmitEvent;
    event.preventDefault();
    if ((submitter as HTMLButtonElement | null)?.value === 'submit') setAsking(true);
    else void saver.current?.flush();
  }

  async function handIn() {
    setAsking(false);
    await saver.current?.flush();
    if (!element.current) return;
    const data = new FormData(element.current);
    data.set('intent', 'submit');
    data.set('revision', String(saver.current?.revision() ?? view.revision));
    submit(data, { method: 'post' });
  }

  const options = view.languages.map((value) => ({ value, label: LANGUAGES[value] }));
  return (
    <Form method="post" className="form gap-9" ref={element} onSubmit={onSubmit}>
      <input type="hidden" name="revision" value={view.revision} />
      {found?.outcome === 'conflict' && (
        <Alert kind="warn" title={t('conflict.title')} live>
          <p className="mb-3">{t('conflict.text')}</p>
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => saver.current?.settle(content, found.revision)}>
              {t('conflict.mine')}
            </Button>
            <Button
              size="sm"
              variant="secondary"
              onClick={() => {
                setContent(found.content);
                saver.current?.settle(found.content, found.revision);
              }}
            >
              {t('conflict.theirs')}
            </Button>
          </div>
        </Alert>
      )}
      {task.sections.map((section) => (
        <Section
          key={section.id}
          section={section}
          text={content.sections[section.id] ?? ''}
          error={form.error(section.id)}
          onText={(text) => change({ ...content, sections: { ...content.sections, [section.id]: text } })}
        />
      ))}
      <LinkFields
        task={task}
        links={content.links}
        error={form.error('links')}
        onLinks={(links) => change({ ...content, links })}
      />
      <p className="hint">{t('markdown')}</p>
      {mayHandIn !== null && options.length > 1 && (
        <RadioCards name="locale" label={t('language')} options={options} defaultValue={locale} required />
      )}
      {mayHandIn !== null && options.length === 1 && <input type="hidden" name="locale" value={options[0]!.value} />}
      <div className="portfolio-bar">
        <SaveStatus state={state} words={(key) => t(`saved.${key}`)} />
        <SubmitButton intent="save" variant="secondary">
          {t('save')}
        </SubmitButton>
        {mayHandIn !== null && (
          <SubmitButton intent="submit" icon="send">
            {t('submit')}
          </SubmitButton>
        )}
      </div>
      {mayHandIn !== null && <p className="hint">{t('submitHint', { count: mayHandIn })}</p>}
      <Dialog open={asking} onClose={() => setAsking(false)} title={t('confirm.title')} description={t('confirm.text')}>
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => void handIn()} icon="send">
            {t('confirm.yes')}
          </Button>
          <Button variant="secondary" onClick={() => setAsking(false)}>
            {t('confirm.no')}
          </Button>
        </div>
      </Dialog>
    </Form>
  );
}
