import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { LocaleProvider } from '~/i18n/use-messages';
import type { ItemPrompt, Response } from '~/modules/certification/certification';
import { isTaken } from './exam-keys';
import { Question } from './question';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const meta = {
  id: 'v',
  itemId: 'i',
  ownerId: 'p',
  use: 'exam' as const,
  skills: ['s'],
  difficulty: 2,
  see: null,
  stem: 'Stem with `code`',
};
const options = ['a', 'b', 'c'].map((id) => ({ id, text: `Option ${id}` }));

function show(prompt: ItemPrompt<string>, response: Response | null = null) {
  const box = document.createElement('div');
  document.body.append(box);
  const answers: Array<Response | null> = [];
  act(() => {
    const question = createElement(Question, {
      prompt,
      response,
      onAnswer: (answer: Response | null) => answers.push(answer),
      onLeave: () => {},
      note: null,
    });
    createRoot(box).render(createElement(LocaleProvider, { value: 'en' }, question));
  });
  return { box, answers };
}

function change(field: HTMLInputElement | HTMLSelectElement, value: string) {
  act(() => {
    // React listens to the property's own setter; going around it makes the change visible to it.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')!.set!.call(field, value);
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  });
}

test('a choice is a radio button in a group named by the stem, and reports itself', () => {
  const { box, answers } = show({ ...meta, type: 'single', options });
  expect(box.querySelector('legend')?.innerHTML).toContain('<code>code</code>');
  expect([...box.querySelectorAll('input')].map((input) => [input.type, input.name, input.value])).toEqual(
    options.map(({ id }) => ['radio', 'option', id]),
  );
  act(() => box.querySelectorAll('input')[1]!.click());
  expect(answers).toEqual([{ type: 'single', option: 'b' }]);
});

test('an order is moved by buttons that say what they move', () => {
  const { box, answers } = show({ ...meta, type: 'order', elements: options });
  const down = box.querySelector<HTMLButtonElement>('button[aria-label="Move “Option a” down"]')!;
  act(() => down.click());
  expect(answers).toEqual([{ type: 'order', order: ['b', 'a', 'c'] }]);
  expect(box.querySelector('[role=status]')?.textContent).toBe('“Option a” is now number 2');
  expect(box.querySelectorAll('select[name^="place:"]')).toHaveLength(3);
});

test('a match is a list for each left side', () => {
  const { box, answers } = show({ ...meta, type: 'match', lefts: options, rights: options });
  change(box.querySelector<HTMLSelectElement>('select[name="pair:b"]')!, 'c');
  expect(answers).toEqual([{ type: 'match', pairs: [{ left: 'b', right: 'c' }] }]);
});

test('a number is typed as text, so that a comma is as good as a point', () => {
  const { box, answers } = show({ ...meta, type: 'numeric', unit: '€' });
  const field = box.querySelector<HTMLInputElement>('input[name=value]')!;
  expect(field.inputMode).toBe('decimal');
  change(field, '12,5');
  expect(answers).toEqual([{ type: 'numeric', value: '12,5' }]);
  expect(box.textContent).toContain('in €');
});

test('the exam’s keys leave a control its own keys', () => {
  const radio = Object.assign(document.createElement('input'), { type: 'radio' });
  expect(isTaken(radio, 'ArrowRight')).toBe(true);
  expect(isTaken(radio, '2')).toBe(false);
  expect(isTaken(document.createElement('input'), '2')).toBe(true);
  expect(isTaken(document.createElement('select'), 'f')).toBe(true);
  expect(isTaken(document.body, 'f')).toBe(false);
});
