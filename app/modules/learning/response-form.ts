// A question's form as an answer: the same reading in the browser, before it is sent, and on the server, when there are no scripts.
import type { GivenResponse, QuestionView } from './learning';

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Elements in the order of their `order` fields, or by the numbers chosen where each has a `position:<id>`; ties stay as shown. */
function order(form: FormData): Array<string> {
  const shown = form.getAll('order').map(String);
  const numbers = new Map(shown.map((id, index) => [id, Number(text(form, `position:${id}`)) || index + 1]));
  return [...shown].sort((left, right) => numbers.get(left)! - numbers.get(right)!);
}

/** The answer in a form; null while it is not complete. The button "I don't know" counts whatever else is filled in. */
export function readResponse(type: QuestionView['type'], form: FormData): GivenResponse | null {
  if (form.has('unknown')) return { type: 'unknown' };
  switch (type) {
    case 'single': {
      const option = text(form, 'option');
      return option ? { type, option } : null;
    }
    case 'multiple': {
      const options = form.getAll('option').map(String);
      return options.length > 0 ? { type, options } : null;
    }
    case 'order':
      return { type, order: order(form) };
    case 'match': {
      const pairs = [...form.keys()]
        .filter((name) => name.startsWith('pair:'))
        .map((name) => ({ left: name.slice(5), right: text(form, name) }));
      return pairs.length > 0 && pairs.every(({ right }) => right) ? { type, pairs } : null;
    }
    case 'numeric': {
      const value = text(form, 'value');
      return value ? { type, value } : null;
    }
    case 'short': {
      const words = text(form, 'value');
      return words ? { type, text: words } : null;
    }
  }
}
