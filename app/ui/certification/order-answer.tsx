// Putting things in order: buttons that move one up or down; without JavaScript, a place for each.
import { useState } from 'react';
import { examMessages } from '~/i18n/exam';
import { useMessages } from '~/i18n/use-messages';
import { Button, IconButton } from '~/ui/kit/button';
import { InlineText } from '~/ui/lesson/inline-text';
import { moveStep, shownOrder } from './answers';
import type { QuestionProps } from './question';

export function OrderAnswer({ prompt, response, onAnswer }: QuestionProps<'order'>) {
  const t = useMessages(examMessages);
  const [said, setSaid] = useState('');
  const order = shownOrder(prompt, response);
  const textOf = (id: string) => prompt.elements.find((element) => element.id === id)?.text ?? '';
  const move = (from: number, step: -1 | 1) => {
    onAnswer(moveStep(order, from, step));
    setSaid(t('order.moved', { text: textOf(order[from]!), place: from + step + 1 }));
  };
  return (
    <>
      <ol className="exam-order">
        {order.map((id, index) => (
          <li key={id}>
            <span className="exam-place js-only" aria-hidden>
              {index + 1}
            </span>
            <span>
              <InlineText text={textOf(id)} />
            </span>
            <span className="js-only exam-moves">
              <IconButton
                icon="arrow-up"
                label={t('order.up', { text: textOf(id) })}
                variant="secondary"
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <IconButton
                icon="arrow-down"
                label={t('order.down', { text: textOf(id) })}
                variant="secondary"
                disabled={index === order.length - 1}
                onClick={() => move(index, 1)}
              />
            </span>
            <select
              className="input nojs-only"
              name={`place:${id}`}
              aria-label={t('order.place', { text: textOf(id) })}
              defaultValue={response ? String(index + 1) : ''}
            >
              <option value="">–</option>
              {order.map((_, place) => (
                <option key={place} value={place + 1}>
                  {place + 1}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ol>
      {!response && (
        <Button
          className="js-only justify-self-start"
          variant="ghost"
          icon="check"
          onClick={() => onAnswer({ type: 'order', order: [...order] })}
        >
          {t('order.keep')}
        </Button>
      )}
      <span className="sr-only" role="status">
        {said}
      </span>
    </>
  );
}
