// The form of a rule's words: message and remedy in each language, and whether it stops a lesson from being published.
import type { Locale } from '~/i18n/locale';

/** `{{name}}` stands for a parameter of the problem. */
export type RuleTexts = { severity: 'error' | 'warning' } & Record<Locale, { message: string; remedy: string }>;

type Words = [message: string, remedy: string];

function rule(severity: RuleTexts['severity'], en: Words, es: Words): RuleTexts {
  return { severity, en: { message: en[0], remedy: en[1] }, es: { message: es[0], remedy: es[1] } };
}

/** A rule that a published lesson must keep. */
export function error(en: Words, es: Words): RuleTexts {
  return rule('error', en, es);
}

/** A rule whose breach is worth a look. */
export function warning(en: Words, es: Words): RuleTexts {
  return rule('warning', en, es);
}
