import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Json, LessonView } from '~/modules/catalog/catalog';
import { compileLesson } from '~/modules/catalog/mdx/compile';
import { mentions, wordCount } from './criteria';
import { enhanceLesson } from './enhance';
import { InlineText } from './inline-text';
import { renderLessonHtml } from './render-lesson.server';

let versions = 0;
function html(source: string, locale: 'es' | 'en' = 'en'): string {
  const pictures = { './a.svg': { hash: 'ab12', width: 640, height: 400 } };
  const { tree, problems } = compileLesson(source, { locale, pictures, items: null });
  expect(problems).toEqual([]);
  return renderLessonHtml({ versionId: `v${versions++}`, locale, courseId: 'course', slug: 'lesson', tree: tree! });
}

let stop: (() => void) | undefined;
function live(source: string, locale: 'es' | 'en' = 'en'): HTMLElement {
  document.body.innerHTML = `<main class="lesson-body">${html(source, locale)}</main>`;
  const root = document.querySelector('main')!;
  stop = enhanceLesson(root, locale);
  return root;
}
beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  stop?.();
  stop = undefined;
  location.hash = '';
  vi.useRealTimers();
});

test('text is escaped, whatever stands in it', () => {
  expect(html('`<script>` &lt;b&gt; "quoted"')).toBe('<p><code>&lt;script&gt;</code> &lt;b&gt; &quot;quoted&quot;</p>');
  const tree: Array<Json> = [
    ['script', null, 'alert(1)'],
    ['p', null, '<img onerror=x>'],
    ['__proto__', null, 'x'],
    ['constructor', null, 'y'],
  ];
  expect(renderLessonHtml({ versionId: 'evil', locale: 'en', courseId: 'c', slug: 's', tree })).toBe(
    'alert(1)<p>&lt;img onerror=x&gt;</p>xy',
  );
});

test('the same version renders once', () => {
  const lesson: Pick<LessonView, 'versionId' | 'locale' | 'courseId' | 'slug' | 'tree'> = {
    versionId: 'once',
    locale: 'en',
    courseId: 'c',
    slug: 's',
    tree: ['a'],
  };
  expect(renderLessonHtml(lesson)).toBe('a');
  expect(renderLessonHtml({ ...lesson, tree: ['b'] })).toBe('a');
  expect(renderLessonHtml({ ...lesson, locale: 'es', tree: ['b'] })).toBe('b');
});

test('a figure, a check and a table say what they are', () => {
  const markup = html(
    '<Figure src="./a.svg" alt="A square" caption="Seen." credit="Ana" />\n\n<Check items="one two" />\n\n| Head | No |\n|---|---:|\n| a | 1 |',
  );
  expect(markup).toContain(
    '<img src="/media/ab12" alt="A square" width="640" height="400" loading="lazy" decoding="async"/>',
  );
  expect(markup).toContain('Picture: Ana');
  expect(markup).toContain(
    'href="/learn/course/lesson/practice/one" data-lesson-check="one two">Answer 2 questions about this',
  );
  expect(markup).toContain('role="region" tabindex="0" aria-label="Table: Head, No"');
  expect(markup).toContain('<td class="lesson-right">1</td>');
});

test('rows of a comparison are named by their first cell', () => {
  const markup = html(
    '<ComparisonTable caption="Three ways">\n\n| Way | Cost |\n|---|---|\n| First | 1 |\n\n</ComparisonTable>',
  );
  expect(markup).toContain('<th scope="col">Way</th>');
  expect(markup).toContain('<th scope="row">First</th><td>1</td>');
});

test('a chart is drawn in two widths and keeps its numbers', () => {
  const markup = html(
    '<Chart kind="line" title="Price" unit="€" decimals={2} caption="Example.">\n\n| Month | Us | Them |\n|---|---|---|\n| 1 | 1.5 | 2 |\n| 2 | 2.25 | 2 |\n\n</Chart>',
  );
  document.body.innerHTML = markup;
  expect(document.querySelectorAll('svg[role=img]')).toHaveLength(2);
  expect(document.querySelector('desc')!.textContent).toBe(
    'Line chart. Us: from €1.50 (1) to €2.25 (2). Them: €2.00 (1).',
  );
  expect([...document.querySelectorAll('.lesson-legend li')].map((entry) => entry.textContent)).toEqual(['Us', 'Them']);
  expect(document.querySelector('details summary')!.textContent).toBe('Show the numbers');
  expect(document.querySelectorAll('details tbody tr')).toHaveLength(2);
});

const TABS =
  '## A\n\n<Tabs>\n\n<Tab title="One">\n\nfirst\n\n</Tab>\n\n<Tab title="Two">\n\n<Anchor id="deep" />\nsecond\n\n</Tab>\n\n<Tab title="Three">\n\nthird\n\n</Tab>\n\n</Tabs>';

test('without a script, tabs are headed sections that all show', () => {
  document.body.innerHTML = html(TABS);
  expect([...document.querySelectorAll('section h3')].map((heading) => heading.textContent)).toEqual([
    'One',
    'Two',
    'Three',
  ]);
  expect(document.querySelector('[hidden], [role=tab]')).toBeNull();
});

