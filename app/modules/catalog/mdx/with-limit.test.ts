import { expect, test } from 'vitest';
import { compileLesson } from './compile';
import { compileWithLimit } from './with-limit.server';

const options = { locale: 'es', pictures: {}, items: null } as const;

test('a thread gives the very result that compiling here gives', async () => {
  const source =
    '## Uno\n\nHola, <Term def="Una palabra.">mundo</Term>.\n\n<Callout kind="tip">\n\n- a\n- b\n\n</Callout>\n';
  expect(await compileWithLimit(source, options, 20_000)).toEqual(compileLesson(source, options));
  const bad = await compileWithLimit('{process.env}', options, 20_000);
  expect(bad.problems).toMatchObject([{ rule: 'mdx-expression', line: 1, column: 1 }]);
});

const BOMBS = {
  'stars and underscores': '*a_'.repeat(16_000),
  tildes: '~a'.repeat(24_000),
  'open brackets': '['.repeat(60_000),
};

test.each(Object.entries(BOMBS))('a bomb of %s is over in time', async (_, source) => {
  const before = performance.now();
  const { tree, problems } = await compileWithLimit(source, options, 700);
  expect(performance.now() - before).toBeLessThan(5_000);
  // Quick ones are merely text, or too many parts; slow ones are given up.
  if (problems.length > 0) {
    expect(tree).toBeNull();
    expect(['mdx-too-slow', 'mdx-too-many-nodes', 'mdx-too-deep']).toContain(problems[0]!.rule);
  }
});

test('what eats the stack is told apart from a crash', async () => {
  const { tree, problems } = await compileWithLimit(`${'> '.repeat(20_000)}x`, options, 2_000);
  expect(tree).toBeNull();
  expect(['mdx-too-deep', 'mdx-too-slow']).toContain(problems[0]!.rule);
});
