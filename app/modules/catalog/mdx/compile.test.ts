import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../catalog';
import { compileLesson } from './compile';

const pictures = { './a.svg': { hash: 'f00', width: 640, height: 400 } };
const compile = (source: string, locale: 'es' | 'en' = 'es') =>
  compileLesson(source, { locale, pictures, items: ['one', 'two'] });
const rules = (source: string) => compile(source).problems.map(({ rule, line, column }) => `${rule} ${line}:${column}`);

test('Markdown becomes tags, properties and text', () => {
  const { tree } = compile('## Hola *mundo*\n\nUn `código`, [enlace](https://example.com "t").\n\n- uno\n- dos');
  expect(tree).toEqual([
    ['h2', { id: 'hola-mundo' }, 'Hola ', ['em', null, 'mundo']],
    [
      'p',
      null,
      'Un ',
      ['code', null, 'código'],
      ', ',
      ['a', { href: 'https://example.com', title: 't' }, 'enlace'],
      '.',
    ],
    ['ul', null, ['li', null, 'uno'], ['li', null, 'dos']],
  ] satisfies Array<Json>);
});

test('a component keeps its attributes as values and its Markdown as children', () => {
  const { tree, problems } = compile(
    '<Exercise title="Calcula" minutes={5}>\n\nHazlo.\n\n<Solution>\n\n12\n\n</Solution>\n\n</Exercise>',
  );
  expect(problems).toEqual([]);
  expect(tree).toEqual([
    [
      'Exercise',
      { title: 'Calcula', minutes: 5, level: 3 },
      ['p', null, 'Hazlo.'],
      ['Solution', null, ['p', null, '12']],
    ],
  ]);
});

test('a figure names its picture by hash and size', () => {
  const { tree } = compile('<Figure src="./a.svg" alt="Un cuadro" />');
  expect(tree).toEqual([['Figure', { alt: 'Un cuadro', asset: 'f00', width: 640, height: 400 }]]);
});

test('an anchor names the block after it, and a heading keeps the author’s name', () => {
  const { tree, anchors, outline } = compile(
    '<Anchor id="cpa" />\n## El coste\n\n<Anchor id="why" />\nUn párrafo.\n\n<Anchor id="pic" />\n\n<Figure src="./a.svg" alt="x" />',
  );
  expect(tree!.map((node) => (node as [string, { id: string }])[1].id)).toEqual(['cpa', 'why', 'pic']);
  expect(anchors).toEqual(['cpa', 'why', 'pic']);
  expect(outline).toEqual([{ id: 'cpa', title: 'El coste' }]);
});

test('headings of one name get different ids, none of which is an anchor’s', () => {
  const { tree, outline } = compile('<Anchor id="uno-2" />\nTexto.\n\n## Uno\n\n## ¡Uno!\n\n### Uno\n\n## 東京');
  expect(tree!.slice(1).map((node) => (node as [string, { id: string }])[1].id)).toEqual([
    'uno',
    'uno-3',
    'uno-4',
    'section',
  ]);
  expect(outline.map(({ id }) => id)).toEqual(['uno', 'uno-3', 'section']);
});

test('a component on one line is a block, and a term alone is still a word', () => {
  expect(compile('<Callout kind="tip">Corto.</Callout>').tree).toEqual([
    ['Callout', { kind: 'tip' }, ['p', null, 'Corto.']],
  ]);
  expect(compile('<Term def="x">Palabra</Term>').tree).toEqual([['p', null, ['Term', { def: 'x' }, 'Palabra']]]);
});

test('tabs and exercises know the level of their titles', () => {
  const { tree } = compile(
    '## A\n\n### B\n\n<Tabs>\n\n<Tab title="x">\n\nx\n\n</Tab>\n\n<Tab title="y">\n\ny\n\n</Tab>\n\n</Tabs>',
  );
  expect(JSON.stringify(tree)).toContain('"Tab",{"title":"x","level":4}');
});

test('footnotes speak the language of the lesson', () => {
  const source = 'Texto[^1].\n\n[^1]: Nota.';
  expect(JSON.stringify(compile(source, 'es').tree)).toContain('Volver a la llamada 1');
  expect(JSON.stringify(compile(source, 'en').tree)).toContain('Back to reference 1');
});

test('the same source gives the same tree', () => {
  const source = '## A\n\n| a | b |\n|---|---:|\n| 1 | 2 |\n\n- [ ] x\n- [x] y';
  expect(compile(source)).toEqual(compile(source));
});

test('words are those of the running text', () => {
  expect(
    compile(
      '---\ntitle: no\n---\n\n## Uno dos\n\nNo cuenta el código:\n\n```\nnada de esto\n```\n\n| tres | 1.290,5 |\n|---|---|\n| l’eau | a-b |',
    ).words,
  ).toBe(10);
});

