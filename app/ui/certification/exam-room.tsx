// The exam as it is sat: one question at a time, each choice saved, time by the server. Everything in it also works as a plain form.
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { examMessages } from '~/i18n/exam';
import { useMessages } from '~/i18n/use-messages';
import type { ExamView } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { Icon } from '~/ui/kit/icon';
import { chooseOption } from './answers';
import { ExamBar } from './exam-bar';
import { useExamKeys } from './exam-keys';
import { ExamNavigator } from './exam-navigator';
import { Question } from './question';
import { ReviewPanel } from './review-panel';
import type { QueueState } from './save-queue';
import { useCountdown } from './use-countdown';
import { useHandIn } from './use-hand-in';
import { type ExamState, useExam } from './use-exam';

const FORM = 'exam-form';

type Props = {
  exam: ExamView;
  /** Position to show first, or the page before handing in. */
  start: number | 'review';
  timeZone: string;
  /** Where saves are sent, where the exam is handed in, and where its result is. */
  addresses: { save: string; handIn: string; result: string };
  /** Why the last plain form was refused. */
  error: string | null;
};

const SAID = {
  idle: 'save.idle',
  saving: 'save.saving',
  saved: 'save.saved',
  waiting: 'save.waiting',
  'signed-out': 'save.signedOut',
} as const satisfies Record<Exclude<QueueState, 'refused'>, string>;

function SaveLine({ state }: { state: QueueState }) {
  const t = useMessages(examMessages);
  const troubled = state === 'waiting' || state === 'signed-out';
  // A refusal is said beside the answer it is about.
  if (state === 'refused') return <p className="exam-save" />;
  return (
    <p className={`exam-save ${troubled ? 'exam-save-troubled' : ''}`} role="status">
      {state !== 'idle' && <Icon name={state === 'saved' ? 'success' : state === 'saving' ? 'refresh' : 'warning'} />}
      {t(SAID[state])}
    </p>
  );
}

function useNote(state: ExamState, itemId: string, error: string | null): ReactNode {
  const t = useMessages(examMessages);
  const refused = state.refused[itemId] ?? error;
  if (refused)
    return (
      <Alert
        kind="bad"
        live
        title={
          refused === 'number-unreadable'
            ? t('save.number')
            : refused === 'order-incomplete'
              ? t('hint.orderPositions')
              : t('save.refused')
        }
      />
    );
  if (state.adopted === itemId) return <Alert kind="info" live title={t('save.elsewhere')} />;
  return null;
}