test('with it, they are tabs that the arrow keys move', () => {
  const root = live(TABS);
  const tabs = [...root.querySelectorAll<HTMLButtonElement>('[role=tab]')];
  const panels = [...root.querySelectorAll<HTMLElement>('[role=tabpanel]')];
  const shown = () => panels.map((panel) => !panel.hidden);
  const press = (key: string) =>
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  expect(tabs.map((tab) => tab.getAttribute('aria-controls'))).toEqual(panels.map(({ id }) => id));
  expect(shown()).toEqual([true, false, false]);
  tabs[0]!.focus();
  press('ArrowLeft');
  expect(shown()).toEqual([false, false, true]);
  press('ArrowRight');
  press('ArrowRight');
  expect(document.activeElement).toBe(tabs[1]);
  expect(tabs.map((tab) => [tab.getAttribute('aria-selected'), tab.tabIndex])).toEqual([
    ['false', -1],
    ['true', 0],
    ['false', -1],
  ]);
  press('End');
  press('Home');
  expect(shown()).toEqual([true, false, false]);
  tabs[2]!.click();
  expect(shown()).toEqual([false, false, true]);
});

test('undoing leaves the page as it was, and it can be enhanced again', () => {
  const root = live(`${TABS}\n\n| a |\n|---|\n| b |`);
  stop!();
  const plain = root.innerHTML;
  stop = enhanceLesson(root, 'en');
  expect(root.querySelectorAll('[role=tablist]')).toHaveLength(1);
  stop();
  expect(root.innerHTML).toBe(plain);
  expect(root.querySelector('[role=tab], [hidden]')).toBeNull();
});

test('an address into a closed tab opens it', () => {
  const root = live(TABS);
  location.hash = '#deep';
  window.dispatchEvent(new Event('hashchange'));
  expect([...root.querySelectorAll<HTMLElement>('[role=tabpanel]')].map((panel) => panel.hidden)).toEqual([
    true,
    false,
    true,
  ]);
});

const TRYOUT =
  '<PromptTryout task="Write it." minWords={4}>\n\n<Criterion name="Audience" any="customers, readers" hint="Say who." />\n\n<Criterion name="Limits" any="at most, don\'t" hint="Say what not." />\n\n</PromptTryout>';

test('a try-out tells which criteria are met, in words', () => {
  vi.useFakeTimers();
  const root = live(TRYOUT);
  const field = root.querySelector('textarea')!;
  const type = (text: string) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    vi.advanceTimersByTime(500);
    return [...root.querySelectorAll('.lesson-criterion')].map((criterion) =>
      criterion.classList.contains('lesson-met'),
    );
  };
  expect(root.querySelector('label')!.htmlFor).toBe(field.id);
  expect(type('Write for CUSTOMERS')).toEqual([true, false, false]);
  expect(root.querySelector('[role=status]')!.textContent).toBe('1 of 3 found');
  expect(type('For readers: don’t say more than that')).toEqual([true, true, true]);
  expect(root.querySelector('.lesson-criterion')!.textContent).toContain('Found');
  expect(type('')).toEqual([false, false, false]);
});

test('criteria are whole words, without case, accents and punctuation', () => {
  expect(mentions('Para clientes: MÁXIMO, 30 palabras', ['máximo'])).toBe(true);
  expect(mentions('notebook', ['no'])).toBe(false);
  expect(mentions('at the most', ['at most'])).toBe(false);
  expect(mentions('anything', [' , ', ''])).toBe(false);
  expect(wordCount('  one — two, 3!  ')).toBe(3);
});

test('a player is loaded only when it is asked for', () => {
  const root = live('<Embed provider="youtube" id="dQw4w9WgXcQ" title="A film" />');
  const link = root.querySelector('a')!;
  expect(root.querySelector('iframe')).toBeNull();
  expect(link.href).toBe('https://www.youtube.com/watch?v=dQw4w9WgXcQ');
  // Kept out of the page, where it would be fetched.
  const replaced = vi.spyOn(link, 'replaceWith').mockImplementation(() => {});
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  const frame = replaced.mock.calls[0]![0] as HTMLIFrameElement;
  expect(frame.getAttribute('src')).toBe('https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1');
  expect(frame.title).toBe('A film');
});

test('a term explains itself by the browser’s own popover', () => {
  const markup = html('A <Term def="What it costs.">CPA</Term>.', 'es');
  expect(markup).toMatch(
    /<button type="button" class="lesson-term" aria-label="CPA\. Definición de CPA" popovertarget="([^"]+)">CPA<\/button><span class="lesson-definition" popover="auto" id="\1" role="note"><b>CPA<\/b> What it costs\.<\/span>/,
  );
});

test.each([
  ['plain', 'plain'],
  ['a *b* c', 'a <em>b</em> c'],
  ['**b *c***', '<strong>b <em>c</em></strong>'],
  ['_b_ and snake_case_name', '<em>b</em> and snake_case_name'],
  ['20*3*2 and 2 * 3 * 4', '20*3*2 and 2 * 3 * 4'],
  ['`a *b* <c>`', '<code>a *b* &lt;c&gt;</code>'],
  ['\\*not\\* <b>', '*not* &lt;b&gt;'],
  ['**open', '**open'],
])('the text %s of an item shows as %s', (text, expected) => {
  expect(renderToStaticMarkup(<InlineText text={text} />)).toBe(expected);
});
