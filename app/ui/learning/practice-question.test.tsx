// A question on the screen, in a browser's document: every kind is answered, sent once, and explained.
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LocaleProvider } from '~/i18n/use-messages';
import type { AnswerResult, FeedbackView, PracticeQuestionView, QuestionView } from '~/modules/learning/learning';
import { PracticeQuestion } from './practice-question';

// The router is not what is tested: there was no form action.
vi.mock('@remix-run/react', () => ({ useActionData: () => undefined, useNavigate: () => () => {} }));

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const OPTIONS = [
  { id: 'a', text: 'Alpha' },
  { id: 'b', text: 'Beta' },
  { id: 'c', text: 'Gamma' },
];

function viewOf(question: Partial<QuestionView>, rest: Partial<PracticeQuestionView> = {}): PracticeQuestionView {
  return {
    lesson: { title: 'Numbers', href: '/learn/c/numbers', number: 1 },
    courseTitle: 'Course',
    courseId: 'c',
    slug: 'numbers',
    mode: 'lesson',
    skillTitle: null,
    dots: [
      { href: '/1', state: 'open', current: true },
      { href: '/2', state: 'open', current: false },
    ],
    position: 1,
    of: 2,
    question: {
      itemVersionId: 'v1',
      type: 'single',
      stem: 'Which *one*?',
      options: OPTIONS,
      rights: [],
      unit: null,
      ...question,
    },
    attempt: 1,
    key: 'key-0001',
    result: null,
    search: '',
    ...rest,
  };
}

function resultOf(feedback: Partial<FeedbackView>, rest: Partial<AnswerResult> = {}): AnswerResult {
  return {
    feedback: {
      answerId: 'x',
      attempt: 1,
      response: { type: 'single', option: 'a' },
      correct: true,
      score: 1,
      options: [
        { optionId: 'a', chosen: true, correct: true, reason: 'Because alpha' },
        { optionId: 'b', chosen: false, correct: false, reason: 'Beta tempts' },
        { optionId: 'c', chosen: false, correct: false, reason: null },
      ],
      reason: null,
      how: null,
      solution: { type: 'options', optionIds: ['a'] },
      explanation: 'Keep this',
      seeHref: '/learn/c/numbers#cpa',
      counted: true,
      changes: [],
      ...feedback,
    },
    already: false,
    completion: { state: 'started', read: true, items: 2, answered: 1, right: 1, rightNeeded: 2 },
    completed: false,
    nextHref: '/2',
    last: false,
    ...rest,
  };
}

let sent: Array<{ response: unknown; key: string; attempt: number }>;
let reply: () => Response;

beforeEach(() => {
  sent = [];
  reply = () => Response.json({ ok: true, result: resultOf({}) });
  sessionStorage.clear();
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    return reply();
  });
  window.fetch = globalThis.fetch;
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

async function show(view: PracticeQuestionView) {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  await act(async () =>
    root.render(
      <LocaleProvider value="en">
        <PracticeQuestion view={view} />
      </LocaleProvider>,
    ),
  );
  return { place, root };
}