export function ExamRoom({ exam, start, timeZone, addresses, error }: Props) {
  const t = useMessages(examMessages);
  const [shown, setShown] = useState(start);
  const [seconds, setClock] = useCountdown(exam.deadlineAt, exam.serverNow);
  const { handIn, handingIn } = useHandIn(addresses);
  const state = useExam(exam, addresses.save, setClock, () => void handIn());
  const heading = useRef<HTMLHeadingElement>(null);
  const total = exam.items.length;
  const over = seconds <= 0;
  const index = shown === 'review' ? 0 : Math.min(shown, total - 1);
  const { prompt } = exam.items[index]!;
  const { response, flagged } = state.answers[prompt.id]!;
  const note = useNote(state, prompt.id, shown === start ? error : null);
  const isFlagged = (at: number) => state.answers[exam.items[at]!.prompt.id]!.flagged;

  function goTo(target: number | 'review') {
    state.flush();
    const next = target === 'review' ? target : Math.max(0, Math.min(total - 1, target));
    if (next === shown) return;
    setShown(next);
    // The address follows, so that a reload shows the same question; no loader runs.
    history.replaceState(history.state, '', `?q=${next === 'review' ? next : next + 1}`);
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }

  const { settle } = state;
  useEffect(() => {
    if (over) void settle().then(handIn);
  }, [over, settle, handIn]);

  useExamKeys(
    {
      onDigit(digit) {
        const option = prompt.type === 'single' || prompt.type === 'multiple' ? prompt.options[digit - 1] : undefined;
        if (option) state.answer(prompt.id, chooseOption(prompt, response, option.id));
      },
      onStep: (step) => goTo(shown === 'review' ? total - 1 : shown + step < total ? shown + step : 'review'),
      onFlag: () => shown !== 'review' && state.flag(prompt.id, !flagged),
    },
    !over,
  );

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const pressed = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    if (pressed?.name === 'go') goTo(pressed.value === 'review' ? 'review' : Number(pressed.value));
    else goTo(index + 1 < total ? index + 1 : 'review');
  }

  const navigator = (
    <ExamNavigator
      total={total}
      current={shown === 'review' ? null : index}
      isAnswered={state.isAnsweredAt}
      isFlagged={isFlagged}
      form={FORM}
    />
  );
  return (
    <>
      <ExamBar
        title={exam.programTitle}
        way={paths.exam(exam.programId)}
        seconds={seconds}
        deadlineAt={exam.deadlineAt}
        timeZone={timeZone}
      />
      <div className="exam-body">
        {/* The form's default button: Enter in a field goes on, not to the first question. */}
        <button
          type="submit"
          form={FORM}
          name="go"
          value={index + 1 < total ? index + 1 : 'review'}
          className="sr-only"
          tabIndex={-1}
          aria-hidden
        >
          {t('next')}
        </button>
        {navigator}
        <form id={FORM} method="post" className="exam-main" onSubmit={onSubmit} {...(over ? { inert: '' } : {})}>
          {shown === 'review' ? (
            <>
              <h1 ref={heading} tabIndex={-1} className="mb-5">
                {t('reviewPage.title')}
              </h1>
              <input type="hidden" name="from" value="review" />
              <ReviewPanel
                total={total}
                isAnswered={state.isAnsweredAt}
                isFlagged={isFlagged}
                pending={state.pending}
                form={FORM}
                onHandIn={() => void settle().then(handIn)}
                submitting={handingIn}
              />
            </>
          ) : (
            <>
              <h1 ref={heading} tabIndex={-1} className="exam-number">
                {t('question', { number: index + 1, total })}
                {flagged && <span className="sr-only">, {t('state.flagged')}</span>}
              </h1>
              <input type="hidden" name="item" value={prompt.id} />
              <input type="hidden" name="type" value={prompt.type} />
              <input type="hidden" name="sequence" value={exam.sequence + 1} />
              <Question
                prompt={prompt}
                response={response}
                onAnswer={(answer, typing) => state.answer(prompt.id, answer, typing)}
                onLeave={state.flush}
                note={note}
              />
              <p className="nojs-only hint">{t('noScript')}</p>
              <div className="exam-foot">
                <button
                  type="submit"
                  name="go"
                  value={Math.max(0, index - 1)}
                  className="btn btn-secondary exam-back"
                  disabled={index === 0}
                >
                  <Icon name="arrow-left" />
                  <span>
                    <span className="js-only">{t('previous')}</span>
                    <span className="nojs-only">{t('savePrevious')}</span>
                  </span>
                </button>
                <label className="exam-flag">
                  <input
                    type="checkbox"
                    name="flagged"
                    checked={flagged}
                    onChange={(event) => state.flag(prompt.id, event.target.checked)}
                  />
                  <Icon name="flag" />
                  <span>{t(flagged ? 'flagged' : 'flag')}</span>
                </label>
                <button
                  type="submit"
                  name="go"
                  value={index + 1 < total ? index + 1 : 'review'}
                  className="btn btn-primary"
                >
                  <span className="js-only">{index + 1 < total ? t('next') : t('review')}</span>
                  <span className="nojs-only">{t('saveNext')}</span>
                  <Icon name="arrow-right" />
                </button>
              </div>
              <SaveLine state={state.saveState} />
              <p className="js-only exam-keys hint">{t('keys')}</p>
            </>
          )}
        </form>
      </div>
    </>
  );
}
