// Words that several parts of the sandbox choose by a code: the issues of its forms, and lists of channels.
import { sandboxMessages } from '~/i18n/sandbox';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { useFormState } from '~/ui/kit/form';

const ISSUES = [
  'unfinishedRuns',
  'startedOften',
  'amount',
  'amountRange',
  'headlineMissing',
  'headlineLong',
  'segmentsMissing',
  'planInvalid',
  'changedMeanwhile',
] as const;

/** A sandbox form's answer for the kit's fields. */
export function useSandboxForm(answer: unknown) {
  const t = useMessages(sandboxMessages);
  return useFormState(answer, (key) => {
    const known = ISSUES.find((issue) => issue === key);
    return known && t(`issue.${known}`);
  });
}

/** Joins words as the language does: `a, b and c`. */
export function useList(): (words: ReadonlyArray<string>) => string {
  const locale = useLocale();
  return (words) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);
}
