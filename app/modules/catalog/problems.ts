// A fault in content: where it is, which rule it breaks, and the words for it in each language.
import type { Locale } from '~/i18n/locale';
import { CONTENT_RULES } from './content/rules';
import { MDX_RULES } from './mdx/rules';
import type { RuleTexts } from './rule-texts';

const RULES = { ...MDX_RULES, ...CONTENT_RULES };
export type Rule = keyof typeof RULES;
const rules: Record<Rule, RuleTexts> = RULES;

/** `line` and `column` begin at 1, as editors count. */
export type Place = { line: number; column: number };
export type Problem = Place & { rule: Rule; params: Readonly<Record<string, string | number>> };
/** `file` is relative to the content folder. */
export type FileProblem = Problem & { file: string };

export const START: Place = { line: 1, column: 1 };

export function problem(place: Place | undefined, rule: Rule, params: Problem['params'] = {}): Problem {
  const { line, column } = place ?? START;
  return { line, column, rule, params };
}

/** Adds the file to problems found in one. */
export function inFile(file: string, problems: ReadonlyArray<Problem>): Array<FileProblem> {
  return problems.map((found) => ({ ...found, file }));
}

export function isError(found: Problem): boolean {
  return rules[found.rule].severity === 'error';
}

/** Longest parameter printed: a fault must not flood the terminal. */
const MAX_PARAMETER = 160;

function fill(template: string, params: Problem['params']): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const text = String(params[name] ?? '').replace(/\s+/g, ' ');
    return text.length > MAX_PARAMETER ? `${text.slice(0, MAX_PARAMETER - 1)}…` : text;
  });
}

/** What is wrong and what to do about it, in words. */
export function explain(found: Problem, locale: Locale): { message: string; remedy: string } {
  const { message, remedy } = rules[found.rule][locale];
  return { message: fill(message, found.params), remedy: fill(remedy, found.params) };
}

/** In the order of files, then lines. */
export function byPlace(a: FileProblem, b: FileProblem): number {
  return (
    (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
    a.line - b.line ||
    a.column - b.column ||
    (a.rule < b.rule ? -1 : 1)
  );
}
