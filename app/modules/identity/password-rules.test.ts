import { expect, test } from 'vitest';
import { passwordProblem } from './hashing.server';
import { passwordShapeProblem } from './password-rules';

const owner = { email: 'ana.ruiz@example.com', name: 'Ana Ruiz García' };

test.each([
  ['1234567', 'tooShort'],
  ['añíóú€ü', 'tooShort'],
  ['x'.repeat(100) + 'y'.repeat(101), 'tooLong'],
  ['Ana.Ruiz@Example.com', 'sameAsEmail'],
  ['ANA.RUIZ', 'sameAsEmail'],
  ['ana ruiz garcía', 'sameAsName'],
  ['abababab', 'repeated'],
  ['        ', 'repeated'],
])('refuses %s as %s', (password, problem) => {
  expect(passwordShapeProblem(password, owner)).toBe(problem);
});

test('length alone is enough: no rule asks for digits, capitals or signs', async () => {
  expect(await passwordProblem('lluvia tarde camino', owner)).toBeNull();
  expect(await passwordProblem('pericia-demo-2026', owner)).toBeNull();
  expect(await passwordProblem(`${'ab'.repeat(99)}cd`, owner)).toBeNull();
});

test.each(['password1', 'PASSWORD1', 'qwertyuiop', '1q2w3e4r5t', 'contraseña', 'Contraseña123'])(
  'refuses the common password %s',
  async (password) => {
    expect(await passwordProblem(password, owner)).toBe('common');
  },
);
