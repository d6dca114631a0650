// From an action's issues to the words at each field.
import { expect, test } from 'vitest';
import { formState, issueText } from './form';

test('shared keys are put in words in the page’s language', () => {
  const answer = { ok: false, issues: [{ path: 'email', message: 'required' }], entered: { email: ' ' } };
  expect(formState(answer, 'en').error('email')).toBe('Fill in this field.');
  expect(formState(answer, 'es').error('email')).toBe('Rellena este campo.');
  expect(formState(answer, 'es').entered('email')).toBe(' ');
});

test('an area’s own keys come from its texts, sentences pass, unknown keys become "not valid"', () => {
  expect(issueText('taken', 'en', (key) => (key === 'taken' ? 'Somebody has it' : undefined))).toBe('Somebody has it');
  expect(issueText('Use at least 8 characters.', 'en')).toBe('Use at least 8 characters.');
  expect(issueText('some-unknown.key', 'en')).toBe('This is not valid. Check it and try again.');
});

test('one error a field, the first; an element’s error belongs to its list', () => {
  const state = formState(
    {
      ok: false,
      issues: [
        { path: 'name', message: 'required' },
        { path: 'name', message: 'tooShort' },
        { path: 'formats.0', message: 'invalid' },
      ],
    },
    'en',
  );
  expect(state.error('name')).toBe('Fill in this field.');
  expect(state.error('formats[]')).toBe('This is not valid. Check it and try again.');
  expect(state.issues.map((issue) => issue.path)).toEqual(['name', 'formats']);
});

test('an answer that went well has no errors', () => {
  expect(formState({ ok: true }, 'es').issues).toEqual([]);
  expect(formState(undefined, 'es').error('x')).toBeUndefined();
});
