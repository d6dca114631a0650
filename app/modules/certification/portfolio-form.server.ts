// A portfolio and a marker's marks as HTML forms send them: what works when the page has no JavaScript.
import { AppError } from '~/platform/errors';
import { MarksSchema, type MarksInput } from './evaluation.server';
import { type SaveDraft, SaveDraftSchema } from './portfolio.server';

const fieldsOf = (form: FormData, prefix: string) =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === 'string' ? [[name.slice(prefix.length), value]] : [],
    ),
  );
const textsOf = (form: FormData, name: string) => form.getAll(name).filter((value) => typeof value === 'string');

/** Sections as `section:<id>`, links as repeated `label` and `url`. Throws `invalid` for what is too long to be one. */
export function readPortfolioForm(form: FormData, programId: string): SaveDraft {
  const labels = textsOf(form, 'label');
  const links = textsOf(form, 'url').map((url, index) => ({ label: labels[index] ?? '', url }));
  const content = { sections: fieldsOf(form, 'section:'), links };
  const read = SaveDraftSchema.safeParse({ programId, content, revision: form.get('revision') ?? 0 });
  if (!read.success) throw new AppError('invalid', { reason: 'portfolio-unreadable' });
  return read.data;
}

/** Levels as `level:<criterion>`, comments as `comment:<criterion>`. Throws `invalid` for levels that are none. */
export function readMarksForm(form: FormData, evaluationId: string): MarksInput {
  const read = MarksSchema.safeParse({
    evaluationId,
    levels: fieldsOf(form, 'level:'),
    comments: fieldsOf(form, 'comment:'),
    feedback: form.get('feedback') ?? '',
    revision: form.get('revision') ?? 0,
  });
  if (!read.success) throw new AppError('invalid', { reason: 'marks-unreadable' });
  return read.data;
}
