// An answered question: the verdict in words, why each option is what it is, and where to read on.
import { useEffect, useRef } from 'react';
import { formatNumber } from '~/i18n/format';
import { practiceMessages } from '~/i18n/learning-practice';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { AnswerResult, FeedbackView, QuestionView, SkillChangeView } from '~/modules/learning/learning';
import { Icon, type IconName } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { InlineText } from '~/ui/lesson/inline-text';

type Tone = 'good' | 'bad' | 'plain';
type Props = { question: QuestionView; feedback: FeedbackView };

const SIGN: Record<Tone, IconName> = { good: 'success', bad: 'error', plain: 'minus' };

function Row({
  tone,
  chosen,
  mark,
  text,
  note,
  reason,
}: {
  tone: Tone;
  chosen?: boolean;
  mark: string;
  text: string;
  note?: string | null;
  reason: string | null;
}) {
  return (
    <li className={`result result-${tone}${chosen ? ' result-chosen' : ''}`}>
      <Icon name={SIGN[tone]} label={note === mark ? undefined : mark} />
      <div>
        <p className="result-text">
          <InlineText text={text} />
        </p>
        {note && <p className="result-note">{note}</p>}
        {reason && (
          <p className="result-reason">
            <InlineText text={reason} />
          </p>
        )}
      </div>
    </li>
  );
}

function Options({ question, feedback }: Props) {
  const t = useMessages(practiceMessages);
  const verdicts = new Map(feedback.options.map((option) => [option.optionId, option]));
  return (
    <ul className="results">
      {question.options.map(({ id, text }) => {
        const { chosen = false, correct = false, reason = null } = verdicts.get(id) ?? {};
        const mark = t(
          correct ? (chosen ? 'mark.rightChosen' : 'mark.rightMissed') : chosen ? 'mark.wrongChosen' : 'mark.plain',
        );
        return (
          <Row
            key={id}
            tone={correct ? 'good' : chosen ? 'bad' : 'plain'}
            chosen={chosen}
            mark={mark}
            note={correct || chosen ? mark : null}
            text={text}
            reason={reason}
          />
        );
      })}
    </ul>
  );
}

function Order({ question, feedback }: Props) {
  const t = useMessages(practiceMessages);
  const words = new Map(question.options.map(({ id, text }) => [id, text]));
  const given = feedback.response.type === 'order' ? feedback.response.order : null;
  return (
    <>
      <p className="result-title">{t('rightOrder')}</p>
      <ol className="results">
        {feedback.options.map(({ optionId, correct, reason }, index) => {
          const mark = t(correct ? 'mark.inPlace' : 'mark.outOfPlace');
          const place = given && !correct ? `${t('yours')}: ${given.indexOf(optionId) + 1}` : null;
          const tone = correct ? 'good' : given ? 'bad' : 'plain';
          return (
            <Row
              key={optionId}
              tone={tone}
              mark={mark}
              text={`${index + 1}. ${words.get(optionId) ?? ''}`}
              note={place}
              reason={reason}
            />
          );
        })}
      </ol>
    </>
  );
}

function Match({ question, feedback }: Props) {
  const t = useMessages(practiceMessages);
  const words = new Map([...question.options, ...question.rights].map(({ id, text }) => [id, text]));
  const partner = new Map(
    feedback.solution.type === 'match' ? feedback.solution.pairs.map(({ left, right }) => [left, right]) : [],
  );
  const given =
    feedback.response.type === 'match'
      ? new Map(feedback.response.pairs.map(({ left, right }) => [left, right]))
      : null;
  return (
    <>
      <p className="result-title">{t('rightPairs')}</p>
      <ul className="results">
        {feedback.options.map(({ optionId, correct, reason }) => {
          const yours = given && !correct ? `${t('yours')}: ${words.get(given.get(optionId) ?? '') ?? ''}` : null;
          const text = `${words.get(optionId) ?? ''} → ${words.get(partner.get(optionId) ?? '') ?? ''}`;
          return (
            <Row
              key={optionId}
              tone={correct ? 'good' : given ? 'bad' : 'plain'}
              mark={t(correct ? 'mark.pairRight' : 'mark.pairWrong')}
              text={text}
              note={yours}
              reason={reason}
            />
          );
        })}
      </ul>
    </>
  );
}

