import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClaudeStandin, startClaude } from '../../../tests/standins/claude';
import { probeClaude } from './claude.server';

let claude: ClaudeStandin;
beforeAll(async () => void (claude = await startClaude('claude-right-key')));
afterAll(() => claude.close());

test('a working key is reported with the models it opens', async () => {
  expect(await probeClaude('claude-right-key', claude.base)).toEqual({ ok: true, models: 1 });
});

test('a wrong key and an overloaded service are reported, not thrown', async () => {
  expect((await probeClaude('claude-wrong-key', claude.base)).ok).toBe(false);
  claude.behave('overloaded');
  expect((await probeClaude('claude-right-key', claude.base)).ok).toBe(false);
  claude.behave('well');
});
