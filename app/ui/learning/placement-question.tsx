// One question of the placement test: answered, saved, and on to the next. Nothing says right or wrong.
import { Form, useActionData, useNavigate, useRevalidator } from '@remix-run/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { placementMessages } from '~/i18n/learning-placement';
import { practiceMessages } from '~/i18n/learning-practice';
import { useMessages } from '~/i18n/use-messages';
import {
  type GivenResponse,
  type PlacementQuestionView,
  type PlacementSaved,
  readResponse,
} from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Progress } from '~/ui/kit/progress';
import { InlineText } from '~/ui/lesson/inline-text';
import { QuestionFields } from './question-fields';
import {
  browserSurroundings,
  createSender,
  forgetAnswer,
  pendingAnswer,
  type Sendable,
  type Sender,
  type SendState,
} from './send-answer';
import { SendStatus } from './send-status';

const PLACEMENT_ANSWERS_URL = '/learn/placement/answers';

type Issue = 'choose' | 'unreadable' | 'invalid';
type Body = Sendable & {
  placementId: string;
  number: number;
  key: string;
  response: GivenResponse;
  responseMs: number | null;
};

/** Sends the answer until the server has it, then loads what comes next. */
function usePlacementAnswer({ placementId, number, question: { itemVersionId }, key }: PlacementQuestionView) {
  const [state, setState] = useState<SendState<PlacementSaved>>({ kind: 'idle' });
  const sender = useRef<Sender<Body> | null>(null);
  const shownAt = useRef(0);
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const attempt = `placement-${number}`;

  useEffect(() => {
    shownAt.current = performance.now();
    const around = browserSurroundings();
    const created = createSender<Body, PlacementSaved>(PLACEMENT_ANSWERS_URL, around, (next) => {
      setState(next);
      if (next.kind !== 'saved') return;
      if (next.result.done) void navigate(paths.placementResult());
      else void revalidate();
    });
    sender.current = created;
    const pending = pendingAnswer<Body>(around.storage, itemVersionId, attempt);
    if (pending?.placementId === placementId) created.send(pending);
    else if (pending) forgetAnswer(around.storage, pending);
    return created.stop;
    // A showing begins once: its component is keyed by it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  function answer(response: GivenResponse) {
    const responseMs = Math.round(performance.now() - shownAt.current);
    sender.current?.send({ placementId, number, itemVersionId, attempt, key, response, responseMs });
  }
  return { state, answer, again: () => sender.current?.again() };
}

function Top({ view }: { view: PlacementQuestionView }) {
  const t = useMessages(placementMessages);
  return (
    <header className="practice-top">
      <Link
        to={paths.placement()}
        className="btn btn-ghost btn-icon"
        aria-label={t('question.leave')}
        title={t('question.leave')}
      >
        <Icon name="close" />
      </Link>
      <div className="practice-where placement-where">
        <p className="practice-title">
          {t('question.title')} · {t('question.left', { count: view.left })}
        </p>
        <Progress value={view.answered / (view.answered + view.left)} label={t('question.progress')} />
      </div>
    </header>
  );
}

/** Give it a key that changes with the showing. */
export function PlacementQuestion({ view }: { view: PlacementQuestionView }) {
  const t = useMessages(placementMessages);
  const say = useMessages(practiceMessages);
  const { question } = view;
  const { state, answer, again } = usePlacementAnswer(view);
  const refusedByForm = useActionData<{ issue?: Issue }>()?.issue;
  const [issue, setIssue] = useState<Issue | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const busy = state.kind === 'saving' || state.kind === 'retrying' || state.kind === 'saved';
  const refused = state.kind === 'refused' && state.reason !== 'stale' ? state.reason : null;
  const problem = issue ?? refused ?? refusedByForm ?? null;

  // The page stays, the question changes: readers are taken to it.
  useEffect(() => {
    if (view.number > 1) heading.current?.focus();
  }, [view.number]);

  function submit(event: FormEvent<HTMLFormElement>) {
    const submitter = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    if (submitter?.name === 'unknown') form.set('unknown', '1');
    const response = readResponse(question.type, form);
    setIssue(response ? null : 'choose');
    if (response) answer(response);
  }

  return (
    <div className="practice">
      <Top view={view} />
      <form method="post" className="practice-body" onSubmit={submit}>
        <p className="eyebrow">{t('question.number', { number: view.number })}</p>
        <h1 className="stem" id="stem" ref={heading} tabIndex={-1}>
          <InlineText text={question.stem} />
        </h1>
        <fieldset className="question" aria-labelledby="stem" aria-describedby={problem ? 'issue' : 'hint'}>
          <p className="hint" id="hint">
            {say(`hint.${question.type}`)}
          </p>
          <QuestionFields question={question} given={null} disabled={false} />
          {problem && (
            <p className="field-error" id="issue" role="alert">
              <Icon name="error" />
              {say(`issue.${problem}`)}
            </p>
          )}
          <input type="hidden" name="placementId" value={view.placementId} />
          <input type="hidden" name="number" value={view.number} />
          <input type="hidden" name="itemVersionId" value={question.itemVersionId} />
          <input type="hidden" name="key" value={view.key} />
        </fieldset>
        <div className="practice-bar">
          <SendStatus state={state} again={again} />
          <div className="practice-actions practice-answer placement-answer">
            <button type="submit" className="btn btn-primary btn-lg" aria-disabled={busy || undefined}>
              <span aria-live="polite">{t(busy ? 'question.saving' : 'question.next')}</span>
            </button>
            <button
              type="submit"
              name="unknown"
              value="1"
              formNoValidate
              className="btn btn-secondary btn-lg"
              disabled={busy}
            >
              {t('question.unknown')}
            </button>
            {view.answered > 0 && (
              <p className="send-saved placement-saved" role="status">
                <Icon name="check" />
                {t('question.saved', { count: view.answered })}
              </p>
            )}
          </div>
        </div>
      </form>
      <Form method="post" className="placement-stop">
        <input type="hidden" name="placementId" value={view.placementId} />
        <button name="intent" value="stop" className="btn btn-ghost btn-sm">
          {t('question.stop')}
        </button>
        <p className="hint">{t('question.stopHint')}</p>
      </Form>
    </div>
  );
}
