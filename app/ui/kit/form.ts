// What a form's components need of an action's answer: the words of each field's error, and what had been typed.
import { formMessages } from '~/i18n/common';
import type { Locale } from '~/i18n/locale';
import { translator } from '~/i18n/messages';
import { useLocale } from '~/i18n/use-messages';
import type { FieldIssue } from '~/platform/errors';

/** What `formFailure` sends; anything else an action returns counts as no failure. */
export type FormAnswer =
  { ok: boolean; issues?: ReadonlyArray<FieldIssue>; entered?: Record<string, string> } | null | undefined;

/** Texts for an area's own issue keys; keys it does not know return undefined. */
export type IssueTexts = (key: string) => string | undefined;

export type FormState = {
  /** The words for a field's first issue. */
  error: (name: string) => string | undefined;
  /** What was typed, after a failure. */
  entered: (name: string) => string | undefined;
  /** Every issue in words, in order, one per field. */
  issues: ReadonlyArray<{ path: string; text: string }>;
};

const SHARED = new Set(['required', 'tooShort', 'tooLong', 'email', 'invalid']);

/** An issue's message in words: the area's text, a shared one, or, when it is a sentence already, itself. */
export function issueText(message: string, locale: Locale, texts?: IssueTexts): string {
  const t = translator(formMessages, locale);
  const own = texts?.(message);
  if (own !== undefined) return own;
  if (SHARED.has(message)) return t(message as 'required');
  return /^[a-z][a-zA-Z.-]*$/.test(message) ? t('invalid') : message;
}

/** The pure part of useFormState. */
export function formState(answer: FormAnswer, locale: Locale, texts?: IssueTexts): FormState {
  const failed = answer && !answer.ok ? answer : undefined;
  const words = new Map<string, string>();
  for (const { path, message } of failed?.issues ?? []) {
    // `tags.0` belongs to the field that is named `tags`.
    for (const name of new Set([path, path.split('.')[0]!]))
      if (!words.has(name)) words.set(name, issueText(message, locale, texts));
  }
  const issues = [...words].filter(([path]) => !path.includes('.')).map(([path, text]) => ({ path, text }));
  return { error: (name) => words.get(name.replace(/\[\]$/, '')), entered: (name) => failed?.entered?.[name], issues };
}

/**
 * Reads an action's answer for the kit's fields.
 * @example
 * const form = useFormState(useActionData<typeof action>(), (key) => (key === 'taken' ? t('taken') : undefined));
 * <FormErrors form={form} /> <Input name="email" label={t('email')} form={form} required />
 */
export function useFormState(answer: unknown, texts?: IssueTexts): FormState {
  const locale = useLocale();
  const known = answer !== null && typeof answer === 'object' && 'ok' in answer ? (answer as FormAnswer) : null;
  return formState(known, locale, texts);
}
