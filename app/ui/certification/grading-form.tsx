// Marking one work: a level for each criterion by mouse or keys, comments, words to the author; saved while it is done.
import { Form, useSubmit } from '@remix-run/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { gradingMessages } from '~/i18n/grading';
import { useMessages } from '~/i18n/use-messages';
import {
  COMMENT_MAX,
  FEEDBACK_MAX,
  type MarkingView,
  type MarksOutcome,
  type PortfolioTask,
} from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { Button, SubmitButton } from '~/ui/kit/button';
import { FieldError } from '~/ui/kit/field';
import type { FormState } from '~/ui/kit/form';
import { useGradingKeys } from './grading-keys';
import { SaveStatus } from './portfolio-editor';
import { useSaver } from './portfolio-use-saver';

type Marks = Pick<MarkingView, 'levels' | 'comments' | 'feedback'>;
type Criterion = PortfolioTask['rubric'][number];

/** Percent of the levels chosen so far; what has none counts as the lowest. */
function percentSoFar(rubric: ReadonlyArray<Criterion>, levels: Marks['levels']): number {
  const weights = rubric.reduce((sum, { weight }) => sum + weight, 0);
  const reached = rubric.reduce(
    (sum, { id, weight, levels: all }) => sum + (weight * ((levels[id] ?? 1) - 1)) / (all.length - 1),
    0,
  );
  return Math.floor((reached / weights) * 100);
}

type CriterionProps = {
  criterion: Criterion;
  level: number | undefined;
  comment: string;
  marked: boolean;
  error: string | undefined;
  onFocus: () => void;
  onLevel: (level: number) => void;
  onComment: (text: string) => void;
};

function CriterionMarks({ criterion, level, comment, marked, error, onFocus, onLevel, onComment }: CriterionProps) {
  const t = useMessages(gradingMessages);
  const name = `level:${criterion.id}`;
  return (
    <fieldset
      className="grading-criterion"
      id={criterion.id}
      tabIndex={-1}
      data-marked={marked || undefined}
      aria-current={marked ? 'step' : undefined}
      onFocus={onFocus}
    >
      <legend>{criterion.title}</legend>
      <div className="grading-levels">
        {criterion.levels.map((one, index) => (
          <label key={one.title} className="grading-level">
            <input
              type="radio"
              name={name}
              value={index + 1}
              checked={level === index + 1}
              onChange={() => onLevel(index + 1)}
            />
            <span>
              <span className="text-muted tabular-nums">{index + 1}</span> <strong>{one.title}</strong>
            </span>
            <small>{one.descriptor}</small>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
      <label className="sr-only" htmlFor={`comment-${criterion.id}`}>
        {t('comment', { title: criterion.title })}
      </label>
      <textarea
        id={`comment-${criterion.id}`}
        name={`comment:${criterion.id}`}
        className="input mt-2"
        rows={2}
        maxLength={COMMENT_MAX}
        placeholder={t('commentHint')}
        value={comment}
        onChange={(event) => onComment(event.target.value)}
      />
    </fieldset>
  );
}

/** Give it a key that changes with the evaluation. */
export function GradingForm({ view, form }: { view: MarkingView; form: FormState }) {
  const t = useMessages(gradingMessages);
  const submit = useSubmit();
  const [marks, setMarks] = useState<Marks>({ levels: view.levels, comments: view.comments, feedback: view.feedback });
  const [at, setAt] = useState(0);
  const element = useRef<HTMLFormElement>(null);
  const { rubric, passPercent } = view.task;
  const { saver, state, found } = useSaver<Marks, MarksOutcome & { revision: number }>(
    {
      url: `${paths.gradingWork(view.evaluationId)}/marks`,
      key: `marks:${view.evaluationId}`,
      revision: view.revision,
      toBody: (value) => value,
    },
    setMarks,
  );
  // Another window of the same marker saved: this one, which they look at now, goes on.
  useEffect(() => {
    if (found?.outcome === 'conflict') saver.current?.settle(marks, found.revision);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [found]);

  function change(part: Partial<Marks>) {
    const next = { ...marks, ...part };
    setMarks(next);
    saver.current?.change(next);
  }
  const setLevel = (id: string, level: number) => change({ levels: { ...marks.levels, [id]: level } });

  function step(to: number) {
    const index = Math.max(0, Math.min(rubric.length - 1, to));
    setAt(index);
    document.getElementById(rubric[index]!.id)?.scrollIntoView({ block: 'nearest' });
  }

  async function handIn() {
    await saver.current?.flush();
    if (!element.current) return;
    const data = new FormData(element.current);
    data.set('intent', 'submit');
    data.set('revision', String(saver.current?.revision() ?? view.revision));
    submit(data, { method: 'post' });
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    const { submitter } = event.nativeEvent as SubmitEvent;
    if ((submitter as HTMLButtonElement | null)?.value === 'give-back') return;
    event.preventDefault();
    void handIn();
  }

  useGradingKeys({
    onLevel: (level) => {
      const criterion = rubric[at]!;
      if (level > criterion.levels.length) return;
      setLevel(criterion.id, level);
      step(at + 1);
    },
    onStep: (by) => step(at + by),
    onSubmit: () => void handIn(),
  });

  return (
    <Form method="post" className="grid gap-4" ref={element} onSubmit={onSubmit}>
      <input type="hidden" name="revision" value={view.revision} />
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-xl">{t('marks')}</h2>
        <p className="tabular-nums text-muted">
          <strong className="text-ink">{t('total', { percent: percentSoFar(rubric, marks.levels) })}</strong> ·{' '}
          {t('passes', { percent: passPercent })}
        </p>
      </div>
      {rubric.map((criterion, index) => (
        <CriterionMarks
          key={criterion.id}
          criterion={criterion}
          level={marks.levels[criterion.id]}
          comment={marks.comments[criterion.id] ?? ''}
          marked={index === at}
          error={form.error(criterion.id)}
          onFocus={() => setAt(index)}
          onLevel={(level) => setLevel(criterion.id, level)}
          onComment={(text) => change({ comments: { ...marks.comments, [criterion.id]: text } })}
        />
      ))}
      <div className="field">
        <label className="label" htmlFor="feedback">
          {t('feedback')}
        </label>
        <p className="hint" id="feedback-hint">
          {t('feedbackHint')}
        </p>
        <textarea
          id="feedback"
          name="feedback"
          className="input"
          rows={4}
          maxLength={FEEDBACK_MAX}
          value={marks.feedback}
          aria-describedby="feedback-hint"
          onChange={(event) => change({ feedback: event.target.value })}
        />
        {form.error('feedback') && <FieldError id="feedback-error">{form.error('feedback')!}</FieldError>}
      </div>
      <SaveStatus state={state} words={(key) => t(`saved.${key}`)} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton intent="submit" icon="check">
          {t('submit')}
        </SubmitButton>
        <Button type="submit" name="intent" value="give-back" variant="ghost" title={t('giveBackHint')}>
          {t('giveBack')}
        </Button>
      </div>
      <p className="hint">{t('keys')}</p>
    </Form>
  );
}