test.each([
  ['a level-one heading', '# A', 'heading-title 1:1'],
  ['a first heading too low', '### A', 'heading-first 1:1'],
  ['a skipped level', '## A\n\n#### B', 'heading-skips 3:1'],
  ['a heading without words', '## A\n\n##', 'heading-empty 3:1'],
  ['a section within a component', '<Callout kind="tip">\n\n## A\n\n</Callout>', 'heading-inside 3:1'],
  ['an anchor before nothing', 'Texto.\n\n<Anchor id="a" />', 'anchor-dangling 3:1'],
  ['two anchors in a row', '<Anchor id="a" />\n\n<Anchor id="b" />\n\nTexto.', 'anchor-dangling 1:1'],
  ['an anchor given twice', '<Anchor id="a" />\nUno.\n\n<Anchor id="a" />\nDos.', 'anchor-repeated 4:1'],
  ['an anchor that is no id', '<Anchor id="Á b" />\nUno.', 'mdx-attribute-id 1:9'],
  ['a jump to nowhere', '[a](#nada)', 'mdx-anchor-unknown 1:1'],
  ['a link without words', '[](https://example.com)', 'mdx-link-empty 1:1'],
  ['a missing attribute', '<Figure src="./a.svg" />', 'mdx-attribute-missing 1:1'],
  ['an empty description', '<Figure src="./a.svg" alt=" " />', 'mdx-attribute-empty 1:23'],
  ['a picture that is not there', '<Figure src="./b.svg" alt="x" />', 'mdx-picture-missing 1:1'],
  ['an item that is not there', '<Check items="one three" />', 'mdx-check-unknown 1:1'],
  ['a number that is none', '<Exercise title="x" minutes="soon">\n\nx\n\n</Exercise>', 'mdx-attribute-number 1:21'],
  ['an unknown kind', '<Callout kind="danger">\n\nx\n\n</Callout>', 'mdx-attribute-choice 1:10'],
  ['something within nothing', '<Figure src="./a.svg" alt="x">\n\nx\n\n</Figure>', 'mdx-inside-nothing 1:1'],
  ['an empty callout', '<Callout kind="tip">\n\n</Callout>', 'mdx-inside-empty 1:1'],
  ['two key paragraphs', '<KeyIdea>\n\na\n\nb\n\n</KeyIdea>', 'mdx-inside-paragraph 1:1'],
  ['a single tab', '<Tabs>\n\n<Tab title="a">\n\nb\n\n</Tab>\n\n</Tabs>', 'mdx-inside-count 1:1'],
  [
    'text between tabs',
    '<Tabs>\n\n<Tab title="a">\n\nb\n\n</Tab>\n\nc\n\n<Tab title="d">\n\ne\n\n</Tab>\n\n</Tabs>',
    'mdx-inside-only 9:1',
  ],
  [
    'two solutions',
    '<Exercise title="x">\n\n<Solution>\n\na\n\n</Solution>\n\n<Solution>\n\nb\n\n</Solution>\n\n</Exercise>',
    'mdx-inside-single 1:1',
  ],
  ['a chart without a table', '<Chart kind="bar" title="x">\n\nx\n\n</Chart>', 'mdx-inside-table 1:1'],
  [
    'two tables to compare',
    '<ComparisonTable caption="x">\n\n| a |\n|---|\n| b |\n\ny\n\n</ComparisonTable>',
    'mdx-inside-table 1:1',
  ],
  ['one source', '<Sources>\n\n- Una.\n\n</Sources>', 'mdx-sources-few 1:1'],
  ['a film without words', '<Video src="/a.mp4" title="x">\n\n</Video>', 'mdx-video-transcript 1:1'],
  [
    'callout in callout',
    '<Callout kind="tip">\n\n<Callout kind="tip">\n\nx\n\n</Callout>\n\n</Callout>',
    'mdx-placement-itself 3:1',
  ],
  [
    'a number with a comma',
    '<Chart kind="bar" title="x">\n\n| a | b |\n|---|---|\n| c | 1,5 |\n\n</Chart>',
    'chart-number 5:7',
  ],
  ['a row too short', '<Chart kind="bar" title="x">\n\n| a | b |\n|---|---|\n| c |\n\n</Chart>', 'chart-row-width 5:1'],
  [
    'a row without a label',
    '<Chart kind="bar" title="x">\n\n| a | b |\n|---|---|\n|   | 1 |\n\n</Chart>',
    'chart-label 5:1',
  ],
  [
    'a line of one point',
    '<Chart kind="line" title="x">\n\n| a | b |\n|---|---|\n| c | 1 |\n\n</Chart>',
    'chart-rows 3:1',
  ],
  [
    'a pile below zero',
    '<Chart kind="stacked" title="x">\n\n| a | b |\n|---|---|\n| c | -1 |\n\n</Chart>',
    'chart-negative 5:7',
  ],
  ['a chart of labels only', '<Chart kind="bar" title="x">\n\n| a |\n|---|\n| c |\n\n</Chart>', 'chart-series 3:1'],
])('tells %s and its place', (_, source, expected) => {
  expect(rules(source)).toContain(expected);
});

test('Windows line ends and a byte order mark change nothing', () => {
  expect(compile('\uFEFF## A\r\n\r\nTexto.\r\n')).toEqual(compile('## A\n\nTexto.\n'));
});

const PIECES = [
  '<Callout kind="tip">',
  '</Callout>',
  '<Tabs>',
  '</Tabs>',
  '<Tab title="a">',
  '</Tab>',
  '<Anchor id="a" />',
  '<Term def="x">',
  '</Term>',
  '\n\n',
  '\n',
  '## ',
  '- ',
  '1. ',
  '> ',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '[^1]',
  '[^1]: ',
  '[a](#b)',
  '{',
  '}',
  '<',
  '>',
  '*',
  '_',
  '`',
  '```\n',
  '\\',
  '&#x0A;',
  '---\n',
  'word ',
  '  ',
  '\t',
];

test('whatever is written, there is a tree or there are problems, and never a crash', () => {
  const source = fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })), { maxLength: 40 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(source, (text) => {
      const { tree, problems } = compile(text);
      expect(tree === null).toBe(problems.length > 0);
      for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});
