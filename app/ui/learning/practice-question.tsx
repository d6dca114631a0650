// One question on the screen: read, answer, see why, go on. Built for a thumb; works without scripts.
import { useActionData } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { practiceMessages } from '~/i18n/learning-practice';
import { useMessages } from '~/i18n/use-messages';
import { type PracticeQuestionView, readResponse } from '~/modules/learning/learning';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { InlineText } from '~/ui/lesson/inline-text';
import { AnswerFeedback } from './answer-feedback';
import { PracticeTop } from './practice-top';
import { QuestionFields } from './question-fields';
import { SendStatus } from './send-status';
import { useAnswer } from './use-answer';

type Issue = 'choose' | 'unreadable' | 'invalid';

/** Give it a key that changes with the showing. */
export function PracticeQuestion({ view }: { view: PracticeQuestionView }) {
  const t = useMessages(practiceMessages);
  const { question, attempt } = view;
  const { state, owed, answer, again } = useAnswer(view);
  const refusedByForm = useActionData<{ issue?: Issue }>()?.issue;
  const [issue, setIssue] = useState<Issue | null>(null);
  const result = state.kind === 'saved' ? state.result : view.result;
  const busy = state.kind === 'saving' || state.kind === 'retrying';
  const problem =
    issue ?? (state.kind === 'refused' && state.reason !== 'stale' ? state.reason : refusedByForm) ?? null;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const submitter = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    const form = new FormData(event.currentTarget);
    if (submitter?.name === 'unknown') form.set('unknown', '1');
    const response = readResponse(question.type, form);
    setIssue(response ? null : 'choose');
    if (response) answer(response);
  }

  return (
    <div className="practice">
      <PracticeTop view={view} answered={result ? (result.feedback.correct ? 'right' : 'wrong') : null} />
      <form
        method="post"
        className="practice-body"
        onSubmit={submit}
        key={owed ? 'owed' : 'fresh'}
        noValidate={Boolean(result)}
      >
        <p className="eyebrow">
          {view.position > 0 ? t('position', { number: view.position, of: view.of }) : view.lesson.title}
        </p>
        <h1 className="stem" id="stem">
          <InlineText text={question.stem} />
        </h1>
        {result ? (
          <AnswerFeedback question={question} result={result} fresh={state.kind === 'saved'} />
        ) : (
          <fieldset className="question" aria-labelledby="stem" aria-describedby={problem ? 'issue' : 'hint'}>
            <p className="hint" id="hint">
              {t(`hint.${question.type}`)}
              {attempt > 1 && ` ${t('attempt', { number: attempt })}`}
            </p>
            <QuestionFields question={question} given={owed} disabled={busy && owed !== null} />
            {problem && (
              <p className="field-error" id="issue" role="alert">
                <Icon name="error" />
                {t(`issue.${problem}`)}
              </p>
            )}
            <input type="hidden" name="itemVersionId" value={question.itemVersionId} />
            <input type="hidden" name="attempt" value={attempt} />
            <input type="hidden" name="key" value={view.key} />
          </fieldset>
        )}
        <div className="practice-bar">
          <SendStatus state={state} again={again} />
          {result ? (
            <div className="practice-actions">
              {state.kind === 'saved' && (
                <span className="send-saved">
                  <Icon name="check" />
                  {t('status.saved')}
                </span>
              )}
              <Link to={result.nextHref} className="btn btn-primary btn-lg">
                <span>{t(result.last ? 'finish' : 'next')}</span>
                <Icon name="arrow-right" />
              </Link>
            </div>
          ) : (
            <div className="practice-actions practice-answer">
              {/* First in the form: Enter in a field means this one. */}
              <button type="submit" className="btn btn-primary btn-lg" aria-disabled={busy || undefined}>
                <span aria-live="polite">{t(state.kind === 'saving' ? 'status.saving' : 'submit')}</span>
              </button>
              <button type="submit" name="unknown" value="1" formNoValidate className="btn btn-ghost" disabled={busy}>
                {t('unknown')}
              </button>
            </div>
          )}
        </div>
      </form>
    </div>
  );
}