function Typed({ feedback }: Props) {
  const t = useMessages(practiceMessages);
  const locale = useLocale();
  const { solution, response } = feedback;
  const typed = response.type === 'numeric' ? response.value : response.type === 'short' ? response.text : null;
  const right =
    solution.type === 'numeric'
      ? `${formatNumber(solution.value, locale, 4)}${solution.unit ? ` ${solution.unit}` : ''}`
      : solution.type === 'short'
        ? solution.text
        : '';
  return (
    <dl className="result-typed">
      {typed && (
        <div>
          <dt>{t('yours')}</dt>
          <dd>{typed}</dd>
        </div>
      )}
      {!feedback.correct && (
        <div>
          <dt>{t('answer')}</dt>
          <dd>{right}</dd>
        </div>
      )}
    </dl>
  );
}

const SHOWN = { single: Options, multiple: Options, order: Order, match: Match, numeric: Typed, short: Typed } as const;

function Said({ title, text }: { title: string; text: string | null }) {
  if (!text) return null;
  return (
    <p className="said">
      <strong>{title}</strong> <InlineText text={text} />
    </p>
  );
}

/** Only changes of state are told: numbers move with every answer. */
export function changeKey({ from, to }: SkillChangeView): 'mastered' | 'slipped' | 'lost' | 'provisional' | null {
  if (from === to) return null;
  if (to === 'mastered') return 'mastered';
  if (from === 'mastered') return to === 'needs-review' ? 'slipped' : 'lost';
  return to === 'provisional' && from !== 'needs-review' ? 'provisional' : null;
}

function Verdict({ result: { feedback, already, completed, completion } }: { result: AnswerResult }) {
  const t = useMessages(practiceMessages);
  const { correct, score, response, changes, counted } = feedback;
  const kind = correct ? 'right' : response.type === 'unknown' ? 'unknown' : score > 0 ? 'partly' : 'wrong';
  return (
    <>
      {already && <p className="said">{t('already')}</p>}
      <p className={`verdict verdict-${kind}`}>
        <Icon name={correct ? 'success' : kind === 'unknown' ? 'idea' : kind === 'partly' ? 'warning' : 'error'} />
        <span>{t(`verdict.${kind}`)}</span>
      </p>
      {!counted && !already && <p className="said">{t('notCounted')}</p>}
      {changes.map((change) => {
        const key = changeKey(change);
        return (
          key && (
            <p key={change.skill} className={key === 'slipped' || key === 'lost' ? 'moved moved-down' : 'moved'}>
              <Icon name={key === 'slipped' || key === 'lost' ? 'refresh' : 'trend'} />
              {t(`change.${key}`, { skill: change.title })}
            </p>
          )
        );
      })}
      {completed && (
        <p className="moved">
          <Icon name="star" />
          <span>
            <strong>{t('completed')}.</strong>{' '}
            {t('completedText', { right: completion.right, items: completion.items })}
          </span>
        </p>
      )}
    </>
  );
}

/** `fresh`: it has just arrived, so it takes the focus and is read out. */
export function AnswerFeedback({
  question,
  result,
  fresh,
}: {
  question: QuestionView;
  result: AnswerResult;
  fresh: boolean;
}) {
  const t = useMessages(practiceMessages);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (fresh) box.current?.focus();
  }, [fresh]);
  const { feedback } = result;
  const Shown = SHOWN[question.type];
  return (
    <section ref={box} className="feedback" tabIndex={-1} aria-live={fresh ? 'polite' : undefined}>
      <Verdict result={result} />
      <Shown question={question} feedback={feedback} />
      <Said title={t('why')} text={feedback.reason} />
      <Said title={t('how')} text={feedback.how} />
      {feedback.explanation && (
        <p className="takeaway">
          <strong>{t('takeaway')}</strong>
          <span>
            <InlineText text={feedback.explanation} />
          </span>
        </p>
      )}
      {feedback.seeHref && (
        <Link className="link" to={feedback.seeHref}>
          {t('see')}
        </Link>
      )}
    </section>
  );
}