async function press(place: HTMLElement, selector: string) {
  const button = place.querySelector<HTMLButtonElement>(selector)!;
  const form = place.querySelector('form')!;
  await act(async () => {
    const event = new Event('submit', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'submitter', { value: button });
    form.dispatchEvent(event);
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

const CHECK = '.practice-answer .btn-primary';

test('an answer is sent with its key, called saved by the server, and explained option by option', async () => {
  const { place } = await show(viewOf({}));
  place.querySelector<HTMLInputElement>('input[value=a]')!.checked = true;
  await press(place, CHECK);
  expect(sent).toMatchObject([{ response: { type: 'single', option: 'a' }, key: 'key-0001', attempt: 1 }]);
  expect(place.querySelector('.verdict')!.textContent).toBe('Right');
  expect(place.textContent).toContain('Because alpha');
  expect(place.textContent).toContain('Beta tempts');
  expect(place.querySelector('.send-saved')!.textContent).toBe('Saved');
  expect(place.querySelector('a[href="/learn/c/numbers#cpa"]')).not.toBeNull();
  expect(place.querySelector('.practice-actions a')!.getAttribute('href')).toBe('/2');
  expect(document.activeElement).toBe(place.querySelector('.feedback'));
});

test('without a choice nothing is sent, and it says what to do', async () => {
  const { place } = await show(viewOf({}));
  await press(place, CHECK);
  expect(sent).toHaveLength(0);
  expect(place.querySelector('[role=alert]')!.textContent).toContain('Choose an answer first');
});

test('"I don\'t know" is sent as such, and the verdict does not blame', async () => {
  reply = () =>
    Response.json({ ok: true, result: resultOf({ response: { type: 'unknown' }, correct: false, score: 0 }) });
  const { place } = await show(viewOf({}));
  await press(place, 'button[name=unknown]');
  expect(sent[0]!.response).toEqual({ type: 'unknown' });
  expect(place.querySelector('.verdict')!.textContent).toBe('Now you can see it');
});

test('Enter means Check: the form\'s first button is not "I don\'t know"', async () => {
  const { place } = await show(viewOf({ type: 'numeric', options: [] }));
  expect(place.querySelector('button[type=submit]')!.getAttribute('name')).toBeNull();
});

test('several choices, an order, pairs, a number and words are read from their controls', async () => {
  const multiple = (await show(viewOf({ type: 'multiple' }))).place;
  for (const id of ['a', 'c']) multiple.querySelector<HTMLInputElement>(`input[value=${id}]`)!.checked = true;
  await press(multiple, CHECK);
  const order = (await show(viewOf({ type: 'order', itemVersionId: 'v2' }))).place;
  await act(async () => order.querySelector<HTMLButtonElement>('button[aria-label="Move “Alpha” down"]')!.click());
  expect(order.querySelector('[role=status]')!.textContent).toBe('“Alpha” is now number 2 of 3.');
  await press(order, CHECK);
  const match = (
    await show(
      viewOf({
        type: 'match',
        itemVersionId: 'v3',
        rights: [
          { id: 'r', text: 'One' },
          { id: 's', text: 'Two' },
          { id: 't', text: 'Three' },
        ],
      }),
    )
  ).place;
  match.querySelectorAll('select').forEach((select, k) => (select.value = ['t', 's', 'r'][k]!));
  await press(match, CHECK);
  const numeric = (await show(viewOf({ type: 'numeric', options: [], itemVersionId: 'v4', unit: '€' }))).place;
  numeric.querySelector<HTMLInputElement>('input[name=value]')!.value = ' 12,5 ';
  await press(numeric, CHECK);
  const short = (await show(viewOf({ type: 'short', options: [], itemVersionId: 'v5' }))).place;
  short.querySelector<HTMLInputElement>('input[name=value]')!.value = 'cpa';
  await press(short, CHECK);
  expect(sent.map(({ response }) => response)).toEqual([
    { type: 'multiple', options: ['a', 'c'] },
    { type: 'order', order: ['b', 'a', 'c'] },
    {
      type: 'match',
      pairs: [
        { left: 'a', right: 't' },
        { left: 'b', right: 's' },
        { left: 'c', right: 'r' },
      ],
    },
    { type: 'numeric', value: '12,5' },
    { type: 'short', text: 'cpa' },
  ]);
});

test('a number that cannot be read is refused in place, and can be written again', async () => {
  reply = () => Response.json({ ok: false, code: 'invalid', reason: 'number-unreadable' }, { status: 422 });
  const { place } = await show(viewOf({ type: 'numeric', options: [] }));
  place.querySelector<HTMLInputElement>('input[name=value]')!.value = 'many';
  await press(place, CHECK);
  expect(place.querySelector('[role=alert]')!.textContent).toContain('cannot be read as a number');
  reply = () =>
    Response.json({
      ok: true,
      result: resultOf({ options: [], solution: { type: 'numeric', value: 7, tolerance: 0, unit: null } }),
    });
  place.querySelector<HTMLInputElement>('input[name=value]')!.value = '7';
  await press(place, CHECK);
  expect(place.querySelector('.verdict')!.textContent).toBe('Right');
});

test('without a connection it says so, keeps the answer, and sends it after a reload with the same key', async () => {
  reply = () => {
    throw new TypeError('Failed to fetch');
  };
  const { place, root } = await show(viewOf({}));
  place.querySelector<HTMLInputElement>('input[value=b]')!.checked = true;
  await press(place, CHECK);
  expect(place.querySelector('.send-status')!.textContent).toContain('Not saved yet');
  expect(place.querySelector('.send-saved')).toBeNull();
  await act(async () => root.unmount());
  reply = () => Response.json({ ok: true, result: resultOf({}) });
  const again = (await show(viewOf({}, { key: 'key-0002' }))).place;
  await act(async () => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(sent.map(({ key }) => key)).toEqual(['key-0001', 'key-0001']);
  expect(again.querySelector('.verdict')).not.toBeNull();
});

test('the second tab is told that the question was answered', async () => {
  reply = () => Response.json({ ok: true, result: resultOf({ correct: false, score: 0 }, { already: true }) });
  const { place } = await show(viewOf({}));
  place.querySelector<HTMLInputElement>('input[value=a]')!.checked = true;
  await press(place, CHECK);
  expect(place.textContent).toContain('You had already answered this one');
});

test('an answered question shows what was answered; the last one leads to the results', async () => {
  const { place } = await show(
    viewOf({}, { result: resultOf({ correct: false, score: 0 }, { last: true, nextHref: '/practice' }) }),
  );
  expect(place.querySelector('.question')).toBeNull();
  expect(place.querySelector('.practice-actions a')!.textContent).toBe('Results');
});

test('won and lost skills and a completed lesson are told in words', async () => {
  const change = { skill: 's', title: 'Unit economics', before: 0.6, after: 0.85 };
  const changes = [
    { ...change, from: 'learning', to: 'mastered' },
    { ...change, skill: 't', title: 'Funnel', from: 'mastered', to: 'needs-review' },
  ] as const;
  const { place } = await show(viewOf({}, { result: resultOf({ changes }, { completed: true }) }));
  const moved = [...place.querySelectorAll('.moved')].map((line) => line.textContent);
  expect(moved).toEqual([
    'Unit economics: mastered',
    'Funnel: needs review',
    expect.stringContaining('Lesson complete.'),
  ]);
});

test('without scripts the page is a plain form that posts to itself, with the key of its showing', () => {
  const html = renderToString(
    <LocaleProvider value="es">
      <PracticeQuestion view={viewOf({ type: 'order' })} />
    </LocaleProvider>,
  );
  expect(html).toContain('<form method="post"');
  expect(html).toContain('name="key" value="key-0001"');
  expect(html).toContain('name="position:a"');
  expect(html).toContain('<noscript>');
});
