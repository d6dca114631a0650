// The kit in a browser's document: names, descriptions, focus, and what assistive technology is told.
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { LocaleProvider } from '~/i18n/use-messages';
import { Button } from './button';
import { Checkbox, RadioCards } from './choice';
import { Dialog } from './dialog';
import { formState } from './form';
import { FormErrors } from './form-errors';
import { Input, Select } from './input';
import { Pagination } from './pagination';
import { PanelTabs } from './panel-tabs';
import { PasswordInput } from './password-input';
import { Meter } from './progress';
import { Skeleton, VisuallyHidden } from './small';
import { Table } from './table';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

async function show(node: ReactNode): Promise<HTMLElement> {
  const place = document.body.appendChild(document.createElement('div'));
  await act(async () => createRoot(place).render(<LocaleProvider value="en">{node}</LocaleProvider>));
  return place;
}

const failed = formState(
  { ok: false, issues: [{ path: 'email', message: 'email' }], entered: { email: 'ana@' } },
  'en',
);

test('a field ties its label, hint and error to its control and gives back what was typed', async () => {
  const place = await show(<Input name="email" label="Mail" hint="We write to it" form={failed} required />);
  const input = place.querySelector('input')!;
  expect(place.querySelector('label')!.htmlFor).toBe(input.id);
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const described = input
    .getAttribute('aria-describedby')!
    .split(' ')
    .map((id) => place.querySelector(`[id="${id}"]`)!.textContent);
  expect(described).toEqual(['We write to it', 'Write an address such as ana@example.com.']);
  expect(input.value).toBe('ana@');
});

test('a field that may stay empty says so; one that is required does not shout', async () => {
  const place = await show(<Select name="zone" label="Zone" options={[{ value: 'a', label: 'A' }]} />);
  expect(place.querySelector('label')!.textContent).toContain('optional');
});

test('the summary of errors takes the focus and leads to the fields', async () => {
  const place = await show(<FormErrors form={failed} labels={{ email: 'Mail' }} />);
  const box = place.querySelector('[role=alert]');
  expect(document.activeElement).toBe(box);
  expect(box!.querySelector('a')!.getAttribute('href')).toBe('#email');
  expect(box!.textContent).toContain('Mail: Write an address');
});

test('a pending button keeps its label, says it is busy and sends nothing twice', async () => {
  let clicks = 0;
  const place = await show(
    <Button pending onClick={() => clicks++}>
      Save
    </Button>,
  );
  const button = place.querySelector('button')!;
  button.click();
  expect(clicks).toBe(0);
  expect(button.getAttribute('aria-busy')).toBe('true');
  expect(button.textContent).toBe('Save');
});

test('a password can be shown and hidden again', async () => {
  const place = await show(<PasswordInput name="password" label="Password" required />);
  const [input, button] = [place.querySelector('input')!, place.querySelector('button')!];
  await act(async () => button.click());
  expect(input.type).toBe('text');
  expect(button.getAttribute('aria-pressed')).toBe('true');
  await act(async () => button.click());
  expect(input.type).toBe('password');
});

test('choices are named as a group and start with the given one; several can be ticked', async () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B', hint: 'Second' },
  ];
  const one = await show(<RadioCards name="goal" label="Goal" options={options} defaultValue="b" required />);
  expect(one.querySelector('legend')!.textContent).toBe('Goal');
  expect(one.querySelector<HTMLInputElement>('input:checked')!.value).toBe('b');
  const several = await show(
    <RadioCards name="formats[]" label="Formats" options={options} defaultValue={['a', 'b']} multiple />,
  );
  expect(several.querySelectorAll('input[type=checkbox]:checked')).toHaveLength(2);
});

test('a tick that was set stays set after a failure', async () => {
  const form = formState({ ok: false, issues: [], entered: { terms: 'on' } }, 'en');
  const place = await show(<Checkbox name="terms" label="Terms" form={form} />);
  expect(place.querySelector<HTMLInputElement>('input')!.checked).toBe(true);
});

test('progress is clamped and told in words and numbers', async () => {
  const place = await show(<Meter value={1.4} label="Lessons" text="9 of 9" />);
  expect(place.querySelector('[role=progressbar]')!.getAttribute('aria-valuenow')).toBe('100');
  expect(place.textContent).toBe('Lessons9 of 9');
});

test('a stacked table keeps its roles and labels each value', async () => {
  const place = await show(
    <Table
      caption="People"
      rows={[{ name: 'Ana', score: 7 }]}
      rowKey={(row) => row.name}
      columns={[
        { key: 'n', title: 'Name', header: true, cell: (row) => row.name },
        { key: 's', title: 'Score', numeric: true, cell: (row) => row.score },
      ]}
    />,
  );
  expect(place.querySelector('[role=rowheader]')!.textContent).toBe('Ana');
  expect(place.querySelector('[role=cell]')!.getAttribute('data-label')).toBe('Score');
});

test('a dialog opens as a modal, is named by its title and closes on Escape', async () => {
  let closed = 0;
  const place = await show(
    <Dialog open onClose={() => closed++} title="Sure?">
      Yes
    </Dialog>,
  );
  const dialog = place.querySelector('dialog')!;
  expect(dialog.open).toBe(true);
  expect(place.querySelector(`[id="${dialog.getAttribute('aria-labelledby')}"]`)!.textContent).toBe('Sure?');
  await act(async () => void dialog.dispatchEvent(new Event('cancel', { cancelable: true })));
  expect(closed).toBe(1);
});

test('pages of a list lead to their neighbours, and nowhere beyond the ends', async () => {
  const to = (page: number) => `/people?page=${page}`;
  const links = (place: HTMLElement) => [...place.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  expect(links(await show(<Pagination page={1} pages={3} to={to} />))).toEqual(['/people?page=2']);
  expect(links(await show(<Pagination page={2} pages={3} to={to} />))).toEqual(['/people?page=1', '/people?page=3']);
  expect((await show(<Pagination page={1} pages={1} to={to} />)).innerHTML).toBe('');
});

test('tabs within a page show one panel, named by its tab', async () => {
  const panels = [
    { id: 'a', label: 'Text', content: 'First' },
    { id: 'b', label: 'Data', content: 'Second' },
  ];
  const place = await show(<PanelTabs label="Views" panels={panels} defaultId="b" />);
  expect(place.querySelector('[role=tablist]')!.getAttribute('aria-label')).toBe('Views');
  const panel = place.querySelector('[role=tabpanel]:not([hidden])')!;
  expect(panel.textContent).toBe('Second');
  expect(place.querySelector(`[id="${panel.getAttribute('aria-labelledby')}"]`)!.textContent).toBe('Data');
});

test('a placeholder is silent unless it says what loads', async () => {
  const silent = await show(<Skeleton height="2rem" />);
  expect(silent.querySelector('.skeleton')!.getAttribute('aria-hidden')).toBe('true');
  const told = await show(<Skeleton label="Loading…" />);
  expect(told.querySelector('[role=status]')!.textContent).toBe('Loading…');
});

test('hidden text is in the page for those who listen', async () => {
  expect((await show(<VisuallyHidden>of 9</VisuallyHidden>)).textContent).toBe('of 9');
});
