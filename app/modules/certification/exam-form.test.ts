import { expect, test } from 'vitest';
import { readExamForm } from './exam-form.server';

const read = (fields: Array<[string, string]>) => {
  const form = new FormData();
  for (const [name, value] of [['item', 'i'], ['sequence', '4'], ['go', '7'], ...fields] as Array<[string, string]>)
    form.append(name, value);
  return readExamForm(form, 'a');
};
const response = (fields: Array<[string, string]>) => read(fields).save.response;

test('each type of question is read from its plain form', () => {
  expect(
    read([
      ['type', 'single'],
      ['option', 'x'],
      ['flagged', 'on'],
    ]),
  ).toEqual({
    save: { attemptId: 'a', itemId: 'i', response: { type: 'single', option: 'x' }, flagged: true, sequence: 4 },
    go: 7,
  });
  expect(
    response([
      ['type', 'multiple'],
      ['option', 'x'],
      ['option', 'y'],
    ]),
  ).toEqual({ type: 'multiple', options: ['x', 'y'] });
  expect(
    response([
      ['type', 'order'],
      ['place:x', '2'],
      ['place:y', '1'],
    ]),
  ).toEqual({ type: 'order', order: ['y', 'x'] });
  expect(
    response([
      ['type', 'match'],
      ['pair:l', 'r'],
      ['pair:m', ''],
    ]),
  ).toEqual({ type: 'match', pairs: [{ left: 'l', right: 'r' }] });
  expect(
    response([
      ['type', 'numeric'],
      ['value', ' 12,5 '],
    ]),
  ).toEqual({ type: 'numeric', value: '12,5' });
  expect(
    response([
      ['type', 'short'],
      ['text', 'cpa'],
    ]),
  ).toEqual({ type: 'short', text: 'cpa' });
});

test('what is left empty is no answer, and an order with places missing or doubled is refused', () => {
  for (const fields of [
    [['type', 'single']],
    [['type', 'multiple']],
    [
      ['type', 'order'],
      ['place:x', ''],
    ],
    [
      ['type', 'match'],
      ['pair:l', ''],
    ],
    [
      ['type', 'numeric'],
      ['value', ' '],
    ],
    [['type', 'short']],
  ]) {
    expect(response(fields as Array<[string, string]>)).toBeNull();
  }
  for (const places of [
    ['1', '1'],
    ['1', ''],
    ['0', '1'],
    ['2', '3'],
  ]) {
    expect(() =>
      response([
        ['type', 'order'],
        ['place:x', places[0]!],
        ['place:y', places[1]!],
      ]),
    ).toThrow(expect.objectContaining({ reason: 'order-incomplete' }));
  }
  expect(() => response([['type', 'magic']])).toThrow(expect.objectContaining({ code: 'invalid' }));
  expect(
    read([
      ['type', 'short'],
      ['go', 'x'],
    ]).go,
  ).toBe(7);
});
