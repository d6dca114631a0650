// The controls of each kind of question. Native ones, so that they work with every hand, reader and without scripts.
import { useState } from 'react';
import { practiceMessages } from '~/i18n/learning-practice';
import { useMessages } from '~/i18n/use-messages';
import type { GivenResponse, QuestionView } from '~/modules/learning/learning';
import { Icon } from '~/ui/kit/icon';
import { InlineText } from '~/ui/lesson/inline-text';

type FieldsProps = { question: QuestionView; given: GivenResponse | null; disabled: boolean };

function Choices({ question: { type, options }, given, disabled }: FieldsProps) {
  const chosen = given?.type === 'single' ? [given.option] : given?.type === 'multiple' ? given.options : [];
  return (
    <div className="choices">
      {options.map(({ id, text }) => (
        <label key={id} className="choice">
          <input
            type={type === 'single' ? 'radio' : 'checkbox'}
            name="option"
            value={id}
            required={type === 'single'}
            defaultChecked={chosen.includes(id)}
            disabled={disabled}
          />
          <span>
            <InlineText text={text} />
          </span>
        </label>
      ))}
    </div>
  );
}

/** Moves one place with buttons; without scripts each element has a list of positions instead. */
function Order({ question: { options }, given, disabled }: FieldsProps) {
  const t = useMessages(practiceMessages);
  const [order, setOrder] = useState(() => (given?.type === 'order' ? [...given.order] : options.map(({ id }) => id)));
  const [said, setSaid] = useState('');
  const words = new Map(options.map(({ id, text }) => [id, text]));

  function move(from: number, by: -1 | 1) {
    const next = [...order];
    [next[from], next[from + by]] = [next[from + by]!, next[from]!];
    setOrder(next);
    setSaid(t('move.moved', { text: words.get(order[from]!) ?? '', number: from + by + 1, of: order.length }));
  }

  return (
    <>
      <ol className="order">
        {order.map((id, index) => {
          const text = words.get(id) ?? '';
          return (
            <li key={id} className="order-row">
              <span className="order-number" aria-hidden>
                {index + 1}
              </span>
              <span className="order-text">
                <InlineText text={text} />
              </span>
              <input type="hidden" name="order" value={id} />
              <noscript>
                <select
                  name={`position:${id}`}
                  className="input"
                  aria-label={t('label.position', { text })}
                  defaultValue={index + 1}
                >
                  {order.map((_, position) => (
                    <option key={position}>{position + 1}</option>
                  ))}
                </select>
              </noscript>
              <span className="order-moves">
                <button
                  type="button"
                  className="btn btn-ghost btn-icon"
                  disabled={disabled || index === 0}
                  aria-label={t('move.up', { text })}
                  onClick={() => move(index, -1)}
                >
                  <Icon name="arrow-up" />
                </button>
                <button
                  type="button"
                  className="btn btn-ghost btn-icon"
                  disabled={disabled || index === order.length - 1}
                  aria-label={t('move.down', { text })}
                  onClick={() => move(index, 1)}
                >
                  <Icon name="arrow-down" />
                </button>
              </span>
            </li>
          );
        })}
      </ol>
      <p className="sr-only" role="status">
        {said}
      </p>
    </>
  );
}

function Match({ question: { options, rights }, given, disabled }: FieldsProps) {
  const t = useMessages(practiceMessages);
  const chosen = new Map(given?.type === 'match' ? given.pairs.map(({ left, right }) => [left, right]) : []);
  return (
    <ul className="pairs">
      {options.map(({ id, text }) => (
        <li key={id} className="pair">
          <label htmlFor={`pair-${id}`}>
            <InlineText text={text} />
          </label>
          <select
            id={`pair-${id}`}
            name={`pair:${id}`}
            className="input"
            required
            disabled={disabled}
            defaultValue={chosen.get(id) ?? ''}
            aria-label={t('label.match', { left: text })}
          >
            <option value="">{t('label.choose')}</option>
            {rights.map((right) => (
              <option key={right.id} value={right.id}>
                {right.text}
              </option>
            ))}
          </select>
        </li>
      ))}
    </ul>
  );
}

function Typed({ question: { type, unit }, given, disabled }: FieldsProps) {
  const t = useMessages(practiceMessages);
  const numeric = type === 'numeric';
  const typed = given?.type === 'numeric' ? given.value : given?.type === 'short' ? given.text : '';
  return (
    <label className="typed">
      <span className="label">{t(numeric ? 'label.numeric' : 'label.short')}</span>
      <span className="typed-line">
        <input
          className="input"
          name="value"
          required
          disabled={disabled}
          defaultValue={typed}
          inputMode={numeric ? 'decimal' : 'text'}
          maxLength={numeric ? 40 : 200}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={!numeric}
        />
        {unit && <span className="typed-unit">{unit}</span>}
      </span>
    </label>
  );
}

const FIELDS = {
  single: Choices,
  multiple: Choices,
  order: Order,
  match: Match,
  numeric: Typed,
  short: Typed,
} as const;

/** Uncontrolled: the form is read when it is sent. `given` fills it in again, after a reload with an answer still to be sent. */
export function QuestionFields(props: FieldsProps) {
  const Fields = FIELDS[props.question.type];
  return <Fields {...props} />;
}
