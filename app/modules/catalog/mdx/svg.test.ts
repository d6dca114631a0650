import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkSvg } from './svg';

const wrap = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20"${attributes}>${inside}</svg>`;

test.each([
  ['shapes', '<rect width="1" height="1" fill="#fff"/><g><path d="M0 0L1 1"/></g>'],
  ['text', '<text x="1" y="2" font-family="system-ui, sans-serif">1 &lt; 2 &amp; 3 &#8364;</text>'],
  ['gradients by id', '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><rect fill="url(#g)"/>'],
  ['use of its own parts', '<defs><g id="a"/></defs><use href="#a"/>'],
  ['style rules', '<style>.a { fill: red; clip-path: url("#c") }</style>'],
  ['comments', '<!-- a < b --><rect/>'],
])('accepts %s and knows the size', (_, inside) => {
  expect(checkSvg(wrap(inside))).toEqual({ info: { width: 10, height: 20 }, problems: [] });
});

test.each([
  ['a script', '<script>alert(1)</script>', 'svg-element'],
  ['a script with a prefix', '<svg:script>alert(1)</svg:script>', 'svg-element'],
  ['HTML inside', '<foreignObject><body/></foreignObject>', 'svg-element'],
  ['a link', '<a href="https://evil.example"><rect/></a>', 'svg-element'],
  ['a bitmap', '<image href="https://evil.example/x.png"/>', 'svg-element'],
  ['an animation', '<rect><animate attributeName="href" to="javascript:1"/></rect>', 'svg-element'],
  ['a set', '<set attributeName="onload" to="alert(1)"/>', 'svg-element'],
  ['a handler', '<rect onclick="alert(1)"/>', 'svg-attribute'],
  ['a handler in capitals', '<rect ONLOAD="alert(1)"/>', 'svg-attribute'],
  ['use from elsewhere', '<use href="https://evil.example/x.svg#a"/>', 'svg-attribute'],
  ['use with a prefix', '<use xlink:href="//evil.example/x.svg#a"/>', 'svg-attribute'],
  ['use of data', '<use href="data:image/svg+xml,x"/>', 'svg-attribute'],
  ['a hidden scheme', '<use href="&#106;avascript:alert(1)"/>', 'svg-attribute'],
  ['a paint from elsewhere', '<rect fill="url(https://evil.example/x.svg#g)"/>', 'svg-attribute'],
  ['an entity in a paint', '<rect fill="url(&quot;https://evil.example/x#g&quot;)"/>', 'svg-attribute'],
  ['a style that loads', '<rect style="background: url(//evil.example)"/>', 'svg-attribute'],
  ['a style escape', '<rect style="background: \\75rl(//evil.example)"/>', 'svg-attribute'],
  ['an import', '<style>@import "https://evil.example/x.css";</style>', 'svg-attribute'],
  ['a font', '<style>@font-face { src: url(https://evil.example/x) }</style>', 'svg-attribute'],
  ['an image set', '<style>.a { background: image-set("https://evil.example/x.png" 1x) }</style>', 'svg-attribute'],
  ['another base', '<g xml:base="https://evil.example/"/>', 'svg-attribute'],
  ['another namespace', '<g xmlns:x="https://evil.example/"/>', 'svg-attribute'],
  ['CDATA', '<style><![CDATA[ a ]]></style>', 'svg-syntax'],
  ['a processing instruction', '<?xml-stylesheet href="https://evil.example/x.css"?>', 'svg-syntax'],
  ['an entity of its own', '<text>&xxe;</text>', 'svg-syntax'],
  ['an attribute without quotes', '<rect width=1/>', 'svg-syntax'],
  ['an attribute given twice', '<rect x="1" x="2"/>', 'svg-syntax'],
  ['a tag left open', '<g>', 'svg-syntax'],
  ['a tag closed by another', '<g></rect>', 'svg-syntax'],
  ['a comment left open', '<!-- ', 'svg-syntax'],
])('refuses %s and says where', (_, inside, rule) => {
  const { info, problems } = checkSvg(wrap(`\n${inside}`));
  expect(info).toBeNull();
  expect(problems[0]).toMatchObject({ rule, line: expect.any(Number) });
  expect(problems[0]!.line).toBeGreaterThanOrEqual(1);
});

test.each([
  [
    'a doctype with entities',
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 1 1">&x;</svg>',
    'svg-syntax',
  ],
  ['another root', '<html></html>', 'svg-element'],
  ['two roots', '<svg viewBox="0 0 1 1"/><svg viewBox="0 0 1 1"/>', 'svg-element'],
  ['text around', 'x<svg viewBox="0 0 1 1"/>', 'svg-syntax'],
  ['a handler on the root', '<svg viewBox="0 0 1 1" onload="alert(1)"/>', 'svg-attribute'],
  ['no viewBox', '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>', 'svg-viewbox'],
  ['an empty viewBox', '<svg viewBox="0 0 0 0"/>', 'svg-viewbox'],
  ['nothing', '', 'svg-syntax'],
])('refuses %s', (_, source, rule) => {
  expect(checkSvg(source)).toMatchObject({ info: null, problems: [{ rule }] });
});

test('places are those of an editor', () => {
  expect(checkSvg(wrap('\n  <rect/>\n  <rect onclick="x"/>')).problems[0]).toMatchObject({ line: 3, column: 9 });
});

test('an XML declaration may stand in front', () => {
  expect(checkSvg(`<?xml version="1.0" encoding="UTF-8"?>\n${wrap('')}`).problems).toEqual([]);
});

test('the pictures that ship are in order', () => {
  const folder = path.resolve('content/courses');
  for (const name of readdirSync(folder, { recursive: true }) as Array<string>) {
    if (name.endsWith('.svg'))
      expect([name, checkSvg(readFileSync(path.join(folder, name), 'utf8')).problems]).toEqual([name, []]);
  }
});
