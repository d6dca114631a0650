// One question of an exam as form fields: works as a plain form, and reports each choice as it is made.
import type { ReactNode } from 'react';
import { examMessages } from '~/i18n/exam';
import { useMessages } from '~/i18n/use-messages';
import type { ItemPrompt, Response } from '~/modules/certification/certification';
import { InlineText } from '~/ui/lesson/inline-text';
import { chooseOption, choosePair, typedAnswer } from './answers';
import { OrderAnswer } from './order-answer';

export type QuestionProps<Type extends ItemPrompt['type'] = ItemPrompt['type']> = {
  prompt: Extract<ItemPrompt<string>, { type: Type }>;
  response: Response | null;
  /** `typing`: more is likely to come. */
  onAnswer: (response: Response | null, typing?: boolean) => void;
};

function Choices({ prompt, response, onAnswer }: QuestionProps<'single' | 'multiple'>) {
  const chosen =
    response?.type === 'single' ? [response.option] : response?.type === 'multiple' ? response.options : [];
  return (
    <div className="choices">
      {prompt.options.map((option, index) => (
        <label key={option.id} className="choice exam-choice">
          <input
            type={prompt.type === 'single' ? 'radio' : 'checkbox'}
            name="option"
            value={option.id}
            checked={chosen.includes(option.id)}
            onChange={() => onAnswer(chooseOption(prompt, response, option.id))}
          />
          <span>
            <InlineText text={option.text} />
          </span>
          <kbd className="kbd exam-key" aria-hidden>
            {index + 1}
          </kbd>
        </label>
      ))}
    </div>
  );
}

function Pairs({ prompt, response, onAnswer }: QuestionProps<'match'>) {
  const t = useMessages(examMessages);
  const partners = new Map(response?.type === 'match' ? response.pairs.map(({ left, right }) => [left, right]) : []);
  return (
    <ul className="exam-pairs">
      {prompt.lefts.map((left) => (
        <li key={left.id}>
          <label htmlFor={`pair-${left.id}`}>
            <InlineText text={left.text} />
          </label>
          <select
            id={`pair-${left.id}`}
            name={`pair:${left.id}`}
            className="input"
            value={partners.get(left.id) ?? ''}
            onChange={(event) => onAnswer(choosePair(response, left.id, event.target.value))}
          >
            <option value="">{t('choose')}</option>
            {prompt.rights.map((right) => (
              <option key={right.id} value={right.id}>
                {right.text.replace(/[`*\\]/g, '')}
              </option>
            ))}
          </select>
          {partners.has(left.id) && (
            <span className="exam-partner" aria-hidden>
              <InlineText text={prompt.rights.find((right) => right.id === partners.get(left.id))?.text ?? ''} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Typed({
  prompt,
  response,
  onAnswer,
  describedBy,
  onLeave,
}: QuestionProps<'numeric' | 'short'> & { describedBy: string; onLeave: () => void }) {
  const t = useMessages(examMessages);
  const numeric = prompt.type === 'numeric';
  const value = response?.type === 'numeric' ? response.value : response?.type === 'short' ? response.text : '';
  return (
    <label className="exam-typed">
      <span className="label">{t('answer')}</span>
      <span className="flex items-center gap-3">
        <input
          className="input"
          name={numeric ? 'value' : 'text'}
          inputMode={numeric ? 'decimal' : 'text'}
          maxLength={numeric ? 40 : 200}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={describedBy}
          value={value}
          onChange={(event) => onAnswer(typedAnswer(prompt.type, event.target.value), true)}
          onBlur={onLeave}
        />
        {numeric && prompt.unit && (
          <span className="text-muted whitespace-nowrap">{t('unit', { unit: prompt.unit })}</span>
        )}
      </span>
    </label>
  );
}

/** `note` says what became of the last save of this answer, when that needs words. */
export function Question({
  prompt,
  response,
  onAnswer,
  onLeave,
  note,
}: QuestionProps & { onLeave: () => void; note: ReactNode }) {
  const t = useMessages(examMessages);
  const hint = `hint-${prompt.id}`;
  return (
    <fieldset className="exam-question" aria-describedby={hint} key={prompt.id}>
      <legend>
        <InlineText text={prompt.stem} />
      </legend>
      <p id={hint} className="hint">
        {t(`hint.${prompt.type}`)}
      </p>
      {(prompt.type === 'single' || prompt.type === 'multiple') && (
        <Choices prompt={prompt} response={response} onAnswer={onAnswer} />
      )}
      {prompt.type === 'order' && <OrderAnswer prompt={prompt} response={response} onAnswer={onAnswer} />}
      {prompt.type === 'match' && <Pairs prompt={prompt} response={response} onAnswer={onAnswer} />}
      {(prompt.type === 'numeric' || prompt.type === 'short') && (
        <Typed prompt={prompt} response={response} onAnswer={onAnswer} describedBy={hint} onLeave={onLeave} />
      )}
      {note}
    </fieldset>
  );
}
