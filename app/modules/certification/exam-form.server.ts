// An answer as an HTML form sends it: what works when the exam's page has no JavaScript.
import { AppError } from '~/platform/errors';
import type { SaveExamAnswer } from './exam.server';

export type ExamForm = {
  save: SaveExamAnswer;
  /** Position to show next, or the page before handing in. */ go: number | 'review';
};

const text = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};
const fieldsOf = (form: FormData, prefix: string) =>
  [...form].flatMap(([name, value]) =>
    name.startsWith(prefix) && typeof value === 'string'
      ? [{ id: name.slice(prefix.length), value: value.trim() }]
      : [],
  );

/** Reads the form of one question. Empty means no answer. Throws `invalid` with `order-incomplete` when places repeat or lack. */
export function readExamForm(form: FormData, attemptId: string): ExamForm {
  const go = text(form, 'go');
  return {
    save: {
      attemptId,
      itemId: text(form, 'item'),
      response: readResponse(form),
      flagged: form.has('flagged'),
      sequence: Number(text(form, 'sequence')),
    },
    go: go === 'review' ? go : Math.max(0, Math.trunc(Number(go)) || 0),
  };
}

function readResponse(form: FormData): unknown {
  const type = text(form, 'type');
  switch (type) {
    case 'single':
      return text(form, 'option') ? { type, option: text(form, 'option') } : null;
    case 'multiple': {
      const options = form.getAll('option').filter((value) => typeof value === 'string');
      return options.length > 0 ? { type, options } : null;
    }
    case 'order':
      return readOrder(fieldsOf(form, 'place:'));
    case 'match': {
      const pairs = fieldsOf(form, 'pair:').flatMap(({ id, value }) => (value ? [{ left: id, right: value }] : []));
      return pairs.length > 0 ? { type, pairs } : null;
    }
    case 'numeric':
      return text(form, 'value') ? { type, value: text(form, 'value') } : null;
    case 'short':
      return text(form, 'text') ? { type, text: text(form, 'text') } : null;
    default:
      throw new AppError('invalid', { reason: 'response-unreadable' });
  }
}

function readOrder(places: ReadonlyArray<{ id: string; value: string }>): unknown {
  if (places.every(({ value }) => value === '')) return null;
  const order = [...places].sort((left, right) => Number(left.value) - Number(right.value));
  if (order.some(({ value }, index) => Number(value) !== index + 1))
    throw new AppError('invalid', { reason: 'order-incomplete' });
  return { type: 'order', order: order.map(({ id }) => id) };
}
